"""Award events on their pages: planned, with their totals, put in order without a script, and their downloads."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pypdf
import pytest
from builders.award_pages import HOME, detail_of
from builders.conference import a_product_of, a_rated_line
from builders.databases import OnBothDatabases
from builders.people import a_person
from builders.register import a_draft, issue
from flask import Flask

from registry.queries.settings import Prize
from registry.rules.permissions import Role
from registry.usecases import settings

HOSTILE = ["?tinh-trang=x", "?giay=%00", "?q=%25&giay=bang-khen", "?sap=who", "?trang=9", "?xuat=xlsx"]


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


def called(app: Flask, event: str) -> list[str]:
    return [call.name.removeprefix("Hợp tác xã ") for call in detail_of(app, event).calls]


def text_of(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


class TestPlanning:
    def test_an_event_is_planned_with_the_decisions_it_announces(self, web_app, held, officer) -> None:
        form = officer.get(f"{HOME}/moi").text
        assert "1757/QĐ-UBND ngày 11/12/2020" in form

        answer = officer.send(
            f"{HOME}/moi",
            name="Lễ trao <lần 2> & gặp mặt",
            place="Nhà văn hóa",
            held_on="20/12/2020",
            decisions=[held.recognised[0]],
        )

        assert answer.status_code == 303
        page = officer.get(answer.headers["Location"]).text
        assert "Lễ trao &lt;lần 2&gt; &amp; gặp mặt" in page
        assert "3 sản phẩm của 2 đơn vị" in page
        assert "Lễ trao &lt;lần 2&gt; &amp; gặp mặt" in officer.get(HOME).text

    @pytest.mark.parametrize(
        ("wrong", "field", "sentence"),
        [
            ({"name": ""}, "name", "Mục này không được để trống."),
            ({"place": " "}, "place", "Mục này không được để trống."),
            ({"held_on": "13/13/2020"}, "held_on", "Ngày không hợp lệ"),
            ({"held_on": ""}, "held_on", "Mục này không được để trống."),
            ({"decisions": ["a" * 16]}, "decisions", "không có trong danh sách"),
        ],
    )
    def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
        self, wrong, field, sentence, held, officer
    ) -> None:
        typed = {"name": "Lễ trao đã gõ", "place": "Nơi đã gõ", "held_on": "20/12/2020"} | wrong

        answer = officer.send(f"{HOME}/moi", **typed)

        assert answer.status_code == 422
        assert sentence in answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
        assert [
            word for word in ("Lễ trao đã gõ", "Nơi đã gõ") if word in typed.values() and word not in answer.text
        ] == []

    def test_drafts_and_revocations_are_not_offered(self, web_app, held, officer) -> None:
        with web_app.app_context():
            product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Sản phẩm dự thảo")
            a_draft(held.officer, [a_rated_line(product)])

        assert officer.get(f"{HOME}/moi").text.count('name="decisions"') == 3

    def test_whoever_saves_later_is_told_and_loses_nothing(self, web_app, held, someone) -> None:
        first, second = someone(Role.OFFICER), someone(Role.OFFICER, email="hai@vi-du.vn")
        address = f"{HOME}/{held.event}/sua"
        seen = version_on(second.get(address).text)
        first.send(address, name="Hội nghị mới", place="Nơi mới", held_on="14/12/2020", version=seen)
        typed = {"name": "Hội nghị của tôi", "place": "Nơi của tôi", "held_on": "15/12/2020"}

        refused = second.send(address, **typed, version=seen)

        assert refused.status_code == 422
        assert "Bản hiện nay trong sổ: Hội nghị mới; Nơi mới; 14/12/2020" in refused.text
        assert "Hội nghị của tôi" in refused.text
        assert second.send(address, **typed, version=version_on(refused.text)).status_code == 303
        assert detail_of(web_app, held.event).event.held_on == date(2020, 12, 15)

    def test_a_decision_is_added_and_taken_out_again(self, web_app, held, officer) -> None:
        address = f"{HOME}/{held.event}/quyet-dinh"
        assert "Không còn quyết định có hiệu lực nào để thêm." in officer.get(address).text
        with web_app.app_context():
            product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Sản phẩm thêm")
            more = issue(held.officer, held.approver, [a_rated_line(product)], number="1800/QĐ-UBND")

        assert officer.send(address, decisions="").status_code == 422
        assert officer.send(address, decisions=more).status_code == 303
        assert "6 sản phẩm của 3 đơn vị" in officer.get(f"{HOME}/{held.event}").text
        assert officer.send(f"{address}/{more}/bo").status_code == 303
        assert "5 sản phẩm của 3 đơn vị" in officer.get(f"{HOME}/{held.event}").text

    def test_the_page_counts_in_figures_and_words(self, held, officer) -> None:
        page = officer.get(f"{HOME}/{held.event}").text

        assert "5 sản phẩm của 3 đơn vị" in page
        assert "Năm sản phẩm của ba đơn vị" in page
        assert "3 đơn vị, cá nhân chưa nhận đủ giấy" not in page
        assert "4 đơn vị, cá nhân chưa nhận đủ giấy" in page


class TestCallingOrder(OnBothDatabases):
    @pytest.mark.parametrize(
        ("by", "order"),
        [
            ("xa", ["Ánh Dương", "Chân Mây", "Bình Minh"]),
            ("quyet-dinh", ["Ánh Dương", "Bình Minh", "Chân Mây"]),
            ("ten", ["Ánh Dương", "Bình Minh", "Chân Mây"]),
        ],
    )
    def test_it_is_put_at_a_stroke(self, by, order, web_app, held, officer) -> None:
        assert officer.send(f"{HOME}/{held.event}/thu-tu", xep=by).status_code == 303

        assert called(web_app, held.event) == order

    def test_a_producer_is_pushed_up_and_down_one_step(self, web_app, held, officer) -> None:
        address = f"{HOME}/{held.event}/thu-tu"
        mist = held.producers["Hợp tác xã Chân Mây"]

        officer.send(address, order=order_on(officer, address), len=mist)
        assert called(web_app, held.event) == ["Chân Mây", "Ánh Dương", "Bình Minh"]
        officer.send(address, order=order_on(officer, address), len=mist)
        assert called(web_app, held.event) == ["Chân Mây", "Ánh Dương", "Bình Minh"]
        officer.send(address, order=order_on(officer, address), xuong=mist)
        assert called(web_app, held.event) == ["Ánh Dương", "Chân Mây", "Bình Minh"]

    @pytest.mark.parametrize(
        ("places", "order"),
        [
            (["3", "2", "1"], ["Bình Minh", "Chân Mây", "Ánh Dương"]),
            (["1", "2", "1"], ["Bình Minh", "Ánh Dương", "Chân Mây"]),
            (["3", "2", "3"], ["Chân Mây", "Bình Minh", "Ánh Dương"]),
            (["x", "", "²"], ["Ánh Dương", "Chân Mây", "Bình Minh"]),
            (["99"], ["Chân Mây", "Bình Minh", "Ánh Dương"]),
        ],
    )
    def test_numbers_typed_put_a_producer_exactly_there(self, places, order, web_app, held, officer) -> None:
        address = f"{HOME}/{held.event}/thu-tu"

        assert officer.send(address, order=order_on(officer, address), place=places).status_code == 303

        assert called(web_app, held.event) == order

    @pytest.mark.parametrize("order", [[], ["a" * 16], ["a" * 16] * 3])
    def test_an_order_of_other_producers_is_refused(self, order, web_app, held, officer) -> None:
        answer = officer.send(f"{HOME}/{held.event}/thu-tu", order=order)

        assert answer.status_code == 422
        assert "Thứ tự gọi tên đã thay đổi trong lúc này" in answer.text
        assert called(web_app, held.event) == ["Ánh Dương", "Chân Mây", "Bình Minh"]


class TestDownloads:
    @pytest.mark.parametrize("name", ["danh-sach-theo-chu-the", "danh-sach-theo-xa", "danh-sach-theo-sao"])
    def test_every_award_list_names_every_product_once_and_the_totals(self, name, held, officer) -> None:
        answer = officer.get(f"{HOME}/{held.event}/tai/{name}")

        text = text_of(answer.data)
        assert "attachment" in answer.headers["Content-Disposition"]
        assert [text.count(product) for product in held.products] == [1] * 5
        assert "05 sản phẩm của 03 đơn vị (Năm sản phẩm của ba đơn vị)" in text

    def test_the_prize_list_waits_for_amounts(self, web_app, held, officer) -> None:
        address = f"{HOME}/{held.event}/tai/tien-thuong"

        refused = officer.get(address)
        assert refused.status_code == 422
        assert "Chưa có mức thưởng cho 3 sao năm 2020, 4 sao năm 2020." in refused.text

        with web_app.app_context():
            prizes = [Prize(year=2020, stars=stars, amount=10**7, resolution="NQ 12") for stars in (3, 4)]
            settings.change(actor=a_person(Role.ADMINISTRATOR), values={"prizes": prizes})
        assert "50.000.000" in text_of(officer.get(address).data)

    def test_the_whole_pack_is_one_zip(self, held, officer) -> None:
        answer = officer.get(f"{HOME}/{held.event}/tai/tron-bo")

        names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
        assert sum(name.startswith("1 Giấy chứng nhận/") for name in names) == 5
        assert sum(name.startswith("2 Bằng khen/") for name in names) == 3

    def test_annexes_and_files_for_the_printer_come_alone_too(self, held, officer) -> None:
        annexes = zipfile.ZipFile(io.BytesIO(officer.get(f"{HOME}/{held.event}/tai/phu-luc").data))
        stars = pypdf.PdfReader(io.BytesIO(officer.get(f"{HOME}/{held.event}/tai/in-giay-chung-nhan").data))
        merits = pypdf.PdfReader(io.BytesIO(officer.get(f"{HOME}/{held.event}/tai/in-bang-khen").data))

        assert (len(annexes.namelist()), len(stars.pages), len(merits.pages)) == (3, 5, 3)

    def test_an_event_without_products_says_so(self, officer) -> None:
        planned = officer.send(f"{HOME}/moi", name="Lễ trống", place="Nơi", held_on="01/01/2026").headers["Location"]

        assert "Chưa có ai được gọi tên." in officer.get(planned).text
        assert officer.get(f"{planned}/tai/danh-sach-theo-xa").status_code == 422
        assert officer.get(f"{planned}/tai/in-bang-khen").status_code == 404
        assert officer.get(f"{planned}/tai/khac").status_code == 404


def test_whoever_only_reads_is_offered_nothing_to_change(held, someone) -> None:
    auditor = someone(Role.AUDITOR)

    assert "Lập lễ trao" not in auditor.get(HOME).text
    assert "/sua" not in auditor.get(f"{HOME}/{held.event}").text
    assert (
        f"/ban-giao/{held.producers['Hợp tác xã Ánh Dương']}" not in auditor.get(f"{HOME}/{held.event}/ban-giao").text
    )
    assert auditor.get(f"{HOME}/{held.event}/thu-tu").status_code == 403


def test_no_address_breaks_the_lists(held, officer) -> None:
    for query in HOSTILE:
        assert officer.get(HOME + query).status_code == 200, query
        assert officer.get(f"{HOME}/{held.event}/ban-giao{query}").status_code == 200, query


def test_there_is_no_page_of_an_unknown_event(officer) -> None:
    for page in ("", "/sua", "/thu-tu", "/quyet-dinh", "/ban-giao", "/ban-giao/ky-nhan", "/tai/tron-bo"):
        assert officer.get(f"{HOME}/{'a' * 16}{page}").status_code == 404


def version_on(page: str) -> str:
    return page.split('name="version" type="hidden" value="')[1].split('"')[0]


def order_on(browser: Any, address: str) -> list[str]:
    return re.findall(r'name="order" value="([a-z0-9]{16})"', browser.get(address).text)
