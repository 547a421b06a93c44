import pytest

from registry.law.criteria import criteria_set, listed
from registry.law.dossier_items import item_lists
from registry.law.law_book import own_book
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.evidence import Means, Provider, Stage, asked_of
from registry.rules.instruments import Instrument, RecognitionKind

items_of = own_book().items_of
NOW = Instrument.QD_26_2026
FIRST, UPGRADED, AGAIN = RecognitionKind.FIRST, RecognitionKind.UPGRADED, RecognitionKind.REASSESSED


def codes(kind: RecognitionKind, *, product_set: int = 3, stages=(Stage.FILING,)) -> list[str]:
    return [item.code for item in asked_of(items_of(NOW), kind=kind, product_set=product_set, stages=stages)]


def test_every_kind_of_registration_files_its_own_papers() -> None:
    assert codes(FIRST) == ["M01", "M02"]
    assert codes(UPGRADED) == ["M01", "M02", "U01"]
    assert codes(AGAIN) == ["M01", "M02", "R01", "R02"]


@pytest.mark.parametrize("kind", [FIRST, UPGRADED, AGAIN])
def test_the_evidence_annex_has_fifteen_lines(kind: RecognitionKind) -> None:
    assert codes(kind, stages=(Stage.EVIDENCE,)) == [f"E{number:02}" for number in range(1, 16)]


def test_a_commune_brings_five_samples_but_none_of_a_service() -> None:
    assert codes(FIRST, stages=(Stage.TO_PROVINCE,)) == ["C01", "M03", "C02", "C03"]
    assert codes(FIRST, product_set=26, stages=(Stage.TO_PROVINCE,)) == ["C01", "M03", "C02"]
    assert next(item.quantity for item in items_of(NOW) if item.code == "C03") == 5


def test_a_reassessment_goes_to_the_ministry_with_fewer_papers() -> None:
    assert codes(FIRST, stages=(Stage.TO_MINISTRY,)) == ["P01", "P02", "P03", "P04", "P06", "P07", "P08"]
    assert codes(AGAIN, stages=(Stage.TO_MINISTRY,)) == ["P01", "P05", "P06", "P07", "P08"]


def test_only_evidence_of_the_producer_is_taken_over_and_never_figures_of_past_years() -> None:
    for instrument in BUILT_IN:
        for item in items_of(instrument):
            if item.carries:
                assert (item.provided_by, item.means) == (Provider.PRODUCER, Means.FILES)
    assert {item.code for item in items_of(NOW) if item.stage is Stage.EVIDENCE and not item.carries} == {"E05", "E06"}


def test_an_instrument_whose_list_is_not_known_says_so() -> None:
    for instrument in (Instrument.QD_490, Instrument.QD_148, Instrument.QD_148_1489):
        assert items_of(instrument) == ()
        assert item_lists()[instrument].unknown
    for instrument in (Instrument.QD_1048, Instrument.QD_1048_781, NOW):
        assert items_of(instrument)
        assert item_lists()[instrument].unknown is None
        assert item_lists()[instrument].checks


@pytest.mark.parametrize("instrument", [Instrument.QD_1048_781, NOW])
def test_every_title_that_evidence_names_is_a_criterion_of_some_set(instrument: Instrument) -> None:
    titles = set()
    for one in listed()[instrument].sets:
        found = criteria_set(instrument=instrument, number=one.number) if one.file else None
        titles |= _titles(found.parts) if found else set()
    named = {title for item in items_of(instrument) for title in item.evidences}

    assert {title for title in named if _key(title) not in titles} == set()


def _titles(branches) -> set[str]:
    found = set()
    for branch in branches:
        found.add(_key(branch.title))
        found |= _titles(getattr(branch, "criteria", None) or getattr(branch, "children", ()))
    return found


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()
