"""Opening a dossier that does not fit what the register knows is asked about, and never forbidden."""

from datetime import date

import pytest
from builders.register import a_product

from registry.models.product import Product
from registry.queries.opening_doubts import opening_doubts
from registry.rules.instruments import Instrument, RecognitionKind
from registry.transaction import reading, transaction

TEA, RICE, BAMBOO = 11, 3, 21
"""Sets of QĐ 26/2026."""


def doubts(product: str, **asked: object) -> list[str]:
    given = {"kind": RecognitionKind.FIRST, "product_set": TEA, "on": date(2026, 11, 2)} | asked
    with reading() as session:
        row = session.query(Product).filter_by(public_id=product).one()
        return opening_doubts(session, row, instrument=Instrument.QD_26_2026, **given)  # type: ignore[arg-type]


@pytest.fixture
def product(app: object) -> str:
    made = a_product()
    with transaction() as session:
        session.query(Product).filter_by(public_id=made).one().industry = "food"
    return made


def test_what_fits_is_not_asked_about(product) -> None:
    assert doubts(product) == []


def test_a_set_of_another_industry_and_an_upgrade_of_nothing_are_asked_about(product) -> None:
    told = doubts(product, product_set=BAMBOO, kind=RecognitionKind.UPGRADED)

    assert any("Bộ sản phẩm 21 thuộc ngành Hàng thủ công mỹ nghệ" in one for one in told)
    assert any("chưa ghi lần công nhận nào" in one for one in told)
