"""What a public search costs, beside two others asked the same: page, count and four facets.

One is plain FTS5 in six statements; the other is FTS5 that finds the rows of words and nothing else, the facets counted
from sets in memory. All hold the same products and answer the same questions in turn; CPU is user and system time of
this process.
"""

import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from registry.models.decision import Origin
from registry.queries.public_index import FACETS, PublicIndex, PublicProduct
from registry.queries.public_search import Question, search
from registry.queries.word_index import WordIndex, bits_of
from registry.rules.certificate_life import Standing
from registry.rules.instruments import RecognitionKind
from registry.rules.search_key import exact_key, fold
from registry.rules.sort_key import sort_key

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
        folded=WordIndex({*fold(row.name).split(), *fold(row.producer_name).split()} for row in rows),
        marked=WordIndex({*exact_key(row.name).split(), *exact_key(row.producer_name).split()} for row in rows),
        run_together=[],
        producer_words=WordIndex([]),
        decisions=[],
        facets={
            name: {value: bits_of(numbers, len(rows)) for value, numbers in values.items()}
            for name, values in sets.items()
        },
    )


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


def _same(index: PublicIndex, connection: sqlite3.Connection, text: str) -> bool:
    ours = search(index, Question(text=text))
    total, page, facets = ask_fts5(connection, text)
    other_total, other_page, other_facets = ask_fts5_and_sets(connection, index, text)
    counted = {name: {value: count for value, count in of.items() if count} for name, of in other_facets.items()}
    return (
        ours.total == total == other_total
        and page == other_page
        and {name: ours.facets[name] for name in FOUR} == facets == counted
    )


def taken_by(act: Callable[[], object], *, times: int = 1) -> float:
    """Return the seconds of CPU that something takes."""
    start = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - start) / times


def main(*, full: bool = True) -> None:
    """Print what both cost at each size, and what the last page costs beside the first."""
    for size in SIZES if full else list(SIZES)[:1]:
        rows = products(size)
        index, theirs = our_index(rows), fts5(rows)
        for text in _QUESTIONS:
            assert _same(index, theirs, text), text  # noqa: S101
        # Words asked for before are at hand in the one, pages of the file in the others: all are warm.
        asks: dict[str, Callable[[str], object]] = {
            "ours": lambda text, index=index: search(index, Question(text=text)),  # type: ignore[misc]
            "six": partial(ask_fts5, theirs),
            "sets": partial(ask_fts5_and_sets, theirs, index),
        }
        taken: dict[str, dict[str, list[float]]] = {name: {text: [] for text in _QUESTIONS} for name in asks}
        for _ in range(ROUNDS):
            for text in _QUESTIONS:
                for name, ask in asks.items():
                    taken[name][text].append(taken_by(partial(ask, text), times=20 if name == "ours" else 1))
        us, six, sets = (statistics.median(statistics.median(one) for one in of.values()) for of in taken.values())
        goal = SIZES[size]
        print(f"Public search, {size} products, {len(_QUESTIONS)} questions, CPU ms: ours {us * 1e3:.3f}, ", end="")
        print(f"FTS5 in six statements {six * 1e3:.3f}: 1/{six / us:.1f}", end="")
        print(f"   goal 1/{1 / goal:.0f}: {'met' if us / six <= goal else 'missed'}")
        print(f"  FTS5 for the rows, sets in memory for the rest {sets * 1e3:.3f}: ", end="")
        print(f"1/{six / sets:.1f} of six statements, ours 1/{sets / us:.1f} of it")
        _last_page(index, size)


def _last_page(index: PublicIndex, size: int) -> None:
    everything, before_last = Question(), index.products[-21].public_id
    last = Question(after=before_last)
    taken: dict[str, list[float]] = {"first": [], "last": []}
    for _ in range(ROUNDS * 5):
        taken["first"].append(taken_by(partial(search, index, everything), times=20))
        taken["last"].append(taken_by(partial(search, index, last), times=20))
    first, end = statistics.median(taken["first"]), statistics.median(taken["last"])
    verdict = "met" if end / first <= LAST_PAGE_GOAL else "missed"
    print(f"  last page of {size} / first page  {end / first:.2f}   goal {LAST_PAGE_GOAL}: {verdict}")


if __name__ == "__main__":
    main()
