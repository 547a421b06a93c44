"""Lines of an annex and what the register knows, in order unless the test says otherwise."""

from datetime import date

from registry.rules.annex import LineFacts, RegisterFacts
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.check_sheet import check_sheet
from registry.rules.instruments import BodyLevel, Instrument, RecognitionKind


def a_line(key="1", **changes):
    facts = {
        "key": key,
        "position": int(key),
        "product_key": f"product {key}",
        "product_name": f"Trà Minh Họa {key}",
        "producer_key": "producer",
        "producer_name": "HTX Minh Họa 07",
        "commune": "xã Bản Bo",
        "kind": RecognitionKind.FIRST,
        "score_hundredths": 6050,
        "stars": 3,
        "instrument": Instrument.QD_1048_781,
        "product_set": 12,
        "filed_on": date(2020, 11, 1),
        "assessed_on": date(2020, 12, 8),
    }
    return LineFacts(**(facts | changes))


def a_register(**changes):
    return RegisterFacts(
        **({"today": date(2020, 12, 10), "instruments": BUILT_IN, "level": BodyLevel.PROVINCE} | changes)
    )


def found(*lines, **register):
    return [(one.line_key, one.code, one.severity) for one in check_sheet(lines, a_register(**register))]
