"""What becomes of a dossier on the portal once it was handed in: frozen, returned, added to, followed by another."""

import io
from datetime import timedelta

from builders.assessments import FINDINGS, a_paper, a_round, criteria_of, signed
from builders.filing import typed
from builders.page_forms import fill, form_of
from builders.paper_reading import words
from builders.score_sheets import ticks_with_total

from registry import clock
from registry.queries import dossiers as questions
from registry.rules.dossier_life import DossierState
from registry.transaction import transaction
from registry.usecases import concluding, rounds, submission, supplements

SCRIPT = {"Accept": "application/json"}


def test_what_was_handed_in_is_frozen_until_it_is_returned_with_reasons_at_its_items(filing) -> None:
    filing.open()
    fill(filing.browser.client, f"{filing.home}/bieu-mau", **typed())
    file = filing.add("E01", a_paper())
    stale = form_of(filing.browser.get(f"{filing.home}/muc/E01"))
    fill(filing.browser.client, f"{filing.home}/nop")

    late = filing.browser.client.post(
        stale.action,
        data=stale.values | {"files": (io.BytesIO(a_paper("khác")), "khac.pdf")},
        headers=SCRIPT,
        content_type="multipart/form-data",
    )
    assert late.status_code == 422
    assert filing.browser.get(f"{filing.home}/bieu-mau").status_code == 303
    assert filing.browser.get(f"/cua-toi/tep/{file}/bo").status_code == 303

    with filing.app.app_context():
        submission.return_(
            actor=filing.officer, dossier=filing.dossier, reason="Chưa rõ", item_reasons={"E01": "Giấy mờ quá"}
        )
    assert "Giấy mờ quá" in filing.browser.get(filing.home).text
    assert "Hồ sơ đang chờ bạn" in filing.browser.get("/cua-toi").text
    assert "chưa có tệp mới" in filing.browser.get(f"{filing.home}/nop").text
    assert "Giấy mờ quá" in filing.browser.get(f"{filing.home}/muc/E01").text
    unchanged = fill(filing.browser.client, f"{filing.home}/nop")
    assert (unchanged.status_code, "Chưa có gì khác với lần nộp trước" in unchanged.text) == (422, True)
    filing.add("E01", a_paper("rõ hơn"))
    assert "Đã có tệp mới" in filing.browser.get(filing.home).text
    assert "chưa có tệp mới" not in filing.browser.get(f"{filing.home}/nop").text
    assert fill(filing.browser.client, f"{filing.home}/nop").status_code == 303
    assert len(filing.kept().submissions) == 2


def test_a_dossier_is_withdrawn_and_another_opened(filing) -> None:
    filing.open()
    first = filing.dossier

    assert filing.browser.send(f"{filing.home}/rut").status_code == 303
    assert "Đã rút" in filing.browser.get(filing.home).text
    assert filing.open().dossier != first


def test_what_is_asked_for_later_comes_beside_what_was_handed_in(filing) -> None:
    filing.open()
    fill(filing.browser.client, f"{filing.home}/bieu-mau", **typed())
    first = filing.add("E01", a_paper())
    fill(filing.browser.client, f"{filing.home}/nop")
    with filing.app.app_context():
        supplements.ask(actor=filing.officer, dossier=filing.dossier, item_reasons={"E02": "Thiếu giấy đủ điều kiện"})

    assert "Thiếu giấy đủ điều kiện" in filing.browser.get(filing.home).text
    for page in ("/cua-toi", "/cua-toi/ho-so"):
        assert "Được yêu cầu bổ sung" in filing.browser.get(page).text
    early = fill(filing.browser.client, f"{filing.home}/bo-sung")
    assert early.status_code == 422
    assert "Chưa có gì khác với lần nộp trước" in early.text
    assert filing.browser.get(f"/cua-toi/tep/{first}/bo").status_code == 303

    filing.add("E02", a_paper("đủ điều kiện"))
    assert fill(filing.browser.client, f"{filing.home}/bo-sung").status_code == 303
    assert len(filing.kept().submissions) == 2
    assert filing.browser.get(f"{filing.home}/bo-sung").status_code == 303


def test_forms_and_slip_are_taken_home_as_papers(filing) -> None:
    filing.open()
    fill(filing.browser.client, f"{filing.home}/bieu-mau", **typed())

    assert filing.browser.get(f"{filing.home}/giay/phieu-tiep-nhan.pdf").status_code == 404
    fill(filing.browser.client, f"{filing.home}/nop")

    for paper in ("mau-01", "mau-02", "phieu-tiep-nhan"):
        assert filing.browser.get(f"{filing.home}/giay/{paper}.pdf").data.startswith(b"%PDF"), paper
    for paper in ("mau-03", "thong-bao-ket-qua", "khac"):
        assert filing.browser.get(f"{filing.home}/giay/{paper}.pdf").status_code == 404, paper


def test_who_was_eliminated_gets_the_notice_with_the_ground_once_the_round_ends(filing) -> None:
    filing.open()
    fill(filing.browser.client, f"{filing.home}/bieu-mau", **typed())
    filing.add("E01", a_paper())
    fill(filing.browser.client, f"{filing.home}/nop")
    notice = f"{filing.home}/giay/thong-bao-ket-qua.pdf"
    with filing.app.app_context():
        submission.forward(actor=filing.officer, dossier=filing.dossier, findings=FINDINGS)
        round_, people = a_round(filing.officer, [filing.dossier])
        for person in people:
            signed(person, filing.dossier, {}, grounds=[":0"])
        concluding.conclude(actor=filing.officer, dossier=filing.dossier)

    assert filing.browser.get(notice).status_code == 404
    with filing.app.app_context():
        rounds.conclude(actor=filing.officer, round_=round_)
    assert "Tải thông báo kết quả" in filing.browser.get(filing.home).text
    assert "Lý do bị loại" in words(filing.browser.get(notice).data)


def test_a_later_dossier_begins_with_what_is_good_and_says_what_it_asks_for_and_why(filing) -> None:
    filing.open()
    fill(filing.browser.client, f"{filing.home}/bieu-mau", **typed())
    for code, last in {"E01": "", "E02": "1/1/2099", "E12": f"{clock.today():%d/%m/%Y}", "E05": ""}.items():
        filing.add(code, a_paper(code))
        fill(filing.browser.client, f"{filing.home}/muc/{code}", place=1, expires_on=last)
    fill(filing.browser.client, f"{filing.home}/nop")
    with filing.app.app_context():
        submission.forward(actor=filing.officer, dossier=filing.dossier, findings=FINDINGS)
        _, council = a_round(filing.officer, [filing.dossier])
        for member in council:
            criteria = criteria_of(filing.dossier)
            signed(member, filing.dossier, ticks_with_total(criteria, total=60, stars=3))
        concluding.conclude(actor=filing.officer, dossier=filing.dossier)
        with transaction() as session:
            # As a decision and a month leave it; how they do is told elsewhere.
            row = questions.dossier(session, filing.dossier)
            row.state = DossierState.DECIDED
            expired = next(item for item in row.items if item.code == "E12")
            expired.expires_on = clock.today() - timedelta(days=1)

    filing.open()

    row = filing.kept()
    assert {item.code for item in row.items if item.files} == {"E01", "E02"}
    assert row.forms["history"] == typed()["history"]
    assert "plan" not in row.forms
    page = " ".join(filing.browser.get(filing.home).text.split())
    assert "Cần bổ sung so với hồ sơ trước" in page
    assert "Sử dụng lao động địa phương</a>: Cần lập mới cho lần đánh giá này." in page
    assert f"Đã hết hạn ngày {clock.today() - timedelta(days=1):%d/%m/%Y}" in page
