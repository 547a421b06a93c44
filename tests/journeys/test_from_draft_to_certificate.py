"""From an empty draft to a certificate that answers to whoever holds it."""

import hashlib
import re
from urllib.parse import urlsplit

import zxingcpp
from builders.paper_reading import page_images, words
from journeys import turns
from journeys.conftest import Seat
from journeys.opened_register import OpenedRegister
from journeys.person import bytes_of
from playwright.sync_api import expect

FIRST, SECOND = "Bún khô Minh Họa 04", "Thịt trâu gác bếp Minh Họa 05"


def test_a_decision_goes_from_desk_to_desk_until_its_papers_answer_to_anybody(
    staff: Seat, somebody: Seat, demonstration: OpenedRegister
) -> None:
    officer, approver = staff("officer"), staff("approver")

    # The officer drafts, finds the products as he types, and settles the check sheet.
    decision = turns.drafts(officer, "Công nhận sản phẩm OCOP năm 2026 (đợt 3)")
    officer.takes_picture("decision-1-draft-empty")
    turns.adds(officer, FIRST, search="bun kho")
    turns.adds(officer, SECOND, search="thit trau gac bep")
    officer.takes_picture("decision-2-draft")
    turns.acknowledges(officer)
    officer.takes_picture("check-sheet-settled")
    turns.passes_on(officer)
    officer.takes_picture("decision-3-checked")

    # A second person approves; the officer copies what was signed.
    turns.approves(approver, decision)
    approver.takes_picture("decision-4-submitted")
    turns.enters_signature(officer, decision, "2005/QĐ-MH")
    officer.takes_picture("decision-5-signed")

    # Nothing takes effect that was not held against the register, unless the second person says why.
    approver.goes_to(decision)
    approver.follows("Đưa vào hiệu lực")
    approver.sees("Chưa đưa vào hiệu lực được")
    approver.takes_picture("put-in-effect-uncompared")
    turns.vouches_for_the_annex(approver, decision)

    # The second person puts it in effect; how far it has come survives a reload.
    approver.goes_to(decision)
    approver.follows("Đưa vào hiệu lực")
    approver.takes_picture("put-in-effect")
    with demonstration.worker_at_rest():
        approver.presses("Đưa vào hiệu lực")
        expect(approver.page.get_by_role("progressbar")).to_be_visible()
        approver.page.reload()
        expect(approver.page.get_by_role("progressbar")).to_be_visible()
        approver.takes_picture("progress")
    approver.page.wait_for_url(re.compile("/giay$"))
    approver.sees("2 giấy")
    approver.takes_picture("papers")

    # What is downloaded is what the vault keeps.
    annex, merged = (bytes_of(approver.downloads(name)) for name in ("Phụ lục", "Tệp in chung"))
    approver.page.get_by_role("row", name=FIRST).get_by_role("link").first.click()
    certificate = bytes_of(approver.downloads("Bản phát hành"))
    approver.takes_picture("certificate")
    for paper in (annex, merged, certificate):
        assert paper.startswith(b"%PDF-")
        assert paper == demonstration.kept(hashlib.sha256(paper).hexdigest())
    assert FIRST in words(certificate)

    # The code on the paper answers to anybody.
    [picture] = page_images(certificate, dots_per_inch=200, pages=[0])
    [code] = zxingcpp.read_barcodes(picture)
    passer_by = somebody(width=320)
    passer_by.goes_to(urlsplit(code.text).path)
    passer_by.sees(FIRST)
    passer_by.sees("Còn hiệu lực")
    passer_by.takes_picture("public-certificate-320")
