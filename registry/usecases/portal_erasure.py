"""What the portal holds of a producer's people: erased together with the rest."""

from sqlalchemy import select

from registry.models.dossier import Dossier
from registry.models.journal import Version
from registry.models.membership import Invitation, Membership
from registry.models.outbox import Letter
from registry.models.password_reset import PasswordReset
from registry.models.producer import Producer
from registry.models.proposal import Proposal
from registry.rules import dossier_forms
from registry.rules.dossier_life import DossierState
from registry.rules.invitation_life import InvitationState
from registry.rules.proposal_life import PERSONAL, ProposalState
from registry.usecases.journal import Act

GONE = "(đã xóa)"
WHY = "Dữ liệu cá nhân đã được xóa"
WITH_THE_AUTHORITIES = frozenset(
    {DossierState.SUBMITTED, DossierState.FORWARDED, DossierState.IN_ROUND, DossierState.SCORED}
)
"""A dossier dealt with must name who stands for the producer; what was handed in is a file of the office."""


def erase_for(act: Act, producer: Producer) -> list[int]:
    """Erase what was proposed of persons and who was invited, and return the versions that still tell of them.

    Proposals that wait are closed, codes in letters are worth nothing any more. An account stays its owner's own.
    """
    erased: list[tuple[str, str]] = []
    for proposal in act.session.scalars(
        select(Proposal).where(Proposal.producer_id == producer.id, Proposal.field.in_(PERSONAL))
    ):
        proposal.seen = proposal.wanted = None
        if proposal.state is ProposalState.OPEN:
            proposal.state, proposal.reason, proposal.decided_at = ProposalState.WITHDRAWN, WHY, act.at
        erased.append((Proposal.__tablename__, proposal.public_id))
    for invitation in act.session.scalars(select(Invitation).where(Invitation.producer_id == producer.id)):
        if invitation.state_at(act.at) is InvitationState.OPEN:
            invitation.cancelled_at = act.at
        invitation.name, invitation.sign_in = GONE, invitation.public_id
        erased.append((Invitation.__tablename__, invitation.public_id))
        erased += _erase_letter(act, invitation.letter_id)
    for one in act.session.scalars(
        select(PasswordReset)
        .join(Membership, Membership.account_id == PasswordReset.account_id)
        .where(Membership.producer_id == producer.id)
    ):
        if one.state_at(act.at) is InvitationState.OPEN:
            one.cancelled_at = act.at
        erased += _erase_letter(act, one.letter_id)
    act.session.flush()
    in_forms = _erase_forms(act, producer)
    return in_forms + [
        key
        for subject, subject_id in erased
        for key in act.session.scalars(
            select(Version.id).where(Version.subject == subject, Version.subject_id == subject_id)
        )
    ]


def _erase_forms(act: Act, producer: Producer) -> list[int]:
    """Empty the personal blanks of dossiers nobody deals with, and return the versions that had them filled in."""
    personal = {one.code for one in dossier_forms.FIELDS if one.is_personal}
    held: list[int] = []
    for row in act.session.scalars(
        select(Dossier).where(Dossier.producer_id == producer.id, Dossier.state.not_in(WITH_THE_AUTHORITIES))
    ):
        if any(row.forms.get(code) for code in personal):
            row.forms = {code: value for code, value in row.forms.items() if code not in personal}
        versions = select(Version).where(Version.subject == Dossier.__tablename__, Version.subject_id == row.public_id)
        for version in act.session.scalars(versions):
            forms = (version.values or {}).get("forms") or {}
            if any(forms.get(code) for code in personal):
                held.append(version.id)
    act.session.flush()
    return held


def _erase_letter(act: Act, letter_id: int | None) -> list[tuple[str, str]]:
    letter = act.session.get(Letter, letter_id) if letter_id is not None else None
    if letter is None:
        return []
    letter.recipient_name, letter.recipient_address, letter.body, letter.secret = GONE, None, GONE, None
    letter.printed_at = letter.printed_at or act.at
    return [(Letter.__tablename__, letter.public_id)]
