"""Files of a dossier's items: taken in only when they are what they say they are, and kept as they came."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from flask import current_app
from PIL import Image, UnidentifiedImageError

from registry import clock
from registry.models.dossier import Dossier, DossierFile, DossierItem
from registry.queries import dossier_checks, supplements
from registry.rules import dossier_forms
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.rules.evidence import Filed
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.transaction import reading
from registry.usecases.dossiers import dossier_at_hand, item_of, open_to_change
from registry.usecases.journal import Act, acting
from registry.usecases.typed import LONGEST_LINE
from registry.vault import Vault

LARGEST = 50 * 1024 * 1024
MOST_FILES = 120
"""Of one dossier; the thickest that was seen had 60."""
MOST_PIXELS = 100_000_000
"""An A3 page scanned at 600 dots per inch has 70 million."""
TOO_MANY_PIXELS = "Ảnh quá lớn (hơn 100 triệu điểm ảnh). Hãy quét lại nhẹ hơn."

_BEGINNINGS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
# Files that people take for scans, by what they begin with.
_OTHERS = {
    b"PK\x03\x04": "Tệp này là Word, Excel hoặc tệp nén. Hãy lưu thành PDF rồi chọn lại.",
    b"\xd0\xcf\x11\xe0": "Tệp này là Word hoặc Excel đời cũ. Hãy lưu thành PDF rồi chọn lại.",
    b"Rar!": "Tệp này là tệp nén. Hãy giải nén rồi chọn từng tệp PDF hoặc ảnh.",
}


class BadFile(Refusal):
    """The file is none that a dossier can hold."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a file turned out to be."""

    media_type: str
    pages: int | None


def add(*, actor: Actor, dossier: str, item: str, source: BinaryIO, filename: str) -> str:
    """Put a file into an item and return the file's public id.

    :param source: the file as it came; read in pieces.
    :raises NotFound: if there is no such dossier or item, or the actor may not know of it.
    :raises BadFile: if it is empty, too large, damaged, locked, or no PDF, JPEG or PNG.
    :raises Refusal: if the dossier cannot be changed, has this file, or has enough of them.
    """
    with reading() as session:  # before a large file is read for nothing
        open_to_change(session, actor, dossier, item=item)
    checked = check_file(source)
    vault: Vault = current_app.config["VAULT"]
    sha256, size = vault.keep_from(source)
    with acting(actor, "dossier.add_file", None) as act:
        row = open_to_change(act.session, actor, dossier, item=item)
        place = item_of(act, row, item)
        _check_room(row, place, sha256)
        new = act.add(
            DossierFile(
                item_id=place.id,
                sha256=sha256,
                filename=_name(filename),
                media_type=checked.media_type,
                size=size,
                pages=checked.pages,
                added_at=act.at,
                added_by_id=actor.account_id,
            )
        )
        act.session.flush()
        return new.public_id


def remove(*, actor: Actor, dossier: str, file: str) -> None:
    """Take a file out of a dossier that is still being written; what was submitted keeps it.

    :raises NotFound: if there is no such dossier or file, or the actor may not know of it.
    :raises Refusal: if the dossier cannot be changed.
    """
    with acting(actor, "dossier.remove_file", None) as act:
        row = dossier_at_hand(act.session, actor, dossier)
        found = {one.public_id: one for item in row.items for one in item.files}.get(file)
        if found is None:
            raise NotFound("Không tìm thấy tệp này trong hồ sơ.")
        open_to_change(act.session, actor, dossier, item=found.item.code)
        if row.state not in OPEN_TO_CHANGE and supplements.was_submitted(act.session, row.id, found.sha256):
            raise Refusal("Tệp này đã nộp; chỉ bỏ được tệp vừa thêm để bổ sung.")
        act.session.delete(found)  # said expressly: what only drops out of a list is not journalled
        act.session.flush()
        act.session.expire(found.item, ["files"])


def carry_forward(*, actor: Actor, dossier: str) -> Sequence[str]:
    """Take over what is still good of the product's earlier dossiers, and return the codes of the items taken.

    The blanks that seldom change are taken over, too, where nothing is typed yet; all of them from a dossier that was
    withdrawn, which nobody has judged.

    :raises NotFound: if there is no such dossier, or the actor may not know of it.
    :raises Refusal: if the dossier cannot be changed, or there is nothing to take over.
    """
    with acting(actor, "dossier.carry_forward", None) as act:
        row = open_to_change(act.session, actor, dossier)
        earlier = dossier_checks.earlier_of_product(act.session, row)
        good = dossier_checks.carried(row, earlier, on=clock.today()).over
        there = {item.code for item in row.items if item.files}
        taken = [filed.code for filed in good if filed.code not in there and _take(act, row, earlier, filed)]
        words = _words(earlier, row) if not row.forms else {}
        if not taken and not words:
            raise Refusal("Không có giấy tờ nào còn hiệu lực để chuyển sang hồ sơ này.")
        row.carried_from_id = earlier[0].id
        row.forms = words or row.forms
        return taken


def _words(earlier: Sequence[Dossier], row: Dossier) -> dict[str, Any]:
    """Return what the newest of the earlier dossiers says in which anything was written."""
    said = next((one for one in earlier if one.forms), None)
    if said is None:
        return {}
    return dossier_forms.carried(said.forms, kind=row.kind, whole=dossier_checks.was_called_off(said))


def check_file(source: BinaryIO) -> Checked:
    """Say what a file is, by its content.

    :raises BadFile: if it is none that a dossier can hold.
    """
    size = source.seek(0, 2)
    source.seek(0)
    beginning = source.read(1024)
    if not size:
        raise BadFile("Tệp trống. Hãy chọn lại.", field="file")
    if size > LARGEST:
        raise BadFile(f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB. Hãy chia nhỏ hoặc quét lại nhẹ hơn.", field="file")
    for start, words in _OTHERS.items():
        if beginning.startswith(start):
            raise BadFile(words, field="file")
    kind = next((kind for start, kind in _BEGINNINGS.items() if start in beginning[: len(start) + 32]), None)
    source.seek(0)
    if kind is None:
        raise BadFile("Chỉ nhận tệp PDF, ảnh JPEG hoặc PNG.", field="file")
    if kind == "application/pdf":
        return Checked(media_type=kind, pages=_pdf_pages(source))
    _check_picture(source)
    return Checked(media_type=kind, pages=None)


def _pdf_pages(source: BinaryIO) -> int:
    from pypdf import PdfReader  # long to read: the server starts without it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the log about every oddity of a scanner
    try:
        reader = PdfReader(source)
        is_encrypted, pages = reader.is_encrypted, 0 if reader.is_encrypted else len(reader.pages)
    except Exception as fault:  # what a damaged file makes the reader stumble over is of every kind
        raise BadFile("Tệp PDF bị hỏng, không mở được. Hãy quét lại rồi chọn lại.", field="file") from fault
    if is_encrypted:
        raise BadFile("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại.", field="file")
    if not pages:
        raise BadFile("Tệp PDF không có trang nào. Hãy quét lại rồi chọn lại.", field="file")
    return pages


def _check_picture(source: BinaryIO) -> None:
    try:
        with Image.open(source, formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            picture.verify()
    except Image.DecompressionBombError as fault:  # however few bytes it takes: a blank page packs well
        raise BadFile(TOO_MANY_PIXELS, field="file") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        raise BadFile("Ảnh bị hỏng, không mở được. Hãy chụp hoặc quét lại.", field="file") from fault
    if width * height > MOST_PIXELS:
        raise BadFile(TOO_MANY_PIXELS, field="file")


def _check_room(dossier: Dossier, item: DossierItem, sha256: str) -> None:
    if any(file.sha256 == sha256 for file in item.files):
        raise Refusal("Tệp này đã có ở mục này.", field="file")
    if sum(len(one.files) for one in dossier.items) >= MOST_FILES:
        raise Refusal(f"Mỗi hồ sơ có tối đa {MOST_FILES} tệp.", field="file")


def _name(typed: str) -> str:
    # A name only: some browsers send the whole path.
    name = clean(typed.replace("\\", "/").rsplit("/", 1)[-1])
    return name[:LONGEST_LINE] or "tep"


def _take(act: Act, dossier: Dossier, earlier: Sequence[Dossier], filed: Filed) -> bool:
    for one in earlier:
        for item in one.items:
            if item.code == filed.code and item.files and item.expires_on == filed.expires_on:
                new = item_of(act, dossier, item.code)
                new.issued_on, new.expires_on, new.note = item.issued_on, item.expires_on, item.note
                new.supports = list(item.supports)
                new.files.extend(_copy(act, file) for file in item.files)
                return True
    return False


def _copy(act: Act, file: DossierFile) -> DossierFile:
    """The same bytes, once more named: the vault keeps them once."""
    return DossierFile(
        sha256=file.sha256,
        filename=file.filename,
        media_type=file.media_type,
        size=file.size,
        pages=file.pages,
        added_at=act.at,
        added_by_id=act.actor.account_id,
    )
