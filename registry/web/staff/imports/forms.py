"""What is asked of a list: the file, and what it does not say about itself."""

from typing import Any

from wtforms import StringField
from wtforms.validators import Length

from registry.models.body import BodyKind
from registry.queries import decisions as decision_queries
from registry.queries.list_outcome import Choices
from registry.queries.listing import ListRequest
from registry.web.forms.fields import Between, ChoiceField, DayField, DependsOnOthers, Required, WholeField, WordField
from registry.web.forms.form import OurForm
from registry.web.forms.instrument_field import InstrumentField
from registry.web.forms.uploads import UploadField
from registry.web.reading import reading_session

FIRST_YEAR, LAST_YEAR = 2018, 2100
CHOSEN = ("body_kind", "number", "signed_on", "year", "round_no", "instrument", "assessed_on", "sheet")


class ChoicesForm(OurForm):
    """What a person adds to a list that does not say everything about itself."""

    body_kind = WordField("Cơ quan ban hành quyết định", kind=BodyKind, blank="Theo danh sách")
    body_name = StringField(
        "Tên cơ quan ban hành",
        [DependsOnOthers(), Length(max=300)],
        description="Bắt buộc với huyện và tỉnh khác, ví dụ: Ủy ban nhân dân tỉnh Lào Cai.",
    )
    number = StringField("Số quyết định", [Length(max=60)], description="Dùng cho dòng không ghi số.")
    signed_on = DayField("Ngày quyết định", description="Dùng cho dòng không ghi ngày.")
    year = WholeField("Năm", [Between(min=FIRST_YEAR, max=LAST_YEAR)], description="Khi không biết ngày.")
    round_no = WholeField("Đợt", [Between(min=1, max=99)])
    instrument = InstrumentField("Văn bản áp dụng", blank="Theo ngày đánh giá")
    assessed_on = DayField("Ngày đánh giá", description="Dùng cho dòng không ghi ngày.")
    sheet = StringField("Trang tính", [Length(max=100)], description="Để trống: trang có danh sách rõ nhất trong tệp.")

    def choices(self) -> Choices:
        """Return what was chosen."""
        said: dict[str, Any] = self.said(*CHOSEN)
        return Choices(body_name=self.body_name.data or "", **said)


def _open_decisions() -> list[tuple[str, str]]:
    request = ListRequest(page_size=None, filters={"origin": "issued", "state": "draft", "kind": "recognition"})
    found = decision_queries.page(reading_session(), request).rows
    return [(item.public_id, f"Phụ lục của dự thảo: {item.title}") for item in found]


class UploadForm(ChoicesForm):
    """A list that is sent up."""

    file = UploadField(
        "Tệp danh sách",
        [Required()],
        description="Excel (.xlsx) hoặc CSV, tối đa 20 MB. Chưa ghi gì vào sổ; trang sau cho xem trước.",
        accept=".xlsx,.csv",
    )
    decision = ChoiceField("Dùng để", offered=_open_decisions, blank="Ghi nhận kết quả đã có (không cấp giấy mới)")


def values_of(choices: Choices) -> dict[str, Any]:
    """Return what the form shows of choices made."""
    return {name: getattr(choices, name) for name in (*CHOSEN, "body_name")}
