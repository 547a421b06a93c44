"""Letters to send, written in the transaction of the act that causes them."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model, Words, new_public_id

CODE_PLACE = "{mã}"
"""Stands in a letter's body for its code, which must not outlive the sending."""
CODE_HIDDEN = "••••-••••-••••-••••"


class Letter(Model):
    """A letter; without a mail server it is printed from the staff page."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    recipient_name: Mapped[str] = mapped_column(Words)
    recipient_address: Mapped[str | None] = mapped_column(Words)
    """E-mail address, if there is one."""
    subject: Mapped[str] = mapped_column(Words)
    body: Mapped[str] = mapped_column(Words)
    secret: Mapped[str | None] = mapped_column(Words)
    """A one-time code that stands in the body where CODE_PLACE does; forgotten once the letter has gone out."""
    written_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    printed_at: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Words)

    def text(self, *, with_secret: bool) -> str:
        """Return the body, its code written out while it is still known, for whoever may see it."""
        shown = self.secret if with_secret and self.secret else CODE_HIDDEN
        return self.body.replace(CODE_PLACE, shown)
