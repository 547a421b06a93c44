"""Commands about choices of several parts: prizes, words and pictures on papers, and specimens to look at them."""

from pathlib import Path

import click
from flask import current_app

from registry import clock
from registry.cli.command import as_account, with_register
from registry.cli.options import reason
from registry.cli.printing import say, write_file
from registry.cli.settings import settings
from registry.cli.values import EXISTING_FILE, INSTRUMENT, NEW_FILE, OWN_INSTRUMENTS, Code, codes
from registry.documents import specimen
from registry.documents.artwork import artwork
from registry.documents.specimen import USUAL_WORDING
from registry.queries.law_book import known
from registry.queries.settings import Prize, Settings
from registry.queries.settings import settings as chosen
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound
from registry.transaction import reading
from registry.usecases import official_artwork
from registry.usecases import settings as acts
from registry.usecases.official_artwork import Picture

which_year = click.argument("year", metavar="NĂM", type=int)
which_stars = click.argument("stars", metavar="SAO", type=int)
which_picture = click.argument("picture", metavar="ẢNH", type=Code(Picture))
PICTURES = f"ẢNH là quốc huy hoặc nhãn hiệu OCOP: {codes(Picture)}."


@settings.command("prize")
@as_account
@which_year
@which_stars
@click.argument("amount", metavar="SỐ-TIỀN", type=int)
@click.option("--resolution", metavar="NGHỊ-QUYẾT", required=True, help="Nghị quyết quy định mức thưởng.")
@reason
def prize(actor: Actor, year: int, stars: int, amount: int, resolution: str, reason: str | None) -> None:
    """Đặt mức thưởng, tính bằng đồng, cho một sản phẩm theo năm của quyết định và số sao."""
    kept = [one for one in _now().prizes if (one.year, one.stars) != (year, stars)]
    new = Prize(year=year, stars=stars, amount=amount, resolution=resolution)
    acts.change(actor=actor, values={"prizes": [*kept, new]}, reason=reason)
    say(f"Đã đặt mức thưởng {stars} sao năm {year}.")


@settings.command("remove-prize")
@as_account
@which_year
@which_stars
@reason
def remove_prize(actor: Actor, year: int, stars: int, reason: str | None) -> None:
    """Bỏ một mức thưởng."""
    now = _now().prizes
    kept = [one for one in now if (one.year, one.stars) != (year, stars)]
    if len(kept) == len(now):
        raise NotFound(f"Chưa có mức thưởng {stars} sao năm {year}.")
    acts.change(actor=actor, values={"prizes": kept}, reason=reason)
    say(f"Đã bỏ mức thưởng {stars} sao năm {year}.")


@settings.command("wording", epilog=f"CHỖ là một trong: {', '.join(USUAL_WORDING)}.")
@as_account
@click.argument("slot", metavar="CHỖ")
@click.argument("words", metavar="CHỮ")
@reason
def wording(actor: Actor, slot: str, words: str, reason: str | None) -> None:
    """Đổi lời văn ở một chỗ của giấy chứng nhận; chữ trống ('') thì dùng lại lời thường dùng."""
    acts.change(actor=actor, values={"star_wording": {**_now().star_wording, slot: words}}, reason=reason)
    say(f"Đã đổi lời văn {slot}.")


@settings.command("picture", epilog=PICTURES)
@as_account
@which_picture
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
def put_picture(actor: Actor, picture: Picture, file: Path) -> None:
    """In một ảnh chính thức PNG hoặc JPEG lên giấy từ nay; giấy đã cấp không đổi."""
    official_artwork.put(actor=actor, picture=picture, content=file.read_bytes())
    say("Đã thay ảnh.")


@settings.command("remove-picture", epilog=PICTURES)
@as_account
@which_picture
def remove_picture(actor: Actor, picture: Picture) -> None:
    """Không in ảnh ấy lên giấy nữa."""
    official_artwork.remove(actor=actor, picture=picture)
    say("Đã gỡ ảnh.")


@settings.command("specimen")
@with_register
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp PDF sẽ ghi.")
@click.option(
    "--instrument",
    metavar="VĂN-BẢN",
    type=INSTRUMENT,
    help=f"Giấy chứng nhận theo bộ tiêu chí này; không nêu thì bằng khen: {OWN_INSTRUMENTS}.",
)
def draw_specimen(out: Path, instrument: Instrument | None) -> None:
    """Vẽ một giấy mẫu theo thiết lập đang dùng, để xem trước."""
    now, today = _now(), clock.today()
    with reading() as session:
        under = known(session)[instrument] if instrument else None
    pictures = artwork(now, vault=current_app.config["VAULT"])
    if under is None:
        content = specimen.merit_certificate_specimen(now, on=today, artwork=pictures)
    else:
        content = specimen.star_certificate_specimen(now, under=under, on=today, artwork=pictures)
    write_file(out, content)
    say(f"Đã ghi {out}.")


def _now() -> Settings:
    with reading() as session:
        return chosen(session)
