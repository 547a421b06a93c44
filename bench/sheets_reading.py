"""What it costs to read and load a list, beside openpyxl read-only and one ORM object per row.

Each measurement runs in a process of its own, the ways in turn, so that a busy machine troubles all of them alike.
CPU is user and system time of the process and of the reading process it starts; memory is the peak of both together.
"""

import datetime as dt
import gc
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROUNDS = 7
ROWS = 20_000
SIZES = (5_000, 20_000, 49_000)
GOAL = 1 / 8

_HEADER = (
    "TT", "Tên sản phẩm", "Tên chủ thể", "Loại hình chủ thể", "Xã/phường", "Điểm", "Hạng sao", "Số quyết định",
    "Ngày quyết định", "Ghi chú",
)  # fmt: skip


def write_workbook(path: Path, *, rows: int) -> None:
    """Write a list of results: titles above, one unit to two products, some notes."""
    import xlsxwriter

    chance = random.Random(2020)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Lọc")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(0, 0, "DANH SÁCH SẢN PHẨM OCOP")
    sheet.write_row(3, 0, _HEADER)
    for number in range(rows):
        stars = 3 + number % 2
        producer = f"Hợp tác xã Minh Họa {number // 2:05d}"
        cells = [number + 1, f"Mật ong bạc hà số {number}", producer, "HTX", f"Xã Bản {number % 106}"]
        cells += [chance.randint(5000, 8900) / 100, f"{stars} sao", f"{100 + number % 40}/QĐ-UBND"]
        sheet.write_row(number + 4, 0, cells)
        sheet.write_datetime(number + 4, 8, dt.datetime(2020 + number % 6, 1 + number % 12, 1 + number % 28), day)  # noqa: DTZ001
        if number % 7 == 0:
            sheet.write(number + 4, 9, "đánh giá lại")
    book.close()


@cache
def _table():  # type: ignore[no-untyped-def]
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

    class Base(DeclarativeBase):
        pass

    class Result(Base):
        __tablename__ = "result"
        id: Mapped[int] = mapped_column(primary_key=True)
        sequence: Mapped[int | None]
        product_name: Mapped[str]
        producer_name: Mapped[str]
        producer_kind: Mapped[str | None]
        commune: Mapped[str]
        score: Mapped[int | None]
        stars: Mapped[int | None]
        decision_number: Mapped[str]
        decided_on: Mapped[dt.date | None]
        note: Mapped[str]

    return Result


def _engine(result):  # type: ignore[no-untyped-def]
    from sqlalchemy import create_engine

    engine = create_engine("sqlite://")
    result.metadata.create_all(engine)
    return engine


def read_plain(path: Path) -> None:
    """Read plain cells in the limited process."""
    from registry.sheets.reading import read_table

    read_table(path, filename=path.name)


def read_typed(path: Path) -> None:
    """Read typed results, checks included."""
    from registry.sheets.reading import read_table
    from registry.sheets.results import result_rows

    result_rows(read_table(path, filename=path.name))


def load_plain(path: Path) -> None:
    """Read plain cells in the limited process and load them into one table, unchecked as the yardstick's."""
    from registry.sheets.collecting import without_collecting
    from registry.sheets.reading import read_table

    result = _table()
    engine = _engine(result)
    with without_collecting():
        sheet = read_table(path, filename=path.name).sheets[0]
        number, product, producer, kind, commune, score, stars, decision, day, note = (
            column[4:] for column in sheet.columns
        )
        _insert(
            engine,
            result,
            zip(
                number,
                product,
                producer,
                kind,
                commune,
                [round(cell * 100) for cell in score],
                [int(cell[0]) for cell in stars],
                decision,
                [cell.isoformat()[:10] for cell in day],
                note,
                strict=True,
            ),
        )


def load_typed(path: Path) -> None:
    """Read typed results, checks included, and load them into one table."""
    from registry.sheets.collecting import without_collecting
    from registry.sheets.reading import read_table
    from registry.sheets.results import result_rows

    result = _table()
    engine = _engine(result)
    with without_collecting():
        sheet = result_rows(read_table(path, filename=path.name))
        days = {row.decided_on: row.decided_on and row.decided_on.isoformat() for row in sheet.rows}
        kinds = {row.producer_kind: row.producer_kind and row.producer_kind.value for row in sheet.rows}
        _insert(
            engine,
            result,
            (
                (
                    row.sequence,
                    row.product_name,
                    row.producer_name,
                    kinds[row.producer_kind],
                    row.commune,
                    row.score,
                    row.stars,
                    row.decision_number,
                    days[row.decided_on],
                    row.note,
                )
                for row in sheet.rows
            ),
        )


def _insert(engine, result, rows) -> None:  # type: ignore[no-untyped-def]
    names = [column.name for column in result.__table__.columns if column.name != "id"]
    statement = f"INSERT INTO result ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
    with engine.begin() as connection:
        connection.connection.driver_connection.executemany(statement, rows)


def openpyxl_read(path: Path) -> None:
    """Read with openpyxl, read-only, values only."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    book.close()


def openpyxl_load(path: Path) -> None:
    """Read with openpyxl and add one ORM object per row."""
    import openpyxl
    from sqlalchemy.orm import Session

    result = _table()
    engine = _engine(result)
    book = openpyxl.load_workbook(path, read_only=True)
    with Session(engine) as session:
        session.add_all(
            result(
                sequence=row[0],
                product_name=row[1],
                producer_name=row[2],
                producer_kind=row[3],
                commune=row[4],
                score=round(row[5] * 100),
                stars=int(row[6][0]),
                decision_number=row[7],
                decided_on=row[8].date(),
                note=row[9] or "",
            )
            for row in book.worksheets[0].iter_rows(min_row=5, values_only=True)
        )
        session.commit()
    book.close()


WAYS: dict[str, Callable[[Path], None]] = {
    way.__name__: way for way in (openpyxl_read, read_plain, read_typed, openpyxl_load, load_plain, load_typed)
}


def _cpu() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def once(way: str, path: Path) -> None:
    """Measure one way on a file: seconds of CPU, and peak memory in MiB above what the imports took."""
    WAYS[way](path.with_name("warm.xlsx"))
    gc.collect()
    start = _cpu()
    WAYS[way](path)
    spent = _cpu() - start
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{spent:.4f} {peak / 1024:.0f}")


def _measured(way: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.sheets_reading", way, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[1])
    spent, peak = done.stdout.split()
    return float(spent), float(peak)


def main() -> None:
    """Print medians, ratios to the baselines, and the cost per row at several sizes."""
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as folder:
        paths = {rows: Path(folder) / f"{rows}.xlsx" for rows in SIZES}
        for rows, path in paths.items():
            write_workbook(path, rows=rows)
        write_workbook(Path(folder) / "warm.xlsx", rows=30)
        taken: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
        sizes: dict[int, list[float]] = {rows: [] for rows in SIZES}
        for _ in range(ROUNDS):
            for way in WAYS:
                taken[way].append(_measured(way, paths[ROWS]))
            for rows, path in paths.items():
                sizes[rows].append(_measured("read_typed", path)[0])
    spent = {way: statistics.median(cpu for cpu, _ in rounds) for way, rounds in taken.items()}
    peaks = {way: max(peak for _, peak in rounds) for way, rounds in taken.items()}
    print(f"Reading a list of {ROWS} rows, {len(_HEADER)} columns: CPU s (median of {ROUNDS}), peak MiB")
    for way in WAYS:
        print(f"  {way:15} {spent[way]:7.3f} s {peaks[way]:6.0f} MiB   {(WAYS[way].__doc__ or '').strip()}")
    print(f"  read_plain / openpyxl_read    1/{spent['openpyxl_read'] / spent['read_plain']:.1f}")
    print(f"  read_typed / openpyxl_load    1/{spent['openpyxl_load'] / spent['read_typed']:.1f}")
    print(f"  load_typed / openpyxl_load    1/{spent['openpyxl_load'] / spent['load_typed']:.1f}")
    # Checks excluded on both sides: the yardstick reads and adds, and looks at nothing.
    ratio = spent["load_plain"] / spent["openpyxl_load"]
    verdict = "met" if ratio <= GOAL else "missed"
    print(f"  load_plain / openpyxl_load    1/{1 / ratio:.1f}   goal 1/{1 / GOAL:.0f}: {verdict}")
    print(
        "  read_typed by size, us per row: "
        + ", ".join(f"{rows}: {statistics.median(rounds) / rows * 1e6:.1f}" for rows, rounds in sizes.items())
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        once(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
