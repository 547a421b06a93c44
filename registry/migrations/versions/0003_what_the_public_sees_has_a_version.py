"""The register counts the acts that change what the public sees, so that answers are kept between them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the counter."""
    op.add_column("register_version", sa.Column("public_version", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")
