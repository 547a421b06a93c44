"""Who recognised a product, as the certificate names it and so every page: the People's Committee, or its chairman."""

from dataclasses import dataclass

from registry.documents import letterhead
from registry.documents.decision_annex import is_by_the_chairman
from registry.models.body import BodyKind
from registry.models.decision import Decision
from registry.models.recognition import Recognition
from registry.queries.decisions import DecisionDetail
from registry.queries.law_book import law_book_of

_HAVE_A_CHAIRMAN = frozenset({BodyKind.PROVINCE, BodyKind.DISTRICT, BodyKind.OTHER_PROVINCE})


@dataclass(frozen=True, kw_only=True)
class Recogniser:
    """A body that decided, or the chairman of it."""

    body: str
    """By its name of the day."""
    is_its_chairman: bool

    @property
    def name(self) -> str:
        """The name as papers have it."""
        return letterhead.deciding_body(self.body, by_the_chairman=self.is_its_chairman)


def recogniser(recognition: Recognition) -> Recogniser:
    """Name who recognised a product, by the law that it was assessed under."""
    under = law_book_of(recognition).instruments.of(recognition.instrument)
    return _named(recognition.decision, by_the_chairman=letterhead.is_by_the_chairman(under))


def decider(detail: DecisionDetail) -> Recogniser:
    """Name who made a decision, as its annex does."""
    return _named(detail.decision, by_the_chairman=is_by_the_chairman(detail))


def _named(decision: Decision, *, by_the_chairman: bool) -> Recogniser:
    return Recogniser(
        body=decision.body.name_on(decision.signed_on),
        is_its_chairman=by_the_chairman and decision.body.kind in _HAVE_A_CHAIRMAN,
    )
