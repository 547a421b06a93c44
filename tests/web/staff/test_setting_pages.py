"""The department's choices: explained, tried on specimens, refused at their field, signed by who changed them."""

import io
from typing import Any

import pytest
from builders.databases import OnBothDatabases
from flask import Flask
from PIL import Image

from registry.queries.settings import Prize, Settings
from registry.queries.settings import settings as settings_of
from registry.rules.permissions import Role
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import official_artwork
from registry.web.staff.settings.meanings import MEANINGS, SLOTS
from registry.web.staff.settings.shown import GROUPS

HOME = "/can-bo/thiet-lap"
NAMES = {
    "province": "Lai Châu",
    "department": "Sở Nông nghiệp và Môi trường tỉnh Lai Châu",
    "public_address": "https://ocop.example.vn",
    "place_of_signing": "Lai Châu",
    "issuing_heading": "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
    "conferring_heading": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
    "authority_lines": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
}
TITLES = {
    "title_before_2026": "Giấy chứng nhận sản phẩm OCOP",
    "title_qd26": "Giấy chứng nhận kết quả phân hạng sản phẩm OCOP",
}


@pytest.fixture
def administrator(someone: Any) -> Any:
    return someone(Role.ADMINISTRATOR)


def kept(app: Flask) -> Settings:
    with app.app_context(), reading() as session:
        return settings_of(session)


def a_prize(place: int, *, year: str = "2020", stars: str = "3", amount: str = "10.000.000") -> dict[str, str]:
    values = {"year": year, "stars": stars, "amount": amount, "resolution": "Nghị quyết số 12/NQ-HĐND"}
    return {f"prizes-{place}-{part}": value for part, value in values.items()}


EMPTY_ROWS = {f"prizes-{place}-{part}": "" for place in range(3) for part in ("year", "stars", "amount", "resolution")}


def a_picture(kind: str = "PNG", *, size: tuple[int, int] = (300, 300)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind)
    return file.getvalue()


def test_every_choice_stands_on_the_page_with_what_it_is_for(administrator) -> None:
    page = administrator.get(HOME).text

    shown = {entry.name for group in GROUPS for entry in group.entries}
    assert shown == set(MEANINGS) == set(Settings.__dataclass_fields__)
    for title, purpose in MEANINGS.values():
        assert title in page
        assert purpose.replace("{", "{").split("“")[0] in page


def test_every_text_slot_of_the_certificate_can_be_changed(administrator) -> None:
    from registry.documents.star_certificate import WORDING_SLOTS

    page = administrator.get(f"{HOME}/loi-van").text

    assert set(SLOTS) == set(WORDING_SLOTS)
    assert all(f'name="{slot}"' in page for slot in WORDING_SLOTS)


def test_what_is_left_as_it_was_is_no_change(web_app, administrator) -> None:
    from registry.queries import setting_changes

    administrator.send(f"{HOME}/co-quan", **NAMES)

    with web_app.app_context(), reading() as session:
        assert "department" not in setting_changes.latest(session)


@pytest.mark.parametrize(
    ("page", "fields", "sentence"),
    [
        ("co-quan", NAMES | {"province": ""}, "Mục này không được để trống."),
        ("co-quan", NAMES | {"public_address": "ocop.vn"}, "Địa chỉ công khai phải có dạng"),
        ("co-quan", NAMES | {"public_address": "https://ocop.vn/duong-dan"}, "Địa chỉ công khai phải có dạng"),
        ("co-quan", NAMES | {"issuing_heading": "Ủ" * 290}, "dài quá, không in vừa trên giấy"),
        ("co-quan", NAMES | {"place_of_signing": "Lai Châu 漢"}, "ký tự không in được"),
        (
            "mau-so",
            {"certificate_number_format": "{serial}", "merit_number_format": "{serial}/{year}"},
            "phải có {year}",
        ),
        ("mau-so", {"certificate_number_format": "{x}", "merit_number_format": "{serial}/{year}"}, "chỉ được dùng"),
        ("mau-so", {"certificate_number_format": "{serial}/{year}/MH", "merit_number_format": "x"}, "sổ minh họa"),
        (
            "mau-so",
            {
                "certificate_number_format": "{serial}/{year}/A",
                "merit_number_format": "{serial}/{year}/B",
                "golden_book_from": "năm nay",
            },
            "Hãy viết một số nguyên",
        ),
        ("kho-bang-khen", {"merit_paper_width_mm": "100", "merit_paper_height_mm": "210"}, "phải từ 297"),
        ("kho-bang-khen", {"merit_paper_width_mm": "297", "merit_paper_height_mm": "9000"}, "phải từ 210 đến 420"),
        ("loi-van", TITLES | {"rank": "x" * 121}, "tối đa 120 ký tự"),
        ("loi-van", TITLES | {"rank": "Đ" * 120}, "dài quá, không in vừa trên giấy"),
        ("loi-van", TITLES | {"title_qd26": "Giấy " * 40}, "dài quá, không in vừa trên giấy"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(page, fields, sentence, web_app, administrator) -> None:
    before = kept(web_app)

    answer = administrator.send(f"{HOME}/{page}", **fields)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'aria-invalid="true"' in answer.text
    for typed in fields.values():
        assert typed.split("\n")[0].strip() in answer.text
    assert kept(web_app) == before


def test_a_replaced_text_slot_is_looked_at_on_a_specimen_before_it_is_kept(web_app, administrator) -> None:
    address = f"{HOME}/loi-van"

    looked = administrator.send(address, **TITLES, rank="Được xếp hạng", **{"xem-thu": "qd-26"})

    assert looked.status_code == 200
    assert looked.data.startswith(b"%PDF")
    assert "attachment" in looked.headers["Content-Disposition"]
    assert kept(web_app).star_wording == {}

    administrator.send(address, **TITLES, rank="Được xếp hạng", certifies="Chứng nhận sản phẩm")
    # A slot that says what it says anyway is not kept: it follows when the usual words change.
    assert kept(web_app).star_wording == {"rank": "Được xếp hạng"}


@pytest.mark.parametrize("name", ["truoc-2026", "qd-26", "bang-khen"])
def test_specimens_can_be_looked_at_and_bear_the_watermark(name, someone) -> None:
    import pypdf

    answer = someone(Role.AUDITOR).get(f"{HOME}/mau-giay/{name}")

    text = pypdf.PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in text


@pytest.mark.parametrize(
    ("rows", "field", "sentence"),
    [
        (a_prize(2, amount="mười triệu"), "prizes-2-amount", "Số tiền không hợp lệ"),
        (a_prize(2, amount="0"), "prizes-2-amount", "Số tiền phải lớn hơn 0."),
        (a_prize(2, year="1999"), "prizes-2-year", "Năm phải từ 2018"),
        (a_prize(2, stars="9"), "prizes-2-stars", "không có trong danh sách"),
        (a_prize(0) | a_prize(2), "prizes-2-year", "Đã có mức thưởng cho 3 sao năm 2020."),
        (a_prize(2) | {"prizes-2-resolution": ""}, "prizes-2-resolution", "Mục này không được để trống."),
    ],
)
def test_a_wrong_prize_is_refused_in_its_own_row(rows, field, sentence, web_app, administrator) -> None:
    answer = administrator.send(f"{HOME}/muc-thuong", **EMPTY_ROWS | rows)

    assert answer.status_code == 422
    assert sentence in answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
    assert kept(web_app).prizes == ()


def test_more_rows_are_given_without_losing_what_was_typed(web_app, administrator) -> None:
    answer = administrator.send(f"{HOME}/muc-thuong", **a_prize(0), **{"them-dong": "1"})

    assert answer.status_code == 200
    assert 'value="10.000.000"' in answer.text
    assert 'name="prizes-2-year"' in answer.text
    assert kept(web_app).prizes == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Hãy chọn một tệp ảnh."),
        (b"<svg onload='alert(1)'>", "không phải ảnh PNG hoặc JPEG"),
        (a_picture()[:-200], "không phải ảnh PNG hoặc JPEG"),
        (a_picture("GIF"), "không phải ảnh PNG hoặc JPEG"),
        (a_picture(size=(300, 40)), "in ra sẽ vỡ"),
    ],
)
def test_a_file_that_cannot_be_printed_is_refused_at_its_field(content, sentence, web_app, administrator) -> None:
    answer = administrator.send(f"{HOME}/hinh-anh/nhan-hieu/thay", picture=(io.BytesIO(content), "a.png"))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert kept(web_app).mark is None


def test_a_file_is_no_larger_than_a_picture_needs_to_be() -> None:
    with pytest.raises(Refusal, match="lớn hơn 5 MB"):
        official_artwork.check(b"x" * (5 * 1024 * 1024 + 1))


def test_a_ground_for_a_move_without_an_article_can_be_given_and_taken_away(web_app, administrator) -> None:
    address = f"{HOME}/can-cu"

    administrator.send(address, suspend_ground="Quy chế quản lý, Điều 5", reinstate_ground="", withdraw_ground="")
    assert kept(web_app).suspend_ground == "Quy chế quản lý, Điều 5"

    administrator.send(address, suspend_ground="", reinstate_ground="", withdraw_ground="")
    assert kept(web_app).suspend_ground is None


def test_decomposed_letters_and_hidden_characters_are_cleaned_at_the_entrance(web_app, administrator) -> None:
    import unicodedata

    typed = unicodedata.normalize("NFD", "  Sở  Nông nghiệp\u200b ")
    administrator.send(f"{HOME}/co-quan", **NAMES | {"department": typed})

    assert kept(web_app).department == "Sở Nông nghiệp"


def test_only_administrators_change_choices_and_everybody_may_read_them(someone) -> None:
    for role in (Role.OFFICER, Role.APPROVER, Role.AUDITOR):
        browser = someone(role)
        page = browser.get(HOME)
        assert page.status_code == 200
        assert "/co-quan" not in page.text
        assert browser.get(f"{HOME}/co-quan").status_code == 403


@pytest.mark.parametrize("address", ["mau-giay/khong-co", "hinh-anh/khong-co", "hinh-anh/khong-co/thay", "khong-co"])
def test_there_is_no_other_page(address, administrator) -> None:
    assert administrator.get(f"{HOME}/{address}").status_code == 404


class TestOnBothDatabases(OnBothDatabases):
    def test_a_choice_that_is_changed_says_who_changed_it(self, web_app, administrator) -> None:
        answer = administrator.send(f"{HOME}/co-quan", **NAMES | {"department": "Sở Nông nghiệp và Môi trường"})

        assert answer.status_code == 303
        assert kept(web_app).department == "Sở Nông nghiệp và Môi trường"
        page = administrator.get(HOME).text
        assert "Đã lưu thiết lập." in page
        changed = page.split("Sở Nông nghiệp và Môi trường</strong>")[1].split("</dd>")[0]
        assert "Sửa lần cuối" in changed
        assert "Người administrator" in changed

    def test_somebody_who_was_overtaken_is_told_what_changed_and_keeps_what_was_typed(self, web_app, someone) -> None:
        first, second = someone(Role.ADMINISTRATOR), someone(Role.ADMINISTRATOR, email="hai@vi-du.vn")
        address = f"{HOME}/co-quan"
        seen = second.get(address).text.split('name="seen" type="hidden" value="')[1].split('"')[0]
        first.send(address, **NAMES | {"department": "Sở Nông nghiệp"})

        refused = second.send(address, **NAMES | {"department": "Chi cục Phát triển nông thôn", "seen": seen})

        assert refused.status_code == 422
        assert "Thiết lập này vừa được người khác sửa (Tên cơ quan giữ sổ)" in refused.text
        assert "Chi cục Phát triển nông thôn" in refused.text
        assert kept(web_app).department == "Sở Nông nghiệp"

        fresh = refused.text.split('name="seen" type="hidden" value="')[1].split('"')[0]
        again = second.send(address, **NAMES | {"department": "Chi cục Phát triển nông thôn", "seen": fresh})
        assert again.status_code == 303
        assert kept(web_app).department == "Chi cục Phát triển nông thôn"

    def test_prizes_are_typed_row_by_row_and_empty_rows_are_none(self, web_app, administrator) -> None:
        rows = EMPTY_ROWS | a_prize(1, stars="3") | a_prize(3, stars="4", amount="20000000")

        assert administrator.send(f"{HOME}/muc-thuong", **rows).status_code == 303

        prizes = kept(web_app).prizes
        assert prizes == (
            Prize(year=2020, stars=3, amount=10_000_000, resolution="Nghị quyết số 12/NQ-HĐND"),
            Prize(year=2020, stars=4, amount=20_000_000, resolution="Nghị quyết số 12/NQ-HĐND"),
        )
        page = administrator.get(HOME).text
        assert "2020 · 3 sao: 10.000.000 đồng (Nghị quyết số 12/NQ-HĐND)" in page

    def test_official_artwork_is_kept_as_it_was_handed_in_and_printed(self, web_app, administrator) -> None:
        content = a_picture("JPEG")

        answer = administrator.send(f"{HOME}/hinh-anh/quoc-huy/thay", picture=(io.BytesIO(content), "quoc-huy.jpg"))

        assert answer.status_code == 303
        shown = administrator.get(f"{HOME}/hinh-anh/quoc-huy")
        assert (shown.data, shown.mimetype) == (content, "image/jpeg")
        assert administrator.get(f"{HOME}/mau-giay/qd-26").data.startswith(b"%PDF")

        administrator.send(f"{HOME}/hinh-anh/quoc-huy/go")
        assert kept(web_app).emblem is None
        assert administrator.get(f"{HOME}/hinh-anh/quoc-huy").status_code == 404
