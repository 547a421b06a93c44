"""The demonstration register has the shape of the conference of 13 December 2020, and is fictional on every paper."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.app import create_app
from registry.config import Config, write_secrets
from registry.database import db
from registry.documents import award_list
from registry.models.award import AwardEvent, MeritCertificate
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.decision import Decision, Origin
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import awards
from registry.queries.settings import settings
from registry.rules.certificate_life import Standing
from registry.rules.lookup_code import is_demonstration_code
from registry.rules.numbering import is_demonstration_number
from registry.schema import upgrade
from registry.transaction import reading
from registry.usecases import demonstration
from registry.usecases.demonstration.cast import CAST
from registry.usecases.succession import standing_on

TODAY = date(2026, 11, 23)
CONFERENCE_DECISIONS = ("01/QĐ-MH", "02/QĐ-MH")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demonstration register, built once for all these tests, which only look at it."""
    folder = tmp_path_factory.mktemp("demonstration")
    write_secrets(folder)
    application = create_app(Config.from_environment({}, folder=folder), doors=False)
    with application.app_context():
        upgrade()
        demonstration.build()
        yield application
        db.engine.dispose()


def _text(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", " ".join(pages)))


def _issued_at_the_conference(stage: Flask) -> list[Certificate]:
    with reading() as session:
        return list(
            session.scalars(
                select(Certificate)
                .join(Certificate.recognition)
                .join(Recognition.decision)
                .where(Decision.number.in_(CONFERENCE_DECISIONS))
            )
        )


def test_the_conference_of_2020_issues_47_certificates_and_23_merit_certificates(stage: Flask) -> None:
    assert len(_issued_at_the_conference(stage)) == 47
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(MeritCertificate)) == 23


def test_38_products_have_three_stars_and_9_have_four(stage: Flask) -> None:
    with reading() as session:
        stars = session.scalars(
            select(Recognition.stars).join(Recognition.decision).where(Decision.number.in_(CONFERENCE_DECISIONS))
        )
        assert Counter(stars) == {3: 38, 4: 9}


def test_the_47_products_are_of_23_producers(stage: Flask) -> None:
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Producer)) == 23
        assert session.scalar(select(func.count()).select_from(Product)) == 47


def test_the_award_list_names_every_product_once_and_the_totals(stage: Flask) -> None:
    with reading() as session:
        event = session.scalars(select(AwardEvent.public_id)).one()
        detail = awards.event(session, event)
        assert detail is not None
        content = award_list.content(
            detail, settings(session), arrangement=award_list.Arrangement.BY_PRODUCER, is_demonstration=True
        )

    text = _text(award_list.draw(content))

    for part in CAST:
        for product in part.products:
            assert text.count(product.name) == 1, product.name
    assert "Bốn mươi bảy sản phẩm của hai mươi ba đơn vị" in text
    assert "47 sản phẩm của 23 đơn vị" in text


def test_every_standing_occurs(stage: Flask) -> None:
    with reading() as session:
        found = {standing_on(one, TODAY) for one in session.scalars(select(Certificate))}
    assert found == set(Standing)


def test_issued_and_recorded_recognitions_stand_side_by_side(stage: Flask) -> None:
    with reading() as session:
        origins = Counter(session.scalars(select(Certificate.origin)))
    assert origins[Origin.RECORDED] >= 4
    assert origins[Origin.ISSUED] > 47


def test_numbers_and_codes_bear_the_mark_of_a_demonstration(stage: Flask) -> None:
    with reading() as session:
        for certificate in session.scalars(select(Certificate).where(Certificate.origin == Origin.ISSUED)):
            assert certificate.number is not None
            assert is_demonstration_number(certificate.number)
            assert is_demonstration_code(certificate.lookup_code)


def test_every_kept_paper_says_that_it_is_a_demonstration(stage: Flask) -> None:
    with reading() as session:
        papers = session.scalars(select(PaperFile).where(PaperFile.role != FileRole.PRINT)).all()
    assert len(papers) > 70
    for paper in papers:
        assert "BẢN MINH HỌA" in _text(stage.config["VAULT"].read(paper.sha256)), paper.filename


def test_a_certificate_of_the_conference_says_everything_that_makes_it_one(stage: Flask) -> None:
    (first, *_) = _issued_at_the_conference(stage)
    with reading() as session:
        row = session.get_one(Certificate, first.id)
        paper, recognition = row.files[0], row.recognition
        text = _text(stage.config["VAULT"].read(paper.sha256))
        said = (row.number, recognition.product_name, recognition.producer_name, recognition.address)

    for words in said:
        assert words is not None
        assert words in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def test_nothing_of_the_project_reads_beyond_it() -> None:
    here = Path(__file__).parents[2]
    for path in [*here.glob("registry/**/*.py"), *here.glob("certificates/**/*.py")]:
        assert "../shared" not in path.read_text("utf-8"), path
