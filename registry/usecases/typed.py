"""Single values as people type them, put in order or refused at their field."""

import re
from datetime import date
from urllib.parse import urlsplit

from registry import clock
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, clean_lines

LONGEST_LINE = 300
LONGEST_TEXT = 20_000

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def name_typed(text: str, *, field: str, missing: str) -> str:
    """Return a name as it is kept.

    :param missing: what to say when there is none.
    :raises Refusal: if it is empty, too long, or has no letter or digit.
    """
    typed = line_typed(text, field=field)
    if typed is None or not any(character.isalnum() for character in typed):
        raise Refusal(missing, field=field)
    return typed


def line_typed(text: str | None, *, field: str) -> str | None:
    """Return a line of text as it is kept; None where nothing was typed.

    :raises Refusal: if it is too long.
    """
    typed = clean(text or "")
    if len(typed) > LONGEST_LINE:
        raise Refusal(f"Dài {len(typed)} ký tự; tối đa {LONGEST_LINE}.", field=field)
    return typed or None


def text_typed(text: str | None, *, field: str) -> str | None:
    """Return a text of several lines as it is kept; None where nothing was typed.

    :raises Refusal: if it is too long.
    """
    typed = clean_lines(text or "")
    if len(typed) > LONGEST_TEXT:
        raise Refusal(f"Dài {len(typed)} ký tự; tối đa {LONGEST_TEXT}.", field=field)
    return typed or None


def line_needed(text: str | None, *, field: str, missing: str) -> str:
    """Return a line of text as it is kept.

    :param missing: what to say when there is none.
    :raises Refusal: if it is empty or too long.
    """
    typed = line_typed(text, field=field)
    if typed is None:
        raise Refusal(missing, field=field)
    return typed


def text_needed(text: str | None, *, field: str, missing: str) -> str:
    """Return a text of several lines as it is kept.

    :param missing: what to say when there is none.
    :raises Refusal: if it is empty or too long.
    """
    typed = text_typed(text, field=field)
    if typed is None:
        raise Refusal(missing, field=field)
    return typed


def address_typed(text: str | None, *, field: str) -> str | None:
    """Return a web address, with https:// before it where nothing else was typed.

    :raises Refusal: if it is none: what is published as a link must not be able to do anything else.
    """
    typed = line_typed(text, field=field)
    if typed is None:
        return None
    whole = typed if _HAS_SCHEME.match(typed) and "//" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme.lower() not in {"http", "https"} or "." not in host or " " in whole or "@" in parts.netloc:
        raise Refusal("Địa chỉ trang web phải có dạng https://ten-mien.vn.", field=field)
    return whole


def email_typed(text: str, *, field: str) -> str:
    """Return an e-mail address.

    :raises Refusal: if it is none.
    """
    typed = clean(text)
    if not _EMAIL.fullmatch(typed) or len(typed) > LONGEST_LINE:
        raise Refusal("Thư điện tử phải có dạng ten@ten-mien.vn.", field=field)
    return typed


def phone_typed(text: str, *, field: str) -> str:
    """Return a telephone number, digits only.

    :raises Refusal: if it is none.
    """
    typed = re.sub(r"[\s.()-]", "", clean(text))
    if not _PHONE.fullmatch(typed):
        raise Refusal("Số điện thoại gồm 8 đến 15 chữ số.", field=field)
    return typed


def day_typed(day: date, *, field: str, after: date | None = None, since: str = "") -> date:
    """Return the day of something that has happened.

    :param after: the day of what went before it.
    :param since: what that was, in Vietnamese.
    :raises Refusal: if it is still to come, or not after what went before.
    """
    if day > clock.today():
        raise Refusal("Ngày này không được sau ngày hôm nay.", field=field)
    if after is not None and day <= after:
        raise Refusal(f"Ngày này phải sau ngày {after:%d/%m/%Y} ({since}).", field=field)
    return day
