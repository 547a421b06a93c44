"""Whether rows that a list brought in at one stroke are still as they were written.

Such rows have one digest together and a short one each. Which row is which follows from the order of the keys, which is
the order of writing; rows that an act changed or took away since are passed over.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

from registry.rules.journal_chain import SHORT, digests_of_rows


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """Rows written at one stroke, as the journal knows them."""

    sequence: int
    count: int
    columns: Sequence[str]
    together: str
    each: Sequence[str]
    """The short digest of every row; empty in registers of an earlier program."""

    @classmethod
    def of_change(cls, change: Mapping[str, Any], *, sequence: int) -> Self:
        """Read it from a change of an entry."""
        each = change.get("rows", "")
        return cls(
            sequence=sequence,
            count=change["count"],
            columns=change["columns"],
            together=change["fields"]["*"],
            each=[each[start : start + SHORT] for start in range(0, len(each), SHORT)],
        )


def defects(
    table: str,
    strokes: Sequence[Stroke],
    rows: Iterable[tuple[str, Any]],
    *,
    changed: Collection[str] = frozenset(),
    key: bytes,
) -> Iterator[str]:
    """Say which stroke is not as it was written, and its first row that is not.

    :param rows: identity and row of all that strokes wrote, in the order of the keys; None for a row that an act took.
    :param changed: identities of the rows that acts changed since.
    """
    rest = iter(rows)
    for stroke in strokes:
        some = list(islice(rest, stroke.count))
        watched = [(at, *one) for at, one in enumerate(some) if one[1] is not None and one[0] not in changed]
        content = [{name: getattr(row, name) for name in stroke.columns} for _, _, row in watched]
        together, each = digests_of_rows(content, key=key)
        if together == stroke.together or (len(watched) < len(some) and not stroke.each):
            continue  # of the second kind, nothing is known any more
        others = [
            identity
            for (at, identity, _), found in zip(watched, each, strict=True)
            if stroke.each and found != stroke.each[at]
        ]
        if others:
            yield (
                f"Bảng {table}: dòng {others[0]} khác với lúc mục nhật ký số {stroke.sequence} ghi, "
                "hoặc trước nó có dòng bị thêm, bớt."
            )
        elif len(some) < stroke.count or len(watched) == stroke.count:
            yield f"Bảng {table}: các dòng do mục nhật ký số {stroke.sequence} ghi đã bị sửa, thêm hoặc bớt."
