"""QR codes as runs of dark modules."""

import math
import re
from typing import cast

import zxingcpp

_DARK_RUN = re.compile(b"\x00+")


def modules(url: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Return the side of the code in modules and its dark runs (column, row, length), without quiet zone."""
    barcode = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    data = bytes(cast(bytes, barcode.to_image(scale=1, add_quiet_zones=False)))
    side = math.isqrt(len(data))
    runs = [
        (match.start(), row, match.end() - match.start())
        for row in range(side)
        for match in _DARK_RUN.finditer(data[row * side : (row + 1) * side])
    ]
    return side, runs
