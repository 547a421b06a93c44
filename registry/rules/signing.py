"""When a paper that comes back signed is taken: by whom it must be signed, and what its signatures must hold.

A state body signs twice (Nghị định 30/2020/NĐ-CP, điều 13 and phụ lục I): the person with authority, then the body's
seal. Whose signatures these are is the department's to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, exact_key

TRIAL = "THỬ NGHIỆM"
"""Stands in the name of every authority that this program makes, and so on whatever it vouches for."""


class Coverage(StrEnum):
    """How much of the file a signature speaks for."""

    WHOLE = "whole"
    ITS_REVISION = "its_revision"
    """All that was there when it was made; more was written after it."""
    PART = "part"


class Chain(StrEnum):
    """Whether somebody the department trusts vouches for the signer."""

    TRUSTED = "trusted"
    NOT_TRUSTED = "not_trusted"
    UNCHECKED = "unchecked"
    """The department has not said yet whom to trust."""


class Fault(StrEnum):
    """Why the certificate of a signer cannot be relied on."""

    EXPIRED = "expired"
    """No longer good at the time that is known for sure: of a trusted time stamp, else now."""
    NOT_YET = "not_yet"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    """No trusted authority vouches for it."""
    UNFIT = "unfit"
    """Given out for something else, or its chain breaks a rule."""


class Revocation(StrEnum):
    """Whether it is known that the certificate was not taken back before its time."""

    UNCHECKED = "unchecked"
    """Neither the file nor the department has an answer of the authority that is still good."""
    NOT_REVOKED = "not_revoked"
    REVOKED = "revoked"


class TimeSource(StrEnum):
    """Who says when a signature was made."""

    SIGNER = "signer"
    """The signer's own machine, which may say anything."""
    AUTHORITY = "authority"
    UNCHECKED_AUTHORITY = "unchecked_authority"
    """Some authority of time, while the department names none to trust."""
    UNKNOWN_AUTHORITY = "unknown_authority"
    """One for which nobody whom the department trusts vouches."""
    BROKEN = "broken"
    """Nobody: the time stamp is of something else."""


class SignerRole(StrEnum):
    """In which role somebody signs a paper."""

    PERSON = "person"
    SEAL = "seal"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One signature as it is found in a file."""

    name: str
    """Who signed, as the certificate says."""
    organisation: str
    serial: str
    signed_at: datetime | None
    time: TimeSource
    expires_at: datetime | None
    """When the signer's certificate ends."""
    is_intact: bool
    coverage: Coverage
    is_followed_by_harmless: bool
    """Whether nothing was written after it but further signatures."""
    is_followed_by_proofs: bool
    """Whether after it, up to the end of the file, proofs for the signatures were written and nothing else."""
    chain: Chain
    fault: Fault | None
    revocation: Revocation
    is_trial: bool

    @property
    def is_timestamped(self) -> bool:
        """Whether an authority of time that may be trusted says when; otherwise the signer's own machine did."""
        return self.time in {TimeSource.AUTHORITY, TimeSource.UNCHECKED_AUTHORITY}

    @property
    def reaches_the_end(self) -> bool:
        """Whether it speaks for the whole file, proofs for the signatures aside."""
        return self.coverage is Coverage.WHOLE or self.is_followed_by_proofs

    @property
    def holds(self) -> bool:
        """Whether the bytes it speaks for are as they were signed, and nothing but signatures came after."""
        return self.is_intact and self.coverage is not Coverage.PART and self.is_followed_by_harmless


class BadSignature(Refusal):
    """A paper came back signed in a way that cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class Signers:
    """Who may sign, by the names in their certificates."""

    persons: tuple[str, ...]
    seals: tuple[str, ...] = ()
    """None: papers are signed by a person alone."""

    @classmethod
    def of_settings(cls, *, persons: str, seals: str) -> "Signers":
        """Read the department's choice: one name a line."""
        return cls(persons=_names(persons), seals=_names(seals))

    @property
    def is_anybody(self) -> bool:
        """Whether digital signatures are used at all: off until somebody is named."""
        return bool(self.persons)

    def role_of(self, name: str) -> SignerRole | None:
        """Return the role in which somebody signs, however capitals are written."""
        key = exact_key(name)
        if key in map(exact_key, self.persons):
            return SignerRole.PERSON
        return SignerRole.SEAL if key in map(exact_key, self.seals) else None


def are_right(seen: Sequence[Seen]) -> bool:
    """Say whether signatures together speak for a whole file: each holds, and the last was written last.

    Proofs for them may come after: what programs for long keeping add.
    """
    return all(one.holds and one.time is not TimeSource.BROKEN for one in seen) and seen[-1].reaches_the_end


def judge(seen: Sequence[Seen], signers: Signers, *, is_annex: bool = False) -> list[SignerRole]:
    """Return the role of each signature of a paper, in the order in which they were made.

    An annex in a file of its own needs the body's signature alone (Nghị định 30/2020/NĐ-CP, phụ lục I, on chữ ký số của
    cơ quan, tổ chức).

    :raises BadSignature: saying whose signature is wrong or missing, if the paper cannot be taken.
    """
    if not seen:
        raise BadSignature("Tệp chưa có chữ ký số nào.")
    for one in seen:
        _check(one)
    if not seen[-1].reaches_the_end:
        raise BadSignature("Sau chữ ký cuối cùng, tệp còn bị ghi thêm.")
    roles = [_role(one, signers) for one in seen]
    if SignerRole.PERSON not in roles and not (is_annex and signers.seals):
        raise BadSignature(f"Thiếu chữ ký của người có thẩm quyền ({_listed(signers.persons)}).")
    if signers.seals and SignerRole.SEAL not in roles:
        raise BadSignature(f"Thiếu chữ ký số của cơ quan ({_listed(signers.seals)}).")
    if SignerRole.PERSON in roles[roles.index(SignerRole.SEAL) if SignerRole.SEAL in roles else len(roles) :]:
        raise BadSignature("Cơ quan đã ký trước người có thẩm quyền; người có thẩm quyền phải ký trước.")
    return roles


def _check(one: Seen) -> None:
    if not one.is_intact:
        raise BadSignature(f"Chữ ký của {_named(one)} không khớp nội dung: tệp đã bị sửa sau khi ký.")
    if one.coverage is Coverage.PART:
        raise BadSignature(f"Chữ ký của {_named(one)} không bao trùm cả tệp.")
    if not one.is_followed_by_harmless:
        raise BadSignature(f"Sau chữ ký của {_named(one)}, tệp bị ghi thêm nội dung không phải chữ ký.")
    if one.time is TimeSource.BROKEN:
        raise BadSignature(f"Dấu thời gian kèm chữ ký của {_named(one)} không khớp với chữ ký ấy.")
    if one.fault is not None:
        raise BadSignature(f"Chứng thư số của {_named(one)} {_FAULTS[one.fault]}.")


_FAULTS = {
    Fault.EXPIRED: "đã hết hạn, và không có dấu thời gian tin cậy cho biết đã ký khi còn hạn",
    Fault.NOT_YET: "chưa có hiệu lực",
    Fault.REVOKED: "đã bị thu hồi",
    Fault.UNKNOWN: "không do tổ chức chứng thực khai trong Thiết lập cấp",
    Fault.UNFIT: "không dùng được để ký văn bản",
}


def _role(one: Seen, signers: Signers) -> SignerRole:
    role = signers.role_of(one.name)
    if role is None:
        named = _listed((*signers.persons, *signers.seals))
        raise BadSignature(f"{_named(one)} không có trong danh sách được ký khai trong Thiết lập ({named}).")
    return role


def _names(lines: str) -> tuple[str, ...]:
    return tuple(name for line in lines.splitlines() if (name := clean(line)))


def _named(one: Seen) -> str:
    return f"“{one.name or one.organisation or one.serial}”"


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names)
