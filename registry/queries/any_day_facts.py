"""An answer for any day as plain values, for other programs."""

from datetime import date
from typing import Any

from registry.clock import day_of
from registry.models.certificate import CertificateMove
from registry.queries.any_day import Answer, Stood


def facts(answer: Answer) -> dict[str, Any]:
    """Return how something stood on a day and what the register said then; days are written as 2022-12-14."""
    return {
        "on": written(answer.day),
        **_stood(answer.now),
        "register_kept_since": written(answer.kept_since),
        "first_day": written(answer.first_day),
        "as_known_on": written(answer.known_on),
        "as_known_then": _stood(answer.then) if answer.was_kept else None,
        "learnt_on": written(day_of(answer.learnt_at)) if answer.was_kept and answer.learnt_at else None,
    }


def written(day: date | None) -> str | None:
    """Write a day as 2022-12-14."""
    return day.isoformat() if day else None


def _stood(stood: Stood | None) -> dict[str, Any]:
    return {
        "certified": stood.is_certified if stood else False,
        "standing": stood.standing.value if stood else None,
        "stars": stood.certificate.recognition.stars if stood else None,
        "certificate": _certificate(stood) if stood else None,
        "brought_by": _move(stood.brought_by) if stood and stood.brought_by else None,
        "extended_until": written(stood.last_day) if stood and stood.extended else None,
    }


def _certificate(stood: Stood) -> dict[str, Any]:
    row = stood.certificate
    decision = row.recognition.decision
    return {
        "number": row.number,
        "lookup_code": row.lookup_code,
        "origin": row.origin.value,
        "year": row.year,
        "valid_from": written(row.valid_from),
        "valid_until": written(row.valid_until),
        "last_day": written(stood.last_day),
        "product_name": row.recognition.product_name,
        "producer_name": row.recognition.producer_name,
        "decision": {
            "id": decision.public_id,
            "number": decision.number,
            "signed_on": written(decision.signed_on),
            "body": decision.body.name_on(decision.signed_on),
        },
    }


def _move(move: CertificateMove) -> dict[str, Any]:
    return {
        "kind": move.kind.value,
        "effective_on": written(move.effective_on),
        "recorded_on": written(day_of(move.recorded_at)),
        "decision": move.decision.number if move.decision else None,
    }
