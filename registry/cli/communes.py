"""Commands about who looks at the dossiers of a commune."""

import click

from registry.cli.command import as_account, registry, with_register
from registry.cli.finding import account_named, commune_named
from registry.cli.printing import as_json, say, say_json, say_table
from registry.queries import commune_desks
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import communes

email = click.argument("person", metavar="TÊN-ĐĂNG-NHẬP")
which = click.argument("commune", metavar="XÃ")


@registry.group("commune")
def commune() -> None:
    """Cán bộ cấp xã xem xét hồ sơ.

    XÃ là mã hoặc tên của xã, phường hiện nay.
    """


@commune.command("officers")
@with_register
@as_json
def officers(wants_json: bool) -> None:
    """Liệt kê cán bộ cấp xã và các xã, phường họ phụ trách."""
    with reading() as session:
        rows = [
            {"commune": one.commune.full_name, "name": one.account.name, "sign_in": one.account.email or ""}
            for one in commune_desks.desks(session)
        ]
    if wants_json:
        say_json(rows)
        return
    say_table(("XÃ, PHƯỜNG", "HỌ TÊN", "TÊN ĐĂNG NHẬP"), [tuple(one.values()) for one in rows])


@commune.command("appoint")
@as_account
@email
@which
def appoint(actor: Actor, person: str, commune: str) -> None:
    """Giao một tài khoản cấp xã xem xét hồ sơ của một xã, phường."""
    communes.appoint(actor=actor, account=account_named(person), commune=commune_named(commune))
    say(f"{person} xem xét hồ sơ của {commune}.")


@commune.command("dismiss")
@as_account
@email
@which
@click.option("--former", is_flag=True, help="Xã, phường không còn.")
def dismiss(actor: Actor, person: str, commune: str, former: bool) -> None:
    """Thôi giao; những gì người đó đã ghi vẫn giữ nguyên."""
    communes.dismiss(actor=actor, account=account_named(person), commune=commune_named(commune, former=former))
    say(f"{person} không còn xem xét hồ sơ của {commune}.")
