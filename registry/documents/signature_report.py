"""The signatures of a file that a stranger sent, read in a limited process of its own."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from registry.rules.signing import Chain, Coverage, Fault, Revocation, Seen, TimeSource

LARGEST = 20 * 1024 * 1024
SECONDS = 8
_LENGTH = 4
"""Bytes that say how long the next part is."""
_MEMORY = 1024 * 1024 * 1024
_MARK = b"/ByteRange"
"""Stands in every signed PDF, outside of anything packed: a signature names by it the bytes that it speaks for."""
_PROJECT = Path(__file__).resolve().parents[2]
_COMMAND = "from registry.documents.signature_report import answer; answer()"
_TURNS = threading.BoundedSemaphore(2)
"""Files looked at at the same time: each may take as much memory as the limit says."""


def report(content: bytes, *, roots: str = "", lists: Sequence[bytes] = ()) -> list[Seen] | None:
    """Return the signatures of a file; None if they cannot be told, as of a damaged or malicious file.

    :param roots: certificates of the authorities to trust, as PEM; empty: no chain is checked.
    :param lists: what they say to be revoked.
    """
    if _MARK not in content:
        return []
    if len(content) > LARGEST or not _TURNS.acquire(timeout=SECONDS):
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the interpreter that runs us
            [sys.executable, "-s", "-P", "-B", "-c", _COMMAND],
            input=b"".join(_measured(part) for part in (content, roots.encode(), *lists)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_PROJECT), "PYTHONUTF8": "1", "PATH": os.defpath},
            cwd="/",
            timeout=SECONDS,
            check=True,
        )
        return [_seen(one) for one in json.loads(done.stdout)]
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    finally:
        _TURNS.release()


def answer() -> None:
    """Be the process: limit itself, read from its input, write what is seen to its output."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    from registry.documents import signatures, signer_trust

    content, roots, *lists = _parts(sys.stdin.buffer)
    trusted = signer_trust.Trusted(
        roots=signer_trust.authorities(roots.decode()) if roots else (),
        lists=[signer_trust.revocation_list(one) for one in lists],
    )
    seen = signatures.read(content, trusted=trusted)
    sys.stdout.write(json.dumps([asdict(one) for one in seen], default=str))


def _measured(part: bytes) -> bytes:
    return len(part).to_bytes(_LENGTH, "big") + part


def _parts(source: BinaryIO) -> Iterator[bytes]:
    while length := source.read(_LENGTH):
        yield source.read(int.from_bytes(length, "big"))


def _seen(told: dict[str, Any]) -> Seen:
    def when(name: str) -> datetime | None:
        return datetime.fromisoformat(told[name]) if told[name] else None

    return Seen(
        **told
        | {
            "signed_at": when("signed_at"),
            "expires_at": when("expires_at"),
            "time": TimeSource(told["time"]),
            "coverage": Coverage(told["coverage"]),
            "chain": Chain(told["chain"]),
            "fault": Fault(told["fault"]) if told["fault"] else None,
            "revocation": Revocation(told["revocation"]),
        }
    )
