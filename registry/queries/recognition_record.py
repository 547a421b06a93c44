"""One recognition with everything its page shows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.certificate import Certificate
from registry.models.recognition import Recognition


def certificate_of(session: Session, recognition: str) -> str | None:
    """Return the public id of the certificate that a recognition was given."""
    return session.scalar(
        select(Certificate.public_id).join(Certificate.recognition).where(Recognition.public_id == recognition)
    )
