"""What becomes of a producer: a new name, a merger, its end."""

from flask import flash, request
from flask.typing import ResponseReturnValue

from registry.models.producer import ProducerStatus
from registry.queries import annex_candidates, producer_record
from registry.rules.search_key import clean
from registry.usecases import producer_fates, renaming
from registry.usecases.lookalikes import refuse_producers_alike
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.site import site
from registry.web.staff.producers.blueprint import found, pages
from registry.web.staff.producers.forms import DissolveForm, MergeForm, RenameForm, ReopenForm
from registry.web.staff.records import Told, refused_record

INTO = "vao"


@pages.route("/<id:public_id>/doi-ten", methods=["GET", "POST"])
def rename(public_id: str) -> ResponseReturnValue:
    """Give a producer another legal name since a day."""
    row, form, told = found(public_id), RenameForm(), Told()
    if form.validate_on_submit():
        with refused_record(form, told):
            renaming.rename_producer(
                actor=current_actor(),
                producer=public_id,
                confirmed_distinct=form.confirmed_distinct.data,
                **form.said("name", "on", "reason"),
            )
            flash("Đã ghi tên mới. Giấy đã cấp vẫn mang tên của ngày ký.", "success")
            return see_other("staff_producers.show", public_id=public_id)
    if form.errors and form.name.data and not form.confirmed_distinct.data:
        with refused_record(form, told):
            refuse_producers_alike(reading_session(), form.name.data, besides=row)
    alike = producer_record.producers(reading_session(), told.existing)
    return answer_form("staff/producers/rename.html", form=form, producer=row, alike=alike)


@pages.route("/<id:public_id>/sap-nhap", methods=["GET", "POST"])
def merge(public_id: str) -> ResponseReturnValue:
    """Merge a producer into another since a day: the other is chosen first."""
    row = found(public_id)
    into = annex_candidates.producer(reading_session(), request.args.get(INTO, ""), province=site().province)
    if into is None:
        text = clean(request.args.get("q", ""))[:200]
        candidates = annex_candidates.producers(reading_session(), text, province=site().province)
        others = [one for one in candidates if one.public_id != public_id]
        return answer_form("staff/producers/choose.html", form=MergeForm(), producer=row, text=text, found=others)
    form = MergeForm()
    if form.validate_on_submit():
        with refused_into(form):
            producer_fates.merge_producers(
                actor=current_actor(), olds=[public_id], into=into.public_id, **form.said("on", "reason")
            )
            flash(f"Đã ghi sáp nhập vào {into.name}. Sản phẩm chuyển theo.", "success")
            return see_other("staff_producers.show", public_id=into.public_id)
    return answer_form("staff/producers/merge.html", form=form, producer=row, into=into)


@pages.route("/<id:public_id>/cham-dut", methods=["GET", "POST"])
def dissolve(public_id: str) -> ResponseReturnValue:
    """Say that a producer was dissolved on a day."""
    row, form = found(public_id), DissolveForm()
    if form.validate_on_submit():
        with refused_into(form):
            producer_fates.dissolve_producer(actor=current_actor(), producer=public_id, **form.said("on", "reason"))
            flash("Đã ghi chấm dứt hoạt động. Giấy chứng nhận còn hiệu lực chỉ thu hồi bằng quyết định.", "success")
            return see_other("staff_producers.show", public_id=public_id)
    is_possible = row.status is ProducerStatus.ACTIVE
    return answer_form("staff/producers/dissolve.html", form=form, producer=row, is_possible=is_possible)


@pages.route("/<id:public_id>/mo-lai", methods=["GET", "POST"])
def reopen(public_id: str) -> ResponseReturnValue:
    """Take back a dissolution that was written down by mistake."""
    row, form = found(public_id), ReopenForm()
    if form.validate_on_submit():
        with refused_into(form):
            producer_fates.reopen_producer(actor=current_actor(), producer=public_id, reason=form.reason.data or "")
            flash("Đã mở lại chủ thể.", "success")
            return see_other("staff_producers.show", public_id=public_id)
    is_possible = row.status is ProducerStatus.DISSOLVED
    return answer_form("staff/producers/reopen.html", form=form, producer=row, is_possible=is_possible)
