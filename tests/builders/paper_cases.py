"""The named cases of every paper, each drawn from a content by hand and compared with what was approved."""

import io
import unicodedata
from collections.abc import Callable

from builders.assessment_papers import (
    LONG_TEXT,
    LONGEST,
    a_council_table,
    a_score_sheet,
    a_table,
    an_official_paper,
    score_rows,
)
from builders.papers import (
    DAY,
    LONG_ADDRESS,
    LONG_PRODUCER,
    LONG_PRODUCT,
    UNSIGNED,
    a_decision_annex,
    a_draft_certificate,
    a_merit_certificate,
    a_prize_list,
    a_star_certificate,
    an_award_list,
)
from PIL import Image, ImageDraw

from certificates import (
    AnnexKind,
    Arrangement,
    AwardList,
    DecisionAnnex,
    Manner,
    MeritCertificate,
    OfficialPaper,
    Paragraph,
    PrizeList,
    ScoreSheetPaper,
    Signature,
    StarCertificate,
    draw_award_list,
    draw_decision_annex,
    draw_merit_certificate,
    draw_official_paper,
    draw_prize_list,
    draw_score_sheet,
    draw_star_certificate,
)

MARKUP_PRODUCT, MARKUP_PRODUCER = 'Mật ong <b>"A & B"</b> &amp; {{7*7}}', "HTX <script>1</script> & Bạn'"
LONG_ACHIEVEMENT = (
    "xuất sắc trong tổ chức sản xuất, liên kết tiêu thụ sản phẩm gắn với bảo tồn văn hóa truyền thống của "
    "đồng bào các dân tộc thiểu số, góp phần thực hiện thắng lợi Chương trình mỗi xã một sản phẩm và "
    "Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021 - 2025"
)


def decomposed(text: str) -> str:
    """Return the text with every accent as a character of its own."""
    return unicodedata.normalize("NFD", text)


def a_picture() -> bytes:
    """Return a plain disc on nothing, as a department's own artwork file might be."""
    image = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 230, 230), fill=(30, 80, 160, 255))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


STAR_CERTIFICATES: dict[str, Callable[[], StarCertificate]] = {
    "plain": a_star_certificate,
    "longest_names": lambda: a_star_certificate(
        title="Giấy chứng nhận kết quả phân hạng sản phẩm OCOP",
        product_name=LONG_PRODUCT,
        packings="Hộp 4 hũ x 100 g; hộp 8 hũ x 100 g; thùng 48 hũ x 100 g",
        producer_name=LONG_PRODUCER,
        producer_address=LONG_ADDRESS,
        decision_body="Chủ tịch Ủy ban nhân dân tỉnh Lai Châu",
        validity_ground="theo khoản 2 Điều 12 Quyết định số 26/2026/QĐ-TTg",
        authority_lines=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ),
    "decomposed_accents": lambda: a_star_certificate(
        product_name=decomposed("Thịt trâu gác bếp Mường Kim"), producer_name=decomposed("Hộ Lò Thị Minh Họa")
    ),
    "markup_in_names": lambda: a_star_certificate(product_name=MARKUP_PRODUCT, producer_name=MARKUP_PRODUCER),
    "five_stars": lambda: a_star_certificate(stars=5),
    "three_stars": lambda: a_star_certificate(stars=3),
    "draft": a_draft_certificate,
    "demonstration": lambda: a_star_certificate(is_demonstration=True),
    "draft_of_a_demonstration": lambda: a_draft_certificate(is_demonstration=True),
    "own_artwork": lambda: a_star_certificate(emblem=a_picture(), mark=a_picture()),
}
MERIT_CERTIFICATES: dict[str, Callable[[], MeritCertificate]] = {
    "plain": a_merit_certificate,
    "longest_names": lambda: a_merit_certificate(
        recipient_name=LONG_PRODUCER,
        recipient_address=LONG_ADDRESS,
        achievement=LONG_ACHIEVEMENT,
        authority_lines=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ),
    "decomposed_accents": lambda: a_merit_certificate(recipient_name=decomposed("Hợp tác xã Thảo nguyên Đỏ")),
    "markup_in_names": lambda: a_merit_certificate(recipient_name=MARKUP_PRODUCER),
    "person_without_lookup": lambda: a_merit_certificate(
        recipient_style="Ông", recipient_name="Lò Văn Minh Họa", lookup_code=None, lookup_url=None
    ),
    "draft": lambda: a_merit_certificate(**UNSIGNED),
    "demonstration": lambda: a_merit_certificate(is_demonstration=True, golden_book_number="012"),
    "large_paper": lambda: a_merit_certificate(paper_width_mm=400.0, paper_height_mm=300.0),
}
AWARD_LISTS: dict[str, Callable[[], AwardList]] = {
    "empty_list": lambda: an_award_list(0),
    "one_row": lambda: an_award_list(1),
    "two_pages": lambda: an_award_list(20, is_demonstration=True),
    "by_commune": lambda: an_award_list(12, arrangement=Arrangement.BY_COMMUNE),
    "by_stars": lambda: an_award_list(12, arrangement=Arrangement.BY_STARS),
    "500_rows": lambda: an_award_list(500),
}
PRIZE_LISTS: dict[str, Callable[[], PrizeList]] = {
    "empty_list": lambda: a_prize_list(0),
    "one_row": lambda: a_prize_list(1, is_draft=True, issued_on=None),
    "two_pages": lambda: a_prize_list(12, is_demonstration=True),
    "500_rows": lambda: a_prize_list(500),
}
DECISION_ANNEXES: dict[str, Callable[[], DecisionAnnex]] = {
    "empty_list": lambda: a_decision_annex(0),
    "one_row": lambda: a_decision_annex(1, decision_number=None, decision_date=None, annex_number="II"),
    "two_pages": lambda: a_decision_annex(14, is_demonstration=True),
    "draft": lambda: a_decision_annex(
        3, is_draft=True, authority_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), signatory_name=None
    ),
    "high_score": lambda: a_decision_annex(4, kind=AnnexKind.HIGH_SCORE),
    "correction": lambda: a_decision_annex(4, kind=AnnexKind.CORRECTION),
    "revocation": lambda: a_decision_annex(4, kind=AnnexKind.REVOCATION),
    "award": lambda: a_decision_annex(6, kind=AnnexKind.AWARD, decision_date=DAY),
    "500_rows": lambda: a_decision_annex(500, authority_lines=("CHỦ TỊCH",), signatory_name="Nguyễn Văn Minh Họa"),
}
SCORE_SHEETS: dict[str, Callable[[], ScoreSheetPaper]] = {
    "plain": a_score_sheet,
    "longest_names": lambda: a_score_sheet(
        1,
        **LONGEST,
        member_office="Phó Chủ tịch Hội đồng, Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lai Châu",
    ),
    "decomposed_accents": lambda: a_score_sheet(1, product_name=decomposed("Thịt trâu gác bếp Mường Kim")),
    "blank": lambda: a_score_sheet(
        1,
        product_code=None,
        registration_number=None,
        phone=None,
        producer_address=None,
        opinion=(),
        signed_on=None,
        is_draft=True,
    ),
    "long_opinion": lambda: a_score_sheet(2, opinion=(LONG_TEXT,) * 24, is_demonstration=True),
    "whole_set": lambda: a_score_sheet(rows=score_rows(18)),
}
OFFICIAL_PAPERS: dict[str, Callable[[], OfficialPaper]] = {
    "notice": an_official_paper,
    "one_row_one_member": lambda: a_council_table(1, 1),
    "61_rows_11_members": lambda: a_council_table(61, 11),
    "three_rows_15_members": lambda: a_council_table(3, 15),
    "no_rows": lambda: a_council_table(0, 3, is_draft=True),
    "markup_in_names": lambda: an_official_paper(subject=MARKUP_PRODUCT, addressees=(MARKUP_PRODUCER,)),
    "decomposed_accents": lambda: an_official_paper(subject=decomposed("Thịt trâu gác bếp Mường Kim")),
    "demonstration": lambda: an_official_paper(is_demonstration=True, issued_on=None),
    "many_pages": lambda: an_official_paper(
        blocks=(*(Paragraph(text=LONG_TEXT * 3),) * 8, Paragraph(text="2. Kết quả", manner=Manner.HEADING), a_table(40))
    ),
    "of_a_unit": lambda: an_official_paper(
        parent_body=None,
        issuing_body=None,
        symbol=None,
        addressees=(),
        recipients=(),
        signatures=(Signature(authority_lines=("ĐẠI DIỆN",), name="Lò Thị Minh Họa"),),
        signing_hint="(Ký, đóng dấu, ghi rõ họ tên)",
        below=(a_table(4, is_together=True),),
    ),
}

CASES: dict[str, Callable[[], bytes]] = (
    {
        f"star_certificate--{name}": lambda make=make: draw_star_certificate(make())
        for name, make in STAR_CERTIFICATES.items()
    }
    | {
        f"merit_certificate--{name}": lambda make=make: draw_merit_certificate(make())
        for name, make in MERIT_CERTIFICATES.items()
    }
    | {f"award_list--{name}": lambda make=make: draw_award_list(make()) for name, make in AWARD_LISTS.items()}
    | {f"prize_list--{name}": lambda make=make: draw_prize_list(make()) for name, make in PRIZE_LISTS.items()}
    | {
        f"decision_annex--{name}": lambda make=make: draw_decision_annex(make())
        for name, make in DECISION_ANNEXES.items()
    }
    | {f"score_sheet--{name}": lambda make=make: draw_score_sheet(make()) for name, make in SCORE_SHEETS.items()}
    | {
        f"official_paper--{name}": lambda make=make: draw_official_paper(make())
        for name, make in OFFICIAL_PAPERS.items()
    }
)
"""Paper and case → its bytes."""
