"""A member's home and rounds: what waits first, how far one is, and who else has signed."""

import re

from sqlalchemy import select
from web.council.conftest import as_fields

from registry.models.dossier import Dossier
from registry.transaction import transaction
from registry.usecases import concluding, scoring


def test_home_counts_the_sheets_of_ones_own(a_table) -> None:
    table = a_table(products=3)
    table.signs(0, 75)
    table.signs(2, 72)
    table.signs(2, 72, dossier=1)

    assert "<strong>1/3</strong>" in table.browsers[0].get("/hoi-dong").text
    assert "<strong>2/3</strong>" in table.browsers[2].get("/hoi-dong").text


def test_a_round_shows_what_waits_first_and_how_far_it_is(a_table) -> None:
    table = a_table(products=3)
    table.signs(0, 75)
    table.signs(2, 72)
    table.sends(0, f"/hoi-dong/phieu/{table.dossiers[2]}", {"tick-1.1": "1", "tick-1.2": "1"})

    page = table.browsers[0].get(f"/hoi-dong/dot/{table.round}").text

    names = re.findall(r"<h3>.*?(Chè Ánh \d)</a></h3>", page)
    assert names == ["Chè Ánh 2", "Chè Ánh 3", "Chè Ánh 1"]
    assert "Chấm tiếp: Chè Ánh 2" in page
    assert "Đang chấm: 2/31 tiêu chí" in page
    assert "2/3 thành viên đã ký" in page
    assert "75 điểm" in page


def test_after_signing_the_next_dossier_is_a_tap_away(a_table) -> None:
    table = a_table(products=2)
    sheet = f"/hoi-dong/phieu/{table.dossiers[0]}"
    table.sends(0, sheet, as_fields(table.ticks(75)))
    table.browsers[0].send(f"{sheet}/ky", serial="1")

    page = table.browsers[0].client.get(f"{sheet}/da-ky", follow_redirects=True).text

    assert f'href="/hoi-dong/phieu/{table.dossiers[1]}">Chấm tiếp: Chè Ánh 2' in page


def test_a_sheet_that_the_chair_opened_again_waits_once_more(web_app, table) -> None:
    table.signs(2, 72)
    with web_app.app_context():
        scoring.reopen(actor=table.people[0], dossier=table.dossiers[0], seat=table.seat_of(2), reason="Nhầm 1.1")

    page = table.browsers[2].get(f"/hoi-dong/dot/{table.round}").text

    assert "Được mở lại, cần ký lại" in page
    assert "0/3 thành viên đã ký" in page
    assert "Nhầm 1.1" in table.browsers[2].get(f"/hoi-dong/phieu/{table.dossiers[0]}").text


def test_a_tie_takes_the_producers_dossiers_off_the_list_and_asks_why(table) -> None:
    address = f"/hoi-dong/ho-so/{table.dossiers[0]}/quan-he"

    blank = table.browsers[2].send(address, reason="")
    table.browsers[2].send(address, reason="Góp vốn")
    page = table.browsers[2].get(f"/hoi-dong/dot/{table.round}").text

    assert blank.status_code == 422
    assert "Không chấm: có quan hệ với chủ thể" in page
    assert "Còn phải chấm" not in page
    assert "0/2 thành viên đã ký" in page


def test_no_tie_is_written_after_signing(table) -> None:
    table.signs(2, 72)

    answer = table.browsers[2].send(f"/hoi-dong/ho-so/{table.dossiers[0]}/quan-he", reason="Góp vốn")

    assert answer.status_code == 422
    assert "đã ký phiếu" in answer.text


def test_a_result_opens_every_signed_sheet_to_the_council(web_app, a_table) -> None:
    table = a_table(members=4)
    for member, total in enumerate((72, 75, 78)):
        table.signs(member, total)
    dossier = f"/hoi-dong/ho-so/{table.dossiers[0]}"
    with web_app.app_context():
        concluding.conclude(actor=table.officer, dossier=table.dossiers[0])

    late = table.browsers[3]
    pages = [late.get(one).text for one in (f"/hoi-dong/dot/{table.round}", dossier, f"{dossier}/cac-phieu")]

    assert all("75 điểm" in page for page in pages)
    assert all("Đề nghị công nhận" in page for page in pages)
    assert "Đã kết luận, bạn không có phiếu" in pages[0]
    assert "78/100 điểm" in late.get(f"/hoi-dong/phieu-da-ky/{table.sheet_of(2)}").text
    assert late.get(f"/hoi-dong/phieu/{table.dossiers[0]}").headers["Location"] == dossier
    assert table.browsers[0].get(f"/hoi-dong/phieu-da-ky/{table.sheet_of(2)}/mo-lai").status_code == 303


def test_the_producers_own_score_stands_beside_signed_sheets(web_app, table) -> None:
    ticks = table.ticks(91)
    with web_app.app_context(), transaction() as session:
        row = session.scalars(select(Dossier).where(Dossier.public_id == table.dossiers[0])).one()
        row.self_ticks = ticks
    table.signs(0, 72)

    before = table.browsers[2].get(f"/hoi-dong/ho-so/{table.dossiers[0]}").text
    beside = table.browsers[0].get(f"/hoi-dong/ho-so/{table.dossiers[0]}/cac-phieu").text

    assert "tự chấm" not in before
    assert "Chủ thể tự chấm" in beside
    assert ">91</td>" in beside
    assert "không phải kết quả chính thức" in beside
