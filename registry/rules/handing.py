"""Which certificates may still be put into a producer's hands."""

from registry.rules.certificate_life import Standing, stands
from registry.rules.refusal import Refusal

FALLEN = frozenset(
    {
        Standing.EXPIRED,
        Standing.SUPERSEDED,
        Standing.SUSPENDED,
        Standing.REVOKED,
        Standing.WITHDRAWN,
        Standing.ANNULLED,
    }
)
"""Standings of a paper that proves nothing any more, or nothing at present; one that is yet to begin is given ahead."""


class NoLongerStands(Refusal):
    """The paper is not good on the day on which it would be handed over."""


def check_hand_over(standing: Standing, *, paper: str) -> None:
    """Let a paper be handed over, or refuse it.

    :param paper: its number and product, as a sentence names it.
    :raises NoLongerStands: when it is not good on that day.
    """
    if standing in FALLEN:
        raise NoLongerStands(f"Giấy chứng nhận {paper} {stands(standing)}, không trao được.", field="papers")
