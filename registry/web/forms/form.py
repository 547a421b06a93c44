"""The form all forms are made from: guarded, cleaned at the entrance, Vietnamese, and safe to send twice."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from wtforms import EmailField, Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.fields.core import UnboundField

from registry.rules.search_key import clean, clean_lines
from registry.web.forms.sayings import STALE, Sayings

ONCE = "once"
# Exactly these: a password is taken as it was typed, and fields made from StringField read their text themselves.
_CLEANED = frozenset({StringField, TextAreaField, EmailField})


class VietnameseCsrf(_FlaskFormCSRF):  # type: ignore[misc]
    """Flask-WTF's guard, which says in Vietnamese that a form is stale."""

    def validate_csrf_token(self, form: Any, field: Any) -> None:
        """Let the form pass if its token is ours and fresh.

        :raises ValidationError: if it is not.
        """
        try:
            super().validate_csrf_token(form, field)
        except ValidationError:
            raise ValidationError(STALE) from None


class OurMeta(FlaskForm.Meta):  # type: ignore[misc]
    """What all our forms share, Flask-Security's included."""

    csrf_class = VietnameseCsrf

    def get_translations(self, form: Any) -> Sayings:
        """Return Vietnamese sayings."""
        return Sayings()

    def bind_field(self, form: Any, unbound_field: "UnboundField[Any]", options: dict[str, Any]) -> Field:
        """Make a field of the form; a text field cleans what is typed before anything else looks at it."""
        kind: type[Field] = unbound_field.field_class
        if not unbound_field.args and "label" not in unbound_field.kwargs:
            options = {**options, "label": ""}  # a hidden field; else WTForms makes an English label of its name
        if kind in _CLEANED:
            cleaning = clean_lines if kind is TextAreaField else clean
            given = unbound_field.kwargs.get("filters", ())
            options = {**options, "filters": [_cleaned(cleaning), *given]}
        bound: Field = super().bind_field(form, unbound_field, options)
        return bound


def _cleaned(cleaning: Any) -> Any:
    return lambda written: cleaning(written) if isinstance(written, str) else written


class OurForm(FlaskForm):  # type: ignore[misc]
    """A form of ours: POST, with a guard against other sites and against a double click."""

    once = HiddenField(default=lambda: secrets.token_urlsafe(12))
    """Tells a double click from a second wish; see registry/web/once.py."""

    class Meta(OurMeta):
        pass

    def said(self, *names: str) -> dict[str, Any]:
        """Return the values of the named fields, by name; the empty text of an optional field as None."""
        values: Mapping[str, Any] = self.data
        return {name: None if values[name] == "" else values[name] for name in names}


class ConfirmForm(OurForm):
    """A form that asks nothing: the button of an act."""
