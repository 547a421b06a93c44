"""The demonstration register: invented work done by the same acts as real work."""

from dataclasses import dataclass

from sqlalchemy import select

from registry.models.account import Account
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import accounts, founding, invitations, passwords, places, publishing
from registry.usecases.demonstration import assessed, later, others, watched, year_2020
from registry.usecases.demonstration.stage import Stage

STAFF = {
    Role.OFFICER: ("Cán bộ Minh Họa", "canbo@minhhoa.example.com"),
    Role.APPROVER: ("Người duyệt Minh Họa", "nguoiduyet@minhhoa.example.com"),
    Role.ADMINISTRATOR: ("Quản trị Minh Họa", "quantri@minhhoa.example.com"),
    Role.AUDITOR: ("Kiểm tra Minh Họa", "kiemtra@minhhoa.example.com"),
}
PRODUCER_PERSON = ("Giám đốc Minh Họa", "chuthe@minhhoa.example.com")
PRODUCERS_OF_THE_PERSON = (1, 3)


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One account of the demonstration."""

    role: Role
    email: str
    password: str


def build(*, public_address: str = "http://127.0.0.1:8000") -> tuple[SignIn, ...]:
    """Found and fill a demonstration register in an empty database; return its sign-ins."""
    founding.found(is_demonstration=True, public_address=public_address)
    places.load(actor=founding.SYSTEM)
    sign_ins = tuple(_account(role) for role in STAFF)
    stage = Stage(
        officer=_actor(Role.OFFICER), approver=_actor(Role.APPROVER), administrator=_actor(Role.ADMINISTRATOR)
    )
    stage.set_up()
    stage.register_cast()
    year_2020.year_2020(stage)
    later.later_years(stage)
    others.recorded(stage)
    others.drafts(stage)
    watched.watched(stage)
    publishing.create_key(actor=stage.administrator)
    opened = assessed.a_round_being_scored(stage)
    of_assessment = (SignIn(role=one.role, email=one.email, password=one.password) for one in opened)
    return (*sign_ins, _producer_person(stage), *of_assessment)


def _producer_person(stage: Stage) -> SignIn:
    """Invite somebody who speaks for two producers, and let him take up both invitations."""
    name, email = PRODUCER_PERSON
    password = passwords.make_up()
    for number in PRODUCERS_OF_THE_PERSON:
        invited = invitations.invite(actor=stage.officer, producer=stage.producers[number], name=name, sign_in=email)
        invitations.redeem(sign_in=email, code=invited.code, password=password, means="cli")
    return SignIn(role=Role.PRODUCER, email=email, password=password)


def _account(role: Role) -> SignIn:
    name, email = STAFF[role]
    password = passwords.make_up()
    accounts.create(
        actor=founding.SYSTEM,
        name=name,
        email=email,
        roles={role},
        password=password,
        must_choose_password=False,
    )
    return SignIn(role=role, email=email, password=password)


def _actor(role: Role) -> Actor:
    with reading() as session:
        row = session.scalars(select(Account).where(Account.email == STAFF[role][1])).one()
        return Actor(account_id=row.id, name=row.name, roles=frozenset({role}), means="cli")
