"""Options that several commands share, each declared once."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from registry.cli.values import DAY, INSTRUMENT, OWN_INSTRUMENTS, PRODUCT_SET, ROUND, SCORE, YEAR, Code, OrEmpty, codes
from registry.rules.instruments import RecognitionKind
from registry.rules.stars import FewerStarsGround

Declared = Callable[[Any], Any]

LEAVES_AS_IT_IS = "Tùy chọn không nêu thì giữ như cũ; nêu chữ trống ('') thì bỏ giá trị, nếu bỏ được."
"""Ends the help of every command that changes something."""

distinct = click.option(
    "--distinct",
    "confirmed_distinct",
    is_flag=True,
    help="Xác nhận khác với những tên gần giống đã có.",
)
reason = click.option("--reason", metavar="LÝ-DO", help="Lý do, ghi vào nhật ký.")
reason_asked = click.option("--reason", metavar="LÝ-DO", required=True, help="Lý do, ghi vào nhật ký.")
since = click.option("--on", metavar="NGÀY", required=True, type=DAY, help="Kể từ ngày nào.")
place_in_order = click.option(
    "--to", "place", metavar="THỨ-TỰ", required=True, type=click.IntRange(min=1), help="Số thứ tự mới."
)


def declared(*options: Declared) -> Declared:
    """Put several options on a command, in the order in which its help shall list them."""
    return lambda command: reduce(lambda done, option: option(done), reversed(options), command)


new_name = declared(click.argument("name", metavar="TÊN-MỚI"), since, reason, distinct)
"""What is said of a change of name."""


def result(*, changing: bool = False) -> Declared:
    """Declare what is said of one result: score, stars, instrument, product set, days.

    :param changing: whether a value may be taken away, and none is assumed.
    """
    return declared(
        click.option(
            "--kind",
            metavar="LOẠI",
            type=Code(RecognitionKind),
            default=None if changing else RecognitionKind.FIRST.value,
            help=f"Loại công nhận: {codes(RecognitionKind)}.",
        ),
        _valued("--score", "ĐIỂM", SCORE, "Điểm, ví dụ 78,5.", changing),
        _valued("--stars", "SAO", click.IntRange(1, 5), "Hạng sao.", changing),
        _valued(
            "--stars-ground",
            "CĂN-CỨ",
            Code(FewerStarsGround),
            f"Vì sao ít sao hơn điểm: {codes(FewerStarsGround)}.",
            changing,
        ),
        _valued("--instrument", "VĂN-BẢN", INSTRUMENT, f"Bộ tiêu chí: {OWN_INSTRUMENTS}.", changing),
        _valued("--product-set", "BỘ", PRODUCT_SET, "Số của bộ sản phẩm.", changing),
        click.option("--product-code", metavar="MÃ-SỐ", help="Mã số sản phẩm chính thức."),
        _valued("--filed-on", "NGÀY", DAY, "Ngày nộp hồ sơ.", changing),
        _valued("--assessed-on", "NGÀY", DAY, "Ngày đánh giá.", changing),
        validity(changing=changing),
    )


def validity(*, changing: bool = False) -> Declared:
    """Declare days of validity other than 36 months from the decision's date, and their ground."""
    return declared(
        _valued("--valid-from", "NGÀY", DAY, "Ngày bắt đầu, nếu khác ngày ký.", changing),
        _valued("--valid-until", "NGÀY", DAY, "Ngày hết hạn, nếu khác 36 tháng.", changing),
        click.option("--validity-ground", metavar="CĂN-CỨ", help="Căn cứ của thời hạn khác."),
    )


def heading(*, changing: bool = False) -> Declared:
    """Declare what the heading of a decision says besides its title."""
    return declared(
        _valued("--round", "ĐỢT", ROUND, "Đợt đánh giá.", changing, name="round_no"),
        _valued("--year", "NĂM", YEAR, "Năm của đợt.", changing, name="round_year"),
        _valued("--instrument", "VĂN-BẢN", INSTRUMENT, f"Bộ tiêu chí: {OWN_INSTRUMENTS}.", changing),
        click.option("--corrects", metavar="QUYẾT-ĐỊNH", help="Quyết định được đính chính."),
        validity(changing=changing),
    )


def _valued(
    option: str, metavar: str, kind: click.ParamType[Any], says: str, changing: bool, *, name: str | None = None
) -> Declared:
    called = (option,) if name is None else (option, name)
    return click.option(*called, metavar=metavar, type=OrEmpty(kind) if changing else kind, help=says)
