"""An award event: which decisions it announces, and the order in which producers are called."""

from datetime import date

import pytest
from builders.conference import HELD, Conference, a_product_of, a_rated_line
from builders.register import a_draft, issue

from registry.queries import awards
from registry.queries.awards import EventDetail
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import award_events, drafting, handing_over
from registry.usecases.award_events import CallingOrder


def detail_of(event: str) -> EventDetail:
    with reading() as session:
        found = awards.event(session, event)
    assert found is not None
    return found


def called(event: str) -> list[str]:
    return [call.name.removeprefix("Hợp tác xã ") for call in detail_of(event).calls]


def test_producers_are_called_commune_by_commune_as_the_decisions_name_them(held: Conference) -> None:
    found = detail_of(held.event)

    assert called(held.event) == ["Ánh Dương", "Chân Mây", "Bình Minh"]
    assert [call.place for call in found.calls] == [1, 2, 3]
    assert [call.commune for call in found.calls] == [
        "xã Bản Bo, huyện Tam Đường",
        "xã Bản Bo, huyện Tam Đường",
        "xã Sin Suối Hồ, huyện Phong Thổ",
    ]


def test_each_producer_is_called_with_all_that_it_is_given(held: Conference) -> None:
    first, second, third = detail_of(held.event).calls

    assert [(one.product_name, one.stars) for one in first.products] == [
        ("Chè Ánh Dương", 4),
        ("Thịt sấy Ánh Dương", 3),
    ]
    assert [one.number for one in first.products] == ["001/2020/GCN-OCOP", "005/2020/GCN-OCOP"]
    assert [one.number for one in first.merits] == ["001/2020/BK-OCOP"]
    assert [one.product_name for one in second.products] == ["Miến dong Chân Mây"]
    assert second.merits == ()
    assert [one.product_name for one in third.products] == ["Gạo Bình Minh", "Mật ong Bình Minh"]


def test_totals_are_counted(held: Conference) -> None:
    found = detail_of(held.event)

    assert (len(found.products), found.producer_total, found.by_stars) == (5, 3, {4: 2, 3: 3})
    assert len(found.merits) == 3
    assert [merit.name for merit in found.other_merits] == ["Ông Lò Văn Thử"]


def test_a_product_names_the_decision_as_it_is_read_out(held: Conference) -> None:
    assert detail_of(held.event).products[0].decision_label == "1757/QĐ-UBND ngày 11/12/2020"


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (CallingOrder.COMMUNE, ["Ánh Dương", "Chân Mây", "Bình Minh"]),
        (CallingOrder.APPEARANCE, ["Ánh Dương", "Bình Minh", "Chân Mây"]),
        (CallingOrder.NAME, ["Ánh Dương", "Bình Minh", "Chân Mây"]),
    ],
)
def test_the_order_can_be_chosen_at_a_stroke(held: Conference, by: CallingOrder, order: list[str]) -> None:
    award_events.arrange_calls(actor=held.officer, event=held.event, by=by)

    assert called(held.event) == order


def test_the_order_can_be_made_by_hand_and_stays_when_a_decision_is_added(held: Conference) -> None:
    a, b, c = (held.producers[f"Hợp tác xã {name}"] for name in ("Ánh Dương", "Bình Minh", "Chân Mây"))
    award_events.reorder_calls(actor=held.officer, event=held.event, order=[b, c, a])
    award_events.detach_decision(actor=held.officer, event=held.event, decision=held.recognised[1])
    assert called(held.event) == ["Bình Minh", "Ánh Dương"]

    award_events.attach_decision(actor=held.officer, event=held.event, decision=held.recognised[1])

    assert called(held.event) == ["Bình Minh", "Ánh Dương", "Chân Mây"]


def test_an_order_that_leaves_a_producer_out_is_refused(held: Conference) -> None:
    with pytest.raises(drafting.ChangedMeanwhile):
        award_events.reorder_calls(actor=held.officer, event=held.event, order=[held.producers["Hợp tác xã Ánh Dương"]])

    assert called(held.event) == ["Ánh Dương", "Chân Mây", "Bình Minh"]


def test_a_producer_that_is_only_awarded_is_called_after_those_with_a_product(held: Conference) -> None:
    for decision in held.recognised:
        award_events.detach_decision(actor=held.officer, event=held.event, decision=decision)
    assert called(held.event) == ["Ánh Dương", "Bình Minh"]

    award_events.attach_decision(actor=held.officer, event=held.event, decision=held.recognised[1])
    award_events.arrange_calls(actor=held.officer, event=held.event, by=CallingOrder.APPEARANCE)

    assert called(held.event) == ["Chân Mây", "Ánh Dương", "Bình Minh"]
    assert detail_of(held.event).producer_total == 2


def test_a_decision_not_yet_in_effect_is_not_announced(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Ánh Dương"], "Trà Ánh Dương")
    draft = a_draft(held.officer, [a_rated_line(product)])

    with pytest.raises(Refusal, match="đã có hiệu lực"):
        award_events.attach_decision(actor=held.officer, event=held.event, decision=draft)


def test_a_decision_is_announced_once(held: Conference) -> None:
    with pytest.raises(Refusal, match="đã có quyết định này"):
        award_events.attach_decision(actor=held.officer, event=held.event, decision=held.awarded)


def test_a_decision_whose_papers_were_handed_over_cannot_be_taken_off(held: Conference) -> None:
    handing_over.record(
        actor=held.officer,
        event=held.event,
        producer=held.producers["Hợp tác xã Chân Mây"],
        handed_to="Bà Lý Thị Thử",
        handed_on=HELD,
    )

    with pytest.raises(Refusal, match="Đã trao giấy"):
        award_events.detach_decision(actor=held.officer, event=held.event, decision=held.recognised[1])
    award_events.detach_decision(actor=held.officer, event=held.event, decision=held.recognised[0])

    assert called(held.event) == ["Ánh Dương", "Chân Mây", "Bình Minh"]


def test_an_event_is_amended_from_the_version_one_saw(held: Conference) -> None:
    version = detail_of(held.event).event.version
    award_events.amend(
        actor=held.officer, event=held.event, version=version, name="Lễ trao giải", place="Nhà A", held_on=HELD
    )

    with pytest.raises(drafting.ChangedMeanwhile):
        award_events.amend(
            actor=held.officer, event=held.event, version=version, name="Lễ khác", place="Nhà B", held_on=HELD
        )

    assert (detail_of(held.event).event.name, detail_of(held.event).event.place) == ("Lễ trao giải", "Nhà A")


@pytest.mark.parametrize(("name", "place", "field"), [("", "Nhà A", "name"), ("Lễ", " ", "place")])
def test_an_event_needs_a_name_and_a_place(actors: dict[str, Actor], name: str, place: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        award_events.create(actor=actors["officer"], name=name, place=place, held_on=HELD)

    assert refused.value.field == field


def test_an_unknown_event_or_decision_is_not_found(actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    event = award_events.create(actor=officer, name="Lễ", place="Nhà A", held_on=HELD)

    with pytest.raises(NotFound):
        award_events.attach_decision(actor=officer, event="khongco", decision="khongco")
    with pytest.raises(NotFound):
        award_events.attach_decision(actor=officer, event=event, decision="khongco")
    with pytest.raises(NotFound):
        award_events.detach_decision(actor=officer, event=event, decision="khongco")


@pytest.mark.parametrize("role", ["approver", "administrator", "auditor"])
def test_only_an_officer_plans_an_event(actors: dict[str, Actor], role: str) -> None:
    with pytest.raises(NotAllowed):
        award_events.create(actor=actors[role], name="Lễ", place="Nhà A", held_on=HELD)


def test_a_later_event_may_announce_the_same_decision_again(held: Conference) -> None:
    product = a_product_of(held.producers["Hợp tác xã Chân Mây"], "Trà Chân Mây")
    late = issue(
        held.officer,
        held.approver,
        [a_rated_line(product)],
        number="9/QĐ-UBND",
        signed_on=date(2021, 1, 5),
    )

    event = award_events.create(
        actor=held.officer,
        name="Lễ sau",
        place="Nhà A",
        held_on=date(2021, 1, 10),
        decisions=[late, held.recognised[0]],
    )

    assert called(event) == ["Chân Mây", "Ánh Dương", "Bình Minh"]
