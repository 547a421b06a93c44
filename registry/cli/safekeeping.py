"""Commands that keep a register safe: look it over, back it up, bring it back."""

import click
from flask import current_app

from registry.cli.command import as_json, finish, registry, say, say_json, with_register
from registry.queries import inspection
from registry.queries.chain_inspection import Head
from registry.rules.refusal import Refusal
from registry.transaction import reading


@registry.command("check")
@with_register
@click.option(
    "--head",
    metavar="SỐ:MÃ-BĂM",
    help="Mục nhật ký đã ghi lại từ lần kiểm tra hay bản sao lưu trước; nó phải còn nguyên.",
)
@as_json
def check(head: str | None, wants_json: bool) -> None:
    """Kiểm tra sổ: chuỗi nhật ký, mọi tệp đã lưu, dãy số, hiệu lực của các giấy. Có sai lệch thì mã thoát là 1."""
    found = look_over(_head(head) if head else None)
    if wants_json:
        say_json(
            {
                "defects": found.defects,
                "journal_head": str(found.head),
                "files": found.files,
                "orphans": found.orphans,
            }
        )
    else:
        _tell(found)
    if found.defects:
        finish(1)


def look_over(known_head: Head | None = None) -> inspection.Inspection:
    """Inspect the register that is open."""
    with reading() as session:
        return inspection.inspect(
            session,
            current_app.config["VAULT"],
            journal_key=current_app.config["JOURNAL_KEY"],
            known_head=known_head,
        )


def _tell(found: inspection.Inspection) -> None:
    for defect in found.defects:
        say(f"- {defect}")
    say(
        f"Nhật ký {found.head.sequence} mục, {found.files} tệp được lưu, "
        f"{found.orphans} tệp thừa (vô hại, tự dọn sau một ngày)."
    )
    say(f"Mục nhật ký cuối: {found.head}")
    say(f"Có {len(found.defects)} sai lệch." if found.defects else "Không có sai lệch nào.")


def _head(text: str) -> Head:
    sequence, _, hash_ = text.partition(":")
    if not sequence.isdigit() or len(hash_) != 64:
        raise Refusal("Mục nhật ký phải có dạng SỐ:MÃ-BĂM như lệnh check đã in.")
    return Head(sequence=int(sequence), hash=hash_)
