from dataclasses import dataclass

from registry.law.law_book import Chapter
from registry.rules.criteria_checks import Flaw


@dataclass(frozen=True, kw_only=True)
class Reading:
    chapter: Chapter | None
    flaws: tuple[Flaw, ...]


def instrument_from(document: object) -> Reading:
    raise NotImplementedError
