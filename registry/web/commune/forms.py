"""What an officer of a commune is asked: why a dossier goes back, and Mẫu số 03."""

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from registry.rules.evidence import ListedItem
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import DayField, Required, WholeField
from registry.web.forms.form import OurForm


class ReportForm(OurForm):
    """Mẫu số 03 (QĐ 26/2026, Điều 7): the commune's view of four topics, and its letter."""

    materials = TextAreaField(
        "Nguyên liệu địa phương",
        [Required(), Length(max=LONGEST_TEXT)],
        description="Nguồn, tỷ lệ nguyên liệu trong xã, trong tỉnh.",
    )
    labour = TextAreaField(
        "Lao động địa phương", [Required(), Length(max=LONGEST_TEXT)], description="Số người, tỷ lệ lao động tại chỗ."
    )
    idea = TextAreaField(
        "Nguồn gốc ý tưởng sản phẩm",
        [Required(), Length(max=LONGEST_TEXT)],
        description="Sản phẩm của địa phương, phát triển từ sản phẩm truyền thống hay học từ nơi khác.",
    )
    identity = TextAreaField(
        "Bản sắc, trí tuệ địa phương",
        [Required(), Length(max=LONGEST_TEXT)],
        description="Giá trị văn hóa, tri thức bản địa thể hiện ở sản phẩm.",
    )
    letter_number = StringField("Số văn bản đề nghị", [Required(), Length(max=LONGEST_LINE)])
    letter_on = DayField("Ngày văn bản đề nghị", [Required()])
    samples = WholeField("Số sản phẩm mẫu gửi kèm", description="Quy định là 05, trừ dịch vụ du lịch.")


class ReturnForm(OurForm):
    """Why a dossier goes back to its producer."""

    reason = TextAreaField(
        "Lý do chung", [Required(), Length(max=LONGEST_TEXT)], description="Chủ thể đọc được câu này."
    )


def return_form(items: list[ListedItem]) -> ReturnForm:
    """Make the form with a line for every item that may go back."""
    lines = {
        f"reasons-{item.code}": StringField(item.title, [Length(max=LONGEST_LINE)], description=item.hint or "")
        for item in items
    }
    made: ReturnForm = type("ReturnForm", (ReturnForm,), lines)()
    return made
