"""What whoever speaks for a producer sees and does on the portal."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from builders.page_forms import fill
from builders.people import a_person
from builders.portal import a_member, a_picture, account_of, every_proposal, settle
from builders.register import a_line, issue
from builders.units import a_unit, goods_of, kept_unit
from flask import Flask
from sqlalchemy import select
from web.conftest import Browser, _sign_in

from registry import clock
from registry.models.certificate import PaperFile
from registry.models.producer import ContactKind
from registry.rules.instruments import Instrument
from registry.rules.permissions import Role
from registry.rules.proposal_life import ProposalField, ProposalState
from registry.rules.term import expires_on
from registry.transaction import reading
from registry.usecases import proposal_answers
from registry.usecases.producer_facts import ContactFacts


@dataclass
class Own:
    """A person of a producer before a browser, and what the producer has."""

    browser: Browser
    unit: str
    certified: str
    expired: str
    plain: str


@pytest.fixture
def own(web_app: Flask) -> Own:
    """A producer with one product in force, one expired, one never certified."""
    with web_app.app_context():
        officer, approver = a_person(Role.OFFICER), a_person(Role.APPROVER)
        unit = a_unit(
            officer,
            "Hợp tác xã Ánh Dương",
            address="Bản Cũ",
            contacts=(ContactFacts(kind=ContactKind.PHONE, value="0911111111"),),
        )
        settle(unit)
        certified, expired, plain = (goods_of(officer, unit, name) for name in ("Chè Một", "Mật Hai", "Gạo Ba"))
        issue(officer, approver, [a_line(expired)])
        young = clock.today() - timedelta(days=10)
        issue(
            officer,
            approver,
            [a_line(certified, assessed_on=young, filed_on=young, instrument=Instrument.QD_26_2026, product_set=None)],
            number="9/QĐ-UBND",
            signed_on=young,
        )
        person = a_member(officer, unit)
        browser = Browser(web_app.test_client(), account=account_of(person))
    _sign_in(web_app, browser)
    return Own(browser, unit, certified, expired, plain)


def test_the_first_page_says_in_plain_words_how_each_product_stands(own) -> None:
    page = " ".join(own.browser.get("/cua-toi").text.split())
    last = expires_on(clock.today() - timedelta(days=10))

    assert f"còn {(last - clock.today()).days} ngày (đến hết ngày {last:%d/%m/%Y})" in page
    assert "Đã hết hạn từ ngày 12/12/2023: không được in hạng sao trên bao bì mới." in page
    assert "Chưa được công nhận hạng sao: không được in hạng sao trên bao bì mới." in page
    assert "Nộp hồ sơ đánh giá lại từ ngày" in page


def test_a_certificate_is_downloaded_as_it_was_issued(web_app, own) -> None:
    page = own.browser.get(f"/cua-toi/san-pham/{own.certified}").text
    address = re.search(r"/cua-toi/giay/([a-z0-9]{16})", page)
    assert address is not None

    answer = own.browser.get(address[0])

    with web_app.app_context(), reading() as session:
        kept = session.scalars(select(PaperFile).where(PaperFile.public_id == address[1])).one()
    assert hashlib.sha256(answer.data).hexdigest() == kept.sha256
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"


def test_all_papers_come_in_one_zip(own) -> None:
    answer = own.browser.get(f"/cua-toi/chu-the/{own.unit}/giay.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        contents, good, over = archive.namelist()
        assert (good.split("/")[0], over.split("/")[0]) == ("Còn hiệu lực", "Không còn hiệu lực")
        assert all(archive.read(name).startswith(b"%PDF") for name in (good, over))
        told = archive.read(contents).decode()
    assert told.index("Chè Một, 3 sao: đến hết ngày") < told.index("Không dùng các giấy này")
    assert "Mật Hai, 3 sao: đã hết hạn (có hiệu lực đến hết ngày 11/12/2023)" in told


def test_a_producer_without_papers_has_no_zip(web_app, own) -> None:
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        bare = a_unit(officer, "Hộ Không Giấy")
        person = a_member(officer, bare, sign_in="ba@vi-du.vn")
        browser = Browser(web_app.test_client(), account=account_of(person))
    _sign_in(web_app, browser)

    assert browser.get(f"/cua-toi/chu-the/{bare}/giay.zip").status_code == 404
    assert "giay.zip" not in browser.get(f"/cua-toi/chu-the/{bare}").text


def test_own_contacts_are_seen_published_or_not(own) -> None:
    page = own.browser.get(f"/cua-toi/chu-the/{own.unit}").text

    assert "0911111111" in page
    assert "chỉ cán bộ xem" in page


def test_a_correction_goes_from_the_form_to_staff_and_back_with_its_answer(web_app, own, someone) -> None:
    form = f"/cua-toi/chu-the/{own.unit}/de-nghi"
    assert 'value="Bản Cũ"' in own.browser.get(form).text

    answer = fill(own.browser.client, form, **{"address": "Bản Mới", "contacts-0-is_public": "y"})
    assert answer.headers["Location"] == "/cua-toi/de-nghi"
    with web_app.app_context():
        made = {one.field: one.public_id for one in every_proposal()}
    assert set(made) == {ProposalField.ADDRESS, ProposalField.CONTACTS}

    officer = someone(Role.OFFICER)
    assert "đề nghị của chủ thể chờ trả lời" in officer.get("/can-bo").text
    assert own.browser.get("/cua-toi/de-nghi").text.count("Chờ trả lời") == 2
    contacts, address = made[ProposalField.CONTACTS], made[ProposalField.ADDRESS]
    assert officer.send(f"/can-bo/de-nghi/{contacts}/chap-nhan").status_code == 303
    assert officer.send(f"/can-bo/de-nghi/{address}/khong-chap-nhan", reason="Cần giấy tờ").status_code == 303

    shown = own.browser.get("/cua-toi/de-nghi").text
    assert "Đã chấp nhận" in shown
    assert "Cần giấy tờ" in shown
    assert "mọi người xem được" in own.browser.get(f"/cua-toi/chu-the/{own.unit}").text
    assert Browser(web_app.test_client()).get(f"/chu-the/{own.unit}").text.count("0911111111") > 0
    with web_app.app_context():
        assert kept_unit(own.unit).address == "Bản Cũ"


def test_what_is_wrong_is_shown_with_everything_typed_kept(own) -> None:
    answer = fill(
        own.browser.client,
        f"/cua-toi/chu-the/{own.unit}/de-nghi",
        **{"website": "javascript:alert(1)", "contacts-1-kind": "phone", "contacts-1-value": "abc"},
    )

    assert answer.status_code == 422
    assert "javascript:alert(1)" in answer.text
    assert 'value="abc"' in answer.text
    assert "Số điện thoại gồm" in answer.text


def test_another_row_for_a_contact_is_there_for_the_asking(own) -> None:
    form = f"/cua-toi/chu-the/{own.unit}/de-nghi"
    before = own.browser.get(form).text.count('-value"')

    answer = fill(own.browser.client, form, **{"them-dong": "1", "address": "Bản Mới"})

    assert answer.status_code == 200
    assert answer.text.count('-value"') > before
    assert 'value="Bản Mới"' in answer.text


def test_a_story_and_a_picture_are_proposed(web_app, own) -> None:
    fill(own.browser.client, f"/cua-toi/san-pham/{own.plain}/de-nghi", story="Gạo của bản")
    answer = fill(
        own.browser.client,
        f"/cua-toi/san-pham/{own.plain}/anh",
        photo=(io.BytesIO(a_picture()), "gao.jpg"),
        caption="Ruộng lúa",
    )

    assert answer.status_code == 303
    with web_app.app_context():
        story, picture = every_proposal()
    assert (story.wanted, picture.wanted) == ("Gạo của bản", {"width": 300, "height": 200, "caption": "Ruộng lúa"})
    kept = own.browser.get(f"/cua-toi/de-nghi/{picture.public_id}/anh")
    assert kept.headers["Content-Type"] == "image/jpeg"
    assert b"Exif" not in kept.data
    assert "Ruộng lúa" in own.browser.get(f"/cua-toi/de-nghi/{picture.public_id}").text


def test_a_file_that_is_no_picture_is_refused_at_its_field(own) -> None:
    answer = fill(own.browser.client, f"/cua-toi/san-pham/{own.plain}/anh", photo=(io.BytesIO(b"%PDF-1.7"), "giay.pdf"))

    assert answer.status_code == 422
    assert "PDF, không phải ảnh" in answer.text


def test_a_proposal_is_taken_back_until_it_is_answered(web_app, own) -> None:
    for story in ("Một", "Hai"):
        fill(own.browser.client, f"/cua-toi/san-pham/{own.plain}/de-nghi", story=story)
    with web_app.app_context():
        _, waiting = every_proposal()

    assert own.browser.send(f"/cua-toi/de-nghi/{waiting.public_id}/rut").status_code == 303
    with web_app.app_context():
        assert {one.state for one in every_proposal()} == {ProposalState.WITHDRAWN}

    late = own.browser.get(f"/cua-toi/de-nghi/{waiting.public_id}/rut")
    assert late.headers["Location"] == f"/cua-toi/de-nghi/{waiting.public_id}"


def test_a_form_overtaken_by_staff_shows_what_stands_there_now(web_app, own) -> None:
    address = f"/cua-toi/chu-the/{own.unit}/de-nghi"
    hidden = own.browser.hidden(address)
    fill(own.browser.client, address, website="cu.vn")
    with web_app.app_context():
        proposal_answers.accept(actor=a_person(Role.OFFICER), proposal=every_proposal()[0].public_id)

    answer = own.browser.client.post(address, data={**hidden, "version": "1", "address": "Bản Mới"})

    assert answer.status_code == 422
    assert "https://cu.vn" in answer.text
    assert 'value="Bản Mới"' in answer.text


def test_own_pages_are_kept_by_nobody_else(own) -> None:
    for address in ("/cua-toi", f"/cua-toi/chu-the/{own.unit}", f"/cua-toi/san-pham/{own.certified}"):
        assert own.browser.get(address).headers["Cache-Control"] == "no-store"


def test_changing_the_password_leads_back_to_the_portal(own) -> None:
    page = own.browser.get("/tai-khoan/mat-khau").text

    assert "Cổng chủ thể" in page
    assert "Việc cần làm" not in page


def test_the_days_left_are_told_from_the_first_to_the_last(own) -> None:
    from registry.web.portal.plain_words import _days_left

    assert _days_left(date(2026, 11, 23), date(2026, 11, 23)) == "hôm nay là ngày cuối"
    assert _days_left(date(2027, 4, 15), date(2026, 11, 23)) == "còn 143 ngày"


def test_what_is_wrong_in_a_row_is_told_above_the_form_with_the_row_s_number(own) -> None:
    form = f"/cua-toi/chu-the/{own.unit}/de-nghi"

    answer = fill(own.browser.client, form, **{"contacts-1-kind": "email", "contacts-1-value": "ba@"})

    summary = answer.text.split("data-error-summary")[1].split("</ul>")[0]
    assert '<a href="#contacts-1-value">Số hoặc địa chỉ (dòng 2)</a>' in summary
