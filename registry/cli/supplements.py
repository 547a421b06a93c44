"""Commands that ask more of a dossier, hand it in, and write what the advisory team found."""

from datetime import date

import click

from registry.cli.command import as_account
from registry.cli.dossier_finding import dossier_named
from registry.cli.dossiers import dossier, which
from registry.cli.printing import say
from registry.cli.values import DAY
from registry.models.dossier import ReviewKind
from registry.rules.permissions import Actor
from registry.usecases import concluding, supplements


@dossier.command("ask-supplement")
@as_account
@which
@click.option(
    "--item",
    "items",
    metavar="MỤC LÝ-DO",
    nargs=2,
    multiple=True,
    required=True,
    help="Mã mục và điều cần bổ sung; nêu nhiều lần.",
)
def ask_supplement(actor: Actor, dossier: str, items: tuple[tuple[str, str], ...]) -> None:
    """Yêu cầu bổ sung giấy tờ của hồ sơ đã nộp; hồ sơ vẫn ở bước đang xử lý."""
    supplements.ask(actor=actor, dossier=dossier_named(dossier), item_reasons=dict(items))
    say("Đã yêu cầu bổ sung.")


@dossier.command("hand-in-supplement")
@as_account
@which
def hand_in_supplement(actor: Actor, dossier: str) -> None:
    """Nộp phần bổ sung: niêm phong thành lần nộp mới và in mã băm."""
    say(supplements.hand_in(actor=actor, dossier=dossier_named(dossier)))


@dossier.command("review")
@as_account
@which
@click.option(
    "--kind",
    metavar="LOẠI",
    type=click.Choice([kind.value for kind in ReviewKind]),
    default=ReviewKind.DESK.value,
    help="desk: thẩm định hồ sơ; visit: khảo sát thực địa.",
)
@click.option("--on", metavar="NGÀY", type=DAY, required=True, help="Ngày thực hiện.")
@click.option("--said", metavar="CHỮ", required=True, help="Nội dung.")
def review(actor: Actor, dossier: str, kind: str, on: date, said: str) -> None:
    """Ghi ý kiến của Tổ tư vấn."""
    supplements.review(actor=actor, dossier=dossier_named(dossier), kind=ReviewKind(kind), done_on=on, said=said)
    say("Đã ghi ý kiến của Tổ tư vấn.")


@dossier.command("close")
@as_account
@which
@click.option("--notice", metavar="CHỮ", required=True, help="Số, ngày thông báo kết quả.")
def close(actor: Actor, dossier: str, notice: str) -> None:
    """Kết thúc hồ sơ có kết quả không đưa vào quyết định, sau khi đã thông báo."""
    concluding.close(actor=actor, dossier=dossier_named(dossier), notice=notice)
    say("Đã kết thúc hồ sơ.")
