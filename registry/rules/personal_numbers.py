"""Numbers of persons in texts that everybody will read: identity numbers and mobile telephones, typed by mistake.

Identity numbers have twelve digits: province 001-096, century and sex, two of the year of birth, six at random (Điều 13
Nghị định 137/2015/NĐ-CP). Both kinds are personal data (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15). What looks like one
may be something else: whoever writes is asked, never refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LAST_PROVINCE = 96
"""Identity numbers begin with one of the province codes 001-096."""

_BETWEEN = "[ .-]?"
_IDENTITY = re.compile(
    rf"(?<![0-9])(0[0-9]{{2}})([0-3])[0-9]{{2}}[0-9]{{6}}(?![0-9])"
    rf"|(?<![0-9])(0[0-9]{{2}}){_BETWEEN}([0-3])[0-9]{{2}}{_BETWEEN}[0-9]{{3}}{_BETWEEN}[0-9]{{3}}(?![0-9])"
    rf"|(?<![0-9])(0[0-9]{{2}})([0-3]){_BETWEEN}[0-9]{{4}}{_BETWEEN}[0-9]{{4}}(?![0-9])"
)
_MOBILE = re.compile(rf"(?<![0-9])(?:\+?84{_BETWEEN}|0)[35789](?:{_BETWEEN}[0-9]){{8}}(?![0-9])")


class NumberKind(StrEnum):
    """Whose number it looks like."""

    IDENTITY = "identity"
    MOBILE = "mobile"


@dataclass(frozen=True, kw_only=True)
class PersonalNumber:
    """Something in a text that looks like the number of a person."""

    kind: NumberKind
    text: str
    """As it was written."""

    @property
    def digits(self) -> str:
        """The number without what stands between, a mobile one as it is dialled at home."""
        digits = re.sub("[^0-9]", "", self.text)
        return f"0{digits[2:]}" if self.kind is NumberKind.MOBILE and digits.startswith("84") else digits


def personal_numbers(text: str, *, published: Iterable[str] = ()) -> list[PersonalNumber]:
    """Return what in a text looks like a person's number, in the order of the text.

    :param published: telephone numbers that are published on purpose, however written.
    """
    identities = [match for match in _IDENTITY.finditer(text) if _of_a_province(match)]
    taken = [match.span() for match in identities]
    found = [(match.start(), PersonalNumber(kind=NumberKind.IDENTITY, text=match[0])) for match in identities]
    meant = {PersonalNumber(kind=NumberKind.MOBILE, text=one).digits for one in published}
    for match in _MOBILE.finditer(text):
        one = PersonalNumber(kind=NumberKind.MOBILE, text=match[0])
        if one.digits not in meant and not any(start < match.end() and match.start() < end for start, end in taken):
            found.append((match.start(), one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _of_a_province(match: re.Match[str]) -> bool:
    province = next(group for group in match.groups()[::2] if group)
    return 1 <= int(province) <= LAST_PROVINCE
