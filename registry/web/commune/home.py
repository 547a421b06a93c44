"""Where an officer of a commune begins: the dossiers that came to the commune."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import commune_desks, dossier_clocks, dossiers
from registry.queries.settings import Settings, settings
from registry.rules.clocks import Clock, Step
from registry.rules.dossier_life import DossierState
from registry.web.clock_words import clock_sentence
from registry.web.doors import current_actor
from registry.web.dossier_words import KINDS
from registry.web.reading import reading_session

pages = Blueprint("commune_home", __name__, url_prefix="/xa")


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A dossier that waits for the commune, with what is left of its fifteen working days."""

    dossier: Dossier
    clock: Clock | None

    @property
    def sentence(self) -> str:
        """How long it waits, and how long it may."""
        return clock_sentence(self.clock) if self.clock else ""

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.clock is not None and self.clock.is_over

    @property
    def due(self) -> date:
        """Its last day, by which the list is ordered."""
        return (self.clock.due if self.clock else None) or date.max


@pages.get("")
def index() -> str:
    """Show the dossiers of one's communes, those that wait first, the most urgent of them at the top."""
    session, account = reading_session(), current_actor().account_id
    rows, now = dossiers.of_communes(session, account), settings(session)
    waiting = [_waiting(now, row) for row in rows if row.state is DossierState.SUBMITTED]
    return render_template(
        "commune/home/index.html",
        waiting=sorted(waiting, key=lambda one: one.due),
        seen=[row for row in reversed(rows) if row.state is not DossierState.SUBMITTED],
        communes=[one.full_name for one in commune_desks.communes_of(session, account)],
        kinds=KINDS,
    )


def _waiting(now: Settings, row: Dossier) -> Waiting:
    running = dossier_clocks.running(now, row, on=clock.today())
    return Waiting(dossier=row, clock=next((one for one in running if one.step is Step.SCREENING), None))
