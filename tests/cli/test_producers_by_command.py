"""Producers by commands alone: what is said of them, and what becomes of them."""

import json
from typing import Any

import pytest
from cli.conftest import Command

from registry.usecases import founding, places

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]


@pytest.fixture
def unit(at_register: Command, by: By) -> str:
    """A cooperative of Bình Lư with everything said of it."""
    places.load(actor=founding.SYSTEM)
    added = at_register(
        *("producer", "add", "Hợp tác xã Dòng Lệnh", *by["officer"], "--kind", "cooperative"),
        *("--tax-number", "0101243150", "--representative", "Lò Thị Thử", "--gender", "nữ", "--ethnicity", "Thái"),
        *("--address", "Bản Thử", "--commune", "Bình Lư", "--website", "thu.vn", "--note", "Ghi"),
    )
    assert added.code == 0, added.err
    return added.out.strip()


def shown(at_register: Command, named: str, what: str = "producer") -> dict[str, Any]:
    """Return what the register says of a producer or a product."""
    answer = at_register(what, "show", named, "--json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def add(at_register: Command, by: By, name: str) -> str:
    """Add a producer of which only the name is known."""
    return at_register("producer", "add", name, "--kind", "cooperative", *by["officer"]).out.strip()


def test_a_change_leaves_what_it_does_not_name(at_register: Command, by: By, unit: str) -> None:
    before = shown(at_register, unit)

    changed = at_register("producer", "change", unit, "--address", "Bản Mới", *by["officer"])

    assert changed.code == 0, changed.err
    after = shown(at_register, unit)
    assert after == before | {"address": "Bản Mới"}
    assert (after["representative_gender"], after["commune"]) == ("Nữ", "xã Bình Lư")


def test_an_empty_text_takes_a_value_away(at_register: Command, by: By, unit: str) -> None:
    words = ("--representative", "", "--gender", "", "--commune", "", "--website", " ")

    assert at_register("producer", "change", unit, *words, *by["officer"]).code == 0
    after = shown(at_register, unit)
    assert [after[name] for name in ("representative", "representative_gender", "commune", "website")] == [None] * 4
    assert after["tax_number"] == "0101243150"


def test_a_producer_is_named_by_code_number_or_name(at_register: Command, by: By, unit: str) -> None:
    for named in (unit, "0101243150", "Hợp tác xã Dòng Lệnh"):
        assert shown(at_register, named)["public_id"] == unit
    other = at_register(
        "producer", "add", "Hợp tác xã Dòng Lệnh", "--kind", "cooperative", "--distinct", *by["officer"]
    )

    unknown = at_register("producer", "change", "Không Có", "--note", "x", *by["officer"])
    twice = at_register("producer", "show", "Hợp tác xã Dòng Lệnh")

    assert (unknown.code, unknown.err) == (1, "Lỗi: Không tìm thấy chủ thể “Không Có”.\n")
    assert twice.code == 1
    assert unit in twice.err
    assert other.out.strip() in twice.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--commune", "Không Có"), "Không tìm thấy xã, phường hiện nay “Không Có”"),
        (("--gender", "khác"), "Nam hoặc Nữ"),
        (("--tax-number", "123"), "Mã số thuế"),
        (("--website", "javascript:alert(1)"), "trang web"),
        (("--name", " "), "phải có tên"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_changes(
    words: tuple[str, str], said: str, at_register: Command, by: By, unit: str
) -> None:
    before = shown(at_register, unit)

    refused = at_register("producer", "change", unit, "--note", "khác", *words, *by["officer"])

    assert refused.code == 1
    assert said.lower() in refused.err.lower()
    assert shown(at_register, unit) == before


def test_communes_of_now_and_then_are_told_apart(at_register: Command, by: By, unit: str) -> None:
    now = json.loads(at_register("places", "list", "--json").out)
    then = json.loads(at_register("places", "list", "--former", "--json").out)
    shared = {one["code"] for one in now} & {one["code"] for one in then}
    code = min(shared)

    changed = at_register("producer", "change", unit, "--commune", code, "--commune-then", code, *by["officer"])

    assert (len(now), len(then)) == (38, 106)
    assert changed.code == 0, changed.err
    after = shown(at_register, unit)
    assert after["commune"] == next(one["name"] for one in now if one["code"] == code)
    assert next(one["name"] for one in then if one["code"] == code).startswith(after["commune_then"])
    assert at_register("places", "list").out.startswith("MÃ")


def test_contacts_are_added_opened_and_taken_away(at_register: Command, by: By, unit: str) -> None:
    officer = by["officer"]
    at_register("producer", "add-contact", unit, "phone", "0912 345 678", *officer)
    at_register("producer", "add-contact", unit, "email", "htx@vi-du.vn", "--public", *officer)
    opened = at_register("producer", "add-contact", unit, "phone", "0912345678", "--public", *officer)
    kept = shown(at_register, unit)["contacts"]
    gone = at_register("producer", "remove-contact", unit, "email", "htx@vi-du.vn", *officer)
    again = at_register("producer", "remove-contact", unit, "email", "htx@vi-du.vn", *officer)
    wrong = at_register("producer", "add-contact", unit, "email", "htx", *officer)

    assert {(one["value"], one["is_public"]) for one in kept} == {("0912345678", True), ("htx@vi-du.vn", True)}
    assert [answer.code for answer in (opened, gone, again, wrong)] == [0, 0, 1, 1]
    assert [one["kind"] for one in shown(at_register, unit)["contacts"]] == ["phone"]


def test_a_producer_bears_a_new_name_since_a_day(at_register: Command, by: By, unit: str) -> None:
    words = ("producer", "rename", unit, "Hợp tác xã Tên Mới", *by["officer"], "--on")

    assert at_register(*words, "01/02/2024", "--reason", "Đăng ký thay đổi").code == 0
    assert at_register(*words, "01/02/2025").code == 1
    assert [one["name"] for one in shown(at_register, unit)["names"]] == ["Hợp tác xã Dòng Lệnh", "Hợp tác xã Tên Mới"]


def test_producers_are_merged_and_their_products_go_with_them(at_register: Command, by: By, unit: str) -> None:
    officer = by["officer"]
    first, second = add(at_register, by, "Tổ hợp tác Một"), add(at_register, by, "Tổ hợp tác Hai")
    product = at_register("product", "add", "Mật ong", "--producer", first, *officer).out.strip()

    merged = at_register("producer", "merge", first, second, "--into", unit, "--on", "05/05/2024", *officer)
    itself = at_register("producer", "merge", unit, "--into", unit, "--on", "05/05/2024", *officer)
    nobody = at_register("producer", "merge", "--into", unit, "--on", "05/05/2024", *officer)

    assert [answer.code for answer in (merged, itself, nobody)] == [0, 1, 2]
    assert shown(at_register, first)["status"] == shown(at_register, second)["status"] == "merged"
    assert shown(at_register, product, "product")["producer"] == unit
    assert "Tổ hợp tác Một" in at_register("producer", "show", unit).out


def test_a_producer_is_split_and_its_products_are_given_away(at_register: Command, by: By, unit: str) -> None:
    officer = by["officer"]
    one, other = add(at_register, by, "Tổ hợp tác Một"), add(at_register, by, "Tổ hợp tác Hai")
    for name in ("Mật ong", "Chè"):
        at_register("product", "add", name, "--producer", unit, *officer)
    split = ("producer", "split", unit, "--to", one, "--to", other, "--on", "05/05/2024", *officer)

    half = at_register(*split, "--give", "Chè", one)
    strange = at_register(*split, "--give", "Chè", unit)
    unknown = at_register(*split, "--give", "Gạo", one)
    done = at_register(*split, "--give", "Chè", one, "--give", "Mật ong", other)

    assert [answer.code for answer in (half, strange, unknown, done)] == [1, 1, 1, 0]
    assert "Mật ong" in half.err
    assert "không phải chủ thể mới" in strange.err
    assert shown(at_register, unit)["status"] == "split"
    assert [product["name"] for product in shown(at_register, one)["products"]] == ["Chè"]


def test_a_producer_that_goes_on_keeps_what_it_does_not_give(at_register: Command, by: By, unit: str) -> None:
    new = add(at_register, by, "Tổ hợp tác Một")
    at_register("product", "add", "Mật ong", "--producer", unit, *by["officer"])

    split = at_register(
        "producer", "split", unit, "--to", new, "--goes-on", "--on", "05/05/2024", "--reason", "Tách", *by["officer"]
    )

    assert split.code == 0, split.err
    kept = shown(at_register, unit)
    assert (kept["status"], len(kept["products"])) == ("active", 1)


def test_a_dissolution_is_written_down_and_taken_back(at_register: Command, by: By, unit: str) -> None:
    officer = by["officer"]
    early = at_register("producer", "reopen", unit, "--reason", "nhầm", *officer)
    ended = at_register("producer", "dissolve", unit, "--on", "05/05/2024", *officer)
    kept = shown(at_register, unit)
    silent = at_register("producer", "reopen", unit, "--reason", " ", *officer)
    again = at_register("producer", "reopen", unit, "--reason", "nhầm", *officer)

    assert [answer.code for answer in (early, ended, silent, again)] == [1, 0, 1, 0]
    assert (kept["status"], kept["ended_on"]) == ("dissolved", "2024-05-05")
    assert shown(at_register, unit)["status"] == "active"


def test_only_whoever_may_erase_erases_personal_data(at_register: Command, by: By, unit: str) -> None:
    erase = ("producer", "erase", unit, "--ground", "Yêu cầu ngày 05/11/2026")

    refused = at_register(*erase, *by["officer"])
    kept = shown(at_register, unit)["representative"]
    done = at_register(*erase, *by["administrator"])

    assert (refused.code, done.code, kept) == (1, 0, "Lò Thị Thử")
    assert "không có quyền xóa dữ liệu cá nhân" in refused.err
    assert shown(at_register, unit)["representative"] is None
    assert at_register("check").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Hợp tác xã Khác", "--kind", "cooperative"),
        ("change", "0101243150", "--note", "x"),
        ("add-contact", "0101243150", "phone", "0912345678"),
        ("rename", "0101243150", "Tên", "--on", "01/02/2024"),
        ("merge", "0101243150", "--into", "0101243150", "--on", "01/02/2024"),
        ("split", "0101243150", "--to", "0101243150", "--on", "01/02/2024"),
        ("dissolve", "0101243150", "--on", "01/02/2024"),
        ("reopen", "0101243150", "--reason", "x"),
        ("erase", "0101243150", "--ground", "x"),
    ],
    ids=lambda words: words[0],
)
def test_an_auditor_changes_nothing(words: tuple[str, ...], at_register: Command, by: By, unit: str) -> None:
    refused = at_register("producer", *words, *by["auditor"])

    assert refused.code == 1
    assert "không có quyền" in refused.err
