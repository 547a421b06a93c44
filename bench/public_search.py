"""What a public search costs, beside two others asked the same: page, count and four facets.

Ours asks the tables of a register's own file, built by its migrations: cold, when a text is asked for the first time in
a version of the register, and warm, when its findings are at hand. One of the others is plain FTS5 in six statements,
the other FTS5 that finds the rows of words and nothing else, the facets counted from sets in memory. All hold the same
products and answer the same questions in turn; CPU is user and system time of this process.
"""

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from registry.app import create_app
from registry.config import Config, write_secrets
from registry.database import db
from registry.models.decision import Origin
from registry.models.search import SearchProduct
from registry.queries.bit_sets import bits_of
from registry.queries.public_index import FACETS, PublicIndex, PublicProduct
from registry.queries.public_search import Question, search
from registry.rules import search_terms
from registry.rules.certificate_life import Standing
from registry.rules.instruments import RecognitionKind
from registry.rules.search_key import fold, near_key
from registry.rules.sort_key import sort_key
from registry.schema import upgrade
from registry.transaction import Session, reading

SIZES = {20_000: 1 / 3, 200_000: 1 / 8}
"""Products → the share of FTS5's cost that is the goal."""
ROUNDS = 5
LAST_PAGE_GOAL = 1.5
FOUR = ("stars", "industry", "commune", "year")
_GOODS = (
    "Chè shan tuyết", "Mật ong bạc hà", "Gạo séng cù", "Miến dong", "Thịt trâu gác bếp", "Rượu ngô men lá",
    "Tinh dầu quế", "Nấm hương khô", "Lạp xưởng hun khói", "Măng khô", "Cá hồi xông khói", "Thổ cẩm", "Giảo cổ lam",
    "Sâm Lai Châu", "Mắc ca sấy", "Bánh chưng đen",
)  # fmt: skip
_UNITS = ("Hợp tác xã nông nghiệp", "Công ty TNHH", "Hộ kinh doanh", "Tổ hợp tác")
_SYLLABLES = (
    "An", "Bản", "Bình", "Cao", "Châu", "Dào", "Đạt", "Đông", "Hà", "Hải", "Hồ", "Hồng", "Hùng", "Khun", "Lan", "Lương",
    "Mai", "Minh", "Mường", "Nam", "Nậm", "Ngọc", "Phong", "Phú", "Quang", "Sìn", "Sơn", "Tả", "Tam", "Tân", "Than",
    "Thành", "Thắng", "Thu", "Tiên", "Tiến", "Trung", "Tuyết", "Uyên", "Vân", "Việt", "Xuân", "Yên",
)  # fmt: skip
_QUESTIONS = (
    "che", "chè shan", "mat ong", "mật ong bạc hà", "gao seng cu", "hop tac xa minh", "tinh dau que", "thit trau",
    "sam lai chau", "mien dong tam", "ruou ngo men la", "nam huong", "cong ty tnhh phu", "ho kinh doanh van",
    "mac ca s", "banh chung den", "ca hoi", "lap xuong h", "tho cam mai", "mang kho tien", "che tuyet son",
    "giao co lam", "to hop", "ong bac ha yen",
)  # fmt: skip


def products(count: int) -> list[PublicProduct]:
    """Invent products of many names, in the usual order."""
    chance = random.Random(2026)
    rows = []
    for number in range(count):
        name = f"{chance.choice(_GOODS)} {chance.choice(_SYLLABLES)} {chance.choice(_SYLLABLES)}"
        unit = f"{chance.choice(_UNITS)} {chance.choice(_SYLLABLES)} {chance.choice(_SYLLABLES)} {number % 997}"
        commune = chance.randrange(106)
        rows.append(
            PublicProduct(
                public_id=f"{number:016}",
                name=name,
                sort_key=sort_key(name),
                producer=f"{number % (count // 2):016}",
                producer_name=unit,
                commune=str(commune),
                commune_name=f"xã {commune}",
                kind=RecognitionKind.FIRST,
                industry=f"industry {chance.randrange(6)}",
                stars=chance.choice((3, 3, 3, 3, 4, 4, 5)),
                standing=chance.choice((Standing.IN_FORCE, Standing.IN_FORCE, Standing.EXPIRED)),
                year=chance.randrange(2019, 2027),
                valid_from=date(2024, 1, 1),
                valid_until=date(2027, 1, 1),
                number=f"{number}",
                lookup_code=f"{number:012}",
                origin=Origin.ISSUED,
                row_id=number + 1,
            )
        )
    return sorted(rows, key=lambda row: (-row.stars, row.public_id))


def our_index(rows: list[PublicProduct]) -> PublicIndex:
    """Index them as the register does."""
    sets: dict[str, dict[object, list[int]]] = {name: {} for name in FACETS}
    for number, row in enumerate(rows):
        for name, value in FACETS.items():
            sets[name].setdefault(value(row), []).append(number)
    return PublicIndex(
        day=date(2026, 6, 1),
        products=rows,
        producers=[],
        decisions=[],
        facets={
            name: {value: bits_of(numbers, len(rows)) for value, numbers in values.items()}
            for name, values in sets.items()
        },
    )


@contextmanager
def our_tables(rows: list[PublicProduct]) -> Iterator[Session]:
    """Write their words into the file of a register, and open it to read."""
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as place:
        write_secrets(Path(place))
        with create_app(Config.from_environment({}, folder=Path(place)), doors=False).app_context():
            upgrade()
            with db.engine.execution_options(writes=True).connect() as connection:
                # The words alone are looked at: the products that they belong to are not in this file.
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
                connection.execute(insert(SearchProduct), [_words(row) for row in rows])
                connection.commit()
            with reading() as session:
                yield session
            db.engine.dispose()


def _words(row: PublicProduct) -> dict[str, object]:
    texts = (row.name, row.producer_name)
    words = {word for text in texts for word in (*search_terms.folded(text), *search_terms.accented(text))}
    return {
        "product_id": row.row_id,
        "words": " ".join(sorted(words)),
        "run_together": " ".join(map(near_key, texts)),
    }


def fts5(rows: list[PublicProduct]) -> sqlite3.Connection:
    """Index them in FTS5, folded, as one does without knowing better."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE product (id INTEGER PRIMARY KEY, name, unit, stars, industry, commune, year, standing)"
    )
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (name, unit, content='', tokenize='unicode61')")
    for number, row in enumerate(rows, start=1):
        facts = (row.stars, row.industry, row.commune, row.year, row.standing.value)
        connection.execute(
            "INSERT INTO product VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, row.name, row.producer_name, *facts)
        )
        connection.execute(
            "INSERT INTO words (rowid, name, unit) VALUES (?, ?, ?)", (number, fold(row.name), fold(row.producer_name))
        )
    connection.commit()
    return connection


Found = tuple[int, list[Any], dict[str, dict[Any, int]]]
"""How many there are, the first of them, and how many by each value of each facet."""


def _match(text: str) -> str:
    *whole, begun = fold(text).split()
    return " ".join([*(f'"{word}"' for word in whole), f'"{begun}"*'])


def ask_fts5(connection: sqlite3.Connection, text: str) -> Found:
    """Ask for the first page, the number and four facets, in six statements."""
    match = (_match(text),)
    found = "product WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)"
    page = connection.execute(f"SELECT * FROM {found} ORDER BY stars DESC, id LIMIT 20", match).fetchall()  # noqa: S608
    facets = {
        facet: dict(connection.execute(f"SELECT {facet}, count(*) FROM {found} GROUP BY {facet}", match).fetchall())  # noqa: S608
        for facet in FOUR
    }
    total = connection.execute(f"SELECT count(*) FROM {found}", match).fetchone()[0]  # noqa: S608
    return total, [row[0] - 1 for row in page], facets


def ask_fts5_and_sets(connection: sqlite3.Connection, index: PublicIndex, text: str) -> Found:
    """Ask FTS5 for the rows alone, and take the page, the number and the facets from memory."""
    rows = connection.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (_match(text),)).fetchall()
    found = bits_of((row - 1 for (row,) in rows), len(index.products))
    counted = {name: {value: (found & bits).bit_count() for value, bits in index.facets[name].items()} for name in FOUR}
    return len(rows), [row - 1 for (row,) in rows[:20]], counted


def _same(session: Session, index: PublicIndex, connection: sqlite3.Connection, text: str) -> bool:
    ours = search(session, index, Question(text=text))
    total, page, facets = ask_fts5(connection, text)
    other_total, other_page, other_facets = ask_fts5_and_sets(connection, index, text)
    counted = {name: {value: count for value, count in of.items() if count} for name, of in other_facets.items()}
    return (
        ours.total == total == other_total
        and page == other_page
        and {name: ours.facets[name] for name in FOUR} == facets == counted
    )


def _cold(session: Session, index: PublicIndex, text: str) -> None:
    index.forget()
    search(session, index, Question(text=text))


def taken_by(act: Callable[[], object], *, times: int = 1) -> float:
    """Return the seconds of CPU that something takes."""
    start = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - start) / times


def main(*, full: bool = True) -> None:
    """Print what all cost at each size, and what the last page costs beside the first."""
    for size in SIZES if full else list(SIZES)[:1]:
        rows = products(size)
        with our_tables(rows) as session:
            _measure(session, our_index(rows), fts5(rows))


def _measure(session: Session, index: PublicIndex, theirs: sqlite3.Connection) -> None:
    for text in _QUESTIONS:
        assert _same(session, index, theirs, text), text  # noqa: S101
    # The pages of the files are at hand in all of them.
    asks: dict[str, Callable[[str], object]] = {
        "warm": lambda text: search(session, index, Question(text=text)),
        "cold": partial(_cold, session, index),
        "six": partial(ask_fts5, theirs),
        "sets": partial(ask_fts5_and_sets, theirs, index),
    }
    taken: dict[str, dict[str, list[float]]] = {name: {text: [] for text in _QUESTIONS} for name in asks}
    for _ in range(ROUNDS):
        for text in _QUESTIONS:
            for name, ask in asks.items():
                ask(text)
                taken[name][text].append(taken_by(partial(ask, text), times=20 if name == "warm" else 1))
    warm, cold, six, sets = (statistics.median(statistics.median(one) for one in of.values()) for of in taken.values())
    size = len(index.products)
    print(f"Public search, {size} products, {len(_QUESTIONS)} questions, CPU ms: ", end="")
    print(f"FTS5 in six statements {six * 1e3:.2f}; ours", end="")
    for name, ours in (("cold", cold), ("warm", warm)):
        verdict = "met" if ours / six <= SIZES[size] else "missed"
        print(f"  {name} {ours * 1e3:.2f}: 1/{six / ours:.1f}, goal 1/{1 / SIZES[size]:.0f}: {verdict}", end="")
    print(f"\n  FTS5 for the rows, sets in memory for the rest {sets * 1e3:.2f}: 1/{six / sets:.1f} of six statements")
    _last_page(session, index, size)


def _last_page(session: Session, index: PublicIndex, size: int) -> None:
    everything, before_last = Question(), index.products[-21].public_id
    last = Question(after=before_last)
    taken: dict[str, list[float]] = {"first": [], "last": []}
    for _ in range(ROUNDS * 5):
        taken["first"].append(taken_by(partial(search, session, index, everything), times=20))
        taken["last"].append(taken_by(partial(search, session, index, last), times=20))
    first, end = statistics.median(taken["first"]), statistics.median(taken["last"])
    verdict = "met" if end / first <= LAST_PAGE_GOAL else "missed"
    print(f"  last page of {size} / first page  {end / first:.2f}   goal {LAST_PAGE_GOAL}: {verdict}")


if __name__ == "__main__":
    main()
