"""Founding a register: its identity, its roles, its own body and those whose decisions it records."""

from datetime import date

from sqlalchemy import select

from registry import clock
from registry.models.account import RoleRow
from registry.models.body import Body, BodyKind, BodyName
from registry.models.register import Register, RegisterVersion, Setting
from registry.rules.permissions import Actor, Role
from registry.rules.refusal import Refusal
from registry.transaction import transaction
from registry.usecases.journal import Act, acting

SYSTEM = Actor(account_id=None, name="Hệ thống", roles=frozenset(Role), means="system")
# The first day of the programme; older names of a body are of no use to an OCOP register.
BEGINNING = date(2018, 1, 1)
DISTRICTS_END = date(2025, 6, 30)
MINISTRY_RENAMED = date(2025, 3, 1)


class AlreadyFounded(Refusal):
    """The database already holds a register; it is demonstration or real for its whole life."""


def found(*, is_demonstration: bool, province: str = "Lai Châu", public_address: str) -> None:
    """Found the register in an empty database.

    :raises AlreadyFounded: if there is one already.
    :raises Refusal: if the public address is not one that can be printed in a QR.
    """
    address = public_address.strip().rstrip("/")
    if not address.startswith(("https://", "http://")) or len(address.split("//", 1)[1].split("/")) > 1:
        raise Refusal("Địa chỉ công khai phải có dạng https://tên-miền, không kèm đường dẫn.", field="public_address")
    with transaction() as session:
        # The version row is what acts queue on, so it exists before the first of them.
        if session.scalar(select(RegisterVersion.id)) is None:
            session.add(RegisterVersion(id=1, version=0))
    with acting(SYSTEM, "register.found", None) as act:
        if act.session.scalar(select(Register.id)) is not None:
            raise AlreadyFounded("Cơ sở dữ liệu này đã có một sổ đăng ký.")
        act.add(Register(id=1, is_demonstration=is_demonstration, created_at=clock.now()))
        for role in Role:
            act.add(RoleRow(name=role.value))
        act.add(Setting(name="province", value=province))
        act.add(Setting(name="place_of_signing", value=province))
        act.add(Setting(name="public_address", value=address))
        if is_demonstration:
            # Numbers of a demonstration are recognised by their mark and refused by a real register.
            act.add(Setting(name="certificate_number_format", value="{serial:03d}/{year}/GCN-OCOP-MH"))
            act.add(Setting(name="merit_number_format", value="{serial:03d}/{year}/BK-OCOP-MH"))
        _add_bodies(act, province)


def _add_bodies(act: Act, province: str) -> None:
    ours = act.add(Body(kind=BodyKind.PROVINCE, is_ours=True, symbol="UBND"))
    ours.names.append(BodyName(name=f"Ủy ban nhân dân tỉnh {province}", valid_from=BEGINNING))
    ministry = act.add(Body(kind=BodyKind.MINISTRY, symbol="BNN"))
    ministry.names.append(BodyName(name="Bộ Nông nghiệp và Phát triển nông thôn", valid_from=BEGINNING))
    ministry.names.append(BodyName(name="Bộ Nông nghiệp và Môi trường", valid_from=MINISTRY_RENAMED))


def body_named(act: Act, *, name: str, kind: BodyKind, symbol: str = "UBND") -> Body:
    """Return the body of that name, making it known to the register if it is new."""
    found = act.session.scalar(select(Body).join(BodyName).where(BodyName.name == name, Body.kind == kind))
    if found is not None:
        return found
    body = act.add(Body(kind=kind, symbol=symbol))
    body.names.append(BodyName(name=name, valid_from=BEGINNING))
    act.session.flush()
    return body
