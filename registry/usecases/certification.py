"""The heart: putting a signed decision in effect issues every paper of it, or none."""

from dataclasses import dataclass
from threading import RLock

from flask import current_app
from sqlalchemy import select

from registry.documents import decision_annex, star_certificate
from registry.models.award import MeritCertificate
from registry.models.certificate import Certificate, CertificateMove, FileRole, PaperFile
from registry.models.decision import Decision, Origin
from registry.models.number_series import NumberSeries, PaperKind
from registry.models.recognition import Recognition
from registry.queries import decisions
from registry.queries.numbers_given import numbers_given
from registry.queries.settings import is_demonstration, settings
from registry.rules import decision_life
from registry.rules.certificate_life import MoveKind
from registry.rules.decision_life import DecisionAct, DecisionState
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import notices
from registry.usecases.deciding import refuse_unseen, refuse_unsettled
from registry.usecases.drafting import find
from registry.usecases.drawing import Drawn, Papers, Press, Report
from registry.usecases.issue_plan import Plan, PlannedCertificate, PlannedMerit, moves_seen, plan
from registry.usecases.journal import Act, acting
from registry.usecases.signed_annexes import refuse_unreconciled
from registry.usecases.succession import lives_of
from registry.vault import Vault

PDF = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What putting a decision in effect came to."""

    certificates: int
    merit_certificates: int
    moves: int
    was_in_effect: bool = False
    """Whether somebody had already put it in effect: a repeated click issues nothing."""


# Within one process attempts take turns: two that draw at once against the same series draw one of the two in vain.
# This holds nothing of the register; other processes are met by drawing again.
_TURN = RLock()


class _Moved(Exception):
    """Series, decision or a certificate moved while papers were drawn."""


def put_in_effect(*, actor: Actor, decision: str, seen: int | None = None, report: Report | None = None) -> Outcome:
    """Put a signed decision in effect: all its papers, numbers and moves, or nothing.

    Papers are drawn before the transaction, against the numbers next in line; if series, decision or a certificate
    has moved by the time everything is written, it is drawn again. No lock is held while drawing.

    :param seen: as for refuse_unseen(): of an order, the version that it was given for.
    :raises ChangedMeanwhile: if the decision is another one by now.
    :raises NotAllowed: if the actor may not do this.
    :raises SamePerson: if the actor had a hand in the draft.
    :raises ActNotOpen: if the decision is not signed.
    :raises PaperRefused: naming product and field, if a paper cannot be printed as it should be.
    :raises AnnexDiffers: if the signed annex was compared and differs, and nobody has let that pass.
    :raises AnnexNotCompared: if it was not compared, and nobody has let that pass.
    :raises FindingsStandInTheWay: if the register has moved so that the check sheet no longer holds.
    """
    authorise(actor, Permission.PUT_IN_EFFECT)
    with _TURN:
        return _put_in_effect(actor, decision, seen, report or (lambda _done, _all: None))


def _put_in_effect(actor: Actor, decision: str, seen: int | None, report: Report) -> Outcome:
    while True:
        prepared = _prepare(actor, decision, seen, report)
        if prepared is None:
            return Outcome(certificates=0, merit_certificates=0, moves=0, was_in_effect=True)
        planned, drawn, press = prepared
        try:
            outcome = _write(actor, decision, planned, drawn)
        except _Moved:
            press.throw_away()
            continue
        except Refusal:
            # Said before the commit. After any other fault the rows may stand, and then their files must.
            press.throw_away()
            raise
        if outcome.was_in_effect:
            press.throw_away()
        return outcome


def _prepare(actor: Actor, public_id: str, seen: int | None, report: Report) -> tuple[Plan, Papers, Press] | None:
    vault: Vault = current_app.config["VAULT"]
    with reading() as session:
        decision = session.scalar(select(Decision).where(Decision.public_id == public_id))
        if decision is None:
            raise NotFound("Không tìm thấy quyết định này.")
        if decision.state is DecisionState.IN_EFFECT:
            return None
        decision_life.move(decision.state, DecisionAct.PUT_IN_EFFECT)
        decision_life.check_second_person(decision.drafter_ids, actor)
        refuse_unseen(decision, seen=seen, then="đưa vào hiệu lực")
        wishes, demonstration = settings(session), is_demonstration(session)
        refuse_unreconciled(session, decision)
        planned = plan(session, decision, wishes, is_demonstration=demonstration)
        annex = decision_annex.content(decisions.detail(session, decision), is_demonstration=demonstration)
    press = Press(wishes=wishes, vault=vault, is_demonstration=demonstration, report=report)
    return planned, press.draw(planned, annex), press


def _write(actor: Actor, public_id: str, planned: Plan, drawn: Papers) -> Outcome:
    with acting(actor, "decision.put_in_effect", Permission.PUT_IN_EFFECT) as act:
        decision = find(act, public_id, lock=True)
        if decision.state is DecisionState.IN_EFFECT:
            return Outcome(certificates=0, merit_certificates=0, moves=0, was_in_effect=True)
        _refuse_moved(act, decision, planned)
        decision_life.check_second_person(decision.drafter_ids, actor)
        refuse_unsettled(act, decision)
        refuse_unreconciled(act.session, decision)
        for certificate, paper in zip(planned.certificates, drawn.certificates, strict=True):
            _issue(act, decision, certificate, paper, _series(act, decision, PaperKind.STAR_CERTIFICATE))
        for merit, paper in zip(planned.merits, drawn.merits, strict=True):
            _award(act, decision, merit, paper, _series(act, decision, PaperKind.MERIT_CERTIFICATE))
        for move in planned.moves:
            act.add(
                CertificateMove(
                    certificate_id=move.certificate_id,
                    kind=move.kind,
                    effective_on=move.effective_on,
                    recorded_at=act.at,
                    decision_id=decision.id,
                    ground=move.ground,
                    by_id=actor.account_id,
                )
            )
        act.add(_file(act, drawn.annex, FileRole.ANNEX, decision_id=decision.id))
        if drawn.print_file is not None:
            act.add(_file(act, drawn.print_file, FileRole.PRINT, decision_id=decision.id))
        _advance(act, decision, planned)
        notices.tell_of_certificates(act, decision, planned.certificates)
        decision.state = decision_life.move(decision.state, DecisionAct.PUT_IN_EFFECT)
        decision.in_effect_at = act.at
    return Outcome(
        certificates=len(planned.certificates), merit_certificates=len(planned.merits), moves=len(planned.moves)
    )


def _refuse_moved(act: Act, decision: Decision, planned: Plan) -> None:
    product_ids = {one.recognition["product_id"] for one in planned.certificates}
    lives = lives_of(act.session, product_ids) if product_ids else {}
    now = moves_seen(lives)
    unmoved = (
        decision.version == planned.version
        and numbers_given(act.session, decision) == planned.last_numbers
        and all(planned.moves_seen.get(one) == count for one, count in now.items())
    )
    if not unmoved:
        raise _Moved


def _series(act: Act, decision: Decision, paper: PaperKind) -> NumberSeries:
    row = act.session.scalar(
        select(NumberSeries).where(
            NumberSeries.body_id == decision.body_id, NumberSeries.paper == paper, NumberSeries.year == decision.year
        )
    )
    if row is None:
        row = act.add(NumberSeries(body_id=decision.body_id, paper=paper, year=decision.year, last=0))
        act.session.flush()
    return row


def _advance(act: Act, decision: Decision, planned: Plan) -> None:
    """Move each series to the last number given."""
    given = {
        PaperKind.STAR_CERTIFICATE: [one.serial for one in planned.certificates],
        PaperKind.MERIT_CERTIFICATE: [one.serial for one in planned.merits],
        PaperKind.GOLDEN_BOOK: [one.golden_book_serial for one in planned.merits if one.golden_book_serial],
    }
    for paper, serials in given.items():
        if serials:
            _series(act, decision, paper).last = max(serials)


def _issue(act: Act, decision: Decision, one: PlannedCertificate, paper: Drawn, series: NumberSeries) -> None:
    recognition = act.add(Recognition(**one.recognition))
    certificate = act.add(
        Certificate(
            recognition=recognition,
            origin=Origin.ISSUED,
            number=one.facts.number,
            series_id=series.id,
            serial=one.serial,
            lookup_code=one.facts.lookup_code,
            issued_on=decision.signed_on,
            valid_from=one.facts.valid_from,
            valid_until=one.facts.valid_until,
            validity_ground=one.facts.validity_ground,
            year=decision.year,
        )
    )
    act.session.flush()
    act.add(_file(act, paper, FileRole.RENDER, certificate_id=certificate.id))
    _move(act, decision, certificate, MoveKind.ISSUED, related_id=one.replaces[0] if one.replaces else None)
    for old in one.replaces:
        _move(act, decision, certificate, MoveKind.SUPERSEDED, of=old, related_id=certificate.id)


def _move(
    act: Act,
    decision: Decision,
    certificate: Certificate,
    kind: MoveKind,
    *,
    of: int | None = None,
    related_id: int | None = None,
) -> None:
    act.add(
        CertificateMove(
            certificate_id=of or certificate.id,
            kind=kind,
            effective_on=certificate.valid_from,
            recorded_at=act.at,
            decision_id=decision.id,
            related_id=related_id,
            by_id=act.actor.account_id,
        )
    )


def _award(act: Act, decision: Decision, one: PlannedMerit, paper: Drawn, series: NumberSeries) -> None:
    merit = act.add(
        MeritCertificate(
            recipient_id=one.recipient_id,
            number=one.facts.number,
            series_id=series.id,
            serial=one.serial,
            golden_book_number=one.facts.golden_book_number,
            issued_on=decision.signed_on,
        )
    )
    act.session.flush()
    act.add(_file(act, paper, FileRole.RENDER, merit_certificate_id=merit.id))


def _file(act: Act, paper: Drawn, role: FileRole, **owner: int) -> PaperFile:
    return PaperFile(
        role=role,
        sha256=paper.sha256,
        size=paper.size,
        media_type=PDF,
        filename=paper.filename,
        layout_version=star_certificate.layout_version(),
        content=paper.content or None,
        kept_at=act.at,
        by_id=act.actor.account_id,
        **owner,
    )
