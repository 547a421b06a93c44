"""The pack of an event: kept papers, lists, annexes, files for the printer, and one zip of them all."""

import unicodedata
import zipfile
from io import BytesIO

import pypdfium2
import pytest
from builders.conference import HELD, Conference, revoked
from flask import Flask
from sqlalchemy import select

from registry.documents import award_pack, decision_pack, fallen_list
from registry.models.certificate import FileRole, PaperFile
from registry.queries import awards, decisions, kept_papers
from registry.queries.settings import Prize
from registry.rules.permissions import Actor
from registry.transaction import reading, transaction
from registry.usecases import award_events, settings
from registry.vault import MissingFile, Vault


@pytest.fixture
def vault(app: Flask) -> Vault:
    found: Vault = app.config["VAULT"]
    return found


def pack_of(event: str, vault: Vault) -> dict[str, bytes]:
    with reading() as session:
        detail = awards.event(session, event)
        assert detail is not None
        files = list(award_pack.award_pack(session, detail, vault=vault))
    assert len(dict(files)) == len(files)
    return dict(files)


def text_of(pdf: bytes) -> list[str]:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return [unicodedata.normalize("NFC", " ".join(page.split())) for page in pages]


def test_the_pack_holds_everything_for_the_day_in_folders(held: Conference, vault: Vault) -> None:
    assert list(pack_of(held.event, vault)) == [
        "1 Giấy chứng nhận/001-2020-GCN-OCOP - Hợp tác xã Ánh Dương - Chè Ánh Dương.pdf",
        "1 Giấy chứng nhận/005-2020-GCN-OCOP - Hợp tác xã Ánh Dương - Thịt sấy Ánh Dương.pdf",
        "1 Giấy chứng nhận/004-2020-GCN-OCOP - Hợp tác xã Chân Mây - Miến dong Chân Mây.pdf",
        "1 Giấy chứng nhận/002-2020-GCN-OCOP - Hợp tác xã Bình Minh - Gạo Bình Minh.pdf",
        "1 Giấy chứng nhận/003-2020-GCN-OCOP - Hợp tác xã Bình Minh - Mật ong Bình Minh.pdf",
        "2 Bằng khen/001-2020-BK-OCOP - Hợp tác xã Ánh Dương.pdf",
        "2 Bằng khen/002-2020-BK-OCOP - Hợp tác xã Bình Minh.pdf",
        "2 Bằng khen/003-2020-BK-OCOP - Ông Lò Văn Thử.pdf",
        "3 Danh sách/Danh sách trao theo chủ thể.pdf",
        "3 Danh sách/Danh sách trao theo xã, phường.pdf",
        "3 Danh sách/Danh sách trao theo hạng sao.pdf",
        "3 Danh sách/Danh sách chi tiền thưởng - chưa lập.txt",
        "4 Phụ lục quyết định/Phụ lục Quyết định - 1757-QĐ-UBND ngày 11-12-2020.pdf",
        "4 Phụ lục quyết định/Phụ lục Quyết định - 1758-QĐ-UBND ngày 11-12-2020.pdf",
        "4 Phụ lục quyết định/Phụ lục Quyết định - 1801-QĐ-UBND ngày 11-12-2020.pdf",
        "5 Bản in gộp/Giấy chứng nhận theo thứ tự gọi tên.pdf",
        "5 Bản in gộp/Bằng khen theo thứ tự gọi tên.pdf",
        "Bộ hồ sơ trao thưởng - Hội nghị tổng kết Chương trình OCOP năm 2020.zip",
    ]


def test_certificates_are_the_kept_bytes(held: Conference, vault: Vault) -> None:
    pack = pack_of(held.event, vault)

    with reading() as session:
        kept = session.scalars(select(PaperFile).where(PaperFile.role == FileRole.RENDER)).all()
    folders = (award_pack.STAR_CERTIFICATES, award_pack.MERIT_CERTIFICATES)
    papers = {content for path, content in pack.items() if path.startswith(folders)}
    assert papers == {vault.read(file.sha256) for file in kept}
    assert len(papers) == 8


def test_a_paper_signed_later_stands_in_for_the_one_that_was_drawn(held: Conference, vault: Vault) -> None:
    with transaction() as session:
        drawn = session.scalars(
            select(PaperFile).where(PaperFile.role == FileRole.RENDER, PaperFile.certificate_id.is_not(None)).limit(1)
        ).one()
        signed = vault.keep(vault.read(drawn.sha256) + b"\n% signed")
        session.add(
            PaperFile(
                certificate_id=drawn.certificate_id,
                role=FileRole.SIGNED,
                sha256=signed,
                size=1,
                media_type="application/pdf",
                filename=drawn.filename,
                kept_at=drawn.kept_at,
            )
        )

    assert drawn.certificate_id is not None
    with reading() as session:
        assert kept_papers.of_certificates(session, [drawn.certificate_id])[drawn.certificate_id].sha256 == signed
    assert vault.read(signed) in pack_of(held.event, vault).values()
    assert vault.read(drawn.sha256) not in pack_of(held.event, vault).values()


def test_the_files_for_the_printer_hold_every_paper_in_calling_order(held: Conference, vault: Vault) -> None:
    pack = pack_of(held.event, vault)

    pages = text_of(pack["5 Bản in gộp/Giấy chứng nhận theo thứ tự gọi tên.pdf"])
    numbers = ["001/2020", "005/2020", "004/2020", "002/2020", "003/2020"]
    assert [number in page for number, page in zip(numbers, pages, strict=True)] == [True] * 5
    assert len(text_of(pack["5 Bản in gộp/Bằng khen theo thứ tự gọi tên.pdf"])) == 3


def test_fonts_are_held_once_in_the_file_for_the_printer(held: Conference, vault: Vault) -> None:
    pack = pack_of(held.event, vault)

    single = sum(len(content) for path, content in pack.items() if path.startswith(award_pack.STAR_CERTIFICATES))
    assert len(pack["5 Bản in gộp/Giấy chứng nhận theo thứ tự gọi tên.pdf"]) < single / 2


def test_the_zip_holds_every_other_file(held: Conference, vault: Vault) -> None:
    pack = pack_of(held.event, vault)
    *others, zip_path = pack

    with zipfile.ZipFile(BytesIO(pack[zip_path])) as archive:
        assert archive.namelist() == others
        assert {name: archive.read(name) for name in others} == {name: pack[name] for name in others}


def test_the_same_event_gives_the_same_pack(held: Conference, vault: Vault) -> None:
    assert pack_of(held.event, vault) == pack_of(held.event, vault)


def test_the_prize_list_joins_the_pack_once_amounts_are_set(
    held: Conference, vault: Vault, actors: dict[str, Actor]
) -> None:
    missing = pack_of(held.event, vault)["3 Danh sách/Danh sách chi tiền thưởng - chưa lập.txt"].decode()
    assert "Chưa có mức thưởng cho 3 sao năm 2020, 4 sao năm 2020" in missing

    prizes = [
        Prize(year=2020, stars=stars, amount=stars * 10_000_000, resolution="Nghị quyết số 7") for stars in (3, 4)
    ]
    settings.change(actor=actors["administrator"], values={"prizes": prizes})

    pages = text_of(pack_of(held.event, vault)["3 Danh sách/Danh sách chi tiền thưởng.pdf"])
    assert "170.000.000" in " ".join(pages)


def test_the_annex_kept_with_the_decision_is_the_one_that_is_packed(held: Conference, vault: Vault) -> None:
    kept = vault.keep(b"%PDF-1.4 the annex that was kept")
    with transaction() as session:
        detail = awards.event(session, held.event)
        assert detail is not None
        session.add(
            PaperFile(
                decision_id=detail.decisions[0].id,
                role=FileRole.ANNEX,
                sha256=kept,
                size=1,
                media_type="application/pdf",
                filename="Phụ lục.pdf",
                kept_at=detail.decisions[0].in_effect_at,
            )
        )

    pack = pack_of(held.event, vault)

    path = "4 Phụ lục quyết định/Phụ lục Quyết định - 1757-QĐ-UBND ngày 11-12-2020.pdf"
    assert pack[path] == b"%PDF-1.4 the annex that was kept"


def test_a_lost_paper_is_a_fault_and_never_drawn_again(held: Conference, vault: Vault) -> None:
    with reading() as session:
        lost = session.scalars(select(PaperFile.sha256).where(PaperFile.role == FileRole.RENDER).limit(1)).one()
    (vault.folder / lost[:2] / lost).unlink()

    with pytest.raises(MissingFile):
        pack_of(held.event, vault)


def test_the_pack_of_an_empty_event_is_an_empty_zip(actors: dict[str, Actor], vault: Vault) -> None:
    event = award_events.create(actor=actors["officer"], name="Lễ", place="Nhà A", held_on=HELD)

    ((path, content),) = pack_of(event, vault).items()

    assert path == "Bộ hồ sơ trao thưởng - Lễ.zip"
    assert zipfile.ZipFile(BytesIO(content)).namelist() == []


def test_a_paper_that_fell_is_set_apart_listed_and_in_no_print_file(held: Conference, vault: Vault) -> None:
    revoked(held, "Gạo Bình Minh")
    pack = pack_of(held.event, vault)

    apart = "002-2020-GCN-OCOP - Hợp tác xã Bình Minh - Gạo Bình Minh.pdf"
    assert f"{fallen_list.FOLDER}/{apart}" in pack
    assert f"{award_pack.STAR_CERTIFICATES}/{apart}" not in pack
    listed = pack[f"{fallen_list.FOLDER}/Giấy không còn giá trị.txt"].decode("utf-8-sig")
    assert "002/2020/GCN-OCOP (Gạo Bình Minh): đã bị thu hồi." in listed
    printed = " ".join(text_of(pack[f"{award_pack.PRINT_FILES}/Giấy chứng nhận theo thứ tự gọi tên.pdf"]))
    assert ("Chè Ánh Dương" in printed, "Gạo Bình Minh" in printed) == (True, False)


def test_the_pack_of_a_decision_sets_them_apart_too(held: Conference, vault: Vault) -> None:
    def names() -> list[str]:
        with reading() as session:
            detail = decisions.decision(session, held.recognised[0])
            assert detail is not None
            _, content = decision_pack.zip_of(session, detail, vault=vault)
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.namelist()

    whole = names()
    assert not any(name.startswith(fallen_list.FOLDER) for name in whole)
    revoked(held, "Gạo Bình Minh")
    apart = [name for name in names() if name.startswith(fallen_list.FOLDER)]
    assert [name.rpartition("/")[2] for name in apart] == [
        "Giấy không còn giá trị.txt",
        "002-2020-GCN-OCOP - Hợp tác xã Bình Minh - Gạo Bình Minh.pdf",
    ]
    assert len(names()) == len(whole) + 1
