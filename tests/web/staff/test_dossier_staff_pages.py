"""Staff keep dossiers: opened and filled in for those who file on paper, moved on, and looked at whole."""

import io
import zipfile
from typing import Any

import pytest
from builders.assessments import a_forwarded_dossier, a_paper, a_round, criteria_of, signed
from builders.desk import visible
from builders.page_forms import fill, form_of, send
from builders.people import a_person
from builders.register import a_product
from builders.score_sheets import ticks_with_total
from builders.staff_filing import HOME, made, state_of
from flask import Flask

from registry import clock
from registry.queries import dossiers as questions
from registry.rules.dossier_life import DossierState
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import concluding, evidence_files, submission


@pytest.fixture
def keeper(web_app: Flask) -> Actor:
    """Somebody of staff who works behind the pages."""
    with web_app.app_context():
        return a_person(Role.OFFICER)


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


def a_file_in(app: Flask, keeper: Actor, dossier: str) -> str:
    """Put a paper into the first item of a dossier that takes one."""
    with app.app_context():
        with reading() as session:
            code = next(iter(questions.item_codes(questions.dossier(session, dossier))))
        return evidence_files.add(
            actor=keeper, dossier=dossier, item=code, source=io.BytesIO(a_paper()), filename="Giấy phép.pdf"
        )


def a_result_of(app: Flask, keeper: Actor, dossier: str) -> None:
    """Let a council come to too few stars for a dossier, and end it."""
    with app.app_context():
        _, people = a_round(keeper, [dossier])
        for person in people:
            signed(person, dossier, ticks_with_total(criteria_of(dossier), total=40, stars=3))
        concluding.conclude(actor=keeper, dossier=dossier)
        concluding.close(actor=keeper, dossier=dossier, notice="Thông báo số 5 ngày 20/11/2026")


def test_a_dossier_on_paper_is_opened_and_filled_in(web_app, officer) -> None:
    with web_app.app_context():
        product = a_product("Chè giấy")
    assert product in officer.get(f"{HOME}/moi?q=che+giay").text

    opened = fill(officer.client, f"{HOME}/moi/{product}", product_set="26/2026:11")
    assert opened.status_code == 303, opened.text
    address = opened.headers["Location"]
    assert fill(officer.client, f"{address}/bieu-mau", office="Giám đốc", samples="5").status_code == 303

    page = visible(officer.get(address).text)
    assert "Giám đốc" in page
    assert "Đang soạn" in page


def test_a_dossier_opened_by_staff_takes_over_what_is_still_good(web_app, keeper, officer) -> None:
    with web_app.app_context():
        product = a_product("Chè đánh giá lại")
        earlier = a_forwarded_dossier(keeper, product)
    a_result_of(web_app, keeper, earlier)

    wanted = {"product_set": "26/2026:11", "kind": "reassessed"}

    asked = fill(officer.client, f"{HOME}/moi/{product}", **wanted)
    opened = fill(officer.client, f"{HOME}/moi/{product}", **wanted, meant="y")

    assert asked.status_code == 422
    assert "Sổ chưa ghi lần công nhận nào" in asked.text
    assert opened.status_code == 303, opened.text
    address = opened.headers["Location"]
    assert "loại giấy tờ còn hiệu lực của hồ sơ trước" in officer.get(address).text
    again = fill(officer.client, f"{address}/ho-so-truoc")
    assert again.status_code == 422
    assert "Không có giấy tờ nào còn hiệu lực" in again.text


def test_files_are_added_one_by_one_and_a_bad_one_keeps_no_good_one_out(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    with web_app.app_context(), reading() as session:
        row = questions.dossier(session, dossier)
        code = next(iter(questions.item_codes(row)))
    address = f"{HOME}/{dossier}/muc/{code}"
    place = form_of(officer.get(address), 0)

    good = send(officer.client, place, files=(io.BytesIO(a_paper("Mới")), "Giấy mới.pdf"))
    bad = send(officer.client, place, files=(io.BytesIO(b"PK\x03\x04rest"), "bang.xlsx"))

    assert (good.status_code, bad.status_code) == (303, 303)
    page = officer.get(address).text
    assert "Giấy mới.pdf" in page
    assert "Hãy lưu thành PDF" in page


def test_a_step_without_a_limit_says_so(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper, a_forwarded_dossier)

    assert "bước này chưa đặt thời hạn" in visible(officer.get(f"{HOME}/{dossier}").text)
    assert "chưa đặt thời hạn" in visible(officer.get(f"{HOME}/theo-han").text)


def test_what_is_missing_is_said_before_it_is_handed_in(web_app, officer) -> None:
    with web_app.app_context():
        product = a_product("Chè thiếu")
    opened = fill(officer.client, f"{HOME}/moi/{product}", product_set="26/2026:11")

    page = visible(officer.get(f"{opened.headers['Location']}/nop").text)
    refused = fill(officer.client, f"{opened.headers['Location']}/nop")

    assert "Chưa điền" in page
    assert refused.status_code == 422


def test_a_dossier_goes_from_paper_to_the_province(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    topics = dict.fromkeys(submission.TOPICS, "Đạt")

    assert fill(officer.client, f"{HOME}/{dossier}/nop", filed_on="01/11/2026").status_code == 303
    assert fill(officer.client, f"{HOME}/{dossier}/chuyen-tinh", **topics, samples="5").status_code == 303

    assert state_of(web_app, dossier) is DossierState.FORWARDED
    page = visible(officer.get(f"{HOME}/{dossier}").text)
    assert "01/11/2026" in page
    assert "Mã băm của toàn bộ nội dung đã nộp" in page


def test_a_dossier_is_returned_with_a_reason_for_each_item(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper, a_forwarded_dossier)
    with web_app.app_context(), reading() as session:
        code = next(iter(questions.returnable(questions.dossier(session, dossier))))
    address = f"{HOME}/{dossier}/tra-lai"

    assert fill(officer.client, address, reason="Thiếu giấy").status_code == 422
    assert fill(officer.client, address, reason="Thiếu giấy", **{f"reasons-{code}": "Bản mờ"}).status_code == 303

    assert state_of(web_app, dossier) is DossierState.RETURNED
    assert "Bản mờ" in officer.get(f"{HOME}/{dossier}").text


def test_a_dossier_is_withdrawn_with_a_reason(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper, a_forwarded_dossier)

    assert fill(officer.client, f"{HOME}/{dossier}/rut", reason="").status_code == 422
    assert fill(officer.client, f"{HOME}/{dossier}/rut", reason="Đơn xin rút ngày 20/11").status_code == 303

    assert state_of(web_app, dossier) is DossierState.WITHDRAWN


def test_the_whole_dossier_goes_home_in_one_zip(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper)
    a_file_in(web_app, keeper, dossier)

    answer = officer.get(f"{HOME}/{dossier}/ho-so.zip")

    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert names[0].startswith("00 Mục lục")
    assert any(name.endswith("Giấy phép.pdf") for name in names)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_of_another_dossier_is_not_there(web_app, keeper, officer) -> None:
    first, second = made(web_app, keeper), made(web_app, keeper, name="Chè khác")
    file = a_file_in(web_app, keeper, first)

    assert officer.get(f"{HOME}/{first}/tep/{file}").status_code == 200
    assert officer.get(f"{HOME}/{second}/tep/{file}").status_code == 404


def test_what_tells_of_a_person_is_for_those_who_keep_the_dossier(web_app, keeper, someone, officer) -> None:
    dossier = made(web_app, keeper)

    assert "Chức vụ người đại diện" in officer.get(f"{HOME}/{dossier}").text
    assert "Chức vụ người đại diện" not in someone(Role.AUDITOR).get(f"{HOME}/{dossier}").text


def test_the_list_is_narrowed_by_state_and_words(web_app, keeper, officer) -> None:
    made(web_app, keeper, name="Chè đang soạn")
    made(web_app, keeper, a_forwarded_dossier, name="Chè đã chuyển")

    forwarded = officer.get(f"{HOME}?trang-thai=forwarded").text
    found = officer.get(f"{HOME}?q=dang+soan").text

    assert "Chè đã chuyển" in forwarded
    assert "Chè đang soạn" not in forwarded
    assert "Chè đang soạn" in found
    assert "Chè đã chuyển" not in found


def test_what_runs_out_first_stands_first(web_app, keeper, officer) -> None:
    made(web_app, keeper, a_forwarded_dossier, name="Chè không hạn")
    filed = made(web_app, keeper, name="Chè ở xã")
    with web_app.app_context():
        submission.submit(actor=keeper, dossier=filed)

    page = visible(officer.get(f"{HOME}/theo-han").text)

    assert page.index("Chè ở xã") < page.index("Chè không hạn")
    assert "còn 15 ngày làm việc" in page


def test_the_month_says_how_long_steps_took(web_app, keeper, officer) -> None:
    made(web_app, keeper, a_forwarded_dossier)
    month = f"{clock.today():%Y-%m}"

    page = visible(officer.get(f"{HOME}/thoi-gian?thang={month}").text)
    table = officer.get(f"{HOME}/thoi-gian?thang={month}&xuat=csv").data.decode("utf-8-sig")

    assert "Cấp xã xem xét" in page
    assert "Cấp xã xem xét" in table


def test_who_only_looks_changes_nothing(web_app, keeper, someone) -> None:
    dossier = made(web_app, keeper)
    auditor = someone(Role.AUDITOR)

    assert "/bieu-mau" not in auditor.get(f"{HOME}/{dossier}").text
    for act in ("bieu-mau", "nop", "tra-lai", "chuyen-tinh", "rut", "vao-dot"):
        assert auditor.get(f"{HOME}/{dossier}/{act}").status_code == 403


def test_more_is_asked_added_and_handed_in_beside_what_was(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper, a_forwarded_dossier)
    with web_app.app_context(), reading() as session:
        code = next(iter(questions.item_codes(questions.dossier(session, dossier))))

    assert fill(officer.client, f"{HOME}/{dossier}/yeu-cau-bo-sung").status_code == 422
    asked = fill(officer.client, f"{HOME}/{dossier}/yeu-cau-bo-sung", **{f"reasons-{code}": "Thiếu trang 2"})
    assert asked.status_code == 303, asked.text
    assert fill(officer.client, f"{HOME}/{dossier}/nop-bo-sung").status_code == 422
    item = form_of(officer.get(f"{HOME}/{dossier}/muc/{code}"))
    send(officer.client, item, files=(io.BytesIO(a_paper("Trang 2")), "Trang 2.pdf"))
    assert fill(officer.client, f"{HOME}/{dossier}/nop-bo-sung").status_code == 303

    page = visible(officer.get(f"{HOME}/{dossier}").text)
    assert "Thiếu trang 2" in page
    assert "Lần 2" in page
    assert state_of(web_app, dossier) is DossierState.FORWARDED


def test_the_advisory_team_writes_what_it_found(web_app, keeper, officer) -> None:
    dossier = made(web_app, keeper, a_forwarded_dossier)

    answer = fill(
        officer.client,
        f"{HOME}/{dossier}/y-kien-to-tu-van",
        kind="visit",
        done_on="01/11/2026",
        words="Cơ sở đúng như hồ sơ",
    )

    assert answer.status_code == 303, answer.text
    assert "Khảo sát thực địa ngày 01/11/2026" in visible(officer.get(f"{HOME}/{dossier}").text)


def test_forms_that_tell_of_a_person_are_drawn_for_those_alone_who_keep_dossiers(
    web_app, keeper, officer, someone
) -> None:
    dossier = made(web_app, keeper, a_forwarded_dossier)
    auditor = someone(Role.AUDITOR)

    for name in ("mau-01", "mau-02", "mau-03", "phieu-tiep-nhan"):
        assert officer.get(f"{HOME}/{dossier}/giay/{name}.pdf").data.startswith(b"%PDF-"), name
    assert auditor.get(f"{HOME}/{dossier}/giay/mau-01.pdf").status_code == 403
    assert auditor.get(f"{HOME}/{dossier}/giay/phieu-tiep-nhan.pdf").status_code == 200
