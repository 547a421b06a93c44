"""Products by commands alone: facts, names, packings, pictures, holders."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Command
from PIL import Image

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]


@pytest.fixture
def goods(at_register: Command, by: By) -> str:
    """A product with everything said of it."""
    unit = at_register("producer", "add", "Hợp tác xã Dòng Lệnh", "--kind", "cooperative", *by["officer"])
    added = at_register(
        *("product", "add", "Mật ong", "--producer", unit.out.strip(), "--packing", "chai 500 ml", *by["officer"]),
        *("--description", "Vàng", "--story", "Ngày xưa", "--note", "Ghi"),
    )
    assert added.code == 0, added.err
    return added.out.strip()


def shown(at_register: Command, named: str) -> dict[str, Any]:
    """Return what the register says of a product."""
    answer = at_register("product", "show", named, "--json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def a_picture(path: Path, colour: str = "red") -> Path:
    """Write a picture."""
    content = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(content, "PNG")
    path.write_bytes(content.getvalue())
    return path


def test_a_change_leaves_what_it_does_not_name(at_register: Command, by: By, goods: str) -> None:
    before = shown(at_register, goods)

    changed = at_register("product", "change", goods, "--description", "Sánh", "--note", "", *by["officer"])

    assert changed.code == 0, changed.err
    assert shown(at_register, goods) == before | {"description": "Sánh", "note": None}
    assert "Ngày xưa" in at_register("product", "show", "Mật ong").out


def test_a_wrong_industry_is_refused(at_register: Command, by: By, goods: str) -> None:
    refused = at_register("product", "change", goods, "--industry", "không-có", *by["officer"])

    assert refused.code == 1
    assert "Ngành hàng" in refused.err


def test_a_name_that_was_wrong_is_corrected_and_a_new_one_is_dated(at_register: Command, by: By, goods: str) -> None:
    assert at_register("product", "change", goods, "--name", "Mật ong rừng", *by["officer"]).code == 0
    assert at_register("product", "rename", goods, "Mật hoa", "--on", "01/02/2024", *by["officer"]).code == 0

    assert [one["name"] for one in shown(at_register, "Mật hoa")["names"]] == ["Mật ong rừng", "Mật hoa"]


def test_packings_are_added_given_a_barcode_and_taken_away(at_register: Command, by: By, goods: str) -> None:
    officer = by["officer"]
    added = at_register("product", "add-packing", goods, "hũ 1 kg", *officer)
    coded = at_register("product", "add-packing", goods, "chai 500 ml", "--gtin", "8930000000019", *officer)
    wrong = at_register("product", "add-packing", goods, "chai 500 ml", "--gtin", "8930000000018", *officer)
    kept = shown(at_register, goods)["packings"]
    gone = at_register("product", "remove-packing", goods, "hũ 1 kg", *officer)
    again = at_register("product", "remove-packing", goods, "hũ 1 kg", *officer)

    assert [answer.code for answer in (added, coded, wrong, gone, again)] == [0, 0, 1, 0, 1], coded.err
    assert kept == [{"label": "hũ 1 kg", "gtin": None}, {"label": "chai 500 ml", "gtin": "8930000000019"}]
    assert [one["label"] for one in shown(at_register, goods)["packings"]] == ["chai 500 ml"]


def test_pictures_are_added_captioned_ordered_and_taken_away(
    at_register: Command, by: By, goods: str, tmp_path: Path
) -> None:
    officer = by["officer"]
    first = at_register("product", "add-photo", goods, a_picture(tmp_path / "một.png"), *officer).out.strip()
    second = at_register(
        "product", "add-photo", goods, a_picture(tmp_path / "hai.png", "blue"), "--caption", "Hũ", *officer
    ).out.strip()
    (tmp_path / "ba.jpg").write_bytes(b"%PDF-1.7")
    no_picture = at_register("product", "add-photo", goods, tmp_path / "ba.jpg", *officer)
    missing = at_register("product", "add-photo", goods, tmp_path / "bốn.jpg", *officer)
    at_register("product", "caption-photo", first, "Chai", *officer)
    at_register("product", "first-photo", second, *officer)

    assert shown(at_register, goods)["photos"] == [
        {"public_id": second, "caption": "Hũ"},
        {"public_id": first, "caption": "Chai"},
    ]
    assert (no_picture.code, missing.code) == (1, 2)
    assert "PDF" in no_picture.err
    assert at_register("product", "remove-photo", first, *officer).code == 0
    assert at_register("product", "remove-photo", first, *officer).code == 1
    assert [one["public_id"] for one in shown(at_register, goods)["photos"]] == [second]


def test_a_product_goes_to_another_producer(at_register: Command, by: By, goods: str) -> None:
    at_register("producer", "add", "Công ty Nhận", "--kind", "cooperative", *by["officer"])

    moved = at_register("product", "transfer", goods, "--to", "Công ty Nhận", "--on", "01/02/2024", *by["officer"])

    assert moved.code == 0, moved.err
    assert shown(at_register, goods)["producer_name"] == "Công ty Nhận"


@pytest.mark.parametrize(
    "words",
    [
        ("change", "Mật ong", "--note", "x"),
        ("rename", "Mật ong", "Tên", "--on", "01/02/2024"),
        ("transfer", "Mật ong", "--to", "Hợp tác xã Dòng Lệnh", "--on", "01/02/2024"),
        ("add-packing", "Mật ong", "hũ"),
        ("remove-packing", "Mật ong", "chai 500 ml"),
        ("add-photo", "Mật ong", __file__),
        ("caption-photo", "x", "x"),
        ("first-photo", "x"),
        ("remove-photo", "x"),
    ],
    ids=lambda words: words[0],
)
def test_an_auditor_changes_nothing(words: tuple[str, ...], at_register: Command, by: By, goods: str) -> None:
    refused = at_register("product", *words, *by["auditor"])

    assert refused.code == 1
    assert "không có quyền" in refused.err


def test_an_unknown_product_is_said_by_the_name_it_was_called_by(at_register: Command, by: By, goods: str) -> None:
    refused = at_register("product", "change", "Mật ong giả", "--note", "x", *by["officer"])

    assert (refused.code, refused.err) == (1, "Lỗi: Không tìm thấy sản phẩm “Mật ong giả”.\n")
