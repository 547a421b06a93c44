"""Who may open a dossier and for what; whose it is; and what two people at one dossier do to each other."""

import io
from datetime import date, timedelta

import pytest
from builders.assessments import TEA, a_commune_officer, a_dossier, a_forwarded_dossier, a_paper, criteria_of, filled_in
from builders.portal import a_member, account_of
from builders.register import a_producer, a_product

from registry import clock
from registry.law.law_book import own_book
from registry.queries import dossiers as questions
from registry.rules.dossier_life import DossierState, MoveNotOpen
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.refusal import NotFound, Refusal
from registry.rules.saving_together import in_every, marks
from registry.transaction import reading
from registry.usecases import dossiers, evidence_files, invitations, producer_fates, submission
from registry.usecases.changed_forms import FormsChanged
from registry.usecases.dossiers import AlreadyUnderWay, ItemFacts

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def producer(app):
    return a_producer()


@pytest.fixture
def product(producer):
    return a_product("Chè của chủ thể", producer=producer)


@pytest.fixture
def person(officer, producer):
    """Somebody who speaks for the producer."""
    return a_member(officer, producer)


@pytest.fixture
def stranger(officer, app):
    """Somebody who speaks for another producer."""
    return a_member(officer, a_producer("Hợp tác xã Khác"), sign_in="0987654321")


def opened(actor, product, *, kind=RecognitionKind.FIRST, product_set=TEA, **more):
    return dossiers.open_(actor=actor, product=product, kind=kind, product_set=product_set, **more)


def kept(dossier):
    with reading() as session:
        return questions.dossier(session, dossier)


@on_sqlite
def test_a_producer_opens_a_dossier_for_its_own_product(person, product) -> None:
    row = kept(opened(person, product))

    assert (row.state, row.instrument, row.commune.name) == (
        DossierState.DRAFTING,
        Instrument.QD_26_2026,
        "Sin Suối Hồ",
    )
    assert row.criteria is not None


def test_another_producers_product_and_dossier_are_as_if_not_there(person, stranger, product) -> None:
    dossier = opened(person, product)

    for attempt in (
        lambda: opened(stranger, product),
        lambda: dossiers.save_forms(actor=stranger, dossier=dossier, version=1, forms={}),
        lambda: dossiers.save_self_score(actor=stranger, dossier=dossier, ticks={}),
        lambda: dossiers.describe_item(actor=stranger, dossier=dossier, code="E01", facts=ItemFacts()),
        lambda: submission.submit(actor=stranger, dossier=dossier),
        lambda: submission.withdraw(actor=stranger, dossier=dossier),
    ):
        with pytest.raises(NotFound):
            attempt()


@on_sqlite
def test_whoever_only_looks_opens_nothing(actors, product) -> None:
    for role in ("approver", "auditor", "administrator"):
        with pytest.raises(NotFound):
            opened(actors[role], product)


@on_sqlite
def test_one_who_spoke_for_a_producer_once_speaks_for_it_no_more(officer, person, product, producer) -> None:
    dossier = opened(person, product)
    invitations.end_membership(actor=officer, producer=producer, account=account_of(person))

    with pytest.raises(NotFound):
        submission.submit(actor=person, dossier=dossier)


def test_a_product_has_one_dossier_under_way(officer, person, product) -> None:
    first = opened(person, product)
    with pytest.raises(AlreadyUnderWay):
        opened(officer, product)

    submission.withdraw(actor=person, dossier=first)
    opened(officer, product)


@on_sqlite
def test_a_dossier_that_was_entered_from_paper_stands_under_the_law_of_its_day(officer, product) -> None:
    row = kept(opened(officer, product, product_set=1, filed_on=date(2020, 12, 9)))

    assert row.instrument == Instrument.QD_1048_781


@on_sqlite
def test_the_day_on_paper_is_for_staff_to_say_and_never_to_come(officer, person, product) -> None:
    with pytest.raises(Refusal, match="Chỉ cán bộ"):
        opened(person, product, filed_on=date(2020, 12, 9))
    with pytest.raises(Refusal, match="sau ngày hôm nay"):
        opened(officer, product, filed_on=clock.today() + timedelta(days=1))
    dossier = a_dossier(officer, product)
    with pytest.raises(Refusal, match="Chỉ cán bộ"):
        submission.submit(actor=person, dossier=dossier, filed_on=date(2026, 6, 1))
    with pytest.raises(Refusal, match="sau ngày hôm nay"):
        submission.submit(actor=officer, dossier=dossier, filed_on=clock.today() + timedelta(days=1))


@on_sqlite
def test_a_dossier_is_not_handed_in_under_a_law_that_does_not_govern_its_day(officer, product) -> None:
    dossier = opened(officer, product, product_set=26, filed_on=date(2020, 12, 9))
    dossiers.save_forms(actor=officer, dossier=dossier, version=1, forms=filled_in())
    for item in ("B01", "B02", "B03", "B04", "B05"):
        evidence_files.add(
            actor=officer, dossier=dossier, item=item, source=io.BytesIO(a_paper(item)), filename="giấy.pdf"
        )

    with pytest.raises(Refusal, match="văn bản khác"):
        submission.submit(actor=officer, dossier=dossier)
    assert kept(dossier).state is DossierState.DRAFTING


@on_sqlite
def test_what_is_no_assessment_or_no_set_opens_nothing(officer, product) -> None:
    with pytest.raises(Refusal, match="Cấp lại giấy"):
        opened(officer, product, kind=RecognitionKind.REISSUED)
    with pytest.raises(Refusal, match="bộ sản phẩm"):
        opened(officer, product, product_set=999)


@on_sqlite
def test_an_ended_producer_opens_no_dossier(officer, producer, product) -> None:
    producer_fates.dissolve_producer(actor=officer, producer=producer, on=clock.today(), reason="Giải thể")

    with pytest.raises(Refusal):
        opened(officer, product)


@on_sqlite
@pytest.mark.parametrize(
    ("day", "number"), [(date(2020, 12, 9), 10), (date(2020, 12, 9), 16), (date(2020, 12, 9), 3)], ids=str
)
def test_a_set_that_is_not_known_whole_opens_without_criteria_and_cannot_be_ticked(
    officer, product, day, number
) -> None:
    dossier = opened(officer, product, product_set=number, filed_on=day)

    assert own_book().why_not_scored(instrument=Instrument.QD_1048_781, number=number)
    assert kept(dossier).criteria is None
    with pytest.raises(Refusal, match="chưa tự chấm điểm được"):
        dossiers.save_self_score(actor=officer, dossier=dossier, ticks={"1.1": 0})


def test_the_later_of_two_at_one_form_is_told_what_changed_and_loses_nothing(officer, person, product) -> None:
    dossier = opened(person, product)
    version = kept(dossier).version
    dossiers.save_forms(actor=person, dossier=dossier, version=version, forms={"plan": "Của chủ thể", "history": "A"})

    with pytest.raises(FormsChanged, match="Kế hoạch sản xuất") as told:
        dossiers.save_forms(
            actor=officer, dossier=dossier, version=version, forms={"plan": "Của cán bộ", "history": "A"}
        )

    assert told.value.codes == ("plan",)
    assert kept(dossier).forms["plan"] == "Của chủ thể"
    dossiers.save_forms(actor=officer, dossier=dossier, version=kept(dossier).version, forms={"plan": "Của cán bộ"})
    assert (kept(dossier).forms["plan"], kept(dossier).forms["history"]) == ("Của cán bộ", "A")


@on_sqlite
def test_two_who_score_one_dossier_keep_each_others_ticks(officer, person, product) -> None:
    dossier = opened(person, product)
    codes = criteria_of(dossier).leaf_codes
    seen = marks(in_every(codes, {}))
    dossiers.save_self_score(actor=person, dossier=dossier, ticks={"1.1": 0, "1.3": 0}, opened=seen)

    met = dossiers.save_self_score(actor=officer, dossier=dossier, ticks={"1.2": 0, "1.3": 1}, opened=seen)

    assert met.both == {"1.3"}
    assert met.theirs == {"1.1"}
    assert kept(dossier).self_ticks == {"1.1": 0, "1.2": 0, "1.3": 0}
    seen = marks(in_every(codes, kept(dossier).self_ticks))
    dossiers.save_self_score(actor=officer, dossier=dossier, ticks={"1.3": 1}, opened=seen)
    assert kept(dossier).self_ticks == {"1.3": 1}


@on_sqlite
def test_what_two_say_of_one_paper_is_put_together_and_never_swallowed(officer, person, product) -> None:
    dossier = opened(person, product)
    seen = marks(dossiers.described(ItemFacts()))
    facts = ItemFacts(issued_on=date(2026, 1, 2), note="Của chủ thể")
    dossiers.describe_item(actor=person, dossier=dossier, code="E01", facts=facts, opened=seen)

    met = dossiers.describe_item(
        actor=officer,
        dossier=dossier,
        code="E01",
        facts=ItemFacts(expires_on=date(2027, 1, 2), note="Của cán bộ"),
        opened=seen,
    )

    assert met.both == {"note"}
    (item,) = kept(dossier).items
    assert (item.issued_on, item.expires_on, item.note) == (date(2026, 1, 2), date(2027, 1, 2), "Của chủ thể")
    dossiers.describe_item(actor=person, dossier=dossier, code="E02", facts=facts, opened=seen)
    with pytest.raises(Refusal, match="Ngày hết hạn"):
        dossiers.describe_item(
            actor=officer, dossier=dossier, code="E02", facts=ItemFacts(expires_on=date(2025, 1, 2)), opened=seen
        )


@on_sqlite
def test_a_tick_or_blank_that_is_none_of_the_sets_is_refused(officer, product) -> None:
    dossier = opened(officer, product)
    criteria = criteria_of(dossier)

    for ticks in ({"9.9": 0}, {criteria.leaf_codes[0]: 99}, {criteria.leaf_codes[0]: -2}):
        with pytest.raises(Refusal):
            dossiers.save_self_score(actor=officer, dossier=dossier, ticks=ticks)
    for forms in ({"strange": "x"}, {"revenue": "nhiều"}, {"founded_on": "31/02"}, {"papers": ["x"]}):
        with pytest.raises(Refusal):
            dossiers.save_forms(actor=officer, dossier=dossier, version=kept(dossier).version, forms=forms)


@on_sqlite
def test_an_item_supports_criteria_of_its_set_only(officer, product) -> None:
    dossier = opened(officer, product)

    with pytest.raises(Refusal, match=r"không có tiêu chí 9\.9"):
        dossiers.describe_item(actor=officer, dossier=dossier, code="E01", facts=ItemFacts(supports=("9.9",)))
    with pytest.raises(NotFound):
        dossiers.describe_item(actor=officer, dossier=dossier, code="M01", facts=ItemFacts())
    facts = ItemFacts(issued_on=date(2026, 1, 2), expires_on=date(2026, 1, 1))
    with pytest.raises(Refusal, match="Ngày hết hạn"):
        dossiers.describe_item(actor=officer, dossier=dossier, code="E01", facts=facts)


@on_sqlite
def test_nothing_changes_while_the_authorities_have_it(officer, product) -> None:
    dossier = a_forwarded_dossier(officer, product)

    for attempt in (
        lambda: dossiers.save_forms(actor=officer, dossier=dossier, version=kept(dossier).version, forms=filled_in()),
        lambda: dossiers.save_self_score(actor=officer, dossier=dossier, ticks={}),
        lambda: dossiers.describe_item(actor=officer, dossier=dossier, code="E01", facts=ItemFacts()),
        lambda: submission.submit(actor=officer, dossier=dossier),
    ):
        with pytest.raises(MoveNotOpen):
            attempt()


@on_sqlite
def test_a_commune_knows_nothing_of_a_dossier_before_it_is_handed_in(officer, person, product) -> None:
    at_the_commune = a_commune_officer()
    dossier = opened(person, product)

    with pytest.raises(NotFound):
        submission.return_(actor=at_the_commune, dossier=dossier, reason="x", item_reasons={"M01": "x"})
