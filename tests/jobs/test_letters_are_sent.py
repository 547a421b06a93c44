"""Letters go out by a real mail server of the test's own; what fails is tried again later, what is sent is not."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.jobs import letters
from registry.jobs.letters import MailServer
from registry.models.outbox import CODE_PLACE, Letter
from registry.transaction import reading, transaction


@dataclass
class PostOffice:
    """What a mail server was handed."""

    port: int = 0
    received: list[bytes] = field(default_factory=list)
    refuses: bytes = b""
    """Address it takes no letters for."""


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Run a mail server that knows just enough of RFC 5321."""
    office = PostOffice()

    class Clerk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say(b"220 vi-du.vn")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.say(b"354 go on")
                    lines = list(iter(self.rfile.readline, b".\r\n"))
                    office.received.append(b"".join(lines))
                    self.say(b"250 kept")
                elif word == b"QUIT":
                    self.say(b"221 bye")
                    return
                elif word == b"RCPT" and office.refuses and office.refuses in line:
                    self.say(b"550 nobody here")
                else:
                    self.say(b"250 fine")

        def say(self, text: bytes) -> None:
            self.wfile.write(text + b"\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clerk) as server:
        office.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield office
        server.shutdown()


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """A mail server that the register knows."""
    with post_office() as opened:
        address = f"smtp://127.0.0.1:{opened.port}?from=ocop@laichau.gov.vn"
        app.config["REGISTER"] = replace(app.config["REGISTER"], smtp_url=address)
        yield opened


def a_letter(to: str | None = "chu-the@vi-du.vn", *, age: timedelta = timedelta(0), attempts: int = 0) -> str:
    """Leave a letter in the outbox."""
    with transaction() as session:
        letter = Letter(
            recipient_name="Hợp tác xã Minh Họa 07",
            recipient_address=to,
            subject="Giấy chứng nhận sắp hết hạn",
            body="Kính gửi Hợp tác xã,\nGiấy chứng nhận sẽ hết hạn ngày 31/12/2026.",
            written_at=clock.now() - age,
            attempts=attempts,
        )
        session.add(letter)
        session.flush()
        return letter.public_id


def kept(public_id: str) -> Letter:
    """Return a letter as it stands."""
    with reading() as session:
        return session.scalars(select(Letter).where(Letter.public_id == public_id)).one()


def test_a_letter_arrives_as_it_was_written_and_is_sent_once(office: PostOffice) -> None:
    letter = a_letter()

    letters.send_due()
    letters.send_due()

    assert len(office.received) == 1
    mail = message_from_bytes(office.received[0], policy=default)
    assert mail["Subject"] == "Giấy chứng nhận sắp hết hạn"
    assert mail["From"].addresses[0].addr_spec == "ocop@laichau.gov.vn"
    assert mail["To"].addresses[0].display_name == "Hợp tác xã Minh Họa 07"
    assert mail["Message-ID"].startswith(f"<{letter}@")
    assert "hết hạn ngày 31/12/2026" in mail.get_content()
    assert (kept(letter).sent_at is not None, kept(letter).attempts) == (True, 1)


def test_a_code_goes_out_in_its_letter_and_is_then_forgotten(office: PostOffice) -> None:
    letter = a_letter()
    with transaction() as session:
        row = session.scalars(select(Letter)).one()
        row.body, row.secret = f"Mã mời: {CODE_PLACE}", "K7MQ-2XHD-9RTA-VB4N"

    letters.send_due()

    assert "Mã mời: K7MQ-2XHD-9RTA-VB4N" in message_from_bytes(office.received[0], policy=default).get_content()
    assert kept(letter).secret is None
    assert "K7MQ" not in kept(letter).text(with_secret=True)


def test_a_letter_that_is_not_taken_keeps_the_others_from_nothing(office: PostOffice) -> None:
    office.refuses = b"khong-con@"
    refused, taken = a_letter("khong-con@vi-du.vn"), a_letter()

    letters.send_due()

    assert kept(taken).sent_at is not None
    assert kept(refused).sent_at is None
    assert "nobody here" in str(kept(refused).last_error)


def test_a_letter_that_failed_waits_twice_as_long_each_time(office: PostOffice) -> None:
    soon = a_letter(attempts=3, age=timedelta(minutes=6))
    due = a_letter(attempts=3, age=timedelta(minutes=8))

    letters.send_due()

    assert kept(soon).sent_at is None
    assert kept(due).sent_at is not None


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_mail_server_that_is_away_is_written_down(app: Flask) -> None:
    with post_office() as closed:
        port = closed.port
    app.config["REGISTER"] = replace(app.config["REGISTER"], smtp_url=f"smtp://127.0.0.1:{port}")
    letter = a_letter()

    letters.send_due()

    assert (kept(letter).sent_at, kept(letter).attempts) == (None, 1)
    assert kept(letter).last_error


def test_a_letter_without_an_address_is_left_for_the_printer(office: PostOffice) -> None:
    letter = a_letter(None)

    letters.send_due()

    assert office.received == []
    assert kept(letter).attempts == 0


def test_without_a_mail_server_nothing_is_tried(app: Flask) -> None:
    letter = a_letter()

    letters.send_due()

    assert kept(letter).attempts == 0


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.vn", ("mail.vn", 587, False, None, None, "ocop@mail.vn")),
        ("smtps://mail.vn", ("mail.vn", 465, True, None, None, "ocop@mail.vn")),
        ("smtp://a%40b.vn:m%C3%A2%3A@mail.vn:25", ("mail.vn", 25, False, "a@b.vn", "mâ:", "a@b.vn")),
        ("smtp://u:p@mail.vn?from=so@mail.vn", ("mail.vn", 587, False, "u", "p", "so@mail.vn")),
    ],
)
def test_the_address_of_a_mail_server_is_read(address: str, expected: tuple[object, ...]) -> None:
    read = MailServer.parse(address)

    assert (read.host, read.port, read.tls_at_once, read.user, read.password, read.sender) == expected


@pytest.mark.parametrize("address", ["http://mail.vn", "mail.vn", "smtp://"])
def test_what_is_no_mail_server_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        MailServer.parse(address)
