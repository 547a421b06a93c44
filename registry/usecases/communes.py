"""Who looks at the dossiers of which commune, before they go to the province."""

from sqlalchemy import select

from registry.models.account import Account
from registry.models.dossier import CommuneDesk
from registry.models.place import Place, PlaceLevel
from registry.rules.permissions import Actor, Permission, Role
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.journal import Act, acting


def appoint(*, actor: Actor, account: str, commune: str) -> None:
    """Let an account look at the dossiers of a commune.

    :raises NotFound: if there is no such account or commune.
    :raises Refusal: if the account is closed or no commune officer's, the commune is no more, or it is so already.
    """
    with acting(actor, "commune.appoint", Permission.MANAGE_ACCOUNTS) as act:
        person = _person(act, account)
        place = _place(act, commune)
        if not person.active or not any(role.name == Role.COMMUNE.value for role in person.roles):
            raise Refusal(f"Tài khoản {person.name} không phải của cán bộ cấp xã đang dùng.", field="account")
        if place.valid_until is not None:
            raise Refusal(f"{place.full_name} không còn; hãy chọn xã, phường hiện nay.", field="commune")
        if _desk(act, person, place) is not None:
            raise Refusal(f"{person.name} đã phụ trách {place.full_name}.", field="commune")
        act.add(CommuneDesk(account_id=person.id, commune_id=place.id, since=act.at))


def dismiss(*, actor: Actor, account: str, commune: str) -> None:
    """End that an account looks at the dossiers of a commune; what it wrote stays.

    :raises NotFound: if there is no such account or commune, or it does not look at that commune's.
    """
    with acting(actor, "commune.dismiss", Permission.MANAGE_ACCOUNTS) as act:
        person = _person(act, account)
        place = _place(act, commune)
        desk = _desk(act, person, place)
        if desk is None:
            raise NotFound(f"{person.name} không phụ trách {place.full_name}.", field="commune")
        act.session.delete(desk)


def _desk(act: Act, person: Account, place: Place) -> CommuneDesk | None:
    return act.session.get(CommuneDesk, (person.id, place.id))


def _person(act: Act, account: str) -> Account:
    row = act.session.scalar(select(Account).where(Account.public_id == account))
    if row is None:
        raise NotFound("Không có tài khoản này.", field="account")
    return row


def _place(act: Act, commune: str) -> Place:
    row = act.session.scalar(select(Place).where(Place.public_id == commune, Place.level == PlaceLevel.COMMUNE))
    if row is None:
        raise NotFound("Không tìm thấy xã, phường này.", field="commune")
    return row
