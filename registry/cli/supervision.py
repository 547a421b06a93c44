"""Commands about supervision after recognition: inspections, complaints and demands, stamps."""

from datetime import date
from pathlib import Path

import click

from registry.cli.command import Subject, as_account, registry, word
from registry.cli.finding import certificate_named, decision_named, producer_named, product_named
from registry.cli.options import reason_asked
from registry.cli.printing import say
from registry.cli.values import DAY, EXISTING_FILE, Code, codes
from registry.rules.permissions import Actor
from registry.rules.supervision import CaseKind, Conclusion, FindingTopic, InspectionKind, StampMove
from registry.usecases import complainer_erasure, inspections, stamps, supervision_cases


@registry.group(cls=Subject)
def inspection() -> None:
    """Kiểm tra chủ thể sau công nhận."""


@registry.group(cls=Subject)
def case() -> None:
    """Phản ánh, khiếu nại và yêu cầu đánh giá lại."""


@registry.group(cls=Subject)
def stamp() -> None:
    """Tem OCOP."""


which = click.argument("public_id", metavar="MÃ")
words = click.option("--words", metavar="CHỮ", required=True, help="Nội dung.")
on = click.option("--on", "day", metavar="NGÀY", type=DAY, required=True, help="Ngày.")
team = click.option("--team", metavar="CHỮ", required=True, help="Người đi kiểm tra.")


@inspection.command("plan")
@as_account
@click.argument("producer", metavar="CHỦ-THỂ")
@click.option("--kind", metavar="LOẠI", type=Code(InspectionKind), required=True, help=f"{codes(InspectionKind)}.")
@on
@team
@click.option("--case", "led_by", metavar="MÃ", help="Vụ việc dẫn đến cuộc kiểm tra.")
def plan(actor: Actor, producer: str, kind: InspectionKind, day: date, team: str, led_by: str | None) -> None:
    """Lập kế hoạch kiểm tra một chủ thể và in mã của cuộc kiểm tra."""
    say(
        inspections.plan(
            actor=actor, producer=producer_named(producer), kind=kind, planned_on=day, team=team, case=led_by
        )
    )


@inspection.command("replan")
@as_account
@which
@on
@team
def replan(actor: Actor, public_id: str, day: date, team: str) -> None:
    """Sửa ngày và người của cuộc kiểm tra chưa tiến hành."""
    inspections.replan(actor=actor, inspection=public_id, planned_on=day, team=team)
    say("Đã sửa kế hoạch.")


@inspection.command("visit")
@as_account
@which
@on
@click.option("--present", metavar="CHỮ", required=True, help="Đại diện chủ thể có mặt.")
def visit(actor: Actor, public_id: str, day: date, present: str) -> None:
    """Ghi buổi kiểm tra."""
    inspections.visit(actor=actor, inspection=public_id, visited_on=day, present=present)
    say("Đã ghi buổi kiểm tra.")


@inspection.command("find")
@as_account
@which
@click.option("--topic", metavar="NỘI-DUNG", type=Code(FindingTopic), required=True, help=f"{codes(FindingTopic)}.")
@click.option("--product", metavar="SẢN-PHẨM", help="Sản phẩm; không nêu thì là về chủ thể.")
@click.option("--breach", is_flag=True, help="Là vi phạm hoặc điều phải khắc phục.")
@words
def find(actor: Actor, public_id: str, topic: FindingTopic, product: str | None, breach: bool, words: str) -> None:
    """Ghi một nhận định."""
    about = None if product is None else product_named(product)
    inspections.find(actor=actor, inspection=public_id, topic=topic, is_breach=breach, words=words, product=about)
    say("Đã ghi nhận định.")


@inspection.command("keep-photo")
@as_account
@which
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
@click.option("--caption", metavar="CHỮ", help="Chú thích.")
def keep_photo(actor: Actor, public_id: str, file: Path, caption: str | None) -> None:
    """Lưu một ảnh của buổi kiểm tra."""
    inspections.keep_photo(actor=actor, inspection=public_id, content=file.read_bytes(), caption=caption)
    say("Đã lưu ảnh.")


@inspection.command("conclude")
@as_account
@which
@click.option("--conclusion", metavar="KẾT-LUẬN", type=Code(Conclusion), required=True, help=f"{codes(Conclusion)}.")
@on
@words
def conclude(actor: Actor, public_id: str, conclusion: Conclusion, day: date, words: str) -> None:
    """Kết luận cuộc kiểm tra."""
    inspections.conclude(actor=actor, inspection=public_id, conclusion=conclusion, concluded_on=day, words=words)
    say(f"Đã kết luận: {word(conclusion)}.")


@inspection.command("follow")
@as_account
@which
@on
@words
@click.option("--decision", metavar="QUYẾT-ĐỊNH", help="Quyết định thu hồi, nếu có.")
def follow(actor: Actor, public_id: str, day: date, words: str, decision: str | None) -> None:
    """Ghi kết quả thực hiện kết luận và kết thúc cuộc kiểm tra."""
    named = None if decision is None else decision_named(decision)
    inspections.follow(actor=actor, inspection=public_id, followed_on=day, words=words, decision=named)
    say("Đã ghi kết quả.")


@inspection.command("cancel")
@as_account
@which
@reason_asked
def cancel(actor: Actor, public_id: str, reason: str) -> None:
    """Hủy cuộc kiểm tra chưa tiến hành."""
    inspections.cancel(actor=actor, inspection=public_id, reason=reason)
    say("Đã hủy cuộc kiểm tra.")


@case.command("receive")
@as_account
@click.option("--kind", metavar="LOẠI", type=Code(CaseKind), required=True, help=f"{codes(CaseKind)}.")
@on
@click.option("--about", metavar="CHỮ", required=True, help="Nội dung.")
@click.option("--from", "from_whom", metavar="CHỮ", help="Người phản ánh và cách liên hệ.")
@click.option("--document", metavar="CHỮ", help="Số, ngày văn bản.")
@click.option("--producer", metavar="CHỦ-THỂ", help="Chủ thể.")
@click.option("--product", metavar="SẢN-PHẨM", help="Sản phẩm.")
def receive(
    actor: Actor,
    kind: CaseKind,
    day: date,
    about: str,
    from_whom: str | None,
    document: str | None,
    producer: str | None,
    product: str | None,
) -> None:
    """Tiếp nhận một vụ việc và in mã của nó."""
    made = supervision_cases.receive(
        actor=actor,
        kind=kind,
        received_on=day,
        about=about,
        from_whom=from_whom,
        document=document,
        producer=None if producer is None else producer_named(producer),
        product=None if product is None else product_named(product),
    )
    say(made)


@case.command("answer")
@as_account
@which
@on
@words
def answer(actor: Actor, public_id: str, day: date, words: str) -> None:
    """Ghi nội dung trả lời."""
    supervision_cases.answer(actor=actor, case=public_id, words=words, answered_on=day)
    say("Đã ghi câu trả lời.")


@case.command("close")
@as_account
@which
@on
@reason_asked
def close(actor: Actor, public_id: str, day: date, reason: str) -> None:
    """Kết thúc vụ việc."""
    supervision_cases.close(actor=actor, case=public_id, closed_on=day, reason=reason)
    say("Đã kết thúc vụ việc.")


@case.command("erase")
@as_account
@which
@click.option("--ground", metavar="CĂN-CỨ", required=True, help="Căn cứ, ví dụ yêu cầu của người phản ánh.")
@click.option("--about", metavar="CHỮ", help="Nội dung vụ việc ghi lại, không nêu người; bỏ qua: giữ nguyên.")
@click.option("--answer", metavar="CHỮ", help="Nội dung trả lời ghi lại, không nêu người; bỏ qua: giữ nguyên.")
def erase(actor: Actor, public_id: str, ground: str, about: str | None, answer: str | None) -> None:
    """Xóa hẳn tên, liên hệ của người phản ánh, cả trong các bản cũ; không lấy lại được."""
    gone = complainer_erasure.erase_complainer(actor=actor, case=public_id, ground=ground, about=about, answer=answer)
    say(f"Đã xóa dữ liệu người phản ánh; {gone} bản ghi cũ được xóa theo.")


@stamp.command("record")
@as_account
@click.argument("certificate", metavar="GIẤY")
@click.option("--move", metavar="VIỆC", type=Code(StampMove), required=True, help=f"{codes(StampMove)}.")
@click.option("--series", metavar="KÝ-HIỆU", required=True, help="Ký hiệu của tem.")
@click.option("--first", "first_number", metavar="SỐ", type=int, required=True, help="Từ số.")
@click.option("--last", "last_number", metavar="SỐ", type=int, required=True, help="Đến số.")
@click.option("--person", metavar="HỌ-TÊN", required=True, help="Người nhận hoặc người giao.")
@on
@click.option("--reason", metavar="LÝ-DO", help="Ghi chú; phải có khi hủy tem.")
def record(
    actor: Actor,
    certificate: str,
    move: StampMove,
    series: str,
    first_number: int,
    last_number: int,
    person: str,
    day: date,
    reason: str | None,
) -> None:
    """Ghi việc cấp, trả lại hoặc hủy tem."""
    count = stamps.record(
        actor=actor,
        move=move,
        certificate=certificate_named(certificate).public_id,
        series=series,
        first_number=first_number,
        last_number=last_number,
        person=person,
        done_on=day,
        reason=reason,
    )
    say(f"Đã ghi {count} tem.")
