"""Puts a round that is being scored into a register: its dossiers with papers, its council with passwords."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from builders.assessments import FINDINGS, a_dossier, a_paper
from builders.register import a_product
from PIL import Image
from sqlalchemy import select

from registry import clock
from registry.app import create_app
from registry.config import Config
from registry.database import db
from registry.models.account import Account
from registry.rules.council import MemberRole
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import accounts, evidence_files, rounds, submission

PASSWORD = "ruộng bậc thang mùa nước đổ"
SEATS = (
    ("Vàng Thị Chủ Tịch", MemberRole.CHAIR, "Ủy ban nhân dân tỉnh"),
    ("Lò Văn Thư Ký", MemberRole.SECRETARY, "Sở Nông nghiệp và Môi trường"),
    ("Giàng A Thành Viên", MemberRole.MEMBER, "Sở Công Thương"),
)
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


def furnished_with_round(folder: Path, products: Sequence[str]) -> ScoredRound:
    """Open a register's folder, put a round into it, and let go of it again."""
    app = create_app(Config.from_environment({}, folder=folder), doors=False)
    with app.app_context():
        with reading() as session:
            rows = {str(row.email).partition("@")[0]: (row.id, row.name) for row in session.scalars(select(Account))}
        officer = _actor(*rows["canbo"], Role.OFFICER)
        made = a_scored_round(officer, _actor(*rows["quantri"], Role.ADMINISTRATOR), products)
        db.engine.dispose()
    return made


def a_scored_round(officer: Actor, administrator: Actor, products: Sequence[str]) -> ScoredRound:
    """Bring a dossier of each product before a council of three, and let it score."""
    dossiers = [_a_dossier(officer, name) for name in products]
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


def _a_dossier(officer: Actor, name: str) -> str:
    dossier = a_dossier(officer, a_product(name))
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
