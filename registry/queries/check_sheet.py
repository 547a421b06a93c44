"""The check sheet of a decision: its lines and what the register knows of them, put before the rules."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry import clock
from registry.models.award import AwardRecipient
from registry.models.body import Body, BodyKind
from registry.models.certificate import Certificate
from registry.models.decision import Decision, DecisionLine, FindingAcknowledged, Origin
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries.law_book import law_book
from registry.queries.rounds_at_work import councils_words
from registry.rules.annex import KnownName, LineFacts, RegisterFacts
from registry.rules.certificate_life import ALIVE, Standing, standing
from registry.rules.check_sheet import check_sheet
from registry.rules.decision_life import DecisionKind, DecisionState, LineAct
from registry.rules.finding import Finding, Severity
from registry.rules.instruments import BodyLevel
from registry.rules.producer_kinds import producer_near_key
from registry.rules.product_code import product_code_key
from registry.rules.search_key import near_key

LEVEL_OF = {
    BodyKind.DISTRICT: BodyLevel.DISTRICT,
    BodyKind.PROVINCE: BodyLevel.PROVINCE,
    BodyKind.OTHER_PROVINCE: BodyLevel.PROVINCE,
    BodyKind.MINISTRY: BodyLevel.MINISTRY,
}
_SLICE = 500
_OPEN = (DecisionState.DRAFT, DecisionState.CHECKED, DecisionState.SUBMITTED, DecisionState.SIGNED)


def findings(session: Session, decision: Decision) -> list[Finding]:
    """Return everything the check sheet of a decision finds now."""
    if decision.kind is DecisionKind.AWARD:
        return _award_findings(session, decision)
    lines = session.scalars(
        select(DecisionLine)
        .where(DecisionLine.decision_id == decision.id)
        .options(
            joinedload(DecisionLine.product),
            joinedload(DecisionLine.producer).joinedload(Producer.commune),
            joinedload(DecisionLine.producer).joinedload(Producer.commune_then),
            joinedload(DecisionLine.assessed),
        )
        .order_by(DecisionLine.position)
    ).all()
    day = decision.signed_on or clock.today()
    certificates = _certificates(session, {line.product_id for line in lines})
    return check_sheet(
        [_line(line, certificates.get(line.product_id, []), day) for line in lines],
        _register(session, decision, lines, certificates, day),
    )


def acknowledged(session: Session, decision: Decision) -> set[str]:
    """Return the keys of the findings that somebody let stand."""
    return set(
        session.scalars(select(FindingAcknowledged.finding_key).where(FindingAcknowledged.decision_id == decision.id))
    )


def _award_findings(session: Session, decision: Decision) -> list[Finding]:
    names = session.scalars(select(AwardRecipient.name).where(AwardRecipient.decision_id == decision.id)).all()
    if not names:
        return [Finding(code="empty", severity=Severity.BLOCKS, text="Danh sách khen thưởng chưa có ai.")]
    seen: set[str] = set()
    found = []
    for name in names:
        key = near_key(name)
        if key in seen:
            text = f"“{name}” có tên trùng hoặc gần trùng với một dòng ở trên."
            found.append(Finding(code="recipient_twice", severity=Severity.ACKNOWLEDGE, text=text, subject=name))
        seen.add(key)
    return found


def _certificates(session: Session, product_ids: Collection[int]) -> dict[int, list[Certificate]]:
    """Return the certificates of the products with their recognitions and moves, oldest first."""
    found: dict[int, list[Certificate]] = {}
    for part in _slices(product_ids):
        rows = session.scalars(
            select(Certificate)
            .join(Certificate.recognition)
            .where(Recognition.product_id.in_(part))
            .options(joinedload(Certificate.recognition), selectinload(Certificate.moves))
            .order_by(Certificate.valid_from, Certificate.id)
        )
        for row in rows:
            found.setdefault(row.recognition.product_id, []).append(row)
    return found


def _line(line: DecisionLine, certificates: Sequence[Certificate], day: date) -> LineFacts:
    commune = line.producer.commune_on(day)
    about = next((one for one in certificates if one.id == line.certificate_id), None)
    return LineFacts(
        key=line.public_id,
        position=line.position,
        product_key=line.product.public_id,
        product_name=line.product.name,
        producer_key=line.producer.public_id,
        producer_name=line.producer.name,
        commune=commune.name if commune else None,
        act=line.act,
        kind=line.kind,
        score_hundredths=line.score,
        stars=line.stars,
        stars_ground=line.stars_ground,
        instrument=line.instrument,
        product_set=line.product_set,
        product_code=line.product_code,
        filed_on=line.filed_on,
        assessed_on=line.assessed_on,
        valid_from=line.valid_from,
        valid_until=line.valid_until,
        validity_ground=line.validity_ground,
        certificate_key=about.public_id if about else None,
        certificate_standing=_standing(about, line.effective_on or day) if about else None,
        certificate_begins_on=about.begins_on if about else None,
        certificate_rival=_rival(line, certificates, line.effective_on or day),
        effective_on=line.effective_on,
        ground=line.ground,
        is_of_council=line.assessed is not None,
    )


def _rival(line: DecisionLine, certificates: Sequence[Certificate], day: date) -> str | None:
    """Name the certificate that stands, or is to stand, beside the one that a line is about."""
    annulled = {
        other.certificate_id
        for other in line.decision.lines
        if other.act is LineAct.ANNUL and (other.effective_on or day) <= day
    }
    for one in certificates:
        if one.id not in {line.certificate_id, *annulled} and _standing(one, day) in ALIVE:
            return f"số {one.number}" if one.number else f"năm {one.year}, không rõ số"
    return None


def _register(
    session: Session,
    decision: Decision,
    lines: Sequence[DecisionLine],
    certificates: dict[int, list[Certificate]],
    day: date,
) -> RegisterFacts:
    keys = {line.product_id: line.product.public_id for line in lines}
    first_days = {line.product_id: line.first_day(decision, signed_on=day) for line in lines}
    latest = {product: _latest(found) for product, found in certificates.items()}
    body, book = session.get_one(Body, decision.body_id), law_book(session)
    return RegisterFacts(
        today=clock.today(),
        instruments=book.instruments,
        signed_on=decision.signed_on,
        level=LEVEL_OF.get(body.kind),
        recorded=decision.origin is Origin.RECORDED,
        standings={keys[product]: _standing(one, first_days[product]) for product, one in latest.items()},
        begins_later={
            keys[product]: one.begins_on
            for product, one in latest.items()
            if one.begins_on > first_days[product] and _standing(one, date.max) is not Standing.ANNULLED
        },
        stars={keys[product]: one.recognition.stars for product, one in latest.items()},
        products=_products_near(session, lines),
        producers=_producers_near(session, lines),
        elsewhere=_elsewhere(session, decision, keys),
        with_council=councils_words(session, keys),
        codes=_codes(session, lines),
        sets={code: list(held.sets) for code, held in book.classifications.items()},
    )


def _latest(certificates: Sequence[Certificate]) -> Certificate:
    """The certificate that a new one would meet: the last that is not void."""
    standing_now = [one for one in certificates if _standing(one, date.max) is not Standing.ANNULLED]
    return (standing_now or certificates)[-1]


def _standing(certificate: Certificate, day: date) -> Standing:
    return standing(certificate.life, [move.as_rule() for move in certificate.moves], on=day)


def _products_near(session: Session, lines: Sequence[DecisionLine]) -> dict[str, list[KnownName]]:
    found: dict[str, list[KnownName]] = {}
    for part in _slices({near_key(line.product.name) for line in lines}):
        rows = session.execute(
            select(Product.near_key, Product.public_id, Product.name, Producer.public_id)
            .join(Product.producer)
            .where(Product.near_key.in_(part))
        )
        for key, public_id, name, producer in rows:
            found.setdefault(key, []).append(KnownName(key=public_id, name=name, producer_key=producer))
    return found


def _producers_near(session: Session, lines: Sequence[DecisionLine]) -> dict[str, list[KnownName]]:
    found: dict[str, list[KnownName]] = {}
    for part in _slices({producer_near_key(line.producer.name) for line in lines}):
        rows = session.execute(
            select(Producer.near_key, Producer.public_id, Producer.name).where(Producer.near_key.in_(part))
        )
        for key, public_id, name in rows:
            found.setdefault(key, []).append(KnownName(key=public_id, name=name))
    return found


def _elsewhere(session: Session, decision: Decision, keys: dict[int, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _slices(keys):
        rows = session.execute(
            select(DecisionLine.product_id, Decision.title)
            .join(DecisionLine.decision)
            .where(DecisionLine.product_id.in_(part), Decision.id != decision.id, Decision.state.in_(_OPEN))
        )
        found.update({keys[product_id]: title for product_id, title in rows})
    return found


def _codes(session: Session, lines: Sequence[DecisionLine]) -> dict[str, str]:
    """Return which product bears each official code of the annex already."""
    written = {line.product_code for line in lines if line.product_code}
    # A code is kept as it was typed; its key forgives blanks and leading zeros.
    wanted = written | {product_code_key(code) for code in written}
    found: dict[str, str] = {}
    for part in _slices(wanted):
        rows = session.execute(
            select(Recognition.product_code, Product.public_id)
            .join(Recognition.product)
            .where(Recognition.product_code.in_(part))
        )
        found.update({product_code_key(code): public_id for code, public_id in rows if code})
    return found


def _slices(values: Iterable[Any]) -> Iterable[list[Any]]:
    """Cut a long list of values into pieces that any engine takes as parameters."""
    held = list(values)
    return [held[first : first + _SLICE] for first in range(0, len(held), _SLICE)]
