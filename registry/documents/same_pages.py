"""Whether a file that begins with a paper of ours still shows that paper: every page, but for fields of signatures."""

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

_UPWARDS = frozenset({"/Parent"})
_ADDED = frozenset({"/Annots", "/Tabs"})
"""What signing software adds to a page."""
MOST_PAGES = 200


def shows_the_same(paper: bytes, signed: bytes) -> bool:
    """Say whether the pages of two PDF are made of the same, fields of signatures in the second aside."""
    ours, theirs = (PdfFileReader(BytesIO(one), strict=False) for one in (paper, signed))
    pages, count = _pages(ours), _pages(theirs)
    if pages != count or pages > MOST_PAGES:
        return False
    return all(_same_page(ours, theirs, number) for number in range(pages))


def _pages(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def _same_page(ours: PdfFileReader, theirs: PdfFileReader, number: int) -> bool:
    before, after = (_page(reader, number) for reader in (ours, theirs))
    kept = [{key: page.raw_get(key) for key in page if key not in _ADDED | _UPWARDS} for page in (before, after)]
    if not _Comparison().same_entries(*kept):
        return False
    old, new = (_items(page.get("/Annots", generic.ArrayObject())) for page in (before, after))
    return new[: len(old)] == old and all(_is_of_a_signature(_led_to(one)) for one in new[len(old) :])


def _page(reader: PdfFileReader, number: int) -> Any:
    # Found by what the page tree says, as every viewer does.
    return reader.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call]


def _is_of_a_signature(annotation: Any) -> bool:
    return bool(annotation.get("/Subtype") == "/Widget" and annotation.get("/FT") == "/Sig")


class _Comparison:
    """Compares what two objects lead to; what leads back to where it came from is compared once."""

    def __init__(self) -> None:
        self._met: set[tuple[Any, Any]] = set()

    def same_entries(self, one: dict[Any, Any], other: dict[Any, Any]) -> bool:
        """Say whether two dictionaries hold the same under the same names."""
        return one.keys() == other.keys() and all(self._same(one[key], other[key]) for key in one)

    def _same(self, one: Any, other: Any) -> bool:
        met = (_identity(one), _identity(other))
        if None not in met:
            if met in self._met:
                return True
            self._met.add(met)
        one, other = _led_to(one), _led_to(other)
        if type(one) is not type(other):
            return False
        if isinstance(one, generic.StreamObject) and one.data != other.data:
            return False
        if isinstance(one, generic.DictionaryObject):
            return self.same_entries(_entries(one), _entries(other))
        if isinstance(one, generic.ArrayObject):
            return len(one) == len(other) and all(map(self._same, _items(one), _items(other)))
        return bool(one == other)


def _identity(value: Any) -> Any:
    return (value.idnum, value.generation) if isinstance(value, generic.IndirectObject) else None


def _led_to(value: Any) -> Any:
    if isinstance(value, generic.IndirectObject):
        return value.get_object()  # type: ignore[no-untyped-call]
    return value


def _entries(value: Any) -> dict[Any, Any]:
    return {key: value.raw_get(key) for key in value if key not in _UPWARDS}


def _items(value: Any) -> list[Any]:
    return [value.raw_get(place) for place in range(len(value))]
