"""A commune confirms that a product is made no longer: the 15 days of Điều 8 count from there alone."""

from datetime import date, timedelta

import pytest
from builders.conference import a_producer_in, a_product_of
from sqlalchemy import select

from registry import clock
from registry.models.journal import JournalEntry
from registry.models.product import Product
from registry.queries import revocation_clocks
from registry.queries.revocation_clocks import Beginning, RevocationClock
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import ceasing, producer_fates
from registry.usecases.ceasing import NothingConfirmed


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def producer(app: object) -> str:
    return a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")


@pytest.fixture
def product(producer: str) -> str:
    return a_product_of(producer, "Chè Ánh Dương")


def running(product: str) -> RevocationClock | None:
    with reading() as session:
        return revocation_clocks.of_products(session, [product]).get(product)


def confirm(actor: Actor, product: str, on: date, by: str = "UBND xã Bản Bo", document: str = "45/XN-UBND") -> None:
    ceasing.confirm(actor=actor, product=product, confirmed_on=on, confirmed_by=by, document=document)


def test_the_days_run_from_the_communes_confirmation(officer: Actor, product: str) -> None:
    confirmed = clock.today() - timedelta(days=4)
    confirm(officer, product, confirmed)
    found = running(product)
    assert found is not None
    assert (found.beginning, found.since) == (Beginning.CEASED, confirmed)
    assert found.due >= confirmed + timedelta(days=15)
    with reading() as session:
        row = session.scalars(select(Product)).one()
        entry = session.scalars(select(JournalEntry).where(JournalEntry.act == "product.confirm_ceased")).one()
    assert (row.ceased_confirmed_by, row.ceased_document) == ("UBND xã Bản Bo", "45/XN-UBND")
    assert {"ceased_confirmed_on", "ceased_confirmed_by", "ceased_document"} <= set(entry.changes[0]["fields"])


def test_the_end_of_a_producer_is_no_confirmation(officer: Actor, producer: str, product: str) -> None:
    producer_fates.dissolve_producer(actor=officer, producer=producer, on=clock.today())
    assert running(product) is None


def test_a_confirmation_is_put_right_and_taken_back_with_a_reason(officer: Actor, product: str) -> None:
    with pytest.raises(NothingConfirmed):
        ceasing.take_back(actor=officer, product=product, reason="nhầm")
    confirm(officer, product, clock.today() - timedelta(days=4))
    confirm(officer, product, clock.today() - timedelta(days=3))
    found = running(product)
    assert found is not None
    assert found.since == clock.today() - timedelta(days=3)
    with pytest.raises(Refusal, match="lý do"):
        ceasing.take_back(actor=officer, product=product, reason=" ")
    ceasing.take_back(actor=officer, product=product, reason="chủ thể sản xuất lại")
    assert running(product) is None


def test_what_no_commune_can_have_confirmed_is_refused(officer: Actor, actors: dict[str, Actor], product: str) -> None:
    with pytest.raises(Refusal, match="sau ngày hôm nay"):
        confirm(officer, product, clock.today() + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        confirm(officer, product, clock.today(), by=" ")
    assert refused.value.field == "confirmed_by"
    with pytest.raises(Refusal) as refused:
        confirm(officer, product, clock.today(), document="")
    assert refused.value.field == "document"
    with pytest.raises(NotFound):
        confirm(officer, "0000000000000000", clock.today())
    with pytest.raises(NotAllowed):
        confirm(actors["approver"], product, clock.today())
