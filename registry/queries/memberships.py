"""Who speaks for which producer through the portal, and who is invited to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.account import Account
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.membership import Invitation, Membership
from registry.models.producer import Producer, ProducerSuccession, SuccessionKind
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.rules.invitation_life import InvitationState
from registry.rules.sign_in_name import SignInName


@dataclass(frozen=True, kw_only=True)
class InvitationLine:
    """One invitation as staff see it."""

    public_id: str
    name: str
    sign_in: str
    producer_name: str
    state: InvitationState
    invited_at: datetime
    expires_at: datetime


def account_named(session: Session, who: SignInName) -> Account | None:
    """Return the account that signs in by a name, its roles loaded."""
    column = Account.email if who.email else Account.phone
    return session.scalar(select(Account).where(column == who.text).options(selectinload(Account.roles)))


def producers_of(session: Session, account_id: int | None) -> Sequence[Producer]:
    """Return the producers an account speaks for, in Vietnamese order."""
    return session.scalars(
        select(Producer)
        .join(Membership, Membership.producer_id == Producer.id)
        .where(Membership.account_id == account_id)
        .options(joinedload(Producer.commune))
        .order_by(Producer.sort_key, Producer.id)
    ).all()


def speaks_for(session: Session, account_id: int | None, producer_id: int) -> bool:
    """Say whether an account speaks for a producer."""
    asked = select(Membership.since).where(Membership.account_id == account_id, Membership.producer_id == producer_id)
    return session.scalar(asked) is not None


def people_of(session: Session, producer: Producer) -> Sequence[Membership]:
    """Return who speaks for a producer, the longest first."""
    return session.scalars(
        select(Membership)
        .where(Membership.producer_id == producer.id)
        .options(joinedload(Membership.account))
        .order_by(Membership.since, Membership.account_id)
    ).all()


def left_behind(session: Session, producer: Producer) -> Sequence[Membership]:
    """Return who speaks for a producer that was merged into this one, and not for this one."""
    merged = select(ProducerSuccession.old_id).where(
        ProducerSuccession.new_id == producer.id, ProducerSuccession.kind == SuccessionKind.MERGER
    )
    here = select(Membership.account_id).where(Membership.producer_id == producer.id)
    people = session.scalars(
        select(Membership)
        .where(Membership.producer_id.in_(merged), Membership.account_id.not_in(here))
        .options(joinedload(Membership.account), joinedload(Membership.producer))
        .order_by(Membership.since, Membership.account_id)
    )
    return list({one.account_id: one for one in people if one.account.active}.values())


def membership(session: Session, *, producer: str, account: str) -> Membership | None:
    """Return what lets an account speak for a producer, both by public id."""
    return session.scalar(
        select(Membership)
        .join(Membership.account)
        .join(Membership.producer)
        .where(Producer.public_id == producer, Account.public_id == account)
        .options(joinedload(Membership.account), joinedload(Membership.producer))
    )


def invitation(session: Session, public_id: str) -> Invitation | None:
    """Return an invitation with its producer."""
    return session.scalar(
        select(Invitation).where(Invitation.public_id == public_id).options(joinedload(Invitation.producer))
    )


def invitations(session: Session, *, now: datetime, producer: Producer | None = None) -> list[InvitationLine]:
    """Return invitations, the newest first; those of one producer where one is named."""
    asked = select(Invitation).options(joinedload(Invitation.producer)).order_by(Invitation.id.desc())
    if producer is not None:
        asked = asked.where(Invitation.producer_id == producer.id)
    return [
        InvitationLine(
            public_id=one.public_id,
            name=one.name,
            sign_in=one.sign_in,
            producer_name=one.producer.name,
            state=one.state_at(now),
            invited_at=one.invited_at,
            expires_at=one.expires_at,
        )
        for one in session.scalars(asked)
    ]


def paper(session: Session, account_id: int | None, file_id: str) -> PaperFile | None:
    """Return a kept certificate of a product that a producer of this account holds today."""
    return session.scalar(_papers().where(PaperFile.public_id == file_id, Membership.account_id == account_id))


def papers(session: Session, producer: Producer) -> Sequence[PaperFile]:
    """Return every kept certificate of the products that a producer holds today, the newest first."""
    asked = _papers(with_members=False).where(Product.producer_id == producer.id)
    return session.scalars(asked.order_by(PaperFile.id.desc())).all()


def _papers(*, with_members: bool = True) -> Select[PaperFile]:
    asked = (
        select(PaperFile)
        .join(Certificate, Certificate.id == PaperFile.certificate_id)
        .join(Recognition, Recognition.id == Certificate.recognition_id)
        .join(Product, Product.id == Recognition.product_id)
        .where(PaperFile.role.in_([FileRole.RENDER, FileRole.SIGNED, FileRole.SCAN]))
    )
    return asked.join(Membership, Membership.producer_id == Product.producer_id) if with_members else asked
