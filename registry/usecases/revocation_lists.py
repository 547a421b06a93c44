"""Lists of revoked certificates (CRL) that the department hands in: nothing here asks an authority over the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from registry.models.register import Setting
from registry.queries.settings import Settings
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import Refusal
from registry.usecases.journal import acting
from registry.vault import Vault

NAME = "signing_revocation_lists"
MOST_BYTES = 8 * 1024 * 1024
MOST_LISTS = 10


@dataclass(frozen=True, kw_only=True)
class KeptList:
    """One list of an authority."""

    sha256: str
    authority: str
    made_at: datetime
    good_until: datetime | None
    """When the authority publishes the next one; after that, this one proves nothing."""


def put(*, actor: Actor, contents: Sequence[bytes]) -> list[KeptList]:
    """Check signatures against these lists from now on; a list takes the place of an older one of its authority.

    :returns: every list that holds now.
    :raises Refusal: if a file is no such list, is too large, or there are too many.
    """
    authorise(actor, Permission.MANAGE_SETTINGS)
    if not contents:
        raise Refusal("Hãy chọn tệp danh sách thu hồi.", field="lists")
    if any(len(content) > MOST_BYTES for content in contents):
        raise Refusal(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB.", field="lists")
    found = [_kept(content) for content in contents]
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS) as act:
        row = act.session.get(Setting, NAME)
        by_authority = {one.authority: one for one in _read(row.value if row else [])}
        for one in sorted(found, key=lambda each: each.made_at):
            by_authority[one.authority] = one
        if len(by_authority) > MOST_LISTS:
            raise Refusal(f"Quá {MOST_LISTS} danh sách.", field="lists")
        names = [one.sha256 for one in by_authority.values()]
        if row is None:
            act.add(Setting(name=NAME, value=names))
        else:
            row.value = names
    return list(by_authority.values())


def clear(*, actor: Actor) -> None:
    """Check signatures against no list from now on.

    :raises Refusal: if there is none.
    """
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS) as act:
        row = act.session.get(Setting, NAME)
        if row is None or not row.value:
            raise Refusal("Chưa có danh sách thu hồi nào để gỡ.")
        row.value = []


def known(wishes: Settings) -> list[KeptList]:
    """Return the lists that hold now."""
    return _read(wishes.signing_revocation_lists)


def _read(names: Sequence[str]) -> list[KeptList]:
    return [_described(name, _vault().read(name)) for name in names]


def _kept(content: bytes) -> KeptList:
    from registry.documents import signer_trust  # takes a second to load

    try:
        signer_trust.revocation_list(content)
    except signer_trust.BadList as fault:
        raise Refusal("Không phải danh sách thu hồi (.crl) đọc được.", field="lists") from fault
    return _described(_vault().keep(content), content)


def _described(name: str, content: bytes) -> KeptList:
    from registry.documents import signer_trust  # takes a second to load

    found = signer_trust.revocation_list(content)
    told = found["tbs_cert_list"]
    return KeptList(
        sha256=name,
        authority=found.issuer.human_friendly,
        made_at=told["this_update"].native,
        good_until=told["next_update"].native,
    )


def _vault() -> Vault:
    vault: Vault = current_app.config["VAULT"]
    return vault
