"""Commands about scoring: sheets of members, and what the council's sheets come to."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from registry.cli.command import as_account, registry, with_register, word
from registry.cli.decisions import decision, score_words
from registry.cli.decisions import which as which_decision
from registry.cli.dossier_finding import dossier_named, round_named, seat_named
from registry.cli.finding import decision_named
from registry.cli.json_files import read_object, texts_in, ticks_in
from registry.cli.options import reason_asked
from registry.cli.printing import as_json, say, say_json
from registry.cli.values import EXISTING_FILE, SCORE
from registry.queries import assessment_rounds as questions
from registry.queries import dossiers
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import concluding, scoring
from registry.usecases.scoring import Marks

which = click.argument("dossier", metavar="HỒ-SƠ")


@registry.group("assessment")
def assessment() -> None:
    """Chấm điểm và kết quả của Hội đồng.

    HỒ-SƠ là mã của hồ sơ, số phiếu tiếp nhận hoặc tên đúng của sản phẩm.
    """


@assessment.command("show")
@with_register
@which
@as_json
def show(dossier: str, wants_json: bool) -> None:
    """In kết quả của một hồ sơ và các phiếu đã ký khi có kết quả; phiếu chưa ký thì không ai xem được."""
    public_id = dossier_named(dossier)
    with reading() as session:
        row = dossiers.dossier(session, public_id)
        assert row is not None  # noqa: S101 - it was just named
        result = questions.latest_results(session, [row.id]).get(row.id)
        if result is None:
            raise NotFound("Hồ sơ này chưa có kết quả.")
        signed = questions.signed_sheets(session, row.id)
        sheets = [
            {"seat": seat, "total": score_words(sheet.total), "turn": sheet.turn, "sha256": sheet.sha256}
            for seat, sheet in signed.items()
        ]
        if wants_json:
            say_json(
                {
                    "outcome": result.outcome,
                    "score": score_words(result.score),
                    "stars": result.stars,
                    "turn": result.turn,
                    "source": result.source,
                    "facts": result.facts,
                    "sheets": sheets,
                }
            )
            return
        stars = f", {result.stars} sao" if result.stars else ""
        say(f"{row.product.name}: {score_words(result.score)}{stars}, {word(result.outcome)}")
        for missed in result.facts.get("held_back_by", ()):
            say(f"  Chưa đạt mức tối thiểu {missed['stars']} sao ở tiêu chí {missed['criterion']}")
        for one in sheets:
            say(f"  Phiếu {one['seat']}: {one['total']}, ký lần {one['turn']}, {one['sha256']}")


@assessment.command("sign")
@as_account
@which
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
def sign(actor: Actor, dossier: str, file: Path) -> None:
    """Ký phiếu chấm của mình từ tệp JSON và in mã băm của phiếu.

    Tệp gồm "ticks" (mã tiêu chí → số thứ tự của mức trong bộ tiêu chí, từ 0), và nếu cần "comments", "grounds",
    "opinion". Phiếu đã ký thì chỉ Chủ tịch Hội đồng mở lại được.
    """
    public_id, marks = dossier_named(dossier), _marks(read_object(file))
    serial = scoring.save_draft(actor=actor, dossier=public_id, marks=marks, serial=_own_serial(actor, public_id))
    say(scoring.sign(actor=actor, dossier=public_id, serial=serial))


def _own_serial(actor: Actor, dossier: str) -> int:
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert row is not None  # noqa: S101 - it was just named
        seat = questions.seat_in(session, account_id=actor.account_id, round_id=row.round_id)
        draft = questions.draft(session, seat_id=seat.id, dossier_id=row.id) if seat else None
        return draft.serial if draft else 0


def _marks(content: dict[str, Any]) -> Marks:
    strange = sorted(set(content) - {"ticks", "comments", "grounds", "opinion"})
    if strange:
        raise Refusal(f"Tệp có mục lạ: {', '.join(strange)}.")
    ticks = content.get("ticks")
    if not isinstance(ticks, dict):
        raise Refusal("Tệp phải có “ticks”: mã tiêu chí → số thứ tự của mức đã chọn.")
    grounds, opinion = content.get("grounds", []), content.get("opinion", "")
    if not isinstance(opinion, str) or not _are_texts(grounds):
        raise Refusal("“grounds” phải là danh sách mã căn cứ loại, “opinion” phải là chữ.")
    return Marks(
        ticks=ticks_in(ticks),
        comments=texts_in(content.get("comments", {}), called="comments"),
        grounds=grounds,
        opinion=opinion,
    )


def _are_texts(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(one, str) for one in value)


@assessment.command("reopen-sheet")
@as_account
@which
@click.argument("member", metavar="THÀNH-VIÊN")
@click.option("--round", "round_", metavar="ĐỢT", required=True, help="Đợt đánh giá: mã hoặc số/năm.")
@reason_asked
def reopen_sheet(actor: Actor, dossier: str, member: str, round_: str, reason: str) -> None:
    """Chủ tịch Hội đồng mở lại phiếu đã ký của một thành viên; bản đã ký vẫn giữ nguyên."""
    whose = seat_named(round_named(round_), member)
    scoring.reopen(actor=actor, dossier=dossier_named(dossier), seat=whose, reason=reason)
    say("Đã mở lại phiếu.")


@assessment.command("discuss")
@as_account
@which
@click.option("--said", metavar="NỘI-DUNG", required=True, help="Hội đồng đã thảo luận những gì.")
def discuss(actor: Actor, dossier: str, said: str) -> None:
    """Ghi Hội đồng đã thảo luận vì điểm lệch quá giới hạn; mọi thành viên chấm lại."""
    scoring.discuss(actor=actor, dossier=dossier_named(dossier), said=said)
    say("Đã ghi; các thành viên chấm lại hồ sơ này.")


@assessment.command("conclude")
@as_account
@which
def conclude(actor: Actor, dossier: str) -> None:
    """Kết luận kết quả của một hồ sơ từ các phiếu đã ký và in mã kết quả."""
    say(concluding.conclude(actor=actor, dossier=dossier_named(dossier)))


@assessment.command("record")
@as_account
@which
@click.option("--score", metavar="ĐIỂM", required=True, type=SCORE, help="Điểm, ví dụ 78,5.")
@click.option("--stars", metavar="SAO", required=True, type=click.IntRange(1, 5), help="Hạng sao.")
@click.option("--source", metavar="NGUỒN", required=True, help="Kết quả được biết từ đâu.")
def record(actor: Actor, dossier: str, score: Decimal, stars: int, source: str) -> None:
    """Ghi kết quả của hồ sơ mà bộ tiêu chí chưa có trong sổ, kèm nguồn."""
    say(concluding.record(actor=actor, dossier=dossier_named(dossier), score=score, stars=stars, source=source))


@assessment.command("reopen")
@as_account
@which
@reason_asked
def reopen(actor: Actor, dossier: str, reason: str) -> None:
    """Đưa một kết quả về lại Hội đồng; kết quả cũ vẫn được giữ bên cạnh."""
    concluding.reopen(actor=actor, dossier=dossier_named(dossier), reason=reason)
    say("Đã mở lại kết quả.")


@decision.command("fill-annex")
@as_account
@which_decision
@click.argument("round_", metavar="ĐỢT")
def fill_annex(actor: Actor, decision: str, round_: str) -> None:
    """Đưa mọi kết quả được công nhận của một đợt vào phụ lục của dự thảo."""
    filled = concluding.fill_annex(actor=actor, round_=round_named(round_), decision=decision_named(decision))
    say(f"Đã thêm {filled.lines} dòng; {filled.left_out} kết quả không vào phụ lục.")
