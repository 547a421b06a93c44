"""The whole public register as at any day: every product that had been certified by then, and how it stood."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from registry.clock import day_of
from registry.models.certificate import Certificate
from registry.models.recognition import Recognition
from registry.queries.any_day import end_of, kept_since
from registry.queries.register import GOOD
from registry.queries.register_lines import RegisterLine, lines
from registry.queries.standings import standing_on
from registry.rules.any_day import Lived, cause, learnt_at
from registry.rules.certificate_life import Standing, standing

AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class PastProduct:
    """One product of the register as at a day."""

    certificate_id: int
    """Row id of the certificate by which it is judged."""
    standing: Standing
    then: Standing | None
    """What the register said at the end of the day; None where it did not know of the product."""


@dataclass(frozen=True, kw_only=True)
class PastRegister:
    """The register as at a day."""

    day: date
    products: Sequence[PastProduct]
    """Those that are good first, then by the years of their certificates, the newest first."""
    kept_since: date
    first_day: date | None
    """The first day of the first certificate of all."""

    @property
    def was_kept(self) -> bool:
        """Whether there was a register on the day, so that it said something then."""
        return self.day >= self.kept_since

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many products stood how."""
        return Counter(one.standing for one in self.products)

    def narrowed(self, standing: Standing | None) -> Sequence[PastProduct]:
        """Return the products that stood so; all where none is named."""
        return [one for one in self.products if standing is None or one.standing is standing]


@dataclass(frozen=True, kw_only=True)
class ToldLate:
    """Since when a product stands as it is said to have stood, and since when the register says so."""

    since: date | None
    """The first day of what brought the standing; None where nothing but the term did."""
    learnt_on: date | None


def as_at(session: Session, day: date) -> PastRegister:
    """Return the register as at a day."""
    begins = func.coalesce(Certificate.valid_from, Certificate.issued_on, date.min)
    rows = session.execute(
        select(
            Recognition.product_id,
            Certificate.id,
            standing_on(day).label("standing"),
            standing_on(day, known_at=end_of(day)).label("then"),
        )
        .join(Certificate.recognition)
        .order_by(Certificate.year.desc(), begins.desc(), Certificate.id.desc())
    )
    held: dict[int, list[Row[Any]]] = {}
    for row in rows:
        held.setdefault(row.product_id, []).append(row)
    found = [one for product in held.values() if (one := _judged(product)) is not None]
    return PastRegister(
        day=day,
        products=sorted(found, key=lambda one: _rank(one.standing)),
        kept_since=kept_since(session),
        first_day=_first_day(session),
    )


def lines_of(session: Session, products: Iterable[PastProduct], *, on: date) -> list[RegisterLine]:
    """Return the lines of products, in their order: certificate, recognition, decision, standing on the day."""
    return lines(session, [one.certificate_id for one in products], on=on)


def told_late(session: Session, products: Iterable[PastProduct], *, day: date) -> Mapping[int, ToldLate]:
    """Return, by row id of the certificate, since when the register says otherwise than it said on the day."""
    asked = [one.certificate_id for one in products if one.then is not one.standing]
    found: dict[int, ToldLate] = {}
    for first in range(0, len(asked), AT_ONCE):
        wanted = set(asked[first : first + AT_ONCE])
        held: dict[int, list[Certificate]] = defaultdict(list)
        for one in _of_their_products(session, wanted):
            held[one.recognition.product_id].append(one)
        for of_product in held.values():
            lives = [Lived(life=one.life, moves=[move.as_rule() for move in one.moves]) for one in of_product]
            learnt = learnt_at(lives, on=day, after=end_of(day))
            for one, lived in zip(of_product, lives, strict=True):
                if one.id in wanted:
                    place = cause(lived.moves, standing(lived.life, lived.moves, on=day), on=day)
                    since = None if place is None else one.moves[place].effective_on
                    found[one.id] = ToldLate(since=since, learnt_on=day_of(learnt) if learnt else None)
    return found


def _of_their_products(session: Session, certificates: Collection[int]) -> Sequence[Certificate]:
    products = select(Recognition.product_id).join(Certificate).where(Certificate.id.in_(certificates))
    return session.scalars(
        select(Certificate)
        .join(Certificate.recognition)
        .where(Recognition.product_id.in_(products))
        .options(selectinload(Certificate.moves), contains_eager(Certificate.recognition))
        .order_by(Certificate.id.desc())
    ).all()


def _judged(held: Sequence[Row[Any]]) -> PastProduct | None:
    """Judge a product as rules/any_day.judged() does, by its certificates, the newest first."""
    begun = [row for row in held if row.standing is not Standing.NOT_YET]
    if not begun:
        return None
    best = min(begun, key=lambda row: _rank(row.standing))
    then = [row.then for row in held if row.then is not Standing.NOT_YET]
    return PastProduct(certificate_id=best.id, standing=best.standing, then=min(then, key=_rank, default=None))


def _rank(standing: Standing) -> int:
    return GOOD.index(standing) if standing in GOOD else len(GOOD)


def _first_day(session: Session) -> date | None:
    known = session.scalar(select(func.min(Certificate.valid_from)))
    year = session.scalar(select(func.min(Certificate.year)).where(Certificate.valid_from.is_(None)))
    return min((day for day in (known, date(year, 1, 1) if year else None) if day), default=None)
