"""Commands that send a dossier on its way before the council."""

from datetime import date

import click

from registry.cli.command import as_account
from registry.cli.dossier_finding import dossier_named
from registry.cli.dossiers import dossier, which
from registry.cli.options import reason, reason_asked
from registry.cli.printing import say
from registry.cli.values import DAY
from registry.rules.permissions import Actor
from registry.usecases import submission
from registry.usecases.submission import CommuneFindings


@dossier.command("submit")
@as_account
@which
@click.option("--filed-on", metavar="NGÀY", type=DAY, help="Ngày nhận hồ sơ giấy, nếu nhập sau.")
def submit(actor: Actor, dossier: str, filed_on: date | None) -> None:
    """Nộp hồ sơ: niêm phong mọi nội dung và in mã băm của lần nộp."""
    say(submission.submit(actor=actor, dossier=dossier_named(dossier), filed_on=filed_on))


@dossier.command("withdraw")
@as_account
@which
@reason
def withdraw(actor: Actor, dossier: str, reason: str | None) -> None:
    """Rút hồ sơ; cán bộ rút thay chủ thể thì phải ghi theo giấy tờ nào."""
    submission.withdraw(actor=actor, dossier=dossier_named(dossier), reason=reason)
    say("Đã rút hồ sơ.")


@dossier.command("return")
@as_account
@which
@reason_asked
@click.option(
    "--item",
    "items",
    metavar="MỤC LÝ-DO",
    nargs=2,
    multiple=True,
    required=True,
    help="Mã mục và lý do của mục đó; nêu nhiều lần.",
)
def return_(actor: Actor, dossier: str, reason: str, items: tuple[tuple[str, str], ...]) -> None:
    """Trả hồ sơ lại chủ thể để hoàn thiện, nêu lý do từng mục."""
    submission.return_(actor=actor, dossier=dossier_named(dossier), reason=reason, item_reasons=dict(items))
    say("Đã trả lại hồ sơ.")


@dossier.command("forward")
@as_account
@which
@click.option("--materials", metavar="CHỮ", required=True, help="Nhận xét về nguyên liệu địa phương.")
@click.option("--labour", metavar="CHỮ", required=True, help="Nhận xét về lao động địa phương.")
@click.option("--idea", metavar="CHỮ", required=True, help="Nhận xét về nguồn gốc ý tưởng sản phẩm.")
@click.option("--identity", metavar="CHỮ", required=True, help="Nhận xét về bản sắc, trí tuệ địa phương.")
@click.option("--letter-number", metavar="SỐ", help="Số văn bản đề nghị của cấp xã.")
@click.option("--letter-on", metavar="NGÀY", type=DAY, help="Ngày của văn bản đề nghị.")
@click.option("--samples", metavar="SỐ", type=click.IntRange(0, 1000), help="Số sản phẩm mẫu.")
def forward(
    actor: Actor,
    /,
    dossier: str,
    letter_number: str | None,
    letter_on: date | None,
    samples: int | None,
    **topics: str,
) -> None:
    """Ghi báo cáo của cấp xã (Mẫu số 03) và chuyển hồ sơ lên tỉnh."""
    findings = CommuneFindings(topics=topics, letter_number=letter_number, letter_on=letter_on, samples=samples)
    submission.forward(actor=actor, dossier=dossier_named(dossier), findings=findings)
    say("Đã chuyển hồ sơ lên tỉnh.")
