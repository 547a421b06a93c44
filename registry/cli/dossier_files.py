"""Commands about the papers of a dossier."""

from datetime import date
from pathlib import Path

import click

from registry.cli.command import as_account
from registry.cli.dossier_finding import dossier_named
from registry.cli.dossiers import dossier, which
from registry.cli.printing import say
from registry.cli.values import DAY, EXISTING_FILE
from registry.rules.permissions import Actor
from registry.usecases import dossiers, evidence_files
from registry.usecases.dossiers import ItemFacts

which_item = click.argument("item", metavar="MỤC")


@dossier.command("add-file")
@as_account
@which
@which_item
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
def add_file(actor: Actor, dossier: str, item: str, file: Path) -> None:
    """Thêm một tệp PDF, JPEG hoặc PNG vào một mục của hồ sơ và in mã của tệp."""
    with file.open("rb") as source:
        made = evidence_files.add(
            actor=actor, dossier=dossier_named(dossier), item=item, source=source, filename=file.name
        )
    say(made)


@dossier.command("remove-file")
@as_account
@which
@click.argument("file", metavar="MÃ-TỆP")
def remove_file(actor: Actor, dossier: str, file: str) -> None:
    """Bỏ một tệp khỏi hồ sơ đang soạn; những lần đã nộp vẫn giữ tệp đó."""
    evidence_files.remove(actor=actor, dossier=dossier_named(dossier), file=file)
    say("Đã bỏ tệp.")


@dossier.command("describe-item")
@as_account
@which
@which_item
@click.option("--issued-on", metavar="NGÀY", type=DAY, help="Ngày cấp.")
@click.option("--expires-on", metavar="NGÀY", type=DAY, help="Ngày hết hạn.")
@click.option(
    "--supports", metavar="TIÊU-CHÍ", multiple=True, help="Mã tiêu chí mà giấy này chứng minh; nêu nhiều lần."
)
@click.option("--note", metavar="CHỮ", help="Ghi chú.")
def describe_item(
    actor: Actor,
    dossier: str,
    item: str,
    issued_on: date | None,
    expires_on: date | None,
    supports: tuple[str, ...],
    note: str | None,
) -> None:
    """Ghi ngày cấp, ngày hết hạn, tiêu chí liên quan và ghi chú của một mục, thay cho những gì đã ghi."""
    facts = ItemFacts(issued_on=issued_on, expires_on=expires_on, supports=supports, note=note)
    dossiers.describe_item(actor=actor, dossier=dossier_named(dossier), code=item, facts=facts)
    say("Đã ghi.")


@dossier.command("carry-forward")
@as_account
@which
def carry_forward(actor: Actor, dossier: str) -> None:
    """Chuyển giấy tờ còn hiệu lực của các hồ sơ trước của sản phẩm sang hồ sơ này."""
    taken = evidence_files.carry_forward(actor=actor, dossier=dossier_named(dossier))
    say(f"Đã chuyển các mục: {', '.join(taken)}.")
