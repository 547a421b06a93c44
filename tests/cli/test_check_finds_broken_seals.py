"""The check works out anew what was handed in, signed and concluded, and names what does not follow."""

import io
import json

import pytest
from builders.assessments import FINDINGS, a_dossier, a_paper, a_round, criteria_of, signed
from builders.damage import behind_its_back, inspected
from builders.score_sheets import ticks_with_total
from flask import Flask
from sqlalchemy import text

from registry.config import Config
from registry.queries import dossiers
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import concluding, drafting, evidence_files, rounds, submission


@pytest.fixture
def dossier(actors: dict[str, Actor]) -> str:
    """A dossier with a paper, scored, concluded, and in an annex."""
    officer = actors["officer"]
    public_id = a_dossier(officer)
    evidence_files.add(actor=officer, dossier=public_id, item="E01", source=io.BytesIO(a_paper()), filename="giấy.pdf")
    submission.submit(actor=officer, dossier=public_id)
    submission.forward(actor=officer, dossier=public_id, findings=FINDINGS)
    round_, council = a_round(officer, [public_id])
    for member, total in zip(council, (60, 62, 64), strict=True):
        signed(member, public_id, ticks_with_total(criteria_of(public_id), total=total, stars=3))
    concluding.conclude(actor=officer, dossier=public_id)
    rounds.conclude(actor=officer, round_=round_)
    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận sản phẩm OCOP")
    concluding.fill_annex(actor=officer, round_=round_, decision=decision)
    return public_id


DAMAGES = {
    "a manifest": (
        "UPDATE dossier_submission SET manifest = '{\"items\": []}'",
        "lần nộp 1: nội dung khác với mã băm khi nộp",
    ),
    "an opinion": ("UPDATE score_sheet SET opinion = 'Khác' WHERE turn = 1", "nội dung khác với mã băm khi ký"),
    "a total": ("UPDATE score_sheet SET total = 9900 WHERE total = 6000", "tổng điểm không khớp"),
    "ticks": ("UPDATE score_sheet SET ticks = '{}'", "tổng điểm không khớp"),
    "more stars": ("UPDATE assessment SET stars = 4", "không khớp với các phiếu đã ký"),
    "a higher score": ("UPDATE assessment SET score = 6900", "không khớp với các phiếu đã ký"),
    "a sheet left out": ("UPDATE assessment SET sheets = '[]'", "không khớp với các phiếu đã ký"),
    "a sheet taken away": ("DELETE FROM score_sheet WHERE total = 6000", "không khớp với các phiếu đã ký"),
    "other rules": ("UPDATE assessment_round SET rules = '{}'", "cột rules khác với nhật ký"),
    "a line of an annex": ("UPDATE decision_line SET score = 9000", "phụ lục khác với kết quả"),
    "the wording of a set": (
        "UPDATE criteria_version SET sha256 = '0000'",
        "khác với mã băm của nó",
    ),
    "a seat": ("UPDATE council_seat SET role = 'chair'", "cột role khác với nhật ký"),
    "a step": ("DELETE FROM dossier_step WHERE move = 'forward'", "Bảng dossier_step"),
}


def test_what_was_signed_and_concluded_has_no_defect(app: Flask, dossier: str) -> None:
    with behind_its_back() as connection:
        assert inspected(connection, app).defects == ()


def test_the_check_names_what_does_not_follow(app: Flask, dossier: str) -> None:
    missed = []
    for what, (statement, named) in DAMAGES.items():
        with behind_its_back() as connection:
            connection.execute(text(statement))
            defects = inspected(connection, app).defects
        if not any(named in one for one in defects):
            missed.append((what, defects))

    assert missed == []


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_the_check_misses_a_paper_that_was_handed_in(app: Flask, dossier: str, config: Config) -> None:
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert row is not None
        (name,) = (file["sha256"] for file in row.submissions[0].manifest["items"][0]["files"])
    (config.vault_folder / name[:2] / name).unlink()

    with behind_its_back() as connection:
        # Taken out of the dossier since, the paper is still part of what was handed in.
        connection.execute(text("DELETE FROM dossier_file"))
        defects = inspected(connection, app).defects

    assert any(name in one and "đã nộp" in one for one in defects), json.dumps(defects, ensure_ascii=False)
