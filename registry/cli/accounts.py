"""Commands about accounts of staff."""

from collections.abc import Sequence

import click

from registry.cli.command import as_account, registry, with_register, word
from registry.cli.finding import account_named
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.values import Code
from registry.queries import accounts as questions
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import accounts as acts

STAFF_ROLES = ", ".join(role.value for role in Role if role is not Role.PRODUCER)
email = click.argument("email", metavar="THƯ-ĐIỆN-TỬ")
roles = click.option(
    "--role",
    "roles",
    metavar="VAI-TRÒ",
    multiple=True,
    required=True,
    type=Code(Role),
    help=f"Vai trò, có thể nêu nhiều lần: {STAFF_ROLES}.",
)


@registry.group("account")
def account() -> None:
    """Tài khoản của cán bộ."""


@account.command("create")
@as_account
@email
@click.option("--name", metavar="HỌ-TÊN", required=True, help="Họ và tên.")
@roles
def create(actor: Actor, email: str, name: str, roles: Sequence[Role]) -> None:
    """Mở tài khoản và in mật khẩu đầu tiên; người dùng phải đổi khi đăng nhập."""
    _, password = acts.create(actor=actor, name=name, email=email, roles=set(roles))
    say(f"Đã mở tài khoản {email}. Mật khẩu đầu tiên: {password}")


@account.command("list")
@with_register
@as_json
def list_accounts(wants_json: bool) -> None:
    """Liệt kê tài khoản."""
    with reading() as session:
        found = questions.page(session, ListRequest().everything()).rows
    if wants_json:
        say_json(list(found))
        return
    rows = [
        (line.email, line.name, ", ".join(word(role) for role in line.roles), "" if line.active else "đã khóa")
        for line in found
    ]
    say_table(("THƯ ĐIỆN TỬ", "HỌ TÊN", "VAI TRÒ", ""), rows)


@account.command("disable")
@as_account
@email
def disable(actor: Actor, email: str) -> None:
    """Khóa tài khoản; người đang đăng nhập bị đăng xuất."""
    acts.disable(actor=actor, account=account_named(email))
    say(f"Đã khóa tài khoản {email}.")


@account.command("enable")
@as_account
@email
def enable(actor: Actor, email: str) -> None:
    """Mở lại tài khoản đã khóa."""
    acts.enable(actor=actor, account=account_named(email))
    say(f"Đã mở lại tài khoản {email}.")


@account.command("password")
@as_account
@email
def password(actor: Actor, email: str) -> None:
    """Cấp mật khẩu mới và in ra; người dùng phải đổi khi đăng nhập."""
    say(f"Mật khẩu mới của {email}: {acts.reset_password(actor=actor, account=account_named(email))}")


@account.command("rename")
@as_account
@email
@click.argument("name", metavar="HỌ-TÊN")
def rename(actor: Actor, email: str, name: str) -> None:
    """Sửa họ và tên của người dùng."""
    acts.rename(actor=actor, account=account_named(email), name=name)
    say(f"Đã sửa tên của {email}.")


@account.command("roles")
@as_account
@email
@roles
def change_roles(actor: Actor, email: str, roles: Sequence[Role]) -> None:
    """Đặt lại toàn bộ vai trò; người đang đăng nhập bị đăng xuất."""
    acts.change_roles(actor=actor, account=account_named(email), roles=set(roles))
    say(f"Vai trò của {email}: {', '.join(word(role) for role in roles)}.")


@account.command("reset-second-factor")
@as_account
@email
def reset_second_factor(actor: Actor, email: str) -> None:
    """Gỡ bước xác minh thứ hai của người đã mất nó; người đang đăng nhập bị đăng xuất."""
    acts.reset_second_factor(actor=actor, account=account_named(email))
    say(f"Đã gỡ bước xác minh thứ hai của {email}.")
