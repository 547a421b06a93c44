"""Producers listed, narrowed, searched and exported."""

from collections.abc import Sequence
from typing import Any

import pytest
from builders.databases import OnBothDatabases
from builders.people import a_person
from builders.producer_pages import HOME, listed, registered
from builders.units import unit_facts
from flask import Flask

from registry.rules.permissions import Role
from registry.rules.producer_kinds import ProducerKind
from registry.usecases import registration

HOSTILE = [
    "?loai=emperor",
    "?xa=khong-co",
    "?huyen=%00",
    "?thieu=password",
    "?con-hieu-luc=maybe",
    "?sap=representative",
    "?q=" + "(" * 300,
    "?q=%25",
    "?trang=999999",
    "?moi-trang=7",
]


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


class TestListing(OnBothDatabases):
    def names(self, app: Flask, names: Sequence[str]) -> None:
        with app.app_context():
            officer = a_person(Role.OFFICER)
            for name in names:
                kind = ProducerKind.HOUSEHOLD if name.startswith("Hộ") else ProducerKind.COOPERATIVE
                registration.register_producer(
                    actor=officer, facts=unit_facts(name, kind=kind), confirmed_distinct=True
                )

    def test_an_empty_list_teaches_the_next_step(self, officer) -> None:
        assert "Hãy thêm từng chủ thể, hoặc nhập danh sách" in officer.get(HOME).text

    def test_names_stand_in_vietnamese_order_both_ways(self, web_app, officer) -> None:
        self.names(web_app, ["Hợp tác xã Đá", "Hợp tác xã Dạ", "Hợp tác xã Êm", "Hợp tác xã Ấm", "Hợp tác xã An"])

        expected = ["An", "Ấm", "Dạ", "Đá", "Êm"]
        assert [name.split()[-1] for name in listed(officer.get(HOME).text)] == expected
        assert [name.split()[-1] for name in listed(officer.get(f"{HOME}?sap=-name").text)] == expected[::-1]

    def test_the_list_is_narrowed_by_kind_status_and_what_is_missing(self, web_app, officer) -> None:
        self.names(web_app, ["Hợp tác xã Một", "Hộ kinh doanh Hai"])
        gone = registered(web_app, "Hợp tác xã Ba")
        officer.send(f"{HOME}/{gone}/cham-dut", on="01/03/2024")

        assert listed(officer.get(f"{HOME}?loai=household").text) == ["Hộ kinh doanh Hai"]
        assert listed(officer.get(f"{HOME}?tinh-trang=dissolved").text) == ["Hợp tác xã Ba"]
        assert len(listed(officer.get(f"{HOME}?thieu=address").text)) == 3
        assert listed(officer.get(f"{HOME}?con-hieu-luc=yes").text) == []

    def test_a_producer_is_found_by_an_earlier_name_without_accents(self, web_app, officer) -> None:
        producer = registered(web_app, "Hợp tác xã Rừng Già")
        officer.send(f"{HOME}/{producer}/doi-ten", name="Hợp tác xã Suối Trong", on="01/03/2024")

        assert listed(officer.get(f"{HOME}?q=rung gia").text) == ["Hợp tác xã Suối Trong"]

    def test_the_export_holds_what_the_list_shows_and_nothing_personal(self, web_app, officer) -> None:
        registered(web_app, "Hợp tác xã <Ánh & Dương>", representative="Lò Thị Sao")

        text = officer.get(f"{HOME}?xuat=csv").data.decode("utf-8-sig")

        assert "Hợp tác xã <Ánh & Dương>" in text
        assert "Lò Thị Sao" not in text

    def test_no_address_breaks_the_list(self, web_app, officer) -> None:
        registered(web_app)

        for query in HOSTILE:
            assert officer.get(HOME + query).status_code == 200, query

    def test_a_search_of_nothing_but_signs_finds_everything(self, web_app, officer) -> None:
        registered(web_app)

        assert officer.get(f"{HOME}?q=***").status_code == 200


def test_whoever_only_reads_is_offered_nothing_to_change(web_app, someone) -> None:
    producer = registered(web_app)
    auditor = someone(Role.AUDITOR)

    page = auditor.get(f"{HOME}/{producer}").text

    assert "Thêm sản phẩm" not in page
    assert "/sua" not in page
    assert "Thêm chủ thể" not in auditor.get(HOME).text
