"""A criteria set as a tree: parts, sections, criteria and the options of which a member ticks one."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registry.rules.instruments import Instrument

NOTHING_REACHED = -1
"""The tick that says: looked at, and no option is reached. Only where the criterion offers no option of 0 points."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to a criterion."""

    points: int
    label: str
    required_for: int | None = None
    """The stars for which at least this option must be reached (QĐ 26/2026, Phụ lục II, footnote)."""

    case: str | None = None
    """The case it belongs to, where the instrument offers cases that exclude one another."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A criterion is only looked at when an earlier one got at least so many points."""

    criterion: str
    min_points: int


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A section, a criterion or a part of one; what has options is ticked, what has children is their sum."""

    code: str
    title: str
    max: int
    hint: str | None = None
    options: tuple[Option, ...] = ()
    children: tuple["Criterion", ...] = ()
    applies_if: Condition | None = None
    disqualified_if: tuple[str, ...] = ()
    """Printed grounds on which the dossier is eliminated, or looked at no further, at this place."""

    zero_disqualifies: bool = False
    """Whether 0 points here, or at any criterion below, is such a ground by itself."""

    doubt: str | None = None
    """What is irregular here in the text as printed, and known to be: the checks of a set then let it pass."""

    @property
    def is_leaf(self) -> bool:
        """Say whether this is ticked itself."""
        return not self.children

    @property
    def cases(self) -> tuple[str, ...]:
        """Name the cases that exclude one another, in their order; empty where there are none."""
        return tuple(dict.fromkeys(option.case for option in self.options if option.case is not None))

    @property
    def may_reach_nothing(self) -> bool:
        """Say whether the tick «no option is reached» is offered."""
        return self.is_leaf and all(option.points > 0 for option in self.options)

    def walk(self) -> Iterator["Criterion"]:
        """Go through this and all below it, in the order of the table."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator["Criterion"]:
        """Go through what is ticked, in the order of the table."""
        return (one for one in self.walk() if one.is_leaf)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Part A, B or C."""

    code: str
    title: str
    max: int
    criteria: tuple[Criterion, ...]

    def leaves(self) -> Iterator[Criterion]:
        """Go through what is ticked, in the order of the table."""
        return (leaf for section in self.criteria for leaf in section.leaves())


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One printed ground of elimination and where it stands."""

    code: str
    """The criterion it stands at; empty where it stands above the table."""

    position: int
    text: str

    @property
    def key(self) -> str:
        """Name it within its set: «:0» above the table, «6.1:0» at a criterion."""
        return f"{self.code}:{self.position}"


@dataclass(frozen=True)
class CriteriaSet:
    """The criteria of one product set under one instrument (bộ tiêu chí)."""

    instrument: Instrument
    number: int
    name: str
    industry: str
    group: str
    subgroup: str | None
    managing_agency: str
    effective_from: date
    effective_to: date | None
    disqualified_if: tuple[str, ...]
    parts: tuple[Part, ...]
    source: str
    checks: tuple[str, ...] = ()
    """Doubts about the text that remain, for the reader."""

    incomplete: str | None = None
    """Why it cannot be scored with, in Vietnamese; None where it is whole."""

    @property
    def can_be_scored(self) -> bool:
        """Say whether a sheet may be made of it."""
        return self.incomplete is None

    @cached_property
    def nodes(self) -> Mapping[str, Criterion]:
        """Give every section and criterion by its code, in the order of the table."""
        return {node.code: node for part in self.parts for section in part.criteria for node in section.walk()}

    @cached_property
    def leaf_codes(self) -> tuple[str, ...]:
        """Name what is ticked, in the order of the table."""
        return tuple(leaf.code for leaf in self.leaves())

    def leaves(self) -> Iterator[Criterion]:
        """Go through what is ticked, in the order of the table."""
        return (leaf for part in self.parts for leaf in part.leaves())

    def leaf(self, code: str) -> Criterion | None:
        """Give what is ticked under a code; None where there is no such code or it is not ticked itself."""
        node = self.nodes.get(code)
        return node if node is not None and node.is_leaf else None

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """List the printed grounds of elimination: those above the table, then those at a criterion."""
        above = [Ground(code="", position=place, text=text) for place, text in enumerate(self.disqualified_if)]
        within = [
            Ground(code=node.code, position=place, text=text)
            for node in self.nodes.values()
            for place, text in enumerate(node.disqualified_if)
        ]
        return tuple(above + within)

    @cached_property
    def content_hash(self) -> str:
        """Give the SHA-256 of all that counts for a score or is printed; not of source, doubts and completeness."""
        text = json.dumps(_content(document(self)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


FORMAT = "ocop-criteria/1"
_BESIDE_THE_CONTENT = frozenset({"format", "source", "checks", "incomplete", "doubt"})


def document(criteria: CriteriaSet) -> dict[str, object]:
    """Write a set as the object a data file holds; reading it gives an equal set."""
    return _without_empty(
        {
            "format": FORMAT,
            "instrument": str(criteria.instrument),
            "effective_from": criteria.effective_from.isoformat(),
            "effective_to": criteria.effective_to.isoformat() if criteria.effective_to else None,
            "set": criteria.number,
            "name": criteria.name,
            "industry": criteria.industry,
            "group": criteria.group,
            "subgroup": criteria.subgroup,
            "managing_agency": criteria.managing_agency,
            "incomplete": criteria.incomplete,
            "disqualified_if": list(criteria.disqualified_if),
            "parts": [
                {
                    "code": part.code,
                    "title": part.title,
                    "max": part.max,
                    "criteria": [_criterion(one) for one in part.criteria],
                }
                for part in criteria.parts
            ],
            "source": criteria.source,
            "checks": list(criteria.checks),
        }
    )


def _criterion(criterion: Criterion) -> dict[str, object]:
    condition = criterion.applies_if
    return _without_empty(
        {
            "code": criterion.code,
            "title": criterion.title,
            "max": criterion.max,
            "hint": criterion.hint,
            "applies_if": {"criterion": condition.criterion, "min_points": condition.min_points} if condition else None,
            "disqualified_if": list(criterion.disqualified_if),
            "zero_disqualifies": criterion.zero_disqualifies or None,
            "doubt": criterion.doubt,
            "options": [
                _without_empty(
                    {
                        "points": option.points,
                        "label": option.label,
                        "case": option.case,
                        "required_for": option.required_for,
                    }
                )
                for option in criterion.options
            ],
            "children": [_criterion(one) for one in criterion.children],
        }
    )


def _without_empty(fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in (None, [], ())}


def _content(fields: object) -> object:
    if isinstance(fields, dict):
        return {name: _content(value) for name, value in fields.items() if name not in _BESIDE_THE_CONTENT}
    return [_content(one) for one in fields] if isinstance(fields, list) else fields
