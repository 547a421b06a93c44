"""Sending the letters that acts have left in the outbox; without a mail server the staff print them."""

import smtplib
import ssl
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import formataddr, formatdate
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app
from sqlalchemy import select

from registry import clock
from registry.config import Config
from registry.models.outbox import Letter
from registry.queries.settings import settings
from registry.transaction import reading
from registry.usecases.founding import SYSTEM
from registry.usecases.journal import acting

TIMEOUT_S = 20
MOST_ATTEMPTS = 10
"""The pauses double: the last attempt comes some seventeen hours after the letter was written."""
AT_ONCE = 50


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where letters go out, from smtp://user:password@host:port?from=address (smtps:// for TLS from the start)."""

    host: str
    port: int
    tls_at_once: bool
    user: str | None
    password: str | None
    sender: str

    @classmethod
    def parse(cls, address: str) -> "MailServer":
        """Read the address of a mail server.

        :raises ValueError: if it is not one.
        """
        parts = urlsplit(address)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("SMTP_URL needs the form smtp://user:password@host:port?from=address")
        tls = parts.scheme == "smtps"
        user = unquote(parts.username) if parts.username else None
        sender = parse_qs(parts.query).get("from", [user or f"ocop@{parts.hostname}"])[0]
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if tls else 587),
            tls_at_once=tls,
            user=user,
            password=unquote(parts.password) if parts.password else None,
            sender=sender,
        )


def send_due() -> None:
    """Send every letter that is due, each recorded by itself; one that fails is tried again later."""
    register: Config = current_app.config["REGISTER"]
    if not register.smtp_url:
        return
    waiting, department = _due()
    if not waiting:
        return
    server = MailServer.parse(register.smtp_url)
    try:
        with _connection(server) as smtp:
            while waiting:
                _record(waiting[0].id, error=_send(smtp, server, waiting[0], department))
                waiting.popleft()
    except (OSError, smtplib.SMTPException) as fault:
        for letter in waiting:
            _record(letter.id, error=str(fault))


def _due() -> tuple[deque[Letter], str]:
    now = clock.now()
    with reading() as session:
        letters = session.scalars(
            select(Letter)
            .where(
                Letter.sent_at.is_(None),
                Letter.printed_at.is_(None),
                Letter.recipient_address.is_not(None),
                Letter.attempts < MOST_ATTEMPTS,
            )
            .order_by(Letter.id)
        )
        due = [one for one in letters if now - one.written_at >= timedelta(minutes=2**one.attempts - 1)]
        return deque(due[:AT_ONCE]), settings(session).department


@contextmanager
def _connection(server: MailServer) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    opened = (
        smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=context)
        if server.tls_at_once
        else smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
    )
    with opened as smtp:
        smtp.ehlo()
        if not server.tls_at_once and smtp.has_extn("starttls"):
            smtp.starttls(context=context)
            smtp.ehlo()
        if server.user:
            smtp.login(server.user, server.password or "")
        yield smtp


def _send(smtp: smtplib.SMTP, server: MailServer, letter: Letter, department: str) -> str | None:
    """Send a letter and return why the server did not take it, if it did not."""
    message = EmailMessage()
    message["From"] = formataddr((department, server.sender))
    message["To"] = formataddr((letter.recipient_name, letter.recipient_address or ""))
    message["Subject"] = letter.subject
    message["Date"] = formatdate(localtime=False)
    # A letter sent twice, because the worker died before it could write down the first time, bears the same id.
    message["Message-ID"] = f"<{letter.public_id}@{server.sender.rpartition('@')[2]}>"
    message.set_content(letter.text(with_secret=True))
    try:
        smtp.send_message(message)
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as fault:
        return str(fault)
    return None


def _record(letter: int, *, error: str | None) -> None:
    with acting(SYSTEM, "letter.send", None) as act:
        row = act.session.get_one(Letter, letter)
        row.attempts += 1
        row.last_error = error
        if error is None:
            row.sent_at = act.at
            row.secret = None
