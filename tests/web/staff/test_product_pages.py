"""Products on their pages: listed, registered, amended, renamed, handed on, pictured; their standing first."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders.conference import a_product_of, a_rated_line
from builders.databases import OnBothDatabases
from builders.people import a_person
from builders.recorded import a_recorded_recognition
from builders.register import a_line, a_producer, acknowledge_all, issue
from builders.units import a_unit, goods_of, kept_goods
from flask import Flask
from PIL import Image

from registry.models.product import Product
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import Instrument
from registry.rules.permissions import Role
from registry.usecases import certification, deciding, drafting

HOME = "/can-bo/san-pham"
PRODUCERS = "/can-bo/chu-the"


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


def typed(name: str = "Chè shan tuyết", **changes: str) -> dict[str, str]:
    """Return what a browser sends of the form about a product."""
    names = ("industry", "description", "story", "note")
    rows = ("packings-0-label", "packings-0-gtin", "packings-1-label", "packings-1-gtin")
    return {"name": name} | dict.fromkeys((*names, *rows), "") | changes


def registered(app: Flask, producer: str, name: str = "Chè shan tuyết", **changes: Any) -> str:
    with app.app_context():
        return goods_of(a_person(Role.OFFICER), producer, name, **changes)


def kept(app: Flask, public_id: str) -> Product:
    with app.app_context():
        return kept_goods(public_id)


def certified(app: Flask, *products: tuple[str, int], number: str = "1757/QĐ-UBND") -> None:
    """Recognise products with so many stars on 11/12/2020."""
    with app.app_context():
        lines = [a_rated_line(product, stars) for product, stars in products]
        issue(a_person(Role.OFFICER), a_person(Role.APPROVER), lines, number=number)


def a_photo(kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(file, kind)
    return file.getvalue()


def listed(page: str) -> list[str]:
    """Return the names in the first column of a list, in order."""
    body = page.split("<tbody>")[1] if "<tbody>" in page else ""
    return re.findall(r"<tr>\s*<td[^>]*>\s*<a [^>]*>([^<]*)</a>", body)


def id_of(answer: Any) -> str:
    return str(answer.headers["Location"]).rsplit("/", 1)[-1]


def _version(page: str) -> str:
    return page.split('name="version" type="hidden" value="')[1].split('"')[0]


class TestRegistering:
    def test_the_producer_is_found_first(self, officer, producer) -> None:
        page = officer.get(f"{HOME}/moi?q=anh duong").text

        assert f"{HOME}/moi?chu-the={producer}" in page

    def test_what_was_typed_is_kept(self, web_app, officer, producer) -> None:
        answer = officer.send(
            f"{HOME}/moi?chu-the={producer}",
            **typed(
                "Chè <Shan> & tuyết",
                industry="drink",
                story="Dòng một\r\nDòng hai",
                named_from="01/02/2019",
                **{"packings-1-label": "Hộp 100 g", "packings-1-gtin": "8934563138165"},
            ),
        )

        assert answer.status_code == 303
        row = kept(web_app, id_of(answer))
        assert (row.name, row.industry, row.story) == ("Chè <Shan> & tuyết", "drink", "Dòng một\nDòng hai")
        assert [(one.label, one.gtin) for one in row.packings] == [("Hộp 100 g", "8934563138165")]
        page = officer.get(answer.headers["Location"]).text
        assert "Chè &lt;Shan&gt; &amp; tuyết" in page
        assert "Chưa được công nhận hạng sao nào." in page
        assert "GTIN 8934563138165" in page

    @pytest.mark.parametrize(
        ("wrong", "field", "sentence"),
        [
            ({"name": ""}, "name", "Mục này không được để trống."),
            ({"name": "…"}, "name", "Sản phẩm phải có tên."),
            ({"industry": "weapons"}, "industry", "không có trong danh sách"),
            ({"story": "x" * 20_001}, "story", "tối đa 20000 ký tự"),
            ({"named_from": "hôm qua"}, "named_from", "Ngày không hợp lệ"),
            ({"packings-1-label": "Hộp", "packings-1-gtin": "8934563138166"}, "packings-1-gtin", "kiểm tra"),
            ({"packings-0-gtin": "8934563138165"}, "packings-0-label", "Quy cách đóng gói phải có tên."),
        ],
    )
    def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
        self, wrong, field, sentence, officer, producer
    ) -> None:
        answer = officer.send(f"{HOME}/moi?chu-the={producer}", **typed(note="Ghi chú đã gõ") | wrong)

        assert answer.status_code == 422
        assert sentence in answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
        assert "Ghi chú đã gõ" in answer.text
        assert listed(officer.get(HOME).text) == []

    def test_a_name_like_one_the_producer_has_must_be_said_to_be_another(self, web_app, officer, producer) -> None:
        known = registered(web_app, producer)
        address = f"{HOME}/moi?chu-the={producer}"

        asked = officer.send(address, **typed("CHE SHAN TUYET"))

        assert asked.status_code == 422
        assert f'href="{HOME}/{known}"' in asked.text
        assert officer.send(address, **typed("CHE SHAN TUYET", confirmed_distinct="y")).status_code == 303

    def test_a_bar_code_belongs_to_one_product(self, web_app, officer, producer) -> None:
        address = f"{HOME}/moi?chu-the={producer}"
        code = {"packings-0-label": "Hộp", "packings-0-gtin": "8934563138165"}
        officer.send(address, **typed("Chè một", **code))

        answer = officer.send(address, **typed("Chè hai", **code))

        assert answer.status_code == 422
        assert "đã được ghi cho sản phẩm “Chè một”" in answer.text

    def test_a_producer_that_has_ended_takes_no_new_product(self, officer, producer) -> None:
        officer.send(f"{PRODUCERS}/{producer}/cham-dut", on="01/03/2024")

        answer = officer.send(f"{HOME}/moi?chu-the={producer}", **typed())

        assert answer.status_code == 422
        assert "đã chấm dứt hoạt động" in answer.text


class TestAmending:
    def test_whoever_saves_later_is_told_what_changed_and_loses_nothing(self, web_app, someone, producer) -> None:
        first, second = someone(Role.OFFICER), someone(Role.OFFICER, email="hai@vi-du.vn")
        product = registered(web_app, producer)
        address = f"{HOME}/{product}/sua"
        seen = _version(second.get(address).text)
        first.send(address, **typed(**{"packings-0-label": "Hộp 100 g"}), version=seen)

        refused = second.send(address, **typed(story="Chuyện của tôi"), version=seen)

        assert refused.status_code == 422
        assert "sửa (quy cách đóng gói)" in refused.text
        assert "Hộp 100 g" in refused.text
        assert "Chuyện của tôi" in refused.text
        assert second.send(address, **typed(story="Chuyện của tôi"), version=_version(refused.text)).status_code == 303
        assert kept(web_app, product).story == "Chuyện của tôi"

    def test_a_renamed_product_shows_both_names(self, web_app, officer, producer) -> None:
        product = registered(web_app, producer, "Chè cũ")

        officer.send(f"{HOME}/{product}/doi-ten", name="Chè mới", on="01/03/2024", reason="Đăng ký nhãn hiệu")

        page = officer.get(f"{HOME}/{product}").text
        assert page.index("Chè mới") < page.index("Chè cũ")
        assert "Đăng ký nhãn hiệu" in page

    def test_a_transferred_product_shows_every_holder(self, web_app, officer, producer) -> None:
        product = registered(web_app, producer)
        with web_app.app_context():
            other = a_unit(a_person(Role.OFFICER), "Công ty Nhận")
        address = f"{HOME}/{product}/chuyen"

        assert f"{address}?den={other}" in officer.get(f"{address}?q=nhan").text
        assert officer.send(f"{address}?den={producer}", on="01/03/2024").status_code == 422
        assert officer.send(f"{address}?den={other}", on="01/03/2024").status_code == 303

        page = officer.get(f"{HOME}/{product}").text
        assert "Công ty Nhận" in page
        assert "Hợp tác xã Ánh Dương" in page

    def test_there_is_no_page_of_an_unknown_product(self, officer) -> None:
        for page in ("", "/sua", "/doi-ten", "/chuyen", "/anh/moi"):
            assert officer.get(f"{HOME}/{'a' * 16}{page}").status_code == 404


class TestPictures:
    def test_a_picture_is_added_described_put_first_and_taken_away(self, web_app, officer, producer) -> None:
        product = registered(web_app, producer)
        for kind in ("JPEG", "PNG"):
            content = a_photo(kind) if kind == "PNG" else self._other()
            officer.send(f"{HOME}/{product}/anh/moi", photo=(io.BytesIO(content), f"a.{kind}"), caption=f"Ảnh {kind}")
        first, second = kept(web_app, product).photos

        shown = officer.get(f"{HOME}/anh/{first.public_id}")
        assert shown.mimetype == "image/jpeg"
        assert Image.open(io.BytesIO(shown.data)).size == (90, 60)
        assert 'alt="Ảnh JPEG"' in officer.get(f"{HOME}/{product}").text

        officer.send(f"{HOME}/anh/{second.public_id}/dau")
        assert kept(web_app, product).photos[0].public_id == second.public_id
        officer.send(f"{HOME}/anh/{second.public_id}/chu-thich", caption="Đồi chè <buổi sáng>")
        assert "Đồi chè &lt;buổi sáng&gt;" in officer.get(f"{HOME}/{product}").text
        officer.send(f"{HOME}/anh/{second.public_id}/bo")
        assert [one.public_id for one in kept(web_app, product).photos] == [first.public_id]
        assert officer.get(f"{HOME}/anh/{second.public_id}").status_code == 404

    @staticmethod
    def _other() -> bytes:
        file = io.BytesIO()
        Image.new("RGB", (90, 60), "red").save(file, "JPEG")
        return file.getvalue()

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "Hãy chọn một tệp ảnh."),
            (b"<svg onload='alert(1)'></svg>", "không phải ảnh chụp"),
            (b"%PDF-1.7", "là PDF"),
            (a_photo()[:-60], "bị hỏng"),
        ],
    )
    def test_what_is_no_picture_is_refused_at_its_field(self, content, sentence, web_app, officer, producer) -> None:
        product = registered(web_app, producer)

        answer = officer.send(
            f"{HOME}/{product}/anh/moi", photo=(io.BytesIO(content), "a.jpg"), caption="Chú thích đã gõ"
        )

        assert answer.status_code == 422
        assert sentence in answer.text.split('id="photo-error"')[1].split("</p>")[0]
        assert "Chú thích đã gõ" in answer.text
        assert list(kept(web_app, product).photos) == []


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
