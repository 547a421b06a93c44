"""What is sent back from signing: papers one by one, or a zip of them."""

import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from registry.rules.refusal import Refusal

MOST_FILES = 2_000
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_BATCH = 256 * 1024 * 1024
_ZIP = b"PK\x03\x04"

File = tuple[str, bytes]
"""Name, and content."""


def files_in(name: str, content: bytes) -> list[File]:
    """Return the files of a zip, or a file that is none by itself.

    :raises Refusal: if the zip is damaged, locked, or holds more than a batch of papers can.
    """
    if not content.startswith(_ZIP):
        return [(name, content)]
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _members(archive, name)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as fault:
        raise Refusal(f"Không mở được {name}: tệp nén hỏng hoặc có mật khẩu.", field="files") from fault


def _members(archive: zipfile.ZipFile, name: str) -> list[File]:
    members = [one for one in archive.infolist() if not one.is_dir() and one.filename.lower().endswith(".pdf")]
    if len(members) > MOST_FILES or sum(one.file_size for one in members) > LARGEST_BATCH:
        raise Refusal(f"{name} có quá nhiều tệp hoặc quá lớn; hãy chia thành nhiều tệp nén.", field="files")
    return [(PurePosixPath(one.filename).name, _inflated(archive, one)) for one in members]


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refusal(f"{member.filename} lớn hơn 20 MB.", field="files")
    return content
