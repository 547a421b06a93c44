"""What the portal says as the end of a certificate comes near: days left, days of filing, packaging."""

from datetime import date

import pytest
from builders.desk import visible
from builders.people import a_person
from builders.portal import a_member, account_of
from builders.register import a_line, a_producer, a_product, issue
from flask import Flask
from sqlalchemy import select
from web.conftest import Browser, _sign_in

from registry import clock
from registry.models.certificate import Certificate, CertificateMove
from registry.models.product import Product
from registry.rules.certificate_life import MoveKind
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Role
from registry.transaction import reading, transaction

WARNING = "Đừng in thêm bao bì có hạng sao hơn số bán được trước ngày 12/12/2023"


@pytest.fixture
def holder(web_app: Flask) -> Browser:
    """A person of a producer whose certificate is good to the end of 11/12/2023."""
    with web_app.app_context():
        officer, approver = a_person(Role.OFFICER), a_person(Role.APPROVER)
        unit = a_producer()
        issue(officer, approver, [a_line(a_product(producer=unit))])
        browser = Browser(web_app.test_client(), account=account_of(a_member(officer, unit)))
    _sign_in(web_app, browser)
    return browser


@pytest.mark.parametrize(
    ("day", "says", "warns"),
    [
        (date(2022, 12, 10), "Nộp hồ sơ đánh giá lại từ ngày 14/06/2023 đến ngày 13/08/2023.", False),
        (date(2022, 12, 11), "Nộp hồ sơ đánh giá lại từ ngày 14/06/2023 đến ngày 13/08/2023.", True),
        (date(2023, 6, 14), "Cần làm ngay: nộp hồ sơ đánh giá lại, hạn cuối là ngày 13/08/2023.", True),
        (date(2023, 8, 13), "Cần làm ngay: nộp hồ sơ đánh giá lại, hạn cuối là ngày 13/08/2023.", True),
        (
            date(2023, 8, 14),
            "đánh giá lại (ngày 13/08/2023). Vẫn nộp được trước ngày hết hạn: khi đó giấy có thể",
            True,
        ),
        (date(2023, 12, 11), "Còn hiệu lực, hôm nay là ngày cuối (đến hết ngày 11/12/2023).", True),
        (date(2023, 12, 12), "Đã hết hạn từ ngày 12/12/2023", False),
    ],
)
def test_every_day_has_its_words(
    holder: Browser, monkeypatch: pytest.MonkeyPatch, day: date, says: str, warns: bool
) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)

    page = visible(holder.get("/cua-toi").text)

    assert says in page
    assert (WARNING in page) is warns


def test_an_extension_moves_the_last_day_but_opens_no_new_days_of_filing(
    web_app: Flask, holder: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web_app.app_context(), transaction() as session:
        row = session.scalars(select(Certificate)).one()
        session.add(
            CertificateMove(
                certificate_id=row.id,
                kind=MoveKind.EXTENDED,
                effective_on=date(2023, 12, 1),
                recorded_at=clock.now(),
                extended_until=date(2024, 6, 8),
            )
        )
    monkeypatch.setattr(clock, "today", lambda: date(2024, 1, 2))

    page = visible(holder.get("/cua-toi").text)

    assert "đến hết ngày 08/06/2024" in page
    assert "Cần làm ngay" not in page
    assert "trước ngày 09/06/2024" in page


@pytest.mark.parametrize(("begins", "warns"), [(date(2023, 12, 12), False), (date(2024, 1, 1), True)])
def test_days_between_two_papers_are_told(
    web_app: Flask, holder: Browser, monkeypatch: pytest.MonkeyPatch, begins: date, warns: bool
) -> None:
    with web_app.app_context():
        with reading() as session:
            product = session.scalars(select(Product.public_id)).one()
        line = a_line(
            product,
            kind=RecognitionKind.REASSESSED,
            instrument=Instrument.QD_148,
            assessed_on=date(2023, 11, 10),
            valid_from=begins,
            validity_ground="Quyết định ghi rõ",
        )
        officer, approver = a_person(Role.OFFICER), a_person(Role.APPROVER)
        issue(officer, approver, [line], number="9/QĐ-UBND", signed_on=date(2023, 11, 20))
    monkeypatch.setattr(clock, "today", lambda: date(2023, 12, 1))

    page = visible(holder.get("/cua-toi").text)

    assert "Đã có giấy chứng nhận mới" in page
    assert ("Từ ngày 12/12/2023 đến hết ngày 31/12/2023 không có giấy nào có hiệu lực" in page) is warns
