"""What the council reports to the chairman of the province: how it worked, what it found, what it proposes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Table
from registry.documents import assessed, bundle, minutes, official, results
from registry.documents.results import Told
from registry.models.assessment import Outcome
from registry.models.assessment_round import AssessmentRound, RoundMethod
from registry.queries import assessment_rounds as rounds
from registry.queries import dossiers
from registry.rules.number_words import two_digits, vietnamese_date

SYMBOL = "BC-HĐOCOP"


def paper(session: Session, round_: AssessmentRound) -> tuple[str, bytes]:
    """Return the council's report of a round, with the name of its file.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    return bundle.filename("Báo cáo kết quả", results.name_of(round_)), official.draw(content(session, round_))


def content(session: Session, round_: AssessmentRound) -> OfficialPaper:
    """Put a round into the words of the report."""
    settings, is_demonstration = official.settings_of(session)
    told = results.told(session, round_)
    return OfficialPaper(
        parent_body=settings.issuing_heading,
        issuing_body=assessed.council_heading(settings),
        symbol=SYMBOL,
        title="BÁO CÁO",
        subject=f"Kết quả đánh giá, phân hạng sản phẩm OCOP {results.name_of(round_)}",
        place=settings.place_of_signing,
        # The report is dated when it is signed, which the register does not know.
        issued_on=None,
        addressees=(f"Chủ tịch Ủy ban nhân dân tỉnh {settings.province}",),
        blocks=(*_work(round_, told), *_found(told), *_proposed(told)),
        signatures=(assessed.signature_of(settings, round_),),
        recipients=assessed.recipients_of(settings, "Các thành viên Hội đồng"),
        is_draft=any(one.result is None for one in told),
        is_demonstration=is_demonstration,
    )


def _work(round_: AssessmentRound, told: Sequence[Told]) -> Iterator[Paragraph]:
    instruments = dict.fromkeys(dossiers.governed_by(one.dossier).title for one in told)
    if instruments:
        yield Paragraph(text=f"Căn cứ {'; '.join(instruments)};", manner=Manner.REMARK)
    yield Paragraph(
        text=f"Hội đồng đánh giá, phân hạng sản phẩm OCOP báo cáo kết quả {results.name_of(round_)} như sau:"
    )
    yield Paragraph(text="1. Tổ chức đánh giá", manner=Manner.HEADING)
    there = sum(seat.is_present for seat in round_.seats)
    how = "họp đánh giá" if round_.method is RoundMethod.MEETING else "lấy ý kiến bằng văn bản"
    when = f" {vietnamese_date(round_.held_on)}" if round_.held_on else ""
    producers = len({one.dossier.producer_id for one in told})
    yield Paragraph(
        text=f"Hội đồng có {two_digits(len(rounds.sitting(round_)))} thành viên, {how}{when} với "
        f"{two_digits(there)} thành viên tham gia; xem xét {two_digits(len(told))} hồ sơ sản phẩm của "
        f"{two_digits(producers)} chủ thể."
    )
    yield Paragraph(text="Quy chế làm việc đã áp dụng:")
    yield from results.rules_words(round_)


def _found(told: Sequence[Told]) -> Iterator[Paragraph | Table]:
    yield Paragraph(text="2. Kết quả", manner=Manner.HEADING)
    counted = Counter(results.rank_words(one.result) for one in told)
    for rank in _ranks(told):
        yield Paragraph(
            text=f"- {rank[0].upper()}{rank[1:]}: {two_digits(counted[rank])} sản phẩm;", manner=Manner.ITEM
        )
    yield minutes.result_table(sorted(told, key=_order))


def _ranks(told: Sequence[Told]) -> list[str]:
    return list(dict.fromkeys(results.rank_words(one.result) for one in sorted(told, key=_order)))


def _order(one: Told) -> tuple[int, int]:
    """Put the highest rank first, what was eliminated after it, what is not concluded last."""
    if one.result is None:
        return (2, 0)
    return (1, 0) if one.result.stars is None else (0, -one.result.stars)


def _proposed(told: Sequence[Told]) -> Iterator[Paragraph]:
    counted = Counter(one.result.outcome for one in told if one.result)
    yield Paragraph(text="3. Đề nghị", manner=Manner.HEADING)
    if counted[Outcome.RECOGNISE]:
        yield Paragraph(
            text="- Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định công nhận kết quả và cấp giấy chứng nhận cho "
            f"{two_digits(counted[Outcome.RECOGNISE])} sản phẩm đạt hạng 3 sao, 4 sao (danh sách dự thảo kèm theo);",
            manner=Manner.ITEM,
        )
    if counted[Outcome.POTENTIAL_FIVE]:
        yield Paragraph(
            text="- Chủ tịch Ủy ban nhân dân tỉnh phê duyệt kết quả và đề nghị Bộ Nông nghiệp và Môi trường đánh giá "
            f"{two_digits(counted[Outcome.POTENTIAL_FIVE])} sản phẩm tiềm năng 5 sao;",
            manner=Manner.ITEM,
        )
    unmet = counted[Outcome.NOT_RECOGNISED] + counted[Outcome.ELIMINATED]
    if unmet:
        yield Paragraph(
            text=f"- Cơ quan tham mưu thông báo kết quả, nêu rõ lý do, cho chủ thể của {two_digits(unmet)} sản phẩm "
            "chưa được công nhận và Ủy ban nhân dân cấp xã;",
            manner=Manner.ITEM,
        )
    yield Paragraph(text="Hội đồng trân trọng báo cáo./.")
