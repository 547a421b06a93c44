"""Which star certificates announced at an event are no longer good: the list keeps them, hands do not get them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.recognition import Recognition
from registry.queries.announcements import EventProduct
from registry.queries.awards import EventDetail
from registry.rules.certificate_life import Standing, standing
from registry.rules.handing import FALLEN


@dataclass(frozen=True, kw_only=True)
class FallenPaper:
    """A paper of an event that is not good on a day."""

    product: EventProduct
    standing: Standing

    @property
    def name(self) -> str:
        """Its number and product, as a sentence names it."""
        return f"{self.product.number or 'không rõ số'} ({self.product.product_name})"


def fallen(session: Session, products: Iterable[EventProduct], *, on: date) -> list[FallenPaper]:
    """Return the papers of these products that are not good on a day, in their order."""
    issued = [product for product in products if product.certificate_id is not None]
    certificates = session.scalars(
        select(Certificate)
        .where(Certificate.id.in_([product.certificate_id for product in issued]))
        .options(selectinload(Certificate.moves))
    )
    found = {one.id: standing(one.life, [move.as_rule() for move in one.moves], on=on) for one in certificates}
    return [
        FallenPaper(product=product, standing=found[product.certificate_id])
        for product in issued
        if product.certificate_id is not None and found[product.certificate_id] in FALLEN
    ]


def fallen_at(session: Session, event: EventDetail, *, today: date) -> list[FallenPaper]:
    """Return the papers of an event that wait to be handed over and are not to be, in their order.

    What was good on the day of the event and has expired since is told to whoever wants to hand it over: named here,
    every paper of an event long past would be.
    """
    waiting = [product for product in event.products if not product.is_collected]
    return _then_or_since(session, waiting, held_on=event.event.held_on, today=today)


def not_to_print(session: Session, event: EventDetail, *, today: date) -> list[FallenPaper]:
    """Return the papers of an event, collected or not, that are left out of what goes to the printer."""
    return _then_or_since(session, event.products, held_on=event.event.held_on, today=today)


def _then_or_since(
    session: Session, products: Sequence[EventProduct], *, held_on: date, today: date
) -> list[FallenPaper]:
    then = fallen(session, products, on=held_on)
    since = [one for one in fallen(session, products, on=today) if one.standing is not Standing.EXPIRED]
    found = {one.product.certificate: one for one in (*then, *since)}
    return [found[product.certificate] for product in products if product.certificate in found]


def fallen_of_decision(session: Session, decision: Decision, *, today: date) -> Mapping[str, Standing]:
    """Return the papers of a decision that were taken back or replaced since, by their public ids.

    What has merely expired was good to its end, and is no misprint.
    """
    ended = ended_of_decision(session, decision, today=today)
    return {name: stands for name, stands in ended.items() if stands is not Standing.EXPIRED}


def ended_of_decision(session: Session, decision: Decision, *, today: date) -> Mapping[str, Standing]:
    """Return the papers of a decision that are not good any more, expired ones too, by their public ids."""
    certificates = session.scalars(
        select(Certificate)
        .join(Certificate.recognition)
        .where(Recognition.decision_id == decision.id)
        .options(selectinload(Certificate.moves))
    )
    found = {
        one.public_id: standing(one.life, [move.as_rule() for move in one.moves], on=today) for one in certificates
    }
    return {name: stands for name, stands in found.items() if stands in FALLEN}
