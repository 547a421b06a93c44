"""Files that leave the house: named so that a person finds them, and never run by a browser."""

import re
import unicodedata
from urllib.parse import quote

from flask import Response

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|]+')


def download(response: Response, *, filename: str, media_type: str) -> Response:
    """Send bytes as a file of that name, which no browser may run or guess the kind of."""
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = content_disposition("attachment", filename)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def content_disposition(kind: str, filename: str) -> str:
    """Say under which name a file is kept: "attachment" for one to keep, "inline" for one to look at."""
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", filename)).strip(" .") or "tep"
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    ascii_name = plain.encode("ascii", "ignore").decode("ascii") or "tep"
    # RFC 6266: old programs read the plain name, all others the Vietnamese one.
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
