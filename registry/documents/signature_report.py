"""The signatures of a file that a stranger sent, read in a limited process of its own."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from registry.rules.signing import Chain, Coverage, Seen

LARGEST = 20 * 1024 * 1024
SECONDS = 8
_MEMORY = 1024 * 1024 * 1024
_MARK = b"/ByteRange"
"""Stands in every signed PDF, outside of anything packed: a signature names by it the bytes that it speaks for."""
_PROJECT = Path(__file__).resolve().parents[2]
_COMMAND = "from registry.documents.signature_report import answer; answer()"
_TURNS = threading.BoundedSemaphore(2)
"""Files looked at at the same time: each may take as much memory as the limit says."""


def report(content: bytes, *, roots: str = "") -> list[Seen] | None:
    """Return the signatures of a file; None if they cannot be told, as of a damaged or malicious file.

    :param roots: certificates of the authorities to trust, as PEM; empty: no chain is checked.
    """
    if _MARK not in content:
        return []
    if len(content) > LARGEST or not _TURNS.acquire(timeout=SECONDS):
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the interpreter that runs us
            [sys.executable, "-s", "-P", "-B", "-c", _COMMAND],
            input=len(roots.encode()).to_bytes(4, "big") + roots.encode() + content,
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
    from registry.documents import signatures

    sent = sys.stdin.buffer.read()
    start = 4 + int.from_bytes(sent[:4], "big")
    roots = sent[4:start].decode()
    seen = signatures.read(sent[start:], roots=signatures.authorities(roots) if roots else ())
    sys.stdout.write(json.dumps([asdict(one) for one in seen], default=str))


def _seen(told: dict[str, Any]) -> Seen:
    at = told["signed_at"]
    return Seen(
        **told
        | {
            "signed_at": datetime.fromisoformat(at) if at else None,
            "coverage": Coverage(told["coverage"]),
            "chain": Chain(told["chain"]),
        }
    )
