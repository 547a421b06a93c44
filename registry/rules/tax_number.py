"""Tax and business registration numbers, with the check digit where one exists."""

import re
from dataclasses import dataclass
from enum import StrEnum

from registry.rules.personal_numbers import LAST_PROVINCE
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean


class TaxNumberKind(StrEnum):
    """What sort of number identifies a unit."""

    TAX = "tax"
    """Ten digits, the last a check digit."""

    BRANCH = "branch"
    """A tax number and three digits for a dependent unit."""

    PERSONAL = "personal"
    """The twelve-digit identity number of a person, which is also the tax number of a household."""

    REGISTRATION = "registration"
    """A business registration of another form, as households and cooperatives hold: no check digit exists."""


@dataclass(frozen=True, kw_only=True)
class TaxNumber:
    """A number put in order."""

    text: str
    kind: TaxNumberKind

    @property
    def is_personal(self) -> bool:
        """Say whether it is personal data, never to be shown in public.

        Besides identity numbers these are the ten-digit numbers beginning with 8, which are given to persons.
        """
        return self.kind is TaxNumberKind.PERSONAL or (
            self.kind in {TaxNumberKind.TAX, TaxNumberKind.BRANCH} and self.text.startswith("8")
        )


_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_BRANCH = re.compile(r"([0-9]{10})[- ]?([0-9]{3})")
_REGISTRATION = re.compile(r"[0-9A-Z](?:[0-9A-Z./-]{3,18})[0-9A-Z]")


def tax_check_digit(first_nine: str) -> int | None:
    """Work out the tenth digit of a tax number; None where no number with these nine digits exists."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_nine, strict=True))
    digit = 10 - total % 11
    return digit if digit <= 9 else None


def parse_tax_number(text: str, *, field: str = "tax_number") -> TaxNumber:
    """Put a tax or business registration number in order.

    :raises Refusal: when its check digit is wrong or its form is none of those known.
    """
    typed = clean(text).upper()
    digits = re.sub(r"[\s.]", "", typed)
    if re.fullmatch(r"[0-9]{10}", digits):
        _check_tax(digits, field)
        return TaxNumber(text=digits, kind=TaxNumberKind.TAX)
    branch = _BRANCH.fullmatch(digits)
    if branch is not None:
        return _branch(head=branch[1], tail=branch[2], field=field)
    if _is_identity_number(digits):
        return TaxNumber(text=digits, kind=TaxNumberKind.PERSONAL)
    if _REGISTRATION.fullmatch(typed.replace(" ", "")) and any(map(str.isdigit, typed)):
        return TaxNumber(text=typed.replace(" ", ""), kind=TaxNumberKind.REGISTRATION)
    raise Refusal(
        "Mã số thuế gồm 10 chữ số, hoặc 10 chữ số và 3 chữ số đơn vị phụ thuộc (0100109106-001), "
        "hoặc 12 chữ số định danh cá nhân.",
        field=field,
    )


def _check_tax(digits: str, field: str) -> None:
    if tax_check_digit(digits[:9]) != int(digits[9]):
        raise Refusal(f"Mã số thuế {digits} sai chữ số kiểm tra; hãy xem lại từng chữ số.", field=field)


def _branch(*, head: str, tail: str, field: str) -> TaxNumber:
    _check_tax(head, field)
    if tail == "000":
        raise Refusal("Ba chữ số của đơn vị phụ thuộc phải từ 001 đến 999.", field=field)
    return TaxNumber(text=f"{head}-{tail}", kind=TaxNumberKind.BRANCH)


def _is_identity_number(digits: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{12}", digits)) and 1 <= int(digits[:3]) <= LAST_PROVINCE
