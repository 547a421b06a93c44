"""Mẫu số 01 and 02 as a form: made of the blanks that the rules list, read and written back as they are kept."""

import json
from collections.abc import Mapping
from typing import Any

from wtforms import Field, HiddenField, StringField, TextAreaField

from registry.models.dossier import Dossier
from registry.rules.dossier_forms import LONGEST_LINE, FieldKind, FormField, asked, typed
from registry.rules.refusal import Refusal
from registry.rules.saving_together import marks
from registry.web.dossier_words import shown
from registry.web.forms.fields import BoxesField, DayField
from registry.web.forms.form import OurForm


class BlankForm(OurForm):
    """What every such form carries beside its blanks."""

    opened = HiddenField()
    """The marks of what the form showed when it was opened, as rules/saving_together.py makes them."""


def form_of(row: Dossier) -> BlankForm:
    """Make the form of a dossier, with what is kept in it or what was sent."""
    blanks = {one.code: _field(one) for one in asked(row.kind)}
    made: BlankForm = type("BlankForm", (BlankForm,), blanks)(
        data={one.code: shown(one, row.forms.get(one.code)) for one in asked(row.kind)}
        | {"opened": as_text(marks(kept_of(row)))}
    )
    for one in asked(row.kind):
        # To be filled in before the dossier is handed in, but it may be saved without.
        made[one.code].flags.required = one.required
    return made


def kept_of(row: Dossier) -> dict[str, Any]:
    """Return what is kept of every blank that the form has."""
    return {one.code: row.forms.get(one.code) for one in asked(row.kind)}


def as_text(seen: Mapping[str, str]) -> str:
    """Write the marks of what a form shows for its hidden field."""
    return json.dumps(seen, separators=(",", ":"))


def marks_sent(form: BlankForm) -> dict[str, str]:
    """Read the marks back; whatever cannot be read counts as never seen."""
    try:
        read = json.loads(form.opened.data or "{}")
    except ValueError:
        return {}
    return {str(code): str(said) for code, said in read.items()} if isinstance(read, dict) else {}


def values_sent(form: BlankForm, row: Dossier) -> dict[str, Any]:
    """Return what was typed into each blank that can be as it is; what cannot is said at its field."""
    good: dict[str, Any] = {}
    for one in asked(row.kind):
        field: Field = form[one.code]
        if field.errors:
            continue
        try:
            good |= typed({one.code: field.data})
        except Refusal as refusal:
            field.errors = [refusal.text]
    return good


def _field(one: FormField) -> Any:
    hint = one.hint or ""
    if one.kind is FieldKind.TEXT:
        return TextAreaField(one.label, description=hint, render_kw={"rows": 5})
    if one.kind is FieldKind.DAY:
        return DayField(one.label, description=hint, render_kw={"placeholder": "ngày/tháng/năm"})
    if one.kind is FieldKind.TICKS:
        return BoxesField(one.label, description=hint, choices=lambda: list(one.choices))
    numeric = {"inputmode": "numeric"} if one.kind is FieldKind.NUMBER else {}
    return StringField(one.label, description=hint, render_kw={"maxlength": LONGEST_LINE, **numeric})
