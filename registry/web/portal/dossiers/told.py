"""How a dossier stands and what is to be done about it, in words for whoever files it."""

from collections.abc import Mapping

from registry.models.dossier import Dossier
from registry.queries import supplements
from registry.rules import dossier_forms
from registry.rules.dossier_life import OPEN_TO_CHANGE, OPEN_TO_SUPPLEMENT, DossierState
from registry.web.dates import short_day
from registry.web.dossier_lines import last_return
from registry.web.reading import reading_session

ASKED = "Được yêu cầu bổ sung: hãy mở hồ sơ, thêm giấy tờ ở các mục được nêu rồi gửi bổ sung."


def waits_for_producer(row: Dossier) -> bool:
    """Say whether somebody has given a dossier back or asked for more, so that its producer is to act."""
    return row.state is DossierState.RETURNED or (row.state in OPEN_TO_SUPPLEMENT and bool(asked_of(row)))


def reason_of(row: Dossier) -> str | None:
    """Return why a dossier as a whole was sent back, while it is with its producer for that."""
    last = last_return(row)
    return last.reason if last is not None else None


def blanks_left(row: Dossier) -> int:
    """Count the blanks that must still be filled in."""
    return len(dossier_forms.missing(row.forms, kind=row.kind))


def standing_sentence(row: Dossier) -> str:
    """Say where a dossier is and who is to act."""
    if row.state in OPEN_TO_SUPPLEMENT and asked_of(row):
        return ASKED
    commune = row.commune.full_name if row.commune else "xã, phường"
    return _SENTENCES[row.state].format(
        commune=commune,
        forwarded=short_day(row.forwarded_on),
        round=f"đợt {row.round.number} năm {row.round.year}" if row.round else "đợt đánh giá",
    )


def asked_of(row: Dossier) -> Mapping[str, str]:
    """Return what more is asked of which item after the dossier was handed in."""
    request = supplements.open_request(reading_session(), row.id)
    return request.item_reasons if request else {}


def may_change(row: Dossier, code: str) -> bool:
    """Say whether the files of an item may be changed now."""
    return row.state in OPEN_TO_CHANGE or (row.state in OPEN_TO_SUPPLEMENT and code in asked_of(row))


_SENTENCES: Mapping[DossierState, str] = {
    DossierState.DRAFTING: "Điền biểu mẫu, gửi giấy tờ rồi nộp; soạn nhiều ngày cũng được.",
    DossierState.SUBMITTED: "Ủy ban nhân dân {commune} đang xem xét.",
    DossierState.RETURNED: ("Sửa các mục được nêu rồi nộp lại; không phải lập hồ sơ mới."),
    DossierState.FORWARDED: "Đã được chuyển lên tỉnh ngày {forwarded}, chờ vào đợt đánh giá.",
    DossierState.IN_ROUND: "Hội đồng đang đánh giá, {round}.",
    DossierState.SCORED: "Kết quả của Hội đồng được thông báo bằng văn bản.",
    DossierState.DECIDED: "Kết quả đã nằm trong phụ lục quyết định.",
    DossierState.CLOSED: "Hội đồng đã có kết quả và kết quả đã được thông báo bằng văn bản.",
    DossierState.WITHDRAWN: "Có thể mở hồ sơ khác cho sản phẩm này.",
    DossierState.REJECTED: "Lý do ghi ở các bước dưới đây.",
}
