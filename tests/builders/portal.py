"""People of producers, invited and come in by the acts that real ones come in by."""

import io

from builders.register import a_commune
from PIL import Image
from sqlalchemy import select

from registry.models.account import Account
from registry.models.producer import Producer
from registry.models.proposal import Proposal
from registry.queries import memberships
from registry.queries import proposals as questions
from registry.rules import sign_in_name
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import invitations

PASSWORD = "ruộng bậc thang mùa nước đổ"
PHONE = "0912345678"


def a_member(officer: Actor, producer: str, *, sign_in: str = PHONE, name: str = "Lò Thị Chủ") -> Actor:
    """Invite somebody to speak for a producer, and let him take up the invitation."""
    invited = invitations.invite(actor=officer, producer=producer, name=name, sign_in=sign_in)
    invitations.redeem(sign_in=sign_in, code=invited.code, password=PASSWORD)
    return member_named(sign_in)


def member_named(sign_in: str) -> Actor:
    """Return the person of a producer who signs in by a name."""
    with reading() as session:
        row = memberships.account_named(session, sign_in_name.parse(sign_in))
        assert row is not None
        return Actor(account_id=row.id, name=row.name, roles=frozenset({Role.PRODUCER}), means="web")


def settle(producer: str) -> None:
    """Give a producer a commune, without which nothing of it is certified."""
    commune = a_commune()
    with transaction() as session:
        session.scalars(select(Producer).where(Producer.public_id == producer)).one().commune_id = commune


def account_of(actor: Actor) -> str:
    """Return the public id of an actor's account."""
    with reading() as session:
        return session.get_one(Account, actor.account_id).public_id


def kept_proposal(public_id: str) -> Proposal:
    """Return a proposal as it is kept."""
    with reading() as session:
        row = questions.proposal(session, public_id)
        assert row is not None
        return row


def every_proposal() -> list[Proposal]:
    """Return every proposal there is, the oldest first."""
    with reading() as session:
        return list(session.scalars(select(Proposal).order_by(Proposal.id)))


def a_picture(colour: str = "green") -> bytes:
    """Return a picture as a telephone sends it up."""
    file = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(file, "JPEG")
    return file.getvalue()
