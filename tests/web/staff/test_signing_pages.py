"""Staff take papers away to be signed and bring them back, on a page that says of every file what became of it."""

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.desk import HOME, Desk, a_desk, visible
from builders.signing import PERSON, SEAL, Keys, signed_twice

from registry.rules.permissions import Role


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def switch_on(someone: Any, **values: str) -> Any:
    administrator = someone(Role.ADMINISTRATOR)
    answer = administrator.send(
        "/can-bo/thiet-lap/ky-so", **{"signing_persons": PERSON, "signing_seals": SEAL, **values}
    )
    assert answer.status_code == 303, visible(answer.text)
    return administrator


def unsigned(desk: Desk, decision: str) -> dict[str, bytes]:
    page = desk.officer.get(f"{HOME}/{decision}/ky-so").text
    [address] = re.findall(r'href="([^"]+ban-chua-ky.zip[?][^"]+)"', page)  # what was given in 2020 is good no more
    with zipfile.ZipFile(io.BytesIO(desk.officer.get(html.unescape(address)).data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def a_zip(files: dict[str, bytes]) -> tuple[io.BytesIO, str]:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return io.BytesIO(target.getvalue()), "da-ky.zip"


def test_papers_go_out_unsigned_and_come_back_signed(desk: Desk, someone: Any, tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    person, seal = keys.pen(PERSON), keys.pen(SEAL)
    decision = desk.issue("Chè một", "Chè hai")
    switch_on(someone, signing_roots=keys.pem)
    page = f"{HOME}/{decision}/ky-so"
    papers = unsigned(desk, decision)
    first, second = papers
    back = {first: signed_twice(papers[first], person=person, seal=seal), second: person.sign(papers[second])}

    assert desk.officer.send(page, files=[a_zip(back)]).status_code == 303
    waiting = visible(desk.officer.get(page).text)
    assert "Đang kiểm tra các tệp vừa gửi" in waiting
    desk.work(decision)
    said = visible(desk.officer.get(page).text)

    assert "Đang kiểm tra" not in said
    assert "Đã nhận 1 giấy" in said
    assert Path(second).name in said
    assert "Thiếu chữ ký số của cơ quan" in said
    assert f"{Path(first).name}: giấy số" in said
    assert list(unsigned(desk, decision)) == [second]
    shown = desk.officer.get(page).text
    assert "Đã có bản ký: 1/2 giấy" in visible(shown)
    assert visible(shown).count("(chưa kiểm việc thu hồi)") == 2
    assert visible(shown).rindex(PERSON) < visible(shown).rindex(SEAL)
    asked = desk.officer.get(f"/xac-minh/{hashlib.sha256(papers[first]).hexdigest()}")
    told = visible(asked.text)[visible(asked.text).index("Đây là bản chưa ký") :]
    assert told.index("Hãy yêu cầu bản đã ký") < told.index("Tình trạng trong sổ") < told.index("Vai trò của tệp")


def test_the_page_says_that_signatures_are_not_used_until_somebody_is_named(desk: Desk) -> None:
    decision = desk.issue("Chè một")

    page = desk.officer.get(f"{HOME}/{decision}/ky-so").text

    assert "Chưa dùng chữ ký số" in visible(page)
    assert "Gửi lại bản đã ký" not in visible(page)


def test_a_damaged_zip_is_refused_at_its_field(desk: Desk, someone: Any) -> None:
    decision = desk.issue("Chè một")
    switch_on(someone)

    for files, why in (
        ((io.BytesIO(b"PK\x03\x04hong"), "a.zip"), "Không mở được a.zip"),
        ((io.BytesIO(), ""), "Hãy chọn"),
    ):
        answer = desk.officer.send(f"{HOME}/{decision}/ky-so", files=[files])
        assert answer.status_code == 422
        assert why in visible(answer.text)


def test_whoever_only_reads_sees_the_page_without_the_form(desk: Desk, someone: Any) -> None:
    decision = desk.issue("Chè một")
    switch_on(someone)

    auditor = someone(Role.AUDITOR)

    assert "Gửi lại bản đã ký" not in auditor.get(f"{HOME}/{decision}/ky-so").text
    assert auditor.client.post(f"{HOME}/{decision}/ky-so").status_code == 403


def test_a_draft_has_no_papers_to_sign(desk: Desk) -> None:
    decision = desk.draft("Chè một")

    assert desk.officer.get(f"{HOME}/{decision}/ky-so").status_code == 422
