"""Which products' certificates run out when, how far each is on the way to the next one, and what was told of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from registry.models.assessment import Assessment
from registry.models.certificate import Certificate
from registry.models.decision import Decision, DecisionLine, LineAssessment
from registry.models.dossier import Dossier
from registry.models.place import Place
from registry.models.producer import Producer, ProducerStatus
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import dossier_clocks, expiry_told
from registry.queries.expiry_told import Told
from registry.queries.register import GOOD, without_successor
from registry.queries.settings import Settings, settings
from registry.queries.standings import ends_on, standing_on
from registry.rules.certificate_life import Standing
from registry.rules.decision_life import DecisionState
from registry.rules.dossier_life import DossierState
from registry.rules.expiry_planning import (
    ExpiryDays,
    PlanRules,
    PlanStage,
    Quarter,
    RoundLoad,
    expiry_days,
    loads,
    months_of,
    quarter_of,
    renewing_round,
    stage_of,
)
from registry.rules.rounds import RoundDays, RoundRules

_ON_THE_WAY = (DossierState.SUBMITTED, DossierState.FORWARDED, DossierState.IN_ROUND, DossierState.SCORED)
"""States of a dossier that others work on; what was returned is again the holder's to hand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """One product, by the certificate that runs out or ran out, under its holder of today."""

    certificate_key: int
    certificate: str
    """Public id."""
    number: str | None
    stars: int
    valid_from: date | None
    term_end: date | None
    """The last day of its own term, extensions not counted."""
    decision_year: int
    decision_number: str | None
    signed_on: date | None
    standing: Standing
    last: date | None
    """The last day, extensions included; None for what lapsed on a day nobody knows."""
    product_key: int
    product: str
    """Public id."""
    product_name: str
    industry: str | None
    producer_key: int
    producer: str
    """Public id."""
    producer_name: str
    holder_has_ended: bool
    commune: str | None
    """Public id."""
    commune_name: str
    """Empty where it is not known."""
    commune_order: str
    days: ExpiryDays | None
    round: RoundDays | None
    """The round that can renew it before its last day; None where it falls between the rounds."""
    stage: PlanStage
    told: tuple[Told, ...]
    """What was told of this last day, the oldest first."""

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed, a dossier on its way or not."""
        return self.standing is Standing.EXPIRED

    @property
    def quarter(self) -> Quarter | None:
        """The quarter in which it runs out."""
        return None if self.last is None else quarter_of(self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that runs out, and what ran out and is still to be dealt with, as of a day."""

    on: date
    rules: PlanRules
    round_rules: RoundRules
    rows: Sequence[Expiring]
    """What runs out first comes first; after all that is good, what lapsed, the latest first."""
    without_day: int
    """Products certified today whose last day nobody knows."""

    @property
    def running(self) -> list[Expiring]:
        """What is still good."""
        return [row for row in self.rows if not row.is_over]

    @property
    def loads(self) -> list[RoundLoad]:
        """What comes to every round that is planned or has something coming, beside what it can take."""
        rounds = [row.round.year for row in self.running if row.round is not None]
        years = range(min(rounds, default=self.on.year), max([*rounds, self.on.year + 1]) + 1)
        lasts = [row.last for row in self.running if row.last is not None]
        found = loads(lasts, rules=self.round_rules, capacity=self.rules.capacity, years=years)
        return [one for one in found if one.expected or one.round.filed_before >= self.on]

    @property
    def lapsed(self) -> list[Expiring]:
        """What ran out, has no successor, was neither revoked nor given up, and has no dossier on its way."""
        return [row for row in self.rows if row.stage is PlanStage.LAPSED]


class _Found(NamedTuple):
    standing: Standing
    last: date | None
    values: Mapping[str, Any]

    @property
    def begins(self) -> date:
        return self.values["valid_from"] or date(self.values["decision_year"], 1, 1)


_COLUMNS: Mapping[str, Any] = {
    "certificate_key": Certificate.id,
    "certificate": Certificate.public_id,
    "number": Certificate.number,
    "stars": Recognition.stars,
    "valid_from": Certificate.valid_from,
    "term_end": Certificate.valid_until,
    "decision_year": Certificate.year,
    "decision_number": Decision.number,
    "signed_on": Decision.signed_on,
    "product_key": Product.id,
    "product": Product.public_id,
    "product_name": Product.name,
    "industry": Product.industry,
    "producer_key": Producer.id,
    "producer": Producer.public_id,
    "producer_name": Producer.name,
}


def plan_rules(chosen: Settings) -> PlanRules:
    """Return what the department chose about reminders, notices and rounds."""
    return PlanRules(
        months=months_of(chosen.reminder_months),
        notice_days=chosen.expiry_notice_days,
        capacity=chosen.round_capacity,
    )


def plan(session: Session, *, on: date, producers: Collection[int] | None = None) -> Plan:
    """Return what runs out and what lapsed, one line for each product.

    :param producers: keys of the holders of today whose products are asked for; None: all of them.
    """
    rules, round_rules = plan_rules(settings(session)), dossier_clocks.round_rules(session)
    chosen, without_day = _chosen(_found(session, on, producers))
    told = expiry_told.by_certificate(session, [one.values["certificate_key"] for one in chosen])
    filed = _filed(session)
    rows = []
    for one in chosen:
        key, last, term_end = one.values["certificate_key"], one.last, one.values["term_end"]
        has_dossier = one.values["product_key"] in filed
        rows.append(
            Expiring(
                **one.values,
                standing=one.standing,
                last=last,
                days=expiry_days(last, rules, term_end=term_end) if last else None,
                round=renewing_round(last, round_rules) if last else None,
                stage=stage_of(last or date.min, on=on, filed=has_dossier, term_end=term_end),
                told=tuple(word for word in told.get(key, ()) if word.last == last),
            )
        )
    rows.sort(key=_in_order)
    return Plan(on=on, rules=rules, round_rules=round_rules, rows=rows, without_day=without_day)


def _in_order(row: Expiring) -> tuple[bool, int, str, str, int]:
    day = (row.last or date.min).toordinal()
    return row.is_over, -day if row.is_over else day, row.commune_order, row.producer_name, row.product_key


def _found(session: Session, on: date, producers: Collection[int] | None) -> list[_Found]:
    statement = (
        select(
            standing_on(on),
            ends_on(on),
            Producer.status,
            Place.public_id,
            Place.kind,
            Place.name,
            Place.sort_key,
            *_COLUMNS.values(),
        )
        .select_from(Certificate)
        .join(Certificate.recognition)
        .join(Recognition.decision)
        .join(Recognition.product)
        # The holder of today, who is the one to be told, whoever was recognised.
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(Place, Place.id == Producer.commune_id)
        .where(without_successor())
    )
    if producers is not None:
        statement = statement.where(Product.producer_id.in_(producers))
    found = []
    for standing, last, status, commune, kind, name, order, *values in session.execute(statement):
        words = dict(zip(_COLUMNS, values, strict=True)) | {
            "holder_has_ended": status is not ProducerStatus.ACTIVE,
            "commune": commune,
            "commune_name": f"{kind} {name}" if name else "",
            "commune_order": order or "",
        }
        found.append(_Found(standing, last, words))
    return found


def _chosen(found: Iterable[_Found]) -> tuple[list[_Found], int]:
    """Choose the certificate by which each product is judged, and count those whose last day nobody knows."""
    by_product: dict[int, list[_Found]] = defaultdict(list)
    for one in found:
        if one.standing is not Standing.ANNULLED:
            by_product[one.values["product_key"]].append(one)
    chosen, without_day = [], 0
    for held in by_product.values():
        good = [one for one in held if one.standing in GOOD]
        newest = max(good or held, key=lambda one: (one.begins, one.last or date.min))
        if good and newest.last is None:
            without_day += 1
        elif good or newest.standing is Standing.EXPIRED:
            chosen.append(newest)
    return chosen, without_day


def _filed(session: Session) -> set[int]:
    """Return the keys of products of which a dossier is on its way, up to the decision that is not yet in effect."""
    coming = (
        select(Assessment.dossier_id)
        .join(LineAssessment, LineAssessment.assessment_id == Assessment.id)
        .join(DecisionLine, DecisionLine.id == LineAssessment.line_id)
        .join(Decision, Decision.id == DecisionLine.decision_id)
        .where(Decision.state != DecisionState.IN_EFFECT)
    )
    decided = and_(Dossier.state == DossierState.DECIDED, Dossier.id.in_(coming))
    return set(session.scalars(select(Dossier.product_id).where(or_(Dossier.state.in_(_ON_THE_WAY), decided))))
