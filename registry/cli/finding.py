"""Finding what a command line names: by public id, or by the number or name people know."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sqlalchemy import or_, select

from registry.models.award import AwardEvent, MeritCertificate
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries import accounts, place_directory, places, register
from registry.queries.announcements import labelled
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.transaction import reading


class Numbered(Protocol):
    """A row of a list that people call by its number."""

    @property
    def public_id(self) -> str: ...

    @property
    def position(self) -> int: ...


AnyNumbered = TypeVar("AnyNumbered", bound=Numbered)


def decision_named(named: str) -> str:
    """Return the public id of a decision named by public id or number.

    :raises NotFound: if there is none.
    :raises Refusal: if several bear the number.
    """
    wanted = clean(named)
    with reading() as session:
        rows = session.scalars(
            select(Decision).where(or_(Decision.public_id == wanted, Decision.number == wanted)).order_by(Decision.id)
        ).all()
        return only([(row.public_id, labelled(row)) for row in rows], named, "quyết định")


def producer_named(named: str) -> str:
    """Return the public id of a producer named by public id, tax number, or its name to the letter.

    :raises NotFound: if there is none.
    :raises Refusal: if several bear the name.
    """
    wanted = clean(named)
    statement = select(Producer).where(
        or_(Producer.public_id == wanted, Producer.tax_number == wanted, Producer.name == wanted)
    )
    with reading() as session:
        rows = session.scalars(statement.order_by(Producer.id)).all()
        return only([(row.public_id, row.tax_number or row.address or "") for row in rows], named, "chủ thể")


def product_named(named: str, *, of: str | None = None) -> str:
    """Return the public id of a product named by public id or its name to the letter.

    :param of: public id of the producer whose products alone are meant.
    :raises NotFound: if there is none.
    :raises Refusal: if several bear the name.
    """
    wanted = clean(named)
    statement = (
        select(Product.public_id, Producer.name)
        .join(Producer, Producer.id == Product.producer_id)
        .where(or_(Product.public_id == wanted, Product.name == wanted))
    )
    if of is not None:
        statement = statement.where(Producer.public_id == of)
    with reading() as session:
        rows = session.execute(statement.order_by(Product.id)).all()
    return only([(row[0], row[1]) for row in rows], named, "sản phẩm")


def commune_named(named: str, *, former: bool = False) -> str:
    """Return the public id of a commune named by public id, official code or name.

    :param former: whether one that is no more is meant: a code may have passed from one to another.
    :raises NotFound: if there is none.
    :raises Refusal: if the name means several.
    """
    wanted = clean(named)
    with reading() as session:
        directory = place_directory.directory(session)
        meant = [one for one in directory.places if wanted in (one.public_id, one.code)]
        meant = meant or list(directory.find(wanted).candidates)
        meant = [one for one in meant if (one.valid_until is not None) == former]
        what = "xã, phường trước đây" if former else "xã, phường hiện nay"
        return only([(one.public_id, f"{places.full_name(one)}, mã {one.code}") for one in meant], named, what)


def certificate_named(named: str) -> Certificate:
    """Return a star certificate named by number, lookup code or public id.

    :raises NotFound: if there is none.
    :raises Refusal: if several bear the number.
    """
    with reading() as session:
        known = register.by_lookup_code(session, named) or register.certificate(session, clean(named))
        found = [known] if known is not None else register.by_number(session, named)
    if not found:
        raise NotFound(f"Không tìm thấy giấy chứng nhận “{named}”.")
    if len(found) > 1:
        shown = ", ".join(one.lookup_code for one in found)
        raise Refusal(f"Có {len(found)} giấy mang số {named}; hãy nêu mã tra cứu: {shown}.")
    return found[0]


def merit_named(number: str) -> int | None:
    """Return the key of the merit certificate of that number, if there is one."""
    with reading() as session:
        return session.scalar(select(MeritCertificate.id).where(MeritCertificate.number == clean(number)))


def event_named(named: str) -> str:
    """Return the public id of an award event named by public id, or by the year in which it is alone.

    :raises NotFound: if there is none.
    :raises Refusal: if several were held in that year.
    """
    wanted = clean(named)
    with reading() as session:
        rows = session.execute(select(AwardEvent.public_id, AwardEvent.held_on, AwardEvent.name)).all()
    found = [row for row in rows if row.public_id == wanted] or [row for row in rows if str(row.held_on.year) == wanted]
    return only([(row.public_id, f"{row.held_on:%d/%m/%Y}") for row in found], named, "hội nghị")


def account_named(email: str) -> str:
    """Return the public id of the account that signs in by this e-mail address or telephone number, open or closed.

    :raises NotFound: if there is none.
    """
    with reading() as session:
        row = accounts.signs_in_by(session, email)
        if row is None:
            raise NotFound(f"Không có tài khoản “{email}”.")
        return row.public_id


def numbered(rows: Sequence[AnyNumbered], named: str, *, missing: str) -> AnyNumbered:
    """Return the one of numbered rows that is named by public id or by its number.

    :param missing: what to say when there is none.
    :raises NotFound: if there is none.
    """
    for row in rows:
        if named in (row.public_id, str(row.position)):
            return row
    raise NotFound(missing)


def only(found: Sequence[tuple[str, str]], named: str, what: str) -> str:
    """Return the one public id that was found, each beside what tells it from its namesakes."""
    if not found:
        raise NotFound(f"Không tìm thấy {what} “{named}”.")
    if len(found) > 1:
        shown = ", ".join(f"{public_id} ({hint})" if hint else public_id for public_id, hint in found)
        raise Refusal(f"Có {len(found)} {what} “{named}”; hãy nêu mã: {shown}.")
    return found[0][0]
