"""The papers of a round: table, minutes, report, draft list, the notice of a result, a member's signed sheet."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from registry.documents import council_table, draft_list, minutes, result_notice, results_report, score_sheet
from registry.models.assessment_round import AssessmentRound
from registry.queries import assessment_rounds, council_standing
from registry.rules.refusal import NotFound
from registry.transaction import Session
from registry.web.downloads import download
from registry.web.reading import reading_session
from registry.web.staff.rounds.blueprint import found, found_dossier, found_seat, pages

_Drawn = Callable[[Session, AssessmentRound], tuple[str, bytes]]
PAPERS: Mapping[str, tuple[str, _Drawn]] = MappingProxyType(
    {
        "bang-tong-hop": ("Bảng tổng hợp điểm", council_table.paper),
        "bien-ban": ("Biên bản", minutes.paper),
        "bao-cao": ("Báo cáo kết quả", results_report.paper),
        "danh-sach": ("Danh sách dự thảo", draft_list.paper),
    }
)


@pages.get("/<id:public_id>/giay/<name>.pdf")
def paper(public_id: str, name: str) -> ResponseReturnValue:
    """Send a paper of a round, drawn from what is kept."""
    row = found(public_id)
    if name not in PAPERS:
        abort(404)
    return _send(*PAPERS[name][1](reading_session(), row))


@pages.get("/<id:public_id>/ho-so/<id:dossier_id>/thong-bao.pdf")
def notice(public_id: str, dossier_id: str) -> ResponseReturnValue:
    """Send the notice of a result to commune and producer."""
    dossier = found_dossier(found(public_id), dossier_id)
    result = assessment_rounds.latest_results(reading_session(), [dossier.id]).get(dossier.id)
    if result is None:
        raise NotFound("Hồ sơ này chưa có kết quả.")
    return _send(*result_notice.paper(reading_session(), result))


@pages.get("/<id:public_id>/ho-so/<id:dossier_id>/phieu/<id:seat_id>.pdf")
def sheet(public_id: str, dossier_id: str, seat_id: str) -> ResponseReturnValue:
    """Send a member's signed sheet, once the rules of procedure open it; an earlier turn of it by its number."""
    row = found(public_id)
    dossier, member = found_dossier(row, dossier_id), found_seat(row, seat_id)
    at = council_standing.standing(reading_session(), row, dossier)
    if member not in council_standing.seats_seen(at):
        raise NotFound("Phiếu này chưa mở cho người khác xem.")
    asked = request.args.get("lan")
    if asked is None:
        return _send(*score_sheet.paper(reading_session(), at.signed[member.id]))
    before = assessment_rounds.replaced_sheets(reading_session(), dossier).get(member.id, ())
    turn = next((one for one in before if str(one.turn) == asked), None)
    if turn is None:
        raise NotFound("Không có lần ký này.")
    return _send(*score_sheet.paper(reading_session(), turn))


def _send(filename: str, content: bytes) -> Response:
    return download(make_response(content), filename=filename, media_type="application/pdf")
