"""The department's letter to a holder whose certificates run out (NĐ 30/2020 in its layout)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from certificates import OfficialPaper, Paragraph, Side, Signature, Table, TableColumn
from registry import clock
from registry.documents import bundle, official
from registry.documents.printing import PaperRefused
from registry.queries.expiry_plan import Expiring
from registry.queries.settings import Settings
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument
from registry.rules.number_words import two_digits

_SMALL_WORDS = frozenset({"và", "của", "tại"})


def papers(session: Session, rows: Iterable[Expiring]) -> list[tuple[str, OfficialPaper]]:
    """Return one letter for each holder, in the order of communes and names, with the name of its file."""
    settings, is_demonstration = official.settings_of(session)
    return [
        (_filename(held), content(held, settings, on=clock.today(), is_demonstration=is_demonstration))
        for held in by_holder(rows)
    ]


def merged(session: Session, rows: Iterable[Expiring]) -> tuple[str, bytes]:
    """Return the letters in one file, for printing, with its name.

    :raises PaperRefused: if there is none, or naming the first that cannot be printed as it should be.
    """
    found = _some(papers(session, rows))
    if len(found) == 1:
        return found[0][0], official.draw(found[0][1])
    name = bundle.filename("Thông báo hết hạn giấy chứng nhận", f"{len(found)} chủ thể")
    return name, official.draw_merged([paper for _, paper in found])


def zipped(session: Session, rows: Iterable[Expiring]) -> tuple[str, bytes]:
    """Return the letters one by one in a zip, for sending, with its name.

    :raises PaperRefused: if there is none, or naming the first that cannot be printed as it should be.
    """
    found = _some(papers(session, rows))
    name = bundle.filename("Thông báo hết hạn giấy chứng nhận", f"{len(found)} chủ thể", extension="zip")
    return name, bundle.zipped([(filename, official.draw(paper)) for filename, paper in found])


def by_holder(rows: Iterable[Expiring]) -> list[list[Expiring]]:
    """Put together what one holder is told of in one letter, in the order of communes and names."""
    dated = [(row.commune_order, row.producer_name, row.producer_key, row.last, row) for row in rows if row.last]
    order = [row for *_, row in sorted(dated, key=lambda one: one[:-1])]
    return [list(some) for _, some in groupby(order, key=lambda row: row.producer_key)]


def content(rows: Sequence[Expiring], settings: Settings, *, on: date, is_demonstration: bool) -> OfficialPaper:
    """Put what runs out at one holder into the words of the letter.

    :param on: the day on which it is drawn: whose days of filing are over by then is told what is left.
    """
    holder = rows[0]
    commune = f"Ủy ban nhân dân {holder.commune_name}" if holder.commune_name else ""
    return OfficialPaper(
        parent_body=settings.issuing_heading,
        issuing_body=department_heading(settings),
        symbol=f"TB-{department_symbol(settings)}",
        title="THÔNG BÁO",
        subject="Về việc giấy chứng nhận sản phẩm OCOP sắp hết hạn",
        place=settings.place_of_signing,
        # Dated when it is signed, which the register does not know.
        issued_on=None,
        addressees=(holder.producer_name,),
        blocks=(*_said(rows, settings), _table(rows), *_asked(rows, on)),
        signatures=(Signature(authority_lines=("THỦ TRƯỞNG CƠ QUAN",)),),
        recipients=tuple(one for one in ("Như trên", commune, f"Lưu: VT, {department_symbol(settings)}") if one),
        is_demonstration=is_demonstration,
    )


def department_heading(settings: Settings) -> str:
    """Name the department under the People's Committee, whose province is not said twice."""
    return settings.department.upper().removesuffix(f" TỈNH {settings.province.upper()}")


def department_symbol(settings: Settings) -> str:
    """Shorten the department's name as the symbols of papers do: Sở Nông nghiệp và Môi trường → SNNMT."""
    words = department_heading(settings).lower().split()
    return "".join(word[0] for word in words if word not in _SMALL_WORDS).upper()


def _said(rows: Sequence[Expiring], settings: Settings) -> Iterator[Paragraph]:
    some = "sản phẩm sau đây" if len(rows) == 1 else f"{two_digits(len(rows))} sản phẩm sau đây"
    yield Paragraph(
        text=f"Căn cứ {BUILT_IN[Instrument.QD_26_2026].title} và sổ đăng ký giấy chứng nhận sản phẩm OCOP, "
        f"{settings.department} thông báo giấy chứng nhận của {some} sắp hết hạn:"
    )


def _table(rows: Sequence[Expiring]) -> Table:
    return Table(
        columns=(
            TableColumn(title="TT", share=10, side=Side.CENTRE),
            TableColumn(title="Sản phẩm", share=46, field="product_name"),
            TableColumn(title="Hạng", share=15, side=Side.CENTRE, field="stars"),
            TableColumn(title="Số giấy chứng nhận", share=44, side=Side.CENTRE, field="number"),
            TableColumn(title="Hết ngày", share=24, side=Side.CENTRE),
            TableColumn(title="Nộp hồ sơ", share=26, side=Side.CENTRE),
        ),
        rows=tuple(
            (
                str(place),
                row.product_name,
                f"{row.stars} sao",
                row.number or "không rõ số",
                f"{row.days.last:%d/%m/%Y}",
                f"{row.days.filing.first:%d/%m/%Y} – {row.days.filing.last:%d/%m/%Y}",
            )
            for place, row in enumerate(rows, start=1)
            if row.days is not None
        ),
    )


def _asked(rows: Sequence[Expiring], on: date) -> Iterator[Paragraph]:
    yield Paragraph(
        text="Giấy chứng nhận không tự gia hạn. Muốn tiếp tục sử dụng hạng sao, đề nghị chủ thể nộp hồ sơ đánh giá "
        "lại tại Ủy ban nhân dân cấp xã trong thời gian ghi ở cột “Nộp hồ sơ” (từ 180 đến 120 ngày trước ngày hết "
        "hạn, theo khoản 6 Điều 7 Quyết định số 26/2026/QĐ-TTg). Chủ thể đã nộp hồ sơ thì không phải nộp lại."
    )
    if any(on > row.days.filing.last for row in rows if row.days is not None):
        yield Paragraph(
            text="Sản phẩm đã qua thời gian ghi ở cột “Nộp hồ sơ” mà chưa nộp thì nộp ngay, trước ngày hết hạn: khi đó "
            "giấy chứng nhận có thể được kéo dài hiệu lực đến khi có kết quả đánh giá lại, không quá 180 ngày sau ngày "
            "hết hạn (Điều 12 Quyết định số 26/2026/QĐ-TTg)."
        )
    first = min(row.last for row in rows if row.last is not None) + timedelta(days=1)
    since = f"từ ngày {first:%d/%m/%Y}" if len(rows) == 1 else "từ ngày liền sau ngày hết hạn của từng sản phẩm"
    yield Paragraph(
        text=f"Không in thêm bao bì có hạng sao nhiều hơn số bán được trước khi hết hạn: {since}, nếu chưa có quyết "
        "định công nhận mới, chủ thể không được in và không được sử dụng hạng sao trên bao bì, nhãn và quảng cáo."
    )
    yield Paragraph(text="Đề nghị Ủy ban nhân dân cấp xã hướng dẫn, chủ thể biết và thực hiện./.")


def _filename(rows: Sequence[Expiring]) -> str:
    return bundle.filename("Thông báo hết hạn", rows[0].producer_name)


def _some(found: list[tuple[str, OfficialPaper]]) -> list[tuple[str, OfficialPaper]]:
    if not found:
        raise PaperRefused("Chưa chọn sản phẩm nào để thông báo.", subject="")
    return found
