"""The slip that a producer gets for a dossier that was handed in: what came, item by item, and its seal."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Side, Signature, Table, TableColumn
from registry import clock
from registry.documents import assessed, bundle, official
from registry.documents.printing import PaperRefused
from registry.models.dossier import Dossier, Submission
from registry.queries import dossier_clocks, dossiers
from registry.queries.settings import Settings
from registry.rules.clocks import Step
from registry.rules.evidence import Means
from registry.rules.number_words import two_digits
from registry.rules.working_days import is_foreseeable, last_day


def paper(session: Session, dossier: Dossier) -> tuple[str, bytes]:
    """Return the slip for what was handed in last, with the name of its file.

    :raises PaperRefused: if nothing was handed in, or naming the field that cannot be printed as it should be.
    """
    name = bundle.filename("Phiếu tiếp nhận", dossier.product.name, dossier.producer.name)
    return name, official.draw(content(session, dossier))


def content(session: Session, dossier: Dossier) -> OfficialPaper:
    """Put the last handing in of a dossier into the words of the slip.

    :raises PaperRefused: if nothing was handed in.
    """
    submission = dossiers.latest_submission(session, dossier.id)
    if submission is None:
        raise PaperRefused("Hồ sơ chưa nộp nên chưa có phiếu tiếp nhận.", subject=dossier.product.name)
    settings, is_demonstration = official.settings_of(session)
    came = submission.at.astimezone(clock.VIETNAM)
    commune = dossier.commune
    return OfficialPaper(
        parent_body=None if commune else settings.issuing_heading,
        issuing_body=f"ỦY BAN NHÂN DÂN {commune.full_name.upper()}"
        if commune
        else assessed.department_heading(settings),
        symbol=None,
        title="PHIẾU TIẾP NHẬN HỒ SƠ",
        subject="Đăng ký đánh giá, phân hạng sản phẩm OCOP",
        place=commune.name if commune else settings.place_of_signing,
        issued_on=came.date(),
        blocks=(
            *_about(dossier, submission),
            Paragraph(text="Hồ sơ gồm có", manner=Manner.HEADING),
            _items(dossier, submission.manifest),
            *_due(dossier, came.date(), settings),
        ),
        signatures=(
            Signature(authority_lines=("NGƯỜI NỘP HỒ SƠ",)),
            Signature(authority_lines=("NGƯỜI TIẾP NHẬN",)),
        ),
        signing_hint="(Ký, ghi rõ họ tên)",
        foot=f"Nộp lần {submission.sequence}, lúc {came:%H:%M} ngày {came:%d/%m/%Y}; SHA-256: {submission.sha256}",
        is_demonstration=is_demonstration,
    )


def _about(dossier: Dossier, submission: Submission) -> Iterator[Paragraph]:
    came = submission.at.astimezone(clock.VIETNAM)
    for label, value in (
        ("Số phiếu đăng ký:", dossier.number or official.DOTS),
        ("Tên sản phẩm:", dossier.product.name_on(came.date())),
        ("Tên chủ thể:", dossier.producer.name_on(came.date())),
        ("Hình thức:", assessed.KINDS[dossier.kind]),
        ("Văn bản áp dụng:", dossiers.governed_by(dossier).title),
        ("Nộp lần thứ:", f"{submission.sequence}, lúc {came:%H:%M} ngày {came:%d/%m/%Y}"),
    ):
        yield Paragraph(lead=label, text=value, manner=Manner.ENTRY)
    # What came on paper earlier counts from the day it came.
    if dossier.filed_on and dossier.filed_on != came.date():
        yield Paragraph(lead="Ngày nhận hồ sơ giấy:", text=f"{dossier.filed_on:%d/%m/%Y}", manner=Manner.ENTRY)


def _items(dossier: Dossier, manifest: dict[str, Any]) -> Table:
    filed = {item["code"]: item for item in manifest["items"] if item["files"]}
    return Table(
        columns=(
            TableColumn(title="TT", share=11, side=Side.CENTRE, field="number"),
            TableColumn(title="Giấy tờ", share=80, field="item"),
            TableColumn(title="Số tệp", share=22, side=Side.CENTRE),
            TableColumn(title="Ngày cấp", share=25, side=Side.CENTRE),
            TableColumn(title="Hết hạn", share=25, side=Side.CENTRE),
        ),
        rows=tuple(
            (str(number), item.title, *_brought(item.means, filed.get(item.code)))
            for number, item in enumerate(
                (one for one in dossiers.items_of(dossier) if one.means is not Means.WORKED_OUT), start=1
            )
        ),
        when_empty="Văn bản áp dụng không có danh mục hồ sơ trong sổ.",
    )


def _brought(means: Means, item: dict[str, Any] | None) -> tuple[str, str, str]:
    if means is Means.FORM:
        return ("biểu mẫu", "", "")
    if means is Means.GOODS:
        return ("hiện vật", "", "")
    if item is None:
        return ("không có", "", "")
    return (two_digits(len(item["files"])), _day(item["issued_on"]), _day(item["expires_on"]))


def _day(written: str | None) -> str:
    return f"{date.fromisoformat(written):%d/%m/%Y}" if written else ""


def _due(dossier: Dossier, came: date, settings: Settings) -> Iterator[Paragraph]:
    """Say until when the commune answers (QĐ 26/2026, Điều 7)."""
    limit = dossier_clocks.limits_of(settings).get(Step.SCREENING)
    calendar = dossier_clocks.calendar_of(settings)
    if limit is None:
        return
    due = last_day(came, limit, calendar)
    until = f"trong {limit.days} ngày làm việc kể từ ngày nhận"
    # A year whose days off are not announced yet gives no certain day.
    if is_foreseeable(came, due, calendar):
        until = f"chậm nhất ngày {due:%d/%m/%Y}"
    ground = f" ({limit.ground})" if limit.ground else ""
    yield Paragraph(text=f"Ủy ban nhân dân cấp xã xem xét, trả lời {until}{ground}.")
