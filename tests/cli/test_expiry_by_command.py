"""Certificates that run out, on the command line: list, rounds, reminders, papers, what was sent, calendars."""

import json
from datetime import date
from pathlib import Path

import pytest
from builders.paper_reading import words
from builders.register import a_line, a_producer, a_product, issue
from cli.conftest import Command

from registry import clock
from registry.rules.permissions import Actor

By = dict[str, tuple[str, str]]


@pytest.fixture(autouse=True)
def goods(actors: dict[str, Actor], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two certificates that are good to the end of 11/12/2023, looked at three months before."""
    monkeypatch.setattr(clock, "today", lambda: date(2023, 9, 20))
    holder = a_producer("Hợp tác xã Một")
    lines = [a_line(a_product(name, producer=holder)) for name in ("Chè A", "Mật B")]
    issue(actors["officer"], actors["approver"], lines)


def test_what_runs_out_is_listed_by_quarter_and_stage(at_register: Command) -> None:
    table = at_register("expiry", "list", "--quarter", "2023-4", "--stage", "late")
    found = json.loads(at_register("expiry", "list", "--json").out)

    assert table.code == 0
    assert "11/12/2023  Đã quá thời gian nộp" in table.out
    assert [(one["product_name"], one["file_by"], one["notify_by"]) for one in found] == [
        ("Chè A", "2023-08-13", "2023-11-11"),
        ("Mật B", "2023-08-13", "2023-11-11"),
    ]
    assert "Chè A" not in at_register("expiry", "list", "--quarter", "2024-1").out
    assert at_register("expiry", "list", "--quarter", "2023-5").code == 2


def test_rounds_are_set_against_what_they_can_take(at_register: Command, by: By) -> None:
    at_register("settings", "set", *by["administrator"], "round_capacity", "40")

    answer = at_register("expiry", "rounds")

    assert "40" in answer.out
    assert "Ngoài các đợt: 2 sản phẩm." in answer.out


def test_reminding_twice_writes_nothing_the_second_time(at_register: Command) -> None:
    first, second = at_register("expiry", "remind"), at_register("expiry", "remind")

    assert "Đã nhắc 2 sản phẩm bằng 1 thư, trong đó 1 thư phải in." in first.out
    assert "Đã nhắc 0 sản phẩm" in second.out


def test_letters_and_lists_are_written_to_files(at_register: Command, tmp_path: Path) -> None:
    for command, file in (
        (("letters",), "thong-bao.pdf"),
        (("letters", "--one-by-one"), "thong-bao.zip"),
        (("invitations",), "moi.pdf"),
        (("lapsed", "--for", "decision"), "het-han.pdf"),
    ):
        answer = at_register("expiry", *command, "--out", tmp_path / file)
        assert answer.code == 0, answer.err

    assert "Mật B" in words((tmp_path / "thong-bao.pdf").read_bytes())
    assert (tmp_path / "thong-bao.zip").read_bytes().startswith(b"PK")
    assert at_register("expiry", "letters", "--quarter", "2030-1", "--out", tmp_path / "khong.pdf").code == 1


def test_what_went_out_on_paper_is_marked_once(at_register: Command, by: By) -> None:
    numbers = [one["number"] for one in json.loads(at_register("expiry", "list", "--json").out)]

    first = at_register("expiry", "mark", *by["officer"], "notice", *numbers, "--on", "18/09/2023")
    second = at_register("expiry", "mark", *by["officer"], "notice", *numbers, "--on", "19/09/2023")

    assert "Đã ghi 2 giấy; 0 giấy đã ghi từ trước." in first.out
    assert "Đã ghi 0 giấy; 2 giấy đã ghi từ trước." in second.out


def test_a_calendar_is_opened_and_ended(at_register: Command, by: By) -> None:
    opened = at_register("expiry", "calendar", "open", *by["auditor"])
    ended = at_register("expiry", "calendar", "end", *by["auditor"])
    again = at_register("expiry", "calendar", "end", *by["auditor"])

    assert opened.out.startswith("https://ocop.example.vn/lich/")
    assert (ended.code, again.code) == (0, 1)
    assert at_register("expiry", "calendar", "open", *by["council"]).code == 1
