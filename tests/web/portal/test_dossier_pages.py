"""What whoever speaks for a producer does with a dossier on the portal until it is handed in."""

import io
import json
import zipfile

from builders.assessments import a_paper
from builders.filing import typed
from builders.page_forms import fill, form_of, send
from builders.portal import a_picture

from registry.queries import dossiers as questions
from registry.rules.dossier_life import DossierState
from registry.transaction import reading
from registry.web.forms.sayings import STALE

SCRIPT = {"Accept": "application/json"}


def test_a_dossier_is_opened_filled_in_furnished_and_handed_in(filing) -> None:
    assert "Chè Một" in filing.browser.get("/cua-toi/ho-so").text
    filing.open()
    assert "Còn thiếu trước khi nộp" in filing.browser.get(filing.home).text
    assert "còn thiếu" in filing.browser.get(f"{filing.home}/nop").text

    fill(filing.browser.client, f"{filing.home}/bieu-mau", **typed(), founded_on="04/05/2019")
    filing.add("E01", a_paper(), "Đăng ký.pdf")

    assert filing.kept().forms["founded_on"] == "2019-05-04"
    answer = fill(filing.browser.client, f"{filing.home}/nop")
    assert answer.status_code == 303, answer.text
    row = filing.kept()
    assert row.state is DossierState.SUBMITTED
    page = filing.browser.get(filing.home).text
    assert row.submissions[0].sha256 in page
    assert "còn 15 ngày làm việc" in page


def test_one_product_has_one_dossier_at_a_time(filing) -> None:
    filing.open()

    again = filing.browser.get(f"/cua-toi/san-pham/{filing.product}/ho-so")

    assert again.headers["Location"] == filing.home
    assert f"/cua-toi/san-pham/{filing.product}/ho-so" not in filing.browser.get("/cua-toi/ho-so").text


def test_what_is_typed_is_saved_by_the_script_field_by_field(filing) -> None:
    filing.open()
    form = form_of(filing.browser.get(f"{filing.home}/bieu-mau"))

    answer = filing.browser.client.post(
        form.action, data=form.values | {"history": "Từ đời ông", "founded_on": "hôm kia"}, headers=SCRIPT
    )

    assert answer.status_code == 200
    assert set(answer.json["errors"]) == {"founded_on"}
    assert filing.kept().forms == {"history": "Từ đời ông"}


def test_two_people_keep_what_each_of_them_typed(filing) -> None:
    filing.open()
    form = form_of(filing.browser.get(f"{filing.home}/bieu-mau"))
    fill(filing.browser.client, f"{filing.home}/bieu-mau", plan="Mở rộng")

    answer = filing.browser.client.post(form.action, data=form.values | {"history": "Từ đời ông"}, headers=SCRIPT)

    assert filing.kept().forms == {"plan": "Mở rộng", "history": "Từ đời ông"}
    assert "Người khác vừa sửa: Kế hoạch sản xuất, kinh doanh" in answer.json["said"]


def test_the_later_of_two_in_one_blank_is_told_what_the_other_wrote_and_keeps_his_own(filing) -> None:
    filing.open()
    late = form_of(filing.browser.get(f"{filing.home}/bieu-mau"))
    fill(filing.browser.client, f"{filing.home}/bieu-mau", plan="Của người trước")

    answer = send(filing.browser.client, late, plan="Của người sau", history="Từ đời ông")

    assert answer.status_code == 422
    assert "Người khác vừa lưu: “Của người trước”" in answer.text
    assert "Của người sau" in answer.text
    assert filing.kept().forms == {"plan": "Của người trước", "history": "Từ đời ông"}

    assert send(filing.browser.client, form_of(answer)).status_code == 303
    assert filing.kept().forms["plan"] == "Của người sau"


def test_of_several_files_each_bad_one_is_told_and_the_good_ones_stay(filing) -> None:
    filing.open()
    page = filing.browser.get(f"{filing.home}/muc/E02")
    form = form_of(page)

    answer = filing.browser.client.post(
        form.action,
        data=form.values
        | {
            "files": [
                (io.BytesIO(a_paper()), "tot.pdf"),
                (io.BytesIO(b"PK\x03\x04 workbook"), "bang.xlsx"),
                (io.BytesIO(a_picture()), "anh.jpg"),
                (io.BytesIO(b""), "trong.pdf"),
            ]
        },
        content_type="multipart/form-data",
        follow_redirects=True,
    )

    assert "bang.xlsx: Tệp này là Word, Excel hoặc tệp nén" in answer.text
    assert "trong.pdf: Tệp trống" in answer.text
    (item,) = filing.kept().items
    assert {file.filename for file in item.files} == {"tot.pdf", "anh.jpg"}


def test_the_script_is_told_of_one_bad_file_at_its_place(filing) -> None:
    filing.open()
    form = form_of(filing.browser.get(f"{filing.home}/muc/E02"))

    answer = filing.browser.client.post(
        form.action,
        data=form.values | {"files": (io.BytesIO(b"%PDF-1.7 broken"), "hong.pdf")},
        headers=SCRIPT,
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert answer.json["said"].startswith("Tệp PDF bị hỏng")


def test_a_file_is_looked_at_taken_home_and_taken_out(filing) -> None:
    filing.open()
    paper = a_paper("Giấy đăng ký")
    file = filing.add("E01", paper, "Đăng ký.pdf")

    home = filing.browser.get(f"/cua-toi/tep/{file}")
    shown = filing.browser.get(f"/cua-toi/tep/{file}/xem")
    assert home.data == shown.data == paper
    assert home.headers["Content-Disposition"].startswith("attachment")
    assert shown.headers["Content-Disposition"].startswith("inline")

    assert filing.browser.send(f"/cua-toi/tep/{file}/bo").status_code == 303
    assert filing.browser.get(f"/cua-toi/tep/{file}").status_code == 404


def test_the_whole_dossier_comes_as_one_zip_with_a_table_of_contents(filing) -> None:
    filing.open()
    filing.add("E01", a_paper("một"), "Giấy <b>.pdf")
    filing.add("E02", a_paper("hai"), "Giấy.pdf")

    answer = filing.browser.get(f"{filing.home}/ho-so.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        contents = archive.read(names[0]).decode()
    assert names[0] == "00 Mục lục.html"
    assert len(names) == 5
    assert "Chè Một" in contents
    assert "Giấy &lt;b&gt;.pdf" in contents


def test_days_and_criteria_of_a_paper_are_kept(filing) -> None:
    filing.open()
    filing.add("E02", a_paper())

    wrong = fill(filing.browser.client, f"{filing.home}/muc/E02", place=1, issued_on="2/1/2026", expires_on="1/1/2026")
    assert wrong.status_code == 422
    assert "Ngày hết hạn phải sau ngày cấp" in wrong.text
    fill(filing.browser.client, f"{filing.home}/muc/E02", place=1, issued_on="2/1/2024", expires_on="1/1/2026")

    assert "Đã hết hạn ngày 01/01/2026" in filing.browser.get(filing.home).text


def test_ones_own_score_is_told_with_the_way_to_the_next_star(filing) -> None:
    filing.open()
    form = form_of(filing.browser.get(f"{filing.home}/tu-cham"))
    with filing.app.app_context(), reading() as session:
        row = questions.dossier(session, filing.dossier)
        leaves = [leaf.code for leaf in questions.criteria_of(row).leaves()]
    ticks = {f"tc-{code}": "0" for code in leaves[:5]}

    answer = filing.browser.client.post(form.action, data=form.values | ticks, headers=SCRIPT)

    assert "Để đạt 3 sao: thiếu" in answer.json["said"]
    assert filing.kept().self_ticks == dict.fromkeys(leaves[:5], 0)
    page = filing.browser.get(filing.home).text
    assert "không phải kết quả chính thức" in page
    assert "thiếu" in page


def test_two_windows_of_ones_own_score_lose_no_tick(filing) -> None:
    filing.open()
    first, second = (form_of(filing.browser.get(f"{filing.home}/tu-cham")) for _ in range(2))
    filing.browser.client.post(first.action, data=first.values | {"tc-1.1": "0", "tc-1.3": "0"}, headers=SCRIPT)

    told = filing.browser.client.post(second.action, data=second.values | {"tc-1.2": "0"}, headers=SCRIPT).json
    quarrel = filing.browser.client.post(
        second.action, data=second.values | {"opened": told["opened"], "tc-1.2": "0", "tc-1.3": "1"}, headers=SCRIPT
    ).json

    assert "Người khác vừa chấm: 1.1, 1.3" in told["said"]
    assert "Tiêu chí 1.3: Người khác vừa lưu" in quarrel["said"]
    assert filing.kept().self_ticks == {"1.1": 0, "1.2": 0, "1.3": 0}


def test_a_tick_that_the_set_does_not_have_is_refused(filing) -> None:
    filing.open()

    for forged in ("99", "-2", "một"):
        answer = fill(filing.browser.client, f"{filing.home}/tu-cham", **{"tc-1.1": forged})

        assert answer.status_code == 422
        assert "data-error-summary" in answer.text
    assert filing.kept().self_ticks == {}


def test_files_sent_without_the_pages_token_are_not_looked_at(filing) -> None:
    filing.open()
    form = form_of(filing.browser.get(f"{filing.home}/muc/E02"))

    for headers in ({}, SCRIPT):
        answer = filing.browser.client.post(
            form.action, data={"files": (io.BytesIO(a_paper()), "la.pdf")}, headers=headers
        )
        assert answer.status_code == 422
        assert STALE in (answer.json["said"] if headers else answer.text)
    assert filing.kept().items == []


def test_an_item_that_the_instrument_does_not_list_is_not_there(filing) -> None:
    filing.open()

    for code in ("M01", "C03", "X99", "E01%20"):
        assert filing.browser.get(f"{filing.home}/muc/{code}").status_code == 404


def test_marks_that_were_tampered_with_take_nothing_away_unseen(filing) -> None:
    filing.open()
    fill(filing.browser.client, f"{filing.home}/bieu-mau", plan="Đã có")

    for marks in ("", "[]", "{", json.dumps({"plan": 1})):
        answer = fill(filing.browser.client, f"{filing.home}/bieu-mau", opened=marks, plan="Đè lên")
        assert answer.status_code == 422
    assert filing.kept().forms["plan"] == "Đã có"
