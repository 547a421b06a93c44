"""Places: what a code or a name meant on a day, today's commune of a former one, and choices for forms."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.models.place import Place, PlaceLevel
from registry.queries.place_directory import Directory, Found, directory, existed_on

__all__ = [
    "Directory",
    "Found",
    "choices",
    "commune",
    "covering",
    "directory",
    "district_choices",
    "existed_on",
    "find",
    "full_name",
    "place",
    "today",
]


def place(session: Session, public_id: str) -> Place | None:
    """Return a place by its public id."""
    return session.scalar(select(Place).where(Place.public_id == public_id))


def commune(session: Session, *, code: str, on: date) -> Place | None:
    """Return the commune that bore a code on a day: a code alone is no identity."""
    return session.scalar(
        select(Place).where(Place.level == PlaceLevel.COMMUNE, Place.code == code, _existed(on)).order_by(Place.id)
    )


def find(session: Session, text: str, *, on: date | None = None, district: str = "") -> Found:
    """Find the communes a text may mean; for many texts, ask a directory instead."""
    return directory(session).find(text, on=on, district=district)


def today(session: Session, former: Place) -> tuple[Place, ...]:
    """Return what a place is today; several where it was split."""
    return (former,) if former.valid_until is None else directory(session).today(former)


def full_name(one: Place) -> str:
    """Return the name as papers of its time write it: «xã Khun Há, huyện Tam Đường», since 2025 «xã Khun Há»."""
    parent = one.parent
    in_district = parent is not None and parent.level is PlaceLevel.DISTRICT
    return f"{one.full_name}, {parent.full_name}" if parent and in_district else one.full_name


def choices(session: Session, *, on: date) -> list[tuple[str, str]]:
    """Return the communes of a day for a form: public id and full name, in Vietnamese order."""
    rows = session.scalars(
        select(Place)
        .where(Place.level == PlaceLevel.COMMUNE, _existed(on))
        .options(joinedload(Place.parent))
        .order_by(Place.sort_key, Place.id)
    )
    return [(row.public_id, full_name(row)) for row in rows]


def district_choices(session: Session) -> list[tuple[str, str]]:
    """Return all districts that ever were, for filtering by the district of then."""
    rows = session.scalars(
        select(Place).where(Place.level == PlaceLevel.DISTRICT).order_by(Place.sort_key, Place.valid_from, Place.id)
    )
    return [(row.public_id, row.full_name) for row in rows]


def covering(session: Session, public_id: str) -> list[int]:
    """Return the ids of a place and of all that became wholly part of it; none for an unknown place."""
    asked = place(session, public_id)
    if asked is None:
        return []
    every = directory(session)
    # What was split went only in part into this place: its name of then does not say which.
    return [asked.id, *(each.id for each in every.formerly(asked) if every.today(each) == (asked,))]


def _existed(day: date) -> ColumnElement[bool]:
    return (Place.valid_from <= day) & or_(Place.valid_until.is_(None), Place.valid_until >= day)
