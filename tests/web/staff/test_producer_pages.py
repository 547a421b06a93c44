"""Producers on their pages: listed, registered, amended by two people at once, renamed, merged, split, erased."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from builders.databases import OnBothDatabases
from builders.people import a_person
from builders.units import a_unit, goods_of, kept_unit, unit_facts
from flask import Flask

from registry.models.place import PlaceLevel
from registry.models.producer import ContactKind, Producer, ProducerStatus
from registry.queries import place_directory
from registry.rules.permissions import Role
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import reading
from registry.usecases import founding, places, registration
from registry.usecases.producer_facts import ContactFacts

HOME = "/can-bo/chu-the"
LONGEST = "Hợp tác xã nông nghiệp, dịch vụ tổng hợp, sản xuất và chế biến nông lâm thủy sản hữu cơ " + "Ánh Dương " * 18


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


def typed(name: str = "Hợp tác xã Ánh Dương", **changes: str) -> dict[str, str]:
    """Return what a browser sends of the form about a producer."""
    names = (
        "tax_number",
        "address",
        "commune",
        "commune_then",
        "representative",
        "representative_gender",
        "representative_ethnicity",
        "website",
        "note",
        "contacts-0-kind",
        "contacts-0-value",
        "contacts-1-kind",
        "contacts-1-value",
    )
    return {"name": name, "kind": "cooperative"} | dict.fromkeys(names, "") | changes


def registered(app: Flask, name: str = "Hợp tác xã Minh Họa 01", **changes: Any) -> str:
    """Register a producer by the act."""
    with app.app_context():
        return a_unit(a_person(Role.OFFICER), name, **changes)


def kept(app: Flask, public_id: str) -> Producer:
    with app.app_context():
        return kept_unit(public_id)


def listed(page: str) -> list[str]:
    """Return the names in the first column of a list, in order."""
    body = page.split("<tbody>")[1] if "<tbody>" in page else ""
    return re.findall(r"<tr>\s*<td[^>]*>\s*<a [^>]*>([^<]*)</a>", body)


def id_of(answer: Any) -> str:
    return str(answer.headers["Location"]).rsplit("/", 1)[-1]


def commune(app: Flask, name: str) -> str:
    """Return the public id of today's commune of a name."""
    with app.app_context():
        places.load(actor=founding.SYSTEM)
        with reading() as session:
            found = place_directory.directory(session).places
            return next(
                one.public_id
                for one in found
                if one.level is PlaceLevel.COMMUNE and one.name == name and one.valid_until is None
            )


class TestRegistering:
    def test_what_was_typed_is_kept_in_order(self, web_app, officer) -> None:
        place = commune(web_app, "Bình Lư")
        answer = officer.send(
            f"{HOME}/moi",
            **typed(
                unicodedata.normalize("NFD", " Hợp tác xã  Ánh <Dương> & Em "),
                tax_number="0100109106",
                address="Bản Nà Ui",
                commune=place,
                representative="Lò Thị Sao",
                representative_gender="Nữ",
                representative_ethnicity="Thái",
                website="anhduong.vn",
                named_from="01/02/2019",
                **{"contacts-0-kind": "phone", "contacts-0-value": "0912 345 678", "contacts-0-is_public": "y"},
            ),
        )

        assert answer.status_code == 303
        row = kept(web_app, id_of(answer))
        assert row.name == "Hợp tác xã Ánh <Dương> & Em"
        assert (row.tax_number, row.website) == ("0100109106", "https://anhduong.vn")
        assert [(one.kind, one.value, one.is_public) for one in row.contacts] == [
            (ContactKind.PHONE, "0912345678", True)
        ]
        assert row.names[0].valid_from == date(2019, 2, 1)
        page = officer.get(answer.headers["Location"]).text
        assert "Hợp tác xã Ánh &lt;Dương&gt; &amp; Em" in page
        assert "Bản Nà Ui, xã Bình Lư, tỉnh Lai Châu" in page
        assert "công khai" in page

    @pytest.mark.parametrize(
        ("wrong", "field", "sentence"),
        [
            ({"name": ""}, "name", "Mục này không được để trống."),
            ({"name": " \u200b "}, "name", "Mục này không được để trống."),
            ({"name": "***"}, "name", "Chủ thể phải có tên."),
            ({"name": "x" * 301}, "name", "tối đa 300 ký tự"),
            ({"kind": ""}, "kind", "Mục này không được để trống."),
            ({"kind": "emperor"}, "kind", "không có trong danh sách"),
            ({"tax_number": "0100109107"}, "tax_number", "số kiểm tra"),
            ({"commune": "a" * 16}, "commune", "không có trong danh sách"),
            ({"representative_gender": "?"}, "representative_gender", "không có trong danh sách"),
            ({"website": "javascript:alert(1)"}, "website", "Địa chỉ trang web"),
            ({"named_from": "31/02/2020"}, "named_from", "Ngày không hợp lệ"),
            ({"contacts-0-kind": "phone", "contacts-0-value": "12"}, "contacts-0-value", "8 đến 15 chữ số"),
            ({"contacts-1-kind": "email", "contacts-1-value": "a@b"}, "contacts-1-value", "ten@ten-mien.vn"),
            ({"contacts-1-kind": "", "contacts-1-value": "0912345678"}, "contacts-1-kind", "Hãy chọn loại liên hệ."),
        ],
    )
    def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(self, wrong, field, sentence, officer) -> None:
        fields = typed(address="Bản Nà Ui") | wrong

        answer = officer.send(f"{HOME}/moi", **fields)

        assert answer.status_code == 422
        assert sentence in answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
        assert "Bản Nà Ui" in answer.text
        assert listed(officer.get(HOME).text) == []

    def test_a_name_like_one_that_is_here_must_be_said_to_be_another(self, web_app, officer) -> None:
        known = registered(web_app, "Hợp tác xã Ánh Dương")

        asked = officer.send(f"{HOME}/moi", **typed("HTX ANH DUONG"))

        assert asked.status_code == 422
        assert "Đã có chủ thể tên giống hoặc gần giống" in asked.text
        assert f'href="{HOME}/{known}"' in asked.text
        assert 'name="confirmed_distinct"' in asked.text
        assert officer.send(f"{HOME}/moi", **typed("HTX ANH DUONG", confirmed_distinct="y")).status_code == 303

    def test_a_tax_number_belongs_to_one_producer(self, web_app, officer) -> None:
        registered(web_app, "Hợp tác xã Một", tax_number="0100109106")

        answer = officer.send(f"{HOME}/moi", **typed("Công ty Hai", tax_number="0100109106"))

        assert "đã được ghi cho “Hợp tác xã Một”" in answer.text

    def test_more_contacts_are_given_without_losing_what_was_typed(self, officer) -> None:
        answer = officer.send(f"{HOME}/moi", **typed(address="Bản Nà Ui"), **{"them-dong": "1"})

        assert answer.status_code == 200
        assert 'name="contacts-3-value"' in answer.text
        assert "Bản Nà Ui" in answer.text

    def test_the_first_button_saves_because_enter_presses_it(self, officer) -> None:
        form = officer.get(f"{HOME}/moi").text.split('<form method="post" class="panel"')[1]

        first = form.split('<button type="submit"')[1].split(">")[0]
        assert "name=" not in first

    def test_the_longest_name_is_kept_and_shown(self, web_app, officer) -> None:
        answer = officer.send(f"{HOME}/moi", **typed(LONGEST.strip()))

        assert kept(web_app, id_of(answer)).name == LONGEST.strip()
        assert LONGEST.strip() in officer.get(HOME).text


class TestAmending(OnBothDatabases):
    def test_the_form_shows_what_is_kept(self, web_app, officer) -> None:
        contact = ContactFacts(kind=ContactKind.EMAIL, value="a@vi-du.vn")
        producer = registered(web_app, representative="Lò Thị Sao", contacts=(contact,))

        page = officer.get(f"{HOME}/{producer}/sua").text

        assert 'value="Lò Thị Sao"' in page
        assert 'value="a@vi-du.vn"' in page
        assert '<option selected value="cooperative">' in page

    def test_whoever_saves_later_is_told_what_changed_and_loses_nothing(self, web_app, someone) -> None:
        first, second = someone(Role.OFFICER), someone(Role.OFFICER, email="hai@vi-du.vn")
        producer = registered(web_app)
        address = f"{HOME}/{producer}/sua"
        seen = _version(second.get(address).text)
        first.send(address, **typed("Hợp tác xã Minh Họa 01", address="Bản Mới"), version=seen)

        late = typed("Hợp tác xã Minh Họa 01", representative="Vàng A Sử")
        refused = second.send(address, **late, version=seen)

        assert refused.status_code == 422
        assert "vừa được Người officer sửa (địa chỉ)" in refused.text
        assert "Bản hiện nay trong sổ" in refused.text
        assert "Bản Mới" in refused.text
        assert "Vàng A Sử" in refused.text
        assert kept(web_app, producer).representative is None

        again = second.send(address, **late, version=_version(refused.text))
        assert again.status_code == 303
        assert kept(web_app, producer).representative == "Vàng A Sử"

    @pytest.mark.parametrize("version", ["", "0", "abc", "-1", "99999999999999999999", "²"])
    def test_a_made_up_version_saves_nothing(self, version, web_app, officer) -> None:
        producer = registered(web_app)

        answer = officer.send(f"{HOME}/{producer}/sua", **typed("Khác hẳn"), version=version)

        assert answer.status_code == 422
        assert kept(web_app, producer).name == "Hợp tác xã Minh Họa 01"

    def test_a_contact_that_is_emptied_is_gone(self, web_app, officer) -> None:
        contact = ContactFacts(kind=ContactKind.PHONE, value="0912345678")
        producer = registered(web_app, contacts=(contact,))
        address = f"{HOME}/{producer}/sua"

        officer.send(address, **typed("Hợp tác xã Minh Họa 01"), version=_version(officer.get(address).text))

        assert list(kept(web_app, producer).contacts) == []


class TestShowing:
    def test_names_of_all_times_stand_with_their_days(self, web_app, officer) -> None:
        producer = registered(web_app, "Hợp tác xã Cũ")

        officer.send(f"{HOME}/{producer}/doi-ten", name="Hợp tác xã Mới", on="01/03/2024", reason="Đăng ký lần 2")

        page = officer.get(f"{HOME}/{producer}").text
        assert page.index("Hợp tác xã Mới") < page.index("Hợp tác xã Cũ")
        assert "từ 01/03/2024" in page
        assert "Đăng ký lần 2" in page

    def test_what_is_personal_is_shown_to_whoever_keeps_or_erases_it_only(self, web_app, someone) -> None:
        contacts = (
            ContactFacts(kind=ContactKind.PHONE, value="0912345678"),
            ContactFacts(kind=ContactKind.EMAIL, value="chung@vi-du.vn", is_public=True),
        )
        producer = registered(web_app, representative="Lò Thị Sao", tax_number="001089000001", contacts=contacts)

        for role, sees in ((Role.OFFICER, True), (Role.ADMINISTRATOR, True), (Role.APPROVER, False)):
            page = someone(role).get(f"{HOME}/{producer}").text
            assert [secret in page for secret in ("Lò Thị Sao", "001089000001", "0912345678")] == [sees] * 3, role
            assert "chung@vi-du.vn" in page

    def test_a_companys_tax_number_is_no_secret(self, web_app, someone) -> None:
        producer = registered(web_app, tax_number="0100109106")

        assert "0100109106" in someone(Role.APPROVER).get(f"{HOME}/{producer}").text

    def test_history_names_what_changed_but_no_value(self, web_app, officer) -> None:
        producer = registered(web_app)
        address = f"{HOME}/{producer}/sua"
        fields = typed("Hợp tác xã Minh Họa 01", representative="Lò Thị Sao")
        officer.send(address, **fields, version=_version(officer.get(address).text))

        history = officer.get(f"{HOME}/{producer}").text.split("Lịch sử</h2>")[1]

        assert "người đại diện" in history
        assert "Lò Thị Sao" not in history

    def test_there_is_no_page_of_an_unknown_producer(self, officer) -> None:
        for page in ("", "/sua", "/doi-ten", "/sap-nhap", "/tach", "/cham-dut", "/mo-lai"):
            assert officer.get(f"{HOME}/{'a' * 16}{page}").status_code == 404


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


def _version(page: str) -> str:
    return page.split('name="version" type="hidden" value="')[1].split('"')[0]
