"""Commands about digital signatures: papers to sign, papers that came back, a key in a file, and one for trying."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask import current_app

from registry import clock
from registry.cli.command import as_account, registry, with_register
from registry.cli.decisions import detail_named, which
from registry.cli.printing import say, write_file
from registry.cli.values import NEW_FILE
from registry.documents import decision_pack
from registry.queries import signing as queries
from registry.queries.decisions import DecisionDetail
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import revocation_lists, signing_here
from registry.usecases import signing as acts
from registry.usecases.signed_batch import Batch
from registry.usecases.signing import Taken

PASSPHRASE = "OCOP_SIGNING_PASSPHRASE"  # noqa: S105 - where it stands, not what it is
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
even_fallen = click.option(
    "--even-fallen", is_flag=True, help="Cả giấy nay không còn giá trị (hết hạn, bị thu hồi, bị thay thế…)."
)


TOKEN_FAULTS = {
    "not_found": "không thấy token mang nhãn này, hoặc thư viện PKCS#11 không phải của token ấy.",
    "wrong_pin": "sai mã PIN. Nhiều loại token tự khóa sau vài lần sai; hãy kiểm tra lại trước khi chạy tiếp.",
    "locked": "token đã bị khóa vì nhập sai mã PIN nhiều lần; phải mở khóa theo hướng dẫn của nơi cấp.",
    "no_certificate": "token không có chứng thư nào, hoặc có nhiều hơn một.",
    "no_key": "token có chứng thư nhưng không có khóa riêng đi với chứng thư ấy.",
}


@registry.group("signing")
def signing() -> None:
    """Chữ ký số: lấy bản chưa ký, nhận bản đã ký, ký bằng khóa trong tệp, tạo khóa thử nghiệm."""


@signing.command("unsigned")
@with_register
@which
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp zip sẽ ghi.")
@even_fallen
def unsigned(decision: str, out: Path, *, even_fallen: bool) -> None:
    """Chép các giấy còn giá trị chưa có bản ký của một quyết định vào một tệp zip để mang đi ký."""
    found = detail_named(decision)
    with reading() as session, out.open("wb") as target:
        decision_pack.zip_to_sign(
            session, found, vault=current_app.config["VAULT"], target=target, even_fallen=even_fallen
        )
    say(f"Đã ghi {out}.")
    if not even_fallen:
        _tell_what_is_left(found)


@signing.command("take")
@as_account
@which
@click.argument("files", metavar="TỆP…", nargs=-1, required=True, type=EXISTING)
def take(actor: Actor, decision: str, files: tuple[Path, ...]) -> None:
    """Nhận các bản đã ký: tệp PDF, hoặc tệp zip của cả đợt."""
    public_id = detail_named(decision).decision.public_id
    _tell(acts.take_back(actor=actor, decision=public_id, files=Batch([(path.name, path) for path in files])))


@signing.command("sign")
@as_account
@which
@click.option("--key", "keys", metavar="TỆP", multiple=True, type=EXISTING,
              help="Tệp PKCS#12 chứa khóa; nêu nhiều lần thì ký lần lượt: người ký trước, cơ quan sau.")  # fmt: skip
@click.option("--token", "tokens", metavar="NHÃN", multiple=True, help="Nhãn của USB Token (PKCS#11), như --key.")
@click.option("--token-library", metavar="TỆP", type=EXISTING, help="Thư viện PKCS#11 của hãng làm token.")
@click.option("--time-stamps", metavar="ĐỊA-CHỈ", help="Máy chủ cấp dấu thời gian (RFC 3161); không nêu thì không có.")
@even_fallen
def sign(
    actor: Actor,
    decision: str,
    keys: tuple[Path, ...],
    tokens: tuple[str, ...],
    token_library: Path | None,
    time_stamps: str | None,
    *,
    even_fallen: bool,
) -> None:
    """Ký mọi giấy còn giá trị chưa có bản ký bằng khóa trong tệp hoặc token.

    Mật khẩu, mã PIN được hỏi khi chạy và không hiện ra; hoặc đặt ở biến môi trường OCOP_SIGNING_PASSPHRASE, mỗi dòng
    cho một khóa theo thứ tự ký; một dòng thì dùng cho mọi khóa. Phần mềm không lưu lại. Mã PIN sai không được thử lại.
    """
    from registry.documents.sealing import BadKeyFile, Pen  # takes a second to load
    from registry.documents.signing_token import BadToken

    found = detail_named(decision)
    public_id = found.decision.public_id
    if bool(tokens) != bool(token_library) or not (keys or tokens):
        raise Refusal("Hãy nêu --key, hoặc --token cùng với --token-library.")
    secrets = iter(_secrets([*map(str, keys), *tokens]))
    try:
        pens = [Pen.of_file(key, next(secrets), time_stamps=time_stamps) for key in keys]
        if token_library is not None:
            pens += [Pen.of_token(token_library, one, next(secrets), time_stamps=time_stamps) for one in tokens]
    except BadKeyFile as fault:
        raise Refusal("Không mở được tệp khóa: sai mật khẩu, hoặc không phải tệp PKCS#12.") from fault
    except BadToken as fault:
        raise Refusal(f"Không dùng được token “{fault.label}”: {TOKEN_FAULTS[fault.fault]}") from fault
    if not even_fallen:
        _tell_what_is_left(found)
    _tell(signing_here.sign_here(actor=actor, decision=public_id, pens=pens, even_fallen=even_fallen))


def _secrets(names: Sequence[str]) -> list[str]:
    """Return what opens each key: from the environment, else typed unseen; kept nowhere."""
    count, lines = len(names), os.environ.get(PASSPHRASE, "").splitlines()
    if not lines and sys.stdin.isatty():
        return [click.prompt(f"Mật khẩu hoặc mã PIN của {name}", hide_input=True) for name in names]
    if len(lines) == 1:
        return lines * count
    if len(lines) != count:
        raise Refusal(f"Hãy đặt mật khẩu hoặc mã PIN của khóa vào biến môi trường {PASSPHRASE}.")
    return lines


@signing.command("revocation-lists")
@as_account
@click.argument("files", metavar="TỆP…", nargs=-1, type=EXISTING)
@click.option("--clear", is_flag=True, help="Gỡ mọi danh sách đang giữ.")
def lists(actor: Actor, files: tuple[Path, ...], *, clear: bool) -> None:
    """Nhận danh sách thu hồi chứng thư (.crl) để kiểm chữ ký; phần mềm không tự ra mạng hỏi."""
    if clear:
        revocation_lists.clear(actor=actor)
        say("Đã gỡ các danh sách thu hồi.")
    if files:
        for one in revocation_lists.put(actor=actor, contents=[path.read_bytes() for path in files]):
            say(f"{one.authority}: có giá trị đến {one.good_until or 'không ghi'}.")


@signing.command("trial-key")
@click.argument("name", metavar="TÊN")
@click.option("--organisation", metavar="CƠ-QUAN", default="", help="Cơ quan ghi trong chứng thư.")
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp PKCS#12 sẽ ghi.")
def trial_key(name: str, organisation: str, out: Path) -> None:
    """Tạo một khóa để THỬ NGHIỆM, không có giá trị pháp lý; giấy ký bằng khóa này luôn mang chữ THỬ NGHIỆM."""
    from registry.documents.trial_authority import Authority  # takes a second to load

    passphrase = os.environ.get(PASSPHRASE)
    if not passphrase:
        raise Refusal(f"Hãy đặt mật khẩu của tệp khóa vào biến môi trường {PASSPHRASE}.")
    try:
        content = Authority(at=clock.now()).vouch(name=name, organisation=organisation, passphrase=passphrase)
    except ValueError as fault:
        raise Refusal("Tên hoặc cơ quan để trống hay quá dài: chứng thư chỉ chứa được 64 byte.") from fault
    write_file(out, content)
    say(f"Đã ghi khóa THỬ NGHIỆM vào {out}.")


def _tell_what_is_left(found: DecisionDetail) -> None:
    """Say how many papers were left out because they are good no more."""
    with reading() as session:
        papers = queries.of_decision(session, found.decision, with_annexes=False)
    if left := sum(one.signed is None and one.fallen is not None for one in papers):
        say(f"{left} giấy nay không còn giá trị được để lại; vẫn cần bản ký thì thêm --even-fallen.")


def _tell(taken: Taken) -> None:
    say(f"Đã nhận {len(taken.accepted)} bản ký.")
    if taken.known:
        say(f"{len(taken.known)} tệp đã nhận từ trước.")
    for one in taken.refused:
        say(f"Không nhận {one.name}: {one.why}")
    if taken.refused:
        raise Refusal(f"{len(taken.refused)} tệp không nhận được.")
