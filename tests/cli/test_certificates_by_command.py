"""Certificates by commands alone: finding them, moves whose ground a setting names, scans, recording by hand."""

import io
import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders.late import Late
from builders.recorded import a_recorded_recognition
from builders.register import a_line, a_product, issue
from cli.conftest import Command
from pypdf import PdfWriter
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases.drafting import Line

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]
TODAY = clock.today()


@pytest.fixture
def issued(actors: dict[str, Actor]) -> str:
    """The number of a certificate in force."""
    line = a_line(a_product("Chè"), assessed_on=TODAY, instrument=None)
    issue(actors["officer"], actors["approver"], [line], signed_on=TODAY)
    return f"001/{TODAY.year}/GCN-OCOP"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned page."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=200, height=200)
    writer.write(content)
    path = tmp_path / "bản quét.pdf"
    path.write_bytes(content.getvalue())
    return path


def shown(at_register: Command, named: str) -> dict[str, Any]:
    """Return what the register says of a certificate."""
    answer = at_register("certificate", "show", named, "--json")
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def test_a_certificate_is_found_by_what_people_know_of_it(
    actors: dict[str, Actor], at_register: Command, issued: str
) -> None:
    a_recorded_recognition(actors["officer"], a_product("Gạo"))

    def found(*words: str) -> list[str]:
        return [one["product_name"] for one in json.loads(at_register("certificate", "list", *words, "--json").out)]

    assert sorted(found()) == ["Chè", "Gạo"]
    assert (
        found("che") == found(issued) == found("--standing", "in_force") == found("--year", str(TODAY.year)) == ["Chè"]
    )
    assert found("--stars", "5") == []
    assert "Chè" in at_register("certificate", "list").out
    code = shown(at_register, issued)["lookup_code"]
    assert shown(at_register, code)["number"] == issued
    assert "Còn hiệu lực" in at_register("certificate", "show", code).out


def test_the_short_way_to_the_paper_stays(at_register: Command, issued: str, tmp_path: Path) -> None:
    short = at_register("certificate", issued, "--out", tmp_path / "một.pdf")
    turned = at_register("certificate", f"--out={tmp_path / 'hai.pdf'}", issued)
    long = at_register("certificate", "paper", issued, "--out", tmp_path / "ba.pdf")

    assert [answer.code for answer in (short, turned, long)] == [0, 0, 0], short.err + turned.err
    assert len({(tmp_path / f"{name}.pdf").read_bytes() for name in ("một", "hai", "ba")}) == 1
    assert at_register("certificate", f"000/{TODAY.year}/GCN-OCOP", "--out", tmp_path / "bốn.pdf").code == 1
    assert at_register("certificate", issued).code == 2
    assert at_register("certificate", "suspnd", issued).code == 2


def test_a_move_without_an_article_needs_the_setting_that_names_its_ground(
    at_register: Command, by: By, issued: str
) -> None:
    approver, administrator = by["approver"], by["administrator"]
    suspend = (
        "certificate",
        "suspend",
        issued,
        "--on",
        TODAY,
        "--document",
        "Văn bản số 7/SNN",
        "--reason",
        "Đang kiểm tra",
    )

    groundless = at_register(*suspend, *approver)
    for name in ("suspend_ground", "reinstate_ground", "withdraw_ground"):
        assert at_register("settings", "set", name, "Quy chế 05/QC", *administrator).code == 0
    refused = at_register(*suspend, *by["officer"])
    suspended = at_register(*suspend, *approver)
    standing = shown(at_register, issued)["standing"]
    again = at_register(*suspend, *approver)
    reinstated = at_register(
        "certificate",
        "reinstate",
        issued,
        "--on",
        TODAY,
        "--document",
        "Văn bản số 7/SNN",
        "--reason",
        "Đã kiểm tra",
        *approver,
    )
    early = at_register(
        "certificate",
        "withdraw",
        issued,
        "--on",
        "01/01/2099",
        "--document",
        "Đơn ngày 1/11",
        "--reason",
        "Tự thôi",
        *approver,
    )
    withdrawn = at_register(
        "certificate",
        "withdraw",
        issued,
        "--on",
        TODAY,
        "--document",
        "Văn bản số 7/SNN",
        "--reason",
        "Tự thôi",
        *approver,
    )

    codes = [one.code for one in (groundless, refused, suspended, again, reinstated, early, withdrawn)]
    assert codes == [1, 1, 0, 1, 0, 1, 0]
    assert "thiết lập" in groundless.err
    assert "không có quyền" in refused.err
    after = shown(at_register, issued)
    assert (standing, after["standing"]) == ("suspended", "withdrawn")
    assert [move["kind"] for move in after["moves"]] == ["issued", "suspended", "reinstated", "withdrawn"]
    assert after["moves"][1]["ground"] == "Quy chế 05/QC: Đang kiểm tra"
    assert "Đã kiểm tra" in at_register("certificate", "show", issued).out
    assert at_register("check").code == 0


def test_one_certificate_is_recorded_by_hand_with_its_scan(at_register: Command, by: By, scan: Path) -> None:
    a_product("Gạo")
    record = (
        *("certificate", "record", "Gạo", *by["officer"], "--body-kind", "district"),
        *("--body", "Ủy ban nhân dân huyện Tam Đường", "--decision-number", "921/QĐ-UBND"),
        *("--signed-on", "20/05/2021", "--number", "07/GCN", "--stars", "3", "--source", "Bản giấy"),
    )

    recorded = at_register(*record, "--scan", scan)
    again = at_register(*record)

    assert (recorded.code, again.code) == (0, 1), recorded.err
    found = shown(at_register, recorded.out.strip())
    assert (found["number"], found["origin"], found["stars"]) == ("07/GCN", "recorded", 3)
    assert (found["product_name"], found["decision"]) == ("Gạo", "921/QĐ-UBND")
    assert [one["filename"] for one in found["files"]] == [scan.name]
    assert at_register("check").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--year", "2021"), 1),
        (("--stars", "3"), 1),
        (("--stars", "1", "--year", "2021"), 1),
        (("--stars", "6", "--year", "2021"), 2),
        (("--stars", "3", "--signed-on", "20/05/2099"), 1),
        (("--stars", "3", "--year", "2020", "--signed-on", "20/05/2021"), 1),
        (("--stars", "4", "--score", "60", "--year", "2021", "--instrument", "1048"), 1),
        (("--stars", "3", "--year", "2021", "--valid-from", "02/02/2021", "--valid-until", "01/01/2021"), 1),
        (("--stars", "3", "--year", "2021", "--scan", __file__), 1),
        (("--stars", "3", "--year", "2021", "--body-kind", "district"), 1),
    ],
)
def test_what_cannot_be_is_not_recorded(words: tuple[str, ...], code: int, at_register: Command, by: By) -> None:
    a_product("Gạo")

    refused = at_register("certificate", "record", "Gạo", "--body-kind", "ministry", *words, *by["officer"])

    assert refused.code == code
    assert "Lỗi: " in refused.err
    assert "ngoài dự kiến" not in refused.err
    assert json.loads(at_register("certificate", "list", "--json").out) == []


def test_a_scan_is_kept_of_a_paper_that_others_gave_and_of_no_other(
    actors: dict[str, Actor], at_register: Command, by: By, issued: str, scan: Path
) -> None:
    a_recorded_recognition(actors["officer"], a_product("Gạo"), certificate_number="07/GCN")

    kept = at_register("certificate", "attach-scan", "07/GCN", scan, *by["officer"])
    ours = at_register("certificate", "attach-scan", issued, scan, *by["officer"])
    no_scan = at_register("certificate", "attach-scan", "07/GCN", __file__, *by["officer"])
    refused = at_register("certificate", "attach-scan", "07/GCN", scan, *by["auditor"])

    assert [answer.code for answer in (kept, ours, no_scan, refused)] == [0, 1, 1, 1], kept.err
    assert [one["role"] for one in shown(at_register, "07/GCN")["files"]] == ["scan"]
    assert "không có quyền" in refused.err


def test_a_certificate_answers_for_any_day(at_register: Command, actors: dict[str, Actor]) -> None:
    product = a_product("Chè ngày cũ")
    issue(actors["officer"], actors["approver"], [a_line(product)])
    number = "001/2020/GCN-OCOP"

    def told(*words: str) -> dict[str, Any]:
        answer = at_register(*words, "--json")
        assert answer.code == 0, answer.err
        found: dict[str, Any] = json.loads(answer.out)
        return found

    for words in (("product", "certified", "Chè ngày cũ"), ("certificate", "certified", number)):
        by_day = {day: told(*words, "--on", day) for day in ("2020-12-10", "11/12/2020", "11/12/2023", "12/12/2023")}
        assert [(one["certified"], one["standing"]) for one in by_day.values()] == [
            (False, None),
            (True, "in_force"),
            (True, "in_force"),
            (False, "expired"),
        ]
        assert by_day["11/12/2020"]["certificate"]["decision"]["number"] == "1757/QĐ-UBND"
    spoken = at_register("product", "certified", product, "--on", "14/12/2022").out
    assert "Chè ngày cũ, ngày 14/12/2022: Còn hiệu lực" in spoken
    assert f"Sổ ghi từ ngày  {TODAY:%d/%m/%Y}" in spoken
    ahead = at_register("product", "certified", product, "--on", "01/01/2199")
    assert (ahead.code != 0, "chưa đến nên chưa thể biết" in ahead.err) == (True, True)
    listed = json.loads(at_register("certificate", "list", "--on", "14/12/2022", "--json").out)
    assert [one["standing"] for one in listed] == ["in_force"]
    assert at_register("certificate", "list", "--on", "01/01/2199").code != 0


def test_what_was_entered_late_shows_both_days(
    at_register: Command, actors: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    product = a_product("Chè ghi muộn")
    issue(actors["officer"], actors["approver"], [a_line(product, assessed_on=TODAY, instrument=None)], signed_on=TODAY)
    effective, entered = TODAY + timedelta(days=10), TODAY + timedelta(days=100)
    later = datetime.combine(entered, time(12), clock.VIETNAM).astimezone(UTC)
    monkeypatch.setattr(clock, "now", lambda: later)
    with reading() as session:
        held = session.scalars(select(Certificate.public_id)).one()
    line = Line(product=product, certificate=held, act=LineAct.REVOKE, ground="c", effective_on=effective)
    issue(
        actors["officer"],
        actors["approver"],
        [line],
        number="9/QĐ-UBND",
        signed_on=effective,
        kind=DecisionKind.REVOCATION,
    )

    for words in (("product", "certified", product), ("certificate", "certified", f"001/{TODAY.year}/GCN-OCOP")):
        told = at_register(*words, "--on", f"{effective:%d/%m/%Y}").out
        assert f"từ {effective:%d/%m/%Y}" in told
        assert f"{entered:%d/%m/%Y}" in told
    shown = at_register("certificate", "show", held).out
    assert f"từ {effective:%d/%m/%Y}, điểm c) Vi phạm pháp luật" in shown


def test_a_certificate_is_kept_in_force_for_a_late_re_assessment_and_that_is_ended(
    at_register: Command, by: By, actors: dict[str, Actor]
) -> None:
    late = Late(actors["officer"], actors["approver"], ends=TODAY - timedelta(days=20)).issued().filed(days_ahead=5)
    number = late.certificate.number or ""
    until = late.ends + timedelta(days=100)

    refused = at_register("certificate", "extend", number, "--until", f"{TODAY + timedelta(days=400)}", *by["approver"])
    done = at_register("certificate", "extend", number, "--until", f"{until}", *by["approver"])
    late.withdrawn()
    by_itself = shown(at_register, number)["last_day"]
    told = TODAY - timedelta(days=2)
    ended = at_register(
        "certificate", "end-extension", number, "--on", f"{told}", "--reason", "Đơn rút đề ngày ấy", *by["approver"]
    )

    assert by_itself == TODAY.isoformat()
    assert "không quá 180 ngày" in refused.err
    assert (done.code, f"đến hết ngày {until:%d/%m/%Y}" in done.out) == (0, True)
    assert (ended.code, f"ngày cuối cùng có hiệu lực là {told:%d/%m/%Y}" in ended.out) == (0, True)
    assert shown(at_register, number)["last_day"] == told.isoformat()
