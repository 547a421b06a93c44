"""Substitutes take seats of a council."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a seat say whose it was, since when it is another's, and why."""
    # Said by hand: built anew by a batch the table would lose what points at it for a moment.
    op.execute(
        "ALTER TABLE council_seat ADD COLUMN replaces_id INTEGER "
        "CONSTRAINT fk_council_seat_replaces_id REFERENCES council_seat (id)"
    )
    op.add_column("council_seat", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("council_seat", sa.Column("reason", sa.String(), nullable=True))
    op.create_index(op.f("ix_council_seat_replaces_id"), "council_seat", ["replaces_id"], unique=True)


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")
