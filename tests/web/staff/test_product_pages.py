"""Products on their pages: registered, amended, renamed, handed on, pictured."""

import io
from typing import Any

import pytest
from builders.people import a_person
from builders.product_pages import HOME, listed, registered
from builders.register import a_producer
from builders.units import a_unit, kept_goods
from flask import Flask
from PIL import Image

from registry.models.product import Product
from registry.rules.permissions import Role

PRODUCERS = "/can-bo/chu-the"


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


def kept(app: Flask, public_id: str) -> Product:
    with app.app_context():
        return kept_goods(public_id)


def a_photo(kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "green").save(file, kind)
    return file.getvalue()


def id_of(answer: Any) -> str:
    return str(answer.headers["Location"]).rsplit("/", 1)[-1]


def version_on(page: str) -> str:
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
        seen = version_on(second.get(address).text)
        first.send(address, **typed(**{"packings-0-label": "Hộp 100 g"}), version=seen)

        refused = second.send(address, **typed(story="Chuyện của tôi"), version=seen)

        assert refused.status_code == 422
        assert "sửa (quy cách đóng gói)" in refused.text
        assert "Hộp 100 g" in refused.text
        assert "Chuyện của tôi" in refused.text
        assert (
            second.send(address, **typed(story="Chuyện của tôi"), version=version_on(refused.text)).status_code == 303
        )
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
        assert Image.open(io.BytesIO(shown.data)).size == (300, 200)
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
        Image.new("RGB", (300, 200), "red").save(file, "JPEG")
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
