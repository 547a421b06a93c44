from datetime import timedelta

from registry.law.timeline import timeline
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument


def documents():
    return {document.number: document for document in timeline().documents}


def test_the_rules_and_the_timeline_agree_on_the_days():
    numbers = {
        Instrument.QD_490: "490/QĐ-TTg",
        Instrument.QD_1048: "1048/QĐ-TTg",
        Instrument.QD_1048_781: "781/QĐ-TTg",
        Instrument.QD_148: "148/QĐ-TTg",
        Instrument.QD_148_1489: "1489/QĐ-TTg",
        Instrument.QD_26_2026: "26/2026/QĐ-TTg",
    }
    for instrument, number in numbers.items():
        assert BUILT_IN[instrument].applies_from == documents()[number].effective_from
        assert number in BUILT_IN[instrument].title


def test_a_replaced_instrument_held_until_the_day_before_its_successor():
    for document in timeline().documents:
        if document.replaced_by and document.effective_to:
            successor = documents()[document.replaced_by]
            assert document.effective_to + timedelta(days=1) == successor.effective_from


def test_148_and_1489_lost_all_effect_sixty_days_after_their_successor():
    successor = documents()["26/2026/QĐ-TTg"]

    for number in ("148/QĐ-TTg", "1489/QĐ-TTg"):
        assert documents()[number].expired_on == successor.signed + timedelta(days=60)


def test_only_what_was_read_in_the_instrument_says_so():
    assert [document.number for document in timeline().documents if document.grade == "read"] == ["26/2026/QĐ-TTg"]
    assert timeline().checks
    assert timeline().source
