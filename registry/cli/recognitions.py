"""The command that records by hand one certificate that others gave, or that was given before this register."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from registry.cli.certificates import certificate
from registry.cli.command import as_account
from registry.cli.finding import product_named
from registry.cli.options import result
from registry.cli.printing import say
from registry.cli.values import DAY, EXISTING_FILE, ROUND, YEAR, Code, codes
from registry.models.body import BodyKind
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.usecases import recording_one
from registry.usecases.recording_one import Paper
from registry.usecases.sources import Source


@certificate.command("record")
@as_account
@click.argument("product", metavar="SẢN-PHẨM")
@click.option(
    "--body-kind", metavar="CẤP", required=True, type=Code(BodyKind), help=f"Cấp ban hành: {codes(BodyKind)}."
)
@click.option("--body", "body_name", metavar="TÊN", default="", help="Cơ quan ban hành; bắt buộc với huyện, tỉnh khác.")
@click.option("--decision-number", metavar="SỐ", help="Số quyết định; không nêu nếu không rõ.")
@click.option("--signed-on", metavar="NGÀY", type=DAY, help="Ngày ký quyết định; không nêu nếu chỉ biết năm.")
@click.option("--year", metavar="NĂM", type=YEAR, help="Năm của quyết định; không nêu thì lấy của ngày ký.")
@click.option("--round", "round_no", metavar="ĐỢT", type=ROUND, help="Đợt đánh giá.")
@click.option("--source", metavar="CHỮ", help="Biết từ đâu: bản giấy, công văn, địa chỉ trang web.")
@click.option("--number", "certificate_number", metavar="SỐ", help="Số giấy như in; không nêu nếu không rõ.")
@click.option("--product-name", metavar="TÊN", default="", help="Tên sản phẩm như in; không nêu thì lấy tên ngày ấy.")
@click.option("--producer-name", metavar="TÊN", default="", help="Tên chủ thể như in; không nêu thì lấy tên ngày ấy.")
@result()
@click.option("--scan", metavar="TỆP", type=EXISTING_FILE, help="Bản quét PDF của giấy.")
def record(
    actor: Actor,
    /,
    product: str,
    body_kind: BodyKind,
    body_name: str,
    decision_number: str | None,
    signed_on: date | None,
    year: int | None,
    round_no: int | None,
    source: str | None,
    scan: Path | None,
    **said: Any,
) -> None:
    """Ghi nhận một giấy chứng nhận do nơi khác cấp, hoặc cấp trước khi có sổ này, và in mã của nó."""
    if said["stars"] is None:
        raise Refusal("Hãy nêu hạng sao bằng --stars.")
    of_year = year or (signed_on.year if signed_on else None)
    if of_year is None:
        raise Refusal("Hãy nêu ngày ký bằng --signed-on, hoặc ít nhất là năm của quyết định bằng --year.")
    public_id = recording_one.record_one(
        actor=actor,
        product=product_named(product),
        source=Source(
            body_name=body_name,
            body_kind=body_kind,
            number=decision_number,
            signed_on=signed_on,
            year=of_year,
            round_no=round_no,
            round_year=of_year if round_no else None,
            source=source,
        ),
        paper=Paper(**said),
        scan=scan.read_bytes() if scan else None,
        scan_name=scan.name if scan else "",
    )
    say(public_id)
