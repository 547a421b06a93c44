"""Supervision on its pages: a visit from plan to end, a complaint from arrival to answer, stamps, and who sees what."""

import io

import pytest
from builders.page_forms import fill
from builders.portal import a_picture
from builders.register import a_line, a_producer, a_product, issue
from sqlalchemy import text

from registry import clock
from registry.rules.permissions import Role
from registry.rules.supervision import Conclusion, FindingTopic
from registry.transaction import reading

HOME = "/can-bo/giam-sat"
TODAY = f"{clock.today():%d/%m/%Y}"


@pytest.fixture
def unit(web_app):
    with web_app.app_context():
        return a_producer("Hợp tác xã <Ánh & Dương>")


@pytest.fixture
def tea(web_app, unit):
    with web_app.app_context():
        return a_product("Chè “cổ thụ” & bạn", producer=unit)


def planned(client, unit):
    answer = fill(client, f"{HOME}/chu-the/{unit}/lap", kind="periodic", planned_on=TODAY, team="Lò Văn Thử")
    assert answer.status_code == 303, answer.text
    return answer.location


def test_a_visit_goes_from_its_plan_to_its_end(someone, unit, tea) -> None:
    client = someone(Role.OFFICER).client
    assert "Lập kế hoạch kiểm tra" in client.get(f"/can-bo/chu-the/{unit}").text
    made = planned(client, unit)
    fill(client, f"{made}/di-kiem-tra", visited_on=TODAY, present="Giám đốc")
    finding = fill(
        client,
        f"{made}/nhan-dinh",
        product=tea,
        topic=FindingTopic.MARK.value,
        words="In 4 sao trên hàng 3 sao",
        is_breach="y",
    )
    assert finding.status_code == 303, finding.text
    fill(client, f"{made}/anh", photo=(io.BytesIO(a_picture()), "anh.jpg"), caption="Kệ hàng")
    answer = fill(
        client, f"{made}/ket-luan", conclusion=Conclusion.WARNING.value, concluded_on=TODAY, words="Thay bao bì"
    )
    assert answer.status_code == 303, answer.text
    page = client.get(made).text
    assert "Chè “cổ thụ” &amp; bạn" in page
    assert "1 vi phạm" in page
    assert "Hạn thực hiện" in page

    fill(client, f"{made}/ket-qua", followed_on=TODAY, words="Đã thay")
    assert "Đã kết thúc" in client.get(made).text


def test_a_conclusion_that_does_not_go_with_the_findings_is_refused_where_it_was_chosen(someone, unit) -> None:
    client = someone(Role.OFFICER).client
    made = planned(client, unit)
    fill(client, f"{made}/di-kiem-tra", visited_on=TODAY, present="Giám đốc")
    answer = fill(
        client, f"{made}/ket-luan", conclusion=Conclusion.REVOCATION.value, concluded_on=TODAY, words="Thu hồi ngay"
    )
    assert answer.status_code == 422
    assert "ít nhất một vi phạm" in answer.text
    assert "Thu hồi ngay" in answer.text


def test_a_photo_that_is_none_is_refused_in_words(someone, unit) -> None:
    client = someone(Role.OFFICER).client
    made = planned(client, unit)
    fill(client, f"{made}/di-kiem-tra", visited_on=TODAY, present="Giám đốc")
    answer = fill(client, f"{made}/anh", photo=(io.BytesIO(b"%PDF-1.7"), "anh.jpg"))
    assert answer.status_code == 422
    assert "là PDF, không phải ảnh" in answer.text


def test_who_complained_is_shown_to_those_who_supervise_only(someone, unit) -> None:
    officer, auditor = someone(Role.OFFICER).client, someone(Role.AUDITOR).client
    answer = fill(
        officer,
        f"{HOME}/vu-viec/tiep-nhan?chu-the={unit}",
        kind="complaint",
        received_on=TODAY,
        from_whom="Bà Nguyễn Thị Kín",
        about="Hàng kém",
    )
    assert answer.status_code == 303, answer.text
    assert "Bà Nguyễn Thị Kín" in officer.get(answer.location).text
    seen = auditor.get(answer.location).text
    assert "Hàng kém" in seen
    assert "Bà Nguyễn Thị Kín" not in seen

    fill(officer, f"{answer.location}/tra-loi", answered_on=TODAY, words="Đã làm việc với chủ thể")
    assert "Đã làm việc với chủ thể" in auditor.get(answer.location).text


def test_the_ministrys_demand_is_refused_where_no_product_can_be_named(someone) -> None:
    answer = fill(
        someone(Role.OFFICER).client,
        f"{HOME}/vu-viec/tiep-nhan",
        kind="ministry_demand",
        received_on=TODAY,
        about="Bộ yêu cầu đánh giá lại",
    )
    assert answer.status_code == 422
    assert "Hãy chọn sản phẩm" in answer.text


def test_what_waits_is_on_the_work_list(someone, unit) -> None:
    client = someone(Role.OFFICER).client
    planned(client, unit)
    fill(client, f"{HOME}/vu-viec/tiep-nhan", kind="complaint", received_on=TODAY, about="Hàng kém")
    page = client.get("/can-bo").text
    assert "cuộc kiểm tra cần làm" in page
    assert "phản ánh, yêu cầu chưa trả lời" in page


def test_stamps_are_written_down_from_the_certificates_page(web_app, someone, tea, unit) -> None:
    from builders.people import a_person

    with web_app.app_context():
        issue(a_person(Role.OFFICER), a_person(Role.APPROVER), [a_line(tea)], signed_on=clock.today())
        with reading() as session:
            certificate = session.execute(text("SELECT public_id FROM certificate")).scalar_one()
    client = someone(Role.OFFICER).client
    address = f"{HOME}/tem/giay/{certificate}"
    typed = {"series": "LC", "first_number": "1", "last_number": "500", "person": "Lò Thị Chủ", "done_on": TODAY}
    assert fill(client, address, move="handed_out", **typed).status_code == 303
    assert "500 tem" in client.get(address).text
    again = fill(client, address, move="handed_out", **typed)
    assert again.status_code == 422
    assert "đã được cấp" in again.text
    assert "Lò Thị Chủ" in client.get(f"{HOME}/tem").text
    assert client.get(f"{HOME}/tem?xuat=xlsx").status_code == 200


def test_the_province_sets_its_time_limits(someone) -> None:
    client = someone(Role.ADMINISTRATOR).client
    answer = fill(client, "/can-bo/thiet-lap/thoi-han-giam-sat", complaint="10")
    assert answer.status_code == 303, answer.text
    assert "Trả lời phản ánh, khiếu nại: 10 ngày" in client.get("/can-bo/thiet-lap").text
