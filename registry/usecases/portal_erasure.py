"""What the portal holds of a producer's people: erased together with the rest."""

from sqlalchemy import select

from registry.models.journal import Version
from registry.models.membership import Invitation
from registry.models.outbox import Letter
from registry.models.producer import Producer
from registry.models.proposal import Proposal
from registry.rules.invitation_life import InvitationState
from registry.rules.proposal_life import ProposalField, ProposalState
from registry.usecases.journal import Act

GONE = "(đã xóa)"
WHY = "Dữ liệu cá nhân đã được xóa"


def erase_for(act: Act, producer: Producer) -> list[int]:
    """Erase contacts that were proposed and whom was invited, and return the versions that still tell of them.

    Proposals that wait are closed, invitations that are open lose their codes. An account stays its owner's own.
    """
    erased: list[tuple[str, str]] = []
    for one in act.session.scalars(
        select(Proposal).where(Proposal.producer_id == producer.id, Proposal.field == ProposalField.CONTACTS)
    ):
        one.seen = one.wanted = None
        if one.state is ProposalState.OPEN:
            one.state, one.reason, one.decided_at = ProposalState.WITHDRAWN, WHY, act.at
        erased.append((Proposal.__tablename__, one.public_id))
    for invitation in act.session.scalars(select(Invitation).where(Invitation.producer_id == producer.id)):
        if invitation.state_at(act.at) is InvitationState.OPEN:
            invitation.cancelled_at = act.at
        invitation.name, invitation.sign_in = GONE, invitation.public_id
        erased.append((Invitation.__tablename__, invitation.public_id))
        letter = act.session.get(Letter, invitation.letter_id) if invitation.letter_id is not None else None
        if letter is not None:
            letter.recipient_name, letter.recipient_address, letter.body, letter.secret = GONE, None, GONE, None
            letter.printed_at = letter.printed_at or act.at
            erased.append((Letter.__tablename__, letter.public_id))
    act.session.flush()
    return [
        key
        for subject, subject_id in erased
        for key in act.session.scalars(
            select(Version.id).where(Version.subject == subject, Version.subject_id == subject_id)
        )
    ]
