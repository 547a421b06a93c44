"""What producers are asked when they propose something."""

from typing import Any

from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from registry.models.producer import ContactKind
from registry.usecases.producer_facts import MOST_CONTACTS
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import Required, WordField
from registry.web.forms.form import OurForm
from registry.web.forms.public_words import PublicWordsForm
from registry.web.forms.rows import Rows
from registry.web.forms.uploads import UploadField


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

    address = StringField(
        "Địa chỉ", [Length(max=LONGEST_LINE)], description="Thôn, bản, số nhà, đường: phần trước tên xã, phường."
    )
    website = StringField("Trang web", [Length(max=LONGEST_LINE)], render_kw={"inputmode": "url"})


class ProductProposalForm(PublicWordsForm, SeenForm):
    """What is to stand in the register about a product."""

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
