"""A dossier goes from its opening into a decision's annex by commands alone, each step by who may take it."""

import json
from pathlib import Path
from typing import Any

import pytest
from builders.assessments import TEA, a_forwarded_dossier, a_paper, criteria_of, filled_in
from builders.assessments import a_round as a_begun_round
from builders.people import a_person
from builders.register import a_commune, a_product
from builders.score_sheets import the_set, ticks_with_total
from cli.conftest import Answer, Command
from sqlalchemy import select

from registry import clock
from registry.cli.exporting import EXPORTS
from registry.law.criteria import listed
from registry.models.account import Account
from registry.models.place import Place
from registry.queries import decisions
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import scoring

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
PRODUCT = "Chè dòng lệnh"
TOPICS = ("--materials=Tốt", "--labour=Tốt", "--idea=Tốt", "--identity=Tốt")


@pytest.fixture
def council(app) -> list[tuple[str, str]]:
    """How a chair, a secretary and a member sign in."""
    people = [a_person(Role.COUNCIL, name=f"Thành viên {number}") for number in (1, 2, 3)]
    return [("--as", email_of(one)) for one in people]


@pytest.fixture
def done(at_register: Command):
    """Run a command that must succeed and return what it printed."""

    def run(*words: Any) -> str:
        answer: Answer = at_register(*words)
        assert answer.code == 0, answer.err
        return answer.out.strip()

    return run


def email_of(actor: Actor) -> str:
    with reading() as session:
        account = session.get(Account, actor.account_id)
        assert account is not None
        return str(account.email)


def a_file(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def the_commune() -> str:
    with reading() as session:
        return str(session.scalars(select(Place.public_id).where(Place.id == a_commune())).one())


def a_round(done, officer, council) -> None:
    done(
        *("round", "open", *officer, "--year", "2026", "--number", "2"),
        *("--filed-before", "30/10/2099", "--finish-before", "30/12/2099"),
    )
    for (_, email), role in zip(council, ("chair", "secretary", "member"), strict=True):
        done("round", "seat", *officer, "2/2026", email, "--role", role, "--agency", "Sở Nông nghiệp và Môi trường")


def forwarded(done, officer, tmp_path: Path, *, product_set: int = TEA) -> str:
    a_product(PRODUCT)
    dossier = done("dossier", "open", *officer, PRODUCT, "--kind", "first", "--product-set", product_set)
    done("dossier", "fill", *officer, dossier, a_file(tmp_path, "forms.json", filled_in()))
    done("dossier", "submit", *officer, dossier)
    done("dossier", "forward", *officer, PRODUCT, *TOPICS, "--samples", "5")
    return dossier


def test_a_dossier_becomes_a_line_of_an_annex(app, by, council, done, at_register: Command, tmp_path: Path) -> None:
    officer = by["officer"]
    dossier = forwarded(done, officer, tmp_path)
    a_round(done, officer, council)
    done("round", "admit", *officer, "2/2026", dossier)
    done("round", "begin", *officer, "2/2026", "--on", f"{clock.today():%d/%m/%Y}")
    sheet = a_file(tmp_path, "ticks.json", {"ticks": ticks_with_total(criteria_of(dossier), total=75, stars=4)})
    signed = [done("assessment", "sign", *member, dossier, sheet) for member in council]
    done("assessment", "conclude", *officer, dossier)
    done("round", "conclude", *officer, "2/2026")
    done("round", "papers", "2/2026", "--out", tmp_path / "papers.zip")
    decision = done("decision", "draft", *officer, "--kind", "recognition", "--title", "Công nhận sản phẩm OCOP")

    assert (tmp_path / "papers.zip").read_bytes().startswith(b"PK")
    assert "Đã thêm 1 dòng" in done("decision", "fill-annex", *officer, decision, "2/2026")
    assert "75 điểm, 4 sao" in done("assessment", "show", dossier)
    assert {one["sha256"] for one in json.loads(done("assessment", "show", dossier, "--json"))["sheets"]} == set(signed)
    with reading() as session:
        line = decisions.decision(session, decision).lines[0]
    assert (line.score, line.stars) == (7500, 4)
    refused = at_register("decision", "fill-annex", *officer, decision, "2/2026")
    assert "Không còn kết quả nào" in refused.err
    assert at_register("check").code == 0


@on_sqlite
def test_a_dossier_goes_back_with_a_reason_for_each_item_and_comes_again(app, by, done, tmp_path: Path) -> None:
    officer = by["officer"]
    a_product(PRODUCT)
    dossier = done("dossier", "open", *officer, PRODUCT, "--kind", "first", "--product-set", TEA)
    paper = tmp_path / "giấy.pdf"
    paper.write_bytes(a_paper())
    file = done("dossier", "add-file", *officer, dossier, "E01", paper)
    done("dossier", "describe-item", *officer, dossier, "E01", "--issued-on", "01/02/2020", "--supports", "1.1")
    done("dossier", "fill", *officer, dossier, a_file(tmp_path, "forms.json", filled_in()))
    done("dossier", "self-score", *officer, dossier, a_file(tmp_path, "self.json", {"1.1": 0}))
    first = done("dossier", "submit", *officer, dossier)
    done("dossier", "return", *officer, dossier, "--reason", "Chưa đủ", "--item", "E01", "Bản sao mờ")
    done("dossier", "remove-file", *officer, dossier, file)
    second = done("dossier", "submit", *officer, dossier)

    shown = done("dossier", "show", dossier)
    assert first != second
    assert all(digest in shown for digest in (first, second))
    assert "E01: Bản sao mờ" in shown
    assert [one["state"] for one in json.loads(done("dossier", "list", "--state", "submitted", "--json"))] == [
        "submitted"
    ]
    done("dossier", "withdraw", *officer, dossier, "--reason", "Đơn ngày 01/11/2026")
    assert "Đã rút" in done("dossier", "list")


@on_sqlite
def test_a_sheet_is_reopened_by_the_chair_alone(app, by, council, done, at_register: Command, tmp_path: Path) -> None:
    officer = by["officer"]
    dossier = forwarded(done, officer, tmp_path)
    a_round(done, officer, council)
    done("round", "admit", *officer, "2/2026", dossier)
    done("round", "begin", *officer, "2/2026", "--on", f"{clock.today():%d/%m/%Y}")
    sheet = a_file(tmp_path, "ticks.json", {"ticks": ticks_with_total(criteria_of(dossier), total=60, stars=3)})
    done("assessment", "sign", *council[2], dossier, sheet)
    again = ("assessment", "reopen-sheet", dossier, "3", "--round", "2/2026", "--reason", "Ghi nhầm")

    assert at_register("assessment", "sign", *council[2], dossier, sheet).code == 1
    assert "Chỉ Chủ tịch" in at_register(*again, *council[1]).err
    done(*again, *council[0])
    done("assessment", "sign", *council[2], dossier, sheet)


@on_sqlite
def test_a_result_without_known_criteria_is_recorded_with_its_source(
    app, by, council, done, at_register: Command, tmp_path: Path
) -> None:
    officer = by["officer"]
    dossier = forwarded(done, officer, tmp_path)
    a_round(done, officer, council)
    done("round", "admit", *officer, "2/2026", dossier)
    done("round", "begin", *officer, "2/2026", "--on", f"{clock.today():%d/%m/%Y}")
    record = ("assessment", "record", *officer, dossier, "--score", "100", "--stars", "5", "--source", "Biên bản")

    assert "Đã có bộ tiêu chí" in at_register(*record).err


@on_sqlite
def test_an_officer_of_a_commune_is_appointed_and_sees_to_its_dossiers(app, by, done, at_register, tmp_path) -> None:
    person = email_of(a_person(Role.COMMUNE))
    administrator = by["administrator"]
    a_product(PRODUCT)
    commune = the_commune()
    dossier = done("dossier", "open", *by["officer"], PRODUCT, "--kind", "first", "--product-set", TEA)
    done("dossier", "fill", *by["officer"], dossier, a_file(tmp_path, "forms.json", filled_in()))
    done("dossier", "submit", *by["officer"], dossier)
    send = ("dossier", "forward", "--as", person, dossier, *TOPICS)

    assert "Không tìm thấy hồ sơ" in at_register(*send).err
    done("commune", "appoint", *administrator, person, commune)
    assert person in done("commune", "officers")
    done(*send)
    done("commune", "dismiss", *administrator, person, commune)
    assert person not in done("commune", "officers")


@on_sqlite
def test_a_newer_wording_is_looked_at_before_it_is_taken_in(app, by, done, at_register, tmp_path: Path) -> None:
    shown = json.loads(done("criteria", "show", "26/2026", TEA, "--json"))
    shown["parts"][0]["criteria"][0]["title"] += " (bản mới)"
    file = a_file(tmp_path, "criteria.json", shown)
    load = ("criteria", "load", *by["administrator"], file, "--source", "Công báo", "--applies-from", "01/01/2099")

    tried = done(*load, "--dry-run")
    assert "(bản mới)" in tried
    assert "Chỉ khác về câu chữ" in tried
    assert "chưa ghi gì" in tried
    assert "bản số 2" in done(*load)
    assert "không có gì khác" in at_register(*load).err
    shown["parts"][0]["max"] += 1
    wrong = at_register(*load[:4], a_file(tmp_path, "wrong.json", shown), *load[5:])
    assert wrong.code == 1
    assert "Không nạp" in wrong.err


@on_sqlite
def test_sets_that_cannot_be_scored_say_why(app, done) -> None:
    for instrument in BUILT_IN:
        known = listed()[instrument]
        said = done("criteria", "list", instrument)
        assert all(one.incomplete in said for one in known.sets if one.incomplete)
        assert known.unknown is None or known.unknown in said
    assert the_set(listed()[Instrument.QD_26_2026].sets[0]).name in done("criteria", "show", "26/2026", "1")


@on_sqlite
def test_no_command_tells_what_a_member_has_not_signed(app, actors, done, at_register: Command, tmp_path: Path) -> None:
    dossier = a_forwarded_dossier(actors["officer"], a_product(PRODUCT))
    _, members = a_begun_round(actors["officer"], [dossier])
    secret = "Bí mật chưa ký"
    marks = scoring.Marks(ticks={"1.1": 0}, opinion=secret, comments={"1.1": secret})
    scoring.save_draft(actor=members[0], dossier=dossier, marks=marks, serial=0)

    said = [
        done("dossier", "show", dossier),
        done("dossier", "show", dossier, "--json"),
        done("round", "show", "1/2026"),
    ]
    said.append(at_register("assessment", "show", dossier).err)
    for what in EXPORTS:
        out = tmp_path / f"{what}.json"
        done("export", what, "--out", out)
        said.append(out.read_text("utf-8"))

    assert len(said) > 5
    assert not [one for one in said if secret in one]
