"""Mergers, splits, transfers: rights on the portal never follow by themselves, and whoever lost sight is told why."""

from datetime import date, timedelta

import pytest
from builders.people import a_person
from builders.portal import PASSWORD, a_member, account_of, settle
from builders.register import a_line, issue
from builders.units import a_unit, goods_of
from flask import Flask
from web.conftest import Browser, _sign_in

from registry import clock
from registry.queries import memberships, producer_record
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import invitations, producer_fates, renaming
from registry.usecases.registration import HasEnded

OLD, NEW = "Hợp tác xã Ánh Dương", "Hợp tác xã Biển Xanh"


@pytest.fixture
def officer(web_app: Flask) -> Actor:
    with web_app.app_context():
        return a_person(Role.OFFICER)


@pytest.fixture
def today(web_app: Flask) -> date:
    with web_app.app_context():
        return clock.today()


@pytest.fixture
def old(web_app: Flask, officer: Actor) -> str:
    with web_app.app_context():
        unit = a_unit(officer, OLD)
        settle(unit)
        return unit


@pytest.fixture
def new(web_app: Flask, officer: Actor) -> str:
    with web_app.app_context():
        return a_unit(officer, NEW)


@pytest.fixture
def goods(web_app: Flask, officer: Actor, old: str) -> str:
    with web_app.app_context():
        made = goods_of(officer, old, "Chè Ánh Dương")
        issue(officer, a_person(Role.APPROVER), [a_line(made)], number="12/QĐ-UBND")
        return made


def somebody_of(app: Flask, officer: Actor, unit: str, sign_in: str, name: str = "Lò Thị Chủ") -> Browser:
    with app.app_context():
        browser = Browser(app.test_client(), account_of(a_member(officer, unit, sign_in=sign_in, name=name)))
    _sign_in(app, browser)
    return browser


def papers_of(app: Flask, unit: str) -> list[str]:
    with app.app_context(), reading() as session:
        row = producer_record.producer(session, unit)
        assert row is not None
        return [f"/cua-toi/giay/{one.public_id}" for one in memberships.papers(session, row)]


def test_in_a_merger_rights_do_not_follow_and_the_people_are_told_why(web_app, officer, old, new, goods, today) -> None:
    person = somebody_of(web_app, officer, old, "0912000001")
    (paper,) = papers_of(web_app, old)
    assert person.get(paper).status_code == 200

    with web_app.app_context():
        producer_fates.merge_producers(actor=officer, olds=[old], into=new, on=today)

    assert person.get(f"/cua-toi/chu-the/{new}").status_code == 404
    for address in (f"/cua-toi/san-pham/{goods}", f"/cua-toi/san-pham/{goods}/de-nghi", paper):
        answer = person.get(address)
        assert answer.status_code == 410, address
        assert f"“Chè Ánh Dương” đã chuyển sang {NEW} từ ngày {today:%d/%m/%Y}" in answer.text
    page = person.get(f"/cua-toi/chu-the/{old}").text
    assert f"nay là {NEW}" in page
    assert "Quyền của bạn không tự chuyển theo" in page


def test_staff_are_offered_to_invite_the_people_of_a_merged_unit(
    web_app, officer, old, new, goods, today, someone
) -> None:
    person = somebody_of(web_app, officer, old, "0912000001", name="Lò Thị Sáp")
    with web_app.app_context():
        producer_fates.merge_producers(actor=officer, olds=[old], into=new, on=today)
    staff = someone(Role.OFFICER, email="khac@vi-du.vn")
    address = f"/can-bo/chu-the/{new}/nguoi/moi?nguoi={person.account}"
    assert address in staff.get(f"/can-bo/chu-the/{new}").text
    assert 'value="Lò Thị Sáp"' in staff.get(address).text
    assert 'value="0912000001"' in staff.get(address).text

    with web_app.app_context():
        code = invitations.invite(actor=officer, producer=new, name="Lò Thị Sáp", sign_in="0912000001").code
        invitations.redeem(sign_in="0912000001", code=code)

    assert address not in staff.get(f"/can-bo/chu-the/{new}").text
    assert person.get(f"/cua-toi/san-pham/{goods}").status_code == 200


def test_the_form_begins_with_nobody_who_was_not_of_a_merged_unit(web_app, officer, old, new, someone) -> None:
    stranger = somebody_of(web_app, officer, old, "0912000001", name="Lò Thị Lạ")

    page = someone(Role.OFFICER, email="khac@vi-du.vn").get(f"/can-bo/chu-the/{new}/nguoi/moi?nguoi={stranger.account}")

    assert page.status_code == 200
    assert "Lò Thị Lạ" not in page.text


@pytest.mark.parametrize("old_goes_on", [True, False])
def test_a_split_opens_neither_half_to_the_people_of_the_other(
    old_goes_on, web_app, officer, old, new, goods, today
) -> None:
    before = somebody_of(web_app, officer, old, "0912000001")
    after = somebody_of(web_app, officer, new, "0987000002")
    with web_app.app_context():
        kept = goods_of(officer, old, "Mật ong Ánh Dương") if old_goes_on else None
        producer_fates.split_producer(actor=officer, old=old, shares={new: [goods]}, on=today, old_goes_on=old_goes_on)

    assert before.get(f"/cua-toi/san-pham/{goods}").status_code == 410
    assert before.get(f"/cua-toi/chu-the/{new}").status_code == 404
    assert after.get(f"/cua-toi/san-pham/{goods}").status_code == 200
    assert after.get(f"/cua-toi/chu-the/{old}").status_code == 404
    if kept:
        assert after.get(f"/cua-toi/san-pham/{kept}").status_code == 404
        assert before.get(f"/cua-toi/san-pham/{kept}").status_code == 200


def test_what_the_new_holder_does_with_a_product_stays_its_own(web_app, officer, old, new, goods, today) -> None:
    person = somebody_of(web_app, officer, old, "0912000001")
    with web_app.app_context():
        third = a_unit(officer, "Hợp tác xã Cát Vàng")
        renaming.transfer_product(actor=officer, product=goods, to=new, on=today - timedelta(days=2))
        renaming.rename_product(actor=officer, product=goods, name="Trà tên mới", on=today - timedelta(days=1))
        renaming.transfer_product(actor=officer, product=goods, to=third, on=today)

    told = person.get(f"/cua-toi/san-pham/{goods}").text
    listed = person.get(f"/cua-toi/chu-the/{old}").text

    for page in (told, listed):
        assert "Chè Ánh Dương" in page
        assert NEW in page
        assert "Trà tên mới" not in page
        assert "Cát Vàng" not in page


def test_a_product_that_came_back_is_ones_own_again(web_app, officer, old, new, goods, today) -> None:
    person = somebody_of(web_app, officer, old, "0912000001")
    with web_app.app_context():
        renaming.transfer_product(actor=officer, product=goods, to=new, on=today - timedelta(days=1))
        renaming.transfer_product(actor=officer, product=goods, to=old, on=today)

    assert person.get(f"/cua-toi/san-pham/{goods}").status_code == 200
    assert "Đã chuyển sang chủ thể khác" not in person.get(f"/cua-toi/chu-the/{old}").text


def test_whoever_speaks_for_both_sees_the_product_where_it_is(web_app, officer, old, new, goods, today) -> None:
    person = somebody_of(web_app, officer, old, "0912000001")
    with web_app.app_context():
        code = invitations.invite(actor=officer, producer=new, name="Lò Thị Chủ", sign_in="0912000001").code
        invitations.redeem(sign_in="0912000001", code=code)
        renaming.transfer_product(actor=officer, product=goods, to=new, on=today)

    assert person.get(f"/cua-toi/san-pham/{goods}").status_code == 200


def test_an_invitation_to_a_unit_that_was_merged_says_why_it_opens_nothing(web_app, officer, old, new, today) -> None:
    with web_app.app_context():
        code = invitations.invite(actor=officer, producer=old, name="Lò Thị Chủ", sign_in="0912000001").code
        producer_fates.merge_producers(actor=officer, olds=[old], into=new, on=today)

        with pytest.raises(HasEnded, match=OLD):
            invitations.redeem(sign_in="0912000001", code=code, password=PASSWORD)
