"""What every certificate must do, whatever it says."""

import io
import re
import unicodedata
from dataclasses import replace

import pypdf
import pypdfium2
import pytest
import zxingcpp
from builders.paper_cases import CASES, MARKUP_PRODUCER, MARKUP_PRODUCT, a_picture
from builders.paper_reading import page_count, page_images, page_texts, words
from builders.papers import (
    LONG_PRODUCER,
    LONG_PRODUCT,
    URL,
    a_draft_certificate,
    a_merit_certificate,
    a_star_certificate,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates import (
    MissingGlyph,
    StarWording,
    draw_merit_certificate,
    draw_merit_certificates_merged,
    draw_star_certificate,
    draw_star_certificates_merged,
)

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def test_the_same_content_gives_the_same_bytes() -> None:
    assert draw_star_certificate(a_star_certificate()) == draw_star_certificate(a_star_certificate())
    assert draw_merit_certificate(a_merit_certificate()) == draw_merit_certificate(a_merit_certificate())


def test_another_number_gives_other_bytes() -> None:
    other = draw_star_certificate(a_star_certificate(number="08/2020/GCN-OCOP"))

    assert other != draw_star_certificate(a_star_certificate())


def test_decomposed_accents_and_stray_spaces_give_the_bytes_of_the_clean_name() -> None:
    clean = a_star_certificate(product_name=LONG_PRODUCT, producer_name=LONG_PRODUCER)
    untidy = replace(
        clean,
        product_name=unicodedata.normalize("NFD", LONG_PRODUCT),
        producer_name="  " + LONG_PRODUCER.replace(" ", " \u00a0") + "\n",
    )

    assert draw_star_certificate(untidy) == draw_star_certificate(clean)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(VIETNAMESE), st.sampled_from(TONES)), min_size=1, max_size=60))
def test_any_vietnamese_name_can_be_read_back(letters: list[tuple[str, str]]) -> None:
    vowels = "aăâeêioôơuưy"
    name = "".join(
        unicodedata.normalize("NFC", letter + tone) if letter in vowels else letter for letter, tone in letters
    )
    spaced = " ".join(name[start : start + 6] for start in range(0, len(name), 6))

    text = words(draw_star_certificate(a_star_certificate(product_name=spaced.capitalize())))

    assert spaced.capitalize() in text


def test_markup_in_names_prints_literally() -> None:
    text = words(draw_star_certificate(a_star_certificate(product_name=MARKUP_PRODUCT, producer_name=MARKUP_PRODUCER)))

    assert MARKUP_PRODUCT in text
    assert MARKUP_PRODUCER in text


def test_backslashes_and_brackets_print_literally() -> None:
    name = r"Chè (loại \1) \n \050 )("

    assert name in words(draw_star_certificate(a_star_certificate(product_name=name)))


@pytest.mark.parametrize("letter", ["ˆ", "Ж", "ŵ"])
def test_a_letter_outside_the_alphabet_takes_the_plain_press_and_still_prints(letter: str) -> None:
    name = f"Chè {letter} Sùng Hồ"

    assert name in words(draw_star_certificate(a_star_certificate(producer_name=name)))


def test_everything_on_a_star_certificate_can_be_read_back() -> None:
    text = words(
        draw_star_certificate(
            a_star_certificate(packings="túi 500 g; túi 1 kg", validity_ground="theo quyết định", validity_months=None)
        )
    )

    for expected in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "Giấy chứng nhận sản phẩm OCOP",
        "Quy cách: túi 500 g; túi 1 kg",
        "của Hợp tác xã Minh Họa 07",
        "Địa chỉ: xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu",
        "Đạt hạng 4 sao",
        "Theo Quyết định số 1757/QĐ-UBND ngày 11 tháng 12 năm 2020 của Ủy ban nhân dân tỉnh Lai Châu",
        "Có giá trị từ ngày 11 tháng 12 năm 2020 đến hết ngày 11 tháng 12 năm 2023 (theo quyết định)",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Số: 07/2020/GCN-OCOP",
        "Mã tra cứu: K7PM-3XQ9-TR2D",
        "Kiểm tra tại: ocop.laichau.example.vn/tra-cuu",
        "Nguyễn Văn Minh Họa",
    ):
        assert expected in text


def test_a_department_may_change_the_words_between_the_values() -> None:
    wording = StarWording(certifies="Công nhận kết quả phân hạng của sản phẩm", rank="Được xếp hạng")

    text = words(draw_star_certificate(a_star_certificate(wording=wording)))

    assert "Công nhận kết quả phân hạng của sản phẩm" in text
    assert "Được xếp hạng 4 sao" in text


@pytest.mark.parametrize(
    "case", ["star_certificate--plain", "star_certificate--demonstration", "merit_certificate--plain"]
)
def test_the_printed_qr_code_is_read_as_the_lookup_address(case: str) -> None:
    image = page_images(CASES[case](), dots_per_inch=150, pages=[0])[0]

    found = [code.text for code in zxingcpp.read_barcodes(image)]

    assert found == [URL]


def test_the_qr_code_is_at_least_twenty_millimetres_wide() -> None:
    image = page_images(draw_star_certificate(a_star_certificate()), dots_per_inch=254, pages=[0])[0]

    place = zxingcpp.read_barcodes(image)[0].position

    assert place.top_right.x - place.top_left.x >= 200


def test_a_draft_is_watermarked_and_cannot_be_looked_up() -> None:
    pdf = draw_star_certificate(a_draft_certificate())
    image = page_images(pdf, dots_per_inch=150, pages=[0])[0]

    assert "DỰ THẢO" in words(pdf)
    assert "Mã tra cứu" not in words(pdf)
    assert zxingcpp.read_barcodes(image) == []


@pytest.mark.parametrize("case", [name for name in CASES if "demonstration" in name or name.endswith("two_pages")])
def test_every_page_of_a_demonstration_says_so(case: str) -> None:
    for text in page_texts(CASES[case]()):
        assert "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in " ".join(text.split())


def test_an_issued_paper_of_a_real_register_has_no_watermark() -> None:
    text = words(draw_star_certificate(a_star_certificate()))

    assert "MINH HỌA –" not in text
    assert "DỰ THẢO" not in text


@pytest.mark.parametrize("case", CASES)
def test_every_font_is_embedded_and_none_of_the_built_in_ones_is_named(case: str) -> None:
    pdf = CASES[case]()
    descriptors = pdf.count(b"/FontFile2")

    assert b"Helvetica" not in pdf
    assert descriptors == len(re.findall(rb"/Type /Font\b(?!Descriptor)", pdf)) > 0


def test_the_file_says_what_it_is() -> None:
    reader = pypdf.PdfReader(io.BytesIO(draw_star_certificate(a_star_certificate())))

    assert reader.metadata is not None
    assert reader.metadata.title == "Giấy chứng nhận sản phẩm OCOP 07/2020/GCN-OCOP – Miến dong Bình Lư"
    assert reader.metadata.author == "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
    assert reader.metadata.subject == "Hợp tác xã Minh Họa 07"
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"


def test_a_file_with_pictures_opens_without_complaint_in_a_strict_reader() -> None:
    pdf = draw_star_certificate(a_star_certificate(emblem=a_picture(), mark=a_picture()))
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)

    assert len(reader.pages[0].images) == 1  # the same file in both places is kept once


def test_the_mark_of_the_department_stands_in_the_upper_left_corner() -> None:
    with_mark = page_images(draw_star_certificate(a_star_certificate(mark=a_picture())), dots_per_inch=30, pages=[0])[0]
    without = page_images(draw_star_certificate(a_star_certificate()), dots_per_inch=30, pages=[0])[0]

    assert with_mark.getpixel((42, 40)) != without.getpixel((42, 40))


def test_certificates_merged_for_printing_are_one_page_each_in_order() -> None:
    contents = [a_star_certificate(number=f"{number:02d}/2020/GCN-OCOP") for number in range(1, 8)]

    texts = page_texts(draw_star_certificates_merged(iter(contents)))

    assert [re.search(r"\d\d/2020/GCN-OCOP", text).group() for text in texts] == [c.number for c in contents]  # type: ignore[union-attr]


def test_a_page_of_the_merged_file_looks_like_the_separate_paper() -> None:
    contents = [a_star_certificate(), a_star_certificate(product_name=LONG_PRODUCT, stars=5)]
    merged = page_images(draw_star_certificates_merged(contents), dots_per_inch=60, pages=[0, 1])

    for page, content in zip(merged, contents, strict=True):
        assert page == page_images(draw_star_certificate(content), dots_per_inch=60, pages=[0])[0]


def test_merit_certificates_of_one_size_are_merged_and_of_two_are_refused() -> None:
    large = a_merit_certificate(paper_width_mm=400.0, paper_height_mm=300.0)

    assert page_count(draw_merit_certificates_merged([a_merit_certificate()] * 3)) == 3
    with pytest.raises(ValueError, match="one size"):
        draw_merit_certificates_merged([a_merit_certificate(), large])


def test_nothing_to_merge_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        draw_star_certificates_merged([])


def test_a_merit_certificate_has_the_size_that_the_department_chose() -> None:
    pdf = draw_merit_certificate(a_merit_certificate(paper_width_mm=400.0, paper_height_mm=300.0))
    page = pypdfium2.PdfDocument(pdf)[0]

    assert [round(length * 25.4 / 72) for length in page.get_size()] == [400, 300]


def test_a_combining_mark_that_belongs_to_no_letter_is_refused() -> None:
    with pytest.raises(MissingGlyph) as refusal:
        draw_star_certificate(a_star_certificate(producer_name="Hợp tác xã Đ\u0301ăng"))

    assert refusal.value.characters == ("\u0301",)
