"""One certificate: how it stands today, what it says, its life, and its kept files."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents.recogniser import recogniser
from registry.models.award import Handover
from registry.models.certificate import CertificateMove
from registry.models.decision import Origin
from registry.queries import awards, extensions, print_ledger, register
from registry.queries.settings import Settings, settings
from registry.rules import lookup_code
from registry.rules.certificate_life import MoveKind, Standing, check_move
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.standings import GROUND_SETTING
from registry.web.doors import current_actor
from registry.web.kept_files import send
from registry.web.product_sets import set_words
from registry.web.reading import reading_session
from registry.web.staff.certificates.blueprint import found, pages
from registry.web.standing_words import ground_words, standing_sentence
from registry.web.words import word


@dataclass(frozen=True, kw_only=True)
class LifeLine:
    """One move, as a person reads it."""

    move: CertificateMove
    title: str
    ground: str


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one certificate, its standing first."""
    certificate = found(public_id)
    session, today, actor = reading_session(), clock.today(), current_actor()
    standing = register.standing_of(certificate, on=today)
    wishes = settings(session)
    recognition = certificate.recognition
    may_move = actor.may(Permission.PUT_IN_EFFECT)
    return render_template(
        "staff/certificates/show.html",
        certificate=certificate,
        may_supervise=current_actor().may(Permission.SUPERVISE),
        recognition=recognition,
        standing=standing,
        sentence=standing_sentence(certificate, standing, on=today),
        life=[_life_line(move) for move in reversed(certificate.moves)],
        printed=print_ledger.paper(session, public_id, on=today),
        handed_over=_handed_over(certificate.id),
        others=[one for one in register.certificates_of(session, recognition.product_id) if one.id != certificate.id],
        standing_of=lambda one: register.standing_of(one, on=today),
        code=lookup_code.grouped(certificate.lookup_code),
        product_set=set_words(recognition.product_set, instrument=recognition.instrument),
        issuer=recogniser(recognition).name,
        is_recorded=certificate.origin is Origin.RECORDED,
        moves_open=open_moves(standing, wishes) if may_move else [],
        may_extend=may_move and extensions.possible_for(session, certificate, today=today) is not None,
        may_end_extension=may_move and extensions.may_be_ended(certificate, today=today),
        ended_extension=extensions.ended(certificate),
        may_attach=certificate.origin is Origin.RECORDED and actor.may(Permission.EDIT_REGISTER),
    )


@pages.get("/<id:public_id>/tep/<id:file_id>")
def file(public_id: str, file_id: str) -> ResponseReturnValue:
    """Send one kept file of a certificate, byte for byte."""
    for kept in found(public_id).files:
        if kept.public_id == file_id:
            return send(kept)
    raise NotFound("Giấy chứng nhận này không có tệp đó.")


def _handed_over(certificate_id: int) -> Handover | None:
    """Return the entry that says who has the paper; None while nobody has."""
    entries = awards.handovers(reading_session(), certificate_id=certificate_id)
    return entries[-1] if entries and entries[-1].handed_to else None


def open_moves(standing: Standing, wishes: Settings) -> list[MoveKind]:
    """Return the moves without a decision that are open now and whose ground a setting names."""
    return [kind for kind, setting in GROUND_SETTING.items() if _is_open(kind, standing, getattr(wishes, setting))]


def _is_open(kind: MoveKind, standing: Standing, ground: str | None) -> bool:
    try:
        check_move(kind, standing, ground=ground)
    except Refusal:
        return False
    return True


def _life_line(move: CertificateMove) -> LifeLine:
    return LifeLine(move=move, title=word(move.kind), ground=ground_words(move))
