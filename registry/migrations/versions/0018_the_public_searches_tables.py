"""The public's search has tables of its own: words found by FTS5 or GIN, and how products stand from day to day.

Their rows follow from the others: whoever runs this writes them anew afterwards (usecases/search_rows.py).
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

STANDINGS = (
    "in_force",
    "not_yet",
    "expired",
    "superseded",
    "suspended",
    "revoked",
    "withdrawn",
    "annulled",
    "undetermined",
)


def upgrade() -> None:
    """Build the tables and what finds words in them."""
    op.create_table(
        "search_product",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("run_together", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_search_product_product_id")),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_search_product")),
    )
    op.create_table(
        "search_producer",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name=op.f("fk_search_producer_producer_id")),
        sa.PrimaryKeyConstraint("producer_id", name=op.f("pk_search_producer")),
    )
    op.create_table(
        "search_standing",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(*STANDINGS, name="standing", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_search_standing_certificate_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_search_standing_product_id")),
        sa.PrimaryKeyConstraint("product_id", "from_day", name=op.f("pk_search_standing")),
    )
    op.create_index(op.f("ix_search_standing_certificate_id"), "search_standing", ["certificate_id"])
    op.create_index(op.f("ix_search_standing_from_day_until_day"), "search_standing", ["from_day", "until_day"])
    find = _by_fts5 if op.get_bind().dialect.name == "sqlite" else _by_gin
    find("product")
    find("producer")


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")


def _by_fts5(kind: str) -> None:
    """Let FTS5 cut at blanks and nowhere else: what a word is was decided when the row was written."""
    table, index, key = f"search_{kind}", f"fts_{kind}", f"{kind}_id"
    come = f"INSERT INTO {index} (rowid, words) VALUES (new.{key}, new.words);"  # noqa: S608
    gone = f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.{key}, old.words);"  # noqa: S608
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5 (words, content='{table}', content_rowid='{key}', detail=none, "
        "columnsize=0, prefix='1 2 3 4', tokenize=\"ascii tokenchars '='\")"
    )
    op.execute(f"CREATE VIRTUAL TABLE fts_{kind}_seen USING fts5vocab ('{index}', 'instance')")
    op.execute(f"CREATE TRIGGER {index}_come AFTER INSERT ON {table} BEGIN {come} END")
    op.execute(f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN {gone} END")
    op.execute(f"CREATE TRIGGER {index}_changed AFTER UPDATE ON {table} BEGIN {gone} {come} END")


def _by_gin(kind: str) -> None:
    """Index the words as they are: no parser or dictionary of PostgreSQL's own touches them."""
    op.execute(
        f"CREATE INDEX gin_search_{kind} ON search_{kind} USING gin (array_to_tsvector(string_to_array(words, ' ')))"
    )
