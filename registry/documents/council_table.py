"""What the summary table of a council says: every member's total for every dossier, the mean, the rank, the rules."""

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
    seats = _scoring(round_)
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
    """Return who signs for the council: its secretary on the left, its chair on the right."""
    named = {seat.role: seat.account.name for seat in round_.seats}
    return (
        Signature(authority_lines=("THƯ KÝ HỘI ĐỒNG",), name=named.get(MemberRole.SECRETARY)),
        Signature(authority_lines=("CHỦ TỊCH HỘI ĐỒNG",), name=named.get(MemberRole.CHAIR)),
    )


def _scoring(round_: AssessmentRound) -> list[Seat]:
    """List who has a column: all who score by the rules of the round."""
    secretary_scores = rounds.rules_of(round_).secretary_scores
    return [seat for seat in round_.seats if secretary_scores or seat.role is not MemberRole.SECRETARY]


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
