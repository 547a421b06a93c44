"""Who looks at the dossiers of which commune."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.account import Account
from registry.models.dossier import CommuneDesk
from registry.models.place import Place


def desks(session: Session) -> Sequence[CommuneDesk]:
    """Return every appointment with its account and commune, in Vietnamese order of communes."""
    return session.scalars(
        select(CommuneDesk)
        .join(CommuneDesk.commune)
        .join(CommuneDesk.account)
        .options(joinedload(CommuneDesk.account), joinedload(CommuneDesk.commune))
        .order_by(Place.sort_key, Account.name)
    ).all()


def communes_of(session: Session, account_id: int | None) -> Sequence[Place]:
    """Return the communes whose dossiers an account looks at, by name."""
    mine = select(CommuneDesk.commune_id).where(CommuneDesk.account_id == account_id)
    return session.scalars(select(Place).where(Place.id.in_(mine)).order_by(Place.name)).all()
