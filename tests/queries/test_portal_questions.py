"""What the portal asks: papers and honours of a producer, what left it, and who was left behind by a merger."""

from datetime import timedelta

from builders.conference import Conference
from builders.portal import a_member

from registry import clock
from registry.models.producer import Producer
from registry.queries import departures, memberships, producer_record
from registry.transaction import Session, reading
from registry.usecases import accounts, invitations, producer_fates, renaming

MINE, OTHER, SUCCESSOR = "Hợp tác xã Ánh Dương", "Hợp tác xã Bình Minh", "Hợp tác xã Chân Mây"


def of(session: Session, held: Conference, name: str) -> Producer:
    row = producer_record.producer(session, held.producers[name])
    assert row is not None
    return row


def test_papers_are_certificates_of_today_and_then_honours_of_ever(held) -> None:
    renaming.transfer_product(
        actor=held.officer, product=held.products["Chè Ánh Dương"], to=held.producers[OTHER], on=clock.today()
    )

    with reading() as session:
        found = {name: memberships.papers(session, of(session, held, name)) for name in (MINE, OTHER, SUCCESSOR)}
        honours = {name: memberships.merits(session, of(session, held, name)) for name in found}

    are_merits = {name: [one.merit_certificate_id is not None for one in papers] for name, papers in found.items()}
    assert are_merits == {MINE: [False, True], OTHER: [False, False, False, True], SUCCESSOR: [False]}
    assert [len(honours[name]) for name in (MINE, OTHER, SUCCESSOR)] == [1, 1, 0]
    assert honours[MINE][0].file is not None
    assert honours[MINE][0].file.id == found[MINE][-1].id


def test_a_paper_is_found_for_whoever_speaks_for_its_producer_alone(held) -> None:
    mine = a_member(held.officer, held.producers[MINE])
    other = a_member(held.officer, held.producers[OTHER], sign_in="khac@vi-du.vn")

    with reading() as session:
        papers = memberships.papers(session, of(session, held, MINE))
        assert all(memberships.paper(session, mine.account_id, one.public_id) for one in papers)
        assert not any(memberships.paper(session, other.account_id, one.public_id) for one in papers)
        assert not any(memberships.paper(session, None, one.public_id) for one in papers)


def test_what_left_is_told_latest_first_and_what_came_back_is_not(held) -> None:
    today = clock.today()
    for name, days in (("Chè Ánh Dương", 3), ("Thịt sấy Ánh Dương", 2)):
        renaming.transfer_product(
            actor=held.officer, product=held.products[name], to=held.producers[OTHER], on=today - timedelta(days=days)
        )
    with reading() as session:
        left = departures.departures(session, of(session, held, MINE))
    renaming.transfer_product(
        actor=held.officer, product=held.products["Thịt sấy Ánh Dương"], to=held.producers[MINE], on=today
    )
    with reading() as session:
        after = departures.departures(session, of(session, held, MINE))
        of_other = departures.departures(session, of(session, held, OTHER))

    assert [(one.product_name, one.to) for one in left] == [("Thịt sấy Ánh Dương", OTHER), ("Chè Ánh Dương", OTHER)]
    assert [one.product_name for one in after] == ["Chè Ánh Dương"]
    assert [(one.product_name, one.to, one.on) for one in of_other] == [("Thịt sấy Ánh Dương", MINE, today)]


def test_who_was_left_behind_by_a_merger_is_known_until_invited_in(held, actors) -> None:
    for number, name in enumerate((MINE, OTHER, SUCCESSOR)):
        a_member(held.officer, held.producers[name], sign_in=f"091200000{number}", name=f"Người {number}")
    closed = a_member(held.officer, held.producers[MINE], sign_in="khoa@vi-du.vn", name="Người bị khóa")
    with reading() as session:
        row = memberships.people_of(session, of(session, held, MINE))
        account = next(one.account.public_id for one in row if one.account_id == closed.account_id)
    accounts.disable(actor=actors["administrator"], account=account)

    producer_fates.merge_producers(
        actor=held.officer,
        olds=[held.producers[MINE], held.producers[OTHER]],
        into=held.producers[SUCCESSOR],
        on=clock.today(),
    )

    assert names_behind(held) == ["Người 0", "Người 1"]
    code = invitations.invite(
        actor=held.officer, producer=held.producers[SUCCESSOR], name="Người 0", sign_in="0912000000"
    ).code
    invitations.redeem(sign_in="0912000000", code=code)
    assert names_behind(held) == ["Người 1"]


def test_nobody_is_left_behind_by_a_split(held) -> None:
    a_member(held.officer, held.producers[MINE])
    goods = [held.products[name] for name in ("Chè Ánh Dương", "Thịt sấy Ánh Dương")]

    producer_fates.split_producer(
        actor=held.officer, old=held.producers[MINE], shares={held.producers[SUCCESSOR]: goods}, on=clock.today()
    )

    assert names_behind(held) == []


def names_behind(held: Conference) -> list[str]:
    with reading() as session:
        return [one.account.name for one in memberships.left_behind(session, of(session, held, SUCCESSOR))]
