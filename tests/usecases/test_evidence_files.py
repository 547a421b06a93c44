"""Papers of a dossier: only real ones come in, and a later dossier takes over what is still good."""

import io
import os
from datetime import timedelta

import pytest
from builders.assessments import FINDINGS, TEA, a_dossier, a_forwarded_dossier, a_paper, a_round, criteria_of, signed
from builders.portal import a_member
from builders.register import a_producer, a_product
from builders.score_sheets import ticks_with_total
from flask import current_app
from PIL import Image
from pypdf import PdfReader, PdfWriter
from sqlalchemy import select

from registry import clock
from registry.jobs import orphans
from registry.models.journal import JournalEntry
from registry.queries import dossier_checks
from registry.queries import dossiers as questions
from registry.queries.kept_files import hashes_named
from registry.rules.dossier_life import DossierState, MoveNotOpen
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import concluding, dossiers, evidence_files, submission
from registry.usecases.evidence_files import BadFile

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def product(app):
    return a_product("Chè nhiều giấy")


@pytest.fixture
def dossier(officer, product):
    return dossiers.open_(actor=officer, product=product, kind=RecognitionKind.FIRST, product_set=TEA)


def kept(dossier):
    with reading() as session:
        return questions.dossier(session, dossier)


def add(actor, dossier, content, *, item="E01", filename="giấy.pdf"):
    return evidence_files.add(actor=actor, dossier=dossier, item=item, source=io.BytesIO(content), filename=filename)


def huge_blank_page():
    """Return a picture of 400 million points, each one bit, all alike: a few kilobytes."""
    target = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")
    return target.getvalue()


def a_picture(kind="PNG"):
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(target, kind)
    return target.getvalue()


def locked():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_paper())))
    writer.encrypt("mật khẩu")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def empty_pdf():
    target = io.BytesIO()
    PdfWriter().write(target)
    return target.getvalue()


def files_of(dossier):
    return [(item.code, file.filename, file.media_type) for item in kept(dossier).items for file in item.files]


@on_sqlite
def test_papers_and_pictures_come_in_as_what_they_are(officer, dossier) -> None:
    add(officer, dossier, a_paper(), filename="C:\\Hồ sơ\\Giấy đăng ký.pdf")
    add(officer, dossier, a_picture(), filename="ảnh.pdf")
    add(officer, dossier, a_picture("JPEG"), filename="../../etc/passwd")

    assert files_of(dossier) == [
        ("E01", "Giấy đăng ký.pdf", "application/pdf"),
        ("E01", "ảnh.pdf", "image/png"),
        ("E01", "passwd", "image/jpeg"),
    ]


@on_sqlite
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "trống"),
        (b"PK\x03\x04" + b"x" * 2000, "Word, Excel"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 2000, "đời cũ"),
        (b"Rar!" + b"x" * 2000, "giải nén"),
        (b"<html>", "Chỉ nhận tệp PDF"),
        (b"%PDF-1.7 not a pdf at all", "PDF bị hỏng"),
        (a_paper()[: len(a_paper()) // 3], "PDF bị hỏng|không có trang"),
        (locked(), "mật khẩu"),
        (empty_pdf(), "không có trang nào"),
        (a_picture()[:60], "Ảnh bị hỏng"),
        (b"\xff\xd8\xff" + b"\x00" * 500, "Ảnh bị hỏng"),
        (huge_blank_page(), "Ảnh quá lớn"),
    ],
)
def test_what_is_no_readable_paper_is_refused_at_the_item_and_the_rest_is_kept(officer, dossier, content, said) -> None:
    add(officer, dossier, a_paper())

    with pytest.raises(BadFile, match=said) as told:
        add(officer, dossier, content)

    assert told.value.field == "file"
    assert len(files_of(dossier)) == 1


@on_sqlite
def test_a_file_stands_in_an_item_once_and_an_item_is_one_of_the_list(officer, dossier) -> None:
    paper = a_paper()
    add(officer, dossier, paper)

    with pytest.raises(Refusal, match="đã có ở mục này"):
        add(officer, dossier, paper, filename="tên khác.pdf")
    add(officer, dossier, paper, item="E02")
    for item in ("M01", "C01", "P01", "không có"):
        with pytest.raises(NotFound):
            add(officer, dossier, a_paper(), item=item)


@on_sqlite
def test_another_producers_dossier_takes_no_file_and_gives_none(officer, dossier) -> None:
    file = add(officer, dossier, a_paper())
    stranger = a_member(officer, a_producer("Hợp tác xã Khác"))

    with pytest.raises(NotFound):
        add(stranger, dossier, a_paper("Khác"))
    with pytest.raises(NotFound):
        evidence_files.remove(actor=stranger, dossier=dossier, file=file)
    with pytest.raises(NotFound):
        evidence_files.carry_forward(actor=stranger, dossier=dossier)


def test_a_file_that_is_taken_out_is_journalled_as_taken_out(officer, dossier) -> None:
    file = add(officer, dossier, a_paper())

    evidence_files.remove(actor=officer, dossier=dossier, file=file)

    assert files_of(dossier) == []
    with reading() as session:
        last = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(1)).one()
    assert [(one["on"], one["id"], one["how"]) for one in last.changes] == [("dossier_file", file, "removed")]


@on_sqlite
def test_files_of_another_dossier_cannot_be_taken_out_through_ones_own(officer, dossier) -> None:
    file = add(officer, dossier, a_paper())
    other = dossiers.open_(actor=officer, product=a_product("Chè khác"), kind=RecognitionKind.FIRST, product_set=TEA)

    with pytest.raises(NotFound):
        evidence_files.remove(actor=officer, dossier=other, file=file)


@on_sqlite
def test_what_was_handed_in_takes_no_more_files(officer, product) -> None:
    dossier = a_forwarded_dossier(officer, product)

    for attempt in (
        lambda: add(officer, dossier, a_paper()),
        lambda: evidence_files.carry_forward(actor=officer, dossier=dossier),
    ):
        with pytest.raises(MoveNotOpen):
            attempt()


def test_a_paper_that_was_handed_in_once_stays_in_the_vault(officer, product, config) -> None:
    dossier = a_dossier(officer, product)
    file = add(officer, dossier, a_paper("Đã nộp"))
    draft_only = add(officer, dossier, a_paper("Chưa nộp"))
    evidence_files.remove(actor=officer, dossier=dossier, file=draft_only)
    submission.submit(actor=officer, dossier=dossier)
    (handed_in,) = (one["sha256"] for one in kept(dossier).submissions[0].manifest["items"][0]["files"])
    submission.return_(actor=officer, dossier=dossier, reason="Mờ", item_reasons={"E01": "Mờ"})
    evidence_files.remove(actor=officer, dossier=dossier, file=file)

    with reading() as session:
        assert hashes_named(session) >= {handed_in}
    for one in config.vault_folder.rglob("*"):
        if one.is_file():
            os.utime(one, (0, 0))
    orphans.sweep()
    assert current_app.config["VAULT"].read(handed_in).startswith(b"%PDF")
    assert sum(one.is_file() for one in config.vault_folder.rglob("*")) == 1


def decided(officer, product, papers):
    """Bring a product's first dossier to a result, with papers: item → last day."""
    dossier = a_dossier(officer, product)
    for item, last in papers.items():
        add(officer, dossier, a_paper(f"{item} lần đầu"), item=item)
        facts = dossiers.ItemFacts(expires_on=last, supports=(criteria_of(dossier).leaf_codes[0],), note="Ghi chú")
        dossiers.describe_item(actor=officer, dossier=dossier, code=item, facts=facts)
    submission.submit(actor=officer, dossier=dossier)
    submission.forward(actor=officer, dossier=dossier, findings=FINDINGS)
    _, council = a_round(officer, [dossier])
    for member in council:
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=60, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)
    return dossier


def test_an_upgrade_takes_over_what_is_good_and_asks_for_the_rest(officer, product, monkeypatch) -> None:
    today = clock.today()
    first = decided(officer, product, {"E01": None, "E02": today + timedelta(days=300), "E12": today, "E05": None})
    with transaction() as session:
        # As a decision leaves it; how it comes there is told elsewhere.
        row = questions.dossier(session, first)
        row.state = DossierState.DECIDED
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=30))
    later = dossiers.open_(actor=officer, product=product, kind=RecognitionKind.UPGRADED, product_set=TEA)

    taken = evidence_files.carry_forward(actor=officer, dossier=later)

    # E12 has expired since; E05 is written for every dossier anew.
    assert list(taken) == ["E01", "E02"]
    row = kept(later)
    assert [(item.code, item.expires_on, item.note) for item in row.items] == [
        ("E01", None, "Ghi chú"),
        ("E02", today + timedelta(days=300), "Ghi chú"),
    ]
    assert row.items[0].supports == kept(first).items[0].supports
    assert row.carried_from_id == kept(first).id
    with reading() as session:
        filed = questions.dossier(session, later)
        again = dossier_checks.carried(filed, dossier_checks.earlier_of_product(session, filed), on=clock.today()).again
    assert {"E05", "E12"} <= {one.item.code for one in again}
    assert "E01" not in {one.item.code for one in again}
    with pytest.raises(Refusal, match="Không có giấy tờ nào"):
        evidence_files.carry_forward(actor=officer, dossier=later)


@on_sqlite
def test_what_the_later_dossier_has_already_is_not_overwritten(officer, product) -> None:
    first = decided(officer, product, {"E01": None, "E03": None})
    with transaction() as session:
        questions.dossier(session, first).state = DossierState.DECIDED
    later = dossiers.open_(actor=officer, product=product, kind=RecognitionKind.UPGRADED, product_set=TEA)
    add(officer, later, a_paper("Giấy mới"), item="E01", filename="mới.pdf")

    assert list(evidence_files.carry_forward(actor=officer, dossier=later)) == ["E03"]
    assert [(code, name) for code, name, _ in files_of(later)] == [("E01", "mới.pdf"), ("E03", "giấy.pdf")]


@on_sqlite
def test_a_dossier_after_one_that_was_withdrawn_begins_where_that_one_ended(officer, product) -> None:
    first = dossiers.open_(actor=officer, product=product, kind=RecognitionKind.FIRST, product_set=TEA)
    dossiers.save_forms(actor=officer, dossier=first, version=1, forms={"plan": "Mở rộng vùng chè"})
    for code in ("E01", "E05", "E12"):
        add(officer, first, a_paper(code), item=code)
    dossiers.describe_item(
        actor=officer, dossier=first, code="E12", facts=dossiers.ItemFacts(expires_on=clock.today() - timedelta(days=1))
    )
    submission.withdraw(actor=officer, dossier=first, reason="Chủ thể xin rút")
    empty = dossiers.open_(actor=officer, product=product, kind=RecognitionKind.FIRST, product_set=TEA)
    submission.withdraw(actor=officer, dossier=empty, reason="Mở nhầm")
    later = dossiers.open_(actor=officer, product=product, kind=RecognitionKind.FIRST, product_set=TEA)

    # Nobody judged E05 yet, so it serves; E12 has expired.
    assert list(evidence_files.carry_forward(actor=officer, dossier=later)) == ["E01", "E05"]
    assert kept(later).forms == {"plan": "Mở rộng vùng chè"}


@on_sqlite
def test_papers_of_another_product_are_not_taken_over(officer, product) -> None:
    decided(officer, product, {"E01": None})
    other = dossiers.open_(actor=officer, product=a_product("Chè khác"), kind=RecognitionKind.FIRST, product_set=TEA)

    with pytest.raises(Refusal, match="Không có giấy tờ nào"):
        evidence_files.carry_forward(actor=officer, dossier=other)
