"""QR codes as runs of dark modules."""

import math
import re
from collections.abc import Iterable
from functools import cache
from typing import cast

import zxingcpp

from certificates.refusal import DoesNotFit

QUIET_MODULES = 3
"""White modules around the code, over whatever lies under it; the paper around is white too."""

MOST_MODULES = 57
"""Version 10: on 24 mm a module is still 0.4 mm wide, which a telephone reads from a wall."""

_DARK_RUN = re.compile(b"\x00+")


def modules(url: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Return the side of the code in modules and its dark runs (column, row, length), without quiet zone.

    :raises DoesNotFit: if the address is too long for a code that telephones read.
    """
    side, spans = _dark_spans(url)
    return side, [(start % (side + 1), start // (side + 1), end - start) for start, end in spans]


def path_operators(url: str) -> tuple[int, str]:
    """Return the side of the code in modules and one PDF path of its dark runs, one unit per module.

    :raises DoesNotFit: if the address is too long for a code that telephones read.
    """
    side, spans = _dark_spans(url)
    places, lengths = _pieces(side)
    return side, " ".join([places[start] + lengths[end - start] for start, end in spans])


def _dark_spans(url: str) -> tuple[int, Iterable[tuple[int, int]]]:
    """Return first and last positions of the dark runs; every row is followed by one light module."""
    try:
        barcode = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError as fault:
        raise DoesNotFit(field="lookup_url", text=url) from fault
    data = bytes(cast(bytes, barcode.to_image(scale=1, add_quiet_zones=False)))
    side = math.isqrt(len(data))
    if side > MOST_MODULES:
        raise DoesNotFit(field="lookup_url", text=url)
    rows = b"\xff".join([data[start : start + side] for start in range(0, len(data), side)])
    return side, map(re.Match.span, _DARK_RUN.finditer(rows))


@cache
def _pieces(side: int) -> tuple[list[str], list[str]]:
    """Return the operators' pieces for every place and every length: joining strings beats formatting numbers."""
    across = side + 1
    places = [f"{position % across} {position // across} " for position in range(across * side)]
    return places, [f"{length} 1 re" for length in range(across)]
