"""What is asked about an award event."""

from collections.abc import Sequence

from wtforms import HiddenField, StringField
from wtforms.validators import Length

from registry.web.forms.fields import BoxesField, ChoiceField, DayField, Required
from registry.web.forms.form import OurForm

LONGEST = 300
Choices = Sequence[tuple[str, str]]


class EventForm(OurForm):
    """What the event is called, where and when it is held."""

    name = StringField(
        "Tên lễ trao",
        [Required(), Length(max=LONGEST)],
        description="Như in trên đầu danh sách, ví dụ: Hội nghị tổng kết Chương trình OCOP năm 2020.",
    )
    place = StringField("Nơi tổ chức", [Required(), Length(max=LONGEST)])
    held_on = DayField("Ngày tổ chức", [Required()], description="Ngày/tháng/năm.")


class AmendForm(EventForm):
    """The same of an event that exists."""

    version = HiddenField()


class NewEventForm(EventForm):
    """The same, with what is announced from the beginning."""

    decisions = BoxesField(
        "Quyết định công bố",
        description="Chỉ quyết định đã có hiệu lực. Có thể thêm sau.",
    )


class AttachForm(OurForm):
    """One more decision to announce."""

    decisions = ChoiceField("Quyết định", [Required()], blank="Chọn quyết định")


class HandOverForm(OurForm):
    """Who was handed which papers, when."""

    papers = BoxesField("Giấy đã trao", [Required()])
    handed_to = StringField("Họ và tên người nhận", [Required(), Length(max=LONGEST)])
    handed_on = DayField("Ngày trao", [Required()])
    note = StringField(
        "Ghi chú", [Length(max=LONGEST)], description="Ví dụ: nhận thay theo giấy ủy quyền; lý do ghi lại."
    )


class TakeBackForm(OurForm):
    """Which papers were not handed over after all, and why."""

    papers = BoxesField("Giấy chưa trao", [Required()])
    note = StringField("Lý do", [Required(), Length(max=LONGEST)])
