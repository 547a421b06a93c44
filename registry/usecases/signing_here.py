"""Papers signed here with keys that somebody holds ready, in files or tokens; each is then taken back as any other."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import select

from registry.models.decision import Decision
from registry.queries import signing
from registry.queries.settings import settings
from registry.queries.signing import Drawn
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases.signed_batch import File
from registry.usecases.signing import Taken, in_effect, signers_of, take_back
from registry.vault import Vault

if TYPE_CHECKING:
    from registry.documents.sealing import Pen


_AGAIN = "Giấy đã ghi nhận được giữ; hãy chạy lại để ký phần còn lại."


def sign_here(
    *,
    actor: Actor,
    decision: str,
    pens: "Sequence[Pen]",
    even_fallen: bool = False,
    report: Callable[[int], None] | None = None,
) -> Taken:
    """Sign every paper of a decision that has no signed form, with keys that somebody holds ready; none is kept here.

    What was signed outside before a paper fell is taken back all the same: it is what it is.

    :param pens: each signs in turn, the person's first, the body's last.
    :param even_fallen: whether papers that are good no more are signed too.
    :raises NotFound: if there is no such decision.
    :raises Refusal: if it is not in effect, or an authority of time or a token does not answer.
    :raises NotSwitchedOn: if nobody is named who may sign.
    """
    from registry.documents import sealing  # takes a second to load

    authorise(actor, Permission.ENTER_SIGNATURE)
    with reading() as session:
        row = in_effect(session.scalar(select(Decision).where(Decision.public_id == decision)))
        wishes, number = settings(session), row.number or ""
        signers_of(wishes)
        known = signing.of_decision(session, row, with_annexes=wishes.signing_annexes)
    files = (
        File(name=one.filename, read=partial(_signed, pens, one, number))
        for one in known
        if one.waits(even_fallen=even_fallen)
    )
    try:
        return take_back(actor=actor, decision=decision, files=files, report=report)
    except sealing.NoTime as fault:
        raise Refusal(f"Máy chủ cấp dấu thời gian không trả lời, hoặc trả lời sai. {_AGAIN}") from fault
    except sealing.KeyGone as fault:
        raise Refusal(f"Token không ký được nữa: đã bị rút ra hoặc bị khóa. {_AGAIN}") from fault


def _signed(pens: "Sequence[Pen]", drawn: Drawn, number: str) -> bytes:
    vault: Vault = current_app.config["VAULT"]
    paper = vault.read(drawn.sha256)
    *before, last = enumerate(pens, start=1)
    for place, pen in before:
        paper = pen.sign(paper, number=place)
    place, pen = last
    return pen.sign(paper, number=place, shown=drawn.number or number)
