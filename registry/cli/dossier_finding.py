"""Finding dossiers, rounds and members that a command line names."""

from sqlalchemy import or_, select

from registry.cli.finding import account_named, only
from registry.models.account import Account
from registry.models.assessment_round import AssessmentRound, Seat
from registry.models.dossier import Dossier
from registry.models.product import Product
from registry.rules.dossier_life import ENDED
from registry.rules.refusal import NotFound
from registry.rules.search_key import clean
from registry.transaction import reading


def dossier_named(named: str) -> str:
    """Return the public id of a dossier named by public id, slip number, or its product while it is under way.

    :raises NotFound: if there is none.
    :raises Refusal: if several are meant.
    """
    wanted = clean(named)
    with reading() as session:
        rows = session.execute(
            select(Dossier.public_id, Product.name)
            .join(Dossier.product)
            .where(
                or_(
                    Dossier.public_id == wanted,
                    Dossier.number == wanted,
                    (Product.name == wanted) & Dossier.state.not_in(ENDED),
                )
            )
            .order_by(Dossier.id)
        ).all()
    return only([(row.public_id, row.name) for row in rows], named, "hồ sơ")


def round_named(named: str) -> str:
    """Return the public id of a round named by public id or as number/year, such as 2/2026.

    :raises NotFound: if there is none.
    """
    wanted = clean(named)
    with reading() as session:
        rows = session.execute(select(AssessmentRound.public_id, AssessmentRound.number, AssessmentRound.year)).all()
    for row in rows:
        if wanted in (row.public_id, f"{row.number}/{row.year}"):
            return str(row.public_id)
    raise NotFound(f"Không tìm thấy đợt đánh giá “{named}”; hãy ghi như 2/2026.")


def seat_named(round_: str, named: str) -> str:
    """Return the public id of a member's seat in a round, named by sign-in name, place in the list, or public id.

    :param round_: public id of the round.
    :raises NotFound: if there is none.
    """
    wanted = clean(named)
    with reading() as session:
        rows = session.execute(
            select(Seat.public_id, Seat.position, Account.public_id)
            .join(Seat.account)
            .join(Seat.round)
            .where(AssessmentRound.public_id == round_)
        ).all()
    for seat, position, _ in rows:
        if wanted in (seat, str(position)):
            return seat
    person = account_named(named)
    for seat, _, account in rows:
        if account == person:
            return seat
    raise NotFound(f"“{named}” không có trong Hội đồng của đợt này.")
