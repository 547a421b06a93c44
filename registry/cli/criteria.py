"""Commands about sets of criteria: what there is of them, and taking in a newer wording."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from registry.cli.command import as_account, registry, with_register
from registry.cli.printing import as_json, finish, say, say_json, say_table, warn
from registry.cli.values import DAY, EXISTING_FILE, INSTRUMENT, OWN_INSTRUMENTS, PRODUCT_SET
from registry.queries import criteria as questions
from registry.queries.law_book import law_book
from registry.rules.criteria import CriteriaSet, Criterion, document
from registry.rules.criteria_difference import differences, scores_alike
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound
from registry.sheets.criteria_file import read_criteria_file
from registry.transaction import reading
from registry.usecases import criteria_loading

which_instrument = click.argument("instrument", metavar="VĂN-BẢN", type=INSTRUMENT)
which_set = click.argument("number", metavar="BỘ", type=PRODUCT_SET)


@registry.group("criteria")
def criteria() -> None:
    """Bộ tiêu chí đánh giá, phân hạng sản phẩm theo từng văn bản."""


@criteria.command("list", epilog=f"VĂN-BẢN: {OWN_INSTRUMENTS}.")
@with_register
@which_instrument
@as_json
def list_sets(instrument: Instrument, wants_json: bool) -> None:
    """Liệt kê các bộ tiêu chí của một văn bản, và bộ nào chưa chấm được vì sao."""
    with reading() as session:
        brought = law_book(session).criteria[instrument]
        versions = {
            one.number: len(questions.wordings(session, instrument=instrument, number=one.number))
            for one in brought.sets
        }
    if wants_json:
        rows: list[dict[str, Any]] = [
            {"number": one.number, "name": one.name, "incomplete": one.incomplete, "versions": versions[one.number]}
            for one in brought.sets
        ]
        say_json({"instrument": instrument, "unknown": brought.unknown, "sets": rows})
        return
    if brought.unknown is not None:
        say(brought.unknown)
        return
    say_table(
        ("BỘ", "BẢN TRONG SỔ", "TÊN", "GHI CHÚ"),
        [(one.number, versions[one.number], one.name, one.incomplete or "") for one in brought.sets],
    )


@criteria.command("show", epilog=f"VĂN-BẢN: {OWN_INSTRUMENTS}.")
@with_register
@which_instrument
@which_set
@as_json
def show(instrument: Instrument, number: int, wants_json: bool) -> None:
    """In bộ tiêu chí đang dùng; số đứng trước mỗi mức là số thứ tự dùng trong tệp phiếu chấm."""
    found = _in_use(instrument, number)
    if found is None:
        raise NotFound(_why_not(instrument, number) or "Chưa có bộ tiêu chí này.")
    if wants_json:
        say_json(document(found))
        return
    say(found.name)
    if found.incomplete:
        say(f"Chưa chấm được: {found.incomplete}")
    for part in found.parts:
        say(f"\nPhần {part.code}. {part.title} ({part.max} điểm)")
        for section in part.criteria:
            for node in section.walk():
                _say_criterion(node)
    for ground in found.grounds:
        say(f"  Căn cứ loại {ground.key}: {ground.text}")


def _say_criterion(node: Criterion) -> None:
    say(f"  {node.code}  {node.title} ({node.max} điểm)")
    for place, option in enumerate(node.options):
        star = f" [bắt buộc {option.required_for} sao]" if option.required_for else ""
        say(f"      {place}: {option.points} điểm, {option.label}{star}")


@criteria.command("load")
@as_account
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
@click.option("--source", metavar="NGUỒN", required=True, help="Văn bản mà bộ tiêu chí được lấy từ đó.")
@click.option("--applies-from", metavar="NGÀY", required=True, type=DAY, help="Ngày đầu tiên áp dụng cho hồ sơ mới.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra và in chỗ khác với bản đang dùng, không ghi.")
def load(actor: Actor, file: Path, source: str, applies_from: date, dry_run: bool) -> None:
    """Nạp một bộ tiêu chí mới hơn từ tệp JSON hoặc Excel theo mẫu; điểm đã chấm theo bản cũ giữ nguyên."""
    authorise(actor, Permission.MANAGE_SETTINGS)
    found = read_criteria_file(file, filename=file.name)
    if found.criteria is None:
        for flaw in found.flaws:
            warn(str(flaw))
        warn(f"Không nạp: có {len(found.flaws)} chỗ sai.")
        finish(1)
    with reading() as session:
        criteria_loading.refuse_unfit(found.criteria, law_book(session))
    _say_differences(found.criteria)
    if dry_run:
        say("Mới chỉ kiểm tra, chưa ghi gì.")
        return
    made = criteria_loading.load(actor=actor, criteria=found.criteria, source=source, applies_from=applies_from)
    say(f"Đã nạp bản số {made.version}, áp dụng từ ngày {applies_from:%d/%m/%Y}.")


def _say_differences(new: CriteriaSet) -> None:
    old = _in_use(new.instrument, new.number)
    if old is None:
        say("Bộ tiêu chí này chưa có trong sổ.")
        return
    found = differences(old=old, new=new)
    for one in found:
        say(f"- {one}")
    if not found:
        say("Không có gì khác với bản đang dùng.")
    elif scores_alike(old=old, new=new):
        say("Chỉ khác về câu chữ: điểm của mọi phiếu không đổi.")


def _why_not(instrument: Instrument, number: int) -> str | None:
    with reading() as session:
        return law_book(session).why_not_scored(instrument=instrument, number=number)


def _in_use(instrument: Instrument, number: int) -> CriteriaSet | None:
    """Return the newest wording there is: the register's, else the law's own."""
    with reading() as session:
        return questions.newest(session, instrument=instrument, number=number)
