"""Numbers of registration slips."""

import pytest

from registry.rules.dossier_number import dossier_number


@pytest.mark.parametrize(
    ("serial", "written"),
    [(1, "001/PĐK-12-03388-2026"), (999, "999/PĐK-12-03388-2026"), (1000, "1000/PĐK-12-03388-2026")],
)
def test_a_slip_is_numbered_by_serial_province_commune_and_year(serial, written) -> None:
    assert dossier_number(serial=serial, province="12", commune="03388", year=2026) == written
