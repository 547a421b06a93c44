"""Commands about people who speak for producers on the portal."""

import click

from registry import clock
from registry.cli.command import as_account, with_register, word
from registry.cli.finding import account_named, producer_named
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.producers import producer, which
from registry.queries import memberships, producer_record
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import invitations, new_passwords


@producer.command("invite")
@as_account
@which
@click.option("--name", metavar="HỌ-TÊN", required=True, help="Họ và tên người được mời.")
@click.option(
    "--sign-in", metavar="TÊN-ĐĂNG-NHẬP", required=True, help="Số điện thoại hoặc thư điện tử của người được mời."
)
def invite(actor: Actor, producer: str, name: str, sign_in: str) -> None:
    """Mời một người dùng cổng thay mặt chủ thể và in thư mời; mã mời chỉ in ra một lần này.

    Có thư điện tử thì thư cũng chờ máy chủ thư gửi đi. Mời lại thì mã cũ không dùng được nữa.
    """
    made = invitations.invite(actor=actor, producer=producer_named(producer), name=name, sign_in=sign_in)
    say(f"[{made.invitation}]\n{made.subject}\n\n{made.body}")


@producer.command("people")
@with_register
@which
@as_json
def people(producer: str, wants_json: bool) -> None:
    """Liệt kê người dùng cổng của một chủ thể và các lời mời."""
    public_id = producer_named(producer)
    with reading() as session:
        row = producer_record.producer(session, public_id)
        held = memberships.people_of(session, row) if row else ()
        members = [
            {"name": one.account.name, "sign_in": one.account.email or one.account.phone, "since": one.since}
            for one in held
        ]
        behind = [
            {"name": one.account.name, "sign_in": one.account.email or one.account.phone, "of": one.producer.name}
            for one in (memberships.left_behind(session, row) if row else ())
        ]
        invited = memberships.invitations(session, now=clock.now(), producer=row)
    if wants_json:
        say_json({"members": members, "left_behind": behind, "invitations": invited})
        return
    lines = [("", one["name"], one["sign_in"], "Đang dùng cổng") for one in members]
    lines += [("", str(one["name"]), str(one["sign_in"]), f"Chưa được mời; của {one['of']}") for one in behind]
    lines += [(one.public_id, one.name, one.sign_in, f"Lời mời: {word(one.state)}") for one in invited]
    say_table(("MÃ LỜI MỜI", "HỌ TÊN", "TÊN ĐĂNG NHẬP", "TÌNH TRẠNG"), lines)


@producer.command("cancel-invitation")
@as_account
@click.argument("invitation", metavar="MÃ-LỜI-MỜI")
def cancel_invitation(actor: Actor, invitation: str) -> None:
    """Hủy một lời mời: mã của nó không dùng được nữa."""
    invitations.cancel(actor=actor, invitation=invitation)
    say("Đã hủy lời mời.")


@producer.command("new-code")
@as_account
@which
@click.argument("sign_in", metavar="TÊN-ĐĂNG-NHẬP")
def new_code(actor: Actor, producer: str, sign_in: str) -> None:
    """In thư có mã để một người của chủ thể đã quên mật khẩu tự đặt mật khẩu mới."""
    made = new_passwords.issue(actor=actor, producer=producer_named(producer), account=account_named(sign_in))
    say(f"{made.subject}\n\n{made.body}")


@producer.command("end-member")
@as_account
@which
@click.argument("sign_in", metavar="TÊN-ĐĂNG-NHẬP")
def end_member(actor: Actor, producer: str, sign_in: str) -> None:
    """Thôi quyền của một người trên cổng của chủ thể."""
    invitations.end_membership(actor=actor, producer=producer_named(producer), account=account_named(sign_in))
    say(f"{sign_in} không còn đại diện cho chủ thể trên cổng.")
