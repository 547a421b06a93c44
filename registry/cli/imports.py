"""The command that brings a list in: shown first, applied when asked to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from registry.cli.command import as_account, registry
from registry.cli.finding import decision_named
from registry.cli.printing import as_json, finish, say, say_json, warn
from registry.cli.values import DAY, EXISTING_FILE, INSTRUMENT, OWN_INSTRUMENTS, ROUND, YEAR, Code, codes
from registry.models.body import BodyKind
from registry.queries.list_outcome import Choices, Outcome, Preview
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import importing

OUTCOMES = {
    Outcome.NEW: "mới",
    Outcome.KNOWN: "đã có",
    Outcome.CHANGED: "thay đổi",
    Outcome.LEFT_OUT: "bỏ qua",
    Outcome.BLOCKED: "bị chặn",
}


@registry.command("import-list")
@as_account
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
@click.option("--recorded", is_flag=True, help="Ghi nhận kết quả do nơi khác cấp hoặc cấp trước khi có sổ này.")
@click.option("--decision", metavar="QUYẾT-ĐỊNH", help="Đưa vào phụ lục của dự thảo này.")
@click.option("--apply", "applies", is_flag=True, help="Ghi vào sổ; không nêu thì chỉ xem trước.")
@click.option("--sheet", metavar="TRANG", help="Tên trang tính.")
@click.option("--body-kind", metavar="CẤP", type=Code(BodyKind), help=f"Cấp ban hành: {codes(BodyKind)}.")
@click.option("--body", "body_name", metavar="TÊN", default="", help="Cơ quan ban hành.")
@click.option("--number", metavar="SỐ", help="Số quyết định.")
@click.option("--signed-on", metavar="NGÀY", type=DAY, help="Ngày ký quyết định.")
@click.option("--year", metavar="NĂM", type=YEAR, help="Năm của quyết định.")
@click.option("--round", "round_no", metavar="ĐỢT", type=ROUND, help="Đợt đánh giá.")
@click.option("--instrument", metavar="VĂN-BẢN", type=INSTRUMENT, help=f"Bộ tiêu chí: {OWN_INSTRUMENTS}.")
@click.option("--assessed-on", metavar="NGÀY", type=DAY, help="Ngày đánh giá.")
@as_json
def import_list(
    actor: Actor,
    /,
    file: Path,
    recorded: bool,
    decision: str | None,
    applies: bool,
    wants_json: bool,
    **chosen: Any,
) -> None:
    """Đưa danh sách XLSX hoặc CSV vào sổ: xem trước, rồi ghi tất cả hoặc không ghi gì."""
    if recorded == (decision is not None):
        raise Refusal("Hãy nêu đúng một trong hai: --recorded, hoặc --decision cùng mã của dự thảo.")
    kept = importing.receive(
        actor=actor,
        content=file.read_bytes(),
        filename=file.name,
        choices=Choices(**chosen),
        decision=decision_named(decision) if decision else None,
    )
    with reading() as session:
        seen = importing.previewed(session, kept)
    outcome = importing.apply(actor=actor, list_import=kept) if applies and seen.is_applicable else None
    if wants_json:
        say_json(_as_json(kept, seen, applied=outcome is not None))
    else:
        _tell(seen, applied=outcome is not None)
    if not seen.is_applicable:
        finish(1)


def _as_json(kept: str, seen: Preview, *, applied: bool) -> dict[str, Any]:
    return {
        "import": kept,
        "applied": applied,
        "counts": seen.counts,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "reason": problem.reason,
                "severity": problem.severity,
            }
            for problem in seen.problems
        ],
    }


def _tell(seen: Preview, *, applied: bool) -> None:
    for (mark, what), rows in _complaints(seen).items():
        warn(f"{mark}: {_row_words(rows)}{what}")
    counts = seen.counts
    kinds = ", ".join(f"{counts[one.value]} {words}" for one, words in OUTCOMES.items() if counts[one.value])
    say(f"Dòng: {kinds or 'không có'}.")
    say(
        f"{counts['products']} sản phẩm (mới {counts['new_products']}), "
        f"{counts['producers']} chủ thể (mới {counts['new_producers']})."
    )
    if applied:
        has_news = counts["new"] or counts["changed"]
        say("Đã ghi vào sổ." if has_news else "Không có gì mới: mọi dòng đã có trong sổ, sổ không thay đổi.")
    elif seen.is_applicable:
        say("Mới chỉ xem trước, chưa ghi gì; thêm --apply để ghi.")
    else:
        say("Còn lỗi phải sửa, chưa ghi gì.")


def _complaints(seen: Preview) -> dict[tuple[str, str], list[int]]:
    """Return each complaint once, beside the rows it is about."""
    found: dict[tuple[str, str], list[int]] = {}
    for problem in seen.problems:
        mark = "LỖI" if problem.severity == "blocking" else "Lưu ý"
        # People know a column by its title; one that the sheet has not needs no name, the reason says it.
        title = seen.sheet.titles.get(problem.field, "" if problem.field else problem.column)
        said = f" “{problem.value}”" if problem.value else ""
        what = f"{f', {title}' if title else ''}{said}: {problem.reason}"
        found.setdefault((mark, what), []).append(problem.row)
    return found


def _row_words(rows: Sequence[int]) -> str:
    """Name rows as a person does, neighbours together: «dòng 2, 5–7»; row 0 stands for the whole file."""
    runs: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return (
        "cả tệp"
        if runs == [(0, 0)]
        else "dòng " + ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    )
