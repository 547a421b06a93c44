"""What is asked about a producer."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from registry.models.place import PlaceLevel
from registry.models.producer import ContactKind
from registry.queries import places
from registry.rules.producer_kinds import ProducerKind
from registry.usecases.producer_facts import GENDERS, MOST_CONTACTS
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import ChoiceField, DayField, Pairs, Required, WordField
from registry.web.forms.form import OurForm
from registry.web.forms.public_words import PublicWordsForm
from registry.web.forms.rows import Rows
from registry.web.reading import reading_session
from registry.web.staff.records import VersionedForm

CONFIRM_DISTINCT = "Đã kiểm tra: đây là chủ thể khác"


def communes_today() -> Pairs:
    """Return the communes of today for a choice."""
    return communes()[0]


def communes_of_then() -> Pairs:
    """Return the communes that are no more for a choice."""
    return communes()[1]


def communes() -> tuple[Pairs, Pairs]:
    """Return the communes of today, and those that are no more."""
    known = [one for one in places.directory(reading_session()).places if one.level is PlaceLevel.COMMUNE]
    named = [(one, (one.public_id, places.full_name(one))) for one in known]
    return (
        [pair for one, pair in named if one.valid_until is None],
        [pair for one, pair in named if one.valid_until is not None],
    )


def _line(label: str, *, required: bool = False, says: str = "", **options: Any) -> Any:
    validators: list[Any] = [Length(max=LONGEST_LINE)]
    return StringField(label, [Required(), *validators] if required else validators, description=says, **options)


class ProducerForm(PublicWordsForm, VersionedForm):
    """Everything that is said of a producer."""

    name = _line("Tên chủ thể", required=True, says="Tên đầy đủ theo giấy đăng ký.")
    kind = WordField("Loại hình", [Required()], kind=ProducerKind, blank="Chọn loại hình")
    tax_number = _line(
        "Mã số thuế hoặc số đăng ký kinh doanh", says="10 số, 10 số kèm -001 của chi nhánh, hoặc 12 số định danh."
    )
    address = _line("Địa chỉ", says="Thôn, bản, số nhà, đường: phần trước tên xã, phường.")
    commune = ChoiceField("Xã, phường hiện nay", offered=communes_today, blank="Chọn xã, phường")
    commune_then = ChoiceField(
        "Xã, phường trước sắp xếp",
        offered=communes_of_then,
        blank="Không có",
        description="Nếu giấy tờ ghi tên cũ. Chỉ chọn tên cũ thì tên hiện nay được điền theo, khi chắc chắn.",
    )
    representative = _line("Người đại diện", says="Không công khai.")
    representative_gender = ChoiceField(
        "Giới tính người đại diện", offered=[(one, one) for one in GENDERS], blank="Không ghi"
    )
    representative_ethnicity = _line("Dân tộc người đại diện", says="Mẫu hồ sơ hỏi; không công khai.")
    website = _line("Trang web")
    note = TextAreaField("Ghi chú", [Length(max=LONGEST_TEXT)], description="Chỉ cán bộ xem.")
    confirmed_distinct = BooleanField(CONFIRM_DISTINCT)


class NewProducerForm(ProducerForm):
    """The same of a producer that is new."""

    named_from = DayField("Mang tên này từ ngày", description="Nếu biết.")


def _contact_row() -> dict[str, Any]:
    return {
        "kind": WordField("Loại liên hệ", kind=ContactKind, blank="Chọn"),
        "value": StringField("Số hoặc địa chỉ", [Length(max=LONGEST_LINE)]),
        "is_public": BooleanField("Công khai"),
    }


CONTACT_ROWS = Rows(name="contacts", parts=_contact_row, most=MOST_CONTACTS)


class RenameForm(OurForm):
    """A new name since a day."""

    name = _line("Tên mới", required=True)
    on = DayField("Từ ngày", [Required()])
    reason = _line("Căn cứ", says="Ví dụ: giấy chứng nhận đăng ký thay đổi lần 2.")
    confirmed_distinct = BooleanField(CONFIRM_DISTINCT)


class MergeForm(OurForm):
    """Since when a producer is part of another."""

    on = DayField("Từ ngày", [Required()])
    reason = _line("Căn cứ")


class SplitForm(OurForm):
    """Since when a producer is several; who takes which product is asked beside."""

    on = DayField("Từ ngày", [Required()])
    old_goes_on = BooleanField("Chủ thể này vẫn hoạt động (tách); bỏ trống nếu chấm dứt (chia)")
    reason = _line("Căn cứ")


class DissolveForm(OurForm):
    """Since when a producer is no more."""

    on = DayField("Ngày chấm dứt", [Required()])
    reason = _line("Căn cứ")


class ReopenForm(OurForm):
    """Why a dissolution was wrong."""

    reason = _line("Lý do", required=True)


class EraseForm(OurForm):
    """Why a person's data go."""

    ground = _line(
        "Căn cứ", required=True, says="Ví dụ: yêu cầu của người đại diện ngày 05/11/2026. Được ghi vào nhật ký."
    )
    with_public_contacts = BooleanField("Xóa cả liên hệ đã công khai")
