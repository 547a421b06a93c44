"""Commands about letters that acts have written: sent by a mail server, or printed from here."""

from collections.abc import Sequence

import click

from registry.cli.command import as_account, registry, with_register, word
from registry.cli.printing import as_json, say, say_json, say_table
from registry.models.outbox import Letter
from registry.queries import letters as questions
from registry.queries.letters import LetterState
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound
from registry.transaction import reading
from registry.usecases import letters as acts

AT_ONCE = 100
"""How many letters are printed in one go."""
NEXT_PAGE = "\f"


@registry.group("letter")
def letter() -> None:
    """Thư báo cho chủ thể: máy chủ thư gửi đi, hoặc in ra để gửi."""


@letter.command("list")
@with_register
@click.option("--waiting", is_flag=True, help="Chỉ thư chưa gửi, chưa in.")
@as_json
def list_letters(waiting: bool, wants_json: bool) -> None:
    """Liệt kê các thư, thư còn chờ trước."""
    asked = ListRequest(filters={"state": LetterState.OPEN} if waiting else {}).everything()
    with reading() as session:
        found = questions.page(session, asked).rows
    if wants_json:
        say_json(list(found))
        return
    rows = [(one.public_id, word(one.state), one.recipient_name, one.subject) for one in found]
    say_table(("MÃ", "TÌNH TRẠNG", "NGƯỜI NHẬN", "TIÊU ĐỀ"), rows)


@letter.command("print")
@with_register
@click.argument("letters", metavar="[MÃ]…", nargs=-1)
def print_letters(letters: tuple[str, ...]) -> None:
    """In nội dung thư ra màn hình, mỗi thư một trang; không nêu mã thì in các thư còn chờ.

    In xong, hãy ghi lại bằng lệnh mark.
    """
    with reading() as session:
        found = [questions.letter(session, one) for one in letters] or questions.waiting(session, most=AT_ONCE)
    unknown = next((named for named, one in zip(letters, found, strict=False) if one is None), None)
    if unknown is not None:
        raise NotFound(f"Không tìm thấy thư “{unknown}”.")
    say(NEXT_PAGE.join(_text(one) for one in found if one is not None) or "Không có thư nào chờ in.")


def _text(one: Letter) -> str:
    address = f" ({one.recipient_address})" if one.recipient_address else ""
    return (
        f"[{one.public_id}]\nKính gửi: {one.recipient_name}{address}\n{one.subject}\n\n{one.text(with_secret=True)}\n"
    )


@letter.command("mark")
@as_account
@click.argument("letters", metavar="MÃ…", nargs=-1, required=True)
def mark(actor: Actor, letters: Sequence[str]) -> None:
    """Ghi các thư này đã được in để gửi; thư đã gửi hoặc in từ trước giữ nguyên."""
    count = acts.mark_printed(actor=actor, letters=letters)
    say(f"Đã ghi {count} thư đã in." if count else "Các thư này đã được gửi hoặc in từ trước.")
