"""Recipients of an award decision: open while it is a draft, and not a moment longer."""

from datetime import date

import pytest
from builders.conference import a_commune_of, a_producer_in
from flask import Flask
from sqlalchemy import select

from registry.models.award import RecipientKind
from registry.models.journal import JournalEntry
from registry.models.place import Place
from registry.models.producer import Producer, ProducerName
from registry.queries import decisions
from registry.queries.annexes import AnnexRecipient
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import awarding, deciding, drafting
from registry.usecases.awarding import AlreadyRecipient, Recipient

pytestmark = pytest.mark.usefixtures("app")


def an_award_draft(officer: Actor) -> str:
    return drafting.draft(actor=officer, kind=DecisionKind.AWARD, title="Tặng Bằng khen năm 2020")


def a_recipient(name: str = "Ông Lò Văn Thử", kind: RecipientKind = RecipientKind.PERSON) -> Recipient:
    return Recipient(kind=kind, name=name, achievement="xuất sắc năm 2020")


def recipients_of(decision: str) -> tuple[AnnexRecipient, ...]:
    with reading() as session:
        found = decisions.decision(session, decision)
    assert found is not None
    return found.recipients


def names_of(decision: str) -> list[str]:
    return [recipient.name for recipient in recipients_of(decision)]


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


def test_collectives_households_and_persons_are_named_in_the_order_given(officer: Actor) -> None:
    decision = an_award_draft(officer)

    awarding.add_recipients(
        actor=officer,
        decision=decision,
        recipients=[
            a_recipient("Phòng Nông nghiệp huyện Thử", RecipientKind.COLLECTIVE),
            a_recipient("Hộ gia đình ông Vàng Văn Thử", RecipientKind.HOUSEHOLD),
        ],
    )
    awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient("  Bà   Lý Thị Thử ")])

    found = recipients_of(decision)
    assert [(one.position, one.kind.value, one.name) for one in found] == [
        (1, "collective", "Phòng Nông nghiệp huyện Thử"),
        (2, "household", "Hộ gia đình ông Vàng Văn Thử"),
        (3, "person", "Bà Lý Thị Thử"),
    ]


def test_a_producer_is_named_with_the_name_and_address_that_the_register_knows(officer: Actor) -> None:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
    decision = an_award_draft(officer)

    awarding.add_recipients(
        actor=officer,
        decision=decision,
        recipients=[Recipient(kind=RecipientKind.COLLECTIVE, producer=producer, achievement="xuất sắc")],
    )

    (found,) = recipients_of(decision)
    assert (found.producer, found.name) == (producer, "Hợp tác xã Ánh Dương")
    assert found.address == "Bản Thử, xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu"


def test_a_producer_can_be_named_as_it_was_on_an_earlier_day(officer: Actor) -> None:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Công ty Ánh Dương")
    now = a_commune_of("Bình Lư", "Phong Thổ")
    with transaction() as session:
        row = session.scalars(select(Producer).where(Producer.public_id == producer)).one()
        row.names.append(ProducerName(name="Hợp tác xã Ánh Dương", valid_from=date(2018, 1, 1)))
        row.names.append(ProducerName(name="Công ty Ánh Dương", valid_from=date(2024, 1, 1)))
        then = session.scalars(select(Place).where(Place.id == row.commune_id)).one()
        then.valid_until = date(2025, 6, 30)
        row.commune_then_id, row.commune_id = then.id, now
    decision = an_award_draft(officer)

    named = Recipient(kind=RecipientKind.COLLECTIVE, producer=producer, achievement="xuất sắc", on=date(2020, 12, 11))
    awarding.add_recipients(actor=officer, decision=decision, recipients=[named])

    (found,) = recipients_of(decision)
    assert found.name == "Hợp tác xã Ánh Dương"
    assert found.address == "Bản Thử, xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu"


def test_nobody_is_named_twice(officer: Actor) -> None:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
    decision = an_award_draft(officer)
    named = Recipient(kind=RecipientKind.COLLECTIVE, producer=producer, achievement="xuất sắc")

    with pytest.raises(AlreadyRecipient):
        awarding.add_recipients(actor=officer, decision=decision, recipients=[named, named])
    awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient("Ông Lò Văn Thử")])
    with pytest.raises(AlreadyRecipient, match="ÔNG LÒ VĂN THỬ đã có"):
        awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient("ÔNG LÒ VĂN THỬ")])

    assert names_of(decision) == ["Ông Lò Văn Thử"]


def test_namesakes_are_told_apart_by_their_address(officer: Actor) -> None:
    decision = an_award_draft(officer)

    awarding.add_recipients(
        actor=officer,
        decision=decision,
        recipients=[
            Recipient(kind=RecipientKind.PERSON, name="Bà Lý Thị Thử", address=address, achievement="xuất sắc")
            for address in ("xã Bản Bo", "xã Sin Suối Hồ")
        ],
    )

    assert names_of(decision) == ["Bà Lý Thị Thử", "Bà Lý Thị Thử"]


@pytest.mark.parametrize(
    ("recipient", "field"),
    [
        (Recipient(kind=RecipientKind.PERSON, name=" ", achievement="xuất sắc"), "name"),
        (Recipient(kind=RecipientKind.PERSON, name="Ông Lò Văn Thử", achievement=""), "achievement"),
        (Recipient(kind=RecipientKind.PERSON, producer="khongcodau", achievement="xuất sắc"), "producer"),
    ],
)
def test_a_recipient_that_cannot_be_is_refused_at_its_field_and_nothing_is_added(
    officer: Actor, recipient: Recipient, field: str
) -> None:
    decision = an_award_draft(officer)

    with pytest.raises(Refusal) as refused:
        awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient(), recipient])

    assert refused.value.field == field
    assert names_of(decision) == []


def test_recipients_change_places_move_up_and_are_corrected(officer: Actor) -> None:
    decision = an_award_draft(officer)
    first, second, third = awarding.add_recipients(
        actor=officer, decision=decision, recipients=[a_recipient("A"), a_recipient("B"), a_recipient("C")]
    )

    awarding.reorder_recipients(actor=officer, decision=decision, order=[third, first, second])
    assert names_of(decision) == ["C", "A", "B"]

    awarding.remove_recipient(actor=officer, decision=decision, recipient=third)
    assert [(one.position, one.name) for one in recipients_of(decision)] == [(1, "A"), (2, "B")]

    awarding.amend_recipient(actor=officer, decision=decision, recipient=first, values=a_recipient("Anh"))
    assert names_of(decision) == ["Anh", "B"]

    with pytest.raises(AlreadyRecipient):
        awarding.amend_recipient(actor=officer, decision=decision, recipient=first, values=a_recipient("b"))


def test_an_order_that_leaves_somebody_out_is_refused(officer: Actor) -> None:
    decision = an_award_draft(officer)
    first, _ = awarding.add_recipients(
        actor=officer, decision=decision, recipients=[a_recipient("A"), a_recipient("B")]
    )

    with pytest.raises(drafting.ChangedMeanwhile):
        awarding.reorder_recipients(actor=officer, decision=decision, order=[first, first])


def test_once_the_decision_is_checked_its_recipients_stand(officer: Actor) -> None:
    decision = an_award_draft(officer)
    (kept,) = awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient()])
    deciding.check(actor=officer, decision=decision)

    with pytest.raises(Refusal, match="dự thảo"):
        awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient("B")])
    with pytest.raises(Refusal, match="dự thảo"):
        awarding.remove_recipient(actor=officer, decision=decision, recipient=kept)
    with pytest.raises(Refusal, match="dự thảo"):
        awarding.reorder_recipients(actor=officer, decision=decision, order=[kept])

    assert names_of(decision) == ["Ông Lò Văn Thử"]


def test_a_decision_about_products_has_no_recipients(officer: Actor) -> None:
    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận")

    with pytest.raises(Refusal, match="Chỉ quyết định khen thưởng"):
        awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient()])


def test_a_recipient_of_another_decision_is_not_found(officer: Actor) -> None:
    (stranger,) = awarding.add_recipients(actor=officer, decision=an_award_draft(officer), recipients=[a_recipient()])

    with pytest.raises(NotFound):
        awarding.remove_recipient(actor=officer, decision=an_award_draft(officer), recipient=stranger)


@pytest.mark.parametrize("role", ["approver", "administrator", "auditor"])
def test_only_an_officer_names_recipients(actors: dict[str, Actor], role: str) -> None:
    decision = an_award_draft(actors["officer"])

    with pytest.raises(NotAllowed):
        awarding.add_recipients(actor=actors[role], decision=decision, recipients=[a_recipient()])


def test_who_helped_with_the_list_cannot_approve_it(actors: dict[str, Actor], app: Flask) -> None:
    from builders.people import a_person

    from registry.rules.decision_life import SamePerson
    from registry.rules.permissions import Role

    helper = a_person(Role.OFFICER, Role.APPROVER)
    decision = an_award_draft(actors["officer"])
    awarding.add_recipients(actor=helper, decision=decision, recipients=[a_recipient()])
    deciding.check(actor=actors["officer"], decision=decision)

    with pytest.raises(SamePerson):
        deciding.approve(actor=helper, decision=decision)


def test_every_change_of_the_list_is_in_the_journal(officer: Actor) -> None:
    decision = an_award_draft(officer)
    (first,) = awarding.add_recipients(actor=officer, decision=decision, recipients=[a_recipient()])
    awarding.remove_recipient(actor=officer, decision=decision, recipient=first)

    with reading() as session:
        entries = session.scalars(
            select(JournalEntry)
            .where(JournalEntry.account_id == officer.account_id)
            .order_by(JournalEntry.sequence.desc())
            .limit(2)
        ).all()
    removed, added = entries
    assert (added.act, removed.act) == ("decision.add_recipients", "decision.remove_recipient")
    assert ("award_recipient", first, "new") in [(one["on"], one["id"], one["how"]) for one in added.changes]
    assert ("award_recipient", first, "removed") in [(one["on"], one["id"], one["how"]) for one in removed.changes]
