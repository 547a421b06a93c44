"""How a dossier stands and what is to be done about it, in words for whoever files it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.models.dossier import Dossier, DossierItem, DossierStep
from registry.queries import dossier_checks
from registry.rules import dossier_forms
from registry.rules.completeness import Answer
from registry.rules.dossier_life import DossierMove, DossierState
from registry.rules.evidence import Means
from registry.rules.instruments import RecognitionKind
from registry.web.dates import short_day

KINDS: Mapping[RecognitionKind, str] = {
    RecognitionKind.FIRST: "Đánh giá lần đầu",
    RecognitionKind.UPGRADED: "Nâng hạng sao",
    RecognitionKind.REASSESSED: "Đánh giá lại",
}


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One item of a dossier, with what there is of it and what is to be said."""

    answer: Answer
    kept: DossierItem | None
    reason: str | None
    """Why it was sent back, where it was."""

    @property
    def count(self) -> int:
        """How many files it has."""
        return len(self.kept.files) if self.kept else 0

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        if self.reason or not self.answer.verdict.is_good:
            return "wrong"
        return "good" if self.count else "ended"


def item_lines(row: Dossier, *, on: date) -> list[ItemLine]:
    """Return every item that is answered by files, in the order of the instrument's list."""
    kept, reasons = {item.code: item for item in row.items}, reasons_of(row)
    return [
        ItemLine(answer=answer, kept=kept.get(answer.item.code), reason=reasons.get(answer.item.code))
        for answer in dossier_checks.answers(row, on=on)
        if answer.item.means is Means.FILES
    ]


def other_answers(row: Dossier, *, on: date) -> list[Answer]:
    """Return what else stands against handing a dossier in: what follows from its other items."""
    return [
        answer
        for answer in dossier_checks.answers(row, on=on)
        if answer.item.means is Means.WORKED_OUT and not answer.verdict.is_good
    ]


def reasons_of(row: Dossier) -> Mapping[str, str]:
    """Return why each item was sent back, while the dossier is with its producer for that."""
    last = _returned(row)
    return last.item_reasons if last is not None else {}


def reason_of(row: Dossier) -> str | None:
    """Return why a dossier as a whole was sent back, while it is with its producer for that."""
    last = _returned(row)
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
    DossierState.WITHDRAWN: "Đã rút. Có thể mở hồ sơ khác cho sản phẩm này.",
    DossierState.REJECTED: "Đã bị loại. Lý do ghi ở các bước dưới đây.",
}


def _returned(row: Dossier) -> DossierStep | None:
    if row.state is not DossierState.RETURNED:
        return None
    return next((step for step in reversed(row.steps) if step.move is DossierMove.RETURN), None)
