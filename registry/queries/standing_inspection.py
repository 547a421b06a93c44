"""Whether the lives of certificates make sense: begun once, replaced by something, never two in force together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry.models.award import AwardRecipient, MeritCertificate
from registry.models.certificate import Certificate, CertificateMove, FileRole, PaperFile
from registry.models.decision import Decision, DecisionLine, Origin
from registry.models.recognition import Recognition
from registry.queries.extension_results import results
from registry.rules.certificate_life import Life, Move, MoveKind, Standing, standing
from registry.rules.decision_life import DecisionState, LineAct

GOOD = frozenset({Standing.IN_FORCE, Standing.SUSPENDED})
ENDING = {MoveKind.REVOKED: "thu hồi", MoveKind.ANNULLED: "hủy bỏ"}
BEGINNING = {Origin.ISSUED: MoveKind.ISSUED, Origin.RECORDED: MoveKind.RECORDED}


@dataclass(kw_only=True)
class _Lived:
    """One certificate with its moves, without the weight of a row."""

    id: int
    product_id: int
    label: str
    origin: Origin
    life: Life
    begins_on: date
    moves: list[Move] = field(default_factory=list)
    successors: list[int | None] = field(default_factory=list)
    """What its moves say has taken its place."""

    def is_good(self, day: date) -> bool:
        return standing(self.life, self.moves, on=day) in GOOD


def defects(session: Session) -> Iterator[str]:
    """Say which lives contradict themselves or each other, and which decisions have not done what they say."""
    lives = _lives(session)
    by_product: dict[int, list[_Lived]] = {}
    for one in lives.values():
        by_product.setdefault(one.product_id, []).append(one)
        yield from _beginning(one)
        yield from _ending(one)
        yield from _succession(one, lives)
    for together in by_product.values():
        yield from _overlap(together)
    yield from _papers(session)
    yield from _decisions(session)


def _lives(session: Session) -> dict[int, _Lived]:
    statement = select(
        Certificate.id,
        Certificate.number,
        Certificate.public_id,
        Certificate.origin,
        Certificate.valid_from,
        Certificate.valid_until,
        Certificate.year,
        Recognition.product_id,
    ).join(Recognition)
    lives = {
        row.id: _Lived(
            id=row.id,
            product_id=row.product_id,
            label=row.number or f"không rõ số ({row.public_id})",
            origin=row.origin,
            life=Life(valid_from=row.valid_from, valid_until=row.valid_until, year=row.year),
            begins_on=row.valid_from or date(row.year, 1, 1),
        )
        for row in session.execute(statement.order_by(Certificate.id))
    }
    told = results(session)
    moves = select(
        CertificateMove.id,
        CertificateMove.certificate_id,
        CertificateMove.kind,
        CertificateMove.effective_on,
        CertificateMove.recorded_at,
        CertificateMove.extended_until,
        CertificateMove.related_id,
    )
    for row in session.execute(moves.order_by(CertificateMove.id)):
        one = lives.get(row.certificate_id)
        if one is None:
            continue  # the missing row is named by whoever compares rows with the journal
        move = Move(
            kind=row.kind,
            effective_on=row.effective_on or date.min,
            recorded_at=row.recorded_at,
            extended_until=row.extended_until,
            results=told.get(row.id, ()),
        )
        one.moves.append(move)
        if move.kind is MoveKind.SUPERSEDED:
            one.successors.append(row.related_id)
    return lives


def _beginning(one: _Lived) -> Iterator[str]:
    openings = [move.kind for move in one.moves if move.kind in BEGINNING.values()]
    if openings != [BEGINNING[one.origin]]:
        yield f"Giấy chứng nhận {one.label}: phải có đúng một lần cấp hoặc ghi nhận, sổ có {len(openings)}."


def _ending(one: _Lived) -> Iterator[str]:
    for move in one.moves:
        if move.kind in ENDING and date.min < move.effective_on < one.begins_on:
            yield (
                f"Giấy chứng nhận {one.label} bị {ENDING[move.kind]} từ ngày {move.effective_on:%d/%m/%Y}, "
                f"trước ngày bắt đầu {one.begins_on:%d/%m/%Y}."
            )


def _succession(one: _Lived, lives: dict[int, _Lived]) -> Iterator[str]:
    for key in one.successors:
        successor = lives.get(key) if key is not None else None
        if successor is None or successor is one:
            yield f"Giấy chứng nhận {one.label} ghi là đã được thay thế nhưng không có giấy thay thế."
        elif successor.product_id != one.product_id:
            yield f"Giấy chứng nhận {one.label} được thay bằng {successor.label} của một sản phẩm khác."


def _overlap(together: Sequence[_Lived]) -> Iterator[str]:
    if len(together) < 2:
        return
    told: set[tuple[str, ...]] = set()
    begun = {one.life.valid_from for one in together if one.life.valid_from}
    restored = {move.effective_on for one in together for move in one.moves if move.kind is MoveKind.RESTORED}
    for day in sorted(begun | restored):
        good = tuple(sorted(one.label for one in together if one.is_good(day)))
        if len(good) > 1 and good not in told:
            told.add(good)
            yield f"Hai giấy chứng nhận của một sản phẩm cùng có hiệu lực ngày {day:%d/%m/%Y}: {', '.join(good)}."


def _papers(session: Session) -> Iterator[str]:
    drawn = PaperFile.role == FileRole.RENDER
    certificates = select(PaperFile.certificate_id).where(drawn, PaperFile.certificate_id.is_not(None))
    issued = select(Certificate.number).where(Certificate.origin == Origin.ISSUED, Certificate.id.not_in(certificates))
    for number in session.scalars(issued):
        yield f"Giấy chứng nhận {number} không có tệp giấy nào được lưu."
    merits = select(PaperFile.merit_certificate_id).where(drawn, PaperFile.merit_certificate_id.is_not(None))
    for number in session.scalars(select(MeritCertificate.number).where(MeritCertificate.id.not_in(merits))):
        yield f"Bằng khen {number} không có tệp giấy nào được lưu."


def _decisions(session: Session) -> Iterator[str]:
    """Every line and recipient of a decision in effect has its paper, and nothing was issued under any other."""
    giving = DecisionLine.act.in_([LineAct.RECOGNISE, LineAct.REISSUE])
    due = _counted(session, select(DecisionLine.decision_id).where(giving))
    due += _counted(session, select(AwardRecipient.decision_id))
    certificates = select(Recognition.decision_id).join(Certificate).where(Certificate.origin == Origin.ISSUED)
    issued = _counted(session, certificates)
    issued += _counted(session, select(AwardRecipient.decision_id).join(MeritCertificate))
    ours = select(Decision.id, Decision.number, Decision.public_id, Decision.state)
    for row in session.execute(ours.where(Decision.origin == Origin.ISSUED).order_by(Decision.id)):
        owed = due[row.id] if row.state is DecisionState.IN_EFFECT else 0
        if owed != issued[row.id]:
            yield f"Quyết định {row.number or row.public_id} phải có {owed} giấy đã cấp, sổ có {issued[row.id]}."


def _counted(session: Session, keys: Select[int]) -> Counter[int]:
    return Counter(session.scalars(keys))
