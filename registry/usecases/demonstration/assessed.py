"""A round of the demonstration that its council is scoring: dossiers in several states, every word of them invented."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry import clock
from registry.documents import specimen
from registry.documents.artwork import Artwork
from registry.models.place import Place
from registry.queries import accounts as account_questions
from registry.queries import dossier_clocks, dossiers
from registry.queries.criteria import as_kept
from registry.queries.settings import settings
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.council import MemberRole
from registry.rules.criteria import CriteriaSet
from registry.rules.dossier_forms import FieldKind, FormField, asked
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.rules.rounds import round_for
from registry.transaction import reading
from registry.usecases import accounts, communes, concluding, evidence_files, passwords, rounds, scoring, submission
from registry.usecases.demonstration.stage import Stage
from registry.usecases.dossiers import open_, save_forms
from registry.usecases.submission import TOPICS, CommuneFindings

CHAIR = "chutich@minhhoa.example.com"
COMMUNE_OFFICER = ("Cán bộ xã Minh Họa", "canboxa@minhhoa.example.com")
_COUNCIL = (
    ("Chủ tịch Hội đồng Minh Họa", CHAIR, MemberRole.CHAIR, "Ủy ban nhân dân tỉnh"),
    ("Thư ký Minh Họa", "thuky@minhhoa.example.com", MemberRole.SECRETARY, "Sở Nông nghiệp và Môi trường"),
    ("Ủy viên Minh Họa 1", "uyvien1@minhhoa.example.com", MemberRole.MEMBER, "Sở Công Thương"),
    ("Ủy viên Minh Họa 2", "uyvien2@minhhoa.example.com", MemberRole.MEMBER, "Sở Y tế"),
    ("Ủy viên Minh Họa 3", "uyvien3@minhhoa.example.com", MemberRole.MEMBER, "Sở Khoa học và Công nghệ"),
)
# Product, its set under QĐ 26/2026, and how far up the options of each criterion every member goes who has signed.
_SCENES = (
    ("Chè cổ thụ Minh Họa 11", 11, (80, 80, 80, 80, 80)),
    ("Chuối sấy dẻo Minh Họa 05", 7, (45, 60, 85, 60, 60)),
    ("Mật ong bạc hà Minh Họa 16", 4, (70, 70)),
    ("Bánh khẩu xén Minh Họa 09", 5, ()),
)
_WAITING = ("Hạt mắc ca sấy Minh Họa 10", 7)
_AT_THE_COMMUNE = ("Rượu ngô Minh Họa 06", 14)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An account of this scene, and its password."""

    role: Role
    email: str
    password: str


def a_round_being_scored(stage: Stage) -> tuple[Opened, Opened]:
    """Let a council score; return how its chair signs in, and the officer of a commune with a dossier to look at."""
    members = [_account(stage, name, email, Role.COUNCIL) for name, email, _, _ in _COUNCIL]
    filed = [_forwarded(stage, name, product_set) for name, product_set, _ in _SCENES]
    _forwarded(stage, *_WAITING)
    officer = _commune(stage, _submitted(stage, *_AT_THE_COMMUNE))
    with reading() as session:
        coming = round_for(clock.today(), dossier_clocks.round_rules(session))
    round_ = rounds.open_(
        actor=stage.officer,
        year=coming.year,
        number=coming.number,
        filed_before=coming.filed_before,
        finish_before=coming.finish_before,
        note="Đợt minh họa: Hội đồng, hồ sơ và điểm đều là giả định.",
    )
    for (account, _, _), (_, _, role, agency) in zip(members, _COUNCIL, strict=True):
        rounds.seat(actor=stage.officer, round_=round_, account=account, role=role, agency=agency)
    rounds.admit(actor=stage.officer, round_=round_, dossiers=filed)
    rounds.begin(actor=stage.officer, round_=round_, held_on=clock.today())
    for dossier, (_, _, heights) in zip(filed, _SCENES, strict=True):
        for place, ((_, actor, _), height) in enumerate(zip(members, heights, strict=False)):
            _sign(actor, dossier, height, stricter_at=place)
    concluding.conclude(actor=stage.officer, dossier=filed[0])
    return Opened(role=Role.COUNCIL, email=CHAIR, password=members[0][2]), officer


def _account(stage: Stage, name: str, email: str, role: Role) -> tuple[str, Actor, str]:
    password = passwords.make_up()
    public_id, _ = accounts.create(
        actor=stage.administrator, name=name, email=email, roles=[role], password=password, must_choose_password=False
    )
    with reading() as session:
        row = account_questions.account(session, public_id)
        key = row.id if row else None
    return public_id, Actor(account_id=key, name=name, roles=frozenset({role}), means="cli"), password


def _submitted(stage: Stage, product: str, product_set: int) -> str:
    dossier = open_(
        actor=stage.officer,
        product=stage.products[product],
        kind=RecognitionKind.REASSESSED,
        product_set=product_set,
    )
    forms = {one.code: _typed(one) for one in asked(RecognitionKind.REASSESSED)}
    save_forms(actor=stage.officer, dossier=dossier, version=1, forms=forms)
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        codes = [item.code for item in dossiers.items_of(row) if item.code in dossiers.item_codes(row)] if row else []
        paper = specimen.star_certificate_specimen(
            settings(session), under=BUILT_IN[Instrument.QD_1048_781], on=clock.today(), artwork=Artwork()
        )
    evidence_files.add(
        actor=stage.officer,
        dossier=dossier,
        item=codes[-1],
        source=io.BytesIO(paper),
        filename="Giấy chứng nhận cũ (mẫu minh họa).pdf",
    )
    submission.submit(actor=stage.officer, dossier=dossier)
    return dossier


def _forwarded(stage: Stage, product: str, product_set: int) -> str:
    dossier = _submitted(stage, product, product_set)
    findings = CommuneFindings(
        topics=dict.fromkeys(TOPICS, "Đáp ứng yêu cầu (minh họa)."),
        letter_number="01/UBND-MH",
        letter_on=clock.today(),
        samples=5,
    )
    submission.forward(actor=stage.officer, dossier=dossier, findings=findings)
    return dossier


def _commune(stage: Stage, dossier: str) -> Opened:
    """Appoint an officer to the commune that a dossier waits at."""
    name, email = COMMUNE_OFFICER
    account, _, password = _account(stage, name, email, Role.COMMUNE)
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        commune: Place | None = row.commune if row else None
        place = commune.public_id if commune else ""
    communes.appoint(actor=stage.administrator, account=account, commune=place)
    return Opened(role=Role.COMMUNE, email=email, password=password)


def _typed(blank: FormField) -> object:
    values: Mapping[FieldKind, object] = {
        FieldKind.NUMBER: 5 if blank.code == "samples" else 250_000_000,
        FieldKind.DAY: "2018-05-04",
        FieldKind.TICKS: [code for code, _ in blank.choices[:2]],
    }
    return values.get(blank.kind, "Nội dung minh họa, không có thật.")


def _sign(member: Actor, dossier: str, height: int, *, stricter_at: int) -> None:
    """Tick and sign a sheet that goes so far up every criterion, in hundredths of it, and lower at one of them."""
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        criteria = as_kept(row.criteria) if row and row.criteria else None
    if criteria is None:
        return
    marks = scoring.Marks(ticks=_ticks(criteria, height, stricter_at=stricter_at), opinion="Ý kiến minh họa.")
    serial = scoring.save_draft(actor=member, dossier=dossier, marks=marks, serial=0)
    scoring.sign(actor=member, dossier=dossier, serial=serial)


def _ticks(criteria: CriteriaSet, height: int, *, stricter_at: int) -> dict[str, int]:
    """Choose the option of each criterion whose points lie nearest to a height."""
    chosen = {leaf.code: _nearest([one.points for one in leaf.options], height) for leaf in criteria.leaves()}
    code = [code for code, place in chosen.items() if place > 1][stricter_at]
    return {**chosen, code: chosen[code] - 1}


def _nearest(points: Sequence[int], height: int) -> int:
    wanted = max(points) * height
    return min(range(len(points)), key=lambda place: abs(points[place] * 100 - wanted))
