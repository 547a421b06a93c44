"""Which rows of a list the register knows already, and which differ from what it knows."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision, DecisionLine
from registry.models.recognition import Recognition
from registry.queries.list_outcome import Outcome, PreviewRow, problem_at
from registry.rules.certificate_life import MoveKind


def against_register(session: Session, rows: list[PreviewRow], decision: Decision | None) -> list[PreviewRow]:
    """Tell rows that the register knows already from those that are new."""
    if decision is not None:
        return _against_annex(session, rows, decision)
    recorded = _recorded(session, {row.product.known.key for row in rows if row.product.known})
    return [_against(row, recorded) if row.outcome is Outcome.NEW else row for row in rows]


def _recorded(session: Session, product_ids: set[int]) -> dict[tuple[Any, ...], int]:
    """Return stars by product and decision, for what is already recorded and not annulled."""
    annulled = select(CertificateMove.certificate_id).where(CertificateMove.kind == MoveKind.ANNULLED)
    found: dict[tuple[Any, ...], int] = {}
    held = sorted(product_ids)
    for first in range(0, len(held), 500):
        rows = session.execute(
            select(
                Recognition.product_id,
                Decision.number,
                Decision.year,
                Decision.signed_on,
                Decision.round_no,
                Recognition.stars,
            )
            .join(Recognition.decision)
            .join(Certificate, Certificate.recognition_id == Recognition.id)
            .where(Recognition.product_id.in_(held[first : first + 500]), Certificate.id.not_in(annulled))
        )
        for product_id, number, year, signed_on, round_no, stars in rows:
            key = (product_id, number, year) if number else (product_id, None, year, signed_on, round_no)
            found[key] = stars
    return found


def _against_annex(session: Session, rows: list[PreviewRow], decision: Decision) -> list[PreviewRow]:
    lines = {
        line.product_id: line
        for line in session.scalars(select(DecisionLine).where(DecisionLine.decision_id == decision.id))
    }
    return [_against_line(row, lines) for row in rows]


def _against(row: PreviewRow, recorded: dict[tuple[Any, ...], int]) -> PreviewRow:
    if row.product.known is None or row.source is None:
        return row
    source = row.source
    key = (
        (row.product.known.key, source.number, source.year)
        if source.number
        else (row.product.known.key, None, source.year, source.signed_on, source.round_no)
    )
    stars = recorded.get(key)
    if stars is None:
        return row
    if stars == row.row.stars:
        return replace(row, outcome=Outcome.KNOWN)
    text = f"Sổ đã ghi {stars} sao theo cùng quyết định; danh sách ghi {row.row.stars} sao."
    return replace(
        row, outcome=Outcome.BLOCKED, problems=(*row.problems, problem_at(row.row, "stars", text, blocks=True))
    )


def _against_line(row: PreviewRow, lines: dict[int, DecisionLine]) -> PreviewRow:
    line = lines.get(row.product.known.key) if row.product.known else None
    if line is None or row.outcome is not Outcome.NEW:
        return row
    same = (line.score, line.stars, line.kind) == (row.row.score, row.row.stars, row.kind)
    return replace(row, outcome=Outcome.KNOWN if same else Outcome.CHANGED)
