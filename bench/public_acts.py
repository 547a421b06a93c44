"""What a public act costs whoever searches next: ours, and a search by FTS5 with facets counted from sets in memory.

Ours writes in the act what the product is found by and how it stands from day to day, and the first who asks follows
the journal to what was touched; beside it, gathering everything again. The other writes the product's words in the act,
and gathers its sets again for the first who asks; its facts stand ready in one table, which spares it to work out how
certificates stand.
"""

import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select, update

from bench.lists import a_register
from bench.public_search import FOUR, fts5, taken_by
from registry.models.product import Product
from registry.models.search import SearchProduct
from registry.queries.bit_sets import bits_of
from registry.queries.public_gathering import gather
from registry.queries.public_index import PublicIndex
from registry.queries.public_renewing import renewed
from registry.rules.permissions import Role
from registry.rules.search_key import fold
from registry.transaction import UNSEEN, reading, transaction
from registry.usecases import renaming, search_rows

ACTS = 15
TODAY = date(2025, 6, 1)
GOAL = 1 / 20
"""Of gathering everything, for following an act on one product."""


def _rewrite(connection: sqlite3.Connection, index: PublicIndex, number: int, name: str) -> None:
    """Write the words of a renamed product into FTS5, as the act would."""
    row = index.products[number]
    before = (number + 1, fold(row.name), fold(row.producer_name))
    connection.execute("INSERT INTO words (words, rowid, name, unit) VALUES ('delete', ?, ?, ?)", before)
    after = (number + 1, fold(name), fold(row.producer_name))
    connection.execute("INSERT INTO words (rowid, name, unit) VALUES (?, ?, ?)", after)
    connection.execute("UPDATE product SET name = ? WHERE id = ?", (name, number + 1))
    connection.commit()


def _sets_again(connection: sqlite3.Connection) -> dict[str, dict[object, int]]:
    """Gather the sets of the facets from their table."""
    sets: dict[str, dict[object, list[int]]] = {name: {} for name in FOUR}
    rows = connection.execute(f"SELECT {', '.join(FOUR)} FROM product ORDER BY id").fetchall()  # noqa: S608
    for number, row in enumerate(rows):
        for name, value in zip(FOUR, row, strict=True):
            sets[name].setdefault(value, []).append(number)
    return {name: {value: bits_of(numbers, len(rows)) for value, numbers in of.items()} for name, of in sets.items()}


def _acts(product_ids: list[str]) -> Iterator[tuple[str, str]]:
    from builders.people import a_person

    officer = a_person(Role.OFFICER)
    for number, product in enumerate(product_ids):
        name = f"Sản phẩm đổi tên lần {number}"
        renaming.rename_product(actor=officer, product=product, name=name, on=TODAY, confirmed_distinct=True)
        yield product, name


def main() -> None:
    """Print what both cost."""
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as place, a_register(Path(place)).app_context():
        with reading() as session:
            index = gather(session, day=TODAY)
            products = list(session.scalars(select(Product.public_id).limit(ACTS + 1).offset(len(index.products) // 2)))
            row_ids = {row.public_id: row.row_id for row in index.products}
        theirs = fts5(list(index.products))
        taken: dict[str, list[float]] = {"follow": [], "all": [], "row": [], "sets": [], "written": []}
        for product, name in _acts(products):
            taken["row"].append(taken_by(partial(_rewrite, theirs, index, index.place_of[product], name)))
            taken["sets"].append(taken_by(partial(_sets_again, theirs)))
            with reading() as session:
                known = index
                kept: list[PublicIndex] = []
                taken["follow"].append(
                    taken_by(lambda: kept.append(renewed(session, known, day=TODAY)))  # noqa: B023
                )
            with reading() as session:
                taken["all"].append(taken_by(partial(gather, session, day=TODAY)))
            with transaction() as session:
                session.info[UNSEEN] = True
                changed = update(SearchProduct).where(SearchProduct.product_id == row_ids[product])
                session.execute(changed.values(words=""))
                renamed = [{"on": "product", "id": product, "how": "changed"}]
                taken["written"].append(taken_by(partial(search_rows.follow, session, renamed, [])))
            theirs.close()
            (index,) = kept
            theirs = fts5(list(index.products))
        # The first act also pays for statements that are compiled once.
        follow, everything, row, sets, written = (statistics.median(one[1:]) * 1e3 for one in taken.values())
        verdict = "met" if follow / everything <= GOAL else "missed"
        print(f"After a public act, {len(index.products)} products, CPU ms: what it touched {follow:.1f}, ", end="")
        print(f"gathering everything {everything:.0f}: 1/{everything / follow:.0f}   goal 1/{1 / GOAL:.0f}: {verdict}")
        print(f"  ours in the act {written:.1f}; FTS5 with sets {row:.2f}, and {sets:.1f} for the first who asks")


if __name__ == "__main__":
    main()
