"""The whole public register as at any day: as a page, as a list for a spreadsheet, and for other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import past_register
from registry.queries.past_register import PastProduct, PastRegister, ToldLate
from registry.queries.register_lines import RegisterLine
from registry.rules.any_day import is_certified
from registry.rules.certificate_life import Standing
from registry.rules.refusal import Refusal
from registry.sheets.writing import SheetColumn, write_csv
from registry.web.downloads import download
from registry.web.public.any_day import open_data
from registry.web.public.asked_day import DAY, AskedDay, asked_day
from registry.web.public.asking import STANDING_WORDS
from registry.web.public.kept_answers import keep_this_answer
from registry.web.reading import reading_session
from registry.web.site import site
from registry.web.translation import gettext, gettext_noop
from registry.web.words import word

pages = Blueprint("public_past_register", __name__)
STANDING, PAGE = "tinh-trang", "trang"
ROWS_OF_A_PAGE = 100

COLUMNS = (
    SheetColumn(gettext_noop("Sản phẩm"), width=40),
    SheetColumn(gettext_noop("Chủ thể"), width=40),
    SheetColumn(gettext_noop("Xã, phường"), width=24),
    SheetColumn(gettext_noop("Hạng sao"), "whole", width=10),
    SheetColumn(gettext_noop("Tính đến ngày"), "date", width=14),
    SheetColumn(gettext_noop("Tình trạng ngày ấy"), width=20),
    SheetColumn(gettext_noop("Sổ ngày ấy ghi"), width=20),
    SheetColumn(gettext_noop("Có hiệu lực từ"), "date", width=14),
    SheetColumn(gettext_noop("Ghi vào sổ ngày"), "date", width=14),
    SheetColumn(gettext_noop("Có giá trị từ ngày"), "date", width=14),
    SheetColumn(gettext_noop("Đến hết ngày"), "date", width=14),
    SheetColumn(gettext_noop("Số giấy chứng nhận"), width=24),
    SheetColumn(gettext_noop("Mã tra cứu"), width=16),
    SheetColumn(gettext_noop("Quyết định"), width=24),
    SheetColumn(gettext_noop("Ngày ký quyết định"), "date", width=14),
    SheetColumn(gettext_noop("Cơ quan công nhận"), width=40),
    SheetColumn(gettext_noop("Trang sản phẩm"), width=40),
)


@pages.get("/so-dang-ky")
def index() -> ResponseReturnValue:
    """Show the register as at a day, today where none is asked about."""
    asked = asked_day()
    day = asked.day or clock.today()
    found = past_register.as_at(reading_session(), day)
    standing = STANDING_WORDS.get(request.args.get(STANDING, ""))
    wanted = found.narrowed(standing)
    count = max(1, ceil(len(wanted) / ROWS_OF_A_PAGE))
    number = min(_page(), count)
    shown = wanted[(number - 1) * ROWS_OF_A_PAGE : number * ROWS_OF_A_PAGE]
    keep_this_answer()
    return render_template(
        "public/past_register/index.html",
        asked=asked,
        found=found,
        total=len(wanted),
        rows=_together(shown, day),
        then_word=lambda one: _then(found, one),
        told_late=_told_late(found, shown),
        first=(number - 1) * ROWS_OF_A_PAGE + 1,
        choices=_choices(asked, found, standing),
        previous_address=_address(asked, standing, number - 1) if number > 1 else None,
        next_address=_address(asked, standing, number + 1) if number < count else None,
        csv_address=_address(asked, standing, endpoint="public_past_register.as_csv"),
        json_address=_address(asked, standing, endpoint="public_past_register.as_json"),
    )


@pages.get("/so-dang-ky.csv")
def as_csv() -> ResponseReturnValue:
    """Give the register as at a day as a list for a spreadsheet."""
    found, wanted = _wanted()
    titled = [replace(column, title=gettext(column.title)) for column in COLUMNS]
    late = _told_late(found, wanted)
    content = write_csv(
        columns=titled,
        rows=(_cells(found, one, line, late.get(one.certificate_id)) for one, line in _together(wanted, found.day)),
    )
    keep_this_answer()
    filename = f"so-dang-ky-ocop-{found.day:%Y%m%d}.csv"
    return download(make_response(content), filename=filename, media_type="text/csv; charset=utf-8")


@pages.get("/so-dang-ky.json")
def as_json() -> ResponseReturnValue:
    """Give the register as at a day to another program."""
    try:
        found, wanted = _wanted()
    except Refusal as refusal:
        return open_data({"error": refusal.text}, 422)
    keep_this_answer()
    late = _told_late(found, wanted)
    return open_data(
        {
            "register": site().public_address,
            "is_demonstration": site().is_demonstration,
            "on": found.day.isoformat(),
            "answered_on": clock.today().isoformat(),
            "register_kept_since": found.kept_since.isoformat(),
            "products": [
                _plain(found, one, line, late.get(one.certificate_id)) for one, line in _together(wanted, found.day)
            ],
        }
    )


def _wanted() -> tuple[PastRegister, Sequence[PastProduct]]:
    """Read what a program asks for: it must not quietly be given something else."""
    found = past_register.as_at(reading_session(), asked_day().or_refuse() or clock.today())
    written = request.args.get(STANDING, "")
    if written and written not in STANDING_WORDS:
        raise Refusal(gettext("Không hiểu được tình trạng “%(written)s”.", written=written[:40]))
    return found, found.narrowed(STANDING_WORDS.get(written))


def _together(products: Sequence[PastProduct], day: date) -> list[tuple[PastProduct, RegisterLine]]:
    return list(zip(products, past_register.lines_of(reading_session(), products, on=day), strict=True))


def _page() -> int:
    written = request.args.get(PAGE, "1")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) <= 6 else 1


def _address(
    asked: AskedDay, standing: Standing | None, page: int = 1, *, endpoint: str = "public_past_register.index"
) -> str:
    written = {found: name for name, found in STANDING_WORDS.items()}
    said: dict[str, Any] = {
        DAY: asked.day.isoformat() if asked.day else None,
        STANDING: written[standing] if standing else None,
        PAGE: page if page > 1 else None,
    }
    return url_for(endpoint, **said)


def _choices(asked: AskedDay, found: PastRegister, chosen: Standing | None) -> list[tuple[str, int, str, bool]]:
    counts = found.counts
    there = [one for one in STANDING_WORDS.values() if counts.get(one) or one is chosen]
    return [
        (gettext("Tất cả"), len(found.products), _address(asked, None), chosen is None),
        *((word(one), counts.get(one, 0), _address(asked, one), one is chosen) for one in there),
    ]


def _then(found: PastRegister, one: PastProduct) -> str:
    """Say what the register said of a product on the day; nothing where there was no register."""
    if not found.was_kept:
        return ""
    return word(one.then) if one.then else gettext("chưa ghi")


def _told_late(found: PastRegister, products: Sequence[PastProduct]) -> Mapping[int, ToldLate]:
    """Return what the register learnt after the day; nothing where there was no register to say otherwise."""
    return past_register.told_late(reading_session(), products, day=found.day) if found.was_kept else {}


def _cells(found: PastRegister, one: PastProduct, line: RegisterLine, late: ToldLate | None) -> Sequence[object]:
    return (
        line.product_name,
        line.producer_name,
        line.commune,
        line.stars,
        found.day,
        word(one.standing),
        _then(found, one),
        late.since if late else None,
        late.learnt_on if late else None,
        line.valid_from,
        line.valid_until,
        line.number,
        line.lookup_code,
        line.decision_number,
        line.signed_on,
        line.issuer,
        site().public_address + url_for("public_product.show", public_id=line.product_id),
    )


def _plain(found: PastRegister, one: PastProduct, line: RegisterLine, late: ToldLate | None) -> dict[str, object]:
    return {
        "id": line.product_id,
        "name": line.product_name,
        "producer": {"id": line.producer_id, "name": line.producer_name},
        "commune": line.commune or None,
        "stars": line.stars,
        "certified": is_certified(one.standing),
        "standing": one.standing.value,
        "as_known_then": (one.then.value if one.then else None) if found.was_kept else None,
        "effective_on": late.since.isoformat() if late and late.since else None,
        "learnt_on": late.learnt_on.isoformat() if late and late.learnt_on else None,
        "year": line.year,
        "valid_from": line.valid_from.isoformat() if line.valid_from else None,
        "valid_until": line.valid_until.isoformat() if line.valid_until else None,
        "certificate_number": line.number,
        "lookup_code": line.lookup_code,
        "origin": line.origin.value,
        "decision": {
            "number": line.decision_number,
            "signed_on": line.signed_on.isoformat() if line.signed_on else None,
            "body": line.issuer,
        },
        "address": site().public_address + url_for("public_product.show", public_id=line.product_id),
    }
