"""Units: their kinds, stated or guessed from their names; kinds of recognitions; packings."""

from pathlib import Path

import pytest
from builders.workbooks import HEADER, only_row, reasons, results

from registry.rules.instruments import RecognitionKind
from registry.rules.producer_kinds import ProducerKind
from registry.sheets.cells.kinds import kind_of_name

WITH_KIND = (*HEADER, "Loại hình chủ thể")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("HTX Bưởi Múc", ProducerKind.COOPERATIVE),
        ("Hợp tác xã Minh Họa", ProducerKind.COOPERATIVE),
        ("HTXNN Thanh Xuân", ProducerKind.COOPERATIVE),
        ("hợp tác xã dịch vụ Một", ProducerKind.COOPERATIVE),
        ("Công ty TNHH MTV Dũng Long", ProducerKind.COMPANY_LIMITED_ONE_MEMBER),
        ("Công ty TNHH Một thành viên An", ProducerKind.COMPANY_LIMITED_ONE_MEMBER),
        ("Công ty TNHH An", ProducerKind.COMPANY_LIMITED),
        ("Công ty Cổ phần Phong Hải", ProducerKind.COMPANY_JOINT_STOCK),
        ("Công ty CP Chè", ProducerKind.COMPANY_JOINT_STOCK),
        ("DNTN Hoa", ProducerKind.PRIVATE_ENTERPRISE),
        ("Doanh nghiệp giống thủy sản Minh Nhựt, xã Thông Hòa", ProducerKind.ENTERPRISE),
        ("Hộ kinh doanh Nguyễn Văn A", ProducerKind.HOUSEHOLD),
        ("Hộ SXKD Trần Thị B", ProducerKind.HOUSEHOLD),
        ("Cơ sở sản xuất bánh", ProducerKind.HOUSEHOLD),
        ("HKD Lò Văn C", ProducerKind.HOUSEHOLD),
        ("THT Lê Nậm Pung", ProducerKind.COOPERATIVE_GROUP),
        ("Tổ hợp tác Na Lo", ProducerKind.COOPERATIVE_GROUP),
        ("Trang trại Bình Minh", ProducerKind.FARM),
        ("Hội nông dân xã", ProducerKind.ASSOCIATION),
        ("Nguyễn Văn A", None),
        ("", None),
    ],
)
def test_the_kind_is_guessed_from_the_name(name: str, kind: ProducerKind | None) -> None:
    assert kind_of_name(name) is kind


def test_a_kind_from_the_name_alone_is_shown_as_a_guess(tmp_path: Path) -> None:
    row = only_row(results(tmp_path, HEADER, (1, "Chè", "Tổ hợp tác Na Lo", "3 sao")))

    assert row.producer_kind is ProducerKind.COOPERATIVE_GROUP
    assert [(guess.field, guess.written) for guess in row.guesses] == [("producer_kind", "Tổ hợp tác Na Lo")]


def test_a_kind_that_the_column_states_is_no_guess(tmp_path: Path) -> None:
    row = only_row(results(tmp_path, WITH_KIND, (1, "Chè", "HTX Na Lo", "3 sao", "HTX")))

    assert (row.producer_kind, row.guesses) == (ProducerKind.COOPERATIVE, ())


def test_an_enterprise_is_made_more_exact_by_its_name_as_a_guess(tmp_path: Path) -> None:
    row = only_row(results(tmp_path, WITH_KIND, (1, "Chè", "Công ty Cổ phần Phong Hải", "3 sao", "doanh nghiệp")))

    assert row.producer_kind is ProducerKind.COMPANY_JOINT_STOCK
    assert [guess.field for guess in row.guesses] == ["producer_kind"]


def test_a_kind_that_contradicts_the_name_is_kept_and_said(tmp_path: Path) -> None:
    sheet = results(tmp_path, WITH_KIND, (1, "Chè", "Công ty TNHH An", "3 sao", "HTX"))

    assert only_row(sheet).producer_kind is ProducerKind.COOPERATIVE
    assert reasons(sheet, "warning") == [(2, "Loại hình chủ thể", "HTX")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Đánh giá mới", RecognitionKind.FIRST),
        ("lần đầu", RecognitionKind.FIRST),
        ("Đánh giá lại", RecognitionKind.REASSESSED),
        ("Phân hạng lại", RecognitionKind.REASSESSED),
        ("nâng hạng", RecognitionKind.UPGRADED),
        ("Nâng hạng từ 3 sao lên 4 sao", RecognitionKind.UPGRADED),
        ("cấp lại", RecognitionKind.REISSUED),
        ("Cấp đổi", RecognitionKind.REISSUED),
    ],
)
def test_kinds_of_recognitions_are_read_from_their_column_or_guessed_from_the_note(
    tmp_path: Path, written: str, kind: RecognitionKind
) -> None:
    rest = (1, "Chè", "HTX Một", "4 sao", written)

    stated = only_row(results(tmp_path, (*HEADER, "Hình thức công nhận"), rest))
    noted = only_row(results(tmp_path, (*HEADER, "Ghi chú"), rest))

    assert stated.recognition_kind is kind
    assert "recognition_kind" not in {guess.field for guess in stated.guesses}
    assert noted.recognition_kind is kind
    assert "recognition_kind" in {guess.field for guess in noted.guesses}
    assert noted.note == written


@pytest.mark.parametrize(
    "note", ["Sản phẩm tiềm năng hàng hóa", "Thuộc chương trình Mỗi xã một sản phẩm", "Bao bì mới", "Bảo vệ môi trường"]
)
def test_a_note_that_only_sounds_like_a_kind_of_recognition_is_none(tmp_path: Path, note: str) -> None:
    row = only_row(results(tmp_path, (*HEADER, "Ghi chú"), (1, "Chè", "HTX Một", "4 sao", note)))

    assert row.recognition_kind is None


def test_a_kind_of_recognition_typed_without_accents_is_read(tmp_path: Path) -> None:
    row = only_row(results(tmp_path, (*HEADER, "Hinh thuc cong nhan"), (1, "Che", "HTX Mot", "4 sao", "Nang hang")))

    assert row.recognition_kind is RecognitionKind.UPGRADED


def test_packings_stand_between_semicolons_or_on_lines(tmp_path: Path) -> None:
    rows = [
        (1, "Chè", "HTX Một", "3 sao", "Túi 100 g; Hộp 200 g"),
        (2, "Gạo", "HTX Một", "3 sao", "- Túi 1 kg\n- Túi 5 kg"),
    ]

    sheet = results(tmp_path, (*HEADER, "Quy cách đóng gói"), *rows)

    assert [row.packings for row in sheet.rows] == [("Túi 100 g", "Hộp 200 g"), ("Túi 1 kg", "Túi 5 kg")]


@pytest.mark.parametrize(
    "name", ["Lạp sườn, thịt ba chỉ sấy", "Cà chua và khoai tây an toàn", "Chè xanh; chè đen", "- Chè xanh\n- Chè đen"]
)
def test_a_cell_that_seems_to_name_several_products_is_not_split_but_said(tmp_path: Path, name: str) -> None:
    sheet = results(tmp_path, HEADER, (1, name, "HTX Một", "3 sao"))

    assert only_row(sheet).product_name == " ".join(name.split())
    assert [row for row, _, _ in reasons(sheet, "warning")] == [2]


@pytest.mark.parametrize(
    "name",
    [
        "Bộ sản phẩm sữa chua nguyên kem (Sữa chua nguyên kem, sữa chua nếp cẩm, sữa chua chanh leo)",
        "Chè Shan tuyết (loại 1, loại 2)",
        "Phong Hải Danh Trà - Trà hoa sen",
        "VICUMAX MẬT ONG NANO CURCUMIN",
    ],
)
def test_a_set_is_one_product(tmp_path: Path, name: str) -> None:
    sheet = results(tmp_path, HEADER, (1, name, "HTX Một", "3 sao"))

    assert only_row(sheet).product_name == name
    assert sheet.problems == []


def test_a_zero_typed_for_the_letter_o_in_a_name_is_kept_and_said(tmp_path: Path) -> None:
    sheet = results(tmp_path, HEADER, (1, "Chè 0COP Một", "HTX Một", "3 sao"))

    assert only_row(sheet).product_name == "Chè 0COP Một"
    assert reasons(sheet, "warning") == [(2, "Tên sản phẩm", "Chè 0COP Một")]
