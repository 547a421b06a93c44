"""The register of certificates (sổ cấp giấy chứng nhận): one of them, those of a product, lists of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision, Origin
from registry.models.place import Place
from registry.models.producer import Producer, ProducerStatus
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import names, places
from registry.queries.listing import ListRequest, Page, Sorts, page_of
from registry.queries.register_lines import RegisterLine, lines
from registry.queries.standings import ends_on, standing_on, superseded
from registry.rules import certificate_life, lookup_code
from registry.rules.certificate_life import MoveKind, Standing
from registry.rules.expiry_planning import leaves_a_gap
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.rules.standing_spans import GOOD as GOOD

FILTERS = (
    "standing",
    "stars",
    "year",
    "industry",
    "commune",
    "district",
    "origin",
    "decision",
    "producer",
    "product",
    "instrument",
    "instruments",
    "kind",
    "product_set",
    "expires_from",
    "expires_by",
    "successor",
    "holder",
)
"""Names of the filters: codes, numbers, days, and public ids of places, decisions, producers and products.

A product set means something only under its instruments, which are given beside it. "successor" none: nothing is to
take its place; "holder" ended: the producer of the product is no more.
"""

SORTS = ("name", "producer", "commune", "stars", "score", "number", "year", "signed_on", "issued_on", "valid_until")
"""Keys of the columns that the lists of the register can be ordered by."""


def standing_of(certificate: Certificate, *, on: date, known_at: datetime | None = None) -> Standing:
    """Return how a certificate stands on a day, by the rule."""
    return certificate_life.standing(
        certificate.life, [move.as_rule() for move in certificate.moves], on=on, known_at=known_at
    )


def last_day_of(certificate: Certificate) -> date | None:
    """Return the last day on which a certificate is or was good; None where it is unknown or there was none."""
    return certificate_life.last_day(certificate.life, [move.as_rule() for move in certificate.moves])


def certificate(session: Session, public_id: str) -> Certificate | None:
    """Return a certificate with its recognition, its moves and its files."""
    return session.scalar(_whole().where(Certificate.public_id == public_id))


def by_lookup_code(session: Session, text: str) -> Certificate | None:
    """Return the certificate that a typed code belongs to, whatever the case, blanks and dashes."""
    try:
        code = lookup_code.parse(text)
    except Refusal:
        return None
    return session.scalar(_whole().where(Certificate.lookup_code == code))


def by_number(session: Session, number: str) -> list[Certificate]:
    """Return the certificates that bear a number as printed: one of ours, or several recorded from elsewhere."""
    found = session.scalars(
        _whole().where(func.upper(Certificate.number) == clean(number).upper()).order_by(Certificate.id)
    )
    return list(found.unique())


def certificates_of(session: Session, product_id: int) -> list[Certificate]:
    """Return all certificates of a product, the newest first."""
    newest_first = (Certificate.year.desc(), _begins().desc(), Certificate.id.desc())
    found = session.scalars(
        _whole()
        .join(Recognition, Recognition.id == Certificate.recognition_id)
        .where(Recognition.product_id == product_id)
        .order_by(*newest_first)
    )
    return list(found.unique())


def current_certificate(session: Session, *, product_id: int, on: date) -> Certificate | None:
    """Return the certificate by which a product is certified on a day, in force before suspended or undetermined."""
    held = certificates_of(session, product_id)
    good = [one for standing in GOOD for one in held if standing_of(one, on=on) is standing]
    return good[0] if good else None


def replaced_by(session: Session, certificate: Certificate) -> list[Certificate]:
    """Return the certificates whose place one took, the latest first."""
    moves = select(CertificateMove.certificate_id).where(
        CertificateMove.kind == MoveKind.SUPERSEDED, CertificateMove.related_id == certificate.id
    )
    return list(session.scalars(select(Certificate).where(Certificate.id.in_(moves)).order_by(Certificate.id.desc())))


def expiring(session: Session, *, on: date, before: date) -> list[RegisterLine]:
    """Return what is in force on a day and ends before another, the next to end first."""
    ends = ends_on(on)
    ids = session.scalars(
        select(Certificate.id)
        .where(ends >= on, ends < before, standing_on(on) == Standing.IN_FORCE)
        .order_by(ends, Certificate.id)
    )
    return lines(session, ids.all(), on=on)


def certificates(session: Session, request: ListRequest, *, on: date) -> Page[RegisterLine]:
    """Return one page of the certificates that a list request asks for, the newest first."""
    newest_first = (Certificate.year.desc(), _begins().desc(), Certificate.id.desc())
    return _page(session, request, on=on, default=newest_first)


def recognitions(session: Session, request: ListRequest, *, on: date) -> Page[RegisterLine]:
    """Return one page of the recognitions that a list request asks for: by decision, the newest first, in its order."""
    by_decision = (Certificate.year.desc(), _begins().desc(), Recognition.decision_id.desc(), Recognition.position)
    return _page(session, request, on=on, default=by_decision)


def years(session: Session) -> list[int]:
    """Return the years of which there are certificates, newest first."""
    return list(session.scalars(select(Certificate.year).distinct().order_by(Certificate.year.desc())))


def counts_by_standing(session: Session, *, on: date) -> dict[Standing, int]:
    """Return how many certificates stand how on a day."""
    standing = standing_on(on).label("standing")
    found = session.execute(select(standing, func.count()).select_from(Certificate).group_by(standing))
    return dict(found.all())


def _whole() -> Select[Certificate]:
    decision = joinedload(Certificate.recognition).joinedload(Recognition.decision)
    return select(Certificate).options(
        decision.joinedload(Decision.body),
        joinedload(Certificate.recognition).joinedload(Recognition.product),
        joinedload(Certificate.recognition).joinedload(Recognition.producer),
        joinedload(Certificate.recognition).joinedload(Recognition.commune).joinedload(Place.parent),
        selectinload(Certificate.moves).joinedload(CertificateMove.decision),
        selectinload(Certificate.files),
    )


def _begins() -> ColumnElement[Any]:
    # Where the day is unknown, the certificate stands before those of its year whose day is known.
    return func.coalesce(Certificate.valid_from, Certificate.issued_on, date.min)


def _page(session: Session, request: ListRequest, *, on: date, default: Sequence[Any]) -> Page[RegisterLine]:
    """Choose the page by ids alone, so that the words of a line are fetched for that page only."""
    conditions = [*_conditions(session, request, on), *_matches(request.text)]
    statement = (
        select(Certificate.id)
        # Outer joins, though nothing is ever missing: those that no condition needs cost nothing.
        .outerjoin(Certificate.recognition)
        .outerjoin(Recognition.product)
        .outerjoin(Producer, Producer.id == Recognition.producer_id)
        .outerjoin(Recognition.decision)
        .outerjoin(Recognition.commune)
        .where(*conditions)
    )
    chosen = page_of(
        session,
        statement,
        request=request,
        sorts=_sorts(on),
        key=Certificate.id,
        default=default,
        make=lambda row: int(row[0]),
        at_once=bool(request.text or "standing" in request.filters),
    )
    return Page(rows=lines(session, chosen.rows, on=on), total=chosen.total, request=request)


def _sorts(on: date) -> Sorts:
    number = (func.coalesce(Certificate.serial, 0), func.coalesce(Certificate.number, ""))
    sorts: dict[str, Sequence[Any]] = {
        "name": (Product.sort_key,),
        "producer": (Producer.sort_key, Product.sort_key),
        "commune": (func.coalesce(Place.sort_key, ""), Product.sort_key),
        "stars": (Recognition.stars, func.coalesce(Recognition.score, -1)),
        "score": (func.coalesce(Recognition.score, -1),),
        "number": (Certificate.year, *number),
        "year": (Certificate.year,),
        "signed_on": (func.coalesce(Decision.signed_on, date.min), Recognition.decision_id, Recognition.position),
        "issued_on": (func.coalesce(Certificate.issued_on, date.min),),
        "valid_until": (func.coalesce(ends_on(on), date.max),),
    }
    return sorts


def without_successor(session: Session, *, on: date) -> ColumnElement[bool]:
    """Say in SQL that no certificate takes a certificate's place, in the past or to come, before a day without any."""
    to_come = session.execute(
        select(Certificate.id, ends_on(on), CertificateMove.effective_on)
        .join(CertificateMove, CertificateMove.certificate_id == Certificate.id)
        .where(CertificateMove.kind == MoveKind.SUPERSEDED, CertificateMove.effective_on > on)
    )
    late = [key for key, last, begins in to_come if last is not None and leaves_a_gap(last, next_from=begins)]
    return or_(Certificate.id.not_in(superseded()), Certificate.id.in_(late))


def holder_has_ended() -> ColumnElement[bool]:
    """Say in SQL that the producer that holds a certificate's product was dissolved, merged or split."""
    ended = select(Producer.id).where(Producer.status != ProducerStatus.ACTIVE)
    of_them = select(Recognition.id).join(Recognition.product).where(Product.producer_id.in_(ended))
    return Certificate.recognition_id.in_(of_them)


def _conditions(session: Session, request: ListRequest, on: date) -> list[ColumnElement[bool]]:
    makers: Mapping[str, Callable[[Any], ColumnElement[bool]]] = {
        "standing": lambda value: standing_on(on) == Standing(value),
        "stars": lambda value: Recognition.stars == int(value),
        "year": lambda value: Certificate.year == int(value),
        "industry": lambda value: Product.industry == value,
        "commune": lambda value: Recognition.commune_id.in_(places.covering(session, value)),
        "district": lambda value: Place.parent_id.in_(select(Place.id).where(Place.public_id == value)),
        "origin": lambda value: Certificate.origin == Origin(value),
        "decision": lambda value: Decision.public_id == value,
        "producer": lambda value: Producer.public_id == value,
        "product": lambda value: Product.public_id == value,
        "instrument": lambda value: Recognition.instrument == value,
        "instruments": lambda value: Recognition.instrument.in_(value),
        "kind": lambda value: Recognition.kind == RecognitionKind(value),
        "product_set": lambda value: Recognition.product_set == int(value),
        "expires_from": lambda value: ends_on(on) >= value,
        "expires_by": lambda value: ends_on(on) <= value,
        "successor": lambda _value: without_successor(session, on=on),
        "holder": lambda _value: holder_has_ended(),
    }
    return [makers[name](value) for name, value in request.filters.items() if name in makers]


def _matches(text: str) -> list[ColumnElement[bool]]:
    """Find by the number or code on the paper, or by words in the names of product and producer, earlier ones too."""
    if not text:
        return []
    by_paper = [func.upper(Certificate.number).contains(clean(text).upper(), autoescape=True)]
    code = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(code) == lookup_code.LENGTH:
        by_paper.append(Certificate.lookup_code == code)
    return [
        or_(*by_paper, names.goods_have(text, product_id=Recognition.product_id, producer_id=Recognition.producer_id))
    ]
