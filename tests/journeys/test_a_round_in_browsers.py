"""A whole round in browsers: every member ticks at once, the secretary concludes, and the annex is what the ticks say.

Small in every run; `make drill` has the size of Lai Châu's round of November 2021: 11 members, 61 dossiers, 31 units.
"""

import os
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from builders.assessments import a_forwarded_dossier
from builders.crowded_round import SETS, base_ticks, expected, near
from builders.register import a_producer, a_product
from journeys.conftest import Seat
from journeys.opened_register import OpenedRegister, built_once, served
from journeys.person import Person
from playwright.sync_api import expect
from sqlalchemy import select

from registry import clock
from registry.app import create_app
from registry.config import Config
from registry.database import db
from registry.models.account import Account
from registry.queries import decisions
from registry.rules.council import MemberRole
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import accounts, rounds

MEMBERS, DOSSIERS, PRODUCERS = (
    int(os.environ.get(name, usual))
    for name, usual in (("DRILL_MEMBERS", "3"), ("DRILL_DOSSIERS", "3"), ("DRILL_PRODUCERS", "2"))
)
PASSWORD = "ruộng bậc thang mùa nước đổ"
YEAR, NUMBER = 2026, 7
TICK = """ticks => {
  for (const [code, place] of Object.entries(ticks)) {
    const way = document.querySelector(`input[name="tick-${code}"][value="${place}"]`);
    way.checked = true;
    way.dispatchEvent(new Event("input", {bubbles: true}));
    way.dispatchEvent(new Event("change", {bubbles: true}));
  }
}"""


@pytest.fixture(scope="module")
def filled() -> dict[str, tuple[str, int]]:
    """Dossier → its product's name and set, in the order of the round."""
    return {}


@pytest.fixture(scope="module")
def register(
    shared_folder: Path, tmp_path_factory: pytest.TempPathFactory, filled: dict[str, tuple[str, int]]
) -> Iterator[OpenedRegister]:
    """The demonstration with a round that is ready to be scored, served."""
    built = shared_folder / "demonstration"
    built_once(built, "--demonstration")
    folder = tmp_path_factory.mktemp("round") / "register"
    shutil.copytree(built, folder)
    app = create_app(Config.from_environment({}, folder=folder), doors=False)
    with app.app_context():
        filled.update(_a_round())
        db.engine.dispose()
    with served(folder) as opened:
        yield opened


def test_the_annex_is_what_members_ticked_in_their_browsers(
    somebody: Seat, register: OpenedRegister, filled: dict[str, tuple[str, int]], sign_ins: dict[str, tuple[str, str]]
) -> None:
    rng = random.Random(2021)
    members = [_sits_down(somebody, register, place) for place in range(1, MEMBERS + 1)]
    should_be = {}
    for dossier, (product, product_set) in filled.items():
        base = base_ticks(product_set, rng)
        sheets = [near(product_set, base, rng) for _ in members]
        for member, ticks in zip(members, sheets, strict=True):
            member.goes_to(f"/hoi-dong/phieu/{dossier}")
            member.page.evaluate(TICK, ticks)
        for member in members:
            expect(member.page.locator("[data-saved]")).to_contain_text("Đã lưu")
            member.presses("Xem lại và ký")
            member.presses("Ký phiếu")
            member.sees("Mã băm SHA-256")
        should_be[product] = expected(product_set, sheets)

    officer = somebody(width=1280, at=register)
    officer.signs_in(*sign_ins["officer"])
    officer.goes_to("/can-bo/dot-danh-gia")
    officer.follows(f"Đợt {NUMBER} năm {YEAR}")
    officer.follows("Ghi kết quả các hồ sơ đủ phiếu")
    officer.presses(f"Ghi {DOSSIERS} kết quả")
    officer.follows("Kết thúc đợt")
    officer.presses("Kết thúc đợt")
    officer.follows("Đưa vào phụ lục quyết định")
    recognised = {product: (one.score, one.stars) for product, one in should_be.items() if one.stars in (3, 4)}
    officer.presses(f"Đưa {len(recognised)} dòng vào phụ lục")
    officer.sees(f"Đã đưa {len(recognised)} dòng vào phụ lục.")

    assert _annex(register, officer.path.rsplit("/", 1)[1]) == recognised


def _sits_down(somebody: Seat, register: OpenedRegister, place: int) -> Person:
    person = somebody(width=320 if place % 2 else 1280, at=register)
    person.signs_in(_email(place), PASSWORD, home="/hoi-dong")
    return person


def _email(place: int) -> str:
    return f"thanhvien{place}@minhhoa.example.com"


def _a_round() -> dict[str, tuple[str, int]]:
    with reading() as session:
        known = {str(row.email).partition("@")[0]: (row.id, row.name) for row in session.scalars(select(Account))}
    officer, administrator = _actor(*known["canbo"], Role.OFFICER), _actor(*known["quantri"], Role.ADMINISTRATOR)
    producers = cycle([a_producer(f"Hợp tác xã tập dượt {number}") for number in range(1, PRODUCERS + 1)])
    dossiers = {}
    for number in range(1, DOSSIERS + 1):
        name, product_set = f"Sản phẩm tập dượt {number:02d}", SETS[number % len(SETS)]
        product = a_product(name, producer=next(producers))
        dossiers[a_forwarded_dossier(officer, product, product_set=product_set)] = (name, product_set)
    today = clock.today()
    round_ = rounds.open_(
        actor=officer,
        year=YEAR,
        number=NUMBER,
        filed_before=today + timedelta(days=1),
        finish_before=today + timedelta(days=60),
    )
    for place in range(1, MEMBERS + 1):
        account, _ = accounts.create(
            actor=administrator,
            name=f"Thành viên {place}",
            email=_email(place),
            roles=[Role.COUNCIL],
            password=PASSWORD,
            must_choose_password=False,
        )
        role = {1: MemberRole.CHAIR, 2: MemberRole.SECRETARY}.get(place, MemberRole.MEMBER)
        rounds.seat(actor=officer, round_=round_, account=account, role=role, agency=f"Sở thứ {place}")
    rounds.admit(actor=officer, round_=round_, dossiers=list(dossiers))
    rounds.begin(actor=officer, round_=round_, held_on=today)
    return dossiers


def _actor(key: int, name: str, role: Role) -> Actor:
    return Actor(account_id=key, name=name, roles=frozenset({role}), means="web")


def _annex(register: OpenedRegister, decision: str) -> dict[str, tuple[int | None, int | None]]:
    app = create_app(Config.from_environment({}, folder=register.folder), doors=False)
    with app.app_context():
        with reading() as session:
            row = decisions.decision(session, decision)
            assert row is not None
            lines = {line.product_name: (line.score, line.stars) for line in row.lines}
        db.engine.dispose()
    return lines
