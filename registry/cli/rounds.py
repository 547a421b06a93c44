"""Commands about rounds of assessment and their councils."""

from datetime import date
from pathlib import Path

import click

from registry.cli.command import as_account, registry, with_register, word
from registry.cli.dossier_finding import dossier_named, round_named, seat_named
from registry.cli.finding import account_named, producer_named
from registry.cli.options import reason_asked
from registry.cli.printing import as_json, say, say_json, say_table, write_file
from registry.cli.values import DAY, NEW_FILE, ROUND, YEAR, Code, codes
from registry.documents import round_pack
from registry.models.assessment_round import RoundMethod
from registry.queries import assessment_rounds as questions
from registry.rules.council import MemberRole
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound
from registry.transaction import reading
from registry.usecases import rounds, substitutes

which = click.argument("round_", metavar="ĐỢT")
which_member = click.argument("member", metavar="THÀNH-VIÊN")
which_dossier = click.argument("dossier", metavar="HỒ-SƠ")


@registry.group("round")
def round_() -> None:
    """Đợt đánh giá của Hội đồng cấp tỉnh.

    ĐỢT là mã (lệnh open in ra) hoặc số/năm, ví dụ 2/2026. THÀNH-VIÊN là tên đăng nhập hoặc số thứ tự trong Hội đồng.
    """


@round_.command("open")
@as_account
@click.option("--year", metavar="NĂM", required=True, type=YEAR, help="Năm.")
@click.option("--number", "round_no", metavar="SỐ", required=True, type=ROUND, help="Số của đợt trong năm.")
@click.option("--filed-before", metavar="NGÀY", required=True, type=DAY, help="Nhận hồ sơ xã chuyển trước ngày này.")
@click.option("--finish-before", metavar="NGÀY", required=True, type=DAY, help="Hoàn thành trước ngày này.")
@click.option(
    "--method",
    metavar="HÌNH-THỨC",
    type=Code(RoundMethod),
    default=RoundMethod.MEETING.value,
    help=f"Họp, hoặc lấy ý kiến bằng văn bản: {codes(RoundMethod)}.",
)
@click.option("--note", metavar="CHỮ", help="Ghi chú.")
def open_round(
    actor: Actor,
    year: int,
    round_no: int,
    filed_before: date,
    finish_before: date,
    method: RoundMethod,
    note: str | None,
) -> None:
    """Mở một đợt đánh giá và in mã của nó."""
    made = rounds.open_(
        actor=actor,
        year=year,
        number=round_no,
        filed_before=filed_before,
        finish_before=finish_before,
        method=method,
        note=note,
    )
    say(made)


@round_.command("list")
@with_register
@as_json
def list_rounds(wants_json: bool) -> None:
    """Liệt kê các đợt đánh giá, mới nhất trước."""
    with reading() as session:
        found = questions.rounds(session)
        rows = [
            {
                "public_id": one.public_id,
                "number": one.number,
                "year": one.year,
                "state": one.state,
                "method": one.method,
                "filed_before": one.filed_before,
                "finish_before": one.finish_before,
                "held_on": one.held_on,
                "members": len(one.sitting),
            }
            for one in found
        ]
    if wants_json:
        say_json(rows)
        return
    say_table(
        ("MÃ", "ĐỢT", "BƯỚC", "HÌNH THỨC", "THÀNH VIÊN"),
        [
            (one.public_id, f"{one.number}/{one.year}", word(one.state), word(one.method), len(one.sitting))
            for one in found
        ],
    )


@round_.command("show")
@with_register
@which
def show(round_: str) -> None:
    """In Hội đồng của một đợt và các hồ sơ trong đợt."""
    public_id = round_named(round_)
    with reading() as session:
        row = questions.round_(session, public_id)
        assert row is not None  # noqa: S101 - it was just named
        say(f"Đợt {row.number}/{row.year}: {word(row.state)}")
        for seat in row.seats:
            absent = "" if seat.is_present else ", vắng mặt"
            say(f"  {seat.position}. {seat.account.name}, {word(seat.role)}, {seat.agency}{absent}")
        for one in questions.dossiers_of(session, row.id):
            say(f"  {one.public_id}  {word(one.state)}  {one.product.name}, {one.producer.name}")


@round_.command("seat")
@as_account
@which
@click.argument("person", metavar="TÊN-ĐĂNG-NHẬP")
@click.option("--role", metavar="VAI", required=True, type=Code(MemberRole), help=f"Vai: {codes(MemberRole)}.")
@click.option("--agency", metavar="CƠ-QUAN", required=True, help="Cơ quan của thành viên.")
@click.option("--office", metavar="CHỨC-VỤ", help="Chức vụ.")
@click.option("--substitute-for", metavar="HỌ-TÊN", help="Dự thay cho ai.")
def seat(
    actor: Actor,
    round_: str,
    person: str,
    role: MemberRole,
    agency: str,
    office: str | None,
    substitute_for: str | None,
) -> None:
    """Đưa một người vào Hội đồng của đợt và in mã thành viên."""
    made = rounds.seat(
        actor=actor,
        round_=round_named(round_),
        account=account_named(person),
        role=role,
        agency=agency,
        office=office,
        substitute_for=substitute_for,
    )
    say(made)


@round_.command("substitute")
@as_account
@which
@which_member
@click.argument("person", metavar="TÊN-ĐĂNG-NHẬP")
@click.option("--on", metavar="NGÀY", required=True, type=DAY, help="Từ ngày.")
@click.option("--agency", metavar="CƠ-QUAN", help="Cơ quan, nếu khác người được thay.")
@click.option("--office", metavar="CHỨC-VỤ", help="Chức vụ.")
@click.option("--tied-to", metavar="CHỦ-THỂ", multiple=True, help="Chủ thể mà người dự thay có quan hệ lợi ích.")
@click.option("--tie", metavar="QUAN-HỆ", default="", help="Quan hệ ấy là gì.")
@reason_asked
def substitute(
    actor: Actor,
    round_: str,
    member: str,
    person: str,
    on: date,
    agency: str | None,
    office: str | None,
    tied_to: tuple[str, ...],
    tie: str,
    reason: str,
) -> None:
    """Cử một người dự thay thành viên và in mã thành viên mới; phiếu đã ký vẫn được tính."""
    made = substitutes.substitute(
        actor=actor,
        seat=seat_named(round_named(round_), member),
        account=account_named(person),
        on=on,
        agency=agency,
        office=office,
        ties={producer_named(one): tie for one in tied_to},
        reason=reason,
    )
    say(made)


@round_.command("unseat")
@as_account
@which
@which_member
def unseat(actor: Actor, round_: str, member: str) -> None:
    """Đưa một người ra khỏi Hội đồng, trước khi chấm điểm."""
    rounds.unseat(actor=actor, seat=seat_named(round_named(round_), member))
    say("Đã đưa ra khỏi Hội đồng.")


@round_.command("present")
@as_account
@which
@click.argument("members", metavar="[THÀNH-VIÊN]…", nargs=-1)
def present(actor: Actor, round_: str, members: tuple[str, ...]) -> None:
    """Ghi những thành viên có mặt; người không nêu là vắng mặt."""
    public_id = round_named(round_)
    there = [seat_named(public_id, one) for one in members]
    rounds.mark_present(actor=actor, round_=public_id, present=there)
    say(f"Đã ghi {len(set(there))} thành viên có mặt.")


@round_.command("tie")
@as_account
@which
@which_member
@click.argument("producer", metavar="CHỦ-THỂ")
@reason_asked
def tie(actor: Actor, round_: str, member: str, producer: str, reason: str) -> None:
    """Ghi thành viên có quan hệ lợi ích với chủ thể, nên không chấm hồ sơ của chủ thể đó."""
    whose = seat_named(round_named(round_), member)
    rounds.tie(actor=actor, seat=whose, producer=producer_named(producer), reason=reason)
    say("Đã ghi quan hệ lợi ích.")


@round_.command("admit")
@as_account
@which
@click.argument("dossiers", metavar="HỒ-SƠ…", nargs=-1, required=True)
def admit(actor: Actor, round_: str, dossiers: tuple[str, ...]) -> None:
    """Đưa hồ sơ đã chuyển cấp tỉnh vào đợt."""
    named = [dossier_named(one) for one in dossiers]
    rounds.admit(actor=actor, round_=round_named(round_), dossiers=named)
    say(f"Đã đưa {len(named)} hồ sơ vào đợt.")


@round_.command("postpone")
@as_account
@which_dossier
@reason_asked
def postpone(actor: Actor, dossier: str, reason: str) -> None:
    """Đưa một hồ sơ ra khỏi đợt, để đợt sau."""
    rounds.postpone(actor=actor, dossier=dossier_named(dossier), reason=reason)
    say("Đã chuyển sang đợt sau.")


@round_.command("begin")
@as_account
@which
@click.option("--on", "held_on", metavar="NGÀY", required=True, type=DAY, help="Ngày đánh giá.")
def begin(actor: Actor, round_: str, held_on: date) -> None:
    """Bắt đầu chấm điểm: Hội đồng và Quy chế của đợt được chốt từ đây."""
    rounds.begin(actor=actor, round_=round_named(round_), held_on=held_on)
    say("Hội đồng bắt đầu chấm điểm.")


@round_.command("conclude")
@as_account
@which
def conclude(actor: Actor, round_: str) -> None:
    """Kết thúc một đợt mà mọi hồ sơ đã có kết quả."""
    rounds.conclude(actor=actor, round_=round_named(round_))
    say("Đã kết thúc đợt đánh giá.")


@round_.command("papers")
@with_register
@which
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp zip sẽ ghi.")
def papers(round_: str, out: Path) -> None:
    """Vẽ mọi giấy tờ của một đợt đã kết luận vào một tệp zip: của Hội đồng, từng hồ sơ, từng thành viên."""
    with reading() as session:
        row = questions.round_(session, round_named(round_))
        if row is None:
            raise NotFound("Không tìm thấy đợt đánh giá này.")
        _, content = round_pack.zip_of(session, row)
    write_file(out, content)
    say(f"Đã ghi {out}.")
