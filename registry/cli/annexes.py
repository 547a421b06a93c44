"""Commands that fill the annex of a draft, line by line; a whole list goes in by import-list."""

from datetime import date
from typing import Any

import click

from registry.cli.command import as_account, say
from registry.cli.decisions import decision, which
from registry.cli.finding import certificate_named, decision_named
from registry.cli.values import DAY, SCORE, Code, codes
from registry.models.award import RecipientKind
from registry.rules.decision_life import LineAct
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor
from registry.rules.stars import FewerStarsGround
from registry.usecases import awarding, drafting
from registry.usecases.awarding import Recipient
from registry.usecases.lines import Line


@decision.command("add-line")
@as_account
@which
@click.option("--product", metavar="MÃ", required=True, help="Mã của sản phẩm (lệnh product list in ra).")
@click.option(
    "--act", metavar="VIỆC", type=Code(LineAct), default=LineAct.RECOGNISE.value, help=f"Việc: {codes(LineAct)}."
)
@click.option(
    "--kind",
    metavar="LOẠI",
    type=Code(RecognitionKind),
    default=RecognitionKind.FIRST.value,
    help=f"Loại công nhận: {codes(RecognitionKind)}.",
)
@click.option("--score", metavar="ĐIỂM", type=SCORE, help="Điểm, ví dụ 78,5.")
@click.option("--stars", metavar="SAO", type=click.IntRange(1, 5), help="Hạng sao.")
@click.option(
    "--stars-ground",
    metavar="CĂN-CỨ",
    type=Code(FewerStarsGround),
    help=f"Vì sao ít sao hơn điểm: {codes(FewerStarsGround)}.",
)
@click.option("--instrument", metavar="VĂN-BẢN", type=Code(Instrument), help=f"Bộ tiêu chí: {codes(Instrument)}.")
@click.option("--product-set", metavar="BỘ", type=int, help="Số của bộ sản phẩm.")
@click.option("--product-code", metavar="MÃ-SỐ", help="Mã số sản phẩm chính thức.")
@click.option("--filed-on", metavar="NGÀY", type=DAY, help="Ngày nộp hồ sơ.")
@click.option("--assessed-on", metavar="NGÀY", type=DAY, help="Ngày đánh giá.")
@click.option("--certificate", metavar="GIẤY", help="Giấy chứng nhận được đính chính hoặc thu hồi: số hoặc mã tra cứu.")
@click.option("--ground", metavar="CĂN-CỨ", help="Căn cứ thu hồi (a, b, c, d, đ, e) hoặc lý do đính chính.")
@click.option("--effective-on", metavar="NGÀY", type=DAY, help="Ngày thu hồi có hiệu lực.")
def add_line(actor: Actor, /, decision: str, certificate: str | None, **said: Any) -> None:
    """Thêm một dòng vào phụ lục của dự thảo."""
    line = Line(certificate=certificate_named(certificate).public_id if certificate else None, **said)
    drafting.add_lines(actor=actor, decision=decision_named(decision), lines=[line])
    say("Đã thêm một dòng.")


@decision.command("add-recipient")
@as_account
@which
@click.option(
    "--kind", metavar="LOẠI", required=True, type=Code(RecipientKind), help=f"Đối tượng: {codes(RecipientKind)}."
)
@click.option("--name", metavar="TÊN", default="", help="Tên; bỏ trống thì lấy tên của chủ thể.")
@click.option("--address", metavar="ĐỊA-CHỈ", help="Địa chỉ; bỏ trống thì lấy của chủ thể.")
@click.option("--achievement", metavar="THÀNH-TÍCH", required=True, help="Thành tích, in trên bằng khen.")
@click.option("--producer", metavar="MÃ", help="Mã của chủ thể, nếu là chủ thể.")
@click.option("--on", metavar="NGÀY", type=DAY, help="Lấy tên và địa chỉ của chủ thể vào ngày này.")
def add_recipient(
    actor: Actor,
    decision: str,
    kind: RecipientKind,
    name: str,
    address: str | None,
    achievement: str,
    producer: str | None,
    on: date | None,
) -> None:
    """Thêm một đối tượng vào quyết định khen thưởng."""
    recipient = Recipient(kind=kind, name=name, address=address, achievement=achievement, producer=producer, on=on)
    awarding.add_recipients(actor=actor, decision=decision_named(decision), recipients=[recipient])
    say("Đã thêm một đối tượng.")
