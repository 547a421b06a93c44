"""Accounts, settings and letters by commands alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from builders.register import a_line, a_product, issue
from cli.conftest import Command
from PIL import Image

from registry.models.account import Account
from registry.rules.permissions import Actor
from registry.transaction import transaction

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]


def accounts(at_register: Command) -> dict[str, Any]:
    """Return the accounts by their e-mail addresses."""
    return {one["email"]: one for one in json.loads(at_register("account", "list", "--json").out)}


def settings(at_register: Command) -> dict[str, Any]:
    """Return the department's choices."""
    found: dict[str, Any] = json.loads(at_register("settings", "show", "--json").out)
    return found


def test_an_account_gets_another_name_and_other_roles(at_register: Command, by: By, emails: dict[str, str]) -> None:
    administrator, officer = by["administrator"], emails["officer"]

    renamed = at_register("account", "rename", officer, "Lò Thị Mới", *administrator)
    changed = at_register("account", "roles", officer, "--role", "auditor", "--role", "officer", *administrator)
    no_role = at_register("account", "roles", officer, *administrator)
    producer = at_register("account", "roles", officer, "--role", "producer", *administrator)
    last = at_register("account", "roles", emails["administrator"], "--role", "officer", *administrator)
    unknown = at_register("account", "roles", "ai@vi-du.vn", "--role", "officer", *administrator)

    assert [one.code for one in (renamed, changed, no_role, producer, last, unknown)] == [0, 0, 2, 1, 1, 1]
    assert unknown.err == "Lỗi: Không có tài khoản “ai@vi-du.vn”.\n"
    mine = accounts(at_register)[officer]
    assert (mine["name"], sorted(mine["roles"])) == ("Lò Thị Mới", ["auditor", "officer"])


def test_a_lost_second_factor_is_taken_off(
    actors: dict[str, Actor], at_register: Command, by: By, emails: dict[str, str]
) -> None:
    with transaction() as session:
        row = session.get_one(Account, actors["officer"].account_id)
        row.tf_primary_method, row.tf_totp_secret = "authenticator", "x"

    before = accounts(at_register)[emails["officer"]]["has_second_factor"]
    done = at_register("account", "reset-second-factor", emails["officer"], *by["administrator"])

    assert (before, done.code) == (True, 0)
    assert accounts(at_register)[emails["officer"]]["has_second_factor"] is False


def test_a_closed_account_is_opened_again(at_register: Command, by: By, emails: dict[str, str]) -> None:
    for act, active in (("disable", False), ("enable", True)):
        assert at_register("account", act, emails["officer"], *by["administrator"]).code == 0
        assert accounts(at_register)[emails["officer"]]["active"] is active


@pytest.mark.parametrize(
    "words",
    [("rename", "x"), ("roles", "--role", "officer"), ("reset-second-factor",), ("password",), ("disable",)],
    ids=lambda words: words[0],
)
def test_only_an_administrator_looks_after_accounts(
    words: tuple[str, ...], at_register: Command, by: By, emails: dict[str, str]
) -> None:
    refused = at_register("account", words[0], emails["auditor"], *words[1:], *by["officer"])

    assert refused.code == 1
    assert "không có quyền quản lý tài khoản" in refused.err


def test_a_setting_that_may_be_empty_is_emptied(at_register: Command, by: By) -> None:
    administrator = by["administrator"]
    at_register("settings", "set", "suspend_ground", "Quy chế 05", *administrator)
    at_register("settings", "set", "golden_book_from", "2026", *administrator)
    before = settings(at_register)
    for name in ("suspend_ground", "golden_book_from"):
        assert at_register("settings", "set", name, "", *administrator).code == 0

    assert (before["suspend_ground"], before["golden_book_from"]) == ("Quy chế 05", 2026)
    after = settings(at_register)
    assert (after["suspend_ground"], after["golden_book_from"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("province", "", "không được để trống"),
        ("golden_book_from", "năm nay", "phải là một số"),
        ("golden_book_from", "1900", "phải từ 2018"),
        ("merit_paper_width_mm", "null", "phải là một số"),
        ("merit_paper_width_mm", "5", "Chiều rộng"),
        ("certificate_number_format", "{nothing}", ""),
        ("public_address", "ocop.vn", "https://"),
        ("prizes", "[]", "settings prize"),
        ("star_wording", "{}", "settings wording"),
        ("emblem", "abc", "settings picture"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(name: str, value: str, said: str, at_register: Command, by: By) -> None:
    before = settings(at_register)

    refused = at_register("settings", "set", name, value, *by["administrator"])

    assert refused.code == 1
    assert said in refused.err
    assert "ngoài dự kiến" not in refused.err
    assert settings(at_register) == before


def test_prizes_are_set_one_by_one(at_register: Command, by: By) -> None:
    administrator = by["administrator"]
    prize = ("settings", "prize", "2020", "--resolution", "NQ 07/2019", *administrator)
    for stars, amount in ((3, 30_000_000), (4, 50_000_000), (3, 35_000_000)):
        assert at_register(*prize, stars, amount).code == 0
    two_stars = at_register(*prize, "2", "1000")
    nothing = at_register(*prize, "5", "0")
    gone = at_register("settings", "remove-prize", "2020", "4", *administrator)
    again = at_register("settings", "remove-prize", "2020", "4", *administrator)

    assert [answer.code for answer in (two_stars, nothing, gone, again)] == [1, 1, 0, 1]
    assert settings(at_register)["prizes"] == [
        {"year": 2020, "stars": 3, "amount": 35_000_000, "resolution": "NQ 07/2019"}
    ]


def test_words_on_the_certificate_are_changed_and_given_back(at_register: Command, by: By, tmp_path: Path) -> None:
    administrator = by["administrator"]
    changed = at_register("settings", "wording", "certifies", "Chứng nhận rằng", *administrator)
    other = at_register("settings", "wording", "rank", "Hạng:", *administrator)
    kept = settings(at_register)["star_wording"]
    unknown = at_register("settings", "wording", "nowhere", "x", *administrator)
    drawn = at_register("settings", "specimen", "--instrument", "26/2026", "--out", tmp_path / "mẫu.pdf")
    merit = at_register("settings", "specimen", "--out", tmp_path / "bằng khen.pdf")
    back = at_register("settings", "wording", "certifies", "", *administrator)

    assert [one.code for one in (changed, other, unknown, drawn, merit, back)] == [0, 0, 1, 0, 0, 0], drawn.err
    assert kept == {"certifies": "Chứng nhận rằng", "rank": "Hạng:"}
    assert settings(at_register)["star_wording"] == {"rank": "Hạng:"}
    assert (tmp_path / "mẫu.pdf").read_bytes().startswith(b"%PDF")


def test_official_pictures_are_put_on_papers_and_taken_off(at_register: Command, by: By, tmp_path: Path) -> None:
    administrator = by["administrator"]
    Image.new("RGB", (400, 400), "red").save(tmp_path / "quốc huy.png")
    Image.new("RGB", (20, 20), "red").save(tmp_path / "nhỏ.png")

    put = at_register("settings", "picture", "emblem", tmp_path / "quốc huy.png", *administrator)
    kept = settings(at_register)["emblem"]
    small = at_register("settings", "picture", "mark", tmp_path / "nhỏ.png", *administrator)
    unknown = at_register("settings", "picture", "flag", tmp_path / "nhỏ.png", *administrator)
    gone = at_register("settings", "remove-picture", "emblem", *administrator)
    again = at_register("settings", "remove-picture", "emblem", *administrator)

    assert [one.code for one in (put, small, unknown, gone, again)] == [0, 1, 2, 0, 1]
    assert kept
    assert settings(at_register)["emblem"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("prize", "2020", "3", "1000", "--resolution", "x"),
        ("wording", "rank", "x"),
        ("picture", "emblem", __file__),
        ("remove-picture", "emblem"),
    ],
    ids=lambda words: words[0],
)
def test_only_an_administrator_changes_settings(words: tuple[str, ...], at_register: Command, by: By) -> None:
    refused = at_register("settings", *words, *by["officer"])

    assert refused.code == 1
    assert "không có quyền thay đổi thiết lập" in refused.err


def test_letters_are_printed_and_written_down_as_printed(
    actors: dict[str, Actor], at_register: Command, by: By
) -> None:
    issue(actors["officer"], actors["approver"], [a_line(a_product())])
    waiting = json.loads(at_register("letter", "list", "--waiting", "--json").out)
    letter = waiting[0]["public_id"]

    printed = at_register("letter", "print")
    one = at_register("letter", "print", letter)
    refused = at_register("letter", "mark", letter, *by["auditor"])
    unknown = at_register("letter", "mark", "khong-co", *by["officer"])
    marked = at_register("letter", "mark", letter, *by["officer"])
    again = at_register("letter", "mark", letter, *by["officer"])

    assert len(waiting) == 1
    assert "Hợp tác xã Thử Nghiệm" in printed.out
    assert printed.out == one.out
    assert [answer.code for answer in (refused, unknown, marked, again)] == [1, 1, 0, 0]
    assert "1 thư" in marked.out
    assert "từ trước" in again.out
    assert json.loads(at_register("letter", "list", "--waiting", "--json").out) == []
    assert "Không có thư nào" in at_register("letter", "print").out
    assert "Hợp tác xã Thử Nghiệm" in at_register("letter", "list").out
    assert at_register("letter", "print", "khong-co").code == 1
