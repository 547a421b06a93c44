"""The department's letter to a holder whose certificates run out (NĐ 30/2020 in its layout)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from certificates import OfficialPaper, Paragraph, Side, Signature, Table, TableColumn
from registry import clock
from registry.documents import bundle, official
from registry.documents.expiry_words import filing_ground, gap_sentence, late_filing
from registry.documents.printing import PaperRefused
from registry.queries.expiry_plan import Expiring
from registry.queries.settings import Settings
from registry.rules.expiry_planning import ExpiryDays
from registry.rules.instruments import Instrument, InstrumentFacts
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
    under = sorted({row.under.title for row in rows})
    yield Paragraph(
        text=f"Căn cứ {'; '.join(under)} và sổ đăng ký giấy chứng nhận sản phẩm OCOP, "
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
                _window(row, row.days),
            )
            for place, row in enumerate(rows, start=1)
            if row.days is not None
        ),
    )


def _window(row: Expiring, days: ExpiryDays) -> str:
    if row.next_from is not None:
        return f"Giấy kế tiếp từ {row.next_from:%d/%m/%Y}"
    return f"{days.filing.first:%d/%m/%Y} – {days.filing.last:%d/%m/%Y}"


def _asked(rows: Sequence[Expiring], on: date) -> Iterator[Paragraph]:
    to_renew = [row for row in rows if row.next_from is None]
    if to_renew:
        grounds = sorted({filing_ground(row.under) for row in to_renew})
        yield Paragraph(
            text="Giấy chứng nhận không tự gia hạn. Muốn tiếp tục sử dụng hạng sao, đề nghị chủ thể nộp hồ sơ đánh giá "
            f"lại tại Ủy ban nhân dân cấp xã trong thời gian ghi ở cột “Nộp hồ sơ” ({'; '.join(grounds)}). Chủ thể đã "
            "nộp hồ sơ thì không phải nộp lại."
        )
    late = [row for row in to_renew if row.days is not None and on > row.days.filing.last]
    for code in sorted({row.under.code for row in late}):
        yield Paragraph(text=_late(next(row.under for row in late if row.under.code == code)))
    first = min(row.last for row in rows if row.last is not None) + timedelta(days=1)
    since = f"từ ngày {first:%d/%m/%Y}" if len(rows) == 1 else "từ ngày liền sau ngày hết hạn của từng sản phẩm"
    until = ", nếu chưa có quyết định công nhận mới" if to_renew else ""
    yield Paragraph(
        text=f"Không in thêm bao bì có hạng sao nhiều hơn số bán được trước khi hết hạn: {since}{until}, "
        "chủ thể không được in và không được sử dụng hạng sao trên bao bì, nhãn và quảng cáo."
    )
    for row in rows:
        if row.next_from is not None and row.last is not None:
            yield Paragraph(text=f"{row.product_name}: {gap_sentence(row.last, row.next_from)}")
    yield Paragraph(text="Đề nghị Ủy ban nhân dân cấp xã hướng dẫn, chủ thể biết và thực hiện./.")


def _late(under: InstrumentFacts) -> str:
    missed = "Sản phẩm đã qua thời gian ghi ở cột “Nộp hồ sơ” mà chưa nộp thì nộp ngay, trước ngày hết hạn"
    if under.code != Instrument.QD_26_2026:
        return f"{missed}, và hỏi Ủy ban nhân dân cấp xã về {late_filing(under)}."
    return (
        f"{missed}: khi đó giấy chứng nhận có thể được kéo dài hiệu lực đến khi có kết quả đánh giá lại, không quá 180 "
        f"ngày sau ngày hết hạn (Điều 12 {under.title})."
    )


def _filename(rows: Sequence[Expiring]) -> str:
    return bundle.filename("Thông báo hết hạn", rows[0].producer_name)


def _some(found: list[tuple[str, OfficialPaper]]) -> list[tuple[str, OfficialPaper]]:
    if not found:
        raise PaperRefused("Chưa chọn sản phẩm nào để thông báo.", subject="")
    return found
