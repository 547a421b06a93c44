"""Staff keep a certificate in force for a late re-assessment before their browsers, and the public reads it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from builders.desk import Desk, a_desk, landed, visible
from builders.late import Late
from builders.page_forms import fill, forms_of

from registry import clock
from registry.rules.permissions import Role

HOME = "/can-bo/giay-chung-nhan"


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


@pytest.fixture
def late(desk: Desk) -> Late:
    """A certificate that ended twenty days ago, its re-assessment filed five days before."""
    officer, approver = desk.actor(desk.officer, Role.OFFICER), desk.actor(desk.approver, Role.APPROVER)
    with desk.app.app_context():
        return Late(officer, approver, ends=clock.today() - timedelta(days=20)).issued().filed(days_ahead=5)


def home(desk: Desk, late: Late) -> str:
    with desk.app.app_context():
        return f"{HOME}/{late.certificate.public_id}"


def test_the_dossier_leads_to_the_extension_and_the_public_reads_until_when(
    desk: Desk, late: Late, visitor: Any
) -> None:
    longest = late.ends + timedelta(days=180)
    page = home(desk, late)
    assert f"lâu nhất đến hết ngày {longest:%d/%m/%Y}" in visible(
        desk.approver.get(f"/can-bo/ho-so/{late.dossier}").text
    )
    assert f"{page}/keo-dai" in desk.approver.get(page).text
    assert f"{page}/keo-dai" not in desk.officer.get(page).text

    answer = fill(desk.approver.client, f"{page}/keo-dai")

    text = visible(landed(desk.approver, answer))
    assert f"được kéo dài đến hết ngày {longest:%d/%m/%Y} theo Điều 12" in text
    with desk.app.app_context():
        code = late.certificate.lookup_code
    for address in (f"/c/{code}", f"/san-pham/{late.product}"):
        public = visible(visitor.get(address).text)
        assert f"được kéo dài đến hết ngày {longest:%d/%m/%Y} theo Điều 12" in public
        assert "trong khi chờ đánh giá lại" in public
    assert f"Thời hạn của giấy được kéo dài đến hết ngày {longest:%d/%m/%Y}" in visible(
        visitor.get(f"/san-pham/{late.product}").text
    )
    day = late.ends + timedelta(days=1)
    assert f"giấy được kéo dài hiệu lực đến hết ngày {longest:%d/%m/%Y}" in visible(
        visitor.get(f"/san-pham/{late.product}?ngay={day}").text
    )
    assert forms_of(desk.approver.get(f"{page}/keo-dai")) == []


@pytest.mark.parametrize("written", ["", "hôm nay", "01/01/2199"])
def test_a_day_that_may_not_be_chosen_is_shown_again_with_what_is_wrong(desk: Desk, late: Late, written: str) -> None:
    answer = fill(desk.approver.client, f"{home(desk, late)}/keo-dai", until=written)

    assert answer.status_code == 422


def test_an_extension_ends_with_its_dossier_and_every_page_says_why(desk: Desk, late: Late) -> None:
    page = home(desk, late)
    fill(desk.approver.client, f"{page}/keo-dai")
    public = f"/san-pham/{late.product}"
    assert "việc kéo dài kết thúc" not in visible(desk.approver.get(public).text)
    with desk.app.app_context():
        late.withdrawn()

    today = f"{clock.today():%d/%m/%Y}"
    assert f"Đã hết kéo dài: hồ sơ đánh giá lại đã rút ngày {today}" in visible(desk.approver.get(page).text)
    assert f"Hồ sơ đánh giá lại được rút: việc kéo dài kết thúc, giấy có hiệu lực đến hết ngày {today}" in visible(
        desk.approver.get(public).text
    )


def test_an_extension_is_ended_earlier_for_another_ground(desk: Desk, late: Late) -> None:
    page = home(desk, late)
    fill(desk.approver.client, f"{page}/keo-dai")
    assert desk.approver.get(page).text.count(f"{page}/ket-thuc-keo-dai") == 1

    answer = fill(desk.approver.client, f"{page}/ket-thuc-keo-dai", reason="Trung ương đã kết luận")

    assert f"ngày cuối cùng có hiệu lực là {clock.today():%d/%m/%Y}" in visible(landed(desk.approver, answer))


def test_what_is_not_extended_has_nothing_to_end(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết")
    with desk.app.app_context():
        from registry.models.certificate import Certificate
        from registry.transaction import reading

        with reading() as session:
            public_id = session.query(Certificate.public_id).scalar()

    for part in ("keo-dai", "ket-thuc-keo-dai"):
        assert forms_of(desk.approver.get(f"{HOME}/{public_id}/{part}")) == []
        assert desk.officer.get(f"{HOME}/{public_id}/{part}").status_code == 403
