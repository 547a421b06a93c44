"""Papers that came back signed: which of our renders was signed, by whom, and how the signatures were found to be."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, new_public_id
from registry.models.account import Account
from registry.models.certificate import PaperFile


class SignedPaper(Model):
    """A kept file that is one of our papers with signatures added; written once, never changed."""

    __tablename__ = "signed_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("paper_file.id"), unique=True)
    render_id: Mapped[int] = mapped_column(ForeignKey("paper_file.id"), index=True)
    """The unsigned file whose bytes the signed one begins with."""
    signers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Of each signature, in order: its role, the names in its certificate, its serial number, when it was made."""
    is_trial: Mapped[bool]
    """Whether the certificates come from an authority of our own, for trial only."""
    kept_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    file: Mapped[PaperFile] = relationship(foreign_keys=[file_id])
    render: Mapped[PaperFile] = relationship(foreign_keys=[render_id])
    by: Mapped[Account | None] = relationship()
