"""The award list as one platypus table of strings, as one would write it first."""

import io

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from certificates import AwardList
from certificates.typography import SERIF, registered


def drawn_as_table(content: AwardList) -> bytes:
    """Draw every section and row of the list into one table; no text is wrapped."""
    registered(SERIF)
    rows: list[list[str]] = [["TT", "Tên sản phẩm", "Hạng sao", "Quyết định"]]
    number = 0
    for section in content.sections:
        rows.append([section.title, "", "", ""])
        for row in section.rows:
            number += 1
            rows.append([str(number), row.product_name, f"{row.stars} sao", row.decision])
    style = TableStyle([("FONT", (0, 0), (-1, -1), SERIF.name, 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    target = io.BytesIO()
    table = Table(rows, style=style, repeatRows=1, colWidths=[60, 240, 60, 130])
    SimpleDocTemplate(target, pagesize=A4).build([table])
    return target.getvalue()
