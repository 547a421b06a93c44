"""One-time codes that go out in letters: kept as hashes, tried at one price, called back with their letters."""

import hmac
from collections.abc import Iterable

from argon2.low_level import Type, hash_secret_raw
from flask import current_app

from registry.models.membership import Invitation
from registry.models.outbox import Letter
from registry.models.password_reset import PasswordReset
from registry.rules import invitation_code
from registry.rules.invitation_life import InvitationState
from registry.rules.refusal import Refusal
from registry.rules.sign_in_name import SignInName
from registry.usecases.journal import Act

Coded = Invitation | PasswordReset
Tried = list[tuple[str, str]]
"""Public id and hash of everything that a code was tried on."""


class WrongCode(Refusal):
    """Sign-in name and code do not belong together, or the code is good no more: which of these is not said."""


def digest(who: SignInName, code: str) -> str:
    """Return what is kept of a code: argon2id, slow on purpose, and the same for every code of one name."""
    salt: str = current_app.config["REGISTER"].password_salt
    named = hmac.digest(salt.encode(), who.text.encode(), "sha256")
    kept = hash_secret_raw(
        code.encode(), named, time_cost=3, memory_cost=65536, parallelism=1, hash_len=32, type=Type.ID
    )
    return kept.hex()


def take_a_try(act: Act, rows: Iterable[Coded], *, subject: str) -> Tried:
    """Count a try on everything still open, and return it with its hashes; one entry in the journal either way.

    It is counted before the code is looked at, so that tries side by side are counted too.

    :param subject: the table of the rows, of which there may be none.
    """
    open_ones = [one for one in rows if one.state_at(act.at) is InvitationState.OPEN]
    for one in open_ones:
        one.tries += 1
    act.note(subject=subject, subject_id=open_ones[0].public_id if open_ones else "", how="tried")
    return [(one.public_id, one.code_hash) for one in open_ones]


def proven(tried: Tried, who: SignInName, code: str) -> str:
    """Return the public id of what a code opens; the price is the same whether or not there is anything to open.

    :raises WrongCode: if it opens nothing.
    """
    typed = digest(who, code)
    matching = [public_id for public_id, kept in tried if hmac.compare_digest(kept, typed)]
    if not matching:
        raise WrongCode(
            "Tên đăng nhập và mã không khớp, hoặc mã không còn dùng được. Hãy xem lại thư; "
            "nếu vẫn không được, hãy đề nghị cơ quan gửi thư mới.",
            field="code",
        )
    return matching[0]


def refuse_spent(act: Act, row: Coded) -> None:
    """Let a code pass that nobody has used, cancelled or outlived since it was tried.

    :raises WrongCode: if somebody has.
    """
    if row.used_at is not None or row.cancelled_at is not None or act.at >= row.expires_at:
        raise WrongCode("Mã này vừa được dùng hoặc vừa hết hiệu lực.", field="code")


def cancel(act: Act, row: Coded) -> None:
    """Make a code worthless; a letter that has not gone out stays behind."""
    row.cancelled_at = act.at
    call_letter_back(act, row)


def call_letter_back(act: Act, row: Coded) -> None:
    """Take a letter that has not gone out from the outbox: its code opens nothing any more."""
    letter = act.session.get(Letter, row.letter_id) if row.letter_id is not None else None
    if letter is not None and letter.sent_at is None and letter.printed_at is None:
        row.letter_id = None
        act.session.flush()
        act.session.delete(letter)


def outbox(act: Act, name: str, who: SignInName, told: tuple[str, str], code: str) -> Letter | None:
    """Leave a letter to be mailed, its code beside it; None for somebody who has no e-mail address.

    :param told: subject and body, the code's place left open.
    """
    if who.email is None:
        return None
    subject, body = told
    letter = act.add(
        Letter(
            recipient_name=name,
            recipient_address=who.email,
            subject=subject,
            body=body,
            secret=invitation_code.grouped(code),
            written_at=act.at,
        )
    )
    act.session.flush()
    return letter
