"""Questions of the print ledger: which paper was printed on which blank, what was spoiled, what is still to print."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from registry.models.award import AwardRecipient, MeritCertificate
from registry.models.certificate import Certificate
from registry.models.decision import Decision, Origin
from registry.models.print_ledger import PrintEntry, PrintKind, PrintTakenBack
from registry.models.recognition import Recognition
from registry.queries.listing import ListRequest, Page, page_of
from registry.rules.certificate_life import Standing, standing
from registry.rules.handing import FALLEN
from registry.rules.search_key import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """Who took an entry back, when and why."""

    reason: str
    recorded_at: datetime
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLine:
    """One entry of the ledger with the paper it is about."""

    public_id: str
    kind: PrintKind
    blank_number: str | None
    done_on: date
    reason: str | None
    recorded_at: datetime
    by: str | None
    is_spoiled: bool
    """Whether the blank of a print was recorded as spoiled afterwards."""
    taken_back: TakenBack | None
    """Where it should not have been written."""
    paper: str | None
    """Public id of the certificate or merit certificate; none for a blank spoiled before anything was printed."""
    number: str | None
    subject: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintablePaper:
    """A certificate or merit certificate that this register issued, and what the ledger says of it."""

    public_id: str
    certificate_id: int | None
    merit_certificate_id: int | None
    number: str | None
    subject: str
    """Product or recipient."""
    holder: str
    issued_on: date | None
    decision: Decision
    is_ours: bool
    """Issued here; what others gave is printed by them."""
    standing: Standing | None
    """On the day asked for; merit certificates have none."""
    prints: tuple[PrintLine, ...]
    """Every entry about it, oldest first."""

    @property
    def printed(self) -> PrintLine | None:
        """The last print that stands and whose blank is not spoiled."""
        good = [one for one in self._standing if not one.is_spoiled]
        return good[-1] if good else None

    @property
    def was_printed(self) -> bool:
        """Whether it was ever printed, well or not."""
        return bool(self._standing)

    @property
    def _standing(self) -> list[PrintLine]:
        return [one for one in self.prints if one.kind is PrintKind.PRINTED and one.taken_back is None]

    @property
    def has_fallen(self) -> bool:
        """Whether it proves nothing any more, or nothing at present."""
        return self.standing in FALLEN


_SPOILED = aliased(PrintEntry)
_STANDS = PrintEntry.id.not_in(select(PrintTakenBack.entry_id))
_STATEMENT = (
    select(PrintEntry, Certificate, Recognition, MeritCertificate, AwardRecipient, _SPOILED.id)
    .outerjoin(Certificate, Certificate.id == PrintEntry.certificate_id)
    .outerjoin(Recognition, Recognition.id == Certificate.recognition_id)
    .outerjoin(MeritCertificate, MeritCertificate.id == PrintEntry.merit_certificate_id)
    .outerjoin(AwardRecipient, AwardRecipient.id == MeritCertificate.recipient_id)
    .outerjoin(
        _SPOILED,
        and_(
            PrintEntry.kind == PrintKind.PRINTED,
            _STANDS,
            _SPOILED.id.not_in(select(PrintTakenBack.entry_id)),
            _SPOILED.kind == PrintKind.SPOILED,
            _SPOILED.blank_number == PrintEntry.blank_number,
        ),
    )
    .options(joinedload(PrintEntry.by), joinedload(PrintEntry.taken_back).joinedload(PrintTakenBack.by))
)


def page(session: Session, request: ListRequest) -> Page[PrintLine]:
    """Return one page of the ledger, the latest entries first."""
    return page_of(
        session,
        _STATEMENT.where(*_conditions(session, request)),
        request=request,
        sorts={"blank_number": (PrintEntry.blank_number,), "done_on": (PrintEntry.done_on,)},
        key=PrintEntry.id,
        default=(PrintEntry.id.desc(),),
        make=_line,
    )


def _conditions(session: Session, request: ListRequest) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if "kind" in request.filters:
        chosen.append(PrintEntry.kind == PrintKind(request.filters["kind"]))
    if "since" in request.filters:
        chosen.append(PrintEntry.done_on >= request.filters["since"])
    if "until" in request.filters:
        chosen.append(PrintEntry.done_on <= request.filters["until"])
    if request.text:
        wanted = fold(request.text).split()
        lines = [_line(row) for row in session.execute(_STATEMENT)]
        chosen.append(PrintEntry.public_id.in_([one.public_id for one in lines if _says(one, wanted)]))
    return chosen


def _says(line: PrintLine, wanted: Sequence[str]) -> bool:
    why = line.taken_back.reason if line.taken_back else None
    said = (line.blank_number, line.number, line.subject, line.holder, line.reason, why, line.by)
    words = fold(" ".join(one or "" for one in said))
    return all(word in words for word in wanted)


def _line(row: Any) -> PrintLine:
    entry, certificate, recognition, merit, recipient, spoiled = row
    paper = certificate or merit
    return PrintLine(
        public_id=entry.public_id,
        kind=entry.kind,
        blank_number=entry.blank_number,
        done_on=entry.done_on,
        reason=entry.reason,
        recorded_at=entry.recorded_at,
        by=entry.by.name if entry.by else None,
        is_spoiled=spoiled is not None,
        taken_back=_taken_back(entry.taken_back),
        paper=paper.public_id if paper else None,
        number=paper.number if paper else None,
        subject=recognition.product_name if recognition else recipient.name if recipient else "",
        holder=recognition.producer_name if recognition else "",
    )


def _taken_back(row: PrintTakenBack | None) -> TakenBack | None:
    if row is None:
        return None
    return TakenBack(reason=row.reason, recorded_at=row.recorded_at, by=row.by.name if row.by else None)


def blanks(session: Session, numbers: Collection[str]) -> list[PrintLine]:
    """Return every entry about these blanks that stands."""
    return [_line(row) for row in session.execute(_STATEMENT.where(PrintEntry.blank_number.in_(numbers), _STANDS))]


def entry(session: Session, public_id: str) -> PrintLine | None:
    """Return one entry."""
    row = session.execute(_STATEMENT.where(PrintEntry.public_id == public_id)).one_or_none()
    return None if row is None else _line(row)


def history_of_blank(session: Session, number: str) -> list[PrintLine]:
    """Return everything that was ever written about a blank, what was taken back too, oldest first."""
    return _entries(session, PrintEntry.blank_number == number)


def taken_back_before(session: Session, kind: PrintKind, number: str) -> int:
    """Return how many entries of a kind about a blank were taken back."""
    statement = select(func.count(PrintTakenBack.id)).join(PrintTakenBack.entry)
    return session.scalar(statement.where(PrintEntry.kind == kind, PrintEntry.blank_number == number)) or 0


def spoiled_blanks(session: Session) -> set[str]:
    """Return the number of every blank recorded as spoiled."""
    found = session.scalars(select(PrintEntry.blank_number).where(PrintEntry.kind == PrintKind.SPOILED, _STANDS))
    return {number for number in found if number is not None}


def papers_of_decision(session: Session, decision: Decision, *, on: date) -> tuple[PrintablePaper, ...]:
    """Return every paper a decision gave, in the order of its annex."""
    stars = _certificates(session, Recognition.decision_id == decision.id, on=on)
    return (*stars, *_merits(session, AwardRecipient.decision_id == decision.id))


def paper(session: Session, public_id: str, *, on: date) -> PrintablePaper | None:
    """Return one certificate or merit certificate with its entries."""
    found = _certificates(session, Certificate.public_id == public_id, on=on)
    found = found or _merits(session, MeritCertificate.public_id == public_id)
    return found[0] if found else None


def _certificates(session: Session, condition: ColumnElement[bool], *, on: date) -> list[PrintablePaper]:
    rows = session.scalars(
        select(Certificate)
        .join(Recognition, Recognition.id == Certificate.recognition_id)
        .where(condition)
        .options(selectinload(Certificate.moves), joinedload(Certificate.recognition).joinedload(Recognition.decision))
        .order_by(Recognition.position, Certificate.id)
    ).all()
    entries = _entries(session, PrintEntry.certificate_id.in_([row.id for row in rows]))
    return [
        PrintablePaper(
            public_id=row.public_id,
            certificate_id=row.id,
            merit_certificate_id=None,
            number=row.number,
            subject=row.recognition.product_name,
            holder=row.recognition.producer_name,
            issued_on=row.issued_on,
            decision=row.recognition.decision,
            is_ours=row.origin is Origin.ISSUED,
            standing=standing(row.life, [move.as_rule() for move in row.moves], on=on),
            prints=tuple(one for one in entries if one.paper == row.public_id),
        )
        for row in rows
    ]


def _merits(session: Session, condition: ColumnElement[bool]) -> list[PrintablePaper]:
    rows = session.execute(
        select(MeritCertificate, AwardRecipient, Decision)
        .join(AwardRecipient, AwardRecipient.id == MeritCertificate.recipient_id)
        .join(Decision, Decision.id == AwardRecipient.decision_id)
        .where(condition)
        .order_by(AwardRecipient.position)
    ).all()
    entries = _entries(session, PrintEntry.merit_certificate_id.in_([merit.id for merit, _, _ in rows]))
    return [
        PrintablePaper(
            public_id=merit.public_id,
            certificate_id=None,
            merit_certificate_id=merit.id,
            number=merit.number,
            subject=recipient.name,
            holder=recipient.address or "",
            issued_on=merit.issued_on,
            decision=decision,
            is_ours=True,
            standing=None,
            prints=tuple(one for one in entries if one.paper == merit.public_id),
        )
        for merit, recipient, decision in rows
    ]


def _entries(session: Session, condition: ColumnElement[bool]) -> list[PrintLine]:
    return [_line(row) for row in session.execute(_STATEMENT.where(condition).order_by(PrintEntry.id))]


def to_print(papers: Iterable[PrintablePaper]) -> list[PrintablePaper]:
    """Return the papers that have no good print and still stand, in their order."""
    return [one for one in papers if one.printed is None and one.is_ours and not one.has_fallen]
