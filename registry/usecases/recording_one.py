"""Recording one recognition by hand: what the paper says, beside the product it is about."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.models.certificate import Certificate
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries.check_sheet import LEVEL_OF
from registry.queries.law_book import known
from registry.queries.settings import is_demonstration, settings
from registry.rules import numbering
from registry.rules.finding import Severity
from registry.rules.hearing import Hearing
from registry.rules.instruments import BodyLevel, Instrument, Instruments, RecognitionKind
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.rules.stars import FewerStarsGround
from registry.transaction import reading
from registry.usecases import recording
from registry.usecases.journal import Act, acting
from registry.usecases.scans import check_scan, scan_file
from registry.usecases.sources import Source, check_source
from registry.vault import Vault


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What is read off a certificate that others gave."""

    stars: int
    product_name: str = ""
    """As printed; empty: the product's name of that day."""
    producer_name: str = ""
    """As printed; empty: the producer's name of that day."""
    certificate_number: str | None = None
    """As printed; None: said to be unknown."""
    score: Decimal | None = None
    stars_ground: FewerStarsGround | None = None
    kind: RecognitionKind = RecognitionKind.FIRST
    instrument: Instrument | None = None
    product_set: int | None = None
    product_code: str | None = None
    filed_on: date | None = None
    assessed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_ground: str | None = None


class AlreadyRecorded(Refusal):
    """The decision's recognition of this product is in the register already."""


def record_one(
    *,
    actor: Actor,
    product: str,
    source: Source,
    paper: Paper,
    scan: bytes | None = None,
    scan_name: str = "",
) -> str:
    """Record one recognition of a product and return the public id of its certificate.

    :param product: public id.
    :param scan: the paper itself, where there is a scan of it.
    :raises NotFound: if there is no such product.
    :raises AlreadyRecorded: if it is recorded already.
    :raises Refusal: if it cannot be as it is said to be.
    """
    authorise(actor, Permission.EDIT_REGISTER)
    with reading() as session:
        judge_one(session, source=source, paper=paper, scan=scan)
    vault: Vault = current_app.config["VAULT"]
    sha256 = vault.keep(scan) if scan is not None else None
    with acting(actor, "recognition.record", Permission.EDIT_REGISTER) as act:
        row = _product(act, product)
        decision_day = source.signed_on or date(source.year, 1, 1)
        result = _result(act, row, paper, decision_day)
        if not recording.put(act, source, [result]):
            raise AlreadyRecorded(f"Kết quả của “{row.name}” theo quyết định này đã có trong sổ.")
        act.session.flush()
        certificate = act.session.scalars(
            select(Certificate)
            .join(Certificate.recognition)
            .where(Recognition.product_id == row.id)
            .order_by(Certificate.id.desc())
            .limit(1)
        ).one()
        if sha256 is not None and scan is not None:
            act.add(scan_file(act, sha256=sha256, size=len(scan), filename=scan_name, certificate_id=certificate.id))
        return certificate.public_id


def judge_one(session: Session, *, source: Source | None, paper: Paper | None, scan: bytes | None) -> None:
    """Let a recognition pass that can be as it is said to be; what is not known yet is not judged.

    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    if source is not None:
        hearing.ask(check_source, session, source)
    if paper is not None:
        hearing.ask(_check_days, paper)
        hearing.ask(_check_stars, paper, LEVEL_OF.get(source.body_kind) if source else None, known(session))
        hearing.ask(_check_number, session, paper)
    if scan is not None:
        hearing.ask(check_scan, scan)
    hearing.settle(True)


def _check_days(paper: Paper) -> None:
    if paper.valid_until and paper.valid_from and paper.valid_until < paper.valid_from:
        raise Refusal("Ngày hết hạn phải sau ngày bắt đầu.", field="valid_until")


def _check_stars(paper: Paper, level: BodyLevel | None, instruments: Instruments) -> None:
    for finding in recording.findings(paper, level, instruments):
        if finding.severity is Severity.BLOCKS:
            raise Refusal(finding.text, field="stars")


def _check_number(session: Session, paper: Paper) -> None:
    if paper.certificate_number:
        numbering.check_number_belongs(
            paper.certificate_number, demonstration=is_demonstration(session), field="certificate_number"
        )


def _product(act: Act, public_id: str) -> Product:
    row = act.session.scalar(
        select(Product)
        .where(Product.public_id == public_id)
        .options(
            selectinload(Product.names),
            joinedload(Product.producer).options(
                selectinload(Producer.names),
                joinedload(Producer.commune).joinedload(Place.parent).joinedload(Place.parent),
                joinedload(Producer.commune_then).joinedload(Place.parent).joinedload(Place.parent),
            ),
        )
    )
    if row is None:
        raise NotFound("Không có sản phẩm này.")
    return row


def _result(act: Act, row: Product, paper: Paper, day: date) -> recording.Result:
    holder = row.producer
    commune = holder.commune_on(day)
    said: dict[str, Any] = {slot.name: getattr(paper, slot.name) for slot in fields(paper)}
    said |= {
        "product_name": clean(paper.product_name) or row.name_on(day),
        "producer_name": clean(paper.producer_name) or holder.name_on(day),
        "certificate_number": clean(paper.certificate_number or "") or None,
    }
    return recording.Result(
        product_id=row.id,
        producer_id=holder.id,
        address=holder.address_on(day, province=settings(act.session).province),
        commune_id=commune.id if commune else None,
        **said,
    )
