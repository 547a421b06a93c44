"""Papers that were signed outside, or here with a key in a file: matched, checked, and kept beside what was drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import select

from registry.models.certificate import FileRole, PaperFile
from registry.models.decision import Decision
from registry.models.signature import SignedPaper
from registry.queries import issued_files, signing
from registry.queries.decision_papers import Paper
from registry.queries.settings import Settings, settings
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.signing import BadSignature, Seen, SignerRole, Signers, judge
from registry.transaction import reading
from registry.usecases.journal import Act, acting
from registry.usecases.signed_batch import LARGEST_FILE, File
from registry.vault import Vault

if TYPE_CHECKING:
    from registry.documents.sealing import Pen


class NotSwitchedOn(Refusal):
    """Digital signatures are not used: nobody is named who may sign."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that was not taken."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of the files that were sent back."""

    accepted: list[str]
    """Numbers of the papers that have their signed form now."""
    known: list[str]
    """Names of files that were kept before."""
    refused: list[Refused]


@dataclass(frozen=True, kw_only=True)
class _Checked:
    render: Paper
    content: bytes
    seen: list[Seen]
    roles: list[SignerRole]


def take_back(*, actor: Actor, decision: str, files: Sequence[File]) -> Taken:
    """Keep the signed forms of papers of a decision in effect; what cannot be taken is named and left.

    A file is of the paper whose bytes it begins with. A signed form is never replaced by another.

    :raises NotFound: if there is no such decision.
    :raises Refusal: if it is not in effect.
    :raises NotSwitchedOn: if nobody is named who may sign.
    """
    authorise(actor, Permission.ENTER_SIGNATURE)
    with reading() as session:
        row = _in_effect(session.scalar(select(Decision).where(Decision.public_id == decision)))
        wishes = settings(session)
        papers = {one.paper.file.sha256: one for one in signing.signable(session, row)}
        kept = {one.signed.file.sha256 for one in papers.values() if one.signed is not None}
        open_papers = {digest: one.paper for digest, one in papers.items() if one.signed is None}
    signers = signers_of(wishes)
    checked: dict[int, _Checked] = {}
    refused: list[Refused] = []
    known = []
    for name, content in files:
        if sha256(content).hexdigest() in kept:
            known.append(name)
            continue
        try:
            one = _check(content, open_papers, wishes, signers, has_signed_form=set(papers) - set(open_papers))
        except BadSignature as refusal:
            refused.append(Refused(name=name, why=refusal.text))
            continue
        if one.render.file.id in checked:
            refused.append(Refused(name=name, why="Lần gửi này có hai tệp của cùng một giấy."))
        checked.setdefault(one.render.file.id, one)
    accepted = _keep(actor, decision, list(checked.values())) if checked else []
    return Taken(accepted=accepted, known=known, refused=refused)


def sign_here(*, actor: Actor, decision: str, pens: "Sequence[Pen]") -> Taken:
    """Sign every paper of a decision that has no signed form, with keys that somebody holds ready; none is kept here.

    :param pens: each signs in turn, the person's first, the body's last.
    :raises NotFound: if there is no such decision.
    :raises Refusal: if it is not in effect, or an authority of time does not answer.
    :raises NotSwitchedOn: if nobody is named who may sign.
    """
    from registry.documents import sealing  # takes a second to load

    authorise(actor, Permission.ENTER_SIGNATURE)
    vault: Vault = current_app.config["VAULT"]
    with reading() as session:
        row = _in_effect(session.scalar(select(Decision).where(Decision.public_id == decision)))
        signers_of(settings(session))
        waiting = [one.paper for one in signing.signable(session, row) if one.signed is None]
    try:
        files = [(one.file.filename, _signed(pens, vault.read(one.file.sha256), one.number or "")) for one in waiting]
    except sealing.NoTime as fault:
        raise Refusal("Máy chủ cấp dấu thời gian không trả lời; chưa ký giấy nào.") from fault
    return take_back(actor=actor, decision=decision, files=files)


def _signed(pens: "Sequence[Pen]", paper: bytes, number: str) -> bytes:
    *before, last = enumerate(pens, start=1)
    for place, pen in before:
        paper = pen.sign(paper, number=place)
    place, pen = last
    return pen.sign(paper, number=place, shown=number)


def signers_of(wishes: Settings) -> Signers:
    """Return who may sign.

    :raises NotSwitchedOn: if nobody is named.
    """
    signers = Signers.of_settings(persons=wishes.signing_persons, seals=wishes.signing_seals)
    if not signers.is_anybody:
        raise NotSwitchedOn("Chưa dùng chữ ký số: hãy khai người được ký trong Thiết lập, mục Chữ ký số.")
    return signers


def _in_effect(row: Decision | None) -> Decision:
    if row is None:
        raise NotFound("Không có quyết định này.")
    if row.state is not DecisionState.IN_EFFECT:
        raise Refusal("Quyết định chưa có hiệu lực nên chưa có giấy để ký.")
    return row


def _check(
    content: bytes, papers: dict[str, Paper], wishes: Settings, signers: Signers, *, has_signed_form: set[str]
) -> _Checked:
    from registry.documents import signatures  # takes a second to load

    if len(content) > LARGEST_FILE:
        raise BadSignature("Tệp lớn hơn 20 MB.")
    if sha256(content).hexdigest() in papers:
        raise BadSignature("Đây là bản chưa ký; hãy ký rồi gửi lại.")
    begins_with = list(issued_files.beginnings(content))
    if not has_signed_form.isdisjoint(begins_with):
        raise BadSignature("Giấy này đã có bản ký khác được lưu; bản đã lưu không bị thay.")
    render = next((papers[digest] for digest in begins_with if digest in papers), None)
    if render is None:
        raise BadSignature(
            "Không bắt đầu bằng giấy nào của quyết định này: phần mềm ký đã ghi lại cả tệp, hoặc của quyết định khác."
        )
    vault: Vault = current_app.config["VAULT"]
    try:
        seen = signatures.read(
            content, roots=signatures.authorities(wishes.signing_roots) if wishes.signing_roots else ()
        )
        is_ours = signatures.adds_only_signatures(vault.read(render.file.sha256), content)
    except signatures.SignaturesUnreadable as fault:
        raise BadSignature("Không đọc được chữ ký trong tệp.") from fault
    roles = judge(seen, signers)
    if not is_ours:
        raise BadSignature("Nội dung trang đã bị đổi trước khi ký.")
    return _Checked(render=render, content=content, seen=seen, roles=roles)


def _keep(actor: Actor, decision: str, checked: list[_Checked]) -> list[str]:
    vault: Vault = current_app.config["VAULT"]
    names = [vault.keep(one.content) for one in checked]
    accepted = []
    with acting(actor, "signature.take_back", Permission.ENTER_SIGNATURE) as act:
        _in_effect(act.session.scalar(select(Decision).where(Decision.public_id == decision).with_for_update()))
        done = signing.signed_forms(act.session, [one.render.file.id for one in checked])
        for one, name in zip(checked, names, strict=True):
            if one.render.file.id not in done:
                _write(act, one, name)
                accepted.append(one.render.number or one.render.subject)
    return accepted


def _write(act: Act, one: _Checked, sha256_of_file: str) -> None:
    render = one.render.file
    file = act.add(
        PaperFile(
            certificate_id=render.certificate_id,
            merit_certificate_id=render.merit_certificate_id,
            role=FileRole.SIGNED,
            sha256=sha256_of_file,
            size=len(one.content),
            media_type=render.media_type,
            filename=render.filename,
            layout_version=render.layout_version,
            kept_at=act.at,
            by_id=act.actor.account_id,
        )
    )
    act.session.flush()
    act.add(
        SignedPaper(
            file_id=file.id,
            render_id=render.id,
            signers=[_as_json(seen, role) for seen, role in zip(one.seen, one.roles, strict=True)],
            is_trial=any(seen.is_trial for seen in one.seen),
            kept_at=act.at,
            by_id=act.actor.account_id,
        )
    )


def _as_json(seen: Seen, role: SignerRole) -> dict[str, Any]:
    return {
        "role": role.value,
        "name": seen.name,
        "organisation": seen.organisation,
        "serial": seen.serial,
        "signed_at": seen.signed_at.isoformat() if seen.signed_at else None,
        "is_timestamped": seen.is_timestamped,
        "chain": seen.chain.value,
        "is_trial": seen.is_trial,
    }
