"""How a dossier stands and what is to be done about it, in words for whoever files it."""

from collections.abc import Mapping

from registry.models.dossier import Dossier
from registry.rules import dossier_forms
from registry.rules.dossier_life import DossierState
from registry.web.dates import short_day
from registry.web.dossier_lines import last_return


def reason_of(row: Dossier) -> str | None:
    """Return why a dossier as a whole was sent back, while it is with its producer for that."""
    last = last_return(row)
    return last.reason if last is not None else None


def blanks_left(row: Dossier) -> int:
    """Count the blanks that must still be filled in."""
    return len(dossier_forms.missing(row.forms, kind=row.kind))


def standing_sentence(row: Dossier) -> str:
    """Say where a dossier is and who is to act."""
    commune = row.commune.full_name if row.commune else "xã, phường"
    return _SENTENCES[row.state].format(
        commune=commune,
        forwarded=short_day(row.forwarded_on),
        round=f"đợt {row.round.number} năm {row.round.year}" if row.round else "đợt đánh giá",
    )


_SENTENCES: Mapping[DossierState, str] = {
    DossierState.DRAFTING: "Đang soạn, chưa nộp. Điền biểu mẫu, tải giấy tờ rồi nộp.",
    DossierState.SUBMITTED: "Đã nộp. Ủy ban nhân dân {commune} đang xem xét.",
    DossierState.RETURNED: ("Được trả lại để hoàn thiện. Sửa các mục được nêu rồi nộp lại; không phải lập hồ sơ mới."),
    DossierState.FORWARDED: "Đã được chuyển lên tỉnh ngày {forwarded}. Chờ vào đợt đánh giá.",
    DossierState.IN_ROUND: "Đang trong {round}: Hội đồng đang đánh giá.",
    DossierState.SCORED: "Hội đồng đã có kết quả; kết quả được thông báo bằng văn bản.",
    DossierState.DECIDED: "Kết quả đã vào quyết định.",
    DossierState.CLOSED: "Hội đồng đã có kết quả và kết quả đã được thông báo bằng văn bản.",
    DossierState.WITHDRAWN: "Đã rút. Có thể mở hồ sơ khác cho sản phẩm này.",
    DossierState.REJECTED: "Đã bị loại. Lý do ghi ở các bước dưới đây.",
}
