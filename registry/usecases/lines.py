"""What one line of an annex says, and how it is written into its row."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from registry.models.certificate import Certificate
from registry.models.decision import Decision, DecisionLine
from registry.models.product import Product
from registry.queries.check_sheet import LEVEL_OF
from registry.queries.law_book import known
from registry.rules.decision_life import LINE_ACTS, LineAct
from registry.rules.finding import Severity
from registry.rules.governing import governing
from registry.rules.hearing import Hearing
from registry.rules.instruments import BodyLevel, Instrument, InstrumentFacts, Instruments, RecognitionKind
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.rules.stars import FewerStarsGround, from_hundredths, hundredths, impossible_stars
from registry.usecases.assessed_lines import as_assessed, refuse_override
from registry.usecases.journal import Act


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a line of an annex says, as typed or imported."""

    product: str
    """Public id of the product."""
    act: LineAct = LineAct.RECOGNISE
    kind: RecognitionKind | None = RecognitionKind.FIRST
    score: Decimal | None = None
    stars: int | None = None
    stars_ground: FewerStarsGround | None = None
    instrument: Instrument | None = None
    """None: proposed from the dates."""
    product_set: int | None = None
    product_code: str | None = None
    filed_on: date | None = None
    assessed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_ground: str | None = None
    certificate: str | None = None
    """Public id of the certificate a correction or revocation is about."""
    ground: str | None = None
    effective_on: date | None = None
    note: str | None = None


def check_validity(valid_from: date | None, valid_until: date | None, ground: str | None) -> None:
    """Let stated days of validity pass or refuse them.

    :raises Refusal: if they lack a ground, or end before they begin, or both.
    """
    hearing = Hearing()
    hearing.ask(_check_ground, valid_from or valid_until, ground)
    hearing.ask(_check_order, valid_from, valid_until)
    hearing.settle(True)


def _check_ground(stated: date | None, ground: str | None) -> None:
    if stated and not ground:
        raise Refusal("Thời hạn khác thời hạn của văn bản áp dụng phải nêu căn cứ.", field="validity_ground")


def _check_order(valid_from: date | None, valid_until: date | None) -> None:
    if valid_from and valid_until and valid_until < valid_from:
        raise Refusal("Ngày hết hạn phải sau ngày bắt đầu.", field="valid_until")


def put_line(act: Act, decision: Decision, row: DecisionLine, line: Line) -> None:
    """Write what a line says into its row.

    :raises ResultIsNotOverridden: if the line stands on a council's result and would say another.
    :raises Refusal: if a product or certificate is unknown, a score is no score, or gives fewer stars than the line.
    """
    product = act.session.scalar(select(Product).where(Product.public_id == line.product))
    if product is None:
        raise NotFound("Không tìm thấy sản phẩm này.", field="product")
    if line.act not in LINE_ACTS[decision.kind]:
        raise Refusal("Dòng này không thuộc loại quyết định này.", field="act")
    about = _about(act, line.certificate, product)
    line = _repeating(line, about) if line.act is LineAct.REISSUE and about is not None else line
    instrument = judge_line(decision, line, known(act.session))
    before = as_assessed(row)
    row.product_id = product.id
    row.producer_id = product.producer_id
    row.act = line.act
    row.kind = _KIND_OF.get(line.act, line.kind if line.act is LineAct.RECOGNISE else None)
    row.score = None if line.score is None else hundredths(line.score)
    row.stars = line.stars
    row.stars_ground = line.stars_ground
    row.instrument = instrument
    row.certificate_id = about.id if about else None
    row.validity_ground = clean(line.validity_ground or "") or None
    row.product_code = clean(line.product_code or "") or None
    row.ground = clean(line.ground or "") or None
    row.note = clean(line.note or "") or None
    for name in ("product_set", "filed_on", "assessed_on", "valid_from", "valid_until", "effective_on"):
        setattr(row, name, getattr(line, name))
    refuse_override(row, before)


def judge_line(decision: Decision, line: Line, instruments: Instruments) -> Instrument | None:
    """Return the instrument that a line of a decision stands on, where one is known.

    :raises Refusal: at every field that cannot be as it is, by itself or beside the others.
    """
    hearing = Hearing()
    hearing.ask(check_validity, line.valid_from, line.valid_until, clean(line.validity_ground or "") or None)
    instrument = line.instrument or decision.instrument or hearing.ask(_proposed_instrument, line, instruments)
    hearing.ask(
        _refuse_impossible_stars,
        line,
        instruments[instrument] if instrument else None,
        LEVEL_OF.get(decision.body.kind),
    )
    return hearing.settle(instrument)


def _refuse_impossible_stars(line: Line, under: InstrumentFacts | None, level: BodyLevel | None) -> None:
    """What more facts could mend may stand in a draft, and is found by its check sheet."""
    if line.stars is None or under is None or line.act not in {LineAct.RECOGNISE, LineAct.REISSUE}:
        return
    for finding in impossible_stars(stars=line.stars, score=line.score, under=under, level=level):
        if finding.severity is Severity.BLOCKS:
            raise Refusal(finding.text, field="stars")


_KIND_OF = {LineAct.REISSUE: RecognitionKind.REISSUED}


def _proposed_instrument(line: Line, instruments: Instruments) -> Instrument | None:
    if line.kind is None:
        return None
    return governing(instruments, filed_on=line.filed_on, assessed_on=line.assessed_on, kind=line.kind).instrument


def _about(act: Act, public_id: str | None, product: Product) -> Certificate | None:
    if public_id is None:
        return None
    certificate = act.session.scalar(select(Certificate).where(Certificate.public_id == public_id))
    if certificate is None or certificate.recognition.product_id != product.id:
        raise NotFound("Không tìm thấy giấy chứng nhận này của sản phẩm.", field="certificate")
    return certificate


def _repeating(line: Line, old: Certificate) -> Line:
    """A re-issued paper repeats what the old one stands on, save what the line says anew."""
    recognition = old.recognition
    return replace(
        line,
        score=line.score if line.score is not None or recognition.score is None else from_hundredths(recognition.score),
        stars=line.stars or recognition.stars,
        stars_ground=line.stars_ground or recognition.stars_ground,
        instrument=line.instrument or recognition.instrument,
        product_set=line.product_set or recognition.product_set,
        product_code=line.product_code or recognition.product_code,
        filed_on=line.filed_on or recognition.filed_on,
        assessed_on=line.assessed_on or recognition.assessed_on,
    )
