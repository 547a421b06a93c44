"""The instruments the program brings: what each says, and how surely that is known. Newer ones come from files."""

from datetime import date
from decimal import Decimal
from types import MappingProxyType

from registry.rules.instruments import (
    Band,
    BodyLevel,
    Instrument,
    InstrumentFacts,
    Instruments,
    Recogniser,
    RecognitionKind,
    Transition,
)

# QĐ 26/2026, Điều 3 khoản 3: «từ 70 đến dưới 90». QĐ 1048 prints whole numbers (30-49, 50-69, 70-89): what lies
# between 69 and 70 is read as below the next threshold, and said. The bands of 490, 148 and 148+1489 are from memory.
_BANDS = (
    Band(lowest=Decimal(90), stars=5),
    Band(lowest=Decimal(70), stars=4),
    Band(lowest=Decimal(50), stars=3),
    Band(lowest=Decimal(30), stars=2),
    Band(lowest=Decimal(0), stars=1),
)

# QĐ 26/2026, Điều 4 khoản 3; the decisions seen under the earlier instruments give the same.
_MONTHS_OF_VALIDITY = 36

_DISTRICT = Recogniser(level=BodyLevel.DISTRICT, title="Ủy ban nhân dân cấp huyện")
_PROVINCE = Recogniser(level=BodyLevel.PROVINCE, title="Ủy ban nhân dân cấp tỉnh")
_CHAIRMAN = Recogniser(level=BodyLevel.PROVINCE, title="Chủ tịch Ủy ban nhân dân cấp tỉnh")
_OLD_MINISTRY = Recogniser(level=BodyLevel.MINISTRY, title="Bộ Nông nghiệp và Phát triển nông thôn")
_MINISTRY = Recogniser(level=BodyLevel.MINISTRY, title="Bộ Nông nghiệp và Môi trường")
_MINISTER = Recogniser(level=BodyLevel.MINISTRY, title="Bộ trưởng Bộ Nông nghiệp và Môi trường")


def _recognisers(three: Recogniser, four: Recogniser, five: Recogniser) -> MappingProxyType[int, Recogniser]:
    return MappingProxyType({3: three, 4: four, 5: five})


# 490, 148 and 1489 are known from secondary sources only: their own star bands could not be read, nor what QĐ 148
# prescribed for product codes. Districts stood in the codes while they existed.
BUILT_IN = Instruments(
    [
        InstrumentFacts(
            code=Instrument.QD_490,
            title="Quyết định số 490/QĐ-TTg",
            short_title="QĐ 490/QĐ-TTg (2018)",
            applies_from=date(2018, 5, 7),
            applies_to=date(2019, 8, 20),
            verified=False,
            bands=_BANDS,
            in_whole_numbers=False,
            recognisers=_recognisers(_PROVINCE, _PROVINCE, _OLD_MINISTRY),
            by_the_chairman=False,
            months_of_validity=_MONTHS_OF_VALIDITY,
            district_in_code=True,
        ),
        InstrumentFacts(
            code=Instrument.QD_1048,
            title="Quyết định số 1048/QĐ-TTg",
            short_title="QĐ 1048/QĐ-TTg (2019)",
            applies_from=date(2019, 8, 21),
            applies_to=date(2020, 6, 7),
            verified=True,
            bands=_BANDS,
            in_whole_numbers=True,
            recognisers=_recognisers(_PROVINCE, _PROVINCE, _OLD_MINISTRY),
            by_the_chairman=False,
            months_of_validity=_MONTHS_OF_VALIDITY,
            district_in_code=True,
        ),
        InstrumentFacts(
            code=Instrument.QD_1048_781,
            title="Quyết định số 1048/QĐ-TTg, được sửa đổi bởi Quyết định số 781/QĐ-TTg",
            short_title="QĐ 1048, sửa đổi bởi QĐ 781 (2020)",
            applies_from=date(2020, 6, 8),
            applies_to=date(2023, 2, 23),
            verified=True,
            bands=_BANDS,
            in_whole_numbers=True,
            recognisers=_recognisers(_PROVINCE, _PROVINCE, _OLD_MINISTRY),
            by_the_chairman=False,
            months_of_validity=_MONTHS_OF_VALIDITY,
            district_in_code=True,
        ),
        InstrumentFacts(
            code=Instrument.QD_148,
            title="Quyết định số 148/QĐ-TTg",
            short_title="QĐ 148/QĐ-TTg (2023)",
            applies_from=date(2023, 2, 24),
            applies_to=date(2025, 7, 5),
            verified=False,
            bands=_BANDS,
            in_whole_numbers=False,
            # It gave three stars to the districts, which ended on 01/7/2025.
            recognisers=_recognisers(_DISTRICT, _PROVINCE, _OLD_MINISTRY),
            by_the_chairman=False,
            months_of_validity=_MONTHS_OF_VALIDITY,
            district_in_code=None,
        ),
        InstrumentFacts(
            code=Instrument.QD_148_1489,
            title="Quyết định số 148/QĐ-TTg, được sửa đổi bởi Quyết định số 1489/QĐ-TTg",
            short_title="QĐ 148, sửa đổi bởi QĐ 1489 (2025)",
            applies_from=date(2025, 7, 6),
            applies_to=date(2026, 5, 21),
            verified=False,
            bands=_BANDS,
            in_whole_numbers=False,
            recognisers=_recognisers(_PROVINCE, _PROVINCE, _MINISTRY),
            by_the_chairman=False,
            months_of_validity=_MONTHS_OF_VALIDITY,
            district_in_code=None,
        ),
        InstrumentFacts(
            code=Instrument.QD_26_2026,
            title="Quyết định số 26/2026/QĐ-TTg",
            short_title="QĐ 26/2026/QĐ-TTg",
            applies_from=date(2026, 5, 22),
            applies_to=None,
            verified=True,
            bands=_BANDS,
            in_whole_numbers=False,
            # Điều 4 and 7: the chairman and the minister in person.
            recognisers=_recognisers(_CHAIRMAN, _CHAIRMAN, _MINISTER),
            by_the_chairman=True,
            months_of_validity=_MONTHS_OF_VALIDITY,
            district_in_code=False,
            # A dossier filed before the first day and not yet assessed is finished under the rules of 2021-2025
            # within 60 days (first time, upgrade) or 30 days (re-assessment).
            transition=Transition(
                until=MappingProxyType(
                    {
                        RecognitionKind.FIRST: date(2026, 7, 21),
                        RecognitionKind.UPGRADED: date(2026, 7, 21),
                        RecognitionKind.REASSESSED: date(2026, 6, 21),
                    }
                ),
                article="Điều 12",
            ),
        ),
    ]
)
