"""The secret addresses under which calendar programs fetch a person's days."""

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.account import Account
from registry.models.expiry import CalendarFeed


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: enough to know it again, useless to whoever reads the register."""
    return sha256(secret.encode()).hexdigest()


def by_secret(session: Session, secret: str) -> CalendarFeed | None:
    """Return the feed that a secret opens; none that has ended, nor one of a closed account."""
    found = session.scalar(
        select(CalendarFeed)
        .where(CalendarFeed.secret_digest == digest_of(secret), CalendarFeed.ended_at.is_(None))
        .options(joinedload(CalendarFeed.account).options(selectinload(Account.roles)))
    )
    return found if found is not None and found.account.active else None


def open_of(session: Session, account_id: int | None) -> CalendarFeed | None:
    """Return the feed of an account that has not ended."""
    return session.scalar(
        select(CalendarFeed)
        .where(CalendarFeed.account_id == account_id, CalendarFeed.ended_at.is_(None))
        .order_by(CalendarFeed.id.desc())
        .limit(1)
    )
