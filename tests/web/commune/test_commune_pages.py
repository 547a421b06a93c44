"""What an officer of a commune sees and does: the dossiers of his communes, and no others."""

import io
import re
import zipfile
from dataclasses import dataclass

import pytest
from builders.assessments import a_dossier, a_paper
from builders.page_forms import fill, form_of, send
from builders.people import a_person
from builders.portal import settle
from builders.register import a_commune
from builders.units import a_unit, goods_of
from flask import Flask
from web.conftest import Browser, Someone

from registry.models.dossier import Dossier
from registry.models.place import Place
from registry.queries import dossiers as questions
from registry.rules.dossier_life import DossierState
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import communes, evidence_files, submission
from registry.web.door_table import DOORS
from registry.web.doors import Door

NOBODYS = "a" * 16
REPORT = {
    "materials": "Chè trong xã",
    "labour": "Mười hai người trong bản",
    "idea": "Chè cổ thụ của bản",
    "identity": "Cách sao chè của người Mông",
    "letter_number": "15/UBND-KT",
    "letter_on": "12/10/2026",
    "samples": "5",
}


@dataclass
class Desk:
    """An officer of a commune before a browser, and a dossier handed in to his commune."""

    app: Flask
    browser: Browser
    officer: Actor
    dossier: str

    @property
    def home(self) -> str:
        return f"/xa/ho-so/{self.dossier}"

    def kept(self) -> Dossier:
        """Return the dossier as it is kept."""
        with self.app.app_context(), reading() as session:
            row = questions.dossier(session, self.dossier)
            assert row is not None
            return row

    def file(self) -> str:
        """Return the id of one of its files."""
        return next(file.public_id for item in self.kept().items for file in item.files)


def a_handed_in_dossier(officer: Actor, name: str, mark: str) -> str:
    """Hand in a dossier of a new producer of the commune of the tests."""
    unit = a_unit(officer, name)
    settle(unit)
    public_id = a_dossier(officer, goods_of(officer, unit, f"Chè {mark}"))
    with_file(officer, public_id, mark)
    submission.submit(actor=officer, dossier=public_id)
    return public_id


def with_file(officer: Actor, dossier: str, mark: str) -> None:
    """Give a dossier one paper."""
    evidence_files.add(
        actor=officer, dossier=dossier, item="E01", source=io.BytesIO(a_paper(mark)), filename=f"{mark}.pdf"
    )


def seated(app: Flask, someone: Someone, commune: str = "Sin Suối Hồ") -> Browser:
    """Sign an officer of a commune in."""
    with app.app_context():
        key = a_commune(commune)
        with reading() as session:
            place = session.get_one(Place, key).public_id
    browser = someone(Role.COMMUNE, email=f"{key}@vi-du.vn")
    with app.app_context():
        communes.appoint(actor=a_person(Role.ADMINISTRATOR), account=browser.account, commune=place)
    return browser


@pytest.fixture
def desk(web_app: Flask, someone: Someone) -> Desk:
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        dossier = a_handed_in_dossier(officer, "Hợp tác xã Ánh Dương", "Ánh Dương")
    return Desk(web_app, seated(web_app, someone), officer, dossier)


@pytest.fixture
def elsewhere(desk: Desk, someone: Someone) -> Browser:
    """An officer of another commune."""
    return seated(desk.app, someone, "Dào San")


def test_what_waits_stands_first_with_the_working_days_that_are_left(desk) -> None:
    page = desk.browser.get("/xa").text

    assert "Chè Ánh Dương" in page
    assert "còn 15 ngày làm việc" in page


def test_a_dossier_is_read_with_its_forms_and_files(desk) -> None:
    page = desk.browser.get(desk.home).text

    assert "Quy cách, tiêu chuẩn sản phẩm" in page
    assert "Ánh Dương.pdf" in page
    assert desk.browser.get(f"/xa/tep/{desk.file()}").data.startswith(b"%PDF")
    assert desk.browser.get(f"/xa/tep/{desk.file()}/xem").headers["Content-Disposition"].startswith("inline")
    with zipfile.ZipFile(io.BytesIO(desk.browser.get(f"{desk.home}/ho-so.zip").data)) as archive:
        assert archive.testzip() is None


def test_mau_03_is_written_and_the_dossier_goes_on_to_the_province(desk) -> None:
    answer = fill(desk.browser.client, f"{desk.home}/chuyen", **REPORT)

    assert answer.status_code == 303, answer.text
    assert desk.kept().state is DossierState.FORWARDED
    page = desk.browser.get(desk.home).text
    assert "15/UBND-KT ngày 12/10/2026" in page
    assert "Cách sao chè của người Mông" in page
    assert "/chuyen" not in page
    assert "Chè Ánh Dương" in desk.browser.get("/xa").text


def test_all_that_is_missing_in_mau_03_is_said_at_once_and_everything_typed_stays(desk) -> None:
    answer = fill(
        desk.browser.client, f"{desk.home}/chuyen", **REPORT | {"idea": "", "letter_on": "31/2/2026", "samples": "ba"}
    )

    assert answer.status_code == 422
    assert answer.text.count('class="error"') == 3
    assert "Mười hai người trong bản" in answer.text
    assert desk.kept().state is DossierState.SUBMITTED


def test_a_dossier_goes_back_with_reasons_at_its_items_and_is_closed_while_it_is_mended(desk) -> None:
    none = fill(desk.browser.client, f"{desk.home}/tra-lai", reason="Chưa đủ")
    assert none.status_code == 422
    assert "ít nhất một mục" in none.text
    nothing = fill(desk.browser.client, f"{desk.home}/tra-lai")
    assert nothing.text.count('class="error"') == 2
    assert 'id="reason-error"' in nothing.text
    assert "ít nhất một mục" in nothing.text
    file = desk.file()

    answer = fill(desk.browser.client, f"{desk.home}/tra-lai", **{"reason": "Chưa đủ", "reasons-E01": "Giấy mờ"})

    assert answer.status_code == 303
    assert desk.kept().steps[-1].item_reasons == {"E01": "Giấy mờ"}
    page = desk.browser.get(desk.home).text
    assert "Giấy mờ" in page
    assert "Ánh Dương.pdf" not in page
    assert desk.browser.get(f"/xa/tep/{file}").status_code == 404
    assert desk.browser.get(f"{desk.home}/ho-so.zip").status_code == 303


def test_what_has_gone_on_is_not_forwarded_again_and_what_was_typed_stays_on_the_page(desk) -> None:
    stale = form_of(desk.browser.get(f"{desk.home}/chuyen"))
    fill(desk.browser.client, f"{desk.home}/chuyen", **REPORT)

    for page in ("chuyen", "tra-lai"):
        assert desk.browser.get(f"{desk.home}/{page}").status_code == 303
    late = send(desk.browser.client, stale, **REPORT | {"idea": "Viết rất lâu mới xong"})
    assert late.status_code == 422
    assert "Viết rất lâu mới xong" in late.text
    assert "không thể chuyển cấp tỉnh" in late.text
    assert len([step for step in desk.kept().steps if step.state is DossierState.FORWARDED]) == 1


def test_a_draft_is_not_there_for_the_commune(desk) -> None:
    with desk.app.app_context():
        unit = a_unit(desk.officer, "Hộ Còn Soạn")
        settle(unit)
        draft = a_dossier(desk.officer, goods_of(desk.officer, unit, "Chè Còn Soạn"))

    assert desk.browser.get(f"/xa/ho-so/{draft}").status_code == 404
    assert "Chè Còn Soạn" not in desk.browser.get("/xa").text

    with desk.app.app_context():
        submission.withdraw(actor=desk.officer, dossier=draft, reason="Đơn xin rút")
    assert desk.browser.get(f"/xa/ho-so/{draft}").status_code == 404
    assert "Chè Còn Soạn" not in desk.browser.get("/xa").text


def test_another_commune_comes_to_no_address_of_these(desk, elsewhere) -> None:
    ids = {"dossier_id": desk.dossier, "evidence_id": desk.file(), "paper": "mau-01"}
    tried = 0

    for route in desk.app.url_map.iter_rules():
        if DOORS[route.endpoint].door is not Door.COMMUNE or not route.arguments:
            continue
        address = re.sub(r"<(?:[^:>]+:)?(\w+)>", lambda match: ids[match[1]], route.rule)
        nowhere = re.sub(r"[a-z0-9]{16}", NOBODYS, address)
        for method in sorted((route.methods or set()) - {"OPTIONS", "HEAD"}):
            answer = elsewhere.open(method, address)
            assert answer.status_code == 404, (method, address)
            assert "Ánh Dương" not in answer.text
            assert elsewhere.open(method, nowhere).status_code == 404
            tried += 1

    assert tried > 7
    assert "Ánh Dương" not in elsewhere.get("/xa").text


def test_a_commune_officer_without_a_commune_is_told_whom_to_ask(web_app, someone) -> None:
    page = someone(Role.COMMUNE).get("/xa").text

    assert "chưa được giao xã, phường nào" in page


def test_dismissal_closes_the_dossiers_at_once(desk) -> None:
    with desk.app.app_context():
        key = a_commune()
        with reading() as session:
            place = session.get_one(Place, key).public_id
        communes.dismiss(actor=a_person(Role.ADMINISTRATOR), account=desk.browser.account, commune=place)

    assert desk.browser.get(desk.home).status_code == 404
