"""Commands that answer for any day: whether a product or a certificate was good, and what the register said then."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from registry import clock
from registry.cli.certificates import certificate, which
from registry.cli.command import with_register, word
from registry.cli.finding import certificate_named
from registry.cli.options import declared
from registry.cli.printing import as_json, say, say_facts, say_json
from registry.cli.products import product, record_named
from registry.cli.products import which as which_product
from registry.cli.values import DAY
from registry.models.certificate import Certificate
from registry.queries import any_day, register
from registry.queries.any_day import Answer, Stood
from registry.queries.any_day_facts import facts
from registry.rules.any_day import check_day
from registry.transaction import Session, reading

asked = declared(
    click.option("--on", metavar="NGÀY", required=True, type=DAY, help="Ngày muốn hỏi."),
    click.option("--known", metavar="NGÀY", type=DAY, help="Sổ cuối ngày nào đã ghi gì; không nêu: ngày muốn hỏi."),
    as_json,
)


@product.command("certified")
@with_register
@which_product
@asked
def product_certified(product: str, **said: Any) -> None:
    """Trả lời một sản phẩm có được công nhận vào một ngày không, và sổ khi ấy đã ghi gì."""
    row = record_named(product)
    with reading() as session:
        _answer(session, row.name, register.certificates_of(session, row.id), **said)


@certificate.command("certified")
@with_register
@which
@asked
def certificate_certified(certificate: str, **said: Any) -> None:
    """Trả lời một giấy có hiệu lực vào một ngày không, và sổ khi ấy đã ghi gì."""
    with reading() as session:
        row = register.certificate(session, certificate_named(certificate).public_id)
        assert row is not None  # noqa: S101 - it was just named
        _answer(session, f"{row.number or row.lookup_code} – {row.recognition.product_name}", [row], **said)


def _answer(
    session: Session,
    name: str,
    certificates: Sequence[Certificate],
    *,
    on: date,
    known: date | None,
    wants_json: bool,
) -> None:
    for day in filter(None, (on, known)):
        check_day(day, today=clock.today())
    answer = any_day.of_certificates(session, certificates, on=on, known_on=known)
    if wants_json:
        say_json({"name": name, **facts(answer)})
        return
    say(f"{name}, ngày {on:%d/%m/%Y}: {_standing(answer.now)}")
    say_facts([*_told(answer.now), *_then(answer)])


def _standing(stood: Stood | None) -> str:
    return word(stood.standing) if stood else "chưa được công nhận"


def _told(stood: Stood | None) -> list[tuple[str, object]]:
    if stood is None:
        return []
    row, move = stood.certificate, stood.brought_by
    decision = row.recognition.decision
    signed = f" ngày {decision.signed_on:%d/%m/%Y}" if decision.signed_on else f" năm {row.year}"
    brought = f"từ {move.effective_on:%d/%m/%Y}" if move and move.effective_on else None
    return [
        ("Hạng", f"{row.recognition.stars} sao"),
        ("Giấy", row.number or "không rõ số"),
        ("Quyết định", (decision.number or "không rõ số") + signed),
        ("Đến hết ngày", f"{stood.last_day:%d/%m/%Y}" if stood.last_day else None),
        (word(move.kind) if move else "", brought),
    ]


def _then(answer: Answer) -> list[tuple[str, object]]:
    title = f"Sổ ngày {answer.known_on:%d/%m/%Y} ghi"
    if not answer.was_kept:
        return [("Sổ ghi từ ngày", f"{answer.kept_since:%d/%m/%Y}")]
    if answer.learnt_at is None:
        return [(title, "như trên")]
    then = word(answer.then.standing) if answer.then else "chưa có giấy nào"
    return [(title, then), ("Ghi như hôm nay từ", f"{clock.day_of(answer.learnt_at):%d/%m/%Y}")]
