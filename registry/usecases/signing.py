"""Papers that come back signed: matched, checked, and kept beside what was drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import select

from registry.models.certificate import FileRole, PaperFile
from registry.models.decision import Decision
from registry.models.signature import SignedPaper
from registry.queries import issued_files, signing
from registry.queries.settings import Settings, settings
from registry.queries.signing import Drawn, Owner
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.signing import BadSignature, Seen, SignerRole, Signers, judge
from registry.transaction import reading
from registry.usecases.journal import Act, acting
from registry.usecases.signed_batch import File
from registry.vault import Vault

if TYPE_CHECKING:
    from registry.documents.signer_trust import Trusted

AT_ONCE = 100
"""Papers written down in one act."""
_PDF, _HEAD = b"%PDF-", 1024
"""How a PDF begins, and within how many bytes."""
Report = Callable[[int], None]


class NotSwitchedOn(Refusal):
    """Digital signatures are not used: nobody is named who may sign."""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A file that was taken."""

    name: str
    number: str
    """Of the paper that has its signed form now; of the decision, where the paper is its annex."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file that was not taken."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of the files that were sent back."""

    accepted: list[Accepted]
    known: list[str]
    """Names of files that were kept before."""
    refused: list[Refused]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    name: str
    paper: Drawn
    sha256: str
    size: int
    seen: list[Seen]
    roles: list[SignerRole]


def take_back(*, actor: Actor, decision: str, files: Iterable[File], report: Report | None = None) -> Taken:
    """Keep the signed forms of papers of a decision in effect; what cannot be taken is named and left.

    A file is of the paper whose bytes it begins with. A signed form is never replaced by another. Files are looked at
    one after the other and written down a hundred at a time: what was written down stays, whatever happens to the rest.

    :param report: told how many files were looked at.
    :raises NotFound: if there is no such decision.
    :raises Refusal: if it is not in effect.
    :raises NotSwitchedOn: if nobody is named who may sign.
    """
    authorise(actor, Permission.ENTER_SIGNATURE)
    desk = _Desk(actor, decision)
    for count, file in enumerate(files, start=1):
        desk.look_at(file)
        if report is not None:
            report(count)
    return desk.done()


class _Desk:
    """What is known of a decision's papers while files come in."""

    def __init__(self, actor: Actor, decision: str) -> None:
        self._actor, self._decision = actor, decision
        with reading() as session:
            row = in_effect(session.scalar(select(Decision).where(Decision.public_id == decision)))
            wishes, self._number = settings(session), row.number or ""
            known = signing.of_decision(session, row, with_annexes=wishes.signing_annexes)
        self._papers = {one.sha256: one for one in known}
        self._kept = {one.signed for one in known if one.signed}
        self._signers = signers_of(wishes)
        self._trusted = _trusted(wishes)
        self._met: set[int] = set()
        self._checked: list[_Checked] = []
        self._taken = Taken(accepted=[], known=[], refused=[])

    def look_at(self, file: File) -> None:
        """Take a file, or say why not."""
        try:
            checked = self._check(file.name, file.read())
        except Refusal as refusal:
            self._taken.refused.append(Refused(name=file.name, why=refusal.text))
            return
        if checked is None:
            self._taken.known.append(file.name)
            return
        self._met.add(checked.paper.file_id)
        self._checked.append(checked)
        if len(self._checked) >= AT_ONCE:
            self._write_down()

    def done(self) -> Taken:
        """Write down what is left, and say what became of all files."""
        self._write_down()
        return self._taken

    def _check(self, name: str, content: bytes) -> _Checked | None:
        digest = sha256(content).hexdigest()
        if digest in self._kept:
            return None
        paper = self._paper_of(digest, content)
        seen, roles = self._judged(paper, content)
        if paper.file_id in self._met:
            raise BadSignature("Lần gửi này có hai tệp của cùng một giấy.")
        # Kept before it is written down: what was cut short in between is swept away after a day.
        kept = _vault().keep(content)
        return _Checked(name=name, paper=paper, sha256=kept, size=len(content), seen=seen, roles=roles)

    def _paper_of(self, digest: str, content: bytes) -> Drawn:
        if digest in self._papers:
            raise BadSignature("Đây là bản chưa ký; hãy ký rồi gửi lại.")
        if _PDF not in content[:_HEAD]:
            raise BadSignature("Không phải tệp PDF.")
        found = next((self._papers[one] for one in issued_files.beginnings(content) if one in self._papers), None)
        if found is None:
            raise BadSignature(self._why_not_ours(digest, content))
        if found.signed is not None:
            raise BadSignature("Giấy này đã có bản ký khác được lưu; bản đã lưu không bị thay.")
        return found

    def _why_not_ours(self, digest: str, content: bytes) -> str:
        with reading() as session:
            other = issued_files.issued_file(session, digest) or issued_files.paper_within(session, content)
            if other is not None and other.decision.public_id != self._decision:
                number = other.decision.number or other.decision.title
                what = f"Giấy số {other.number}" if other.certificate or other.merit else "Tệp này"
                return f"{what} thuộc quyết định {number}; hãy gửi ở trang ký số của quyết định ấy."
        return (
            "Không bắt đầu bằng giấy nào của quyết định này: phần mềm ký đã ghi lại cả tệp, "
            "hoặc không phải giấy của sổ."
        )

    def _judged(self, paper: Drawn, content: bytes) -> tuple[list[Seen], list[SignerRole]]:
        from registry.documents import signatures  # takes a second to load

        try:
            seen = signatures.read(content, trusted=self._trusted)
            is_ours = signatures.adds_only_signatures(_vault().read(paper.sha256), content)
        except signatures.SignaturesUnreadable as fault:
            raise BadSignature("Không đọc được chữ ký trong tệp.") from fault
        roles = judge(seen, self._signers, is_annex=paper.owner is Owner.DECISION)
        if not is_ours:
            raise BadSignature("Nội dung trang đã bị đổi trước khi ký.")
        return seen, roles

    def _write_down(self) -> None:
        if not self._checked:
            return
        with acting(self._actor, "signature.take_back", Permission.ENTER_SIGNATURE) as act:
            in_effect(
                act.session.scalar(select(Decision).where(Decision.public_id == self._decision).with_for_update())
            )
            done = signing.signed_forms(act.session, [one.paper.file_id for one in self._checked])
            for one in self._checked:
                if one.paper.file_id not in done:
                    _write(act, one)
        for one in self._checked:
            number = one.paper.number or self._number
            self._taken.accepted.append(Accepted(name=one.name, number=number))
        self._checked.clear()


def signers_of(wishes: Settings) -> Signers:
    """Return who may sign.

    :raises NotSwitchedOn: if nobody is named.
    """
    signers = Signers.of_settings(persons=wishes.signing_persons, seals=wishes.signing_seals)
    if not signers.is_anybody:
        raise NotSwitchedOn("Chưa dùng chữ ký số: hãy khai người được ký trong Thiết lập, mục Chữ ký số.")
    return signers


def in_effect(row: Decision | None) -> Decision:
    """Return a decision whose papers exist.

    :raises NotFound: if there is none.
    :raises Refusal: if it is not in effect.
    """
    if row is None:
        raise NotFound("Không có quyết định này.")
    if row.state is not DecisionState.IN_EFFECT:
        raise Refusal("Quyết định chưa có hiệu lực nên chưa có giấy để ký.")
    return row


def _trusted(wishes: Settings) -> "Trusted":
    from registry.documents.signer_trust import Trusted, authorities, revocation_list  # takes a second to load

    return Trusted(
        roots=authorities(wishes.signing_roots) if wishes.signing_roots else (),
        lists=[revocation_list(_vault().read(name)) for name in wishes.signing_revocation_lists],
    )


def _vault() -> Vault:
    vault: Vault = current_app.config["VAULT"]
    return vault


def _write(act: Act, one: _Checked) -> None:
    render = act.session.get_one(PaperFile, one.paper.file_id)
    file = act.add(
        PaperFile(
            certificate_id=render.certificate_id,
            merit_certificate_id=render.merit_certificate_id,
            decision_id=render.decision_id,
            role=FileRole.SIGNED,
            sha256=one.sha256,
            size=one.size,
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
        "revocation": seen.revocation.value,
        "is_trial": seen.is_trial,
    }
