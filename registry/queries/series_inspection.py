"""Whether the numbers of our series are consecutive: from 1 to the last one given, each once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from registry.models.award import MeritCertificate
from registry.models.certificate import Certificate
from registry.models.number_series import NumberSeries, PaperKind

PAPER_WORDS = {
    PaperKind.STAR_CERTIFICATE: "giấy chứng nhận",
    PaperKind.MERIT_CERTIFICATE: "bằng khen",
    PaperKind.GOLDEN_BOOK: "sổ vàng",
}
SHOWN = 10


def defects(session: Session) -> Iterator[str]:
    """Say which numbers are missing, given twice, or given beyond the last."""
    given: dict[int, list[int]] = {}
    for statement in (*_SERIALS, _golden_book()):
        for series_id, serial in session.execute(statement):
            given.setdefault(series_id, []).append(int(serial))
    for series in session.scalars(select(NumberSeries).order_by(NumberSeries.year, NumberSeries.id)):
        yield from _series(series, given.get(series.id, []))


_SERIALS: tuple[Select[Any, Any], ...] = (
    select(Certificate.series_id, Certificate.serial).where(Certificate.series_id.is_not(None)),
    select(MeritCertificate.series_id, MeritCertificate.serial),
)


def _golden_book() -> Select[Any, Any]:
    """The numbers of the golden book stand on merit certificates, beside those of their own series."""
    golden = aliased(NumberSeries)
    return (
        select(golden.id, MeritCertificate.golden_book_number)
        .join(NumberSeries, NumberSeries.id == MeritCertificate.series_id)
        .join(golden, (golden.body_id == NumberSeries.body_id) & (golden.year == NumberSeries.year))
        .where(golden.paper == PaperKind.GOLDEN_BOOK, MeritCertificate.golden_book_number.is_not(None))
    )


def _series(series: NumberSeries, serials: Sequence[int]) -> Iterator[str]:
    name = f"Dãy số {PAPER_WORDS[series.paper]} năm {series.year}"
    expected, found = set(range(1, series.last + 1)), set(serials)
    if missing := expected - found:
        yield f"{name} thiếu số {_listed(missing)}."
    if beyond := found - expected:
        yield f"{name} có số {_listed(beyond)} vượt quá số cuối đã ghi là {series.last}."
    if twice := {serial for serial in found if serials.count(serial) > 1} if len(found) < len(serials) else set():
        yield f"{name} cấp hai lần số {_listed(twice)}."


def _listed(numbers: Iterable[int]) -> str:
    ordered = sorted(numbers)
    shown = ", ".join(map(str, ordered[:SHOWN]))
    return shown if len(ordered) <= SHOWN else f"{shown} và {len(ordered) - SHOWN} số khác"
