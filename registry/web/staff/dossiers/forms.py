"""What is asked about a dossier: what it is for, its papers, its way."""

from datetime import date
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from registry.models.dossier import Dossier, ReviewKind
from registry.rules.dossier_forms import FieldKind, FormField, asked
from registry.rules.instruments import RecognitionKind
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.filters import thousands
from registry.web.forms.fields import BoxesField, ChoiceField, DayField, Required, WholeField, WordField
from registry.web.forms.form import OurForm
from registry.web.product_sets import offered_sets

KINDS = (RecognitionKind.FIRST, RecognitionKind.UPGRADED, RecognitionKind.REASSESSED)


class OpenForm(OurForm):
    """A dossier that is opened for a product."""

    kind = WordField("Đăng ký", [Required()], kind=RecognitionKind, of=KINDS)
    product_set = ChoiceField("Bộ sản phẩm", [Required()], offered=offered_sets, blank="Chọn")
    filed_on = DayField(
        "Ngày nhận hồ sơ giấy",
        description="Để trống nếu hồ sơ nộp hôm nay; văn bản áp dụng được chọn theo ngày này.",
    )


class BlanksForm(OurForm):
    """Mẫu số 01 and 02."""

    version = HiddenField()


def blanks_of(row: Dossier) -> BlanksForm:
    """Make the form of a dossier's blanks, with what is kept in them."""
    fields = {one.code: _field(one) for one in asked(row.kind)}
    kept = {one.code: _shown(one, row.forms.get(one.code)) for one in asked(row.kind)}
    made: BlanksForm = type("BlanksForm", (BlanksForm,), fields)(data={**kept, "version": str(row.version)})
    for one in asked(row.kind):
        made[one.code].flags.required = one.required
    return made


def _field(one: FormField) -> Any:
    hint = one.hint or ""
    if one.kind is FieldKind.TEXT:
        return TextAreaField(one.label, description=hint)
    if one.kind is FieldKind.DAY:
        return DayField(one.label, description=hint)
    if one.kind is FieldKind.TICKS:
        return BoxesField(one.label, description=hint, choices=lambda: list(one.choices))
    return StringField(one.label, description=hint)


def _shown(one: FormField, value: Any) -> Any:
    if one.kind is FieldKind.NUMBER and isinstance(value, int):
        return thousands(value)
    if one.kind is FieldKind.DAY and isinstance(value, str):
        return date.fromisoformat(value)
    return value


class SubmitForm(OurForm):
    """A dossier that came on paper is handed in."""

    filed_on = DayField("Ngày nộp trên giấy", description="Để trống nếu nộp hôm nay.")


class ReasonForm(OurForm):
    """Why something is done in another's name."""

    reason = StringField(
        "Lý do", [Required(), Length(max=LONGEST_LINE)], description="Kèm số, ngày của văn bản nếu có."
    )


class CloseForm(OurForm):
    """The notice by which producer and commune were told."""

    notice = StringField(
        "Thông báo kết quả",
        [Required(), Length(max=LONGEST_LINE)],
        description="Số, ngày của thông báo gửi xã và chủ thể, hoặc văn bản của Bộ.",
    )


class ReviewForm(OurForm):
    """What the advisory team found."""

    kind = WordField("Hình thức", [Required()], kind=ReviewKind)
    done_on = DayField("Ngày thực hiện", [Required()])
    words = TextAreaField("Nội dung", [Required(), Length(max=LONGEST_TEXT)])


class ForwardForm(OurForm):
    """What the commune found (Mẫu số 03), entered in its name."""

    materials = TextAreaField("Nguồn gốc nguyên liệu", [Required(), Length(max=LONGEST_TEXT)])
    labour = TextAreaField("Sử dụng lao động địa phương", [Required(), Length(max=LONGEST_TEXT)])
    idea = TextAreaField("Nguồn gốc ý tưởng sản phẩm", [Required(), Length(max=LONGEST_TEXT)])
    identity = TextAreaField("Bản sắc, trí tuệ địa phương", [Required(), Length(max=LONGEST_TEXT)])
    letter_number = StringField("Số văn bản đề nghị của xã", [Length(max=LONGEST_LINE)])
    letter_on = DayField("Ngày văn bản")
    samples = WholeField("Số sản phẩm mẫu")


class AdmitForm(OurForm):
    """The round that takes the dossier."""

    round = ChoiceField("Đợt đánh giá", [Required()], blank="Chọn")
