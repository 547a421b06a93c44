"""What is asked about a product."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from registry.law import classification
from registry.usecases.product_facts import MOST_PACKINGS
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import ChoiceField, DayField, Pairs, Required
from registry.web.forms.form import OurForm
from registry.web.forms.public_words import PublicWordsForm
from registry.web.forms.rows import Rows
from registry.web.forms.uploads import UploadField
from registry.web.staff.records import VersionedForm

CONFIRM_DISTINCT = "Đã kiểm tra: đây là sản phẩm khác"


def industries() -> Pairs:
    """Return our industries for a choice."""
    return [(one.code, one.name) for one in classification.industries()]


def _line(label: str, *, required: bool = False, says: str = "") -> Any:
    validators: list[Any] = [Length(max=LONGEST_LINE)]
    return StringField(label, [Required(), *validators] if required else validators, description=says)


def _text(label: str, *, says: str = "") -> Any:
    return TextAreaField(label, [Length(max=LONGEST_TEXT)], description=says)


class ProductForm(PublicWordsForm, VersionedForm):
    """Everything that is said of a product."""

    name = _line("Tên sản phẩm", required=True, says="Như sẽ in trên giấy chứng nhận.")
    industry = ChoiceField("Ngành hàng", offered=industries, blank="Chưa chọn")
    description = _text("Mô tả")
    story = _text("Câu chuyện sản phẩm")
    note = _text("Ghi chú", says="Chỉ cán bộ xem.")
    confirmed_distinct = BooleanField(CONFIRM_DISTINCT)


class NewProductForm(ProductForm):
    """The same of a product that is new."""

    named_from = DayField("Mang tên này từ ngày", description="Nếu biết.")


def _packing_row() -> dict[str, Any]:
    return {
        "label": StringField("Quy cách", [Length(max=LONGEST_LINE)]),
        "gtin": StringField("Mã vạch (GTIN)", [Length(max=LONGEST_LINE)], render_kw={"inputmode": "numeric"}),
    }


PACKING_ROWS = Rows(name="packings", parts=_packing_row, most=MOST_PACKINGS)


class RenameForm(OurForm):
    """A new name since a day."""

    name = _line("Tên mới", required=True)
    on = DayField("Từ ngày", [Required()])
    reason = _line("Căn cứ")
    confirmed_distinct = BooleanField(CONFIRM_DISTINCT)


class TransferForm(OurForm):
    """Since when another producer holds a product."""

    on = DayField("Từ ngày", [Required()])
    reason = _line("Căn cứ", says="Ví dụ: hợp đồng chuyển nhượng ngày 05/11/2026.")


class PhotoForm(OurForm):
    """One picture of a product."""

    photo = UploadField(
        "Tệp ảnh",
        [Required()],
        accept="image/jpeg,image/png,image/webp",
        description="JPEG, PNG hoặc WebP, tối đa 20 MB. Ảnh được nén lại; nơi chụp, máy chụp trong tệp bị bỏ.",
    )
    caption = _line("Chú thích", says="Nói ảnh chụp gì, cho người không nhìn thấy ảnh.")


class CaptionForm(OurForm):
    """What a picture shows, in words."""

    caption = _line("Chú thích", says="Nói ảnh chụp gì, cho người không nhìn thấy ảnh.")
