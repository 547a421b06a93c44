"""Several people propose for one producer, staff write meanwhile: each is told what the others did."""

import io
from dataclasses import dataclass

import pytest
from builders.people import a_person
from builders.portal import a_member, a_picture, account_of, every_proposal, kept_proposal
from builders.units import a_unit, goods_of, kept_goods, kept_unit
from flask import Flask
from web.conftest import Browser, _sign_in

from registry.models.producer import ContactKind
from registry.rules.permissions import Actor, Role
from registry.usecases import proposals, registration
from registry.usecases.producer_facts import ContactFacts, ProducerFacts
from registry.usecases.product_facts import ProductFacts

SENT = "/cua-toi/de-nghi"
NAME = "Hợp tác xã Ánh Dương"
AS_IT_STANDS = {"name": NAME, "kind": "cooperative", "commune": ""}
"""What the form about a producer sends along of what nobody changes."""


@dataclass
class Two:
    """A producer with a product, and two people of it: one who acts, one before a browser."""

    unit: str
    goods: str
    colleague: Actor
    browser: Browser


@pytest.fixture
def two(web_app: Flask) -> Two:
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        unit = a_unit(officer, NAME, address="Bản Cũ")
        goods = goods_of(officer, unit, "Chè Một", story="Chuyện cũ")
        colleague = a_member(officer, unit, sign_in="pao@vi-du.vn", name="Vàng A Páo")
        browser = Browser(web_app.test_client(), account=account_of(a_member(officer, unit)))
    _sign_in(web_app, browser)
    return Two(unit, goods, colleague, browser)


def move(two: Two, address: str) -> str:
    """Let the colleague propose another address."""
    (made,) = proposals.propose_for_producer(
        actor=two.colleague,
        producer=two.unit,
        version=kept_unit(two.unit).version,
        address=address,
        website=None,
        contacts=(),
    )
    return made


def picture(two: Two, colour: str) -> str:
    return proposals.propose_photo(actor=two.colleague, product=two.goods, content=a_picture(colour), caption=colour)


def staff_write(two: Two, **facts: object) -> None:
    """Let staff write into the producer's record."""
    said = {"name": NAME, "kind": kept_unit(two.unit).kind, "address": "Bản Cũ", **facts}
    registration.amend_producer(
        actor=a_person(Role.OFFICER),
        producer=two.unit,
        version=kept_unit(two.unit).version,
        facts=ProducerFacts(**said),  # type: ignore[arg-type]
    )


def test_a_form_says_what_a_colleague_has_asked_for_and_that_it_would_be_replaced(web_app, two) -> None:
    form = f"/cua-toi/chu-the/{two.unit}/de-nghi"
    assert "Đang chờ cán bộ trả lời" not in two.browser.get(form).text
    with web_app.app_context():
        made = move(two, "Bản Của Páo")

    page = two.browser.get(form).text

    assert f"{SENT}/{made}" in page
    assert "địa chỉ do Vàng A Páo gửi lúc" in page
    assert "được thay bằng đề nghị mới" in page


def test_who_replaced_a_proposal_and_who_took_one_back_is_named(web_app, two) -> None:
    with web_app.app_context():
        first = move(two, "Bản Một")
    two.browser.send(f"/cua-toi/chu-the/{two.unit}/de-nghi", address="Bản Hai", **AS_IT_STANDS)
    with web_app.app_context():
        second = next(one.public_id for one in every_proposal() if one.public_id != first)
        proposals.withdraw(actor=two.colleague, proposal=second)

    assert "Được thay bằng đề nghị mới hơn</strong>: Lò Thị Chủ" in two.browser.get(f"{SENT}/{first}").text
    assert "Đã rút lại</strong>: Vàng A Páo" in two.browser.get(f"{SENT}/{second}").text
    assert "Được thay bằng đề nghị mới hơn (Lò Thị Chủ)" in two.browser.get(SENT).text


def test_the_slower_of_two_who_take_back_is_led_to_what_became_of_it(web_app, two) -> None:
    with web_app.app_context():
        made = move(two, "Bản Một")
    waiting = two.browser.hidden(f"{SENT}/{made}/rut")
    with web_app.app_context():
        proposals.withdraw(actor=two.colleague, proposal=made)

    late = two.browser.client.post(f"{SENT}/{made}/rut", data=waiting, follow_redirects=True)

    assert late.request.path == f"{SENT}/{made}"
    assert "Không rút lại được nữa" in late.text


def test_whoever_proposed_sees_that_the_register_moved_on(web_app, two) -> None:
    with web_app.app_context():
        made = move(two, "Bản Một")
    assert "Hiện nay trong sổ" not in two.browser.get(f"{SENT}/{made}").text
    with web_app.app_context():
        staff_write(two, address="Bản Cán Bộ Ghi")

    page = two.browser.get(f"{SENT}/{made}").text

    assert "Sổ đã thay đổi từ khi đề nghị được gửi" in page
    assert "Bản Cán Bộ Ghi" in page


def test_a_form_overtaken_by_staff_shows_the_contacts_they_wrote(web_app, two) -> None:
    address = f"/cua-toi/chu-the/{two.unit}/de-nghi"
    hidden = two.browser.hidden(address)
    with web_app.app_context():
        staff_write(two, contacts=(ContactFacts(kind=ContactKind.ZALO, value="0933333333", is_public=True),))

    answer = two.browser.client.post(address, data={**hidden, **AS_IT_STANDS, "version": "1", "address": "Bản Mới"})

    assert answer.status_code == 422
    assert "Hãy xem phần “Đang ghi trong sổ”" in answer.text
    assert answer.text.index("Zalo: 0933333333 (mọi người xem được)") < answer.text.index('name="address"')


def test_a_form_overtaken_by_staff_shows_the_story_they_wrote(web_app, two) -> None:
    address = f"/cua-toi/san-pham/{two.goods}/de-nghi"
    hidden = two.browser.hidden(address)
    with web_app.app_context():
        row = kept_goods(two.goods)
        registration.amend_product(
            actor=a_person(Role.OFFICER),
            product=two.goods,
            version=row.version,
            facts=ProductFacts(name=row.name, story="Chuyện cán bộ ghi"),
        )

    answer = two.browser.client.post(address, data={**hidden, "version": "1", "story": "Chuyện tôi kể"})

    assert answer.status_code == 422
    assert "Chuyện cán bộ ghi" in answer.text
    assert "Chuyện tôi kể" in answer.text


def test_many_pictures_are_counted_where_they_wait_and_told_apart_where_they_are_listed(web_app, two) -> None:
    with web_app.app_context():
        made = [picture(two, colour) for colour in ("green", "red", "blue")]

    page = two.browser.get(f"/cua-toi/san-pham/{two.goods}").text
    assert "3 ảnh sản phẩm" in page
    assert not any(f"{SENT}/{one}" in page for one in made)
    listed = two.browser.get(SENT).text
    assert all(colour in listed for colour in ("green", "red", "blue"))


def test_two_pictures_of_one_name_sent_from_one_form_are_two(web_app, two) -> None:
    address = f"/cua-toi/san-pham/{two.goods}/anh"
    hidden = two.browser.hidden(address)

    for colour in ("green", "red", "red"):
        sent = (io.BytesIO(a_picture(colour)), "image.jpg")
        answer = two.browser.client.post(address, data={**hidden, "photo": sent})
        assert answer.headers["Location"] == SENT

    with web_app.app_context():
        assert len({one.sha256 for one in every_proposal()}) == len(every_proposal()) == 2


def test_a_long_list_comes_in_pages(web_app, two) -> None:
    with web_app.app_context():
        for number in range(51):
            last = move(two, f"Bản {number}")

    first, second = two.browser.get(SENT).text, two.browser.get(f"{SENT}?trang=2").text

    assert first.count("Địa chỉ – Hợp tác xã") == 50
    assert second.count("Địa chỉ – Hợp tác xã") == 1
    assert f"{SENT}/{last}" in first
    assert two.browser.get(f"{SENT}?trang=-1&sap=x&xuat=csv").status_code == 200


def test_staff_see_what_they_refuse_and_are_not_asked_about_what_has_its_answer(web_app, two, someone) -> None:
    with web_app.app_context():
        made = move(two, "Bản Một")
    officer, address = someone(Role.OFFICER), f"/can-bo/de-nghi/{made}"

    asked = officer.get(f"{address}/khong-chap-nhan").text
    assert "Bản Cũ" in asked
    assert "Bản Một" in asked
    assert officer.send(f"{address}/khong-chap-nhan", reason="Chưa có giấy tờ").status_code == 303

    assert officer.get(f"{address}/khong-chap-nhan").headers["Location"] == address
    with web_app.app_context():
        assert kept_proposal(made).reason == "Chưa có giấy tờ"


def test_a_picture_is_asked_to_be_added_and_named_by_its_caption(web_app, two, someone) -> None:
    with web_app.app_context():
        made = picture(two, "green")
    officer = someone(Role.OFFICER)

    page = officer.get(f"/can-bo/de-nghi/{made}/chap-nhan").text
    assert "Chè Một – chấp nhận đề nghị thêm ảnh" in page
    assert "Chè Một sẽ có thêm ảnh này" in page
    assert "green" in officer.get("/can-bo/de-nghi").text
