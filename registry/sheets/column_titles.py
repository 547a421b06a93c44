"""The titles under which lists print their columns, folded: without accents, case and punctuation."""

import re
from collections.abc import Iterator
from functools import lru_cache

from registry.rules.search_key import fold
from registry.sheets.columns import RECOGNITION_COLUMNS, Column

_TITLES: dict[Column, str] = {
    Column.SEQUENCE: "stt|tt|so tt|so thu tu|thu tu|no",
    Column.PRODUCT_NAME: "ten san pham|san pham|ten sp|ten san pham dich vu|ten san pham hang hoa|ten san pham dang ky|"
    "ten san pham tham gia|ten san pham tham gia danh gia|ten san pham duoc cong nhan|san pham duoc cong nhan|"
    "ten san pham dat chung nhan|san pham dat chung nhan|ten goi san pham|danh muc san pham|product name",
    Column.PRODUCER_NAME: "chu the|ten chu the|chu the san xuat|ten chu the san xuat|chu the san xuat kinh doanh|"
    "chu the sxkd|ten chu the san xuat kinh doanh|ten chu the sxkd|chu the tham gia|ten chu the tham gia|"
    "chu the san pham|ten chu the san pham|chu the cua san pham|don vi|ten don vi|don vi san xuat|"
    "ten don vi san xuat|don vi san xuat kinh doanh|don vi sxkd|co so|ten co so|co so san xuat|ten co so san xuat|"
    "ten co so san xuat kinh doanh|co so san xuat kinh doanh|co so sxkd|nha san xuat|ten to chuc ca nhan|"
    "to chuc ca nhan|chu so huu|ten doanh nghiep hop tac xa|ten chu the co so|doanh nghiep hop tac xa|producer name",
    Column.PRODUCER_KIND: "loai hinh|loai hinh chu the|loai chu the|loai hinh to chuc|loai hinh to chuc san xuat|"
    "loai hinh kinh te|loai hinh don vi|loai hinh san xuat|loai hinh doanh nghiep|loai hinh kinh doanh|"
    "loai hinh chu the san xuat|loai hinh co so|loai hinh san xuat kinh doanh|loai hinh hoat dong",
    Column.REPRESENTATIVE: "nguoi dai dien|dai dien|dai dien phap luat|nguoi dai dien phap luat|ten nguoi dai dien|"
    "nguoi dai dien theo phap luat|ho ten nguoi dai dien|ho va ten nguoi dai dien|ho ten chu co so|chu co so|"
    "ho va ten chu co so|ho va ten|ho ten|giam doc|nguoi dung dau|ho ten nguoi dung dau|dai dien chu the",
    Column.PHONE: "dien thoai|so dien thoai|sdt|dt|so dt|dtdd|dien thoai lien he|so dien thoai lien he|sdt lien he|"
    "dien thoai di dong|so dien thoai chu the|dien thoai chu the|hotline|lien he",
    Column.COMMUNE: "xa|phuong|xa phuong|phuong xa|xa phuong thi tran|xa phuong tt|xa thi tran|xa phuong dac khu|"
    "ten xa|ten xa phuong|cap xa|don vi hanh chinh cap xa|dia ban xa|dia ban|dia ban cap xa|xa phuong moi|xa tt|"
    "ten xa phuong thi tran",
    Column.DISTRICT: "huyen|huyen thanh pho|huyen tp|huyen thi xa thanh pho|huyen thi thanh pho|huyen tx tp|"
    "huyen thi xa|quan huyen|quan huyen thi xa thanh pho|cap huyen|ten huyen|dia ban huyen|thanh pho huyen|"
    "huyen thanh pho cu|huyen cu|don vi hanh chinh cap huyen",
    Column.ADDRESS: "dia chi|dia chi san xuat|dia chi chu the|dia chi co so|dia chi co so san xuat|dia chi lien he|"
    "dia chi tru so|dia chi chi tiet|noi san xuat|dia diem san xuat|dia diem|tru so|tru so chinh|dia chi don vi|"
    "dia chi san xuat kinh doanh|dia chi chu the san xuat|dia chi thuong tru|dia chi kinh doanh",
    Column.INDUSTRY: "nganh|nganh hang|nganh san pham|linh vuc|nganh hang san pham|thuoc nganh|nganh nghe",
    Column.PRODUCT_GROUP: "nhom|nhom san pham|nhom nganh|nhom hang|nhom nganh hang|thuoc nhom|thuoc nhom san pham|"
    "nganh nhom|nganh nhom san pham|nhom nganh san pham|phan loai|phan loai san pham|nhom sp|ten nhom san pham",
    Column.PRODUCT_SET: "bo san pham|bo sp|phan nhom|phan nhom san pham|phan nhom bo san pham|bo tieu chi|"
    "thuoc bo san pham|thuoc bo tieu chi|bo|ten bo san pham|bo san pham danh gia",
    Column.SCORE: "diem|so diem|tong diem|tong so diem|diem so|diem danh gia|ket qua cham diem|diem trung binh|"
    "tong diem trung binh|diem tb|diem tb hoi dong|diem hoi dong|ket qua diem|diem cham|diem cham hoi dong|"
    "diem trung binh hoi dong|ket qua danh gia diem|diem ket qua|diem cap tinh|diem hoi dong cap tinh|"
    "diem danh gia phan hang|so diem dat|so diem dat duoc|diem dat|ket qua diem trung binh|diem trung binh cong",
    Column.STARS: "hang sao|sao|so sao|hang|xep hang|phan hang|ket qua phan hang|ket qua xep hang|hang dat|"
    "hang san pham|ket qua danh gia phan hang|hang sao dat|dat hang|dat hang sao|cap sao|muc sao|hang dat duoc|"
    "phan hang sao|xep hang sao|danh gia sao|ket qua phan hang sao|xep hang san pham|phan hang san pham|"
    "hang sao duoc cong nhan|hang sao cong nhan|ket qua hang sao|so sao dat|hang sao dat duoc|tieu chuan|"
    "ket qua cong nhan|hang cong nhan|dat tieu chuan|dat sao|dat so sao|xep loai|danh gia xep hang|"
    "hang sao san pham|ket qua xep hang sao|hang duoc cong nhan|stars",
    Column.CURRENT_STARS: "hang sao hien tai|hang hien tai|sao hien tai|xep hang hien tai|hang sao hien nay|"
    "so sao hien tai",
    Column.DECISION_NUMBER: "so quyet dinh|quyet dinh|quyet dinh so|so qd|qd|qd so|so quyet dinh cong nhan|"
    "quyet dinh cong nhan|so qd cong nhan|qd cong nhan|so ky hieu quyet dinh|so ky hieu|so van ban|"
    "van ban cong nhan|can cu|can cu quyet dinh|so quyet dinh phe duyet|quyet dinh phe duyet|so hieu quyet dinh|"
    "so quyet dinh ngay quyet dinh|so ngay quyet dinh|so ngay qd|so va ngay quyet dinh|so quyet dinh ngay ban hanh|"
    "so quyet dinh ngay thang nam|quyet dinh so ngay thang nam|so ngay thang quyet dinh|so ngay thang nam quyet dinh",
    Column.DECIDED_ON: "ngay quyet dinh|ngay cong nhan|ngay ky|ngay ban hanh|ngay cap|ngay qd|ngay cap giay|"
    "ngay ky quyet dinh|ngay ban hanh quyet dinh|ngay quyet dinh cong nhan|thoi gian cong nhan|ngay thang|ngay|"
    "ngay cap giay chung nhan|ngay cap gcn|ngay thang nam|ngay thang nam quyet dinh|ngay ra quyet dinh|"
    "thoi diem cong nhan|ngay thang nam cong nhan|ngay thang cong nhan|ngay phe duyet|ngay giay chung nhan",
    Column.YEAR: "nam|nam cong nhan|nam danh gia|nam dat|nam dat chuan|nam phan hang|nam cap|nam xep hang|"
    "nam duoc cong nhan|nam dat chung nhan|nam cap giay|nam cap giay chung nhan|nam danh gia phan hang",
    Column.ROUND_NUMBER: "dot|dot danh gia|dot cong nhan|ky danh gia|dot phan hang|dot danh gia phan hang|dot nam",
    Column.ISSUING_BODY: "co quan ban hanh|co quan cong nhan|co quan cap|don vi ban hanh|cap cong nhan|noi cap|"
    "co quan ban hanh quyet dinh|cap ban hanh|don vi cong nhan|co quan ra quyet dinh|cap quyet dinh|don vi cap|"
    "co quan quyet dinh|noi ban hanh|cap ban hanh quyet dinh|co quan cap giay chung nhan|co quan ky|cap phe duyet",
    Column.EXPIRES_ON: "ngay het han|het han|thoi han|han|hieu luc den|co gia tri den|gia tri den|co hieu luc den|"
    "thoi han hieu luc|ngay het hieu luc|het hieu luc|thoi han den|thoi gian het han|hieu luc den ngay|hieu luc|"
    "co gia tri den ngay|thoi han giay chung nhan|ngay het han giay chung nhan|thoi han den ngay|gia tri den ngay|"
    "thoi diem het han|thoi gian het hieu luc|ngay het han gcn",
    Column.CERTIFICATE_NUMBER: "so giay chung nhan|so gcn|giay chung nhan|gcn|so chung nhan|ma giay chung nhan|"
    "so hieu giay chung nhan|so giay|so vao so|so vao so giay chung nhan|so hieu gcn|giay chung nhan so|gcn so",
    Column.PRODUCT_CODE: "ma san pham|ma so san pham|ma sp|ma|ma so|ma so sp|ma dinh danh san pham",
    Column.RECOGNITION_KIND: "hinh thuc|loai cong nhan|hinh thuc cong nhan|loai danh gia|hinh thuc danh gia|"
    "loai hinh danh gia|loai hinh cong nhan|hinh thuc cap|dien danh gia|danh gia moi danh gia lai|"
    "moi lai|noi dung danh gia|hinh thuc danh gia phan hang|cap moi cap lai|moi danh gia lai nang hang|dien cong nhan",
    Column.TAX_NUMBER: "ma so thue|mst|ma so doanh nghiep|ma so thue ma so doanh nghiep|ma so dkkd|so dkkd|"
    "so dang ky kinh doanh|ma so dang ky kinh doanh|giay dkkd|so giay dkkd|so giay dang ky kinh doanh|"
    "ma so hop tac xa|ma so htx|ma so ho kinh doanh|giay dang ky kinh doanh|ma so thue so dkkd|mst dkkd",
    Column.GTIN: "gtin|ma vach gtin|ma vach|ma so ma vach|ma gtin|ma ean|ean|barcode|so gtin",
    Column.PACKINGS: "quy cach|quy cach dong goi|bao goi|dong goi|quy cach bao goi|quy cach san pham|bao bi|"
    "quy cach bao bi|khoi luong quy cach",
    Column.FILED_ON: "ngay nop|ngay nop ho so|ngay nhan ho so|ngay tiep nhan|ngay tiep nhan ho so|ngay gui ho so",
    Column.ASSESSED_ON: "ngay danh gia|ngay cham|ngay cham diem|ngay hop hoi dong|ngay hoi dong danh gia|"
    "thoi gian danh gia|ngay phan hang|ngay danh gia phan hang|ngay hoi dong hop",
    Column.NOTE: "ghi chu|ghi chu khac|luu y|ghi chu them",
    Column.SOURCE: "nguon|nguon so lieu|nguon du lieu|nguon tin|nguon thong tin|nguon tham chieu|link|"
    "link nguon|duong dan",
}
_COLUMNS = {fold(title): column for column, titles in _TITLES.items() for title in titles.split("|")}

AMBIGUOUS = frozenset({"ket qua", "ket qua danh gia", "ket qua danh gia cua hoi dong", "danh gia"})
"""Titles over stars in some lists and over points in others."""

_ORDINALS = {"1": 1, "2": 2, "3": 3, "nhat": 1, "dau": 1, "hai": 2, "ba": 3, "i": 1, "ii": 2, "iii": 3}
_OCCASION = re.compile(r"\blan (?:thu )?(1|2|3|nhat|dau|hai|ba|i|ii|iii)\b(?: nang hang)?")
_BEFORE_OCCASION = re.compile(r"\b(?:danh gia|cong nhan|ket qua|cap) $")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FILLING = re.compile(r"\b(?:ocop|cua|20[0-9]{2})\b")
_MARK_COLUMN = re.compile(r"(?:hang )?([1-5]) sao")
_LONGEST_TITLE = 200
_LONGEST_PRODUCT_TITLE = 80


@lru_cache(maxsize=4096)
def recognise(parts: tuple[str, ...]) -> tuple[Column | None, int]:
    """Recognise a title, given from the top header row to the lowest: the column, and which recognition it is of."""
    whole = " ".join(parts)
    if not whole or len(whole) > _LONGEST_TITLE:
        return None, 0
    occasion = _OCCASION.search(fold(whole))
    for reading in _readings(parts):
        column = _COLUMNS.get(reading)
        if column is not None:
            is_numbered = occasion is not None and column in RECOGNITION_COLUMNS
            return column, _ORDINALS[occasion[1]] if occasion and is_numbered else 0
    return None, 0


def names_product(title: str) -> bool:
    """Say whether one title alone may be that of the products: only such rows can belong to a header."""
    may_be = len(title) <= _LONGEST_PRODUCT_TITLE and "p" in title.lower()  # phẩm, sp, product
    return may_be and recognise((title,))[0] is Column.PRODUCT_NAME


def marks_stars(parts: tuple[str, ...]) -> int:
    """Give the stars that a mark in the column means, where every number of stars has its own column; else 0."""
    found = _MARK_COLUMN.fullmatch(fold(parts[-1])) if parts and len(parts[-1]) <= _LONGEST_TITLE else None
    return int(found[1]) if found else 0


def is_ambiguous(parts: tuple[str, ...]) -> bool:
    """Say whether only the cells below can tell if the column holds stars or points."""
    return (
        bool(parts) and len(parts[-1]) <= _LONGEST_TITLE and any(reading in AMBIGUOUS for reading in _readings(parts))
    )


def _readings(parts: tuple[str, ...]) -> Iterator[str]:
    """Give the ways to read a title, the most literal first."""
    texts = [" ".join(parts)]
    if len(parts) > 1:
        texts += [f"{parts[-1]} {parts[0]}", parts[-1]]
    for text in texts:
        for shape in (text, _ASIDE.sub(" ", text)):
            folded = fold(shape)
            yield folded
            yield from _without_occasion(folded)
            yield _squeezed(_FILLING.sub(" ", folded))


def _without_occasion(folded: str) -> Iterator[str]:
    occasion = _OCCASION.search(folded)
    if occasion is None:
        return
    before, after = folded[: occasion.start()], folded[occasion.end() :]
    yield _squeezed(f"{before} {after}")
    yield _squeezed(f"{_BEFORE_OCCASION.sub('', before)} {after}")


def _squeezed(text: str) -> str:
    return " ".join(text.split())
