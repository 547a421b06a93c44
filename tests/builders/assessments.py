"""Dossiers, rounds and councils, made by the acts that make real ones."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from builders.people import a_person
from builders.register import a_commune, a_product
from reportlab.pdfgen.canvas import Canvas

from registry import clock
from registry.models.account import Account
from registry.models.dossier import CommuneDesk
from registry.queries import assessment_rounds as rounds
from registry.queries import dossiers as dossier_questions
from registry.queries.criteria import as_kept
from registry.rules import dossier_forms
from registry.rules.council import MemberRole
from registry.rules.criteria import CriteriaSet
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import dossiers, evidence_files, scoring, submission
from registry.usecases import rounds as round_acts

TEA = 11
"""The set of tea under QĐ 26/2026."""
FINDINGS = submission.CommuneFindings(
    topics=dict.fromkeys(submission.TOPICS, "Đạt yêu cầu."),
    letter_number="15/UBND-KT",
    letter_on=date(2026, 10, 12),
    samples=5,
)


def a_paper(words: str = "Giấy tờ thử") -> bytes:
    """Return a PDF of one page."""
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 720, words)
    canvas.save()
    return target.getvalue()


def filled_in(kind: RecognitionKind = RecognitionKind.FIRST) -> dict[str, object]:
    """Return forms in which every blank that must be filled in is."""
    values = {
        dossier_forms.FieldKind.NUMBER: "1.200.000",
        dossier_forms.FieldKind.DAY: "2019-05-04",
        dossier_forms.FieldKind.TICKS: ["registration"],
    }
    return {field.code: values.get(field.kind, "Nội dung thử") for field in dossier_forms.asked(kind)}


def a_dossier(
    officer: Actor, product: str | None = None, *, kind: RecognitionKind = RecognitionKind.FIRST, product_set: int = TEA
) -> str:
    """Open a dossier, fill in its forms and give it every paper it must have."""
    public_id = dossiers.open_(actor=officer, product=product or a_product(), kind=kind, product_set=product_set)
    dossiers.save_forms(actor=officer, dossier=public_id, version=1, forms=filled_in(kind))
    for code in _required(public_id):
        evidence_files.add(
            actor=officer, dossier=public_id, item=code, source=io.BytesIO(a_paper(code)), filename=f"{code}.pdf"
        )
    return public_id


def a_forwarded_dossier(officer: Actor, product: str | None = None, **options: object) -> str:
    """Bring a dossier as far as the province."""
    public_id = a_dossier(officer, product, **options)  # type: ignore[arg-type]
    submission.submit(actor=officer, dossier=public_id)
    submission.forward(actor=officer, dossier=public_id, findings=FINDINGS)
    return public_id


def a_commune_officer(commune: str = "Sin Suối Hồ") -> Actor:
    """Return somebody who looks at a commune's dossiers."""
    actor = a_person(Role.COMMUNE)
    place = a_commune(commune)
    with transaction() as session:
        session.add(CommuneDesk(account_id=actor.account_id, commune_id=place, since=clock.now()))
    return actor


def a_council(officer: Actor, round_: str, *, members: int = 3) -> list[Actor]:
    """Seat a chair, a secretary and members in a round, and return them in this order."""
    people = [a_person(Role.COUNCIL, name=f"Thành viên {number}") for number in range(1, members + 1)]
    roles = [MemberRole.CHAIR, MemberRole.SECRETARY]
    for place, person in enumerate(people):
        round_acts.seat(
            actor=officer,
            round_=round_,
            account=public_id_of(person),
            role=roles[place] if place < len(roles) else MemberRole.MEMBER,
            agency=f"Sở thứ {place + 1}",
        )
    return people


def public_id_of(actor: Actor) -> str:
    """Return the public id of somebody's account."""
    with reading() as session:
        account = session.get(Account, actor.account_id)
        assert account is not None
        return account.public_id


def a_round(officer: Actor, dossiers_: Sequence[str], *, members: int = 3, number: int = 1) -> tuple[str, list[Actor]]:
    """Open a round, seat its council, take dossiers in, and let it score."""
    public_id = round_acts.open_(
        actor=officer,
        year=2026,
        number=number,
        filed_before=clock.today() + timedelta(days=1),
        finish_before=clock.today() + timedelta(days=60),
    )
    people = a_council(officer, public_id, members=members)
    round_acts.admit(actor=officer, round_=public_id, dossiers=dossiers_)
    round_acts.begin(actor=officer, round_=public_id, held_on=clock.today())
    return public_id, people


def criteria_of(dossier: str) -> CriteriaSet:
    """Return the criteria that a dossier is scored by."""
    with reading() as session:
        row = dossier_questions.dossier(session, dossier)
        assert row is not None
        assert row.criteria is not None
        return as_kept(row.criteria)


def signed(member: Actor, dossier: str, ticks: Mapping[str, int], **more: object) -> str:
    """Let a member tick a sheet and sign it."""
    with reading() as session:
        row = dossier_questions.dossier(session, dossier)
        assert row is not None
        seat = rounds.seat_in(session, account_id=member.account_id, round_id=row.round_id)
        draft = rounds.draft(session, seat_id=seat.id, dossier_id=row.id) if seat else None
    serial = scoring.save_draft(
        actor=member,
        dossier=dossier,
        marks=scoring.Marks(ticks=ticks, **more),  # type: ignore[arg-type]
        serial=draft.serial if draft else 0,
    )
    return scoring.sign(actor=member, dossier=dossier, serial=serial)


def _required(dossier: str) -> list[str]:
    with reading() as session:
        row = dossier_questions.dossier(session, dossier)
        assert row is not None
        return [
            item.code
            for item in dossier_questions.items_of(row)
            if item.required and item.code in dossier_questions.item_codes(row)
        ]
