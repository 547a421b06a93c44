"""Ticks made from the data of the criteria sets, and an opinion on stars that shares no code with the rules."""

import json

from registry.law.criteria import CRITERIA, criteria_set, listed
from registry.rules.criteria import NOTHING_REACHED
from registry.rules.instruments import Instrument
from registry.rules.scoring_sheet import Sheet

SCORED = [one for known in listed().values() for one in known.sets if one.can_be_scored]
UNDER_26 = [one for one in SCORED if one.instrument == Instrument.QD_26_2026]


def named(one):
    return f"{one.instrument} set {one.number}" if hasattr(one, "number") else str(one)


def the_set(one):
    return criteria_set(instrument=one.instrument, number=one.number)


def raw(one):
    return json.loads((CRITERIA / one.file).read_text(encoding="utf-8"))


def best_ticks(criteria):
    """The option with the most points everywhere: a hundred points."""
    return {
        leaf.code: max(range(len(leaf.options)), key=lambda place: leaf.options[place].points)
        for leaf in criteria.leaves()
    }


def just_below(leaf, place):
    """The tick beneath an option."""
    return place - 1 if place else NOTHING_REACHED


def ticks_with_total(criteria, *, total, stars):
    """Ticks of exactly that many points that reach every minimum of the rank; all applies, and nothing eliminates."""
    needed = {
        node.applies_if.criterion: node.applies_if.min_points for node in criteria.nodes.values() if node.applies_if
    }
    fatal = {leaf.code for node in criteria.nodes.values() if node.zero_disqualifies for leaf in node.leaves()}
    reached = {0: {}}
    for leaf in criteria.leaves():
        floor = max(
            [
                place
                for place, option in enumerate(leaf.options)
                if option.required_for and option.required_for <= stars
            ],
            default=0,
        )
        choices = {
            leaf.options[place].points: place
            for place in range(floor, len(leaf.options))
            if leaf.options[place].points >= max(needed.get(leaf.code, 0), leaf.code in fatal)
        }
        reached = {
            so_far + points: ticks | {leaf.code: place}
            for so_far, ticks in reached.items()
            for points, place in choices.items()
        }
    return reached[total]


def sheets(*ticks):
    return {member: Sheet(ticks=one) for member, one in enumerate(ticks, start=1)}


def leaves_of(document):
    """Every ticked criterion of a data file, in order."""

    def below(node):
        return [leaf for child in node["children"] for leaf in below(child)] if "children" in node else [node]

    return [leaf for part in document["parts"] for section in part["criteria"] for leaf in below(section)]
