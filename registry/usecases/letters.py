"""Letters that are printed instead of sent."""

from collections.abc import Collection

from sqlalchemy import select

from registry.models.outbox import Letter
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound
from registry.usecases.journal import acting


def mark_printed(*, actor: Actor, letters: Collection[str]) -> int:
    """Write down that letters were printed to be sent by post, and return how many; no mail goes out for them.

    What was sent or printed before stays as it is.

    :raises NotFound: if one of them does not exist.
    """
    with acting(actor, "letter.print", Permission.EDIT_REGISTER) as act:
        rows = act.session.scalars(select(Letter).where(Letter.public_id.in_(letters)).order_by(Letter.id)).all()
        if len(rows) < len(set(letters)):
            raise NotFound("Không tìm thấy thư này.")
        waiting = [row for row in rows if row.sent_at is None and row.printed_at is None]
        for row in waiting:
            row.printed_at = act.at
            row.secret = None
        return len(waiting)
