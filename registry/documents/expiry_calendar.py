"""The days of expiry as a calendar: a producer's own, or all of them by quarter for the department."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from registry.documents import calendar_file
from registry.documents.calendar_file import DayEvent
from registry.documents.expiry_words import filing_ground, packaging_warning
from registry.queries.expiry_plan import Expiring
from registry.queries.settings import Settings
from registry.rules.expiry_planning import ExpiryDays, Quarter

MOST_NAMED = 40
"""Products named in one event of the department's calendar; the page has all of them."""


def of_producers(rows: Sequence[Expiring], *, settings: Settings, stamp: datetime) -> bytes:
    """Write the calendar of a producer's own products."""
    events = [event for row in rows if row.days is not None for event in _own(row, row.days, settings)]
    return calendar_file.written(events, name="Hạn giấy chứng nhận OCOP", stamp=stamp)


def of_all(rows: Sequence[Expiring], *, settings: Settings, stamp: datetime) -> bytes:
    """Write the department's calendar: for every quarter what runs out in it, day by day."""
    dated = [row for row in rows if row.days is not None]
    events: list[DayEvent] = []
    for quarter, some in groupby(sorted(dated, key=_by_quarter), key=_by_quarter):
        held = list(some)
        events.append(_quarter(quarter, held, settings))
        events += _by_day(held, settings)
        events += _to_notify([row for row in held if not row.is_notified], settings)
    return calendar_file.written(events, name=f"Giấy chứng nhận OCOP hết hạn, {settings.province}", stamp=stamp)


def _own(row: Expiring, days: ExpiryDays, settings: Settings) -> Iterator[DayEvent]:
    address = f"{_site(settings)}/cua-toi/san-pham/{row.product}"
    if row.is_to_file:
        yield DayEvent(
            uid=_uid(f"{row.certificate}-nop", settings),
            first=days.filing.first,
            last=days.filing.last,
            summary=f"Nộp hồ sơ đánh giá lại: {row.product_name}",
            description=f"Nộp tại Ủy ban nhân dân xã, phường ({filing_ground(row.under)}).",
            url=address,
        )
    yield DayEvent(
        uid=_uid(f"{row.certificate}-het-han", settings),
        first=days.last,
        last=days.last,
        summary=f"Ngày cuối của giấy chứng nhận: {row.product_name}",
        description=packaging_warning(days.last, next_from=row.next_from),
        url=address,
    )


def _quarter(quarter: Quarter, rows: Sequence[Expiring], settings: Settings) -> DayEvent:
    left = sum(row.is_to_file for row in rows)
    return DayEvent(
        uid=_uid(f"quy-{quarter.year}-{quarter.number}", settings),
        first=quarter.first,
        last=quarter.first,
        summary=f"Quý {quarter.number}/{quarter.year}: {len(rows)} giấy chứng nhận OCOP hết hạn",
        description=f"{left} sản phẩm chưa nộp hồ sơ đánh giá lại.",
        url=f"{_site(settings)}/can-bo/het-han/danh-sach?quy={quarter.year}-{quarter.number}",
    )


def _by_day(rows: Sequence[Expiring], settings: Settings) -> Iterator[DayEvent]:
    for last, some in groupby(rows, key=lambda row: row.last):
        held = list(some)
        if last is None:
            continue
        yield DayEvent(
            uid=_uid(f"ngay-{last:%Y%m%d}", settings),
            first=last,
            last=last,
            summary=f"Hết hạn: {held[0].product_name if len(held) == 1 else f'{len(held)} sản phẩm OCOP'}",
            description=_named(held),
            url=_list_of(last, settings),
        )


def _to_notify(rows: Sequence[Expiring], settings: Settings) -> Iterator[DayEvent]:
    """Name the last day for the department's own letter, while it has not gone out."""
    for last, some in groupby(rows, key=lambda row: row.last):
        held = list(some)
        days = held[0].days
        if last is None or days is None:
            continue
        yield DayEvent(
            uid=_uid(f"thong-bao-{last:%Y%m%d}", settings),
            first=days.notify_by,
            last=days.notify_by,
            summary=f"Ngày cuối gửi thông báo hết hạn: "
            f"{held[0].product_name if len(held) == 1 else f'{len(held)} sản phẩm OCOP'}",
            description=f"Hết hạn ngày {last:%d/%m/%Y}.\n{_named(held)}",
            url=f"{_list_of(last, settings)}&bao=chua",
        )


def _named(rows: Sequence[Expiring]) -> str:
    named = "\n".join(f"{row.product_name} ({row.commune_name or 'chưa rõ xã'})" for row in rows[:MOST_NAMED])
    return f"{named}\nvà {len(rows) - MOST_NAMED} sản phẩm khác" if len(rows) > MOST_NAMED else named


def _list_of(last: date, settings: Settings) -> str:
    return f"{_site(settings)}/can-bo/het-han/danh-sach?tu={last.isoformat()}&den={last.isoformat()}"


def _by_quarter(row: Expiring) -> Quarter:
    quarter = row.quarter
    if quarter is None:
        raise ValueError("only what has a last day stands in a calendar")
    return quarter


def _site(settings: Settings) -> str:
    return settings.public_address.rstrip("/")


def _uid(name: str, settings: Settings) -> str:
    return f"{name}@{_site(settings).split('//', 1)[-1]}"
