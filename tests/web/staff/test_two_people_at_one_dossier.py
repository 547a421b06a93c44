"""Several people at one dossier: forms, papers and own score lose nothing; what is not from the page is not taken."""

import io
from datetime import date
from typing import Any

import pytest
from builders.assessments import a_paper
from builders.desk import visible
from builders.page_forms import fill, form_of, send
from builders.people import a_person
from builders.staff_filing import HOME, item_codes, made
from flask import Flask

from registry.queries import dossiers as questions
from registry.rules.permissions import Actor, Role
from registry.transaction import reading

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def keeper(web_app: Flask) -> Actor:
    """Somebody of staff who works behind the pages."""
    with web_app.app_context():
        return a_person(Role.OFFICER)


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


def test_two_people_at_one_form_keep_what_each_of_them_typed(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    mine = form_of(officer.get(f"{HOME}/{dossier}/bieu-mau"))
    assert fill(officer.client, f"{HOME}/{dossier}/bieu-mau", office="Phó giám đốc", plan="Mở").status_code == 303

    answer = send(officer.client, mine, office="Chủ nhiệm", history="Từ đời ông")

    assert answer.status_code == 422
    assert "Chủ nhiệm" in answer.text
    assert "Người khác vừa lưu: “Phó giám đốc”" in answer.text
    assert send(officer.client, form_of(answer)).status_code == 303
    with web_app.app_context(), reading() as session:
        forms = questions.dossier(session, dossier).forms
    assert (forms["office"], forms["plan"], forms["history"]) == ("Chủ nhiệm", "Mở", "Từ đời ông")


def test_what_staff_type_is_saved_by_the_script_blank_by_blank(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    form = form_of(officer.get(f"{HOME}/{dossier}/bieu-mau"))

    answer = officer.client.post(
        form.action, data=form.values | {"office": "Trưởng nhóm", "revenue": "nhiều"}, headers=SCRIPT
    )

    assert answer.json["said"].startswith("Đã lưu lúc")
    with web_app.app_context(), reading() as session:
        assert questions.dossier(session, dossier).forms["office"] == "Trưởng nhóm"


def test_who_types_while_another_hands_the_dossier_in_keeps_the_text(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    code = next(iter(item_codes(web_app, dossier)))
    forms = form_of(officer.get(f"{HOME}/{dossier}/bieu-mau"))
    paper = form_of(officer.get(f"{HOME}/{dossier}/muc/{code}"), 1)
    assert fill(officer.client, f"{HOME}/{dossier}/nop", filed_on="01/11/2026").status_code == 303

    for form, name in ((forms, "office"), (paper, "note")):
        answer = send(officer.client, form, **{name: "Gõ mãi mới xong"})
        assert answer.status_code == 422
        assert "Gõ mãi mới xong" in answer.text
        assert "không thể sửa" in answer.text


def test_two_people_at_one_paper_keep_what_each_of_them_wrote(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    code = next(iter(item_codes(web_app, dossier)))
    address = f"{HOME}/{dossier}/muc/{code}"
    mine = form_of(officer.get(address), 1)
    assert fill(officer.client, address, place=1, note="Số 15/GCN", issued_on="05/01/2026").status_code == 303

    late = send(officer.client, mine, note="Số 16/GCN", expires_on="05/01/2029")

    assert late.status_code == 422
    assert "Người khác vừa lưu: “Số 15/GCN”" in late.text
    assert "Số 16/GCN" in late.text
    assert "Người khác vừa sửa: Ngày cấp" in late.text
    assert send(officer.client, form_of(late, 1)).status_code == 303
    with web_app.app_context(), reading() as session:
        (item,) = [one for one in questions.dossier(session, dossier).items if one.code == code]
    assert (item.note, item.issued_on, item.expires_on) == ("Số 16/GCN", date(2026, 1, 5), date(2029, 1, 5))


def test_staff_enter_the_score_a_producer_gave_itself_on_paper(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    address = f"{HOME}/{dossier}/tu-cham"
    mine = form_of(officer.get(address))
    assert fill(officer.client, address, **{"tc-1.1": "0"}).status_code == 303

    late = send(officer.client, mine, **{"tc-1.1": "1", "tc-1.2": "0"})

    assert late.status_code == 422
    assert "Tiêu chí 1.1: Người khác vừa lưu" in late.text
    assert send(officer.client, form_of(late)).status_code == 303
    with web_app.app_context(), reading() as session:
        assert questions.dossier(session, dossier).self_ticks == {"1.1": 1, "1.2": 0}
    page = visible(officer.get(f"{HOME}/{dossier}").text)
    assert "không phải kết quả chính thức" in page


def test_files_sent_without_the_pages_token_are_not_looked_at(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    code = item_codes(web_app, dossier)[0]

    for headers in ({}, SCRIPT):
        answer = officer.client.post(
            f"{HOME}/{dossier}/muc/{code}/tep", data={"files": (io.BytesIO(a_paper("Lạ")), "la.pdf")}, headers=headers
        )
        assert answer.status_code == 422
    assert "la.pdf" not in officer.get(f"{HOME}/{dossier}/muc/{code}").text
