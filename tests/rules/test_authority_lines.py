import pytest

from registry.rules.decision_life import check_authority
from registry.rules.refusal import Refusal

IN_THE_COMMITTEE_S_NAME = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
FOR_THE_CHAIRMAN = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (IN_THE_COMMITTEE_S_NAME, "Chủ tịch"),
        (IN_THE_COMMITTEE_S_NAME, "Chủ tịch UBND tỉnh Lai Châu"),
        (FOR_THE_CHAIRMAN, "phó  chủ tịch"),
        ((*FOR_THE_CHAIRMAN[:-1], "PHÓ CHỦ TỊCH THƯỜNG TRỰC"), "Phó Chủ tịch"),
        (IN_THE_COMMITTEE_S_NAME, None),
        (IN_THE_COMMITTEE_S_NAME, " "),
        ((), "Phó Chủ tịch"),
    ],
)
def test_the_last_line_of_authority_says_the_signatory_s_office(lines, office):
    check_authority(lines, office=office)


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (IN_THE_COMMITTEE_S_NAME, "Phó Chủ tịch"),
        (FOR_THE_CHAIRMAN, "Chủ tịch"),
        (FOR_THE_CHAIRMAN[:-1], "Phó Chủ tịch"),
        (IN_THE_COMMITTEE_S_NAME, "Giám đốc"),
    ],
)
def test_lines_that_name_another_office_than_the_signatory_s_are_refused(lines, office):
    with pytest.raises(Refusal) as refused:
        check_authority(lines, office=office)

    assert refused.value.field == "authority_lines"
    assert f"ghi “{lines[-1]}”, khác chức vụ người ký “{office}”" in refused.value.text
