"""What the minutes of a council say: who was there, what was talked about, what came out (NĐ 30/2020, Mẫu 1.9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Side, Table, TableColumn, legible
from registry.documents import assessed, bundle, council_table, official, results
from registry.documents.results import Told
from registry.models.assessment_round import AssessmentRound, RoundMethod, Seat
from registry.queries import assessment_papers
from registry.queries import assessment_rounds as rounds
from registry.rules.council import MemberRole, quorum
from registry.rules.council_seats import sitting
from registry.rules.number_words import two_digits, vietnamese_date

SYMBOL = "BB-HĐOCOP"


def paper(session: Session, round_: AssessmentRound) -> tuple[str, bytes]:
    """Return the minutes of a round's council, with the name of their file.

    :raises PaperRefused: naming the field, if they cannot be printed as they should be.
    """
    return bundle.filename("Biên bản họp Hội đồng", results.name_of(round_)), official.draw(content(session, round_))


def content(session: Session, round_: AssessmentRound) -> OfficialPaper:
    """Put a round into the words of its minutes."""
    settings, is_demonstration = official.settings_of(session)
    told = results.told(session, round_)
    manner = "Họp" if round_.method is RoundMethod.MEETING else "Tổng hợp ý kiến bằng văn bản của"
    return OfficialPaper(
        parent_body=settings.issuing_heading,
        issuing_body=assessed.council_heading(settings),
        symbol=SYMBOL,
        title="BIÊN BẢN",
        subject=f"{manner} Hội đồng đánh giá, phân hạng sản phẩm OCOP {results.name_of(round_)}",
        place=settings.place_of_signing,
        issued_on=round_.held_on,
        blocks=(
            *_opening(round_),
            *_present(round_),
            *_working(round_, told),
            *_talked(session, told),
            *_results(told),
            *_end(round_),
        ),
        signatures=council_table.signatures(round_),
        signing_hint="(Ký, ghi rõ họ tên)",
        is_draft=any(one.result is None for one in told),
        is_demonstration=is_demonstration,
    )


def _opening(round_: AssessmentRound) -> Iterator[Paragraph]:
    day = vietnamese_date(round_.held_on) if round_.held_on else f"ngày {official.DOTS}"
    if round_.method is RoundMethod.MEETING:
        yield Paragraph(lead="Thời gian bắt đầu:", text=f"…… giờ …… phút, {day}.")
        yield Paragraph(lead="Địa điểm:", text=f"{official.DOTS * 2}")
    else:
        yield Paragraph(lead="Hình thức:", text=f"lấy ý kiến bằng văn bản, {day}.")


def _present(round_: AssessmentRound) -> Iterator[Paragraph]:
    yield Paragraph(text="I. THÀNH PHẦN", manner=Manner.HEADING)
    there = [seat for seat in round_.seats if seat.is_present]
    absent = [seat for seat in rounds.sitting(round_) if not seat.is_present]
    counted = quorum(rounds.rules_of(round_), of=sitting(rounds.council(round_)), present=[seat.id for seat in there])
    total = two_digits(counted.members)
    yield Paragraph(text=f"1. Có mặt {two_digits(counted.present)}/{total} thành viên Hội đồng:")
    yield from _named(there)
    if absent:
        yield Paragraph(text=f"2. Vắng mặt {two_digits(len(absent))}/{total} thành viên:")
        yield from _named(absent)
    yield from _substitutes(round_)
    head, secretary = council_table.presiding(round_), council_table.there(round_, MemberRole.SECRETARY)
    for lead, seat in (("Chủ trì:", head), ("Thư ký:", secretary)):
        yield Paragraph(lead=lead, text=seat.account.name if seat else official.DOTS)
    enough = "đủ" if counted.reached else "chưa đủ"
    yield Paragraph(
        text=f"Theo Quy chế, phiên họp cần ít nhất {two_digits(counted.needed)} thành viên; "
        f"Hội đồng {enough} điều kiện làm việc."
    )


def _substitutes(round_: AssessmentRound) -> Iterator[Paragraph]:
    for seat in round_.seats:
        if seat.since is not None:
            yield Paragraph(
                text=f"Từ ngày {seat.since:%d/%m/%Y}, {seat.account.name} dự thay {seat.substitute_for}: "
                f"{legible(seat.reason or '')}.",
                field="member",
            )


def _named(seats: Sequence[Seat]) -> Iterator[Paragraph]:
    for seat in seats:
        yield Paragraph(text=f"- {results.seat_words(seat)};", manner=Manner.ITEM, field="member")


def _working(round_: AssessmentRound, told: Sequence[Told]) -> Iterator[Paragraph]:
    producers = len({one.dossier.producer_id for one in told})
    yield Paragraph(text="II. NỘI DUNG", manner=Manner.HEADING)
    yield Paragraph(
        text=f"1. Hội đồng xem xét {two_digits(len(told))} hồ sơ sản phẩm của {two_digits(producers)} chủ thể. "
        "Mỗi thành viên chấm độc lập theo Bộ tiêu chí của từng sản phẩm và ký phiếu của mình; "
        "điểm của từng thành viên ghi tại Bảng tổng hợp kèm theo."
    )
    yield from _ties(round_)
    yield Paragraph(text="2. Quy chế làm việc đã áp dụng:")
    yield from results.rules_words(round_)


def _ties(round_: AssessmentRound) -> Iterator[Paragraph]:
    tied = [(seat, tie) for seat in round_.seats for tie in seat.ties]
    if not tied:
        yield Paragraph(text="Không có thành viên nào báo có quan hệ lợi ích với chủ thể của đợt đánh giá.")
        return
    yield Paragraph(text="Thành viên không chấm sản phẩm của chủ thể mà mình có quan hệ lợi ích:")
    for seat, tie in tied:
        yield Paragraph(
            text=f"- {seat.account.name} không chấm sản phẩm của {tie.producer.name}: {legible(tie.reason)};",
            manner=Manner.ITEM,
            field="member",
        )


def _talked(session: Session, told: Sequence[Told]) -> Iterator[Paragraph]:
    names = {one.dossier.id: one.dossier.product.name for one in told}
    discussed = assessment_papers.discussions(session, names)
    reopened = assessment_papers.reopenings(session, names)
    yield Paragraph(text="3. Thảo luận và chấm lại:")
    if not discussed and not reopened:
        yield Paragraph(text="Không có sản phẩm nào phải thảo luận để chấm lại.", manner=Manner.ITEM)
    concluded = {one.dossier.id for one in told if one.result is not None}
    for one in discussed:
        # Until there is a result nobody reads another's points in a paper.
        figures = _figures(one.facts) if one.dossier_id in concluded else ""
        yield Paragraph(
            lead=f"- {names[one.dossier_id]}:",
            text=f"{figures}Hội đồng thảo luận: {legible(one.said)}",
            manner=Manner.ITEM,
            field="discussion",
        )
    for two in reopened:
        yield Paragraph(
            lead=f"- {names[two.dossier_id]}:",
            text=f"Chủ tịch Hội đồng cho chấm lại một phiếu, lý do: {legible(two.reason)}",
            manner=Manner.ITEM,
            field="discussion",
        )


def _figures(facts: Mapping[str, Any]) -> str:
    return (
        f"điểm cao nhất {_points(facts['highest'])}, thấp nhất {_points(facts['lowest'])}, "
        f"lệch quá {_points(facts['limit'])} điểm, do các tiêu chí {', '.join(facts['criteria'])}. "
    )


def _points(written: object) -> str:
    return str(written).replace(".", ",")


def _results(told: Sequence[Told]) -> Iterator[Paragraph | Table]:
    yield Paragraph(text="III. KẾT QUẢ", manner=Manner.HEADING)
    yield result_table(told)


def result_table(told: Sequence[Told]) -> Table:
    """Return the results as a table: product, producer, score, rank, remarks."""
    return Table(
        columns=(
            TableColumn(title="TT", share=11, side=Side.CENTRE, field="number"),
            TableColumn(title="Sản phẩm", share=46, field="product_name"),
            TableColumn(title="Chủ thể", share=42, field="producer_name"),
            TableColumn(title="Điểm", share=15, side=Side.CENTRE, field="score"),
            TableColumn(title="Kết quả", share=18, side=Side.CENTRE, field="stars"),
            TableColumn(title="Ghi chú", share=33, field="note"),
        ),
        rows=tuple(_result_row(number, one) for number, one in enumerate(told, start=1)),
        when_empty="Không có sản phẩm nào.",
    )


def _result_row(number: int, one: Told) -> tuple[str, ...]:
    dossier, result = one.dossier, one.result
    day = dossier.round.held_on if dossier.round else None
    return (
        str(number),
        dossier.product.name_on(day),
        dossier.producer.name_on(day),
        results.score_words(result.score) if result else "",
        results.rank_words(result),
        results.remarks(result),
    )


def _end(round_: AssessmentRound) -> Iterator[Paragraph]:
    if round_.method is RoundMethod.MEETING:
        yield Paragraph(
            text="Biên bản kết thúc vào …… giờ …… phút cùng ngày, đã đọc lại cho các thành viên nghe và thống nhất./."
        )
    else:
        yield Paragraph(text="Biên bản được lập trên cơ sở phiếu đánh giá đã ký của các thành viên./.")
