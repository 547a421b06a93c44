"""What a dossier has, lacks, and takes over from an earlier one."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models.dossier import Dossier, DossierItem
from registry.queries.dossiers import items_of
from registry.rules import dossier_forms
from registry.rules.carry_forward import Carried, carry_forward
from registry.rules.completeness import Answer, completeness
from registry.rules.dossier_life import DossierState
from registry.rules.evidence import Filed, Means

# Items of the list that are no paper but a blank of Mẫu số 02.
_TOLD_BY = {"changes": ("U01", "R01")}


def answers(row: Dossier, *, on: date) -> list[Answer]:
    """Answer for a dossier item by item, as it would be handed in on a day."""
    return completeness(items_of(row), _filed(row), done=_done(row), on=on)


def missing(row: Dossier, *, on: date) -> list[str]:
    """Return a sentence for each thing for which a dossier cannot be handed in on a day."""
    blanks = [f"Chưa điền “{field.label}”." for field in dossier_forms.missing(row.forms, kind=row.kind)]
    papers = [
        f"{answer.item.title}: {answer.text}"
        for answer in answers(row, on=on)
        if not answer.verdict.is_good and answer.item.means is not Means.FORM
    ]
    return [*blanks, *papers]


def carried(row: Dossier, earlier: Sequence[Dossier], *, on: date) -> Carried:
    """Say what a dossier takes over from earlier ones of its product, and what it asks for again."""
    papers = [filed for one in earlier for filed in _filed(one).values()]
    unjudged = {code for one in takewhile(was_called_off, earlier) for code in _filed(one)}
    return carry_forward(items_of(row), papers, on=on, unjudged=unjudged)


def was_called_off(row: Dossier) -> bool:
    """Say whether a dossier ended before anybody judged it: what it says may serve for the next as it is."""
    return row.state is DossierState.WITHDRAWN


def earlier_of_product(session: Session, row: Dossier) -> Sequence[Dossier]:
    """Return the dossiers of a product that came to a result or were withdrawn, the newest first."""
    return session.scalars(
        select(Dossier)
        .where(
            Dossier.product_id == row.product_id,
            Dossier.producer_id == row.producer_id,
            Dossier.id != row.id,
            Dossier.state.in_((DossierState.SCORED, DossierState.DECIDED, DossierState.CLOSED, DossierState.WITHDRAWN)),
        )
        .options(selectinload(Dossier.items).selectinload(DossierItem.files))
        .order_by(Dossier.id.desc())
    ).all()


def _filed(row: Dossier) -> dict[str, Filed]:
    return {
        item.code: Filed(code=item.code, issued_on=item.issued_on, expires_on=item.expires_on)
        for item in row.items
        if item.files
    }


def _done(row: Dossier) -> list[str]:
    """Samples lie on a table; a form is there once no blank is missing in it that must be filled in."""
    blanks = dossier_forms.missing(row.forms, kind=row.kind)
    lacking = {field.form for field in blanks} | {code for field in blanks for code in _TOLD_BY.get(field.code, ())}
    return [
        item.code
        for item in items_of(row)
        if item.means is Means.GOODS or (item.means is Means.FORM and item.code not in lacking)
    ]
