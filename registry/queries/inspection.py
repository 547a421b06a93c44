"""What an inspection of the register finds: whatever is not as the register itself says it is."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from registry.models.certificate import PaperFile
from registry.models.dossier import DossierFile
from registry.queries import (
    assessment_inspection,
    chain_inspection,
    name_inspection,
    row_inspection,
    search_inspection,
    series_inspection,
    standing_inspection,
    version_inspection,
)
from registry.queries.chain_inspection import Head
from registry.queries.kept_files import files_named
from registry.vault import MissingFile, Vault

TABLE_WORDS = {
    "paper_file": "giấy, bản quét hoặc phụ lục",
    "dossier_file": "giấy tờ của hồ sơ",
    "dossier_submission": "giấy tờ của hồ sơ đã nộp",
    "photo": "ảnh sản phẩm",
    "proposal": "ảnh chủ thể đề nghị",
    "list_import": "danh sách đã nhập",
    "signed_annex": "phụ lục đã ký",
    "setting": "hình, mẫu dùng cho giấy tờ",
}


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """Everything an inspection found."""

    defects: tuple[str, ...]
    """Each in one Vietnamese sentence that names what it is about."""
    head: Head
    """The last entry of the journal: kept elsewhere, it proves later that nothing was cut off."""
    files: int
    """Files that rows name."""
    orphans: int
    """Files that no row names: harmless, swept after a day."""


def inspect(session: Session, vault: Vault, *, journal_key: bytes, known_heads: Collection[Head] = ()) -> Inspection:
    """Inspect the whole register.

    :param known_heads: entries of the journal known from elsewhere, such as a backup, that must still be there.
    """
    named = sorted(files_named(session), key=lambda one: (one[1], one[0]))
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "cơ sở dữ liệu": lambda: _database(session),
        "nhật ký": lambda: chain_inspection.defects(session, known_heads=known_heads),
        "giá trị trong nhật ký": lambda: version_inspection.defects(session, key=journal_key),
        "các dòng đã cấp": lambda: row_inspection.defects(session, key=journal_key),
        "tên chủ thể, sản phẩm": lambda: name_inspection.defects(session, key=journal_key),
        "hồ sơ và phiếu chấm": lambda: assessment_inspection.defects(session),
        "kho tệp": lambda: _files(session, vault, named),
        "dãy số": lambda: series_inspection.defects(session),
        "hiệu lực": lambda: standing_inspection.defects(session),
        "tra cứu": lambda: search_inspection.defects(session),
    }
    hashes = {name for _, name in named}
    return Inspection(
        defects=tuple(defect for what, part in parts.items() for defect in _readable(what, part)),
        head=chain_inspection.head(session),
        files=len(hashes),
        orphans=sum(name not in hashes for name in vault.names()),
    )


def _readable(what: str, part: Callable[[], Iterator[str]]) -> Iterator[str]:
    """Look over one part; what was damaged so that it cannot be read is a defect, and ends this part alone."""
    try:
        yield from part()
    except (ValueError, LookupError, TypeError) as fault:
        yield f"Không đọc được hết {what}: có giá trị không hợp lệ ({fault})."


def _database(session: Session) -> Iterator[str]:
    """Let SQLite look for damage of its own; PostgreSQL guards its files itself."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for row in session.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield f"Cơ sở dữ liệu hỏng: {row[0]}."
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield f"Bảng {row[0]}, dòng {row[1]} trỏ tới một dòng không có trong bảng {row[2]}."


def _files(session: Session, vault: Vault, named: list[tuple[str, str]]) -> Iterator[str]:
    sizes = {
        row.sha256: row.size
        for model in (PaperFile, DossierFile)
        for row in session.execute(select(model.sha256, model.size))
    }
    seen = ""
    for table, name in named:
        if name == seen:
            continue
        seen = name
        what = TABLE_WORDS.get(table, table)
        try:
            content = vault.read(name)
        except MissingFile:
            present = name in vault
            yield f"Tệp {name} ({what}) {'không còn nguyên vẹn' if present else 'không có trong kho'}."
            continue
        if name in sizes and sizes[name] != len(content):
            yield f"Tệp {name} ({what}) dài {len(content)} byte, sổ ghi {sizes[name]} byte."
