"""Holding the annex as it was really signed against the register's own, before the register takes it for granted."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.documents import decision_annex
from registry.models.decision import Decision
from registry.models.signed_annex import SignedAnnex
from registry.queries import decisions, signed_annexes
from registry.queries.settings import is_demonstration, settings
from registry.queries.signed_annexes import Comparison
from registry.rules import decision_life
from registry.rules.annex_reconciliation import NOTHING_COMPARED, Difference, OurLine, differences
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean, clean_lines
from registry.sheets.annex_lines import Reading, read_annex, read_pasted
from registry.transaction import reading
from registry.usecases.drafting import find
from registry.usecases.journal import Act, acting
from registry.vault import Vault

LARGEST = 20 * 1024 * 1024
PASTED = "Chữ dán vào"
UNCOMPARED = "Phụ lục trong sổ, chưa đối chiếu"
CLOSED = frozenset({DecisionState.CHECKED, DecisionState.SUBMITTED, DecisionState.SIGNED, DecisionState.IN_EFFECT})
"""States in which an annex is closed, so that another can be held against it."""


class AnnexDiffers(Refusal):
    """The signed annex differs from the register's, and nobody has let the differences pass."""


class AnnexNotCompared(Refusal):
    """The department asks for a comparison, and there is none of the annex as it is."""


def compare_file(*, actor: Actor, decision: str, content: bytes, filename: str) -> str:
    """Hold a file of the signed annex against the register's, keep both, and return the comparison's public id.

    :raises NotFound: if there is no such decision.
    :raises Refusal: if its annex is not closed, or the file is empty, too large, protected, damaged or a scan.
    """
    authorise(actor, Permission.ENTER_SIGNATURE)
    if not content:
        raise Refusal("Tệp trống. Hãy chọn lại tệp phụ lục.", field="file")
    if len(content) > LARGEST:
        raise Refusal(f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB. Hãy tách riêng phụ lục rồi gửi.", field="file")
    vault: Vault = current_app.config["VAULT"]
    sha256, name = vault.keep(content), clean(filename) or "phu-luc"
    return _compare(
        actor, decision, sha256, name, lambda ours: read_annex(vault.path(sha256), filename=name, ours=ours)
    )


def compare_text(*, actor: Actor, decision: str, text: str) -> str:
    """Do the same with text that was pasted.

    :raises NotFound: as for compare_file().
    :raises Refusal: if there is no text, or as for compare_file().
    """
    authorise(actor, Permission.ENTER_SIGNATURE)
    vault: Vault = current_app.config["VAULT"]
    sha256 = vault.keep(text.encode("utf-8", "replace"))
    return _compare(actor, decision, sha256, PASTED, lambda ours: read_pasted(text, ours=ours))


def _compare(
    actor: Actor, public_id: str, sha256: str, filename: str, read: Callable[[Sequence[OurLine]], Reading]
) -> str:
    """Read outside the act, for reading is slow; write only if the annex is still the one that was compared."""
    with reading() as session:
        decision = _decision(session, public_id)
        if decision.state not in CLOSED or signed_annexes.closed_at(decision) is None:
            raise Refusal("Phụ lục chưa chốt nên chưa đối chiếu được. Hãy đối chiếu sau khi kiểm tra xong.")
        version, ours = decision.version, our_lines(session, decision)
    pairs, others = read(ours)
    found = differences(ours, [*(other for _, other in pairs), *others], pairs)
    with acting(actor, "annex.compare", Permission.ENTER_SIGNATURE) as act:
        row = find(act, public_id)
        if row.version != version:
            raise Refusal("Quyết định vừa thay đổi trong lúc đối chiếu. Hãy đối chiếu lại.")
        kept = act.add(_row(act, row, sha256=sha256, filename=filename, found=found))
        act.session.flush()
        return kept.public_id


def override(*, actor: Actor, decision: str, reason: str, seen: str | None = None) -> str:
    """Let a decision go on although its signed annex differs or was not compared; return the entry's public id.

    By the second person, never by who drafted it: the differences may be the drafter's own mistake. Where nothing was
    compared, what is let pass is the register's annex as it is, and its words are kept.

    :param seen: public id of the comparison the person looked at; empty for who saw that there is none.
    :raises NotFound: if there is no such decision.
    :raises SamePerson: if the actor had a hand in the draft.
    :raises Refusal: if no reason is given, nothing stands in the way, or another comparison was made meanwhile.
    """
    why = clean_lines(reason)
    if not why:
        raise Refusal("Hãy nêu lý do chấp nhận.", field="reason")
    authorise(actor, Permission.APPROVE_DECISION)
    with reading() as session:
        words = _words(our_lines(session, _decision(session, decision)))
    vault: Vault = current_app.config["VAULT"]
    ours = vault.keep(words.encode())
    with acting(actor, "annex.override", Permission.APPROVE_DECISION, reason=why) as act:
        row = find(act, decision, lock=True)
        decision_life.check_second_person(row.drafter_ids, actor)
        held = signed_annexes.latest(act.session, row)
        if seen is not None and seen != (held.row.public_id if held else ""):
            raise Refusal("Vừa có lần đối chiếu mới. Hãy xem lại các điểm khác rồi quyết định.")
        if not stands_in_the_way(act.session, row, held):
            raise Refusal("Không có điểm khác nào đang chờ xử lý.")
        kept = act.add(
            _row(
                act,
                row,
                sha256=held.row.sha256 if held else ours,
                filename=held.row.filename if held else UNCOMPARED,
                found=held.differences if held else [NOTHING_COMPARED],
                override_reason=why,
            )
        )
        act.session.flush()
        return kept.public_id


def stands_in_the_way(session: Session, decision: Decision, held: Comparison | None) -> bool:
    """Say whether a closed annex waits for the second person's word before its decision can be put in effect."""
    if held is not None:
        return held.stands_in_the_way
    is_closed = decision.state in CLOSED and decision.state is not DecisionState.IN_EFFECT
    return is_closed and settings(session).signed_annex_required


def _row(
    act: Act,
    decision: Decision,
    *,
    sha256: str,
    filename: str,
    found: Sequence[Difference],
    override_reason: str | None = None,
) -> SignedAnnex:
    return SignedAnnex(
        decision_id=decision.id,
        decision_version=decision.version,
        sha256=sha256,
        filename=filename,
        differences=[asdict(one) for one in found],
        override_reason=override_reason,
        compared_at=act.at,
        by_id=act.actor.account_id,
    )


def refuse_differing(session: Session, decision: Decision) -> None:
    """Let a decision go on whose signed annex says what the register says, or was not compared so far.

    :raises AnnexDiffers: if differences stand that nobody has let pass.
    """
    held = signed_annexes.latest(session, decision)
    if held is not None and held.stands_in_the_way:
        raise AnnexDiffers(
            f"Phụ lục đã ký khác phụ lục trong sổ ở {len(held.differences)} điểm. "
            "Hãy sửa cho khớp, hoặc người thứ hai chấp nhận và nêu lý do."
        )


def refuse_unreconciled(session: Session, decision: Decision) -> None:
    """Let a decision be signed off, that is put in effect: its signed annex was compared, and agrees or was let pass.

    :raises AnnexDiffers: as for refuse_differing().
    :raises AnnexNotCompared: if nothing was compared, the department asks for it, and nobody has let that pass.
    """
    refuse_differing(session, decision)
    if stands_in_the_way(session, decision, signed_annexes.latest(session, decision)):
        raise AnnexNotCompared(
            "Chưa đối chiếu phụ lục đã ký với phụ lục trong sổ. Hãy đối chiếu, hoặc người thứ hai chấp nhận không "
            "đối chiếu và nêu lý do."
        )


def _decision(session: Session, public_id: str) -> Decision:
    row = session.scalar(select(Decision).where(Decision.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy quyết định này.")
    return row


def _words(lines: Sequence[OurLine]) -> str:
    rows = ([str(one.position), one.product, one.producer, f"{one.stars or ''}", *one.cells.values()] for one in lines)
    return "\n".join("\t".join(row) for row in rows)


def our_lines(session: Session, decision: Decision) -> list[OurLine]:
    """Return the register's annex as it is printed."""
    detail = decisions.detail(session, decision)
    printed = decision_annex.content(detail, is_demonstration=is_demonstration(session))
    lines = [line for section in printed.sections for line in section.lines]
    return [
        OurLine(
            position=position,
            product=line.product_name or line.producer_name or "",
            producer=(line.producer_name or "") if line.product_name else "",
            stars=decision_annex.stars_of(line),
            cells=decision_annex.cells(line, kind=printed.kind),
        )
        for position, line in enumerate(lines, start=1)
    ]
