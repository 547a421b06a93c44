"""What a running register must be told before it opens: its folder, its secrets, its database."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

SECRETS_FILE = "secrets.json"
DEFAULT_FOLDER = "var/demonstration"


class RegisterNotInitialised(Exception):
    """The folder holds no register yet."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """Where one register lives and the keys it works with."""

    folder: Path
    """The register's own folder: database (SQLite), vault, queue, secrets."""
    database_url: str
    secret_key: str
    password_salt: str
    totp_secret: str
    journal_key: bytes
    """Key of the digests in the journal; without it a digest says nothing about the value."""
    smtp_url: str | None = None
    proxies: int = 0
    """Web servers of our own that a request passes before it comes here; what more of them claim is not believed."""
    testing: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, *, folder: Path | None = None) -> Self:
        """Read the configuration of an existing register.

        :param folder: the register's folder; by default the variable REGISTER, else the demonstration's.
        :raises RegisterNotInitialised: if the folder has no secrets, hence no register.
        """
        place = (folder or Path(environment.get("REGISTER", DEFAULT_FOLDER))).resolve()
        path = place / SECRETS_FILE
        if not path.is_file():
            raise RegisterNotInitialised(str(place))
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return cls(
            folder=place,
            database_url=environment.get("DATABASE_URL") or kept.get("database_url") or sqlite_url(place),
            secret_key=kept["secret_key"],
            password_salt=kept["password_salt"],
            totp_secret=kept["totp_secret"],
            journal_key=bytes.fromhex(kept["journal_key"]),
            smtp_url=environment.get("SMTP_URL"),
            proxies=int(environment.get("PROXIES") or 0),
        )

    @property
    def vault_folder(self) -> Path:
        return self.folder / "vault"

    @property
    def progress_file(self) -> Path:
        return self.folder / "progress.sqlite3"

    @property
    def queue_file(self) -> Path:
        return self.folder / "queue.sqlite3"


def sqlite_url(folder: Path) -> str:
    """Return the address of the SQLite database inside a register's folder."""
    return f"sqlite:///{folder / 'register.sqlite3'}"


def write_secrets(folder: Path, *, database_url: str | None = None) -> None:
    """Give a new register its keys, readable by its owner alone.

    :raises FileExistsError: if the folder already holds a register's keys.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keys = {
        "secret_key": secrets.token_hex(32),
        "password_salt": secrets.token_hex(16),
        "totp_secret": secrets.token_urlsafe(32),
        "journal_key": secrets.token_hex(32),
    }
    if database_url:
        keys["database_url"] = database_url
    handle = os.open(folder / SECRETS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(keys, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
