"""One dossier whole: forms, papers, what is missing, its way and its clocks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import DossierItem
from registry.queries import assessment_rounds, dossier_checks, dossier_clocks, dossiers, extensions, supplements
from registry.queries.settings import settings
from registry.rules.completeness import Answer, Verdict
from registry.rules.dossier_forms import FieldKind, FormField, asked
from registry.rules.dossier_life import OPEN_TO_CHANGE, OPEN_TO_SUPPLEMENT, Party, open_moves
from registry.rules.evidence import Means
from registry.rules.permissions import Permission
from registry.rules.scoring import SELF_SCORE_LABEL
from registry.web.clock_words import clock_sentence
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.filters import thousands
from registry.web.kept_here import kept_under
from registry.web.product_sets import set_words
from registry.web.reading import reading_session
from registry.web.self_scores import own_gap
from registry.web.staff.dossiers.blueprint import found, may_keep, pages
from registry.web.staff.dossiers.carrying import may_carry


@dataclass(frozen=True, kw_only=True)
class ItemShown:
    """One item of the list, what is said of it, and what was filed."""

    answer: Answer
    kept: DossierItem | None

    @property
    def takes_files(self) -> bool:
        """Say whether it is answered with files."""
        return self.answer.item.means is Means.FILES

    @property
    def tone(self) -> str:
        """Return the tone of its tag."""
        if not self.answer.verdict.is_good:
            return "wrong"
        return "ended" if self.answer.verdict is Verdict.NOT_GIVEN else "good"


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one dossier: how far it is, what it has, what it lacks, and what came before."""
    row, session, today = found(public_id), reading_session(), clock.today()
    keeps = may_keep()
    kept = {item.code: item for item in row.items}
    items = [ItemShown(answer=one, kept=kept.get(one.item.code)) for one in dossier_checks.answers(row, on=today)]
    return render_template(
        "staff/dossiers/show.html",
        dossier=row,
        set_name=set_words(row.product_set, instrument=row.instrument),
        items=items,
        titles={one.answer.item.code: one.answer.item.title for one in items},
        missing=dossier_checks.missing(row, on=today) if row.state in OPEN_TO_CHANGE else [],
        blanks=[
            (one, said_in(one, row.forms.get(one.code))) for one in asked(row.kind) if keeps or not one.is_personal
        ],
        hides_personal=not keeps,
        clocks=[(one, clock_sentence(one)) for one in dossier_clocks.running(settings(session), row, on=today)],
        asked=supplements.requests(session, row.id),
        is_asked=supplements.open_request(session, row.id) is not None,
        reviews=supplements.reviews(session, row.id),
        may_ask=keeps and row.state in OPEN_TO_SUPPLEMENT,
        report=dossiers.latest_report(session, row.id),
        gap=own_gap(row),
        may_carry=keeps and may_carry(row),
        label=SELF_SCORE_LABEL,
        result=assessment_rounds.latest_results(session, [row.id]).get(row.id),
        moves={move.value for move in open_moves(row.state, by=Party.OFFICER)} if keeps else set(),
        may_change=keeps and row.state in OPEN_TO_CHANGE,
        may_keep=keeps,
        kept_here=kept_under(row, "mau-03"),
        extends=extensions.possible_by(session, row, today=today),
        may_extend=current_actor().may(Permission.PUT_IN_EFFECT),
        may_run=current_actor().may(Permission.RUN_ROUNDS),
    )


def said_in(one: FormField, value: Any) -> str:
    """Write what stands in a blank."""
    if value in (None, "", []):
        return ""
    if one.kind is FieldKind.TICKS:
        labels = dict(one.choices)
        return "; ".join(labels.get(code, code) for code in value)
    if one.kind is FieldKind.NUMBER:
        return thousands(value)
    if one.kind is FieldKind.DAY:
        return short_day(date.fromisoformat(value))
    return str(value)
