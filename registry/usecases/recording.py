"""Recording what others issued, or what was issued by hand before this register: no number, no paper of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.database import new_public_id
from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision, Origin
from registry.models.recognition import Recognition
from registry.queries import settings as choices
from registry.queries.check_sheet import LEVEL_OF
from registry.queries.law_book import known
from registry.rules import lookup_code, numbering
from registry.rules.certificate_life import MoveKind, expires_on
from registry.rules.finding import Finding, Severity
from registry.rules.instruments import BodyLevel, Instrument, Instruments, RecognitionKind
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.rules.stars import FewerStarsGround, check_stars, hundredths
from registry.usecases.journal import Act, acting
from registry.usecases.sources import Source, decision_of
from registry.usecases.succession import Succession, lives_of, succession


@dataclass(frozen=True, kw_only=True)
class Result:
    """One recognition that somebody else gave."""

    product_id: int
    producer_id: int
    product_name: str
    producer_name: str
    address: str | None = None
    commune_id: int | None = None
    stars: int
    score: Decimal | None = None
    stars_ground: FewerStarsGround | None = None
    kind: RecognitionKind = RecognitionKind.FIRST
    instrument: Instrument | None = None
    product_set: int | None = None
    product_code: str | None = None
    filed_on: date | None = None
    assessed_on: date | None = None
    certificate_number: str | None = None
    """As printed; None: said to be unknown."""
    valid_from: date | None = None
    valid_until: date | None = None
    validity_ground: str | None = None
    as_written: dict[str, Any] | None = None


def record(*, actor: Actor, source: Source, results: Sequence[Result]) -> int:
    """Record recognitions of one decision and return how many were new.

    :raises Refusal: naming the product, if a result cannot be as it is said to be.
    """
    with acting(actor, "recognition.record", Permission.EDIT_REGISTER) as act:
        return put(act, source, results)


def put(act: Act, source: Source, results: Sequence[Result]) -> int:
    """Record within an act under way; see record(). What is already recorded is left as it is."""
    decision = decision_of(act, source)
    level = LEVEL_OF.get(source.body_kind)
    there = _already_recorded(act.session, decision)
    new = [result for result in results if result.product_id not in there]
    _refuse_impossible(new, level, known(act.session), demonstration=choices.is_demonstration(act.session))
    _write(act, decision, new)
    return len(new)


class Ranked(Protocol):
    """What the rules ask of a result to judge its stars."""

    @property
    def stars(self) -> int: ...
    @property
    def score(self) -> Decimal | None: ...
    @property
    def instrument(self) -> Instrument | None: ...
    @property
    def stars_ground(self) -> FewerStarsGround | None: ...


def findings(result: Ranked, level: BodyLevel | None, instruments: Instruments) -> list[Finding]:
    """Say what the rules find about a recorded result."""
    if result.instrument is None and result.score is None:
        # Nothing to measure the stars against; only what no instrument allows is found.
        newest = instruments.newest
        return check_stars(stars=result.stars, score=None, under=newest, recorded=True, level=level)
    return check_stars(
        stars=result.stars,
        score=result.score,
        under=instruments[result.instrument or Instrument.QD_490],
        ground=result.stars_ground,
        recorded=True,
        level=level,
    )


def _refuse_impossible(
    results: Sequence[Result], level: BodyLevel | None, instruments: Instruments, *, demonstration: bool
) -> None:
    for result in results:
        for finding in findings(result, level, instruments):
            if finding.severity is Severity.BLOCKS:
                raise Refusal(f"{result.product_name}: {finding.text}")
        if result.certificate_number:
            numbering.check_number_belongs(
                result.certificate_number, demonstration=demonstration, field="certificate_number"
            )


def _already_recorded(session: Session, decision: Decision) -> set[int]:
    annulled = select(CertificateMove.certificate_id).where(CertificateMove.kind == MoveKind.ANNULLED)
    rows = session.scalars(
        select(Recognition.product_id)
        .join(Certificate, Certificate.recognition_id == Recognition.id)
        .where(Recognition.decision_id == decision.id, Certificate.id.not_in(annulled))
    )
    return set(rows)


def _write(act: Act, decision: Decision, results: Sequence[Result]) -> None:
    """Write many recognitions with few statements: recognitions, certificates, then their moves."""
    if not results:
        return
    demonstration = choices.is_demonstration(act.session)
    last = act.session.scalar(select(func.max(Recognition.position)).where(Recognition.decision_id == decision.id))
    recognitions = [
        _recognition(decision, result, position) for position, result in enumerate(results, start=(last or 0) + 1)
    ]
    act.add_many(Recognition, recognitions)
    recognition_ids = ids_of(act.session, Recognition, [row["public_id"] for row in recognitions])
    certificates = [
        _certificate(decision, result, recognition_ids[row["public_id"]], demonstration)
        for result, row in zip(results, recognitions, strict=True)
    ]
    around = _around(act.session, results, certificates)
    act.add_many(Certificate, certificates)
    certificate_ids = ids_of(act.session, Certificate, [row["public_id"] for row in certificates])
    moves: list[dict[str, Any]] = []
    for row, succeeding in zip(certificates, around, strict=True):
        moves += _moves(act, decision, row, certificate_ids[row["public_id"]], succeeding)
    act.add_many(CertificateMove, moves)


def ids_of(session: Session, model: Any, public_ids: Sequence[str]) -> dict[str, int]:
    """Return the keys of rows just written, asked for in slices that any engine takes."""
    found: dict[str, int] = {}
    for first in range(0, len(public_ids), 500):
        slice_of_ids = public_ids[first : first + 500]
        rows = session.execute(select(model.public_id, model.id).where(model.public_id.in_(slice_of_ids)))
        for public_id, key in rows:
            found[public_id] = key
    return found


def _recognition(decision: Decision, result: Result, position: int) -> dict[str, Any]:
    return {
        "public_id": new_public_id(),
        "product_id": result.product_id,
        "producer_id": result.producer_id,
        "decision_id": decision.id,
        "position": position,
        "origin": Origin.RECORDED,
        "kind": result.kind,
        "product_name": result.product_name,
        "producer_name": result.producer_name,
        "address": result.address,
        "commune_id": result.commune_id,
        "score": None if result.score is None else hundredths(result.score),
        "stars": result.stars,
        "stars_ground": result.stars_ground,
        "instrument": result.instrument,
        "product_set": result.product_set,
        "product_code": result.product_code,
        "round_no": decision.round_no,
        "round_year": decision.round_year,
        "filed_on": result.filed_on,
        "assessed_on": result.assessed_on,
        "as_written": result.as_written,
    }


def _certificate(decision: Decision, result: Result, recognition_id: int, demonstration: bool) -> dict[str, Any]:
    valid_from = result.valid_from or decision.signed_on
    return {
        "public_id": new_public_id(),
        "recognition_id": recognition_id,
        "origin": Origin.RECORDED,
        "number": result.certificate_number,
        "lookup_code": lookup_code.new_code(demonstration=demonstration),
        "issued_on": decision.signed_on,
        "valid_from": valid_from,
        "valid_until": result.valid_until or (expires_on(valid_from) if valid_from else None),
        "validity_ground": result.validity_ground,
        "year": decision.year,
    }


def _around(session: Session, results: Sequence[Result], certificates: Sequence[dict[str, Any]]) -> list[Succession]:
    lives = lives_of(session, [result.product_id for result in results])
    return [
        succession(
            lives[result.product_id],
            kind=result.kind,
            starts_on=row["valid_from"] or date(row["year"], 1, 1),
            recorded=True,
        )
        for result, row in zip(results, certificates, strict=True)
    ]


def _moves(
    act: Act, decision: Decision, row: dict[str, Any], certificate_id: int, around: Succession
) -> list[dict[str, Any]]:
    def move(of: int, kind: MoveKind, on: date | None, related: int | None) -> dict[str, Any]:
        return {
            "certificate_id": of,
            "kind": kind,
            "effective_on": on,
            "recorded_at": act.at,
            "decision_id": decision.id,
            "related_id": related,
            "by_id": act.actor.account_id,
        }

    starts = row["valid_from"] or date(row["year"], 1, 1)
    moves = [move(certificate_id, MoveKind.RECORDED, row["valid_from"], None)]
    moves += [move(old.id, MoveKind.SUPERSEDED, starts, certificate_id) for old in around.replaces]
    after = around.replaced_by
    if after is not None:
        moves.append(move(certificate_id, MoveKind.SUPERSEDED, after.valid_from or date(after.year, 1, 1), after.id))
    return moves
