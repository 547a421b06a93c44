"""Alembic revisions, never edited after release; upgrade() brings a register's database to the newest one."""
