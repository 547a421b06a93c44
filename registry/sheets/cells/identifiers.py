"""Numbers that name units, products and goods; a spreadsheet that took them for amounts lost their zeros."""

import re

from registry.rules.gtin import parse_gtin
from registry.rules.product_code import format_product_code, parse_product_code
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, fold
from registry.rules.tax_number import parse_tax_number
from registry.sheets.cells.readings import Reading
from registry.sheets.cells.text import written
from registry.sheets.table import Cell

_NOTHING = frozenset({"", "khong", "khong co", "chua co", "chua"})
_MOBILE = re.compile(r"[35789]\d{8}")
_LOST_ZERO = "Excel đã bỏ mất số 0 ở đầu."


def read_phone(cell: Cell) -> Reading:
    """Read a telephone number as written, giving back the zero that a number cell lost."""
    text = clean(written(cell))
    if isinstance(cell, float | int) and _MOBILE.fullmatch(text):
        return Reading("0" + text, guess=_LOST_ZERO, shown="0" + text)
    return Reading(text)


def read_tax_number(cell: Cell) -> Reading:
    """Read a tax or business registration number."""
    text = clean(written(cell))
    if fold(text) in _NOTHING:
        return Reading("")
    if isinstance(cell, float | int) and len(text) in (9, 11):
        try:
            number = parse_tax_number("0" + text).text
        except Refusal as verdict:
            return Reading("", problem=verdict.text)
        return Reading(number, guess=_LOST_ZERO, shown=number)
    try:
        return Reading(parse_tax_number(text).text)
    except Refusal as verdict:
        return Reading("", problem=verdict.text)


def read_gtin(cell: Cell) -> Reading:
    """Read the number under a barcode."""
    text = clean(written(cell))
    if fold(text) in _NOTHING:
        return Reading("")
    try:
        return Reading(parse_gtin(text))
    except Refusal as verdict:
        return Reading("", problem=verdict.text)


def read_product_code(cell: Cell) -> Reading:
    """Read the official code of a product."""
    text = clean(written(cell))
    if fold(text) in _NOTHING:
        return Reading("")
    try:
        return Reading(format_product_code(parse_product_code(text)))
    except Refusal as verdict:
        return Reading("", problem=verdict.text)
