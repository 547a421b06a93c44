"""Reasons at the items of a dossier: what is missing is said at its place, beside all else that is missing."""

from collections.abc import Collection

from registry.web.forms.form import OurForm

NONE_GIVEN = "Hãy ghi lý do ở ít nhất một mục cần sửa: tại đây hoặc ở mục khác bên dưới."


def gives_reasons(form: OurForm, *, codes: Collection[str]) -> bool:
    """Say whether a form names a reason at some item; if not, it is said at the first of them.

    Asked after the form's own fields were looked at, so that everything that is missing is said at once.
    """
    fields = [form[f"reasons-{code}"] for code in codes]
    if not form.is_submitted() or not fields or any(field.data for field in fields):
        return True
    fields[0].errors = [NONE_GIVEN]
    return False
