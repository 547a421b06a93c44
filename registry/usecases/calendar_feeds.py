"""Opening and ending the secret address under which a calendar program fetches a person's days."""

import secrets

from sqlalchemy import select

from registry.models.expiry import CalendarFeed
from registry.queries.calendar_feeds import digest_of
from registry.queries.settings import settings
from registry.rules.permissions import Actor, Permission, Role
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import Session
from registry.usecases.journal import Act, acting

PATH = "/lich"
SECRET_BYTES = 24
"""192 bits: nobody guesses an address."""


def open_feed(*, actor: Actor) -> str:
    """Give an account its secret, which is never known again; the address it had before ends.

    :raises Refusal: if the actor is no person with days to see.
    """
    if actor.account_id is None:
        raise Refusal("Lịch gắn với một tài khoản; hãy nêu người thực hiện.")
    if Role.PRODUCER not in actor.roles and not actor.may(Permission.VIEW_REGISTER):
        raise Refusal("Tài khoản này không có ngày hết hạn nào để xem.")
    secret = secrets.token_hex(SECRET_BYTES)
    with acting(actor, "calendar_feed.open", None) as act:
        _end_all(act, actor.account_id)
        act.add(CalendarFeed(account_id=actor.account_id, secret_digest=digest_of(secret), made_at=act.at))
    return secret


def end_feed(*, actor: Actor) -> None:
    """End the address of the actor's calendar; programs that fetch it find nothing from now on.

    :raises NotFound: if there is none.
    """
    with acting(actor, "calendar_feed.end", None) as act:
        if not _end_all(act, actor.account_id):
            raise NotFound("Tài khoản này chưa có địa chỉ lịch nào đang dùng.")


def address_of(session: Session, secret: str) -> str:
    """Return the whole address that a secret opens, as a person copies it into a calendar program."""
    return f"{settings(session).public_address.rstrip('/')}{PATH}/{secret}.ics"


def _end_all(act: Act, account_id: int | None) -> int:
    feeds = act.session.scalars(
        select(CalendarFeed).where(CalendarFeed.account_id == account_id, CalendarFeed.ended_at.is_(None))
    ).all()
    for feed in feeds:
        feed.ended_at = act.at
    return len(feeds)
