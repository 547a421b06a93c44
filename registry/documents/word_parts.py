"""Pieces of a Word document in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I: A4, Times New Roman, page numbers on top."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every member, so that the same words give the same bytes."""

PAGE_WIDTH = 11906 - 1701 - 1134
"""Between the margins, in twentieths of a point."""


def paragraph(
    text: str = "",
    *,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
    first_line: bool = False,
    before: int = 0,
    lead: str = "",
    keeps_next: bool = False,
) -> str:
    """Return a paragraph; ``lead`` is set bold before the text."""
    shape = f'<w:jc w:val="{align}"/>'
    indent = '<w:ind w:firstLine="720"/>' if first_line else ""
    keep = "<w:keepNext/>" if keeps_next else ""
    spacing = f'<w:spacing w:before="{before * 20}" w:after="0"/>'
    runs = run(lead, size=size, bold=True) if lead else ""
    runs += run(text, size=size, bold=bold, italic=italic) if text else ""
    return f"<w:p><w:pPr>{keep}{spacing}{indent}{shape}</w:pPr>{runs}</w:p>"


def run(text: str, *, size: int = 14, bold: bool = False, italic: bool = False) -> str:
    """Return words in one hand."""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    look += f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def rule(*, inset: int) -> str:
    """Return a rule across a cell or page, that far from either side."""
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="20" w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="{inset}" '
        f'w:right="{inset}"/></w:pPr></w:p>'
    )


def table(rows: Sequence[str], widths: Sequence[int], *, ruled: bool = False) -> str:
    """Return a table of rows made by row()."""
    edges = "".join(
        f'<w:{side} w:val="{"single" if ruled else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = 60 if ruled else 0
    margins = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(
    cells: Sequence[str], widths: Sequence[int], *, is_title: bool = False, spans: bool = False, align: str = "top"
) -> str:
    """Return a row that no page break cuts; a title row stands again on every page."""
    shape = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_title else "")
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if spans else ""
    wide = [sum(widths)] if spans else widths
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="{align}"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, wide, strict=True)
    )
    return f"<w:tr><w:trPr>{shape}</w:trPr>{made}</w:tr>"


def section_end() -> str:
    """End a part of the document: the next begins on a new page and counts its pages anew."""
    return f"<w:p><w:pPr>{_section()}</w:pPr></w:p>"


def _section() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" '
        'w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def package(body: str) -> bytes:
    """Return a whole document: its body, styles, and the page number in the top margin of every page but the first."""
    number = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        '</w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    names = f'xmlns:w="{_W}" xmlns:r="{_R}"'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"),)),
        "word/_rels/document.xml.rels": _relations(
            (("styles", "styles.xml"), ("header", "header1.xml"), ("header", "header2.xml"))
        ),
        "word/document.xml": f"{_DECLARED}<w:document {names}><w:body>{body}{_section()}</w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/header1.xml": f"{_DECLARED}<w:hdr {names}>{number}</w:hdr>",
        "word/header2.xml": f"{_DECLARED}<w:hdr {names}><w:p/></w:hdr>",
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return members as one package, the same bytes for the same members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _SAME_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="rId{place}" Type="{_R}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_DECLARED}<Relationships xmlns="{space}">{made}</Relationships>'


_TYPES = (
    f'{_DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_OFFICE}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{_OFFICE}.header+xml"/></Types>'
)
_STYLES = (
    f'{_DECLARED}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
    'w:eastAsia="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)
