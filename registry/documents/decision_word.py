"""The draft of a decision and its annex as a Word document, for the department to finish and have signed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from certificates import AnnexLine as PrintedLine
from certificates import DecisionAnnex
from registry.documents import decision_annex, letterhead
from registry.documents.word_filling import BadTemplate, Section, fill, placeholders
from registry.documents.word_template import NEEDED, SECTION, template
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import Settings
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import InstrumentFacts
from registry.rules.number_words import two_digits, vietnamese_date
from registry.rules.term import MONTHS_OF_VALIDITY
from registry.vault import Vault

_DRAFT = "DỰ THẢO"
_DEMONSTRATION = "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
_OPEN_DAY = "ngày … tháng … năm …"
_SCALARS = frozenset(
    {
        "co_quan",
        "so_ky_hieu",
        "dia_danh_ngay",
        "trich_yeu",
        "tham_quyen",
        "van_ban_ap_dung",
        "co_quan_trinh",
        "noi_dung",
        "thoi_han",
        "quyen_han",
        "nguoi_ky",
        "ten_phu_luc",
        "kem_theo",
        "ket_phu_luc",
        "du_thao",
        "so_san_pham",
        "so_chu_the",
        "phan_hang",
    }
)
_ARTICLES: Mapping[DecisionKind, str] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: "Công nhận kết quả đánh giá, phân hạng và cấp Giấy chứng nhận cho {products} sản "
        "phẩm OCOP của {producers} chủ thể ({ranks}), có Phụ lục kèm theo.",
        DecisionKind.CORRECTION: "Đính chính nội dung của {products} Giấy chứng nhận sản phẩm OCOP, "
        "có Phụ lục kèm theo.",
        DecisionKind.REVOCATION: "Thu hồi {products} Giấy chứng nhận sản phẩm OCOP của {producers} chủ thể, "
        "có Phụ lục kèm theo.",
        DecisionKind.AWARD: "Tặng Bằng khen cho {products} tập thể, hộ gia đình, cá nhân "
        "có tên trong Phụ lục kèm theo.",
        DecisionKind.RESULT_APPROVAL: "Phê duyệt kết quả đánh giá {products} sản phẩm đạt từ 90 điểm trở lên của "
        "{producers} chủ thể, có Phụ lục kèm theo, để đề nghị Trung ương đánh giá, công nhận hạng 5 sao.",
    }
)
_CELLS: Mapping[str, Callable[[PrintedLine], str | None]] = MappingProxyType(
    {
        "san_pham": lambda line: line.product_name,
        "chu_the": lambda line: line.producer_name,
        "dia_chi": lambda line: line.address,
        "diem": lambda line: line.score,
        "hang": lambda line: line.stars,
        "so_giay": lambda line: line.certificate_number,
        "noi_dung_cu": lambda line: line.before,
        "noi_dung_moi": lambda line: line.after,
        "thanh_tich": lambda line: line.achievement,
        "can_cu_dong": lambda line: line.ground,
        "ghi_chu": lambda line: line.note,
    }
)
KNOWN = _SCALARS | set(_CELLS) | {"tt", SECTION}
"""Every placeholder that a template may hold."""


TEMPLATE_SETTINGS: Mapping[DecisionKind, str] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: "word_template",
        DecisionKind.CORRECTION: "word_template_correction",
        DecisionKind.REVOCATION: "word_template_revocation",
        DecisionKind.AWARD: "word_template_award",
        DecisionKind.RESULT_APPROVAL: "word_template_result_approval",
    }
)
"""Where the settings keep the department's own template of each kind of decision."""


def draw(detail: DecisionDetail, settings: Settings, *, is_demonstration: bool, vault: Vault) -> bytes:
    """Write the decision and its annex into the department's template, or ours where it has none."""
    return _filled(current_template(settings, vault, detail.decision.kind), detail, settings, is_demonstration)


def sample(
    content: bytes,
    detail: DecisionDetail | None,
    settings: Settings,
    *,
    kind: DecisionKind,
    is_demonstration: bool,
) -> bytes:
    """Write a decision into a template to look at; without one, words that say where each goes.

    :raises BadTemplate: if the template lacks a placeholder, has an unknown one, or cannot be filled.
    """
    check(content, kind)
    if detail is not None:
        return _filled(content, detail, settings, is_demonstration)
    line = dict.fromkeys(_CELLS, "…") | {
        "tt": "1",
        "san_pham": "Tên sản phẩm",
        "chu_the": "Tên chủ thể",
        "hang": "3 sao",
    }
    values = dict.fromkeys(_SCALARS, "…") | {"trich_yeu": "Trích yếu quyết định", "co_quan": settings.issuing_heading}
    return fill(content, values=values, sections=[("Hạng 3 sao", [line, line | {"tt": "2"}])])


def check(content: bytes, kind: DecisionKind) -> None:
    """Let a department's template of a kind of decision pass.

    :raises BadTemplate: if it cannot be read, lacks a placeholder, or has one that nothing fills.
    """
    held = placeholders(content)
    missing = [name for name in NEEDED[kind] if name not in held]
    if missing:
        raise BadTemplate(f"Tệp mẫu thiếu chỗ điền: {', '.join(f'{{{{{name}}}}}' for name in missing)}.")
    unknown = sorted(held - KNOWN)
    if unknown:
        raise BadTemplate(f"Tệp mẫu có chỗ điền không dùng được: {', '.join(f'{{{{{name}}}}}' for name in unknown)}.")


def current_template(settings: Settings, vault: Vault, kind: DecisionKind) -> bytes:
    """Return the template of a kind of decision that is in use."""
    own = getattr(settings, TEMPLATE_SETTINGS[kind])
    return template(kind) if own is None else vault.read(own)


def _filled(content: bytes, detail: DecisionDetail, settings: Settings, is_demonstration: bool) -> bytes:
    annex = decision_annex.content(detail, is_demonstration=is_demonstration)
    values = _values(detail, annex, settings, is_demonstration)
    return fill(content, values=values, sections=_sections(annex))


def _values(detail: DecisionDetail, annex: DecisionAnnex, settings: Settings, is_demonstration: bool) -> dict[str, str]:
    decision = detail.decision
    by_the_chairman = decision_annex.is_by_the_chairman(detail)
    number = decision.number or f"…/{annex.decision_symbol}"
    day = vietnamese_date(decision.signed_on) if decision.signed_on else _OPEN_DAY
    counts = _counts(detail)
    said = _DEMONSTRATION if is_demonstration else "" if decision.number else _DRAFT
    return {
        "co_quan": settings.issuing_heading,
        "so_ky_hieu": number,
        "dia_danh_ngay": f"{settings.place_of_signing}, {day}",
        "trich_yeu": decision.title,
        "tham_quyen": letterhead.heading(settings, by_the_chairman=by_the_chairman),
        "van_ban_ap_dung": _instruments(detail),
        "co_quan_trinh": settings.department,
        "noi_dung": _ARTICLES[decision.kind].format(**counts),
        "thoi_han": _validity(detail),
        "quyen_han": "\n".join(
            letterhead.authority_lines(decision.authority_lines, settings, by_the_chairman=by_the_chairman)
        ),
        "nguoi_ky": decision.signatory or "",
        "ten_phu_luc": annex.title,
        # NĐ 30/2020, Phụ lục I: in an electronic document the blanks stay empty until it is numbered.
        "kem_theo": f"(Kèm theo Quyết định số {number} {day} của {annex.decision_body})",
        "ket_phu_luc": annex.closing_note or "",
        "du_thao": said,
        "so_san_pham": counts["products"],
        "so_chu_the": counts["producers"],
        "phan_hang": counts["ranks"],
    }


def _counts(detail: DecisionDetail) -> dict[str, str]:
    lines = detail.recipients or detail.lines
    by_stars = Counter(line.stars for line in detail.lines if line.stars)
    ranks = ", ".join(
        f"{two_digits(count)} sản phẩm hạng {stars} sao" for stars, count in sorted(by_stars.items())[::-1]
    )
    return {
        "products": two_digits(len(lines)),
        "producers": two_digits(len({line.producer for line in detail.lines})),
        "ranks": ranks or "…",
    }


def _instruments(detail: DecisionDetail) -> str:
    return "; ".join(f"{one.title} của Thủ tướng Chính phủ" for one in _applied(detail)) or "…"


def _applied(detail: DecisionDetail) -> Sequence[InstrumentFacts]:
    held = {line.instrument for line in detail.lines if line.instrument is not None}
    if not held and detail.decision.instrument is not None:
        held = {detail.decision.instrument}
    return [detail.instruments[one] for one in sorted(held)]


def _validity(detail: DecisionDetail) -> str:
    decision = detail.decision
    if decision.validity_ground and decision.valid_until:
        begins = f"từ ngày {decision.valid_from:%d/%m/%Y} " if decision.valid_from else ""
        return f"Kết quả phân hạng có giá trị {begins}đến hết ngày {decision.valid_until:%d/%m/%Y}."
    months = sorted({one.months_of_validity for one in _applied(detail)}) or [MONTHS_OF_VALIDITY]
    said = " hoặc ".join(str(one) for one in months)
    return f"Kết quả phân hạng có giá trị {said} tháng kể từ ngày ký Quyết định này."


def _sections(annex: DecisionAnnex) -> list[Section]:
    made: list[Section] = []
    number = 0
    for section in annex.sections:
        lines = []
        for line in section.lines:
            number += 1
            lines.append({"tt": str(number), **{name: read(line) or "" for name, read in _CELLS.items()}})
        made.append((section.title or "", lines))
    return made
