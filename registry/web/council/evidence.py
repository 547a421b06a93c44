"""The papers of a dossier where a member wants them: beside the criteria they support."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registry.models.dossier import Dossier, DossierItem
from registry.queries.dossiers import items_of
from registry.rules.criteria import CriteriaSet
from registry.rules.evidence import Filed, ListedItem, Means, supports, why_not_good


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One item of a dossier with the files it has."""

    listed: ListedItem
    item: DossierItem | None
    """None where the producer brought nothing."""
    doubt: str | None
    """What is wrong with its days on the day of assessment."""


def papers_of(dossier: Dossier, *, on: date) -> list[Paper]:
    """Return the items that come as files, in the order of the instrument's list."""
    brought = {item.code: item for item in dossier.items if item.files}
    return [
        Paper(listed=listed, item=brought.get(listed.code), doubt=_doubt(brought.get(listed.code), on))
        for listed in items_of(dossier)
        if listed.means is Means.FILES
    ]


def by_criterion(papers: Sequence[Paper], criteria: CriteriaSet) -> Mapping[str, list[Paper]]:
    """Return the papers that are there, by the code of what they support: what the producer named, else by the list."""
    titles = {code: node.title for code, node in criteria.nodes.items()}
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.item is not None:
            for code in paper.item.supports or supports(paper.listed, titles):
                found.setdefault(code, []).append(paper)
    return found


def _doubt(item: DossierItem | None, on: date) -> str | None:
    if item is None:
        return None
    return why_not_good(Filed(code=item.code, issued_on=item.issued_on, expires_on=item.expires_on), on)
