"""How certificates stand on a day, in SQL: for filtering, ordering and counting many of them at once.

The rule itself is rules/certificate_life.standing(); what stands here gives the same answer for every certificate,
and a test compares the two over generated lives. Pages about one certificate ask the rule.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true, tuple_, type_coerce
from sqlalchemy.orm import aliased

from registry.database import code
from registry.models.certificate import Certificate, CertificateMove
from registry.models.dossier import DossierStep
from registry.models.expiry import Extension
from registry.queries.vietnam_days import day_in_vietnam
from registry.rules.certificate_life import LIFTED, MoveKind, Standing
from registry.rules.extension import NOTHING_GRANTED
from registry.rules.term import expires_on, months_earlier

_ENDINGS: Mapping[MoveKind, Standing] = MappingProxyType(
    {
        MoveKind.SUPERSEDED: Standing.SUPERSEDED,
        MoveKind.ANNULLED: Standing.ANNULLED,
        MoveKind.REVOKED: Standing.REVOKED,
        MoveKind.WITHDRAWN: Standing.WITHDRAWN,
    }
)
_OPENINGS = frozenset({MoveKind.ISSUED, MoveKind.RECORDED})
_PAUSES = frozenset({MoveKind.SUSPENDED, MoveKind.REINSTATED})
_STANDING = code(Standing, "standing")
# Under a name of its own, so that it is never taken for a table of the statement it is asked in.
_MOVE = aliased(CertificateMove)
_RESTORING = aliased(CertificateMove)
_STEP = aliased(DossierStep)
_SEQUENCE = (func.coalesce(_MOVE.effective_on, date.min), _MOVE.recorded_at, _MOVE.id)
"""The order in which moves count."""
_AFTER = tuple_(func.coalesce(_RESTORING.effective_on, date.min), _RESTORING.recorded_at, _RESTORING.id) > tuple_(
    *_SEQUENCE
)


@lru_cache(maxsize=64)
def standing_on(day: date, *, known_at: datetime | None = None) -> ColumnElement[Any]:
    """Return the standing of a certificate on a day, a member of Standing, for any statement over certificates.

    :param known_at: by the moves known at that instant; None: by all of them.
    """
    moves = _Moves(day, known_at)
    by_term = _by_term(day, moves)
    pausable = by_term.in_([Standing.IN_FORCE.value, Standing.UNDETERMINED.value])
    expression = case(
        (~moves.open_the_life(), Standing.NOT_YET.value),
        (moves.end_the_life(), moves.first_ending()),
        (
            and_(moves.include([MoveKind.SUSPENDED]), moves.last_pause() == MoveKind.SUSPENDED, pausable),
            Standing.SUSPENDED.value,
        ),
        else_=by_term,
    )
    return type_coerce(expression, _STANDING)


@lru_cache(maxsize=64)
def ends_on(day: date) -> ColumnElement[Any]:
    """Return the last day of a certificate's term as of a day, extensions included; NULL where it is not known."""
    moves = _Moves(day, None)
    extended = moves.include([MoveKind.EXTENDED])
    until = moves.latest_extension()
    return case((and_(extended, until > Certificate.valid_until), until), else_=Certificate.valid_until)


def superseded(*, by: date = date.max) -> Select[Any]:
    """Return the keys of the certificates whose place another has taken by a day, or is to take at all."""
    return select(_MOVE.certificate_id).where(*_Moves(by, None).endings([MoveKind.SUPERSEDED]))


class _Moves:
    """The moves of the certificate in hand that count on a day.

    Most certificates have none but the first: whether one has others is asked of a set made once for the statement,
    and only those that have are looked at one by one. Joins are avoided, for a planner may run them as loops.
    """

    def __init__(self, day: date, known_at: datetime | None) -> None:
        self._day = day
        self._known_at = known_at

    def include(self, kinds: Collection[MoveKind]) -> ColumnElement[bool]:
        """Say whether there is any of these kinds."""
        return Certificate.id.in_(select(_MOVE.certificate_id).where(*self._counting(_MOVE, kinds)))

    def end_the_life(self) -> ColumnElement[bool]:
        """Say whether there is an ending that nothing lifts."""
        return Certificate.id.in_(select(_MOVE.certificate_id).where(*self.endings()))

    def open_the_life(self) -> ColumnElement[bool]:
        """Say whether the life was known to have begun."""
        if self._known_at is None:
            return true()  # a certificate is written together with the move that opens its life
        own = (_MOVE.certificate_id == Certificate.id, _MOVE.kind.in_(_OPENINGS), _MOVE.recorded_at <= self._known_at)
        return select(_MOVE.id).where(*own).exists()

    def first_ending(self) -> ColumnElement[Any]:
        """Give the standing that the first ending leads to; an annulment comes before all others."""
        standing = case({kind.value: standing.value for kind, standing in _ENDINGS.items()}, value=_MOVE.kind)
        annulled_first = case((_MOVE.kind == MoveKind.ANNULLED, 0), else_=1)
        own = select(standing).where(_MOVE.certificate_id == Certificate.id, *self.endings())
        return own.order_by(annulled_first, *_SEQUENCE).limit(1).scalar_subquery()

    def last_pause(self) -> ColumnElement[Any]:
        """Give the kind of the last suspension or reinstatement."""
        backwards = [column.desc() for column in _SEQUENCE]
        return self._own(_MOVE.kind, _PAUSES).order_by(*backwards).limit(1).scalar_subquery()

    def latest_extension(self) -> ColumnElement[Any]:
        """Give the last day to which the term was lengthened by what was recorded last: it may end an earlier one."""
        backwards = (_MOVE.recorded_at.desc(), *(column.desc() for column in _SEQUENCE))
        extensions = self._own(self._until(), [MoveKind.EXTENDED]).where(_MOVE.extended_until.is_not(None))
        return extensions.order_by(*backwards).limit(1).scalar_subquery()

    def _until(self) -> ColumnElement[Any]:
        """Give the last day of an extension: it ends with the re-assessment that it was given for."""
        ended_on = self._last_step(day_in_vietnam(_STEP.at))
        is_over = and_(self._last_step(_STEP.state).in_(NOTHING_GRANTED), ended_on < _MOVE.extended_until)
        return case((is_over, ended_on), else_=_MOVE.extended_until)

    def _last_step(self, column: Any) -> Any:
        known = true() if self._known_at is None else _STEP.at <= self._known_at
        steps = select(column).join(Extension, Extension.dossier_id == _STEP.dossier_id)
        last = steps.where(Extension.move_id == _MOVE.id, known).order_by(_STEP.at.desc(), _STEP.id.desc()).limit(1)
        return last.correlate(_MOVE).scalar_subquery()

    def extend_beyond_the_day(self) -> ColumnElement[bool]:
        """Say whether the extension that counts reaches the day."""
        reaches = func.coalesce(self.latest_extension(), date.min) >= self._day
        return case((self.include([MoveKind.EXTENDED]), reaches), else_=false())

    def _own(self, column: Any, kinds: Collection[MoveKind]) -> Select[Any]:
        return select(column).where(_MOVE.certificate_id == Certificate.id, *self._counting(_MOVE, kinds))

    def endings(self, kinds: Collection[MoveKind] = _ENDINGS.keys()) -> list[ColumnElement[bool]]:
        """Return what is true of a move that ends a life and that no later one lifts."""
        of_the_same = _RESTORING.certificate_id == _MOVE.certificate_id
        lifted = select(_RESTORING.id).where(of_the_same, _AFTER, *self._counting(_RESTORING, [MoveKind.RESTORED]))
        stays = or_(_MOVE.kind.not_in(LIFTED), ~lifted.exists())
        return [*self._counting(_MOVE, kinds), stays]

    def _counting(self, move: Any, kinds: Collection[MoveKind]) -> list[ColumnElement[bool]]:
        known = true() if self._known_at is None else move.recorded_at <= self._known_at
        # A move of unknown day counts from the beginning of time, as CertificateMove.as_rule() says.
        return [move.kind.in_(kinds), or_(move.effective_on.is_(None), move.effective_on <= self._day), known]


def _by_term(day: date, moves: _Moves) -> ColumnElement[Any]:
    """Say how a certificate stands by its term alone.

    Where only the year is known, the term may have begun on any day of it: the answer is certain only where it would
    be the same for all of them.
    """
    starts, ends, year = Certificate.valid_from, Certificate.valid_until, Certificate.year
    youngest = _first_start_still_good(day)
    extended = moves.extend_beyond_the_day()
    not_begun = case((starts.is_not(None), starts > day), else_=year > day.year)
    begun = case((starts.is_not(None), starts <= day), else_=year <= _last_year_by(day))
    over = case((ends.is_not(None), ends < day), (starts.is_not(None), starts < youngest), else_=year < youngest.year)
    running = case(
        (ends.is_not(None), ends >= day),
        (starts.is_not(None), starts >= youngest),
        else_=year >= _first_year_within(youngest),
    )
    return case(
        (not_begun, Standing.NOT_YET.value),
        (and_(over, ~extended), Standing.EXPIRED.value),
        (and_(begun, or_(running, extended)), Standing.IN_FORCE.value),
        else_=Standing.UNDETERMINED.value,
    )


def _first_start_still_good(day: date) -> date:
    """Give the first day of validity whose 36 months are not over on a day: the months are not counted in SQL."""
    start = months_earlier(day)
    return start if expires_on(start) >= day else start + timedelta(days=1)


def _last_year_by(day: date) -> int:
    """Give the last year all of whose days are past or that day."""
    return day.year if day == date(day.year, 12, 31) else day.year - 1


def _first_year_within(day: date) -> int:
    """Give the first year none of whose days is before a day."""
    return day.year if day == date(day.year, 1, 1) else day.year + 1
