"""The staff menu: what each person may open, in the order of the work."""

from dataclasses import dataclass

from flask import current_app, request

from registry.web.doors import rule_of, viewer


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    endpoint: str
    title: str


ENTRIES = (
    Entry("staff_home.index", "Việc cần làm"),
    Entry("staff_producers.index", "Chủ thể"),
    Entry("staff_products.index", "Sản phẩm"),
    Entry("staff_dossiers.index", "Hồ sơ"),
    Entry("staff_rounds.index", "Đợt đánh giá"),
    Entry("staff_decisions.index", "Quyết định"),
    Entry("staff_recognitions.index", "Phân hạng"),
    Entry("staff_certificates.index", "Giấy chứng nhận"),
    Entry("staff_supervision.index", "Giám sát"),
    Entry("staff_expiry.index", "Sắp hết hạn"),
    Entry("staff_awards.index", "Khen thưởng"),
    Entry("staff_imports.index", "Nhập danh sách"),
    Entry("staff_proposals.index", "Đề nghị"),
    Entry("staff_letters.index", "Thư gửi"),
    Entry("staff_journal.index", "Nhật ký"),
    Entry("staff_accounts.index", "Tài khoản"),
    Entry("staff_settings.index", "Thiết lập"),
)

# Pages that are reached from an entry's page and stand in a subject of their own.
BELONGS_TO = {
    "staff_criteria": "staff_settings",
    "staff_prints": "staff_certificates",
    "staff_signed_annexes": "staff_decisions",
    "staff_word": "staff_settings",
}


def menu() -> list[tuple[Entry, bool]]:
    """Return the entries this viewer may open, each with whether it is open now."""
    actor = viewer()
    if actor is None:
        return []
    blueprint = request.blueprint or ""
    here = BELONGS_TO.get(blueprint, blueprint) + "."
    shown = []
    for entry in ENTRIES:
        if entry.endpoint not in current_app.view_functions:
            continue
        permission = rule_of(entry.endpoint).permission
        if permission is not None and actor.may(permission):
            shown.append((entry, entry.endpoint.startswith(here)))
    return shown
