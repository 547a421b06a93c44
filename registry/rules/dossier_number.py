"""The number of a registration slip: serial, then province, commune and year.

QĐ 26/2026/QĐ-TTg, Phụ lục III, Mẫu số 01 prints «Phiếu số: ……-……. /PĐK- (Mã tỉnh) - (Mã xã) - (Năm)» and does not
say what its two blanks hold; one serial of the commune and year is read into them.
"""


def dossier_number(*, serial: int, province: str, commune: str, year: int) -> str:
    """Write the number of a slip: 3, "12", "03388", 2026 → «003/PĐK-12-03388-2026»."""
    return f"{serial:03d}/PĐK-{province}-{commune}-{year}"
