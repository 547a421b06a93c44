"""One item of a dossier on a page: what is asked beside its files, and taking files in, whoever sends them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import flash
from werkzeug.datastructures import FileStorage
from wtforms import StringField
from wtforms.validators import Length

from registry.models.dossier import Dossier
from registry.queries import dossiers
from registry.rules import evidence
from registry.rules.evidence import ListedItem
from registry.rules.refusal import NotFound, Refusal
from registry.usecases import evidence_files
from registry.usecases.dossiers import ItemFacts, describe_item, described
from registry.usecases.typed import LONGEST_LINE
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.forms.fields import BoxesField, DayField
from registry.web.forms.together import BOTH, SharedForm, marks_of


class ItemForm(SharedForm):
    """What is typed beside the files of one item."""

    issued_on = DayField("Ngày cấp", description="Ghi trên giấy, ví dụ 13/12/2025.")
    expires_on = DayField("Ngày hết hạn", description="Để trống nếu giấy không ghi.")
    note = StringField("Ghi chú", [Length(max=LONGEST_LINE)], description="Ví dụ số giấy, nơi cấp.")
    supports = BoxesField("Tiêu chí mà giấy tờ này chứng minh")

    def facts(self) -> ItemFacts:
        """Return what was typed."""
        return ItemFacts(supports=self.supports.data or (), **self.said("issued_on", "expires_on", "note"))


def item_form(row: Dossier, listed: ListedItem, *, is_sent: bool = True) -> ItemForm:
    """Make the form of an item, with what is kept of it; until somebody says more, the list names its criteria.

    :param is_sent: whether what is sent by this request, if anything, is this form's.
    """
    kept = next((item for item in row.items if item.code == listed.code), None)
    criteria = dossiers.criteria_of(row)
    titles = {leaf.code: leaf.title for leaf in criteria.leaves()} if criteria else {}
    nodes = {node.code: node.title for node in criteria.nodes.values()} if criteria else {}
    usual = [one for one in evidence.supports(listed, nodes) if one in titles]
    form = ItemForm(
        **({} if is_sent else {"formdata": None}),
        data={
            "issued_on": kept.issued_on if kept else None,
            "expires_on": kept.expires_on if kept else None,
            "note": kept.note if kept else None,
            "supports": kept.supports if kept and kept.supports else usual,
            "opened": marks_of(described(kept or ItemFacts())),
        },
    )
    form.supports.choices = [(one, f"{one} {title}") for one, title in titles.items()]
    return form


def refused_sending(row: Dossier, listed: ListedItem, why: Sequence[str]) -> ItemForm:
    """Make the form of an item for a page that says why the files sent to it were not looked at."""
    form = item_form(row, listed, is_sent=False)
    form.form_errors.extend(why)
    return form


def save_item(form: ItemForm, row: Dossier, listed: ListedItem) -> None:
    """Keep what is typed beside the files; what somebody else wrote meanwhile is said, and replaced only knowingly.

    :raises NotFound: if there is no such dossier or item, or the actor may not know of it.
    :raises Refusal: at every field that cannot be as it is.
    """
    met = describe_item(
        actor=current_actor(), dossier=row.public_id, code=listed.code, facts=form.facts(), opened=form.marks_sent()
    )
    for name in met.both:
        form[name].errors = [BOTH.format(_spoken(name, met.kept[name]))]
    form.opened.data = form.marks_after(met, both_shown=True)
    if met.theirs:
        flash(f"Người khác vừa sửa: {'; '.join(form[name].label.text for name in sorted(met.theirs))}.", "info")


def _spoken(name: str, value: Any) -> str:
    """Write what is kept of a field as whoever typed something else reads it."""
    if not value:
        return "(để trống)"
    if name == "supports":
        return ", ".join(value)
    return short_day(date.fromisoformat(value)) if name.endswith("_on") else str(value)


def taken_in(dossier: str, code: str, sent: Sequence[FileStorage]) -> Mapping[str, str]:
    """Keep each file that can be kept, and return what is said of each that cannot, by its name.

    :raises NotFound: if there is no such dossier or item, or the actor may not know of it.
    """
    files = [one for one in sent if one.filename]
    if not files:
        return {"": "Hãy chọn ít nhất một tệp."}
    failed: dict[str, str] = {}
    for one in files:
        try:
            evidence_files.add(
                actor=current_actor(),
                dossier=dossier,
                item=code,
                source=one.stream,  # type: ignore[arg-type]
                filename=one.filename or "",
            )
        except NotFound:
            raise
        except Refusal as refusal:
            failed[one.filename or ""] = refusal.text
    return failed
