"""What producers are asked when they propose something."""

from typing import Any

from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from registry.law import classification
from registry.models.place import PlaceLevel
from registry.models.producer import ContactKind
from registry.queries import places
from registry.rules.producer_kinds import ProducerKind
from registry.usecases.producer_facts import MOST_CONTACTS
from registry.usecases.product_facts import MOST_PACKINGS
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import ChoiceField, DayField, Pairs, Required, WordField
from registry.web.forms.form import OurForm
from registry.web.forms.public_words import PublicWordsForm
from registry.web.forms.rows import Rows
from registry.web.forms.uploads import UploadField
from registry.web.reading import reading_session


def _communes() -> Pairs:
    known = places.directory(reading_session()).places
    return [
        (one.public_id, places.full_name(one))
        for one in known
        if one.level is PlaceLevel.COMMUNE and one.valid_until is None
    ]


def _industries() -> Pairs:
    return [(one.code, one.name) for one in classification.industries()]


class SeenForm(OurForm):
    """A form about a record that may move on while it is filled in."""

    version = HiddenField()

    def seen(self) -> int:
        """Return the version that the person saw; 0, which none is, for anything else."""
        written = str(self.version.data or "")
        return int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else 0

    def is_outdated(self, version: int) -> bool:
        """Say whether the record has moved on to a version since the person opened the form that was sent."""
        return self.is_submitted() and self.seen() != version


class ProducerProposalForm(PublicWordsForm, SeenForm):
    """What is to stand in the register about a producer."""

    name = StringField("Tên chủ thể", [Required(), Length(max=LONGEST_LINE)], description="Như trên giấy đăng ký.")
    since = DayField(
        "Dùng tên mới từ ngày",
        description="Ngày ghi trên giấy đăng ký thay đổi. Để trống nếu tên trong sổ vốn bị ghi sai.",
    )
    kind = WordField("Loại hình", [Required()], kind=ProducerKind)
    tax_number = StringField(
        "Mã số thuế hoặc số đăng ký kinh doanh",
        [Length(max=LONGEST_LINE)],
        description="10 số, 10 số kèm -001 của chi nhánh, hoặc 12 số định danh.",
    )
    representative = StringField(
        "Người đại diện", [Length(max=LONGEST_LINE)], description="Theo giấy đăng ký; không công khai."
    )
    address = StringField(
        "Địa chỉ", [Length(max=LONGEST_LINE)], description="Thôn, bản, số nhà, đường: phần trước tên xã, phường."
    )
    commune = ChoiceField("Xã, phường", offered=_communes, blank="Chọn xã, phường")
    website = StringField("Trang web", [Length(max=LONGEST_LINE)], render_kw={"inputmode": "url"})


class ProductProposalForm(PublicWordsForm, SeenForm):
    """What is to stand in the register about a product."""

    name = StringField("Tên sản phẩm", [Required(), Length(max=LONGEST_LINE)])
    since = DayField(
        "Dùng tên mới từ ngày", description="Giấy đã cấp giữ tên cũ. Để trống nếu tên trong sổ vốn bị ghi sai."
    )
    industry = ChoiceField("Ngành hàng", offered=_industries, blank="Chưa chọn")
    description = TextAreaField(
        "Mô tả sản phẩm",
        [Length(max=LONGEST_TEXT)],
        description="Sản phẩm là gì, làm từ nguyên liệu nào, dùng ra sao.",
        render_kw={"rows": 6},
    )
    story = TextAreaField(
        "Câu chuyện sản phẩm",
        [Length(max=LONGEST_TEXT)],
        description="Nguồn gốc, người làm ra, điều riêng của sản phẩm.",
        render_kw={"rows": 10},
    )


class PhotoProposalForm(OurForm):
    """One more picture of a product."""

    photo = UploadField(
        "Tệp ảnh",
        [Required()],
        accept="image/jpeg,image/png,image/webp",
        description="Ảnh chụp sản phẩm, JPEG, PNG hoặc WebP, tối đa 20 MB. Nơi chụp ghi trong ảnh bị bỏ đi.",
    )
    caption = StringField("Chú thích", [Length(max=LONGEST_LINE)], description="Ảnh chụp gì?")


def _contact_row() -> dict[str, Any]:
    return {
        "kind": WordField("Loại liên hệ", kind=ContactKind, blank="Chọn"),
        "value": StringField("Số hoặc địa chỉ", [Length(max=LONGEST_LINE)]),
        "is_public": BooleanField("Cho mọi người xem"),
    }


CONTACT_ROWS = Rows(name="contacts", parts=_contact_row, most=MOST_CONTACTS)


def _packing_row() -> dict[str, Any]:
    return {
        "label": StringField("Quy cách", [Length(max=LONGEST_LINE)]),
        "gtin": StringField("Mã vạch (GTIN)", [Length(max=LONGEST_LINE)], render_kw={"inputmode": "numeric"}),
    }


PACKING_ROWS = Rows(name="packings", parts=_packing_row, most=MOST_PACKINGS)
