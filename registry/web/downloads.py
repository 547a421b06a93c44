"""Files that leave the house: never shown in place, named so that a person finds them."""

import re
import unicodedata
from urllib.parse import quote

from flask import Response

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|]+')


def download(response: Response, *, filename: str, media_type: str) -> Response:
    """Send bytes as a file of that name, which no browser may run or guess the kind of."""
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", filename)).strip(" .") or "tep"
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    ascii_name = plain.encode("ascii", "ignore").decode("ascii") or "tep"
    response.headers["Content-Type"] = media_type
    # RFC 6266: old programs read the plain name, all others the Vietnamese one.
    response.headers["Content-Disposition"] = f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
