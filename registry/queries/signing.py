"""Which papers of a decision can be signed, and which came back signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.certificate import FileRole
from registry.models.decision import Decision
from registry.models.signature import SignedPaper
from registry.queries import decision_papers
from registry.queries.decision_papers import Paper


@dataclass(frozen=True, kw_only=True)
class Signable:
    """A paper as it was drawn, and what came back of it."""

    paper: Paper
    signed: SignedPaper | None


def signable(session: Session, decision: Decision) -> list[Signable]:
    """Return the certificates and merit certificates of a decision, in its order, each with its signed form."""
    drawn = [one for one in decision_papers.papers(session, decision) if one.file.role is FileRole.RENDER]
    signed = signed_forms(session, [one.file.id for one in drawn])
    return [Signable(paper=one, signed=signed.get(one.file.id)) for one in drawn]


def signed_forms(session: Session, renders: list[int]) -> Mapping[int, SignedPaper]:
    """Return the signed form of each drawn paper that has one."""
    found = session.scalars(
        select(SignedPaper).where(SignedPaper.render_id.in_(renders)).order_by(SignedPaper.id.desc())
    )
    return {one.render_id: one for one in found}
