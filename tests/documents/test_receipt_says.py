"""What the slip of a dossier says: every item that came, what did not, and the seal of what was handed in."""

import io

import pytest
from builders.assessments import a_dossier, a_paper
from builders.paper_reading import words
from builders.register import a_product

from registry.documents import receipt
from registry.documents.printing import PaperRefused
from registry.queries import dossiers
from registry.transaction import reading
from registry.usecases import evidence_files, submission


def slip_of(dossier):
    with reading() as session:
        return receipt.paper(session, dossiers.dossier(session, dossier))


def test_the_slip_lists_what_came_and_what_did_not(app, actors) -> None:
    officer = actors["officer"]
    dossier = a_dossier(officer, a_product(name="Chè Shan tuyết"))
    for number in range(2):
        evidence_files.add(
            actor=officer,
            dossier=dossier,
            item="E01",
            source=io.BytesIO(a_paper(str(number))),
            filename=f"{number}.pdf",
        )
    sha256 = submission.submit(actor=officer, dossier=dossier)

    name, content = slip_of(dossier)
    text = words(content)

    assert name == "Phiếu tiếp nhận - Chè Shan tuyết - Hợp tác xã Thử Nghiệm.pdf"
    assert "ỦY BAN NHÂN DÂN XÃ SIN SUỐI HỒ" in text
    assert "Giấy đăng ký kinh doanh 02" in text
    assert "không có" in text
    assert sha256 in text


def test_what_came_after_handing_in_is_not_on_the_slip(app, actors) -> None:
    officer = actors["officer"]
    dossier = a_dossier(officer)
    submission.submit(actor=officer, dossier=dossier)
    before = slip_of(dossier)

    submission.return_(actor=officer, dossier=dossier, reason="Bổ sung", item_reasons={"E01": "Thiếu bản chính"})

    assert slip_of(dossier) == before


def test_there_is_no_slip_before_anything_is_handed_in(app, actors) -> None:
    with pytest.raises(PaperRefused, match="chưa nộp"):
        slip_of(a_dossier(actors["officer"]))
