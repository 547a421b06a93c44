"""The staff menu: what each person may open, by subject and in the order of the work."""

from dataclasses import dataclass

from flask import current_app, request

from registry.web.doors import rule_of, viewer


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    endpoint: str
    title: str


HOME = ""
"""The section without a name: its entries stand in the bar itself."""

SECTIONS: dict[str, tuple[Entry, ...]] = {
    HOME: (Entry("staff_home.index", "Việc cần làm"),),
    "Sổ đăng ký": (
        Entry("staff_producers.index", "Chủ thể"),
        Entry("staff_products.index", "Sản phẩm"),
        Entry("staff_recognitions.index", "Phân hạng"),
        Entry("staff_proposals.index", "Đề nghị"),
        Entry("staff_imports.index", "Nhập danh sách"),
    ),
    "Đánh giá": (
        Entry("staff_dossiers.index", "Hồ sơ"),
        Entry("staff_rounds.index", "Đợt đánh giá"),
    ),
    "Quyết định và giấy": (
        Entry("staff_decisions.index", "Quyết định"),
        Entry("staff_certificates.index", "Giấy chứng nhận"),
        Entry("staff_awards.index", "Khen thưởng"),
    ),
    "Sau công nhận": (
        Entry("staff_supervision.index", "Giám sát"),
        Entry("staff_expiry.index", "Sắp hết hạn"),
    ),
    "Hệ thống": (
        Entry("staff_letters.index", "Thư gửi"),
        Entry("staff_journal.index", "Nhật ký"),
        Entry("staff_accounts.index", "Tài khoản"),
        Entry("staff_settings.index", "Thiết lập"),
    ),
}

# Pages that are reached from an entry's page and stand in a subject of their own.
BELONGS_TO = {
    "staff_criteria": "staff_settings",
    "staff_instruments": "staff_settings",
    "staff_prints": "staff_certificates",
    "staff_signed_annexes": "staff_decisions",
    "staff_word": "staff_settings",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the menu as one viewer sees it."""

    title: str
    entries: tuple[tuple[Entry, bool], ...]
    """Each with whether it is open now."""

    @property
    def is_here(self) -> bool:
        """Whether one of its entries is open now."""
        return any(is_open for _, is_open in self.entries)


def menu() -> list[Section]:
    """Return what this viewer may open."""
    blueprint = request.blueprint or ""
    here = BELONGS_TO.get(blueprint, blueprint) + "."
    sections = (
        Section(title, tuple((entry, entry.endpoint.startswith(here)) for entry in entries if _may_open(entry)))
        for title, entries in SECTIONS.items()
    )
    return [section for section in sections if section.entries]


def _may_open(entry: Entry) -> bool:
    actor = viewer()
    if actor is None or entry.endpoint not in current_app.view_functions:
        return False
    permission = rule_of(entry.endpoint).permission
    return permission is not None and actor.may(permission)
