"""Commands about decisions: drafting them, and looking at them."""

from typing import Any

import click

from registry.cli.command import as_account, registry, with_register, word
from registry.cli.finding import decision_named
from registry.cli.options import LEAVES_AS_IT_IS, heading
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.values import Code, changes, codes
from registry.queries import decisions as questions
from registry.queries.decisions import DecisionDetail, DecisionItem
from registry.queries.listing import ListRequest
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor
from registry.rules.stars import from_hundredths
from registry.transaction import reading
from registry.usecases import deciding, drafting

which = click.argument("decision", metavar="QUYẾT-ĐỊNH")
HEADING = ("title", "round_no", "round_year", "instrument", "valid_from", "valid_until", "validity_ground")
"""What the heading of a draft says, besides the decision that it corrects."""


@registry.group("decision")
def decision() -> None:
    """Quyết định: dự thảo, kiểm tra, duyệt, nhập số và ngày ký, đưa vào hiệu lực.

    QUYẾT-ĐỊNH là mã của quyết định (lệnh draft in ra) hoặc số của quyết định, ví dụ 1757/QĐ-UBND.
    """


@decision.command("draft")
@as_account
@click.option("--kind", metavar="LOẠI", required=True, type=Code(DecisionKind), help=f"Loại: {codes(DecisionKind)}.")
@click.option("--title", metavar="TRÍCH-YẾU", required=True, help="Trích yếu.")
@heading()
def draft(actor: Actor, /, corrects: str | None, **said: Any) -> None:
    """Lập một dự thảo quyết định và in mã của nó."""
    say(drafting.draft(actor=actor, corrects=decision_named(corrects) if corrects else None, **said))


@decision.command("change", epilog=LEAVES_AS_IT_IS)
@as_account
@which
@click.option("--title", metavar="TRÍCH-YẾU", help="Trích yếu.")
@heading(changing=True)
def change(actor: Actor, /, decision: str, **said: Any) -> None:
    """Sửa phần đầu của dự thảo."""
    row = detail_named(decision).decision
    given = changes(said)
    if "corrects" in given:
        given["corrects"] = decision_named(given["corrects"])
    now = {name: getattr(row, name) for name in HEADING}
    drafting.amend(actor=actor, decision=row.public_id, version=row.version, **now | given)
    say("Đã sửa dự thảo.")


@decision.command("list")
@with_register
@as_json
def list_decisions(wants_json: bool) -> None:
    """Liệt kê các quyết định."""
    with reading() as session:
        found = questions.page(session, ListRequest().everything()).rows
    if wants_json:
        say_json(list(found))
        return
    titles = ("MÃ", "SỐ", "NGÀY KÝ", "LOẠI", "TRẠNG THÁI", "DÒNG", "TRÍCH YẾU")
    say_table(titles, [_cells(item) for item in found])


def _cells(item: DecisionItem) -> tuple[object, ...]:
    signed = f"{item.signed_on:%d/%m/%Y}" if item.signed_on else ""
    kind, state = word(item.kind), word(item.state)
    return item.public_id, item.number or "", signed, kind, state, item.entries, item.title


@decision.command("show")
@with_register
@which
@as_json
def show(decision: str, wants_json: bool) -> None:
    """In một quyết định và phụ lục của nó."""
    found = detail_named(decision)
    row = found.decision
    if wants_json:
        say_json(_as_json(found))
        return
    say(f"{row.public_id}  {row.number or 'chưa có số'}  {word(row.kind)}  {word(row.state)}")
    say(row.title)
    for line in found.lines:
        stars = f"{line.stars or '?'} sao"
        say(f"  {line.position}. {line.product_name} — {line.producer_name} — {stars}, {score_words(line.score)}")
    for recipient in found.recipients:
        say(f"  {recipient.position}. {recipient.name}")


def detail_named(named: str) -> DecisionDetail:
    """Return the decision named by public id or number, with its annex."""
    with reading() as session:
        found = questions.decision(session, decision_named(named))
    assert found is not None  # noqa: S101 - it was just named
    return found


def score_words(score: int | None) -> str:
    """Say a score kept in hundredths."""
    return "không có điểm" if score is None else f"{from_hundredths(score)} điểm".replace(".", ",")


_OF_A_DECISION = (*HEADING, "public_id", "number", "signed_on", "signatory", "kind", "state")
_OF_A_LINE = (
    *("public_id", "position", "act", "product_name", "producer_name", "address", "kind", "score", "stars"),
    *("stars_ground", "instrument", "product_set", "product_code", "filed_on", "assessed_on", "valid_from"),
    *("valid_until", "validity_ground", "ground", "effective_on", "note"),
)


def _as_json(found: DecisionDetail) -> dict[str, Any]:
    about = {name: getattr(found.decision, name) for name in _OF_A_DECISION}
    lines = [
        {
            "product": line.product,
            "producer": line.producer,
            **{name: getattr(line, name) for name in _OF_A_LINE},
            "certificate": line.issued.number if line.issued else None,
            "about_certificate": line.about.public_id if line.about else None,
        }
        for line in found.lines
    ]
    return {**about, "lines": lines, "recipients": list(found.recipients)}


@decision.command("findings")
@with_register
@which
@as_json
def findings(decision: str, wants_json: bool) -> None:
    """In bảng kiểm tra: những điều chưa xử lý, mỗi điều kèm mã để xác nhận."""
    found = deciding.open_findings(decision_named(decision))
    if wants_json:
        say_json([{"key": one.key, "severity": one.severity, "text": one.text} for one in found])
        return
    for one in found:
        say(f"[{word(one.severity)}] {one.text}")
        say(f"    {one.key}")
    if not found:
        say("Không còn điều nào phải xử lý.")
