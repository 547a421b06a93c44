"""Papers in a zip are found by their names, on every machine, and the same papers give the same zip."""

import unicodedata
import zipfile
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from registry.documents import bundle, merit_certificate, star_certificate
from registry.models.award import RecipientKind

STAR = star_certificate.Facts(
    product_name="Chè Shan tuyết",
    producer_name="Hợp tác xã Minh Họa 07",
    producer_address="Bản Thử",
    stars=4,
    under=None,
    body_name="Ủy ban nhân dân tỉnh Lai Châu",
    decision_number="1757/QĐ-UBND",
    decision_date=date(2020, 12, 11),
    valid_from=date(2020, 12, 11),
    valid_until=date(2023, 12, 11),
    number="012/2020/GCN-OCOP",
)


def a_pdf(pages: int = 1, width: int = 100) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, 100)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_certificate_is_found_by_number_producer_and_product() -> None:
    assert bundle.certificate_filename(STAR) == "012-2020-GCN-OCOP - Hợp tác xã Minh Họa 07 - Chè Shan tuyết.pdf"


def test_a_merit_certificate_is_found_by_number_and_recipient() -> None:
    facts = merit_certificate.Facts(
        kind=RecipientKind.PERSON,
        name="Ông Lò Văn Thử",
        achievement="xuất sắc",
        decision_number=None,
        decision_date=None,
        number="007/2020/BK-OCOP",
    )

    assert bundle.merit_filename(facts) == "007-2020-BK-OCOP - Ông Lò Văn Thử.pdf"


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ('Trà "thơm": ngon? <3>', "Trà -thơm-- ngon- -3-.pdf"),
        ("..", "Tài liệu.pdf"),
        ("a\\b|c*d", "a-b-c-d.pdf"),
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        ("Chè\n\tShan\x00 \u200btuyết. ", "Chè Shan tuyết.pdf"),
        ("CON", "_CON.pdf"),
        ("nul.chè", "_nul.chè.pdf"),
        ("lpt1", "_lpt1.pdf"),
        ("Conic", "Conic.pdf"),
    ],
)
def test_a_name_is_one_that_windows_takes(part: str, name: str) -> None:
    assert bundle.filename(part) == name


def test_decomposed_accents_give_the_same_name_as_composed_ones() -> None:
    assert bundle.filename(unicodedata.normalize("NFD", "Chè Tả Lèng")) == "Chè Tả Lèng.pdf"


def test_a_long_name_gives_way_in_its_longest_part_and_keeps_the_others() -> None:
    name = bundle.filename("012-2020-GCN-OCOP", "Hợp tác xã " + "rất dài " * 40, "Chè Shan tuyết")

    assert len(name) == bundle.LONGEST_NAME
    assert name.startswith("012-2020-GCN-OCOP - Hợp tác xã rất dài")
    assert name.endswith("… - Chè Shan tuyết.pdf")


def test_names_that_differ_only_in_capitals_are_told_apart() -> None:
    assert bundle.unique(["Chè.pdf", "chè.pdf", "Chè.pdf", "Chè (2).pdf"]) == [
        "Chè.pdf",
        "chè (2).pdf",
        "Chè (3).pdf",
        "Chè (2) (2).pdf",
    ]


def test_long_names_stay_short_when_they_are_told_apart() -> None:
    long = bundle.filename("Chè " * 60)

    names = bundle.unique([long] * 12)

    assert len(set(names)) == 12
    assert max(map(len, names)) <= bundle.LONGEST_NAME


def test_the_same_papers_give_the_same_zip() -> None:
    files = [("1 Giấy/Chè.pdf", b"one"), ("1 Giấy/chè.pdf", b"two")]

    packed = bundle.zipped(files)

    assert packed == bundle.zipped(files)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["1 Giấy/Chè.pdf", "1 Giấy/chè (2).pdf"]
        assert archive.read("1 Giấy/Chè.pdf") == b"one"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_kept_papers_follow_one_another_in_a_merged_file() -> None:
    merged = bundle.merged([a_pdf(width=100), a_pdf(pages=2, width=200)])

    assert [float(page.mediabox.width) for page in PdfReader(BytesIO(merged)).pages] == [100, 200, 200]
    assert merged == bundle.merged([a_pdf(width=100), a_pdf(pages=2, width=200)])
