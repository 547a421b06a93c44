"""What putting a decision in effect will write: every paper, number and move, worked out before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.documents import merit_certificate, star_certificate
from registry.models.award import AwardRecipient
from registry.models.certificate import Certificate
from registry.models.decision import Decision, DecisionLine, Origin
from registry.models.number_series import PaperKind
from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries.law_book import known
from registry.queries.numbers_given import numbers_given
from registry.queries.settings import Settings
from registry.rules import lookup_code, numbering
from registry.rules.certificate_life import MoveKind, check_move, expires_on
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.ending import check_ending
from registry.rules.instruments import Instruments, RecognitionKind
from registry.rules.refusal import Refusal, naming
from registry.rules.term import months_under
from registry.usecases.succession import Lives, lives_of, standing_on, succession


@dataclass(frozen=True, kw_only=True)
class PlannedCertificate:
    """One star certificate to be issued, with the recognition it stands on."""

    recognition: dict[str, Any]
    facts: star_certificate.Facts
    serial: int
    replaces: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PlannedMerit:
    """One merit certificate to be issued."""

    recipient_id: int
    facts: merit_certificate.Facts
    serial: int
    golden_book_serial: int | None


@dataclass(frozen=True, kw_only=True)
class PlannedMove:
    """One move of an existing certificate."""

    certificate_id: int
    kind: MoveKind
    effective_on: date
    ground: str | None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything one decision does, and the state of the register it was worked out from."""

    decision_id: int
    version: int
    last_numbers: dict[PaperKind, int]
    moves_seen: dict[int, int]
    """Certificate → number of its moves when the plan was made."""
    certificates: tuple[PlannedCertificate, ...]
    merits: tuple[PlannedMerit, ...]
    moves: tuple[PlannedMove, ...]


def plan(session: Session, decision: Decision, settings: Settings, *, is_demonstration: bool) -> Plan:
    """Work out what the signed decision does.

    :raises Refusal: naming the product, if a line cannot be carried out as the register stands.
    """
    lines = session.scalars(
        select(DecisionLine)
        .where(DecisionLine.decision_id == decision.id)
        .options(
            joinedload(DecisionLine.product).selectinload(Product.names),
            joinedload(DecisionLine.product).selectinload(Product.packings),
            joinedload(DecisionLine.producer).selectinload(Producer.names),
            joinedload(DecisionLine.producer).joinedload(Producer.commune),
            joinedload(DecisionLine.producer).joinedload(Producer.commune_then),
        )
        .order_by(DecisionLine.position)
    ).all()
    lives = lives_of(session, {line.product_id for line in lines})
    last_numbers = numbers_given(session, decision)
    desk = _Desk(
        decision=decision,
        settings=settings,
        lives=lives,
        last_numbers=last_numbers,
        instruments=known(session),
        is_demonstration=is_demonstration,
    )
    return Plan(
        decision_id=decision.id,
        version=decision.version,
        last_numbers=last_numbers,
        moves_seen=moves_seen(lives),
        certificates=desk.certificates(lines),
        merits=desk.merits(_recipients(session, decision)),
        moves=desk.moves(lines),
    )


def moves_seen(lives: Lives) -> dict[int, int]:
    """Return how many moves each certificate has: another number later means that its life went on."""
    return {one.id: len(one.moves) for certificates in lives.values() for one in certificates}


def _recipients(session: Session, decision: Decision) -> Sequence[AwardRecipient]:
    return session.scalars(
        select(AwardRecipient).where(AwardRecipient.decision_id == decision.id).order_by(AwardRecipient.position)
    ).all()


@dataclass(frozen=True, kw_only=True)
class _Desk:
    decision: Decision
    settings: Settings
    lives: Lives
    last_numbers: dict[PaperKind, int]
    instruments: Instruments
    is_demonstration: bool

    @property
    def signed_on(self) -> date:
        if self.decision.signed_on is None:
            raise Refusal("Quyết định chưa có ngày ký.")
        return self.decision.signed_on

    def certificates(self, lines: Sequence[DecisionLine]) -> tuple[PlannedCertificate, ...]:
        first = self.last_numbers[PaperKind.STAR_CERTIFICATE] + 1
        giving = [line for line in lines if line.act in {LineAct.RECOGNISE, LineAct.REISSUE}]
        planned = []
        for serial, line in enumerate(giving, start=first):
            with naming(line.product.name):
                planned.append(self._certificate(line, serial))
        return tuple(planned)

    def _certificate(self, line: DecisionLine, serial: int) -> PlannedCertificate:
        if line.act is LineAct.REISSUE:
            old = self._target(line)
            check_move(MoveKind.SUPERSEDED, standing_on(old, self.signed_on))
            recognition = self._recognition(line, kind=RecognitionKind.REISSUED)
            valid_from, valid_until = self.signed_on, old.valid_until
            ground = star_certificate.reissued_for(old.number)
            replaces: tuple[int, ...] = (old.id,)
        else:
            recognition = self._recognition(line, kind=line.kind)
            valid_from, valid_until, ground_or_none = self._validity(line)
            ground = ground_or_none or ""
            kind: RecognitionKind = recognition["kind"]
            found = succession(self.lives[line.product_id], kind=kind, starts_on=valid_from)
            replaces = tuple(one.id for one in found.replaces)
        return PlannedCertificate(
            recognition=recognition,
            facts=self._facts(line, recognition, serial, valid_from, valid_until, ground or None),
            serial=serial,
            replaces=replaces,
        )

    def _validity(self, line: DecisionLine) -> tuple[date, date, str | None]:
        """The instrument's term from the decision's date, unless line or decision states other days with its ground."""
        stated = line if line.validity_ground else self.decision
        valid_from = line.first_day(self.decision, signed_on=self.signed_on)
        months = months_under(self.instruments.of(line.instrument))
        return valid_from, stated.valid_until or expires_on(valid_from, months), stated.validity_ground

    def _recognition(self, line: DecisionLine, *, kind: RecognitionKind | None) -> dict[str, Any]:
        """Return the recognition's columns, in the names of the decision's day."""
        if kind is None or line.stars is None:
            raise Refusal("Thiếu hình thức công nhận hoặc hạng sao.")
        day = self.signed_on
        commune = line.producer.commune_on(day)
        as_in_the_line = (
            "product_id",
            "producer_id",
            "position",
            "score",
            "stars",
            "stars_ground",
            "instrument",
            "product_set",
            "product_code",
            "filed_on",
            "assessed_on",
        )
        return {
            **{name: getattr(line, name) for name in as_in_the_line},
            "decision_id": self.decision.id,
            "origin": Origin.ISSUED,
            "kind": kind,
            "product_name": line.product.name_on(day),
            "producer_name": line.producer.name_on(day),
            "address": line.producer.address_on(day, province=self.settings.province),
            "commune_id": commune.id if commune else None,
            "round_no": self.decision.round_no,
            "round_year": self.decision.round_year,
        }

    def _facts(
        self,
        line: DecisionLine,
        recognition: dict[str, Any],
        serial: int,
        valid_from: date,
        valid_until: date | None,
        ground: str | None,
    ) -> star_certificate.Facts:
        decision = self.decision
        return star_certificate.Facts(
            product_name=recognition["product_name"],
            producer_name=recognition["producer_name"],
            producer_address=recognition["address"],
            stars=recognition["stars"],
            under=self.instruments.of(recognition["instrument"]),
            packings=tuple(packing.label for packing in line.product.packings),
            product_code=recognition["product_code"],
            body_name=decision.body.name_on(self.signed_on),
            decision_number=decision.number,
            decision_date=decision.signed_on,
            valid_from=valid_from,
            valid_until=valid_until,
            validity_ground=ground,
            authority_lines=decision.authority_lines,
            signatory=decision.signatory,
            number=self._number(self.settings.certificate_number_format, serial),
            lookup_code=lookup_code.new_code(demonstration=self.is_demonstration),
        )

    def _number(self, pattern: str, serial: int) -> str:
        return numbering.format_number(pattern, serial=serial, year=self.signed_on.year, body=self.decision.body.symbol)

    def merits(self, recipients: Sequence[AwardRecipient]) -> tuple[PlannedMerit, ...]:
        if self.decision.kind is not DecisionKind.AWARD:
            return ()
        first = self.last_numbers[PaperKind.MERIT_CERTIFICATE] + 1
        return tuple(self._merit(recipient, serial) for serial, recipient in enumerate(recipients, start=first))

    def _merit(self, recipient: AwardRecipient, serial: int) -> PlannedMerit:
        opened = self.settings.golden_book_from
        in_golden_book = opened is not None and self.signed_on.year >= opened
        offset = serial - self.last_numbers[PaperKind.MERIT_CERTIFICATE]
        golden = self.last_numbers[PaperKind.GOLDEN_BOOK] + offset if in_golden_book else None
        return PlannedMerit(
            recipient_id=recipient.id,
            serial=serial,
            golden_book_serial=golden,
            facts=merit_certificate.Facts(
                kind=recipient.kind,
                name=recipient.name,
                address=recipient.address,
                achievement=recipient.achievement,
                decision_number=self.decision.number,
                decision_date=self.decision.signed_on,
                authority_lines=self.decision.authority_lines,
                signatory=self.decision.signatory,
                golden_book_number=None if golden is None else str(golden),
                number=self._number(self.settings.merit_number_format, serial),
            ),
        )

    def moves(self, lines: Sequence[DecisionLine]) -> tuple[PlannedMove, ...]:
        kinds = {
            LineAct.REVOKE: MoveKind.REVOKED,
            LineAct.ANNUL: MoveKind.ANNULLED,
            LineAct.RESTORE: MoveKind.RESTORED,
        }
        planned = []
        for line in lines:
            if line.act not in kinds:
                continue
            with naming(line.product.name):
                planned.append(self._move(line, kinds[line.act]))
        return tuple(planned)

    def _move(self, line: DecisionLine, kind: MoveKind) -> PlannedMove:
        target = self._target(line)
        effective_on = line.effective_on or self.signed_on
        check_move(kind, standing_on(target, effective_on), ground=line.ground)
        check_ending(kind, effective_on=effective_on, begins_on=target.begins_on)
        return PlannedMove(certificate_id=target.id, kind=kind, effective_on=effective_on, ground=line.ground)

    def _target(self, line: DecisionLine) -> Certificate:
        for one in self.lives[line.product_id]:
            if one.id == line.certificate_id:
                return one
        raise Refusal("Chưa chọn giấy chứng nhận cần xử lý.", field="certificate")
