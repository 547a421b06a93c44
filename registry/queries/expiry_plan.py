"""Which products' certificates run out when, how far each is on the way to the next one, and what was told of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.expiry import ExpiryWord
from registry.models.place import Place
from registry.models.producer import Producer, ProducerStatus
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import dossier_clocks, expiry_told, law_book
from registry.queries.expiry_told import Told
from registry.queries.register import GOOD
from registry.queries.renewals import renewals_on_the_way
from registry.queries.settings import Settings, settings
from registry.queries.standings import ends_on, standing_on, superseded
from registry.rules.certificate_life import Standing
from registry.rules.expiry_planning import (
    ExpiryDays,
    PlanRules,
    PlanStage,
    Quarter,
    RoundLoad,
    expiry_days,
    leaves_a_gap,
    loads,
    months_of,
    quarter_of,
    renewing_round,
    stage_of,
)
from registry.rules.governing import renewed_under
from registry.rules.instruments import InstrumentFacts
from registry.rules.rounds import RoundDays, RoundRules


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
    under: InstrumentFacts
    """What governs its renewal: a re-assessment filed from today, or from the first of its days of filing."""
    decision_year: int
    decision_number: str | None
    signed_on: date | None
    standing: Standing
    last: date | None
    """The last day, extensions included; None for what lapsed on a day nobody knows."""
    next_from: date | None
    """The first day of the next certificate, where days without any come before it."""
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
    def is_notified(self) -> bool:
        """Whether the holder had the department's letter."""
        return any(one.kind is ExpiryWord.NOTICE for one in self.told)

    @property
    def is_to_file(self) -> bool:
        """Whether a re-assessment is still to be filed."""
        return self.stage not in {PlanStage.FILED, PlanStage.SUCCEEDED}

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
    def between(self) -> int:
        """How many of what is still good fall between the rounds and are still to be renewed."""
        return sum(row.round is None and row.stage is not PlanStage.SUCCEEDED for row in self.running)

    @property
    def loads(self) -> list[RoundLoad]:
        """What comes to every round that is planned or has something coming, beside what it can take."""
        rounds = [row.round.year for row in self.running if row.round is not None]
        years = range(min(rounds, default=self.on.year), max([*rounds, self.on.year + 1]) + 1)
        lasts = [row.last for row in self.running if row.last is not None and row.round is not None]
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
    next_from: date | None = None

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
    filed, instruments = renewals_on_the_way(session), law_book.known(session)
    rows = []
    for one in chosen:
        key, last, term_end = one.values["certificate_key"], one.last, one.values["term_end"]
        has_dossier = one.values["product_key"] in filed
        days = expiry_days(last, rules, term_end=term_end) if last else None
        rows.append(
            Expiring(
                **one.values,
                standing=one.standing,
                last=last,
                next_from=one.next_from,
                days=days,
                under=renewed_under(instruments, on=on, filing=days.filing if days else None),
                round=renewing_round(last, round_rules) if last and one.next_from is None else None,
                stage=stage_of(last or date.min, on=on, filed=has_dossier, next_from=one.next_from, term_end=term_end),
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
        .where(Certificate.id.not_in(superseded(by=on)))
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
        begun = [one for one in held if one.standing is not Standing.NOT_YET]
        if not begun:
            continue
        good = [one for one in begun if one.standing in GOOD]
        newest = max(good or begun, key=lambda one: (one.begins, one.last or date.min))
        if good or newest.standing is Standing.EXPIRED:
            coming = sorted((one for one in held if one.standing is Standing.NOT_YET), key=lambda one: one.begins)
            judged = _followed(newest, coming)
            without_day += judged.last is None and bool(good)
            chosen += [] if judged.last is None and good else [judged]
    return chosen, without_day


def _followed(held: _Found, coming: Iterable[_Found]) -> _Found:
    """Go on to what takes the place of a certificate without a day between, or say when the next one begins."""
    for later in coming:
        if held.standing is Standing.EXPIRED or (held.last and leaves_a_gap(held.last, next_from=later.begins)):
            return held._replace(next_from=later.begins)
        held = later
    return held
