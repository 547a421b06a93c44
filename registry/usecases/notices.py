"""Letters to producers, put into the outbox by the act they tell of."""

from collections.abc import Sequence

from sqlalchemy import select

from registry.documents import notice
from registry.models.decision import Decision
from registry.models.outbox import Letter
from registry.models.producer import ContactKind, Producer, ProducerContact
from registry.queries.settings import settings
from registry.usecases.issue_plan import PlannedCertificate
from registry.usecases.journal import Act


def tell_of_certificates(act: Act, decision: Decision, issued: Sequence[PlannedCertificate]) -> None:
    """Write one letter to each producer that a decision gives certificates to."""
    if decision.number is None or decision.signed_on is None:
        return
    wishes = settings(act.session)
    for producer_id, certificates in _by_producer(issued).items():
        subject, body = notice.of_recognition(
            producer_name=certificates[0].facts.producer_name,
            decision_number=decision.number,
            decision_date=decision.signed_on,
            products=[told for one in certificates if (told := _told(one)) is not None],
            settings=wishes,
        )
        act.add(
            Letter(
                recipient_name=certificates[0].facts.producer_name,
                recipient_address=_address(act, producer_id),
                subject=subject,
                body=body,
                written_at=act.at,
            )
        )


def _by_producer(issued: Sequence[PlannedCertificate]) -> dict[int, list[PlannedCertificate]]:
    found: dict[int, list[PlannedCertificate]] = {}
    for one in issued:
        found.setdefault(one.recognition["producer_id"], []).append(one)
    return found


def _told(one: PlannedCertificate) -> notice.Certified | None:
    facts = one.facts
    if facts.number is None or facts.lookup_code is None or facts.valid_until is None:
        return None
    return notice.Certified(
        product_name=facts.product_name,
        stars=facts.stars,
        number=facts.number,
        valid_until=facts.valid_until,
        lookup_code=facts.lookup_code,
    )


def _address(act: Act, producer_id: int) -> str | None:
    return act.session.scalar(
        select(ProducerContact.value)
        .join(Producer)
        .where(Producer.id == producer_id, ProducerContact.kind == ContactKind.EMAIL)
        .order_by(ProducerContact.position)
        .limit(1)
    )
