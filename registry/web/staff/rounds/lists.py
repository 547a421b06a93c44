"""The list of rounds, a new one, and one of them whole."""

from dataclasses import dataclass
from functools import partial

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.assessment_round import AssessmentRound, RoundState
from registry.queries import assessment_rounds, council_standing, rounds_at_work
from registry.queries.council_standing import Standing
from registry.rules.council_settings import explained
from registry.rules.dossier_life import DossierState
from registry.usecases import rounds
from registry.usecases.concluding import TAKES
from registry.web.doors import current_actor
from registry.web.held_rows import HeldRows
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.rounds.blueprint import found, may_run, pages
from registry.web.staff.rounds.ending import goes_into
from registry.web.staff.rounds.forms import RoundForm
from registry.web.staff.rounds.papers import PAPERS
from registry.web.words import choices, word


@dataclass(frozen=True, kw_only=True)
class Line:
    """A round as a line of the list."""

    row: AssessmentRound
    dossiers: int

    @property
    def name(self) -> str:
        return f"Đợt {self.row.number} năm {self.row.year}"


ROUNDS: Listing[Line] = Listing(
    title="Đợt đánh giá",
    columns=(
        Column(
            key="name",
            title="Đợt",
            value=lambda line: line.name,
            link=lambda line: url_for("staff_rounds.show", public_id=line.row.public_id),
            sortable=False,
            width=24,
        ),
        Column(key="method", title="Hình thức", value=lambda line: word(line.row.method), sortable=False),
        Column(key="filed_before", title="Chốt hồ sơ trước", value=lambda line: line.row.filed_before, show="date"),
        Column(key="finish_before", title="Kết thúc trước", value=lambda line: line.row.finish_before, show="date"),
        Column(key="held_on", title="Ngày đánh giá", value=lambda line: line.row.held_on, show="date", sortable=False),
        Column(key="seats", title="Thành viên", value=lambda line: len(line.row.sitting), show="whole", sortable=False),
        Column(key="dossiers", title="Hồ sơ", value=lambda line: line.dossiers, show="whole", sortable=False),
        Column(key="state", title="Trạng thái", value=lambda line: line.row.state, show="state", sortable=False),
    ),
    filters=(Filter(name="trang-thai", label="Trạng thái", choices=choices(RoundState)),),
    empty="Chưa có đợt đánh giá nào. Mở đợt, mời Hội đồng, rồi đưa vào những hồ sơ xã đã chuyển.",
)
_ROWS: HeldRows[Line] = HeldRows(
    words=lambda line: line.name,
    keys={"filed_before": lambda line: line.row.filed_before, "finish_before": lambda line: line.row.finish_before},
    tests={"trang-thai": lambda line, state: line.row.state.value == state},
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the rounds, the newest first."""
    session = reading_session()
    sizes = rounds_at_work.sizes(session)
    lines = [Line(row=row, dossiers=sizes.get(row.id, 0)) for row in assessment_rounds.rounds(session)]
    return ROUNDS.answer("staff/rounds/index.html", query=partial(_ROWS.page, lines), may_run=may_run())


@pages.route("/moi", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Open a round; the next one of the year is proposed."""
    coming = rounds_at_work.next_round(reading_session(), today=clock.today())
    form = RoundForm(
        data={
            "year": coming.year,
            "number": coming.number,
            "filed_before": coming.filed_before,
            "finish_before": coming.finish_before,
        }
    )
    if form.validate_on_submit() and form.is_meant():
        with refused_into(form):
            public_id = rounds.open_(
                actor=current_actor(),
                **form.said("year", "number", "filed_before", "finish_before", "method", "note"),
            )
            flash("Đã mở đợt. Bước tiếp theo: ghi thành phần Hội đồng.", "success")
            return see_other("staff_rounds.show", public_id=public_id)
    return answer_form("staff/rounds/create.html", form=form)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a round: how far it has come, its council, its dossiers, and what waits for it."""
    row, session = found(public_id), reading_session()
    at = council_standing.standings(session, row)
    is_preparing = row.state is RoundState.PREPARING
    waiting = rounds_at_work.candidates(session, row) if row.state is not RoundState.CONCLUDED else []
    return render_template(
        "staff/rounds/show.html",
        round=row,
        standings=at,
        waiting=[one for one in waiting if one.why_not is None and one.is_in_time],
        without_cutoff=[one for one in waiting if one.why_not is None and not one.is_in_time],
        late=[one for one in waiting if one.why_not is not None],
        counts=_counts(at),
        is_preparing=is_preparing,
        is_scoring=row.state is RoundState.SCORING,
        is_concluded=row.state is RoundState.CONCLUDED,
        may_run=may_run(),
        rules=explained(assessment_rounds.rules_of(row)) if row.rules else (),
        papers=[(name, title) for name, (title, _) in PAPERS.items()] if row.rules else [],
        decisions=rounds_at_work.decisions_of(session, row.id),
    )


def _counts(at: list[Standing]) -> dict[str, int]:
    states = [one.dossier.state for one in at]
    return {
        "all": len(at),
        "open": states.count(DossierState.IN_ROUND),
        "ready": sum(one.is_ready for one in at),
        "apart": sum(one.needs_discussion for one in at),
        "scored": states.count(DossierState.SCORED),
        **{kind.value: sum(goes_into(kind, one) for one in at) for kind in TAKES},
        "decided": states.count(DossierState.DECIDED),
        "rejected": states.count(DossierState.REJECTED),
    }
