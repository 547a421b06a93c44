"""A decision from an empty form to papers in hands, by two people before their browsers."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from builders.desk import HOME, Desk, a_desk, a_scan, decision_of, landed, visible
from builders.page_forms import fill, form_of, press
from pypdf import PdfReader

from registry.config import Config
from registry.models.certificate import FileRole
from registry.queries import decision_papers
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Role
from registry.transaction import reading

LINE = {"kind": "first", "score": "62,5", "stars": "3", "instrument": "1048+781", "assessed_on": "09/12/2020"}


@pytest.fixture
def web_config(config: Config) -> Config:
    """Both databases."""
    return config


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def test_a_decision_goes_from_an_empty_form_to_papers_in_hands(desk: Desk) -> None:
    client = desk.officer.client
    product = desk.product("Chè Shan tuyết Tả Lèng")

    answer = fill(
        client, f"{HOME}/moi", kind="recognition", title="Công nhận sản phẩm OCOP (đợt 2)", round_no="2",
        round_year="2020",
    )  # fmt: skip
    decision = decision_of(answer.headers["Location"])
    found = client.get(f"{HOME}/{decision}/them?q=che+shan").text
    assert f"{HOME}/{decision}/them/{product}" in found
    assert fill(client, f"{HOME}/{decision}/them/{product}", **LINE, product_set="1048+781:12").status_code == 303
    desk.check(decision)
    desk.approve(decision)
    desk.sign(decision, scan=(io.BytesIO(a_scan()), "QĐ 1757 đã ký.pdf"))
    desk.put_in_effect(decision)

    papers = desk.page(decision, "/giay")
    text = visible(papers.text)
    assert "001/2020/GCN-OCOP" in text
    assert "Chè Shan tuyết Tả Lèng" in text
    assert "QĐ 1757 đã ký.pdf" in text
    assert desk.detail(decision).decision.state is DecisionState.IN_EFFECT


def test_every_kept_paper_is_sent_byte_for_byte_under_its_own_name(desk: Desk) -> None:
    decision = desk.issue("Chè Shan tuyết", "Mật ong bạc hà")

    with desk.app.app_context(), reading() as session:
        held = decision_papers.papers(session, desk.detail(decision).decision)
    assert [one.file.role for one in held] == [FileRole.ANNEX, FileRole.PRINT, FileRole.RENDER, FileRole.RENDER]
    for one in held:
        answer = desk.page(decision, f"/tep/{one.file.public_id}")
        assert answer.data == desk.app.config["VAULT"].read(one.file.sha256)
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] == "application/pdf"


def test_one_zip_holds_every_paper_and_says_the_decision(desk: Desk) -> None:
    decision = desk.issue("Chè Shan tuyết", "Mật ong bạc hà")

    answer = desk.page(decision, "/giay.zip")

    assert "1757-Q" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
        names = pack.namelist()
        assert [name.split("/")[0] for name in names] == ["3 Quyết định", "1 Giấy chứng nhận", "1 Giấy chứng nhận"]
        assert all(PdfReader(io.BytesIO(pack.read(name))).pages for name in names)


def test_the_second_person_sees_watermarked_papers_before_approving(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    line = desk.detail(decision).lines[0].public_id

    page = desk.page(decision, "/duyet", browser=desk.approver).text
    for address in (f"{HOME}/{decision}/du-thao/phu-luc.pdf", f"{HOME}/{decision}/du-thao/in.pdf",
                    f"{HOME}/{decision}/du-thao/{line}.pdf"):  # fmt: skip
        assert address in page
        answer = desk.approver.get(address)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("inline;")
        text = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
        assert "GCN-OCOP" not in text
        assert "DỰ THẢO" in text.upper()


def test_the_drafter_cannot_approve_even_with_both_roles(desk: Desk, someone: Any) -> None:
    both = someone(Role.OFFICER, Role.APPROVER)
    answer = fill(both.client, f"{HOME}/moi", kind="recognition", title="Do một người làm")
    decision = decision_of(answer.headers["Location"])
    product = desk.product()
    fill(both.client, f"{HOME}/{decision}/them/{product}", **LINE)
    while "Xác nhận<" in both.get(f"{HOME}/{decision}/kiem-tra").text:
        press(both.client, f"{HOME}/{decision}/kiem-tra")
    fill(both.client, f"{HOME}/{decision}/kiem-tra")

    page = both.get(f"{HOME}/{decision}/duyet")
    assert "phải có người khác duyệt" in page.text
    refused = both.send(f"{HOME}/{decision}/duyet", page=f"{HOME}/moi")

    assert refused.status_code == 422
    assert "không được tự duyệt" in refused.text
    assert desk.detail(decision).decision.state is DecisionState.CHECKED


def test_pressing_twice_issues_once(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    desk.approve(decision)
    desk.sign(decision)
    address = f"{HOME}/{decision}/hieu-luc"
    form = form_of(desk.approver.get(address))

    for _ in range(3):
        assert desk.approver.client.post(address, data=form.values).status_code == 303
    assert fill_again_is_one_job(desk, decision)
    desk.work(decision)
    desk.work(decision)

    with desk.app.app_context(), reading() as session:
        held = decision_papers.papers(session, desk.detail(decision).decision)
    assert len([one for one in held if one.certificate]) == 1


def fill_again_is_one_job(desk: Desk, decision: str) -> bool:
    """Say whether the page shows progress instead of a second form."""
    page = desk.page(decision, "/hieu-luc", browser=desk.approver)
    return "<progress" in page.text and "Đưa vào hiệu lực</button>" not in page.text


def test_progress_survives_a_reload_and_ends_at_the_papers(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    desk.approve(decision)
    desk.sign(decision)
    fill(desk.approver.client, f"{HOME}/{decision}/hieu-luc")

    for _ in range(2):
        page = desk.page(decision, "/hieu-luc", browser=desk.approver)
        assert "data-refresh" in page.text
        assert 'http-equiv="refresh"' in page.text  # without script
    desk.work(decision)

    ended = desk.page(decision, "/hieu-luc", browser=desk.approver)
    assert ended.headers["Location"].endswith(f"/{decision}/giay")


def test_a_paper_that_cannot_be_printed_stops_everything_and_is_named(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết", "Sản phẩm 🍯 ong")
    desk.check(decision)
    desk.approve(decision)
    desk.sign(decision)
    fill(desk.approver.client, f"{HOME}/{decision}/hieu-luc")
    desk.work(decision)

    page = visible(desk.page(decision, "/hieu-luc", browser=desk.approver).text)

    assert "chưa có gì được ghi" in page
    assert "Sản phẩm 🍯 ong" in page
    assert desk.detail(decision).decision.state is DecisionState.SIGNED
    assert "Đưa vào hiệu lực" in page  # and may be tried again


def test_the_page_says_who_did_what_and_offers_one_next_step(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    assert "Xem bảng kiểm tra" in desk.page(decision).text
    desk.check(decision)
    assert "Chờ người thứ hai duyệt" in desk.page(decision).text
    assert "Xem và duyệt" in desk.page(decision, browser=desk.approver).text
    desk.approve(decision)
    assert "Nhập số, ngày ký" in desk.page(decision).text
    desk.sign(decision)
    assert "Đưa vào hiệu lực" in desk.page(decision, browser=desk.approver).text
    desk.put_in_effect(decision)

    page = desk.page(decision, browser=desk.approver)
    text = visible(page.text)
    assert text.count("Người officer,") == 3  # drafted, checked, signed facts
    assert text.count("Người approver,") == 2
    assert page.text.count("btn-primary") == 2  # the next step, and the filter of the list


def test_a_decision_is_taken_back_with_a_reason_that_stays_to_be_read(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)

    empty = fill(desk.approver.client, f"{HOME}/{decision}/tra-lai", reason="  ")
    assert empty.status_code == 422
    answer = fill(desk.approver.client, f"{HOME}/{decision}/tra-lai", reason="Thiếu biên bản họp hội đồng")

    assert "Thiếu biên bản họp hội đồng" in landed(desk.approver, answer)
    assert desk.detail(decision).decision.state is DecisionState.DRAFT
    assert "Thiếu biên bản" in desk.page(decision).text


def test_a_cancelled_decision_stays_to_be_seen_and_opens_nothing(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")

    fill(desk.officer.client, f"{HOME}/{decision}/bo", reason="Lập nhầm")

    assert "Đã bỏ" in desk.page(decision).text
    assert desk.page(decision, "/them").status_code == 422
    assert "không làm được việc này" in desk.page(decision, "/bo").text
