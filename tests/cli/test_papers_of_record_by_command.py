"""The print ledger, the signed annex and Word drafts by commands alone."""

import json
from pathlib import Path

import pytest
from builders.conference import Conference, a_producer_in, a_product_of, a_rated_line
from builders.register import a_draft, acknowledge_all
from cli.conftest import Command

from registry.rules.permissions import Actor
from registry.usecases import deciding

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]


def test_printing_is_recorded_spoiled_and_done_again(at_register: Command, by: By, held: Conference) -> None:
    on = ("--on", "12/12/2020")
    run = at_register("print", "record-all", held.recognised[0], "--first", "LC 098", *on, *by["officer"])
    assert (run.code, run.out.strip()) == (0, "Đã ghi 3 giấy đã in.")
    listed = json.loads(at_register("print", "list", "--json").out)
    assert [one["blank_number"] for one in listed] == ["LC 100", "LC 099", "LC 098"]
    number = listed[-1]["number"]
    refused = at_register("print", "record", number, "--blank", "LC 101", *on, *by["officer"])
    assert refused.code == 1
    assert "hỏng hay mất" in refused.err
    told = ("--spoiled", "--reason", "lem mực")
    again = at_register("print", "record", number, "--blank", "LC 101", *on, *told, *by["officer"])
    assert again.code == 0, again.err
    assert at_register("print", "spoil", "LC 102", *on, "--reason", "rách", *by["officer"]).code == 0
    assert "LC 102" in at_register("print", "list", "rách").out


def test_a_paper_is_handed_over_outside_the_event(at_register: Command, by: By, held: Conference) -> None:
    at_register("print", "record-all", held.recognised[0], "--first", "1", "--on", "12/12/2020", *by["officer"])
    number = json.loads(at_register("print", "list", "--json").out)[0]["number"]
    given = at_register("print", "hand-over", number, "--to", "Lò Thị Sao", "--on", "20/12/2020", *by["officer"])
    assert (given.code, given.out.strip()) == (0, "Đã ghi giao giấy.")
    assert at_register("print", "take-back", number, "--reason", "ghi nhầm", *by["officer"]).code == 0


def test_a_signed_annex_is_compared_and_let_pass(
    at_register: Command, by: By, actors: dict[str, Actor], tmp_path: Path
) -> None:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
    draft = a_draft(actors["officer"], [a_rated_line(a_product_of(producer, "Chè Ánh Dương"))])
    acknowledge_all(actors["officer"], draft)
    deciding.check(actor=actors["officer"], decision=draft)
    deciding.approve(actor=actors["approver"], decision=draft)
    file = tmp_path / "phu luc.txt"
    file.write_text("1 Chè Ánh Dương Hợp tác xã Ánh Dương 4 sao", "utf-8")
    found = at_register("decision", "compare-annex", draft, file, "--text", *by["officer"])
    assert found.code == 3
    assert "Khác hạng sao" in found.out
    assert at_register("decision", "accept-annex", draft, "--reason", "thử", *by["officer"]).code == 1
    assert at_register("decision", "accept-annex", draft, "--reason", "in nhầm", *by["approver"]).code == 0
    word = tmp_path / "du thao.docx"
    assert at_register("decision", "word", draft, "--out", word).code == 0
    agreed = at_register("decision", "compare-annex", draft, word, *by["officer"])
    assert (agreed.code, agreed.out.strip()) == (0, "Phụ lục đã ký khớp với sổ.")


def test_the_word_template_is_replaced_and_taken_back(at_register: Command, by: By, tmp_path: Path) -> None:
    ours = tmp_path / "mau.docx"
    assert at_register("settings", "word-template", "--out", ours).code == 0
    assert at_register("settings", "replace-word-template", ours, *by["administrator"]).code == 0
    assert at_register("settings", "word-template", "--filled", "--out", tmp_path / "thu.docx").code == 0
    assert at_register("settings", "remove-word-template", *by["administrator"]).code == 0
    of_awards = ("--kind", "award")
    assert at_register("settings", "replace-word-template", ours, *of_awards, *by["administrator"]).code == 1
    assert at_register("settings", "remove-word-template", *of_awards, *by["administrator"]).code == 1
    asked = at_register("settings", "set", "signed_annex_required", "có", *by["administrator"])
    assert asked.code == 0, asked.err
    assert at_register("settings", "set", "signed_annex_required", "chắc", *by["administrator"]).code == 1
