"""Commands about instruments: which there are, a file to begin a newer one from, and taking it in."""

import json
from pathlib import Path

import click

from registry.cli.command import as_account, registry, with_register
from registry.cli.printing import as_json, finish, say, say_json, say_table, warn, write_file
from registry.cli.values import EXISTING_FILE, INSTRUMENT, NEW_FILE, OWN_INSTRUMENTS
from registry.law.instrument_difference import differences
from registry.law.instrument_file import chapter_of_book, document_of
from registry.law.law_book import Chapter
from registry.queries.law_book import beside, known, law_book, loaded
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Permission, authorise
from registry.sheets.instrument_book import read_instrument_file, write_instrument
from registry.transaction import reading
from registry.usecases import instrument_loading


@registry.group("instrument")
def instrument() -> None:
    """Văn bản mà sản phẩm được đánh giá, phân hạng theo."""


@instrument.command("list")
@with_register
@as_json
def list_instruments(wants_json: bool) -> None:
    """Liệt kê các văn bản, cũ trước mới sau: có sẵn trong chương trình và đã nạp."""
    with reading() as session:
        rows = [(one, loaded(session, one.code) is not None) for one in known(session).values()]
    if wants_json:
        say_json(
            [
                {
                    "code": one.code,
                    "title": one.title,
                    "applies_from": one.applies_from,
                    "applies_to": one.applies_to,
                    "verified": one.verified,
                    "loaded": is_loaded,
                }
                for one, is_loaded in rows
            ]
        )
        return
    say_table(
        ("MÃ", "ÁP DỤNG TỪ", "ĐẾN HẾT", "CÓ TỪ", "TÊN"),
        [
            (
                one.code,
                f"{one.applies_from:%d/%m/%Y}",
                f"{one.applies_to:%d/%m/%Y}" if one.applies_to else "",
                "tệp đã nạp" if is_loaded else "chương trình",
                one.title,
            )
            for one, is_loaded in rows
        ],
    )


@instrument.command("write", epilog=f"VĂN-BẢN: {OWN_INSTRUMENTS}.")
@with_register
@click.argument("code", metavar="VĂN-BẢN", type=INSTRUMENT)
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp .xlsx hoặc .json sẽ ghi.")
def write(code: Instrument, out: Path) -> None:
    """Ghi một văn bản ra tệp, để sửa thành văn bản mới hơn rồi nạp."""
    with reading() as session:
        chapter = chapter_of_book(law_book(session), code)
    is_json = out.suffix.lower() == ".json"
    as_text = json.dumps(document_of(chapter), ensure_ascii=False, indent=1).encode()
    write_file(out, as_text if is_json else write_instrument(chapter))
    say(f"Đã ghi {out}.")


@instrument.command("load")
@as_account
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra và in chỗ khác với văn bản trước, không ghi.")
def load(actor: Actor, file: Path, dry_run: bool) -> None:
    """Nạp một văn bản mới từ tệp JSON hoặc Excel theo mẫu; nó thay văn bản trước từ ngày có hiệu lực."""
    authorise(actor, Permission.MANAGE_SETTINGS)
    found = read_instrument_file(file, filename=file.name)
    if found.chapter is None:
        for flaw in found.flaws:
            warn(str(flaw))
        warn(f"Không nạp: có {len(found.flaws)} chỗ sai.")
        finish(1)
    _say_differences(found.chapter)
    if dry_run:
        say("Mới chỉ kiểm tra, chưa ghi gì.")
        return
    instrument_loading.load(actor=actor, chapter=found.chapter)
    begins = found.chapter.facts.applies_from
    say(f"Đã nạp {found.chapter.facts.title}, áp dụng từ ngày {begins:%d/%m/%Y}.")


def _say_differences(chapter: Chapter) -> None:
    with reading() as session:
        instrument_loading.refuse_unfit(session, chapter)
        old = beside(session, chapter.facts.code)
    say(f"So với {old.facts.title}:")
    for one in differences(old=old, new=chapter):
        say(f"- {one}")
