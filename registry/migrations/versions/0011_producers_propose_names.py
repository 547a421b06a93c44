"""Producers propose names, and whatever else of theirs they see."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OF_PRODUCER = ("name", "kind", "tax_number", "representative", "contacts", "address", "commune", "website")
_OF_PRODUCT = ("product_name", "industry", "packings", "description", "story", "photo")


def _one_of(*codes: str) -> str:
    return ", ".join(f"'{code}'" for code in codes)


_NEW = {
    "field": f"field IN ({_one_of(*_OF_PRODUCER, *_OF_PRODUCT)})",
    "field_of_its_subject": f"(field IN ({_one_of(*_OF_PRODUCER)})) = (product_id IS NULL)",
    "since_is_of_names": "since IS NULL OR field IN ('name', 'product_name')",
}
_AS_BEFORE = {
    "state": "state IN ('open', 'accepted', 'refused', 'withdrawn')",
    "photo_has_its_file": "(field = 'photo') = (sha256 IS NOT NULL)",
}


def upgrade() -> None:
    """Let a proposal be about more, and a name about a day."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("proposal", recreate="always" if is_sqlite else "never") as batch_op:
        batch_op.add_column(sa.Column("since", sa.Date(), nullable=True))
        if not is_sqlite:
            batch_op.drop_constraint(op.f("ck_proposal_field"), type_="check")
            batch_op.drop_constraint(op.f("ck_proposal_field_of_its_subject"), type_="check")
        # SQLite builds the table anew and forgets every check on the way: all of them are said again.
        for name, condition in (_NEW | _AS_BEFORE if is_sqlite else _NEW).items():
            batch_op.create_check_constraint(op.f(f"ck_proposal_{name}"), condition)


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")
