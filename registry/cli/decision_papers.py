"""The command that writes the papers of a decision: watermarked ones to look at, or those that were issued."""

from pathlib import Path

import click
from flask import current_app

from registry.cli.command import with_register
from registry.cli.decisions import decision, detail_named, which
from registry.cli.printing import say, write_file
from registry.cli.values import NEW_FILE
from registry.documents import decision_annex, decision_pack, draft_papers
from registry.documents.artwork import artwork
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import is_demonstration, settings
from registry.rules.decision_life import DecisionState
from registry.rules.refusal import Refusal
from registry.transaction import reading

to_file = click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp sẽ ghi.")


@decision.command("annex")
@with_register
@which
@to_file
def annex(decision: str, out: Path) -> None:
    """Vẽ phụ lục của một dự thảo để xem hoặc trình ký."""
    found = _unissued(decision)
    with reading() as session:
        content = decision_annex.content(found, is_demonstration=is_demonstration(session))
    write_file(out, decision_annex.draw(content))
    say(f"Đã ghi {out}.")


@decision.command("preview")
@with_register
@which
@to_file
def preview(decision: str, out: Path) -> None:
    """Vẽ mọi giấy mà dự thảo sẽ cấp vào một tệp PDF, có chữ dự thảo và không có số."""
    found = _unissued(decision)
    with reading() as session:
        wishes, demonstration = settings(session), is_demonstration(session)
    pictures = artwork(wishes, vault=current_app.config["VAULT"])
    write_file(out, draft_papers.merged(found, wishes, is_demonstration=demonstration, artwork=pictures))
    say(f"Đã ghi {out}.")


@decision.command("papers")
@with_register
@which
@to_file
def papers(decision: str, out: Path) -> None:
    """Chép mọi tệp đã lưu của một quyết định có hiệu lực vào một tệp zip."""
    found = detail_named(decision)
    with reading() as session:
        _, content = decision_pack.zip_of(session, found, vault=current_app.config["VAULT"])
    write_file(out, content)
    say(f"Đã ghi {out}.")


def _unissued(named: str) -> DecisionDetail:
    found = detail_named(named)
    if found.decision.state in {DecisionState.IN_EFFECT, DecisionState.CANCELLED}:
        raise Refusal("Quyết định này không còn giấy dự thảo để xem.")
    return found
