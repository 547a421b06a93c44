"""What becomes of producers, on their pages: merged, split, dissolved, erased."""

from typing import Any

import pytest
from builders.databases import OnBothDatabases
from builders.people import a_person
from builders.producer_pages import HOME, kept, registered
from builders.units import goods_of

from registry.models.producer import ContactKind, ProducerStatus
from registry.rules.permissions import Role
from registry.usecases.producer_facts import ContactFacts


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


class TestWhatBecomesOfThem(OnBothDatabases):
    def test_a_merged_producer_points_to_the_one_that_goes_on(self, web_app, officer) -> None:
        old, new = registered(web_app, "Hợp tác xã Cũ"), registered(web_app, "Hợp tác xã Nhận")
        with web_app.app_context():
            goods_of(a_person(Role.OFFICER), old, "Chè shan")
        address = f"{HOME}/{old}/sap-nhap"

        found = officer.get(f"{address}?q=nhan").text
        assert f"{address}?vao={new}" in found
        assert officer.send(f"{address}?vao={new}", on="01/03/2024").status_code == 303

        assert kept(web_app, old).status is ProducerStatus.MERGED
        assert "Chè shan" in officer.get(f"{HOME}/{new}").text
        assert "nhận sáp nhập" in officer.get(f"{HOME}/{new}").text
        assert "sáp nhập vào" in officer.get(f"{HOME}/{old}").text

    def test_a_split_producer_hands_each_product_to_one_heir(self, web_app, officer) -> None:
        old, one, two = (registered(web_app, name) for name in ("Hợp tác xã Cũ", "Công ty Một", "Công ty Hai"))
        with web_app.app_context():
            person = a_person(Role.OFFICER)
            tea, honey = goods_of(person, old, "Chè shan"), goods_of(person, old, "Mật ong")
        address = f"{HOME}/{old}/tach"
        chosen = f"{address}?moi={one}&moi={two}"

        assert f"{address}?moi={one}&amp;moi={two}" in officer.get(f"{address}?moi={one}&q=hai").text
        shares = {f"share-{tea}": one, "on": "01/03/2024"}
        refused = officer.send(chosen, **shares)
        assert refused.status_code == 422
        assert "Chưa giao sản phẩm “Mật ong”" in refused.text
        assert f'<option value="{one}" selected>' in refused.text

        assert officer.send(chosen, **shares, **{f"share-{honey}": two}).status_code == 303
        assert kept(web_app, old).status is ProducerStatus.SPLIT
        assert "Mật ong" in officer.get(f"{HOME}/{two}").text

    def test_a_dissolution_can_be_taken_back_with_a_reason(self, web_app, officer) -> None:
        producer = registered(web_app)

        officer.send(f"{HOME}/{producer}/cham-dut", on="01/03/2024", reason="Quyết định giải thể")
        assert "Đã giải thể" in officer.get(f"{HOME}/{producer}").text
        assert officer.send(f"{HOME}/{producer}/mo-lai", reason="").status_code == 422
        officer.send(f"{HOME}/{producer}/mo-lai", reason="Ghi nhầm")

        assert kept(web_app, producer).status is ProducerStatus.ACTIVE

    @pytest.mark.parametrize("page", ["doi-ten", "cham-dut"])
    def test_a_day_to_come_is_refused_at_its_field(self, page, web_app, officer) -> None:
        producer = registered(web_app)

        answer = officer.send(f"{HOME}/{producer}/{page}", name="Tên mới", on="01/01/2199")

        assert answer.status_code == 422
        assert "không được sau ngày hôm nay" in answer.text.split('id="on-error"')[1]

    def test_a_producer_cannot_merge_into_itself(self, web_app, officer) -> None:
        producer = registered(web_app)

        answer = officer.send(f"{HOME}/{producer}/sap-nhap?vao={producer}", on="01/03/2024")

        assert answer.status_code == 422
        assert "không thể sáp nhập vào chính nó" in answer.text


class TestErasing(OnBothDatabases):
    def test_a_persons_data_go_from_every_page_and_the_ground_stays(self, web_app, someone) -> None:
        contacts = (
            ContactFacts(kind=ContactKind.PHONE, value="0912345678"),
            ContactFacts(kind=ContactKind.EMAIL, value="chung@vi-du.vn", is_public=True),
        )
        producer = registered(web_app, representative="Lò Thị Sao", contacts=contacts)
        administrator = someone(Role.ADMINISTRATOR, Role.AUDITOR)
        address = f"{HOME}/{producer}"

        assert administrator.send(f"{address}/xoa-du-lieu", ground="").status_code == 422
        answer = administrator.send(f"{address}/xoa-du-lieu", ground="Yêu cầu ngày 05/11/2026")

        assert answer.status_code == 303
        page = administrator.get(address).text
        assert "Lò Thị Sao" not in page
        assert "0912345678" not in page
        assert "chung@vi-du.vn" in page
        assert "Yêu cầu ngày 05/11/2026" in administrator.get("/can-bo/nhat-ky").text

    def test_officers_erase_nothing(self, web_app, officer) -> None:
        producer = registered(web_app, representative="Lò Thị Sao")

        assert officer.get(f"{HOME}/{producer}/xoa-du-lieu").status_code == 403
        assert "xoa-du-lieu" not in officer.get(f"{HOME}/{producer}").text
