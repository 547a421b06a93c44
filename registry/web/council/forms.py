"""What members of a council are asked for beside the marks of a sheet."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from registry.usecases.typed import LONGEST_LINE
from registry.web.forms.fields import Required
from registry.web.forms.form import OurForm


class SheetForm(OurForm):
    """The frame of a score sheet; its marks are read by ``marks.marks_from``."""

    serial = HiddenField(default="0")

    def seen(self) -> int:
        """Return the serial of the saving that the page was given; -1, which none has, for anything else."""
        written = str(self.serial.data or "")
        return int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else -1


class ReopenForm(OurForm):
    """Why the chair opens a signed sheet."""

    reason = TextAreaField(
        "Lý do mở lại",
        [Required(), Length(max=LONGEST_LINE)],
        description="Ghi vào biên bản và hiện cùng phiếu: ví dụ chấm nhầm mức ở tiêu chí 2.1.",
        render_kw={"rows": 3},
    )


class TieForm(OurForm):
    """What ties a member to a producer."""

    reason = StringField(
        "Quan hệ với chủ thể",
        [Required(), Length(max=LONGEST_LINE)],
        description="Ví dụ: góp vốn, người thân làm quản lý, đang tư vấn cho chủ thể.",
    )
