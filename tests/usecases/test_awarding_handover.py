"""Handing over: who was handed what, when; an entry stands for ever and a wrong one is answered by a later one."""

from datetime import date, timedelta

import pytest
from builders.conference import HELD, Conference, revoked
from sqlalchemy import func, select

from registry import clock
from registry.models.award import Handover
from registry.queries import awards
from registry.queries.awards import EventDetail
from registry.rules.handing import NoLongerStands
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import handing_over
from registry.usecases.handing_over import AlreadyHandedOver

WHO = "Bà Lý Thị Thử"


def detail_of(held: Conference) -> EventDetail:
    with reading() as session:
        found = awards.event(session, held.event)
    assert found is not None
    return found


def entries() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Handover)) or 0


def hand_over(held: Conference, producer: str = "Ánh Dương", *, to: str = WHO, on: date = HELD, **more: object) -> int:
    return handing_over.record(
        actor=held.officer,
        event=held.event,
        producer=held.producers[f"Hợp tác xã {producer}"],
        handed_to=to,
        handed_on=on,
        **more,  # type: ignore[arg-type]
    )


def test_a_producer_is_handed_all_its_papers_at_once(held: Conference) -> None:
    assert hand_over(held) == 3

    first = detail_of(held).calls[0]
    assert first.has_collected
    said = [paper.handed_over for paper in (*first.products, *first.merits)]
    assert {(one.to, one.on, one.by) for one in said if one} == {(WHO, HELD, held.officer.name)}
    assert len(said) == 3


def test_who_has_not_collected_yet_is_known_in_calling_order(held: Conference) -> None:
    assert [call.name for call in detail_of(held).uncollected] == [
        "Hợp tác xã Ánh Dương",
        "Hợp tác xã Chân Mây",
        "Hợp tác xã Bình Minh",
    ]

    hand_over(held, "Chân Mây")

    assert [call.name for call in detail_of(held).uncollected] == ["Hợp tác xã Ánh Dương", "Hợp tác xã Bình Minh"]
    assert [merit.name for merit in detail_of(held).uncollected_merits] == ["Ông Lò Văn Thử"]


def test_a_recipient_who_is_no_producer_collects_too(held: Conference) -> None:
    (merit,) = detail_of(held).other_merits
    assert merit.certificate is not None

    handing_over.record_merit(
        actor=held.officer, event=held.event, certificate=merit.certificate, handed_to="Ông Lò Văn Thử", handed_on=HELD
    )

    assert detail_of(held).uncollected_merits == ()


def test_a_paper_that_is_no_longer_good_is_handed_to_nobody_and_named(held: Conference) -> None:
    revoked(held, "Chè Ánh Dương")
    tea, meat = detail_of(held).calls[0].products
    assert (tea.certificate, meat.certificate) != (None, None)

    with pytest.raises(NoLongerStands) as refused:
        hand_over(held)

    assert refused.value.text == f"Giấy chứng nhận {tea.number} (Chè Ánh Dương) đã bị thu hồi, không trao được."
    assert entries() == 0
    assert hand_over(held, papers=[str(meat.certificate)]) == 1


def test_a_paper_handed_over_while_it_was_good_is_entered_later(held: Conference) -> None:
    revoked(held, "Chè Ánh Dương", on=HELD + timedelta(days=30))

    assert hand_over(held) == 3


def test_a_repeated_click_enters_nothing_again(held: Conference) -> None:
    hand_over(held)

    assert hand_over(held) == 0
    assert entries() == 3


def test_some_papers_can_be_handed_over_first_and_the_rest_later(held: Conference) -> None:
    paper = detail_of(held).calls[0].products[0].certificate
    assert paper is not None

    assert hand_over(held, papers=[paper]) == 1
    assert not detail_of(held).calls[0].has_collected
    assert hand_over(held, to="Ông Vàng Văn Thử", on=HELD + timedelta(days=3)) == 2

    products = detail_of(held).calls[0].products
    assert [one.handed_over.to for one in products if one.handed_over] == [WHO, "Ông Vàng Văn Thử"]


def test_a_wrong_entry_is_answered_by_a_later_one_that_says_why(held: Conference) -> None:
    hand_over(held, "Chân Mây")

    with pytest.raises(AlreadyHandedOver, match=rf"{WHO} ngày 13/12/2020"):
        hand_over(held, "Chân Mây", to="Ông Vàng Văn Thử")
    assert hand_over(held, "Chân Mây", to="Ông Vàng Văn Thử", note="Ghi nhầm tên người nhận") == 1

    (product,) = detail_of(held).calls[1].products
    assert product.handed_over is not None
    assert (product.handed_over.to, product.handed_over.note) == ("Ông Vàng Văn Thử", "Ghi nhầm tên người nhận")
    with reading() as session:
        assert product.certificate_id is not None
        history = awards.handovers(session, certificate_id=product.certificate_id)
    assert [one.handed_to for one in history] == [WHO, "Ông Vàng Văn Thử"]


def test_papers_entered_by_mistake_are_waiting_again(held: Conference) -> None:
    hand_over(held, "Chân Mây")
    paper = detail_of(held).calls[1].products[0].certificate
    assert paper is not None

    assert handing_over.take_back(actor=held.officer, event=held.event, papers=[paper], note="Chưa ai đến nhận") == 1

    assert not detail_of(held).calls[1].has_collected
    assert hand_over(held, "Chân Mây", on=HELD + timedelta(days=1)) == 1
    assert detail_of(held).calls[1].has_collected
    assert entries() == 3


def test_taking_back_needs_a_reason_and_something_handed_over(held: Conference) -> None:
    paper = detail_of(held).calls[1].products[0].certificate
    assert paper is not None

    with pytest.raises(Refusal, match="chưa được ghi là đã trao"):
        handing_over.take_back(actor=held.officer, event=held.event, papers=[paper], note="Nhầm")
    with pytest.raises(Refusal) as refused:
        handing_over.take_back(actor=held.officer, event=held.event, papers=[paper], note=" ")
    assert refused.value.field == "note"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2020, 12, 10), r"không được trước ngày quyết định \(11/12/2020\)"),
        (clock.today() + timedelta(days=1), "không được sau ngày hôm nay"),
    ],
)
def test_papers_are_handed_over_between_their_decision_and_today(held: Conference, on: date, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        hand_over(held, on=on)

    assert entries() == 0


def test_somebody_must_be_named(held: Conference) -> None:
    with pytest.raises(Refusal) as refused:
        hand_over(held, to="  ")

    assert refused.value.field == "handed_to"


def test_papers_of_others_are_not_found(held: Conference) -> None:
    foreign = detail_of(held).calls[1].products[0].certificate
    assert foreign is not None

    with pytest.raises(NotFound):
        hand_over(held, "Ánh Dương", papers=[foreign])
    with pytest.raises(NotFound):
        handing_over.record(actor=held.officer, event=held.event, producer="khongco", handed_to=WHO, handed_on=HELD)
    with pytest.raises(NotFound):
        handing_over.record_merit(
            actor=held.officer, event=held.event, certificate=foreign, handed_to=WHO, handed_on=HELD
        )


@pytest.mark.parametrize("role", ["approver", "administrator", "auditor"])
def test_only_an_officer_hands_over(held: Conference, actors: dict[str, Actor], role: str) -> None:
    with pytest.raises(NotAllowed):
        handing_over.record(
            actor=actors[role],
            event=held.event,
            producer=held.producers["Hợp tác xã Ánh Dương"],
            handed_to=WHO,
            handed_on=HELD,
        )
