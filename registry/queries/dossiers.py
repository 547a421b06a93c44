"""Dossiers: one of them whole, and the lists that staff, communes and producers work through."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.law.classification import ProductSet
from registry.models.assessment_round import AssessmentRound
from registry.models.dossier import (
    CommuneDesk,
    CommuneReport,
    Dossier,
    DossierFile,
    DossierItem,
    DossierStep,
    Submission,
)
from registry.models.membership import Membership
from registry.models.place import Place, PlaceLevel
from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries.criteria import as_kept
from registry.queries.law_book import law_book_of
from registry.queries.listing import ListRequest, Page, page_of
from registry.queries.names import has_word
from registry.rules.criteria import CriteriaSet
from registry.rules.dossier_life import ENDED, DossierState
from registry.rules.evidence import ListedItem, Means, asked_of
from registry.rules.instruments import InstrumentFacts
from registry.rules.search_key import fold

FILTERS = ("state", "round")


def dossier(session: Session, public_id: str) -> Dossier | None:
    """Return a dossier with all that its pages show."""
    return session.scalar(
        select(Dossier)
        .where(Dossier.public_id == public_id)
        .options(
            joinedload(Dossier.product),
            joinedload(Dossier.producer),
            joinedload(Dossier.commune),
            joinedload(Dossier.criteria),
            joinedload(Dossier.round),
            selectinload(Dossier.items).selectinload(DossierItem.files),
            selectinload(Dossier.steps).joinedload(DossierStep.by),
            selectinload(Dossier.submissions).joinedload(Submission.by),
        )
    )


def file(session: Session, public_id: str) -> DossierFile | None:
    """Return a file of a dossier, with its item and its dossier."""
    return session.scalar(
        select(DossierFile)
        .where(DossierFile.public_id == public_id)
        .options(
            joinedload(DossierFile.item).joinedload(DossierItem.dossier).joinedload(Dossier.product),
        )
    )


def at_the_table(session: Session, public_id: str) -> Dossier | None:
    """Return a dossier with what scoring it needs, for acts that come with every tick of a member."""
    return session.scalar(
        select(Dossier)
        .where(Dossier.public_id == public_id)
        .options(joinedload(Dossier.product), joinedload(Dossier.criteria), joinedload(Dossier.round))
    )


def of_account(session: Session, account_id: int | None) -> Sequence[Dossier]:
    """Return the dossiers of the producers an account speaks for, the newest first."""
    mine = select(Membership.producer_id).where(Membership.account_id == account_id)
    return session.scalars(_lines().where(Dossier.producer_id.in_(mine)).order_by(Dossier.id.desc())).all()


def of_communes(session: Session, account_id: int | None) -> Sequence[Dossier]:
    """Return the dossiers that came to the communes an account works for, those it must look at first."""
    mine = select(CommuneDesk.commune_id).where(CommuneDesk.account_id == account_id)
    waits = Dossier.state == DossierState.SUBMITTED
    return session.scalars(
        _lines()
        .where(Dossier.commune_id.in_(mine), Dossier.filed_on.is_not(None))
        .order_by(waits.desc(), Dossier.filed_on, Dossier.id)
    ).all()


def works_for_commune(session: Session, account_id: int | None, commune_id: int | None) -> bool:
    """Say whether an account looks at a commune's dossiers."""
    found = select(CommuneDesk.account_id).where(
        CommuneDesk.account_id == account_id, CommuneDesk.commune_id == commune_id
    )
    return session.scalar(found) is not None


def open_of_product(session: Session, product_id: int) -> Dossier | None:
    """Return the dossier of a product that is still under way."""
    return session.scalar(select(Dossier).where(Dossier.product_id == product_id, Dossier.state.not_in(ENDED)).limit(1))


def is_under_way(row: Dossier) -> bool:
    """Say whether somebody still waits for something."""
    return row.state not in ENDED


def governed_by(row: Dossier) -> InstrumentFacts:
    """Return what the instrument says under which a dossier was opened."""
    return law_book_of(row).instruments[row.instrument]


def set_of(row: Dossier) -> ProductSet | None:
    """Return the product set a dossier is assessed as."""
    return law_book_of(row).product_set(instrument=row.instrument, number=row.product_set)


def criteria_of(row: Dossier) -> CriteriaSet | None:
    """Return the criteria a dossier is scored by; None where the register has none."""
    return as_kept(row.criteria) if row.criteria else None


def items_of(row: Dossier) -> list[ListedItem]:
    """Return the items that the producer brings, in the order of the instrument's list."""
    return asked_of(law_book_of(row).items_of(row.instrument), kind=row.kind, product_set=row.product_set)


def item_codes(row: Dossier) -> Collection[str]:
    """Return the codes of the items that the producer brings as files."""
    return [item.code for item in items_of(row) if item.means is Means.FILES]


def returnable(row: Dossier) -> Collection[str]:
    """Return the codes of all that may be sent back with a reason."""
    return [item.code for item in items_of(row)]


def numbered(session: Session, *, commune_id: int, year: int) -> int:
    """Return how many dossiers of a commune have a number of a year."""
    found = select(func.count()).where(
        Dossier.commune_id == commune_id,
        Dossier.number.is_not(None),
        Dossier.filed_on.between(date(year, 1, 1), date(year, 12, 31)),
    )
    return session.scalar(found) or 0


def province_of(session: Session, commune: Place) -> Place | None:
    """Return the province that a commune lies in."""
    place: Place | None = commune
    while place is not None and place.level is not PlaceLevel.PROVINCE:
        place = session.get(Place, place.parent_id) if place.parent_id else None
    return place


def latest_submission(session: Session, dossier_id: int) -> Submission | None:
    """Return what was handed in last."""
    return session.scalar(
        select(Submission).where(Submission.dossier_id == dossier_id).order_by(Submission.sequence.desc()).limit(1)
    )


def latest_report(session: Session, dossier_id: int) -> CommuneReport | None:
    """Return what the commune wrote last (Mẫu số 03)."""
    return session.scalar(
        select(CommuneReport)
        .where(CommuneReport.dossier_id == dossier_id)
        .options(joinedload(CommuneReport.written_by))
        .order_by(CommuneReport.id.desc())
        .limit(1)
    )


def page(session: Session, request: ListRequest) -> Page[Dossier]:
    """Return one page of the dossiers that staff ask for; the filters are "state" and "round"."""
    found = _lines().join(Dossier.product).join(Dossier.producer).where(*_conditions(request))
    return page_of(
        session,
        found,
        request=request,
        sorts={"product": (Product.sort_key,), "producer": (Producer.sort_key,), "filed_on": (Dossier.filed_on,)},
        key=Dossier.id,
        default=(Dossier.id.desc(),),
        make=lambda row: row[0],
    )


def _conditions(request: ListRequest) -> list[ColumnElement[bool]]:
    words = fold(request.text).split()
    named = [
        or_(has_word(Product.search_key, word), has_word(Producer.search_key, word), Dossier.number.contains(word))
        for word in words
    ]
    if "state" in request.filters:
        named.append(Dossier.state == request.filters["state"])
    if "round" in request.filters:
        named.append(Dossier.round.has(AssessmentRound.public_id == request.filters["round"]))
    return named


def _lines() -> Select[Dossier]:
    return select(Dossier).options(joinedload(Dossier.product), joinedload(Dossier.producer), joinedload(Dossier.round))
