"""An invented instrument that takes the place of QĐ 26/2026, and invented criteria: nothing here was ever issued."""

import io
import json
from datetime import date
from typing import Any

from builders.criteria_files import changed

from registry.law.criteria_reading import criteria_set_from
from registry.law.instrument_file import chapter_of_book, document_of, instrument_from
from registry.law.law_book import Chapter, own_book
from registry.rules.criteria import CriteriaSet
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor
from registry.usecases import criteria_loading, instrument_loading

NEW = Instrument("99/2028")
BEGINS = date(2028, 3, 1)
LAST_FIRST = date(2028, 4, 30)
"""The last day of transition of a first recognition."""

TITLE = "Quyết định số 99/2028/QĐ-TTg (giả định, chỉ để kiểm thử)"
BANDS = [
    {"stars": 5, "lowest": 92, "highest": 100},
    {"stars": 4, "lowest": 75, "highest": 91.99},
    {"stars": 3, "lowest": 55, "highest": 74.99},
    {"stars": 2, "lowest": 30, "highest": 54.99},
    {"stars": 1, "lowest": 0, "highest": 29.99},
]


def written(**fields: Any) -> dict[str, Any]:
    """Return the invented instrument as its file says it: QĐ 26/2026 with other bands, sets and papers."""
    said = document_of(chapter_of_book(own_book(), Instrument.QD_26_2026))
    said["sets"][10]["name"] = "Chè các loại (tên giả định)"
    said["sets"].pop()  # the last set is no more; nothing is asked of it
    for item in said["items"]:
        item.pop("not_required_for_sets", None)
    return {
        **said,
        "code": str(NEW),
        "title": TITLE,
        "short_title": "QĐ 99/2028 (giả định)",
        "applies_from": BEGINS.isoformat(),
        "months_of_validity": 48,
        "certificate_title": "Giấy chứng nhận theo văn bản giả định",
        "transition_article": "Điều 15",
        "transition": [{"kind": "first", "until": LAST_FIRST.isoformat()}],
        "bands": BANDS,
        "source": "Tệp giả định của bộ kiểm thử",
        **fields,
    }


def chapter(**fields: Any) -> Chapter:
    """Return the invented instrument as it reads."""
    reading = instrument_from(written(**fields))
    assert reading.chapter is not None, [str(flaw) for flaw in reading.flaws]
    return reading.chapter


def flaws(**fields: Any) -> list[str]:
    """Return all that is wrong with the file when these fields are others."""
    return [str(flaw) for flaw in instrument_from(written(**fields)).flaws]


def as_file(said: dict[str, Any], name: str = "van-ban.json") -> tuple[io.BytesIO, str]:
    """Return it as somebody sends it."""
    return io.BytesIO(json.dumps(said, ensure_ascii=False).encode()), name


def loaded(actor: Actor, **fields: Any) -> instrument_loading.Loading:
    """Take it into the register."""
    return instrument_loading.load(actor=actor, chapter=chapter(**fields))


def criteria_under(instrument: Instrument, *, begins: date, number: int = 11) -> CriteriaSet:
    """Return the criteria of tea as if that instrument had them."""
    fields = {"instrument": str(instrument), "effective_from": begins.isoformat(), "effective_to": None}
    found = criteria_set_from(changed(set=number, name="Bộ tiêu chí giả định, chỉ để kiểm thử", **fields)).criteria
    assert found is not None
    return found


def criteria_loaded(actor: Actor, criteria: CriteriaSet) -> criteria_loading.Loading:
    """Take invented criteria into the register."""
    return criteria_loading.load(
        actor=actor, criteria=criteria, source="Tệp giả định", applies_from=criteria.effective_from
    )
