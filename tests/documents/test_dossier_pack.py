"""A whole dossier in one zip, written piece by piece."""

import hashlib
import io
import random
import zipfile

import pytest
from builders.assessments import a_dossier, a_paper
from builders.people import a_person

from registry.documents import dossier_pack
from registry.models.dossier import Dossier
from registry.queries import dossiers as questions
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import evidence_files
from registry.vault import MissingFile, Vault

MEGABYTE = 1024 * 1024


def padded(size: int) -> bytes:
    """Return a PDF of about a size."""
    return a_paper().replace(b"%PDF-1.3", b"%PDF-1.3\n%" + random.Random(1).randbytes(size).hex().encode(), 1)


@pytest.fixture
def dossier(app) -> str:
    return a_dossier(a_person(Role.OFFICER))


def add(dossier: str, item: str, content: bytes, name: str) -> None:
    """Put a file into an item."""
    evidence_files.add(
        actor=a_person(Role.OFFICER), dossier=dossier, item=item, source=io.BytesIO(content), filename=name
    )


def kept(dossier: str) -> Dossier:
    """Return a dossier with its files."""
    with reading() as session:
        row = questions.dossier(session, dossier)
        assert row is not None
        return row


def pack_of(dossier: str, vault: Vault) -> dossier_pack.Pack:
    with reading() as session:
        row = questions.dossier(session, dossier)
        assert row is not None
        return dossier_pack.pack_of(session, row, vault=vault)


def test_every_file_comes_as_it_was_under_a_name_that_every_system_takes(app, dossier) -> None:
    names = ["con.pdf", "a/b\\c.pdf", "Giấy: số 1?.PDF", "Giấy.pdf", "giấy.pdf", "không đuôi", "đ" * 250 + ".pdf"]
    for place, name in enumerate(names):
        add(dossier, "E01", a_paper(str(place)), name)

    content = b"".join(pack_of(dossier, app.config["VAULT"]).pieces())

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        inside = archive.namelist()
        hashes = {hashlib.sha256(archive.read(name)).hexdigest() for name in inside[3:]}
        contents = archive.read(inside[0]).decode()
    assert inside[:3] == ["00 Mục lục.html", "01 Mẫu số 01.pdf", "02 Mẫu số 02.pdf"]
    assert len({name.casefold() for name in inside}) == len(inside)
    assert not any(set(name) & set('<>:"\\|?*') for name in inside)
    assert all(len(name) < 190 for name in inside)
    expected = {file.sha256 for item in kept(dossier).items for file in item.files}
    assert hashes == expected
    assert all(digest in contents for digest in expected)


def test_a_large_file_is_handed_on_in_small_pieces(app, dossier) -> None:
    add(dossier, "E02", padded(2 * MEGABYTE), "lớn.pdf")

    sizes = [len(piece) for piece in pack_of(dossier, app.config["VAULT"]).pieces()]

    assert sum(sizes) > 4 * MEGABYTE
    assert max(sizes) < MEGABYTE


def test_a_file_that_the_vault_has_lost_is_told_before_anything_is_sent(app, dossier) -> None:
    add(dossier, "E01", a_paper(), "Giấy.pdf")
    vault: Vault = app.config["VAULT"]
    (lost,) = (file.sha256 for item in kept(dossier).items for file in item.files)
    path = vault.path(lost)
    path.chmod(0o600)
    path.unlink()

    with pytest.raises(MissingFile):
        pack_of(dossier, vault)
