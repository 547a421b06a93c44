"""Award events by commands alone: what is announced, the calling order, who was handed what."""

import json
from typing import Any

import pytest
from builders.conference import Conference, a_producer_in, a_product_of, a_rated_line
from builders.register import issue
from cli.conftest import Command

from registry.rules.permissions import Actor

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]


def shown(at_register: Command, event: str = "2020") -> dict[str, Any]:
    """Return what the register says of an event."""
    answer = at_register("event", "show", event, "--json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def called(at_register: Command) -> list[str]:
    """Return the producers in calling order, by the last word of their names."""
    return [call["name"].split()[-1] for call in shown(at_register)["calls"]]


def papers(at_register: Command) -> dict[str, str | None]:
    """Return who was handed what: number → person."""
    found = shown(at_register)
    return {
        paper["number"]: paper["handed_to"]
        for holder in (*found["calls"], *found["other_merits"])
        for paper in holder["papers"]
    }


def test_an_event_is_changed_where_it_is_told_to(at_register: Command, by: By, held: Conference) -> None:
    before = shown(at_register)

    changed = at_register("event", "change", "2020", "--place", "Nhà văn hóa", *by["officer"])
    dated = at_register("event", "change", held.event, "--on", "14/12/2020", *by["officer"])
    nameless = at_register("event", "change", "2020", "--name", " ", *by["officer"])

    assert [answer.code for answer in (changed, dated, nameless)] == [0, 0, 1]
    assert shown(at_register) == before | {"place": "Nhà văn hóa", "held_on": "2020-12-14"}


def test_a_decision_is_announced_and_taken_off(
    actors: dict[str, Actor], at_register: Command, by: By, held: Conference
) -> None:
    product = a_product_of(a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Đông Á"), "Bột Đông Á")
    issue(actors["officer"], actors["approver"], [a_rated_line(product)], number="1900/QĐ-UBND")
    officer = by["officer"]

    attached = at_register("event", "attach", "2020", "1900/QĐ-UBND", *officer)
    after = called(at_register)
    twice = at_register("event", "attach", "2020", "1900/QĐ-UBND", *officer)
    detached = at_register("event", "detach", "2020", "1900/QĐ-UBND", *officer)
    again = at_register("event", "detach", "2020", "1900/QĐ-UBND", *officer)
    unknown = at_register("event", "attach", "2020", "1/QĐ-UBND", *officer)

    assert [answer.code for answer in (attached, twice, detached, again, unknown)] == [0, 1, 0, 1, 1]
    assert after[-1] == "Á"
    assert len(called(at_register)) == 3


def test_producers_are_put_in_order(at_register: Command, by: By, held: Conference) -> None:
    officer = by["officer"]
    by_name = at_register("event", "arrange", "2020", "--by", "name", *officer)
    assert called(at_register) == ["Dương", "Minh", "Mây"]

    moved = at_register("event", "move", "2020", "Hợp tác xã Chân Mây", "--to", "1", *officer)
    assert called(at_register) == ["Mây", "Dương", "Minh"]

    stranger = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Lạ")
    uncalled = at_register("event", "move", "2020", stranger, "--to", "1", *officer)
    wrong = at_register("event", "arrange", "2020", "--by", "random", *officer)
    assert [answer.code for answer in (by_name, moved, uncalled, wrong)] == [0, 0, 1, 2]
    assert "không gọi tên" in uncalled.err


def test_papers_are_handed_over_by_number_or_all_of_a_producer(at_register: Command, by: By, held: Conference) -> None:
    hand = ("event", "hand-over", "2020", *by["officer"], "--on", "13/12/2020", "--to")

    one = at_register(*hand, "Bà Bình", "002/2020/GCN-OCOP")
    rest = at_register(*hand, "Bà Bình", "--producer", "Hợp tác xã Bình Minh")
    again = at_register(*hand, "Bà Bình", "--producer", "Hợp tác xã Bình Minh")
    person = at_register(*hand, "Ông Lò Văn Thử", "003/2020/BK-OCOP")

    assert [answer.code for answer in (one, rest, again, person)] == [0, 0, 0, 0], person.err
    assert "trao 1 giấy" in one.out
    assert "trao 2 giấy" in rest.out
    assert "từ trước" in again.out
    handed = {number: to for number, to in papers(at_register).items() if to}
    assert handed == {
        "002/2020/GCN-OCOP": "Bà Bình",
        "003/2020/GCN-OCOP": "Bà Bình",
        "002/2020/BK-OCOP": "Bà Bình",
        "003/2020/BK-OCOP": "Ông Lò Văn Thử",
    }
    assert "đã trao Bà Bình ngày 13/12/2020" in at_register("event", "show", "2020").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "đúng một trong hai"),
        (("001/2020/GCN-OCOP", "--producer", "Hợp tác xã Ánh Dương"), "đúng một trong hai"),
        (("001/2020/GCN-OCOP", "002/2020/GCN-OCOP"), "riêng từng bên"),
        (("003/2020/BK-OCOP", "001/2020/GCN-OCOP"), "riêng từng bên"),
        (("999/2020/GCN-OCOP",), "không có giấy số “999/2020/GCN-OCOP”"),
        (("001/2020/GCN-OCOP", "--on", "01/01/2099"), "sau ngày hôm nay"),
        (("001/2020/GCN-OCOP", "--on", "01/01/2020"), "trước ngày quyết định"),
        (("001/2020/GCN-OCOP", "--to", " "), "người nhận"),
    ],
)
def test_a_handing_over_that_cannot_be_is_refused(
    words: tuple[str, ...], said: str, at_register: Command, by: By, held: Conference
) -> None:
    refused = at_register("event", "hand-over", "2020", *by["officer"], "--on", "13/12/2020", "--to", "Bà Bình", *words)

    assert refused.code == 1
    assert said in refused.err
    assert set(papers(at_register).values()) == {None}


def test_a_wrong_entry_is_answered_by_a_later_one(at_register: Command, by: By, held: Conference) -> None:
    officer = by["officer"]
    hand = ("event", "hand-over", "2020", "001/2020/GCN-OCOP", *officer, "--on", "13/12/2020", "--to")
    at_register(*hand, "Nhầm Người")

    silent = at_register(*hand, "Ông Dương")
    corrected = at_register(*hand, "Ông Dương", "--note", "Ghi nhầm")
    back = at_register("event", "take-back", "2020", "001/2020/GCN-OCOP", "--reason", "Chưa đến", *officer)
    again = at_register("event", "take-back", "2020", "001/2020/GCN-OCOP", "--reason", "Chưa đến", *officer)

    assert [answer.code for answer in (silent, corrected, back, again)] == [1, 0, 0, 1]
    assert papers(at_register)["001/2020/GCN-OCOP"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("change", "2020", "--name", "x"),
        ("attach", "2020", "1757/QĐ-UBND"),
        ("detach", "2020", "1757/QĐ-UBND"),
        ("arrange", "2020", "--by", "name"),
        ("move", "2020", "Hợp tác xã Chân Mây", "--to", "1"),
        ("hand-over", "2020", "001/2020/GCN-OCOP", "--to", "x", "--on", "13/12/2020"),
        ("hand-over", "2020", "003/2020/BK-OCOP", "--to", "x", "--on", "13/12/2020"),
        ("take-back", "2020", "001/2020/GCN-OCOP", "--reason", "x"),
    ],
    ids=lambda words: words[0],
)
def test_an_approver_manages_no_event(words: tuple[str, ...], at_register: Command, by: By, held: Conference) -> None:
    refused = at_register("event", *words, *by["approver"])

    assert refused.code == 1
    assert "không có quyền quản lý lễ trao giải" in refused.err


def test_an_unknown_event_is_said_by_the_name_it_was_called_by(at_register: Command, held: Conference) -> None:
    assert at_register("event", "show", "1999").err == "Lỗi: Không tìm thấy hội nghị “1999”.\n"
