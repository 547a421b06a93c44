"""Who speaks for which producer through the portal, and who is invited to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.account import Account
from registry.models.award import AwardRecipient, MeritCertificate
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.membership import Invitation, Membership
from registry.models.producer import Producer, ProducerSuccession, SuccessionKind
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import kept_papers
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


@dataclass(frozen=True, kw_only=True)
class OwnMerit:
    """A merit certificate that a producer was given, with its paper where one is kept."""

    certificate: MeritCertificate
    file: PaperFile | None


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
    """Return a kept paper of a producer of this account: of a product it holds today, or of an honour it was given."""
    mine = select(Membership.producer_id).where(Membership.account_id == account_id)
    asked = select(PaperFile).where(PaperFile.public_id == file_id, _of_producers(mine))
    return session.scalar(asked)


def papers(session: Session, producer: Producer) -> Sequence[PaperFile]:
    """Return every kept certificate of the products that a producer holds today, then its merit certificates."""
    asked = select(PaperFile).where(_of_producers(select(Producer.id).where(Producer.id == producer.id)))
    is_merit = PaperFile.merit_certificate_id.is_not(None)
    return session.scalars(asked.order_by(is_merit, PaperFile.id.desc())).all()


def certificates_behind(session: Session, papers: Sequence[PaperFile]) -> dict[int, Certificate]:
    """Return the certificates that papers are of, with their moves: row id → certificate."""
    found = session.scalars(
        select(Certificate)
        .where(Certificate.id.in_([one.certificate_id for one in papers if one.certificate_id is not None]))
        .options(joinedload(Certificate.recognition), selectinload(Certificate.moves))
    )
    return {one.id: one for one in found}


def merits(session: Session, producer: Producer) -> list[OwnMerit]:
    """Return the merit certificates a producer was given, the newest first: they stay its own whoever holds what."""
    given = session.scalars(
        select(MeritCertificate)
        .join(MeritCertificate.recipient)
        .where(AwardRecipient.producer_id == producer.id)
        .options(joinedload(MeritCertificate.recipient).joinedload(AwardRecipient.decision))
        .order_by(MeritCertificate.issued_on.desc(), MeritCertificate.id.desc())
    ).all()
    kept = kept_papers.of_merit_certificates(session, [one.id for one in given])
    return [OwnMerit(certificate=one, file=kept.get(one.id)) for one in given]


def _of_producers(producer_ids: Select[int]) -> ColumnElement[bool]:
    """Return what holds of the papers of some producers."""
    stars = (
        select(Certificate.id)
        .join(Recognition, Recognition.id == Certificate.recognition_id)
        .join(Product, Product.id == Recognition.product_id)
        .where(Product.producer_id.in_(producer_ids))
    )
    honours = (
        select(MeritCertificate.id)
        .join(AwardRecipient, AwardRecipient.id == MeritCertificate.recipient_id)
        .where(AwardRecipient.producer_id.in_(producer_ids))
    )
    return and_(
        PaperFile.role.in_([FileRole.RENDER, FileRole.SIGNED, FileRole.SCAN]),
        or_(PaperFile.certificate_id.in_(stars), PaperFile.merit_certificate_id.in_(honours)),
    )
