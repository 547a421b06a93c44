"""What a check finds wrong: something that blocks, or something a person must acknowledge by name."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding asks for before the work may go on."""

    BLOCKS = "blocks"
    """It must be put right."""

    ACKNOWLEDGE = "acknowledge"
    """A person must say, by name, that it has been seen and is meant."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing found, at one line, about one subject."""

    code: str
    severity: Severity
    text: str
    """What is the case and what to do, in Vietnamese."""

    line_key: str = ""
    """The line it was found at; empty where it concerns the whole."""

    subject: str = ""
    """The facts it was found in: when they change, it is another finding."""

    @property
    def key(self) -> str:
        """Name the finding so that an acknowledgement holds for these facts at this line and no others."""
        digest = hashlib.sha256(self.subject.encode()).hexdigest()[:16]
        return f"{self.code}:{self.line_key}:{digest}"


def unsettled(findings: Iterable[Finding], *, acknowledged: Collection[str]) -> list[Finding]:
    """Keep what still stands in the way: all that blocks, and what nobody acknowledged by its key."""
    return [finding for finding in findings if finding.severity is Severity.BLOCKS or finding.key not in acknowledged]
