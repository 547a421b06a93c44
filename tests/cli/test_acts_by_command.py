"""A decision goes from draft to effect by commands alone, each step by the person who may take it."""

import json
from datetime import date
from pathlib import Path

import pytest
from builders.conference import Conference
from builders.register import a_draft, a_line, a_product, sign_off
from cli.conftest import Command
from flask import Flask
from sqlalchemy import select

from registry.models.journal import JournalEntry
from registry.rules.permissions import Actor
from registry.transaction import reading

LAO_CAI = Path(__file__).parents[1] / "sheets" / "data" / "lao-cai-4261-2021.csv"


def journal() -> list[tuple[str, str, int | None]]:
    """Return what was done, by what means and by whom."""
    with reading() as session:
        rows = session.execute(select(JournalEntry.act, JournalEntry.means, JournalEntry.account_id))
        return [tuple(row) for row in rows]


def test_a_decision_goes_from_draft_to_effect(
    actors: dict[str, Actor], emails: dict[str, str], at_register: Command, tmp_path: Path
) -> None:
    product = a_product("Chè dòng lệnh")
    officer, approver = ("--as", emails["officer"]), ("--as", emails["approver"])

    drafted = at_register("decision", "draft", *officer, "--kind", "recognition", "--title", "Công nhận sản phẩm OCOP")
    decision = drafted.out.strip()
    at_register(
        *("decision", "add-line", decision, *officer, "--product", product, "--score", "60,5", "--stars", "3"),
        *("--instrument", "1048+781", "--assessed-on", "09/12/2020", "--product-set", "12"),
    )
    for finding in json.loads(at_register("decision", "findings", decision, "--json").out):
        assert at_register("decision", "acknowledge", decision, finding["key"], *officer).code == 0
    checked = at_register("decision", "check", decision, *officer)
    refused = at_register("decision", "approve", decision, *officer)
    approved = at_register("decision", "approve", decision, *approver)
    signed = at_register(
        *("decision", "sign", decision, *officer, "--number", "1757/QĐ-UBND", "--on", "11/12/2020"),
        *("--signatory", "Nguyễn Văn Thử", "--authority-lines", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH"),
    )
    in_effect = at_register("decision", "put-in-effect", "1757/QĐ-UBND", *approver)
    again = at_register("decision", "put-in-effect", "1757/QĐ-UBND", *approver)
    paper = at_register("certificate", "001/2020/GCN-OCOP", "--out", tmp_path / "giấy.pdf")

    assert [answer.code for answer in (drafted, checked, refused, approved, signed, in_effect, again, paper)] == [
        *(0, 0, 1, 0, 0, 0, 0, 0)
    ]
    assert "không có quyền duyệt quyết định" in refused.err
    assert "1 giấy chứng nhận" in in_effect.out
    assert "không cấp gì thêm" in again.out
    assert (tmp_path / "giấy.pdf").read_bytes().startswith(b"%PDF")
    assert ("decision.put_in_effect", "cli", actors["approver"].account_id) in journal()
    assert ("decision.draft", "cli", actors["officer"].account_id) in journal()
    assert at_register("check").code == 0


def test_nobody_acts_without_an_open_account(emails: dict[str, str], at_register: Command) -> None:
    draft = ("decision", "draft", "--kind", "recognition", "--title", "x", "--as")
    stranger = at_register(*draft, "ai-do@vi-du.vn")
    at_register("account", "disable", emails["officer"], "--as", emails["administrator"])
    closed = at_register(*draft, emails["officer"])

    assert (stranger.code, closed.code) == (1, 1)
    assert "Không có tài khoản “ai-do@vi-du.vn” đang hoạt động" in stranger.err
    assert "đang hoạt động" in closed.err


def test_whoever_is_not_granted_an_act_is_refused(emails: dict[str, str], at_register: Command) -> None:
    answer = at_register("settings", "set", "province", "Sơn La", "--as", emails["auditor"])

    assert answer.code == 1
    assert "không có quyền thay đổi thiết lập" in answer.err


def test_an_account_is_opened_with_a_password_to_be_changed(emails: dict[str, str], at_register: Command) -> None:
    administrator = ("--as", emails["administrator"])
    opened = at_register(
        *("account", "create", "moi@laichau.gov.vn", *administrator),
        *("--name", "Lò Thị Mới", "--role", "officer", "--role", "approver"),
    )
    fresh = at_register("account", "password", "moi@laichau.gov.vn", *administrator)
    listed = json.loads(at_register("account", "list", "--json").out)

    assert (opened.code, fresh.code) == (0, 0)
    assert opened.out.split()[-1] != fresh.out.split()[-1]
    mine = next(one for one in listed if one["email"] == "moi@laichau.gov.vn")
    assert (mine["roles"], mine["has_chosen_password"]) == (["officer", "approver"], False)


def test_a_setting_is_shown_and_changed(emails: dict[str, str], at_register: Command) -> None:
    changed = at_register("settings", "set", "golden_book_from", "2026", "--as", emails["administrator"])
    unknown = at_register("settings", "set", "no_such", "1", "--as", emails["administrator"])

    assert changed.code == 0, changed.err
    assert json.loads(at_register("settings", "show", "--json").out)["golden_book_from"] == 2026
    assert unknown.code == 1
    assert "Không có thiết lập tên “no_such”" in unknown.err


def test_a_real_list_of_another_province_is_recorded_once(emails: dict[str, str], at_register: Command) -> None:
    """Issue section 11: 22 products of 16 producers, no paper; a second import changes nothing."""
    bring_in = ("import-list", LAO_CAI, "--recorded", "--as", emails["officer"])

    seen = at_register(*bring_in, "--json")
    before = at_register("export", "certificates").out
    applied = at_register(*bring_in, "--apply", "--json")
    again = at_register(*bring_in, "--apply", "--json")
    certificates = json.loads(at_register("export", "certificates").out)

    assert (seen.code, applied.code, again.code) == (0, 0, 0), seen.out + applied.err
    assert json.loads(before) == []
    assert json.loads(applied.out)["counts"]["new_producers"] == 16
    assert json.loads(again.out)["counts"]["new"] == 0
    assert (len(certificates), {one["origin"] for one in certificates}) == (22, {"recorded"})
    assert at_register("check").code == 0
    paper = at_register("certificate", certificates[0]["lookup_code"], "--out", "x.pdf")
    assert paper.code == 1
    assert "không giữ tệp nào" in paper.err


def test_one_complaint_about_many_rows_is_said_once(
    emails: dict[str, str], at_register: Command, tmp_path: Path
) -> None:
    rows = "TT,Tên sản phẩm,Tên chủ thể,Hạng sao\n1,Chè,HTX Một,3 sao\n2,Gạo,HTX Hai,9 sao\n3,Miến,HTX Ba,9 sao\n"
    (tmp_path / "danh sách.csv").write_text(rows, "utf-8")

    whole = at_register("import-list", LAO_CAI, "--recorded", "--as", emails["officer"])
    broken = at_register("import-list", tmp_path / "danh sách.csv", "--recorded", "--as", emails["officer"])

    assert whole.err == "Lưu ý: dòng 2–23: Danh sách không nói cơ quan nào ban hành quyết định.\n"
    wrong = [line for line in broken.err.splitlines() if "“9 sao”" in line]
    assert broken.code == 1
    assert len(wrong) == 1
    assert wrong[0].startswith("LỖI: dòng 3–4, Hạng sao “9 sao”: ")
    assert len(set(broken.err.splitlines())) == len(broken.err.splitlines())


def test_a_list_needs_to_be_told_where_it_goes(emails: dict[str, str], at_register: Command) -> None:
    answer = at_register("import-list", LAO_CAI, "--as", emails["officer"])

    assert answer.code == 1
    assert "--recorded" in answer.err


def test_a_unit_and_its_product_are_registered(emails: dict[str, str], at_register: Command) -> None:
    officer = ("--as", emails["officer"])
    unit = at_register("producer", "add", "Hợp tác xã Dòng Lệnh", "--kind", "cooperative", *officer)
    product = at_register(
        "product", "add", "Mật ong", "--producer", unit.out.strip(), "--packing", "chai 500 ml", *officer
    )
    alike = at_register("producer", "add", "HỢP TÁC XÃ DÒNG LỆNH", "--kind", "cooperative", *officer)

    assert (unit.code, product.code, alike.code) == (0, 0, 1), product.err
    assert alike.err.startswith("Lỗi: ")


def test_an_event_hands_out_its_list_and_its_pack(held: Conference, at_register: Command, tmp_path: Path) -> None:
    listed = at_register("award-list", "2020", "--out", tmp_path / "danh sách.pdf")
    packed = at_register("award-pack", held.event, "--out", tmp_path / "pack")
    unknown = at_register("award-pack", "1999", "--out", tmp_path / "none")

    assert (listed.code, packed.code, unknown.code) == (0, 0, 1)
    assert (tmp_path / "danh sách.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "pack" / "1 Giấy chứng nhận").iterdir())) == 5
    assert not (tmp_path / "none").exists()


def test_lists_are_written_for_offices_and_for_programs(held: Conference, at_register: Command, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "json"):
        answer = at_register("export", "certificates", "--out", tmp_path / f"sổ.{form}")
        assert answer.code == 0, answer.err
    unknown = at_register("export", "certificates", "--out", tmp_path / "sổ.txt")

    lines = (tmp_path / "sổ.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Số giấy,Mã tra cứu,")
    assert len(lines) == 1 + len(json.loads((tmp_path / "sổ.json").read_text("utf-8"))) == 6
    assert "Còn hiệu lực" in lines[1] or "Đã hết hạn" in lines[1] or "Hết hạn" in lines[1]
    assert (tmp_path / "sổ.xlsx").read_bytes().startswith(b"PK")
    assert unknown.code == 2


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "words", [("backup",), ("export", "certificates"), ("award-list", "2020"), ("certificate", "001/2020/GCN-OCOP")]
)
def test_a_folder_that_is_missing_is_refused_and_not_made(
    words: tuple[str, ...], app: Flask, at_register: Command, tmp_path: Path
) -> None:
    out = tmp_path / "ổ đĩa" / "tệp.tar"

    refused = at_register(*words, "--out", out)
    nameless = at_register(*words, "--out", "")

    assert (refused.code, nameless.code) == (2, 2)
    assert f"không có thư mục {out.parent}" in refused.err
    assert "ổ đĩa đã gắn chưa" in refused.err
    assert "chưa nêu tên tệp" in nameless.err
    assert not out.parent.exists()


def test_a_decision_is_taken_back_or_given_up_with_a_reason(
    actors: dict[str, Actor], emails: dict[str, str], at_register: Command
) -> None:
    officer, approver = ("--as", emails["officer"]), ("--as", emails["approver"])
    decision = a_draft(actors["officer"], [a_line(a_product())])
    sign_off(actors["officer"], actors["approver"], decision, number="9/QĐ-UBND", signed_on=date(2020, 12, 11))
    other = a_draft(actors["officer"], [])

    signed = at_register("decision", "reopen", decision, "--reason", "nhầm", *approver)
    given_up = at_register("decision", "cancel", other, "--reason", "lập trùng", *officer)
    without = at_register("decision", "cancel", other, *officer)

    gone = at_register("decision", "reopen", other, "--reason", "nhầm", *approver)

    assert (signed.code, given_up.code, without.code, gone.code) == (0, 0, 2, 1)
    assert gone.err.startswith("Lỗi: ")
