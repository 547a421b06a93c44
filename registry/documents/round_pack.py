"""Every paper of a concluded round in one zip: for the secretary's file and for the decision."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from registry.documents import (
    bundle,
    council_table,
    draft_list,
    minutes,
    result_notice,
    results,
    results_report,
    score_sheet,
)
from registry.documents.printing import PaperRefused
from registry.models.assessment import Outcome
from registry.models.assessment_round import AssessmentRound
from registry.queries import assessment_papers

OF_THE_COUNCIL = "1 Hội đồng"
NOTICES = "2 Thông báo kết quả"
SHEETS = "3 Phiếu đánh giá"


def zip_of(session: Session, round_: AssessmentRound) -> tuple[str, bytes]:
    """Return every paper of a round with the name of the zip: of the council, of each dossier, of each member.

    :raises PaperRefused: if a dossier has no result yet, or naming the first paper that cannot be printed.
    """
    told = results.told(session, round_)
    if not told or any(one.result is None for one in told):
        raise PaperRefused("Đợt đánh giá chưa kết luận hết các hồ sơ.", subject=results.name_of(round_))
    return (
        bundle.filename("Hồ sơ đợt đánh giá", results.name_of(round_), extension="zip"),
        bundle.zipped([*_of_the_council(session, round_), *_of_dossiers(session, round_)]),
    )


def _of_the_council(session: Session, round_: AssessmentRound) -> Iterator[tuple[str, bytes]]:
    papers = [council_table.paper, minutes.paper, results_report.paper]
    listed = {Outcome.RECOGNISE, Outcome.POTENTIAL_FIVE}
    if any(one.result is not None and one.result.outcome in listed for one in results.told(session, round_)):
        papers.append(draft_list.paper)
    for paper in papers:
        name, content = paper(session, round_)
        yield f"{OF_THE_COUNCIL}/{name}", content


def _of_dossiers(session: Session, round_: AssessmentRound) -> Iterator[tuple[str, bytes]]:
    counted = [one.result for one in results.told(session, round_) if one.result is not None]
    for result in counted:
        name, content = result_notice.paper(session, result)
        yield f"{NOTICES}/{name}", content
    sheets = assessment_papers.sheets(session, [sheet for result in counted for sheet in result.sheets])
    for seat in round_.seats:
        own = [sheet for sheet in sheets if sheet.seat_id == seat.id]
        if own:
            # One file for each member: a paper of its own for each of 671 sheets would carry its fonts 671 times.
            name, content = score_sheet.papers_of_member(session, seat, own)
            yield f"{SHEETS}/{seat.position:02d} {name}", content
