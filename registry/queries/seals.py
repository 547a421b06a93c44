"""The hashes under which submissions and score sheets are sealed: of all that they say."""

import hashlib
import json
from typing import Any

from registry.models.assessment import ScoreSheet
from registry.models.assessment_round import Seat
from registry.models.dossier import Dossier


def manifest_seal(manifest: Any) -> str:
    """Return the SHA-256 of what was handed in."""
    return _of(manifest)


def sheet_seal(sheet: ScoreSheet, *, dossier: Dossier, seat: Seat) -> str:
    """Return the SHA-256 of all that a sheet says: whose it is, of what, by which wording, and every mark."""
    return _of(
        {
            "dossier": dossier.public_id,
            "seat": seat.public_id,
            "criteria": dossier.criteria.sha256 if dossier.criteria else None,
            "turn": sheet.turn,
            "ticks": sheet.ticks,
            "comments": sheet.comments,
            "eliminated_by": sheet.eliminated_by,
            "opinion": sheet.opinion,
            "total": sheet.total,
            "sealed_at": sheet.sealed_at.isoformat(),
        }
    )


def _of(said: Any) -> str:
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
