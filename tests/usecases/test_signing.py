"""A paper that comes back signed is kept beside what was drawn, once, and whatever is not taken is named."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from builders.register import a_draft, a_line, a_product, issue
from builders.signing import PERSON, SEAL, Keys
from builders.signing_office import Office
from flask import Flask, current_app

from registry.documents import decision_pack
from registry.documents.trial_authority import AUTHORITY
from registry.models.certificate import FileRole, PaperFile
from registry.queries import decisions, issued_files, kept_papers
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import signing, signing_here
from registry.usecases.signed_batch import Batch, File
from registry.usecases.signing import NotSwitchedOn

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


@pytest.fixture
def office(app: Flask, actors: dict[str, Actor], tmp_path: Path) -> Office:
    return Office(app, actors, tmp_path / "keys")


@on_sqlite
def test_nothing_is_taken_until_somebody_is_named_who_may_sign(office: Office) -> None:
    with pytest.raises(NotSwitchedOn):
        office.take(office.signed(office.papers()[0]))


def test_papers_signed_outside_are_kept_beside_what_was_drawn(office: Office) -> None:
    office.switch_on()
    papers = office.papers()

    taken = office.take(*map(office.signed, papers))

    assert (len(taken.accepted), taken.refused) == (3, [])
    first = office.kept()[0]
    assert [(one["role"], one["name"], one["chain"]) for one in first.signers] == [
        ("person", PERSON, "trusted"),
        ("seal", SEAL, "trusted"),
    ]
    assert not first.is_trial
    assert office.papers() == papers
    with reading() as session:
        paper = session.get_one(PaperFile, first.file_id)
        assert paper.certificate_id is not None
        assert kept_papers.of_certificates(session, [paper.certificate_id])[paper.certificate_id].id == paper.id


@on_sqlite
def test_a_signed_paper_is_verified_as_signed_and_the_drawn_one_as_unsigned(office: Office) -> None:
    office.switch_on()
    [paper, *_] = office.papers()
    office.take(office.signed(paper))

    with reading() as session:
        signed = issued_files.issued_file(session, session.get_one(PaperFile, office.kept()[0].file_id).sha256)
        drawn = issued_files.issued_file(session, session.get_one(PaperFile, office.kept()[0].render_id).sha256)

    assert signed is not None
    assert signed.signature is not None
    assert drawn is not None
    assert drawn.has_signed_form


@on_sqlite
def test_the_same_file_again_is_known_and_another_is_never_put_in_its_place(office: Office) -> None:
    office.switch_on()
    [paper, *_] = office.papers()
    first = office.signed(paper)
    office.take(first)

    again, other = office.take(first), office.take(office.signed(paper))

    assert again.known == ["giay-0.pdf"]
    assert "không bị thay" in other.refused[0].why
    assert len(office.kept()) == 1


@on_sqlite
def test_good_files_are_taken_and_bad_ones_named(office: Office) -> None:
    office.switch_on()
    one, two, three = office.papers()

    taken = office.take(office.signed(one), two, office.person.sign(three), b"%PDF-1.4 khac")

    assert len(taken.accepted) == 1
    assert [refused.name for refused in taken.refused] == ["giay-1.pdf", "giay-2.pdf", "giay-3.pdf"]
    assert ["chưa ký" in taken.refused[0].why, "Thiếu chữ ký số của cơ quan" in taken.refused[1].why,
            "Không bắt đầu bằng giấy nào" in taken.refused[2].why] == [True] * 3  # fmt: skip


@on_sqlite
def test_whoever_is_not_named_may_not_sign(office: Office) -> None:
    office.switch_on()

    assert "“Lò Thị Lạ” không có trong danh sách" in office.why(office.keys.pen("Lò Thị Lạ").sign(office.papers()[0]))


@on_sqlite
def test_two_files_of_one_paper_in_one_go_are_not_both_kept(office: Office) -> None:
    office.switch_on()
    [paper, *_] = office.papers()

    taken = office.take(office.signed(paper), office.signed(paper))

    assert len(taken.accepted) == len(taken.refused) == len(office.kept()) == 1


@on_sqlite
def test_a_draft_has_nothing_to_sign(office: Office) -> None:
    office.switch_on()
    draft = a_draft(office.officer, [])

    with pytest.raises(Refusal, match="chưa có hiệu lực"):
        signing.take_back(actor=office.officer, decision=draft, files=[])


@on_sqlite
def test_only_who_enters_signatures_may_take_them(office: Office) -> None:
    office.switch_on()

    with pytest.raises(NotAllowed):
        signing.take_back(actor=office.actors["auditor"], decision=office.decision, files=[])


@on_sqlite
def test_keys_at_hand_sign_every_paper_that_waits(office: Office) -> None:
    office.switch_on()
    office.take(office.signed(office.papers()[0]))

    taken = signing_here.sign_here(actor=office.officer, decision=office.decision, pens=[office.person, office.seal])

    assert len(taken.accepted) == 2
    assert taken.refused == []


def test_papers_that_are_good_no_more_are_signed_only_if_asked_and_taken_back_all_the_same(office: Office) -> None:
    office.switch_on()
    old = issue(office.officer, office.actors["approver"], [a_line(a_product("Chè cũ"))], number="9/QĐ-UBND")
    pens = [office.person, office.seal]

    assert packed(old) == []
    left = signing_here.sign_here(actor=office.officer, decision=old, pens=pens)
    wanted = signing_here.sign_here(actor=office.officer, decision=old, pens=pens, even_fallen=True)

    assert ([len(one.accepted) for one in (left, wanted)], wanted.refused) == ([0, 1], [])
    assert len(packed(office.decision)) == 3


def packed(decision: str) -> list[str]:
    """Return what is packed to be signed outside."""
    target = io.BytesIO()
    with reading() as session:
        detail = decisions.decision(session, decision)
        assert detail is not None
        decision_pack.zip_to_sign(session, detail, vault=current_app.config["VAULT"], target=target)
    with zipfile.ZipFile(target) as archive:
        return archive.namelist()


@on_sqlite
def test_what_our_own_authority_vouches_for_is_a_trial(office: Office, tmp_path: Path) -> None:
    pen = Keys(tmp_path / "trial", authority=AUTHORITY).pen(PERSON)
    office.switch_on(signing_roots="", signing_seals="")

    signing_here.sign_here(actor=office.officer, decision=office.decision, pens=[pen])

    assert [one.is_trial for one in office.kept()] == [True] * 3


@on_sqlite
def test_a_zip_gives_its_papers_one_by_one_and_a_damaged_one_is_refused(office: Office, tmp_path: Path) -> None:
    whole, cut, single = tmp_path / "dot.zip", tmp_path / "cut.zip", tmp_path / "mot.pdf"
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in (("../a/giấy.pdf", b"%PDF-1"), ("ghi chú.txt", b"x"), ("b.PDF", b"%PDF-2"),
                              ("__MACOSX/._b.PDF", b"x")):  # fmt: skip
            archive.writestr(name, content)
    cut.write_bytes(whole.read_bytes()[:60])
    single.write_bytes(b"%PDF-3")

    batch = Batch([("dot.zip", whole), ("mot.pdf", single)])

    assert len(batch) == 4
    assert [(one.name, one.read()) for one in batch] == [
        ("giấy.pdf", b"%PDF-1"), ("ghi chú.txt", b"x"), ("b.PDF", b"%PDF-2"), ("mot.pdf", b"%PDF-3")]  # fmt: skip
    with pytest.raises(Refusal, match="hỏng"):
        Batch([("cut.zip", cut)])


@on_sqlite
def test_what_is_no_paper_of_the_decision_is_named_with_what_it_is(office: Office, tmp_path: Path) -> None:
    office.switch_on()
    other = issue(office.officer, office.actors["approver"], [a_line(a_product("Chè cũ"))], number="9/QĐ-UBND")
    paper = office.signed(office.papers()[-1])
    inner, outer = tmp_path / "trong.zip", tmp_path / "ngoai.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("giay.pdf", paper)
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("khac.pdf", paper)
        archive.writestr("ghi chú.txt", b"x")
        archive.write(inner, "trong.zip")
        archive.writestr("chưa ký.pdf", office.papers()[-1])

    taken = signing.take_back(actor=office.officer, decision=office.decision, files=Batch([("ngoai.zip", outer)]))

    assert (taken.accepted, packed(other)) == ([], [])
    assert {one.name: one.why.split(";")[0] for one in taken.refused} == {
        "khac.pdf": "Giấy số 001/2020/GCN-OCOP thuộc quyết định 9/QĐ-UBND",
        "chưa ký.pdf": "Giấy số 001/2020/GCN-OCOP thuộc quyết định 9/QĐ-UBND",
        "ghi chú.txt": "Không phải tệp PDF.",
        "trong.zip": "Tệp nén nằm trong tệp nén",
    }


@on_sqlite
def test_one_damaged_paper_in_a_zip_is_named_and_the_others_are_taken(office: Office, tmp_path: Path) -> None:
    office.switch_on()
    sent = tmp_path / "dot.zip"
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, paper in enumerate(office.papers()[:2]):
            archive.writestr(f"{place}.pdf", office.signed(paper))
    content = bytearray(sent.read_bytes())
    content[3_000] ^= 255
    sent.write_bytes(content)

    taken = signing.take_back(actor=office.officer, decision=office.decision, files=Batch([("dot.zip", sent)]))

    assert [one.name for one in taken.accepted] == ["1.pdf"]
    assert [(one.name, "hỏng" in one.why) for one in taken.refused] == [("0.pdf", True)]


@on_sqlite
def test_of_many_papers_no_more_than_a_few_are_in_memory(office: Office) -> None:
    office.switch_on()
    office.take(b"%PDF-")  # what is loaded once is loaded
    size, count = 2 * 1024 * 1024, 40
    files = (File(name=f"{place}.pdf", read=lambda: bytes(size)) for place in range(count))

    tracemalloc.start()
    taken = signing.take_back(actor=office.officer, decision=office.decision, files=files)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(taken.refused) == count
    assert most < 5 * size


@on_sqlite
def test_an_annex_is_signed_where_the_department_wants_it_and_by_the_body_alone(office: Office) -> None:
    office.switch_on()
    annex = office.papers(FileRole.ANNEX)[0]
    signed = office.seal.sign(annex)
    assert "Không bắt đầu bằng giấy nào" in office.why(signed)
    office.switch_on(signing_annexes=True)

    taken = office.take(signed, office.seal.sign(office.papers()[0]))

    assert len(taken.accepted) == 1
    assert "Thiếu chữ ký của người có thẩm quyền" in taken.refused[0].why
    [kept] = office.kept()
    with reading() as session:
        file = session.get_one(PaperFile, kept.file_id)
        assert file.decision_id is not None
        found = issued_files.issued_file(session, file.sha256)
        drawn = issued_files.issued_file(session, session.get_one(PaperFile, kept.render_id).sha256)
    assert found is not None
    assert found.signature is not None
    assert drawn is not None
    assert drawn.has_signed_form


@on_sqlite
def test_papers_written_down_before_the_rest_fails_stay(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.switch_on()
    monkeypatch.setattr(signing, "AT_ONCE", 1)
    one, two, _ = map(office.signed, office.papers())

    def lost() -> bytes:
        raise OSError

    with pytest.raises(OSError):
        signing.take_back(
            actor=office.officer, decision=office.decision,
            files=[File.of_bytes("1.pdf", one), File(name="2.pdf", read=lost), File.of_bytes("3.pdf", two)],
        )  # fmt: skip

    assert len(office.kept()) == 1
    again = office.take(one, two)
    assert ([len(again.accepted), again.known]) == [1, ["giay-0.pdf"]]
