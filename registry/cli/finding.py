"""Finding what a command line names: by public id, or by the number people know."""

from sqlalchemy import or_, select

from registry.models.award import AwardEvent, MeritCertificate
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.queries import register
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.transaction import reading


def decision_named(named: str) -> str:
    """Return the public id of a decision named by public id or number.

    :raises NotFound: if there is none.
    :raises Refusal: if several bear the number.
    """
    with reading() as session:
        wanted = clean(named)
        rows = session.execute(
            select(Decision.public_id, Decision.number, Decision.year).where(
                or_(Decision.public_id == wanted, Decision.number == wanted)
            )
        ).all()
    if not rows:
        raise NotFound(f"Không tìm thấy quyết định “{named}”.")
    if len(rows) > 1:
        shown = ", ".join(f"{row.public_id} (năm {row.year})" for row in rows)
        raise Refusal(f"Có {len(rows)} quyết định số {named}; hãy nêu mã: {shown}.")
    return str(rows[0].public_id)


def certificate_named(named: str) -> Certificate:
    """Return a star certificate named by number or lookup code.

    :raises NotFound: if there is none.
    :raises Refusal: if several bear the number.
    """
    with reading() as session:
        by_code = register.by_lookup_code(session, named)
        found = [by_code] if by_code is not None else register.by_number(session, named)
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
    if not found:
        raise NotFound(f"Không tìm thấy hội nghị “{named}”.")
    if len(found) > 1:
        shown = ", ".join(f"{row.public_id} ({row.held_on:%d/%m/%Y})" for row in found)
        raise Refusal(f"Năm {named} có {len(found)} hội nghị; hãy nêu mã: {shown}.")
    return str(found[0].public_id)
