"""A round that came to every kind of result: four stars, held back at three, a prospect, eliminated."""

from typing import NamedTuple

from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.register import a_producer, a_product
from builders.score_sheets import best_ticks, just_below, ticks_with_total

from registry.rules.permissions import Actor
from registry.usecases import concluding
from registry.usecases import rounds as round_acts


class Concluded(NamedTuple):
    """Public ids of the round and of its dossiers, and the council."""

    round: str
    four_stars: str
    held_back: str
    prospect: str
    eliminated: str
    council: list[Actor]


def a_concluded_round(officer: Actor, *, members: int = 3, is_ended: bool = True) -> Concluded:
    """Let a council score four dossiers of one producer and conclude on them."""
    producer = a_producer(name="Hợp tác xã Chè Tả Lèng")
    names = ("Chè Shan tuyết", "Chè xanh", "Hồng trà", "Trà ướp hoa")
    four, held, prospect, eliminated = (
        a_forwarded_dossier(officer, a_product(producer=producer, name=name)) for name in names
    )
    round_, council = a_round(officer, [four, held, prospect, eliminated], members=members)
    for place, member in enumerate(council):
        criteria = criteria_of(four)
        signed(member, four, ticks_with_total(criteria, total=72 + place, stars=4), opinion="Đề nghị công nhận.")
        signed(member, held, without_a_minimum(criteria, total=75))
        signed(member, prospect, best_ticks(criteria))
        signed(member, eliminated, {}, grounds=[":0"])
    for dossier in (four, held, prospect, eliminated):
        concluding.conclude(actor=officer, dossier=dossier)
    if is_ended:
        round_acts.conclude(actor=officer, round_=round_)
    return Concluded(round_, four, held, prospect, eliminated, council)


def without_a_minimum(criteria, *, total):
    """Ticks that give four stars by their points, and miss one minimum of four stars."""
    ticks = dict(ticks_with_total(criteria, total=total, stars=4))
    leaf, place = next(
        (leaf, place)
        for leaf in criteria.leaves()
        for place, option in enumerate(leaf.options)
        if option.required_for == 4 and place > 0
    )
    ticks[leaf.code] = just_below(leaf, place)
    return ticks
