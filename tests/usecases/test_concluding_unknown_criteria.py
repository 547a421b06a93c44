"""Where the criteria are not known a result is recorded with its source, and nothing is scored."""

import io
from datetime import date
from decimal import Decimal

import pytest
from builders.assessments import FINDINGS, a_paper, a_round, filled_in
from builders.register import a_product

from registry import clock
from registry.models.assessment import Assessment, Outcome
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import concluding, evidence_files, scoring, submission
from registry.usecases import dossiers as dossier_acts


@pytest.fixture
def officer(actors):
    return actors["officer"]


def unknown_criteria(officer, monkeypatch):
    """A dossier of December 2020 under a set of which the register has a part only."""
    monkeypatch.setattr(clock, "today", lambda: date(2020, 12, 1))
    dossier = dossier_acts.open_(actor=officer, product=a_product(), kind=RecognitionKind.FIRST, product_set=10)
    dossier_acts.save_forms(actor=officer, dossier=dossier, version=1, forms=filled_in())
    for item in ("B01", "B02", "B03", "B04", "B05"):
        evidence_files.add(
            actor=officer, dossier=dossier, item=item, source=io.BytesIO(a_paper(item)), filename="giấy.pdf"
        )
    submission.submit(actor=officer, dossier=dossier)
    findings = submission.CommuneFindings(topics=FINDINGS.topics)
    submission.forward(actor=officer, dossier=dossier, findings=findings)
    return dossier, *a_round(officer, [dossier])


def test_a_result_without_known_criteria_is_recorded_with_its_source_and_never_scored(officer, monkeypatch) -> None:
    dossier, _, council = unknown_criteria(officer, monkeypatch)

    with pytest.raises(Refusal, match="chưa có trong sổ"):
        scoring.save_draft(actor=council[0], dossier=dossier, marks=scoring.Marks(ticks={}), serial=0)
    with pytest.raises(Refusal, match="kèm nguồn"):
        concluding.conclude(actor=officer, dossier=dossier)
    recorded = {"actor": officer, "dossier": dossier}
    with pytest.raises(Refusal, match="nguồn"):
        concluding.record(**recorded, score=Decimal("78.5"), stars=4, source=" ")
    with pytest.raises(Refusal):
        concluding.record(**recorded, score=Decimal("52.8"), stars=4, source="Biên bản")
    with pytest.raises(Refusal):
        concluding.record(**recorded, score=Decimal("100.01"), stars=5, source="Biên bản")
    concluding.record(**recorded, score=Decimal("78.5"), stars=4, source="Biên bản ngày 09/12/2020")

    with reading() as session:
        (result,) = session.query(Assessment).all()
    assert (result.score, result.stars, result.sheets, result.source, result.outcome) == (
        7850,
        4,
        [],
        "Biên bản ngày 09/12/2020",
        Outcome.RECOGNISE,
    )
