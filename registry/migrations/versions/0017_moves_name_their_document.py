"""Moves that no decision of this register makes name the document they follow."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a move name it."""
    op.add_column("certificate_move", sa.Column("document", sa.String(), nullable=True))


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")
