"""What becomes of a refusal: a sentence beside the field, or above the page, with everything typed kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field, Form

from registry.rules.hearing import each_of
from registry.rules.permissions import NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.web.errors import error_page, page_before


@contextmanager
def refused_into(form: Form) -> Iterator[None]:
    """Put a refusal of the act inside into the form, so that the page is shown again with it.

    Not being allowed, and acting on what does not exist, are no matter of the form: they go on to their own pages.
    """
    try:
        yield
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        say_in(form, refusal)


def say_in(form: Form, refusal: Refusal) -> None:
    """Write a refusal beside its field, or above the form where it has none; a field has one complaint at a time."""
    for one in each_of(refusal):
        field: Field | None = form._fields.get(one.field) if one.field else None
        if field is None and one.text not in form.form_errors:
            form.form_errors.append(one.text)
        elif field is not None and not field.errors:
            field.errors = [one.text]


def answer_form(template: str, *, form: Form, **context: object) -> ResponseReturnValue:
    """Show a form: as it is, or again with what is wrong in it (422)."""
    return render_template(template, form=form, **context), 422 if form.errors else 200


def see_other(endpoint: str, **values: Any) -> ResponseReturnValue:
    """Answer a finished act: go and look at the page of an endpoint."""
    return redirect(url_for(endpoint, **values), 303)


def catch_refusals(app: Flask) -> None:
    """Answer refusals that no form has taken."""
    app.register_error_handler(NotAllowed, _answer_not_allowed)
    app.register_error_handler(NotFound, _answer_not_found)
    app.register_error_handler(Refusal, _answer_refusal)


def _answer_not_allowed(refusal: NotAllowed) -> ResponseReturnValue:
    return error_page(403, sentence=refusal.text)


def _answer_not_found(refusal: NotFound) -> ResponseReturnValue:
    return error_page(404, sentence=refusal.text)


def _answer_refusal(refusal: Refusal) -> ResponseReturnValue:
    if request.method == "GET":
        return error_page(422, sentence=refusal.text)
    flash(refusal.text, "error")
    return redirect(page_before() or url_for("entrance.index"), 303)
