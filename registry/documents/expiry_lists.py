"""Lists about certificates that run out: whom to invite to file, and what lapsed, drafted for whoever needs it."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from certificates import OfficialPaper, Paragraph, Side, Signature, Table, TableColumn
from registry.documents import bundle, official
from registry.documents.expiry_notice import department_heading, department_symbol
from registry.queries.expiry_plan import Expiring
from registry.queries.settings import Settings
from registry.rules.expiry_planning import LapsedFor
from registry.rules.number_words import two_digits

_Cells = Callable[[Expiring], tuple[str, ...]]


_COMMON = (
    TableColumn(title="TT", share=10, side=Side.CENTRE),
    TableColumn(title="Sản phẩm", share=60, field="product_name"),
    TableColumn(title="Chủ thể", share=60, field="producer_name"),
    TableColumn(title="Xã, phường", share=32, field="commune"),
    TableColumn(title="Hạng", share=15, side=Side.CENTRE, field="stars"),
    TableColumn(title="Hết ngày", share=24, side=Side.CENTRE),
)
_LAPSED_TITLES = {
    LapsedFor.DECISION: ("PHỤ LỤC", "Danh sách sản phẩm có giấy chứng nhận đã hết hạn, chưa được đánh giá lại"),
    LapsedFor.INFORMATION: ("DANH SÁCH", "Sản phẩm không còn được sử dụng hạng sao do giấy chứng nhận đã hết hạn"),
}


def invitations(session: Session, rows: Sequence[Expiring]) -> tuple[str, bytes]:
    """Return the list of whom to invite to file a re-assessment, with the name of its file.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    columns = (*_COMMON, TableColumn(title="Nộp hồ sơ", share=28, side=Side.CENTRE), TableColumn(title="Đợt", share=24))
    return bundle.filename("Danh sách mời nộp hồ sơ đánh giá lại"), _drawn(
        session,
        title="DANH SÁCH",
        subject="Mời nộp hồ sơ đánh giá lại sản phẩm OCOP",
        opening=f"Danh sách {_counted(rows)}.",
        table=_table(columns, rows, _invited),
        is_draft=False,
    )


def lapsed(session: Session, rows: Sequence[Expiring], *, purpose: LapsedFor, on: date) -> tuple[str, bytes]:
    """Return the draft list of products that lapsed, with the name of its file.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    title, subject = _LAPSED_TITLES[purpose]
    columns = (
        *_COMMON,
        TableColumn(title="Số giấy chứng nhận", share=46, side=Side.CENTRE, field="number"),
        TableColumn(title="Theo quyết định", share=36, side=Side.CENTRE, field="decision_number"),
    )
    return bundle.filename("Danh sách sản phẩm đã hết hạn", f"{on:%Y-%m-%d}"), _drawn(
        session,
        title=title,
        subject=subject,
        opening=f"Tính đến hết ngày {on:%d/%m/%Y}, {_counted(rows)}.",
        table=_table(columns, rows, _lapsed),
        is_draft=purpose is LapsedFor.DECISION,
    )


def round_words(row: Expiring) -> str:
    """Say in which round a product can be renewed."""
    return f"Đợt {row.round.number}/{row.round.year}" if row.round else "Ngoài đợt"


def _counted(rows: Sequence[Expiring]) -> str:
    return f"có {two_digits(len(rows))} sản phẩm" if rows else "không có sản phẩm nào"


def _invited(row: Expiring) -> tuple[str, ...]:
    window = f"{row.days.filing.first:%d/%m/%Y} – {row.days.filing.last:%d/%m/%Y}" if row.days else ""
    return window, round_words(row)


def _lapsed(row: Expiring) -> tuple[str, ...]:
    dated = f" ngày {row.signed_on:%d/%m/%Y}" if row.signed_on else f" năm {row.decision_year}"
    return row.number or "không rõ số", f"{row.decision_number or 'Không rõ số'}{dated}"


def _table(columns: tuple[TableColumn, ...], rows: Sequence[Expiring], more: _Cells) -> Table:
    return Table(
        columns=columns,
        rows=tuple(
            (
                str(place),
                row.product_name,
                row.producer_name,
                row.commune_name,
                f"{row.stars} sao",
                f"{row.last:%d/%m/%Y}" if row.last else "không rõ",
                *more(row),
            )
            for place, row in enumerate(rows, start=1)
        ),
        when_empty="Không có sản phẩm nào.",
    )


def _drawn(session: Session, *, title: str, subject: str, opening: str, table: Table, is_draft: bool) -> bytes:
    settings, is_demonstration = official.settings_of(session)
    return official.draw(
        OfficialPaper(
            parent_body=settings.issuing_heading,
            issuing_body=department_heading(settings),
            symbol=None,
            title=title,
            subject=subject,
            place=settings.place_of_signing,
            issued_on=None,
            blocks=(Paragraph(text=opening), table),
            signatures=(Signature(authority_lines=("THỦ TRƯỞNG CƠ QUAN",)),),
            recipients=_recipients(settings),
            is_landscape=True,
            is_draft=is_draft,
            is_demonstration=is_demonstration,
        )
    )


def _recipients(settings: Settings) -> tuple[str, ...]:
    return ("Ủy ban nhân dân các xã, phường", f"Lưu: VT, {department_symbol(settings)}")
