"""Puts a round that is being scored into a register: its dossiers with papers, its council with passwords."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from builders.assessments import FINDINGS, TEA, a_dossier, a_paper, signed
from builders.register import a_product
from builders.score_sheets import ticks_with_total
from PIL import Image
from sqlalchemy import select

from registry import clock
from registry.app import create_app
from registry.config import Config
from registry.database import db
from registry.law.criteria import criteria_set
from registry.models.account import Account
from registry.models.assessment import ScoreSheet
from registry.models.assessment_round import AssessmentRound, Seat
from registry.models.dossier import Dossier
from registry.models.producer import Producer
from registry.rules.council import MemberRole
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import accounts, evidence_files, rounds, scoring, submission

PASSWORD = "ruộng bậc thang mùa nước đổ"
SEATS = (
    ("Vàng Thị Chủ Tịch", MemberRole.CHAIR, "Ủy ban nhân dân tỉnh"),
    ("Lò Văn Thư Ký", MemberRole.SECRETARY, "Sở Nông nghiệp và Môi trường"),
    ("Giàng A Thành Viên", MemberRole.MEMBER, "Sở Công Thương"),
)
CHAIR = "hoidong1@minhhoa.example.com"
YEAR, NUMBER = 2026, 9


@dataclass(frozen=True)
class Member:
    """One member of the council and how he signs in."""

    actor: Actor
    email: str
    password: str = PASSWORD


@dataclass(frozen=True)
class ScoredRound:
    """A round that is being scored."""

    public_id: str
    dossiers: list[str]
    """Public ids, in the order of the products that were asked for."""
    members: list[Member]
    """The chair first, then the secretary."""


def furnished_with_round(
    folder: Path, products: Sequence[str], *, sets: Mapping[str, int] | None = None
) -> ScoredRound:
    """Open a register's folder, put a round into it, and let go of it again."""
    app = create_app(Config.from_environment({}, folder=folder), doors=False)
    with app.app_context():
        with reading() as session:
            rows = {str(row.email).partition("@")[0]: (row.id, row.name) for row in session.scalars(select(Account))}
        officer = _actor(*rows["canbo"], Role.OFFICER)
        made = a_scored_round(officer, _actor(*rows["quantri"], Role.ADMINISTRATOR), products, sets=sets)
        db.engine.dispose()
    return made


def a_scored_round(
    officer: Actor, administrator: Actor, products: Sequence[str], *, sets: Mapping[str, int] | None = None
) -> ScoredRound:
    """Bring a dossier of each product before a council of three, and let it score.

    :param sets: the set of criteria of each product that is no tea.
    """
    dossiers = [_a_dossier(officer, name, (sets or {}).get(name, TEA)) for name in products]
    today = clock.today()
    round_ = rounds.open_(
        actor=officer,
        year=YEAR,
        number=NUMBER,
        filed_before=today + timedelta(days=1),
        finish_before=today + timedelta(days=60),
    )
    members = [_a_member(officer, administrator, round_, place, *seat) for place, seat in enumerate(SEATS, start=1)]
    rounds.admit(actor=officer, round_=round_, dossiers=dossiers)
    rounds.begin(actor=officer, round_=round_, held_on=today)
    return ScoredRound(round_, dossiers, members)


def seen_by_the_chair(officer: Actor, administrator: Actor) -> list[str]:
    """Put a round into every state that a page of the council shows differently; return where its chair sees it."""
    made = a_scored_round(
        officer, administrator, ("Chè lệch điểm", "Chè đang chấm", "Chè chưa chấm", "Chè của người quen")
    )
    apart, begun, untouched, tied = made.dossiers
    chair, secretary, other = (member.actor for member in made.members)
    tea = criteria_set(instrument=Instrument.QD_26_2026, number=TEA)
    ticks = {total: ticks_with_total(tea, total=total, stars=3) for total in (55, 60, 90)}
    signed(chair, apart, ticks[60], comments={"1.1": "Có hợp đồng"}, opinion="Nên công nhận")
    scoring.reopen(actor=chair, dossier=apart, seat=_seat_of(chair, made.public_id), reason="Chấm nhầm tiêu chí 1.1")
    for person, total in ((chair, 55), (other, 90), (secretary, 60)):
        signed(person, apart, ticks[total])
    marks = scoring.Marks(ticks={**ticks[90], "5.1": 0}, comments={"1.1": "Có hợp đồng"}, grounds=[":0"])
    scoring.save_draft(actor=chair, dossier=begun, marks=marks, serial=0)
    rounds.tie(actor=chair, seat=_seat_of(chair, made.public_id), producer=_producer_of(tied), reason="Người thân")
    with reading() as session:
        sheets = session.scalars(
            select(ScoreSheet.public_id)
            .join(ScoreSheet.dossier)
            .where(Dossier.public_id == apart)
            .order_by(ScoreSheet.id)
        )
        sealed = [f"/hoi-dong/phieu-da-ky/{one}" for one in sheets]
    return [
        "/hoi-dong",
        f"/hoi-dong/dot/{made.public_id}",
        *(f"/hoi-dong/ho-so/{one}" for one in made.dossiers),
        *sealed,
        *(f"{one}/mo-lai" for one in sealed[-1:]),
        f"/hoi-dong/ho-so/{apart}/cac-phieu",
        f"/hoi-dong/ho-so/{untouched}/quan-he",
        *(f"/hoi-dong/phieu/{one}" for one in (begun, untouched)),
        f"/hoi-dong/phieu/{begun}/ky",
    ]


def _seat_of(member: Actor, round_: str) -> str:
    with reading() as session:
        asked = select(Seat.public_id).join(Seat.round)
        return session.scalars(
            asked.where(Seat.account_id == member.account_id, AssessmentRound.public_id == round_)
        ).one()


def _producer_of(dossier: str) -> str:
    with reading() as session:
        asked = select(Producer.public_id).join(Dossier, Dossier.producer_id == Producer.id)
        return session.scalars(asked.where(Dossier.public_id == dossier)).one()


def _a_member(
    officer: Actor, administrator: Actor, round_: str, place: int, name: str, role: MemberRole, agency: str
) -> Member:
    email = f"hoidong{place}@minhhoa.example.com"
    account, _ = accounts.create(
        actor=administrator,
        name=name,
        email=email,
        roles=[Role.COUNCIL],
        password=PASSWORD,
        must_choose_password=False,
    )
    rounds.seat(actor=officer, round_=round_, account=account, role=role, agency=agency)
    with reading() as session:
        row = session.scalars(select(Account).where(Account.public_id == account)).one()
        return Member(_actor(row.id, row.name, Role.COUNCIL), email)


def _a_dossier(officer: Actor, name: str, product_set: int) -> str:
    dossier = a_dossier(officer, a_product(name), product_set=product_set)
    files = {
        "E03": [("Hợp đồng liên kết với các hộ trồng chè.pdf", a_paper("Hop dong lien ket"))],
        "E07": [("Giấy chứng nhận đăng ký nhãn hiệu.pdf", a_paper("Nhan hieu")), ("Nhãn.png", _picture())],
        "E12": [("Phiếu kiểm nghiệm.pdf", a_paper("Phieu kiem nghiem"))],
    }
    for item, papers in files.items():
        for filename, content in papers:
            source = io.BytesIO(content + f"\n%{name}".encode() if filename.endswith("pdf") else content)
            evidence_files.add(actor=officer, dossier=dossier, item=item, source=source, filename=filename)
    submission.submit(actor=officer, dossier=dossier)
    submission.forward(actor=officer, dossier=dossier, findings=FINDINGS)
    return dossier


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(file, "PNG")
    return file.getvalue()


def _actor(key: int, name: str, role: Role) -> Actor:
    return Actor(account_id=key, name=name, roles=frozenset({role}), means="web")
