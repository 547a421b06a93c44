"""Whether the public's search reads what the register says, and whether FTS5 finds what its tables say."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from registry.queries import search_rows

_REMEDY = "Hãy chạy lệnh rebuild-search."
_MOST_NAMED = 10


def defects(session: Session) -> Iterator[str]:
    """Say which rows of the search are not as they follow from the rest of the register."""
    for table, rows in search_rows.TABLES.items():
        name, stored, wanted = table.__tablename__, search_rows.stored(session, table), rows(session)
        different = sorted(key for key in {*stored, *wanted} if stored.get(key) != wanted.get(key))
        for key in different[:_MOST_NAMED]:
            what = "thiếu" if key not in stored else "thừa" if key not in wanted else "không đúng với sổ"
            yield f"Tra cứu: bảng {name}, dòng {_named(key)} {what}. {_REMEDY}"
        if len(different) > _MOST_NAMED:
            yield f"Tra cứu: bảng {name} còn {len(different) - _MOST_NAMED} dòng khác không đúng với sổ. {_REMEDY}"
        if "words" in inspect(table).columns and session.get_bind().dialect.name == "sqlite":
            yield from _found_by_fts5(session, table)


def _found_by_fts5(session: Session, table: Any) -> Iterator[str]:
    index = table.__tablename__.replace("search_", "fts_")
    seen = {(row.term, row.doc) for row in session.execute(text(f"SELECT term, doc FROM {index}_seen"))}  # noqa: S608
    key = inspect(table).primary_key[0]
    said = {(word, owner) for owner, words in session.execute(select(key, table.words)) for word in words.split()}
    if seen != said:
        rows = sorted({owner for _, owner in seen ^ said})
        named = ", ".join(map(str, rows[:_MOST_NAMED]))
        yield f"Tra cứu: chỉ mục {index} không khớp bảng của nó ở {len(rows)} dòng ({named}). {_REMEDY}"


def _named(key: Any) -> str:
    return "-".join(map(str, key))
