"""Commands about drafts as Word documents: a decision, and the template it is written into."""

from pathlib import Path

import click
from flask import current_app

from registry.cli.command import as_account, with_register
from registry.cli.decisions import decision, detail_named, which
from registry.cli.printing import say, write_file
from registry.cli.settings import settings as settings_group
from registry.cli.values import EXISTING_FILE, NEW_FILE, Code, codes
from registry.documents import decision_word
from registry.queries.settings import is_demonstration, settings
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import word_templates

to_file = click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp .docx sẽ ghi.")


of_kind = click.option(
    "--kind",
    metavar="LOẠI",
    type=Code(DecisionKind),
    default=DecisionKind.RECOGNITION.value,
    help=f"Loại quyết định: {codes(DecisionKind)}; bỏ qua: công nhận.",
)


@decision.command("word")
@with_register
@which
@to_file
def word_file(decision: str, out: Path) -> None:
    """Ghi quyết định và phụ lục thành tệp Word để hoàn thiện, trình ký."""
    found = detail_named(decision)
    with reading() as session:
        wishes, demonstration = settings(session), is_demonstration(session)
    vault = current_app.config["VAULT"]
    write_file(out, decision_word.draw(found, wishes, is_demonstration=demonstration, vault=vault))
    say(f"Đã ghi {out}.")


@settings_group.command("word-template")
@with_register
@to_file
@click.option("--filled", is_flag=True, help="Điền thử chữ mẫu vào các chỗ điền.")
@of_kind
def word_template(out: Path, filled: bool, kind: DecisionKind) -> None:
    """Chép mẫu Word đang dùng cho một loại quyết định."""
    with reading() as session:
        wishes, demonstration = settings(session), is_demonstration(session)
    content = decision_word.current_template(wishes, current_app.config["VAULT"], kind)
    if filled:
        content = decision_word.sample(content, None, wishes, kind=kind, is_demonstration=demonstration)
    write_file(out, content)
    say(f"Đã ghi {out}.")


@settings_group.command("replace-word-template")
@as_account
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
@of_kind
def replace_word_template(actor: Actor, file: Path, kind: DecisionKind) -> None:
    """Thay mẫu Word bằng mẫu của đơn vị, sau khi kiểm tra đủ chỗ điền."""
    word_templates.put(actor=actor, content=file.read_bytes(), kind=kind)
    say("Đã thay mẫu Word.")


@settings_group.command("remove-word-template")
@as_account
@of_kind
def remove_word_template(actor: Actor, kind: DecisionKind) -> None:
    """Quay về mẫu Word có sẵn."""
    word_templates.remove(actor=actor, kind=kind)
    say("Đã quay về mẫu có sẵn.")
