"""Anybody can ask whether a paper is genuine, and is never told so of a file that we did not issue."""

import hashlib
import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.desk import Desk, a_desk, a_scan, visible
from builders.in_force_today import issued
from builders.register import sign_off
from builders.signing import PERSON, Keys
from builders.tampering import tampered
from sqlalchemy import select

from registry import clock
from registry.models.award import RecipientKind
from registry.models.certificate import FileRole, PaperFile
from registry.models.decision import Decision
from registry.rules import lookup_code
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import awarding, certification, drafting, settings
from registry.usecases.awarding import Recipient
from registry.web.public.pace import Pace

GENUINE = "Đúng tệp do sổ này cấp"
STRANGE = "Không phải tệp do sổ này cấp"
PRODUCTS = [f"Chè thử {number:02d}" for number in range(20)]


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def kept(desk: Desk, role: FileRole = FileRole.RENDER) -> list[bytes]:
    with desk.app.app_context(), reading() as session:
        names = session.scalars(select(PaperFile.sha256).where(PaperFile.role == role).order_by(PaperFile.id)).all()
        return [desk.app.config["VAULT"].read(name) for name in names]


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sent(visitor: Any, content: bytes, *, name: str = "giay.pdf") -> Any:
    return visitor.client.post("/xac-minh/tep", data={"tep": (io.BytesIO(content), name)})


def test_an_untouched_file_is_genuine_and_the_answer_is_the_registers_own(desk: Desk, visitor: Any) -> None:
    [certificate] = issued(desk)
    desk.product("Mật ong rừng")

    answer = visitor.get(f"/xac-minh/{digest_of(kept(desk)[0])}")

    text = visible(answer.text)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    for words in (GENUINE, "Còn hiệu lực đến hết ngày", "Chè Shan tuyết", "Hợp tác xã Thử Nghiệm", "3 sao",
                  certificate.number, "bản phát hành", "https://ocop.example.vn",
                  "chỉ chứng nhận sản phẩm Chè Shan tuyết", "Mật ong rừng"):  # fmt: skip
        assert words in text, words


def test_the_file_itself_may_be_sent_and_is_not_kept(desk: Desk, visitor: Any) -> None:
    issued(desk)
    [paper] = kept(desk)
    vault = desk.app.config["VAULT"]
    before = set(vault.names())

    answer = sent(visitor, paper)
    strange = sent(visitor, b"%PDF-1.4 of nobody")

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/xac-minh/{digest_of(paper)}")
    assert strange.status_code == 200
    assert STRANGE in visible(strange.text)
    assert set(vault.names()) == before
    assert digest_of(b"%PDF-1.4 of nobody") not in vault


def test_what_was_written_to_after_us_is_said_to_be_so(desk: Desk, visitor: Any) -> None:
    issued(desk)
    [paper] = kept(desk)

    text = visible(sent(visitor, paper + b"\n% added\n").text)

    assert STRANGE in text
    assert "bắt đầu bằng một giấy của sổ" in text
    assert GENUINE not in text


def test_a_right_signature_on_other_bytes_is_said_to_be_just_that(desk: Desk, visitor: Any, tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    signed = keys.pen(PERSON).sign(a_scan())
    changed = bytearray(signed)
    changed[100] ^= 1

    right, wrong = visible(sent(visitor, signed).text), visible(sent(visitor, bytes(changed)).text)

    for words in (
        STRANGE,
        "Chữ ký số đúng, nhưng trên nội dung không do sổ này cấp",
        PERSON,
        "Chưa kiểm được chuỗi",
        "Chưa kiểm chứng thư có bị thu hồi hay không",
        "theo đồng hồ của người ký",
    ):
        assert words in right, words
    assert STRANGE in wrong
    assert "Chữ ký số đúng" not in wrong
    with desk.app.app_context():
        administrator = Actor(account_id=None, name="Q", roles=frozenset({Role.ADMINISTRATOR}), means="system")
        settings.change(actor=administrator, values={"signing_roots": keys.pem})
    assert "do tổ chức chứng thực tin cậy cấp" in visible(sent(visitor, signed).text)


def test_no_tampered_file_is_genuine_and_every_untouched_one_is(desk: Desk, visitor: Any) -> None:
    issued(desk, *PRODUCTS)
    papers = kept(desk)
    assert len(papers) == 20
    genuine = {digest_of(paper) for paper in papers}
    chance = random.Random(5)
    strange = [one for paper in papers for one in tampered(paper, others=papers, chance=chance)]
    assert len(strange) >= 2000
    assert not genuine & {digest_of(one) for one in strange}
    told: dict[bool, set[tuple[int, bool, bool]]] = {True: set(), False: set()}

    for place, content in enumerate([*strange, *(paper for paper in papers for _ in range(10))]):
        if place % 500 == 0:
            desk.app.extensions["pace"] = Pace()
        answer = visitor.get(f"/xac-minh/{digest_of(content)}")
        told[place < len(strange)].add((answer.status_code, GENUINE in answer.text, STRANGE in answer.text))

    assert told == {True: {(404, False, True)}, False: {(200, True, False)}}


def test_a_tampered_file_that_is_sent_is_answered_without_a_fault(desk: Desk, visitor: Any) -> None:
    issued(desk, *PRODUCTS[:2])
    papers = kept(desk)

    for content in tampered(papers[0], others=papers, chance=random.Random(6))[::3]:
        desk.app.extensions["pace"] = Pace()
        answer = sent(visitor, content)
        assert answer.status_code == 200
        assert GENUINE not in answer.text


def test_papers_of_a_decision_are_told_by_their_role(desk: Desk, visitor: Any) -> None:
    issued(desk)

    [annex], [together] = kept(desk, FileRole.ANNEX), kept(desk, FileRole.PRINT)

    assert "phụ lục quyết định" in visible(visitor.get(f"/xac-minh/{digest_of(annex)}").text)
    assert "tệp in chung" in visible(visitor.get(f"/xac-minh/{digest_of(together)}").text)


def test_a_revoked_paper_keeps_its_own_word(desk: Desk, visitor: Any) -> None:
    from builders.register import a_line

    from registry.rules.decision_life import DecisionKind, LineAct

    [certificate] = issued(desk)
    decision = desk.draft(kind=DecisionKind.REVOCATION, title="Thu hồi")
    desk.add(decision, a_line(desk.products["Chè Shan tuyết"], act=LineAct.REVOKE, kind=None, ground="c", score=None,
                              certificate=certificate.public_id, stars=None, instrument=None, assessed_on=None,
                              product_set=None))  # fmt: skip
    desk.carry_out(decision, number="2000/QĐ-UBND", signed_on=clock.today())

    text = visible(visitor.get(f"/xac-minh/{digest_of(kept(desk)[0])}").text)

    assert "Đã bị thu hồi từ ngày" in text
    assert "Còn hiệu lực" not in text


def test_nothing_is_confirmed_of_a_decision_that_is_not_in_effect(desk: Desk, visitor: Any) -> None:
    from registry.database import db

    issued(desk)
    [annex] = kept(desk, FileRole.ANNEX)
    draft = desk.draft("Chè chưa ký")
    with desk.app.app_context():
        with reading() as session:
            file = session.scalars(select(PaperFile).where(PaperFile.role == FileRole.ANNEX)).one()
            pending = session.scalars(select(Decision).where(Decision.public_id == draft)).one()
            assert pending.state is DecisionState.DRAFT
            values = {name: getattr(file, name) for name in ("role", "size", "media_type", "filename", "kept_at")}
            key = pending.id
        with transaction() as session:
            session.add(PaperFile(**values, sha256="ab" * 32, decision_id=key, layout_version=None, content=None))
        db.session.remove()

    assert visitor.get(f"/xac-minh/{digest_of(annex)}").status_code == 200
    assert visitor.get(f"/xac-minh/{'ab' * 32}").status_code == 404


def test_a_scan_that_a_stranger_made_is_not_a_file_of_ours(desk: Desk, visitor: Any) -> None:
    issued(desk)
    with desk.app.app_context(), transaction() as session:
        render = session.scalars(select(PaperFile).where(PaperFile.role == FileRole.RENDER)).one()
        names = ("certificate_id", "size", "media_type", "filename", "kept_at")
        session.add(PaperFile(role=FileRole.SCAN, sha256="cd" * 32, **{name: getattr(render, name) for name in names}))

    assert visitor.get(f"/xac-minh/{'cd' * 32}").status_code == 404


def test_a_number_or_code_leads_to_its_paper(desk: Desk, visitor: Any) -> None:
    [certificate] = issued(desk)
    grouped = lookup_code.grouped(certificate.lookup_code)
    address = f"https://ocop.example.vn/c/{certificate.lookup_code}"

    for written in (certificate.number, certificate.number.lower(), grouped, grouped.lower(), address):
        answer = visitor.get("/xac-minh", query_string={"q": written})
        assert answer.headers.get("Location", "").endswith(f"/c/{certificate.lookup_code}"), written

    for written in ("1757/QĐ-UBND", "1757/qđ-ubnd", "1757/QD-UBND"):
        answer = visible(visitor.get("/xac-minh", query_string={"q": written}).text)
        assert "Quyết định số 1757/QĐ-UBND Công nhận sản phẩm năm 2020" in answer


def test_a_merit_certificate_is_known_by_its_number_and_a_person_it_honours_is_not_named(
    desk: Desk, visitor: Any
) -> None:
    officer, approver = desk.actor(desk.officer, Role.OFFICER), desk.actor(desk.approver, Role.APPROVER)
    with desk.app.app_context():
        decision = drafting.draft(actor=officer, kind=DecisionKind.AWARD, title="Tặng Bằng khen năm 2020")
        honoured = ((RecipientKind.COLLECTIVE, "Tập thể Thử"), (RecipientKind.PERSON, "Bà Thử"))
        to = [Recipient(kind=kind, name=name, address="Lai Châu", achievement="Có công") for kind, name in honoured]
        awarding.add_recipients(actor=officer, decision=decision, recipients=to)
        sign_off(officer, approver, decision, number="9/QĐ-UBND")
        certification.put_in_effect(actor=approver, decision=decision)

    group, person = (visible(visitor.get(f"/xac-minh?q=00{one}/2020/bk-ocop").text) for one in (1, 2))

    assert "Bằng khen số 001/2020/BK-OCOP Do sổ này cấp, tặng cho Tập thể Thử, theo Quyết định 9/QĐ-UBND" in group
    assert "Bằng khen số 002/2020/BK-OCOP Do sổ này cấp, theo Quyết định 9/QĐ-UBND" in person
    assert "Bà Thử" not in person


def test_one_wrong_character_never_leads_to_another_paper(desk: Desk, visitor: Any) -> None:
    [certificate] = issued(desk)
    code = certificate.lookup_code

    for place in range(lookup_code.LENGTH):
        for symbol in lookup_code.ALPHABET.replace(code[place], ""):
            wrong = code[:place] + symbol + code[place + 1 :]
            answer = visitor.get("/xac-minh", query_string={"q": wrong})
            assert answer.status_code == 200, wrong
            assert "sai, hãy kiểm tra lại" in visible(answer.text)
            assert "Chè Shan tuyết" not in answer.text


def test_what_is_not_in_the_register_is_said_not_to_be(desk: Desk, visitor: Any) -> None:
    issued(desk)

    assert "không có giấy hay quyết định nào số" in visible(visitor.get("/xac-minh?q=999/2031/GCN-XX").text)


def test_files_sent_without_end_are_asked_to_wait(visitor: Any) -> None:
    answers = [sent(visitor, b"%PDF-").status_code for _ in range(70)]

    assert set(answers) == {200, 429}


def test_verifying_leaves_no_cookie(visitor: Any) -> None:
    assert "Set-Cookie" not in visitor.get("/xac-minh").headers
    assert "Set-Cookie" not in sent(visitor, b"%PDF-").headers
