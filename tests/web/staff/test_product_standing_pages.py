"""Products and recognitions on their pages: their standing first, listed and exported."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders.conference import a_product_of, a_rated_line
from builders.databases import OnBothDatabases
from builders.people import a_person
from builders.product_pages import HOME, listed, registered
from builders.recorded import a_recorded_recognition
from builders.register import a_line, a_producer, acknowledge_all, issue
from flask import Flask

from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import Instrument
from registry.rules.permissions import Role
from registry.usecases import certification, deciding, drafting

HOSTILE = [
    "?sao=9",
    "?sao=a",
    "?nganh=x",
    "?tinh-trang=lost",
    "?nam=9999",
    "?xa=%00",
    "?thieu=name",
    "?sap=stars",
    "?q=%5C",
]


HOSTILE_TO_RECOGNITIONS = ["?bo=x", "?bo=1048+781:999", "?van-ban=1", "?hinh-thuc=%00", "?sap=kind", "?nam=x"]


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


@pytest.fixture
def producer(web_app: Flask) -> str:
    with web_app.app_context():
        return a_producer("Hợp tác xã Ánh Dương")


def certified(app: Flask, *products: tuple[str, int], number: str = "1757/QĐ-UBND") -> None:
    """Recognise products with so many stars on 11/12/2020."""
    with app.app_context():
        lines = [a_rated_line(product, stars) for product, stars in products]
        issue(a_person(Role.OFFICER), a_person(Role.APPROVER), lines, number=number)


class TestStanding(OnBothDatabases):
    def test_the_answer_comes_first(self, web_app, officer, producer) -> None:
        product = registered(web_app, producer)
        certified(web_app, (product, 4))

        page = officer.get(f"{HOME}/{product}").text

        assert "Đạt 4 sao · Đã hết hạn; ngày cuối cùng có hiệu lực là 11/12/2023" in page
        assert page.index("Đã hết hạn") < page.index("Ngành hàng" if "Ngành hàng</dt>" in page else "Thông tin")
        assert "001/2020/GCN-OCOP" in page

    def test_every_recognition_stands_in_the_time_line_in_the_words_of_its_day(
        self, web_app, officer, producer
    ) -> None:
        product = registered(web_app, producer, "Chè cũ")
        certified(web_app, (product, 3))
        officer.send(f"{HOME}/{product}/doi-ten", name="Chè mới", on="01/03/2024")

        page = officer.get(f"{HOME}/{product}").text

        assert "Khi đó tên là Chè cũ" in page
        assert "60,5" in page

    def test_an_approved_result_is_called_potential_and_not_five_stars(self, web_app, officer, producer) -> None:
        product = registered(web_app, producer)
        with web_app.app_context():
            person, second = a_person(Role.OFFICER), a_person(Role.APPROVER)
            decision = drafting.draft(actor=person, kind=DecisionKind.RESULT_APPROVAL, title="Phê duyệt kết quả")
            line = a_line(
                product,
                score=Decimal("92.5"),
                stars=None,
                act=LineAct.APPROVE_RESULT,
                kind=None,
                instrument=Instrument.QD_26_2026,
                assessed_on=date(2026, 6, 1),
            )
            drafting.add_lines(actor=person, decision=decision, lines=[line])
            acknowledge_all(person, decision)
            deciding.check(actor=person, decision=decision)
            deciding.approve(actor=second, decision=decision)
            deciding.sign(
                actor=person,
                decision=decision,
                number="45/QĐ-UBND",
                signed_on=date(2026, 6, 20),
                signatory="Nguyễn Văn Thử",
            )
            certification.put_in_effect(actor=second, decision=decision)

        page = officer.get(f"{HOME}/{product}").text

        assert "Tiềm năng 5 sao" in page
        assert "92,5 điểm" in page
        assert "Chưa được công nhận hạng sao nào." in page


class TestListing(OnBothDatabases):
    def test_the_list_is_narrowed_and_says_how_each_stands_today(self, web_app, officer, producer) -> None:
        tea = registered(web_app, producer, "Chè shan", industry="drink")
        honey = registered(web_app, producer, "Mật ong", industry="food")
        registered(web_app, producer, "Áo thổ cẩm")
        certified(web_app, (tea, 4), (honey, 3))

        assert listed(officer.get(HOME).text) == ["Áo thổ cẩm", "Chè shan", "Mật ong"]
        assert listed(officer.get(f"{HOME}?sap=-name").text) == ["Mật ong", "Chè shan", "Áo thổ cẩm"]
        assert listed(officer.get(f"{HOME}?sao=4").text) == ["Chè shan"]
        assert listed(officer.get(f"{HOME}?nganh=food").text) == ["Mật ong"]
        assert listed(officer.get(f"{HOME}?tinh-trang=expired").text) == ["Chè shan", "Mật ong"]
        assert listed(officer.get(f"{HOME}?tinh-trang=none").text) == ["Áo thổ cẩm"]
        assert listed(officer.get(f"{HOME}?nam=2020&q=mat").text) == ["Mật ong"]
        assert listed(officer.get(f"{HOME}?q=anh+duong").text) == ["Áo thổ cẩm", "Chè shan", "Mật ong"]
        assert listed(officer.get(f"{HOME}?thieu=industry").text) == ["Áo thổ cẩm"]

    def test_the_export_holds_what_the_list_shows(self, web_app, officer, producer) -> None:
        certified(web_app, (registered(web_app, producer, "Chè shan"), 4))

        lines = officer.get(f"{HOME}?xuat=csv").data.decode("utf-8-sig").splitlines()

        assert lines[0].startswith("Sản phẩm,Chủ thể,")
        assert lines[1].startswith("Chè shan,Hợp tác xã Ánh Dương,")
        assert "Hết hạn" in lines[1]

    def test_no_address_breaks_the_list(self, officer) -> None:
        for query in HOSTILE:
            assert officer.get(HOME + query).status_code == 200, query


class TestRecognitions(OnBothDatabases):
    ADDRESS = "/can-bo/cong-nhan"

    def test_the_list_is_narrowed_by_what_a_recognition_says(self, web_app, officer, producer) -> None:
        tea, honey = registered(web_app, producer, "Chè shan"), registered(web_app, producer, "Mật ong")
        certified(web_app, (tea, 4), (honey, 3))

        assert listed(officer.get(self.ADDRESS).text) == ["Chè shan", "Mật ong"]
        assert listed(officer.get(f"{self.ADDRESS}?sao=3").text) == ["Mật ong"]
        assert listed(officer.get(f"{self.ADDRESS}?hinh-thuc=upgraded").text) == []
        assert len(listed(officer.get(f"{self.ADDRESS}?hinh-thuc=first&van-ban=1048%2B781&nguon=issued").text)) == 2
        assert len(listed(officer.get(f"{self.ADDRESS}?bo=1048%2B781:12").text)) == 2
        assert listed(officer.get(f"{self.ADDRESS}?bo=26/2026:12").text) == []
        assert listed(officer.get(f"{self.ADDRESS}?nam=2020&sap=-score").text) == ["Chè shan", "Mật ong"]

    def test_a_recognition_is_shown_in_the_words_of_its_day(self, web_app, officer, producer) -> None:
        product = registered(web_app, producer, "Chè cũ")
        certified(web_app, (product, 4))
        officer.send(f"{HOME}/{product}/doi-ten", name="Chè mới", on="01/03/2024")

        listing = officer.get(self.ADDRESS).text
        page = officer.get(re.findall(rf'href="({self.ADDRESS}/[a-z0-9]{{16}})"', listing)[0]).text

        assert "nay là Chè mới" in listing
        assert "<h1>Chè cũ</h1>" in page
        assert "Quyết định số 1048/QĐ-TTg, được sửa đổi bởi Quyết định số 781/QĐ-TTg" in page
        assert "Ủy ban nhân dân tỉnh Lai Châu" in page

    def test_no_score_is_said_and_not_shown_as_nothing(self, web_app, officer, producer) -> None:
        with web_app.app_context():
            product = a_product_of(producer, "Gạo ghi nhận")
            a_recorded_recognition(a_person(Role.OFFICER), product)

        page = officer.get(self.ADDRESS).text

        assert "không có điểm" in page

    def test_no_address_breaks_the_list(self, officer) -> None:
        for query in HOSTILE_TO_RECOGNITIONS:
            assert officer.get(self.ADDRESS + query).status_code == 200, query
        assert officer.get(f"{self.ADDRESS}/{'a' * 16}").status_code == 404
