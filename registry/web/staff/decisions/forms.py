"""What is asked about a decision itself: its heading, its signed facts, a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from registry.queries import decisions as decision_queries
from registry.queries.decisions import DecisionDetail
from registry.queries.listing import ListRequest
from registry.rules.decision_life import DecisionKind
from registry.usecases.drafting import ChangedMeanwhile
from registry.web.dates import short_day
from registry.web.forms.fields import Between, ChoiceField, DayField, DependsOnOthers, Required, WholeField, WordField
from registry.web.forms.form import OurForm
from registry.web.forms.instrument_field import InstrumentField
from registry.web.forms.uploads import UploadField
from registry.web.reading import reading_session

FIRST_YEAR, LAST_YEAR = 2018, 2100
LONGEST = 500
HEADING = ("title", "round_no", "round_year", "instrument", "valid_from", "valid_until", "validity_ground")


def _signed() -> list[tuple[str, str]]:
    request = ListRequest(page_size=None, filters={"origin": "issued", "state": "in_effect"})
    return [
        (item.public_id, f"{item.number} ngày {short_day(item.signed_on)} – {item.title}")
        for item in decision_queries.page(reading_session(), request).rows
    ]


class HeadingForm(OurForm):
    """What stands at the head of a decision."""

    title = StringField(
        "Trích yếu",
        [Required(), Length(max=LONGEST)],
        description="Ví dụ: Công nhận sản phẩm OCOP năm 2026 (đợt 2).",
    )
    round_no = WholeField("Đợt", [Between(min=1, max=99)])
    round_year = WholeField("Năm của đợt", [Between(min=FIRST_YEAR, max=LAST_YEAR)])
    instrument = InstrumentField("Văn bản áp dụng", blank="Theo ngày đánh giá của từng sản phẩm")
    corrects = ChoiceField(
        "Đính chính cho quyết định",
        offered=_signed,
        blank="Không",
        description="Chỉ chọn với quyết định đính chính.",
    )
    valid_from = DayField("Có giá trị từ ngày", description="Để trống: từ ngày quyết định.")
    valid_until = DayField("Đến hết ngày", description="Để trống: 36 tháng.")
    validity_ground = StringField(
        "Căn cứ của thời hạn khác",
        [DependsOnOthers(), Length(max=LONGEST)],
        description="Bắt buộc khi thời hạn khác 36 tháng.",
    )


class DraftForm(HeadingForm):
    """A decision that is begun."""

    kind = WordField("Loại quyết định", [Required()], kind=DecisionKind)

    def validate_corrects(self, field: Any) -> None:
        """Let only a correction name the decision that it corrects.

        :raises ValidationError: if another kind does.
        """
        if field.data and self.kind.data is not DecisionKind.CORRECTION:
            raise ValidationError("Chỉ quyết định đính chính mới đính chính cho quyết định khác.")


class SeenForm(OurForm):
    """An act on a decision as the person saw it on the page."""

    version = HiddenField()
    """The version of the decision that the person saw."""

    @property
    def seen(self) -> int:
        """The version that the person saw; 0 for a damaged form, which no draft has."""
        # What was sent, for a form without it would say what it was made with.
        written = str((self.version.raw_data or [""])[0])
        return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


@contextmanager
def shown_now(form: SeenForm, detail: DecisionDetail) -> Iterator[None]:
    """Where the decision moved on meanwhile, the page shown again is that of the decision as it is now."""
    try:
        yield
    except ChangedMeanwhile:
        form.version.data = str(detail.decision.version)
        raise


class AmendForm(HeadingForm, SeenForm):
    """The heading of a draft that exists."""


class SignatureForm(SeenForm):
    """The facts of the signed decision."""

    number = StringField("Số, ký hiệu", [Required(), Length(max=60)], description="Ví dụ: 1757/QĐ-UBND.")
    signed_on = DayField("Ngày ký", [Required()])
    signatory = StringField("Người ký", [Required(), Length(max=120)], description="Họ và tên.")
    signatory_office = StringField("Chức vụ người ký", [Length(max=120)])
    authority_lines = TextAreaField(
        "Thẩm quyền ký", [Length(max=300)], description="In trên chữ ký, mỗi dòng một dòng. Ví dụ: TM. ỦY BAN NHÂN DÂN."
    )
    scan = UploadField(
        "Bản quét quyết định đã ký",
        description="Tệp PDF, tối đa 20 MB. Nếu trang báo lỗi ở mục khác, hãy chọn lại tệp.",
        accept="application/pdf,.pdf",
    )


class ReasonForm(OurForm):
    """Why something is taken back."""

    reason = TextAreaField("Lý do", [Required(), Length(max=LONGEST)])
