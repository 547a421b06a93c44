"""Producers on their pages: registered, amended by two people at once, shown."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from builders.databases import OnBothDatabases
from builders.producer_pages import HOME, kept, listed, registered
from flask import Flask

from registry.models.place import PlaceLevel
from registry.models.producer import ContactKind
from registry.queries import place_directory
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import founding, places
from registry.usecases.producer_facts import ContactFacts

LONGEST = "Hợp tác xã nông nghiệp, dịch vụ tổng hợp, sản xuất và chế biến nông lâm thủy sản hữu cơ " + "Ánh Dương " * 18


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
        seen = version_on(second.get(address).text)
        first.send(address, **typed("Hợp tác xã Minh Họa 01", address="Bản Mới"), version=seen)

        late = typed("Hợp tác xã Minh Họa 01", representative="Vàng A Sử")
        refused = second.send(address, **late, version=seen)

        assert refused.status_code == 422
        assert "vừa được Người officer sửa (địa chỉ)" in refused.text
        assert "Bản hiện nay trong sổ" in refused.text
        assert "Bản Mới" in refused.text
        assert "Vàng A Sử" in refused.text
        assert kept(web_app, producer).representative is None

        again = second.send(address, **late, version=version_on(refused.text))
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

        officer.send(address, **typed("Hợp tác xã Minh Họa 01"), version=version_on(officer.get(address).text))

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
        officer.send(address, **fields, version=version_on(officer.get(address).text))

        history = officer.get(f"{HOME}/{producer}").text.split("Lịch sử</h2>")[1]

        assert "người đại diện" in history
        assert "Lò Thị Sao" not in history

    def test_there_is_no_page_of_an_unknown_producer(self, officer) -> None:
        for page in ("", "/sua", "/doi-ten", "/sap-nhap", "/tach", "/cham-dut", "/mo-lai"):
            assert officer.get(f"{HOME}/{'a' * 16}{page}").status_code == 404


def version_on(page: str) -> str:
    return page.split('name="version" type="hidden" value="')[1].split('"')[0]
