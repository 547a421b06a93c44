"""What the summary table of a council says: every member's total for every dossier, the mean, the rank, the rules."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Side, Signature, Table, TableColumn
from registry.documents import assessed, bundle, official, results
from registry.documents.results import Told
from registry.models.assessment_round import AssessmentRound, Seat
from registry.queries import assessment_rounds as rounds
from registry.rules.council import MemberRole

TIED = "–"
NO_SHEET = "v"


def paper(session: Session, round_: AssessmentRound) -> tuple[str, bytes]:
    """Return the summary table of a round, with the name of its file.

    Totals stand there of results alone: before a dossier is concluded nobody reads another's sheet in it.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    return bundle.filename("Bảng tổng hợp điểm", results.name_of(round_)), official.draw(content(session, round_))


def content(session: Session, round_: AssessmentRound) -> OfficialPaper:
    """Put the results of a round into the words of the table."""
    settings, is_demonstration = official.settings_of(session)
    told = results.told(session, round_)
    seats = _scoring(round_, signed={seat for one in told for seat in results.totals(one.result)})
    return OfficialPaper(
        parent_body=settings.issuing_heading,
        issuing_body=assessed.council_heading(settings),
        symbol=None,
        title="BẢNG TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM CỦA HỘI ĐỒNG",
        subject=f"Đánh giá, phân hạng sản phẩm OCOP {results.name_of(round_)}",
        place=settings.place_of_signing,
        issued_on=round_.held_on,
        blocks=(
            table(told, seats),
            *_legend(seats),
            Paragraph(text="Quy chế làm việc đã áp dụng", manner=Manner.HEADING),
            *results.rules_words(round_, manner=Manner.SMALL),
        ),
        signatures=signatures(round_),
        signing_hint="(Ký, ghi rõ họ tên)",
        is_landscape=True,
        is_draft=any(one.result is None for one in told),
        is_demonstration=is_demonstration,
    )


def table(told: list[Told], seats: list[Seat]) -> Table:
    """Return the table: a row for each dossier, a column for each member who scores."""
    return Table(
        columns=(
            TableColumn(title="TT", share=9, side=Side.CENTRE, field="number"),
            TableColumn(title="Sản phẩm", share=47, field="product_name"),
            TableColumn(title="Chủ thể", share=46, field="producer_name"),
            *(
                TableColumn(title=f"({place})", share=8.4, side=Side.CENTRE, field="score")
                for place, _ in _placed(seats)
            ),
            TableColumn(title="Lệch", share=11, side=Side.CENTRE, field="score"),
            TableColumn(title="Trung bình", share=13, side=Side.CENTRE, field="score"),
            TableColumn(title="Kết quả", share=16, side=Side.CENTRE, field="stars"),
            TableColumn(title="Ghi chú", share=36, field="note"),
        ),
        is_dense=True,
        rows=tuple(_row(number, one, seats) for number, one in enumerate(told, start=1)),
        when_empty="Đợt đánh giá chưa có hồ sơ nào.",
    )


def signatures(round_: AssessmentRound) -> tuple[Signature, ...]:
    """Return who signs for the council: the secretary on the left, on the right the chair or whoever presided.

    Only who really sat signs: for a chair who was away, a vice chair where the rules let a vice chair preside.
    """
    secretary, head = there(round_, MemberRole.SECRETARY), presiding(round_)
    lines: tuple[str, ...] = ("CHỦ TỊCH HỘI ĐỒNG",)
    if head is not None and head.role is not MemberRole.CHAIR:
        lines = ("KT. CHỦ TỊCH HỘI ĐỒNG", "PHÓ CHỦ TỊCH HỘI ĐỒNG")
    return (
        Signature(authority_lines=("THƯ KÝ HỘI ĐỒNG",), name=secretary.account.name if secretary else None),
        Signature(authority_lines=lines, name=head.account.name if head else None),
    )


def there(round_: AssessmentRound, role: MemberRole) -> Seat | None:
    """Return who sits in a role and is there; nobody else signs for it."""
    return next((seat for seat in rounds.sitting(round_) if seat.role is role and seat.is_present), None)


def presiding(round_: AssessmentRound) -> Seat | None:
    """Return who presides: the chair, or a vice chair in that place where the rules allow it (QĐ 26/2026, Điều 5)."""
    chair = there(round_, MemberRole.CHAIR)
    if chair is None and rounds.rules_of(round_).vice_chair_presides:
        return there(round_, MemberRole.VICE_CHAIR)
    return chair


def _scoring(round_: AssessmentRound, *, signed: Collection[int]) -> list[Seat]:
    """List who has a column: all who score by the rules of the round, and whoever was replaced after signing."""
    secretary_scores = rounds.rules_of(round_).secretary_scores
    sitting = rounds.sitting(round_)
    kept = [seat for seat in round_.seats if seat in sitting or seat.id in signed]
    return [seat for seat in kept if secretary_scores or seat.role is not MemberRole.SECRETARY]


def _placed(seats: list[Seat]) -> list[tuple[int, Seat]]:
    return list(enumerate(seats, start=1))


def _row(number: int, one: Told, seats: list[Seat]) -> tuple[str, ...]:
    dossier, result = one.dossier, one.result
    totals = results.totals(result)
    day = dossier.round.held_on if dossier.round else None
    return (
        str(number),
        dossier.product.name_on(day),
        dossier.producer.name_on(day),
        *(_total(seat, dossier.producer_id, totals, is_concluded=result is not None) for seat in seats),
        results.spread_words(result),
        results.score_words(result.score) if result else "",
        results.rank_words(result),
        results.remarks(result),
    )


def _total(seat: Seat, producer_id: int, totals: dict[int, str], *, is_concluded: bool) -> str:
    if any(tie.producer_id == producer_id for tie in seat.ties):
        return TIED
    return totals.get(seat.id, NO_SHEET if is_concluded and totals else "")


def _legend(seats: list[Seat]) -> list[Paragraph]:
    return [
        Paragraph(text="Thành viên chấm điểm", manner=Manner.HEADING),
        *(
            Paragraph(text=f"({place}) {results.seat_words(seat)}", manner=Manner.SMALL, field="member")
            for place, seat in _placed(seats)
        ),
        Paragraph(
            text=f"“{TIED}”: không chấm vì có quan hệ lợi ích với chủ thể; “{NO_SHEET}”: không có phiếu.",
            manner=Manner.SMALL,
        ),
    ]
