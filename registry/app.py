"""Wires the rooms together; the only file that sees all of them."""

from datetime import timedelta
from pathlib import Path

from flask import Flask

from registry.config import Config
from registry.database import db, prepare_engine
from registry.vault import Vault

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# A file that is too large is refused at its field, with everything typed kept: so more comes in than a file may have.
MOST_REQUEST_BYTES = 64 * 1024 * 1024
# Four long texts in Vietnamese, each letter sent as nine, are more than the framework lets in by itself.
MOST_TYPED_BYTES = 4 * 1024 * 1024
SESSION_IDLE = timedelta(minutes=60)


def create_app(config: Config, *, doors: bool = True) -> Flask:
    """Build the application of one register.

    :param doors: False for the command line and the worker, which need the acts but no pages.
    """
    app = Flask("registry", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(config.database_url),
        MAX_CONTENT_LENGTH=MOST_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_TYPED_BYTES,
        PERMANENT_SESSION_LIFETIME=SESSION_IDLE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TESTING=config.testing,
        JOURNAL_KEY=config.journal_key,
        REGISTER=config,
        VAULT=Vault(config.vault_folder),
    )
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    if doors:
        from registry.web import open_doors  # the command line starts without the weight of the doors

        open_doors(app)
    return app


def _engine_options(url: str) -> dict[str, object]:
    if url.startswith("sqlite"):
        return {"connect_args": {"check_same_thread": False}}
    return {"pool_size": 10, "pool_pre_ping": True}
