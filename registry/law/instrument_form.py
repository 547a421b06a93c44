"""What is written about an instrument: every field once, for data files, for workbooks and for what is shown of both.

A data file is JSON in UTF-8: the fields of ``HEAD``, and under the name of each table a list of its rows:

    {"format": "ocop-instrument/1", "code": "99/2028", "title": "Quyết định số 99/2028/QĐ-TTg", …,
     "bands": [{"stars": 5, "lowest": 90}, …], "recognisers": [{"stars": 3, "level": "province", "title": "…"}, …],
     "transition": [{"kind": "first", "until": "2028-04-30"}], "sets": [{"set": 1, "name": "…", …}],
     "items": [{"code": "M01", "title": "…", …}]}

A workbook has a sheet for the head and one for each table, under the titles given here and with words for codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType

FORMAT = "ocop-instrument/1"


class Kind(Enum):
    """What a field holds."""

    TEXT = auto()
    WHOLE = auto()
    SCORE = auto()
    DAY = auto()
    FLAG = auto()
    WORD = auto()
    """A code, by its word."""

    TEXTS = auto()
    WHOLES = auto()
    WORDS = auto()


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that is written."""

    name: str
    title: str
    kind: Kind = Kind.TEXT
    is_optional: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    """Code → word."""

    only_words: bool = False
    """Whether nobody is assessed, recognised or asked for anything otherwise when it is another."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """Rows that are written under one another."""

    name: str
    title: str
    key: str
    """The field that tells one row from another."""

    fields: tuple[Field, ...]

    @property
    def key_field(self) -> Field:
        """The field that tells one row from another."""
        return next(one for one in self.fields if one.name == self.key)


_KINDS = MappingProxyType({"first": "Lần đầu", "upgraded": "Nâng hạng", "reassessed": "Đánh giá lại"})
_LEVELS = MappingProxyType({"district": "Cấp huyện", "province": "Cấp tỉnh", "ministry": "Trung ương"})
_DISTRICT = MappingProxyType({"yes": "Có", "no": "Không", "unknown": "Chưa rõ"})
_PROVIDERS = MappingProxyType(
    {"producer": "Chủ thể", "commune": "Cấp xã", "district": "Cấp huyện", "province": "Cấp tỉnh"}
)
_STAGES = MappingProxyType(
    {"filing": "Khi nộp", "evidence": "Minh chứng", "to_province": "Gửi cấp tỉnh", "to_ministry": "Gửi trung ương"}
)
_MEANS = MappingProxyType({"form": "Biểu mẫu", "files": "Tệp", "goods": "Hiện vật", "worked_out": "Sổ tự xác định"})

HEAD = (
    Field(name="code", title="Mã văn bản"),
    Field(name="title", title="Tên văn bản", only_words=True),
    Field(name="short_title", title="Tên ngắn", only_words=True),
    Field(name="applies_from", title="Có hiệu lực từ ngày", kind=Kind.DAY),
    Field(name="verified", title="Đã đối chiếu với bản ký", kind=Kind.FLAG),
    Field(name="in_whole_numbers", title="Khung điểm in bằng số nguyên", kind=Kind.FLAG),
    Field(name="months_of_validity", title="Thời hạn giấy chứng nhận (tháng)", kind=Kind.WHOLE),
    Field(name="by_the_chairman", title="Chủ tịch công nhận với tư cách cá nhân", kind=Kind.FLAG),
    Field(name="certificate_title", title="Tên giấy chứng nhận", is_optional=True, only_words=True),
    Field(name="district_in_code", title="Mã sản phẩm có mã huyện", kind=Kind.WORD, words=_DISTRICT),
    Field(name="transition_article", title="Điều khoản chuyển tiếp", is_optional=True, only_words=True),
    Field(name="items_unknown", title="Chưa có danh mục hồ sơ vì", is_optional=True, only_words=True),
    Field(name="source", title="Nguồn", only_words=True),
    Field(name="checks", title="Lưu ý", kind=Kind.TEXTS, is_optional=True, only_words=True),
)

BANDS = Form(
    name="bands",
    title="Khung điểm",
    key="stars",
    fields=(
        Field(name="stars", title="Hạng sao", kind=Kind.WHOLE),
        Field(name="lowest", title="Từ điểm", kind=Kind.SCORE),
        Field(name="highest", title="Đến điểm", kind=Kind.SCORE),
    ),
)
RECOGNISERS = Form(
    name="recognisers",
    title="Cơ quan công nhận",
    key="stars",
    fields=(
        Field(name="stars", title="Hạng sao", kind=Kind.WHOLE),
        Field(name="level", title="Cấp", kind=Kind.WORD, words=_LEVELS),
        Field(name="title", title="Cơ quan", only_words=True),
    ),
)
TRANSITION = Form(
    name="transition",
    title="Chuyển tiếp",
    key="kind",
    fields=(
        Field(name="kind", title="Hình thức", kind=Kind.WORD, words=_KINDS),
        Field(name="until", title="Đánh giá xong đến hết ngày", kind=Kind.DAY),
    ),
)
SETS = Form(
    name="sets",
    title="Bộ sản phẩm",
    key="set",
    fields=(
        Field(name="set", title="Số bộ", kind=Kind.WHOLE),
        Field(name="name", title="Tên bộ"),
        Field(name="group", title="Nhóm", only_words=True),
        Field(name="listed_as", title="Tên khác trong danh mục", is_optional=True, only_words=True),
        Field(name="industry_number", title="Ngành số", kind=Kind.WHOLE, only_words=True),
        Field(name="industry", title="Ngành", only_words=True),
        Field(name="our_industry", title="Ngành hàng của sổ"),
        Field(name="agencies", title="Cơ quan chủ trì", kind=Kind.TEXTS, is_optional=True, only_words=True),
    ),
)
ITEMS = Form(
    name="items",
    title="Hồ sơ",
    key="code",
    fields=(
        Field(name="code", title="Mã"),
        Field(name="title", title="Tên giấy tờ", only_words=True),
        Field(name="required", title="Bắt buộc", kind=Kind.FLAG),
        Field(name="provided_by", title="Ai nộp", kind=Kind.WORD, words=_PROVIDERS),
        Field(name="stage", title="Khi nào", kind=Kind.WORD, words=_STAGES),
        Field(name="means", title="Dưới dạng", kind=Kind.WORD, words=_MEANS),
        Field(name="kinds", title="Cho hình thức", kind=Kind.WORDS, words=_KINDS),
        Field(name="form", title="Mẫu số", is_optional=True, only_words=True),
        Field(name="hint", title="Hướng dẫn", is_optional=True, only_words=True),
        Field(name="quantity", title="Số lượng", kind=Kind.WHOLE, is_optional=True),
        Field(name="evidences", title="Chứng minh tiêu chí", kind=Kind.TEXTS, is_optional=True, only_words=True),
        Field(name="not_required_for_sets", title="Miễn cho các bộ", kind=Kind.WHOLES, is_optional=True),
        Field(name="alternative_to", title="Thay cho mục", is_optional=True),
        Field(name="carries", title="Được kế thừa", kind=Kind.FLAG),
        Field(name="dated", title="Thường có ngày hết hạn", kind=Kind.FLAG),
    ),
)
FORMS = (BANDS, RECOGNISERS, TRANSITION, SETS, ITEMS)
HEAD_TITLE = "Văn bản"
"""The sheet of the head."""
