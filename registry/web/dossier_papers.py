"""The papers that are drawn of a dossier when somebody asks for them: its forms, its slip, what its commune wrote."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import Response, abort, make_response

from registry.documents import commune_report, receipt, registration_form, result_notice, self_report
from registry.models.assessment_round import RoundState
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds, dossiers
from registry.rules.dossier_life import DossierState
from registry.transaction import Session
from registry.web.downloads import download
from registry.web.reading import reading_session

Drawn = tuple[str, bytes] | None
_TOLD = frozenset({DossierState.DECIDED, DossierState.CLOSED})


def is_told(row: Dossier) -> bool:
    """Say whether the producer is told of the result; of an elimination once the council cannot reopen it at once."""
    if row.state is DossierState.REJECTED:
        return row.round is not None and row.round.state is RoundState.CONCLUDED
    return row.state in _TOLD


def _slip(session: Session, row: Dossier) -> Drawn:
    return receipt.paper(session, row) if row.submissions else None


def _report(session: Session, row: Dossier) -> Drawn:
    report = dossiers.latest_report(session, row.id)
    return commune_report.paper(session, report) if report else None


def _notice(session: Session, row: Dossier) -> Drawn:
    if not is_told(row):
        return None
    result = assessment_rounds.latest_results(session, [row.id]).get(row.id)
    return result_notice.paper(session, result) if result else None


PAPERS: Mapping[str, Callable[[Session, Dossier], Drawn]] = MappingProxyType(
    {
        "mau-01": registration_form.paper,
        "mau-02": self_report.paper,
        "mau-03": _report,
        "phieu-tiep-nhan": _slip,
        "thong-bao-ket-qua": _notice,
    }
)


def send_paper(row: Dossier, name: str) -> Response:
    """Draw a paper of a dossier and send it; one that is not there, or not yet, is not found.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    draw = PAPERS.get(name)
    drawn = draw(reading_session(), row) if draw else None
    if drawn is None:
        abort(404)
    filename, content = drawn
    return download(make_response(content), filename=filename, media_type="application/pdf")
