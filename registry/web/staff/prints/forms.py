"""What is asked about printing and handing over one by one."""

from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Length

from registry.rules.blank_numbers import LONGEST as LONGEST_NUMBER
from registry.usecases.print_ledger import Earlier
from registry.web.forms.fields import ChoiceField, DayField, Required
from registry.web.forms.form import OurForm

LONGEST = 300


class SpoilForm(OurForm):
    """A blank that is worthless."""

    blank_number = StringField("Số phôi", [Required(), Length(max=LONGEST_NUMBER)])
    done_on = DayField("Ngày", [Required()])
    reason = StringField(
        "Lý do", [Required(), Length(max=LONGEST)], description="Ví dụ: in lệch, kẹt giấy, rách, ố, mất trước khi in."
    )


class PrintForm(OurForm):
    """One paper that was printed."""

    blank_number = StringField(
        "Số phôi", [Length(max=LONGEST_NUMBER)], description="Để trống nếu in trên giấy không đánh số."
    )
    done_on = DayField("Ngày in", [Required()])
    seen = HiddenField()
    """The print that stood when the page was opened."""


class PrintAgainForm(PrintForm):
    """A paper that was printed before."""

    earlier = ChoiceField(
        "Bản in trước",
        offered=(
            (Earlier.SPOILED.value, "Bị hỏng; phôi của nó được ghi hỏng"),
            (Earlier.LOST.value, "Bị mất, thất lạc"),
        ),
        blank="Chọn một",
    )
    reason = StringField("Lý do in lại", [Required(), Length(max=LONGEST)])


class PrintAllForm(OurForm):
    """The papers of a decision, printed one after another."""

    first_blank = HiddenField()
    day = HiddenField()
    run = HiddenField()


class LaterForm(OurForm):
    """Who was handed one paper outside an event."""

    handed_to = StringField("Họ và tên người nhận", [Required(), Length(max=LONGEST)])
    handed_on = DayField("Ngày trao", [Required()])
    note = StringField(
        "Ghi chú", [Length(max=LONGEST)], description="Ví dụ: nhận tại Sở; gửi bưu điện; nhận thay theo giấy ủy quyền."
    )


class TakeBackForm(OurForm):
    """Why a paper was not handed over after all."""

    note = StringField("Lý do", [Required(), Length(max=LONGEST)])


class EntryForm(OurForm):
    """Why an entry of the ledger should not have been written."""

    reason = StringField(
        "Lý do", [Required(), Length(max=LONGEST)], description="Ví dụ: gõ nhầm số phôi; ghi nhầm giấy khác."
    )


def with_fallen(form: type[PrintForm]) -> type[PrintForm]:
    """Return the form with the box that a paper not good any more asks to tick."""

    class Confirmed(form):  # type: ignore[valid-type, misc]
        although_fallen = BooleanField("Vẫn in giấy này dù giấy không còn giá trị")

    return Confirmed
