"""The list of products by the end of their certificates, with its filters; what lapsed comes last."""

from collections.abc import Sequence

from flask import url_for
from flask.typing import ResponseReturnValue

from registry.documents.expiry_lists import round_words
from registry.law import classification
from registry.queries.expiry_plan import Expiring
from registry.queries.listing import ListRequest, Page
from registry.rules.expiry_planning import PlanStage
from registry.rules.instruments import Instrument
from registry.rules.permissions import Permission
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.held_rows import HeldRows
from registry.web.listing import Choices, Column, Filter, Listing
from registry.web.staff.expiry.blueprint import pages, planned, quarter_key, quarter_words
from registry.web.words import choices, word

QUARTER, STAGE, COMMUNE, GROUP, ROUND, TOLD = "quy", "buoc", "xa", "nganh", "dot", "bao"
FROM, UNTIL = "tu", "den"
NONE = "khong-ro"
"""A commune or group that is not known, in an address."""


def _quarters() -> Choices:
    found = sorted({row.quarter for row in planned().rows if row.quarter is not None})
    return [(quarter_key(one), quarter_words(one)) for one in found]


def _communes() -> Choices:
    found = {(row.commune_order, row.commune or NONE, row.commune_name or "Chưa rõ") for row in planned().rows}
    return [(key, name) for _, key, name in sorted(found)]


def _groups() -> Choices:
    return [*((one.code, one.name) for one in classification.industries()), (NONE, "Chưa rõ")]


def _rounds() -> Choices:
    found = {(row.round.year, row.round.number) for row in planned().running if row.round is not None}
    return [*((f"{year}-{number}", f"Đợt {number}/{year}") for year, number in sorted(found)), (NONE, "Ngoài đợt")]


def group_name(code: str | None) -> str:
    """Name the group of products that a code stands for."""
    known = classification.industry(code) if code else None
    return known.name if known else code or "Chưa rõ"


def told_words(row: Expiring) -> str:
    """Say what was told of the last day, and when."""
    return "; ".join(
        f"{word(one.kind)}{f' {one.months} tháng' if one.months else ''} {short_day(one.on)}" for one in row.told
    )


def _left(row: Expiring) -> int | None:
    return (row.last - planned().on).days if row.last and not row.is_over else None


def _window(row: Expiring) -> str | None:
    if row.next_from is not None:
        return f"Giấy kế tiếp từ ngày {short_day(row.next_from)}"
    if row.days is None or row.is_over:
        return None
    return f"{short_day(row.days.filing.first)} – {short_day(row.days.filing.last)}"


def _round(row: Expiring) -> str:
    return "" if _needs_no_round(row) else round_words(row)


def _needs_no_round(row: Expiring) -> bool:
    return row.is_over or row.stage is PlanStage.SUCCEEDED


def _notify_by(row: Expiring) -> str | None:
    if row.days is None or row.is_over or row.is_notified:
        return None
    return f"Phải thông báo trước {short_day(row.days.notify_by)}"


def _letter(row: Expiring) -> str | None:
    """Lead to the letter to the holder, for whoever may draw it."""
    may_draw = row.days is not None and not row.is_over and current_actor().may(Permission.EXPORT)
    return url_for("staff_expiry.letter", public_id=row.producer) if may_draw else None


def _holder(row: Expiring) -> str:
    return f"{row.producer_name} (đã chấm dứt hoạt động)" if row.holder_has_ended else row.producer_name


EXPIRING: Listing[Expiring] = Listing(
    title="Sản phẩm theo ngày hết hạn",
    searches="sản phẩm, chủ thể, số giấy",
    columns=(
        Column(
            key="name",
            title="Sản phẩm",
            value=lambda row: row.product_name,
            link=lambda row: url_for("staff_certificates.show", public_id=row.certificate),
            note=lambda row: f"{row.stars} sao, số {row.number or 'không rõ'}",
            note_title="Giấy chứng nhận",
            width=32,
        ),
        Column(
            key="producer",
            title="Chủ thể",
            value=_holder,
            link=lambda row: url_for("staff_producers.show", public_id=row.producer),
            note=lambda row: row.commune_name or None,
            note_title="Xã, phường",
            width=32,
        ),
        Column(
            key="group",
            title="Ngành hàng",
            value=lambda row: group_name(row.industry),
            width=20,
        ),
        Column(key="last", title="Đến hết ngày", value=lambda row: row.last, show="date"),
        Column(key="left", title="Còn (ngày)", value=_left, show="whole", sortable=False),
        Column(
            key="stage",
            title="Bước",
            value=lambda row: row.stage,
            show="state",
            note=_window,
            note_title="Thời gian nộp hồ sơ",
            sortable=False,
        ),
        Column(key="round", title="Đợt", value=_round, sortable=False, is_narrow=True),
        Column(
            key="told",
            title="Đã báo",
            value=lambda row: told_words(row) or "Chưa báo",
            link=_letter,
            note=_notify_by,
            note_title="Hạn thông báo",
            sortable=False,
            width=24,
        ),
    ),
    filters=(
        Filter(name=QUARTER, label="Hết hạn trong", choices=_quarters),
        Filter(name=STAGE, label="Bước", choices=choices(PlanStage)),
        Filter(name=COMMUNE, label="Xã, phường", choices=_communes),
        Filter(name=GROUP, label="Ngành hàng", choices=_groups),
        Filter(name=ROUND, label="Đợt", choices=_rounds),
        Filter(name=TOLD, label="Thông báo", choices=(("chua", "Chưa gửi"), ("roi", "Đã gửi"))),
        Filter(name=FROM, label="Hết hạn từ ngày", kind="day"),
        Filter(name=UNTIL, label="Hết hạn đến ngày", kind="day"),
    ),
    empty="Chưa có giấy chứng nhận nào còn hiệu lực mà rõ ngày hết hạn.",
)


def _in_round(row: Expiring, value: str) -> bool:
    if _needs_no_round(row):
        return False
    return value == (f"{row.round.year}-{row.round.number}" if row.round else NONE)


def _is_told(row: Expiring, value: str) -> bool:
    return row.is_notified is (value == "roi")


_ROWS: HeldRows[Expiring] = HeldRows(
    words=lambda row: f"{row.product_name} {row.producer_name} {row.number or ''}",
    keys={
        "name": lambda row: row.product_name,
        "producer": lambda row: (row.producer_name, row.product_name),
        "group": lambda row: group_name(row.industry),
        "last": lambda row: (row.last is not None, row.last),
    },
    tests={
        QUARTER: lambda row, value: quarter_key(row.quarter) == value,
        STAGE: lambda row, value: row.stage.value == value,
        COMMUNE: lambda row, value: (row.commune or NONE) == value,
        GROUP: lambda row, value: (row.industry or NONE) == value,
        ROUND: _in_round,
        TOLD: _is_told,
        FROM: lambda row, value: row.last is not None and row.last >= value,
        UNTIL: lambda row, value: row.last is not None and row.last <= value,
    },
)


def page(request: ListRequest) -> Page[Expiring]:
    """Return one page of the list."""
    return _ROWS.page(planned().rows, request)


def narrowed() -> Sequence[Expiring]:
    """Return every row of the list that the address asks for.

    :raises Refusal: if a filter was not understood: nobody is written to whom it would have left out.
    """
    EXPIRING.refuse_misread()
    return page(EXPIRING.asked().everything()).rows


def kept_words() -> dict[str, str]:
    """Return the search and the filters of the list, as another address about the same rows takes them along."""
    asked = EXPIRING.asked()
    words = {name: value if isinstance(value, str) else value.isoformat() for name, value in asked.filters.items()}
    return {"q": asked.text, **words} if asked.text else words


@pages.get("/danh-sach")
def products() -> ResponseReturnValue:
    """List the products by the end of their certificates."""
    actor = current_actor()
    return EXPIRING.answer(
        "staff/expiry/list.html",
        query=page,
        kept=kept_words(),
        may_draw=actor.may(Permission.EXPORT),
        may_mark=actor.may(Permission.EDIT_REGISTER),
        unread=sorted({row.under.title for row in planned().running if row.under.code != Instrument.QD_26_2026}),
        is_lapsed=EXPIRING.asked().filters.get(STAGE) == PlanStage.LAPSED.value,
    )
