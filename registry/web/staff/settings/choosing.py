"""The department's choices: all on one page, changed group by group."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from registry.queries import setting_changes
from registry.rules.permissions import Permission
from registry.usecases import settings
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.settings.blueprint import now, pages
from registry.web.staff.settings.forms import (
    CarriedDataForm,
    ExpiryForm,
    GroundsForm,
    MeritPaperForm,
    NamesForm,
    NumbersForm,
    SettingForm,
    SignedAnnexForm,
)
from registry.web.staff.settings.shown import GROUPS
from registry.web.staff.settings.staleness import is_overtaken, mark

NAMES = (
    "province",
    "department",
    "public_address",
    "place_of_signing",
    "issuing_heading",
    "conferring_heading",
    "authority_lines",
    "council_authority_lines",
    "council_signatory",
    "council_recipients",
)
NUMBERS = ("certificate_number_format", "merit_number_format", "golden_book_from")
GROUNDS = ("suspend_ground", "reinstate_ground", "withdraw_ground")
EXPIRY = ("reminder_months", "expiry_notice_days", "round_capacity")
CARRIED_DATA = ("carried_data_days",)
SIGNED_ANNEX = ("signed_annex_required",)
MERIT_PAPER = ("merit_paper_width_mm", "merit_paper_height_mm")


@pages.get("")
def index() -> ResponseReturnValue:
    """Show every choice, what it is for, and who changed it last."""
    return render_template(
        "staff/settings/index.html",
        groups=GROUPS,
        settings=now(),
        changes=setting_changes.latest(reading_session()),
        may_change=current_actor().may(Permission.MANAGE_SETTINGS),
        may_read_journal=current_actor().may(Permission.VIEW_JOURNAL),
    )


@pages.route("/co-quan", methods=["GET", "POST"])
def names() -> ResponseReturnValue:
    """Change who keeps the register and who speaks on its papers."""
    return _asked(NamesForm, NAMES, heading="Tên cơ quan và địa danh")


@pages.route("/mau-so", methods=["GET", "POST"])
def numbers() -> ResponseReturnValue:
    """Change how papers are numbered."""
    return _asked(NumbersForm, NUMBERS, heading="Mẫu số và sổ vàng")


@pages.route("/can-cu", methods=["GET", "POST"])
def grounds() -> ResponseReturnValue:
    """Change the grounds of moves that no article knows."""
    return _asked(GroundsForm, GROUNDS, heading="Căn cứ của việc chưa có điều khoản")


@pages.route("/sap-het-han", methods=["GET", "POST"])
def expiry() -> ResponseReturnValue:
    """Change when holders are told that a certificate runs out, and what a round can take."""
    return _asked(ExpiryForm, EXPIRY, heading="Sắp hết hạn")


@pages.route("/du-lieu-mang-di", methods=["GET", "POST"])
def carried_data() -> ResponseReturnValue:
    """Change for how long data carried away from the register is relied on."""
    return _asked(CarriedDataForm, CARRIED_DATA, heading="Dữ liệu mang đi")


@pages.route("/phu-luc-da-ky", methods=["GET", "POST"])
def signed_annex() -> ResponseReturnValue:
    """Change whether a decision waits for the comparison of its signed annex."""
    return _asked(SignedAnnexForm, SIGNED_ANNEX, heading="Phụ lục đã ký")


@pages.route("/kho-bang-khen", methods=["GET", "POST"])
def merit_paper() -> ResponseReturnValue:
    """Change the size of merit certificates."""
    return _asked(MeritPaperForm, MERIT_PAPER, heading="Khổ giấy bằng khen")


def save(
    form: SettingForm,
    names: tuple[str, ...],
    values: dict[str, Any],
    *,
    placed: AbstractContextManager[None] | None = None,
) -> ResponseReturnValue | None:
    """Keep what was typed, unless somebody was faster or it is refused; the form then says why.

    :param placed: finds the row of a form with rows that a refusal is about.
    """
    if not is_overtaken(form, now(), names):
        with refused_into(form), placed or nullcontext():
            changed = {name: value for name, value in values.items() if value != getattr(now(), name)}
            if changed:
                settings.change(actor=current_actor(), values=changed)
            flash("Đã lưu thiết lập." if changed else "Không có gì thay đổi.", "success")
            return see_other("staff_settings.index")
    return None


def _asked(kind: type[SettingForm], names: tuple[str, ...], *, heading: str) -> ResponseReturnValue:
    form = kind(data={name: getattr(now(), name) for name in names} | {"seen": mark(now(), names)})
    if form.validate_on_submit() and (saved := save(form, names, form.said(*names))):
        return saved
    fields = [form[name] for name in names]
    return answer_form("staff/settings/change.html", form=form, fields=fields, heading=heading)
