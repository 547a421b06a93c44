"""A draft by commands alone: its heading, the lines of its annex, its recipients, its papers to look at."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from builders.conference import an_award
from builders.register import a_draft, a_line, a_producer, a_product, issue
from cli.conftest import Command

from registry.models.award import RecipientKind
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor
from registry.usecases import awarding
from registry.usecases.awarding import Recipient

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]


@pytest.fixture
def draft(actors: dict[str, Actor]) -> str:
    """A draft with three lines."""
    return a_draft(actors["officer"], [a_line(a_product(name)) for name in ("Chè", "Gạo", "Mật ong")])


@pytest.fixture
def award(actors: dict[str, Actor]) -> str:
    """A draft award decision with three recipients."""
    decision = a_draft(actors["officer"], [], kind=DecisionKind.AWARD)
    awarding.add_recipients(
        actor=actors["officer"],
        decision=decision,
        recipients=[
            Recipient(kind=RecipientKind.COLLECTIVE, producer=a_producer(), achievement="Xuất sắc"),
            Recipient(kind=RecipientKind.PERSON, name="Ông Lò Văn Thử", address="Bản Thử", achievement="Xuất sắc"),
            Recipient(kind=RecipientKind.PERSON, name="Bà Lò Thị Thử", achievement="Xuất sắc"),
        ],
    )
    return decision


def shown(at_register: Command, decision: str, what: str = "show") -> Any:
    """Return a decision, its lines or its recipients."""
    answer = at_register("decision", what, decision, "--json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_the_heading_changes_where_it_is_told_to(at_register: Command, by: By, draft: str) -> None:
    officer = by["officer"]
    first = at_register(
        *("decision", "change", draft, "--round", "2", "--year", "2020", "--valid-until", "31/12/2023", *officer),
        *("--validity-ground", "Theo kết luận", "--instrument", "1048+781"),
    )
    before = shown(at_register, draft)
    second = at_register("decision", "change", draft, "--title", "Trích yếu mới", *officer)
    emptied = at_register("decision", "change", draft, "--valid-until", "", "--validity-ground", "", *officer)
    after = shown(at_register, draft)

    assert [answer.code for answer in (first, second, emptied)] == [0, 0, 0], first.err
    assert after == before | {"title": "Trích yếu mới", "valid_until": None, "validity_ground": None}
    assert (after["round_no"], after["round_year"], after["instrument"]) == (2, 2020, "1048+781")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--title", " "), 1, "trích yếu"),
        (("--valid-from", "01/01/2021"), 1, "căn cứ"),
        (("--corrects", "999/QĐ-UBND"), 1, "Không tìm thấy quyết định “999/QĐ-UBND”"),
        (("--corrects", ""), 1, "Không tìm thấy quyết định"),
        (("--year", "1999"), 2, "nằm ngoài khoảng"),
        ((), 2, "ít nhất một điều"),
    ],
)
def test_a_heading_that_cannot_be_is_refused(
    words: tuple[str, ...], code: int, said: str, at_register: Command, by: By, draft: str
) -> None:
    refused = at_register("decision", "change", draft, *words, *by["officer"])

    assert refused.code == code
    assert said in refused.err


def test_a_line_changes_where_it_is_told_to(at_register: Command, by: By, draft: str) -> None:
    before = shown(at_register, draft, "lines")

    changed = at_register(
        *("decision", "change-line", draft, "2", "--score", "75,5", "--stars", "4", *by["officer"]),
        *("--assessed-on", "", "--note", "Theo biên bản"),
    )

    after = shown(at_register, draft, "lines")
    assert changed.code == 0, changed.err
    assert after[1] == before[1] | {"score": 7550, "stars": 4, "assessed_on": None, "note": "Theo biên bản"}
    assert [after[0], after[2]] == [before[0], before[2]]
    assert "75,5 điểm" in at_register("decision", "lines", draft).out


def test_a_line_is_about_another_product_or_certificate(
    actors: dict[str, Actor], at_register: Command, by: By, draft: str
) -> None:
    held = a_product("Miến dong")
    issue(actors["officer"], actors["approver"], [a_line(held)])
    revoking = a_draft(actors["officer"], [], kind=DecisionKind.REVOCATION)
    officer = by["officer"]

    other = at_register("decision", "change-line", draft, "1", "--product", "Miến dong", *officer)
    unknown = at_register("decision", "change-line", draft, "1", "--product", "Không Có", *officer)
    wrong = at_register("decision", "change-line", draft, "2", "--certificate", "001/2020/GCN-OCOP", *officer)
    added = at_register(
        *("decision", "add-line", revoking, "--act", "revoke", "--product", "Miến dong", *officer),
        *("--certificate", "001/2020/GCN-OCOP", "--ground", "b"),
    )
    changed = at_register(
        "decision", "change-line", revoking, "1", "--ground", "c", "--effective-on", "02/01/2021", *officer
    )

    assert [answer.code for answer in (other, unknown, wrong, added, changed)] == [0, 1, 1, 0, 0], added.err
    assert shown(at_register, draft, "lines")[0]["product"] == held
    line = shown(at_register, revoking)["lines"][0]
    assert (line["ground"], line["effective_on"], line["act"]) == ("c", "2021-01-02", "revoke")
    assert line["about_certificate"]


def test_lines_are_moved_and_taken_out(at_register: Command, by: By, draft: str) -> None:
    officer = by["officer"]
    last = shown(at_register, draft, "lines")[2]["public_id"]

    first = at_register("decision", "move-line", draft, last, "--to", "1", *officer)
    beyond = at_register("decision", "move-line", draft, "2", "--to", "99", *officer)
    gone = at_register("decision", "remove-line", draft, "1", *officer)
    unknown = at_register("decision", "remove-line", draft, "7", *officer)
    nowhere = at_register("decision", "move-line", draft, "1", "--to", "0", *officer)

    assert [answer.code for answer in (first, beyond, gone, unknown, nowhere)] == [0, 0, 0, 1, 2]
    assert "Mật ong" in gone.out
    assert "không có dòng “7”; có 2 dòng" in unknown.err
    left = shown(at_register, draft, "lines")
    assert [(line["position"], line["product_name"]) for line in left] == [(1, "Gạo"), (2, "Chè")]


@pytest.mark.parametrize("score", ["NaN", "Infinity", "-1", "100,5", "60,555", "1e9"])
def test_a_score_that_is_none_is_refused(score: str, at_register: Command, by: By, draft: str) -> None:
    refused = at_register("decision", "change-line", draft, "1", f"--score={score}", *by["officer"])

    assert refused.code in {1, 2}
    assert "Lỗi" in refused.err
    assert "ngoài dự kiến" not in refused.err
    assert shown(at_register, draft, "lines")[0]["score"] == 6000


def test_recipients_are_changed_moved_and_taken_out(at_register: Command, by: By, award: str) -> None:
    officer = by["officer"]
    changed = at_register("decision", "change-recipient", award, "2", "--achievement", "Tiêu biểu", *officer)
    named = at_register("decision", "change-recipient", award, "3", "--address", "Bản Khác", *officer)
    moved = at_register("decision", "move-recipient", award, "3", "--to", "1", *officer)
    removed = at_register("decision", "remove-recipient", award, "2", *officer)
    unknown = at_register("decision", "change-recipient", award, "5", "--name", "Ai", *officer)
    nameless = at_register("decision", "change-recipient", award, "1", "--name", "", *officer)

    assert [one.code for one in (changed, named, moved, removed, unknown, nameless)] == [0, 0, 0, 0, 1, 1], named.err
    left = [(one["name"], one["address"], one["achievement"]) for one in shown(at_register, award, "recipients")]
    assert left == [("Bà Lò Thị Thử", "Bản Khác", "Xuất sắc"), ("Ông Lò Văn Thử", "Bản Thử", "Tiêu biểu")]
    assert "Bà Lò Thị Thử" in at_register("decision", "recipients", award).out


def test_a_recipient_becomes_a_producer_or_is_none_any_more(at_register: Command, by: By, award: str) -> None:
    officer = by["officer"]
    other = a_producer("Hợp tác xã Khác")

    given = at_register("decision", "change-recipient", award, "2", "--producer", other, "--name", "", *officer)
    taken = at_register("decision", "change-recipient", award, "1", "--producer", "", *officer)

    assert (given.code, taken.code) == (0, 0), given.err + taken.err
    first, second, _ = shown(at_register, award, "recipients")
    assert (first["name"], first["producer"]) == ("Hợp tác xã Thử Nghiệm", None)
    assert (second["name"], second["producer"]) == ("Hợp tác xã Khác", other)


def test_what_a_decision_will_give_can_be_looked_at_and_what_it_gave_is_copied(
    actors: dict[str, Actor], at_register: Command, draft: str, award: str, tmp_path: Path
) -> None:
    for what, decision in (("annex", draft), ("preview", draft), ("preview", award)):
        answer = at_register("decision", what, decision, "--out", tmp_path / f"{what}.pdf")
        assert answer.code == 0, answer.err
        assert (tmp_path / f"{what}.pdf").read_bytes().startswith(b"%PDF")
    given = issue(actors["officer"], actors["approver"], [a_line(a_product("Miến"))], number="8/QĐ-UBND")

    packed = at_register("decision", "papers", "8/QĐ-UBND", "--out", tmp_path / "giấy.zip")
    late = at_register("decision", "preview", given, "--out", tmp_path / "muộn.pdf")

    assert packed.code == 0, packed.err
    with zipfile.ZipFile(tmp_path / "giấy.zip") as pack:
        assert sum(name.startswith("1 Giấy chứng nhận/") for name in pack.namelist()) == 1
    assert late.code == 1
    assert not (tmp_path / "muộn.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("change", "--title", "x"),
        ("change-line", "1", "--note", "x"),
        ("remove-line", "1"),
        ("move-line", "1", "--to", "2"),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("role", ["auditor", "approver"])
def test_whoever_may_not_draft_changes_no_line(
    words: tuple[str, ...], role: str, at_register: Command, by: By, draft: str
) -> None:
    refused = at_register("decision", words[0], draft, *words[1:], *by[role])

    assert refused.code == 1
    assert "không có quyền soạn quyết định" in refused.err


@pytest.mark.parametrize(
    "words",
    [("change-recipient", "1", "--name", "x"), ("remove-recipient", "1"), ("move-recipient", "1", "--to", "2")],
    ids=lambda words: words[0],
)
def test_whoever_may_not_draft_changes_no_recipient(
    words: tuple[str, ...], at_register: Command, by: By, award: str
) -> None:
    refused = at_register("decision", words[0], award, *words[1:], *by["auditor"])

    assert refused.code == 1
    assert "không có quyền soạn quyết định" in refused.err


def test_an_annex_that_is_closed_stays_as_it_is(actors: dict[str, Actor], at_register: Command, by: By) -> None:
    given = issue(actors["officer"], actors["approver"], [a_line(a_product())])
    awarded = an_award(
        actors["officer"],
        actors["approver"],
        [Recipient(kind=RecipientKind.PERSON, name="Ông Thử", achievement="Xuất sắc")],
    )

    for words in (("change-line", given, "1", "--note", "x"), ("remove-recipient", awarded, "1")):
        refused = at_register("decision", *words, *by["officer"])
        assert refused.code == 1
        assert "Phụ lục đã chốt" in refused.err
