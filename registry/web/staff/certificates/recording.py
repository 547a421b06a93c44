"""Recording by hand one certificate that others gave, or that was given before this register."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import StringField, ValidationError
from wtforms.validators import Length

from registry import clock
from registry.models.body import BodyKind
from registry.queries import annex_candidates
from registry.queries.annex_candidates import ProductCandidate
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.rules.stars import FewerStarsGround, StarRating, certifiable
from registry.usecases import recording_one
from registry.usecases.recording_one import Paper
from registry.usecases.sources import Source
from registry.web.doors import current_actor
from registry.web.forms.fields import (
    Between,
    ChoiceField,
    DayField,
    DependsOnOthers,
    Required,
    ScoreField,
    WholeField,
    WordField,
)
from registry.web.forms.form import OurForm
from registry.web.forms.instrument_field import InstrumentField
from registry.web.forms.uploads import UploadField
from registry.web.listing import LONGEST_TEXT, TEXT
from registry.web.product_sets import number_of, of_the_instrument, offered_sets
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.certificates.blueprint import pages
from registry.web.words import choices

FIRST_YEAR, LAST_YEAR = 2018, 2100
_STARS = choices(stars for stars in StarRating if certifiable(stars))


class RecordForm(OurForm):
    """What is read off the paper."""

    body_kind = WordField("Cấp ban hành quyết định", [Required()], kind=BodyKind)
    body_name = StringField(
        "Tên cơ quan ban hành",
        [DependsOnOthers(), Length(max=300)],
        description="Bắt buộc với huyện và tỉnh khác, ví dụ: Ủy ban nhân dân huyện Tam Đường.",
    )
    number = StringField("Số quyết định", [Length(max=60)], description="Để trống nếu không rõ.")
    signed_on = DayField("Ngày ký quyết định", description="Để trống nếu chỉ biết năm.")
    year = WholeField("Năm của quyết định", [DependsOnOthers(), Between(min=FIRST_YEAR, max=LAST_YEAR)])
    round_no = WholeField("Đợt", [Between(min=1, max=99)])
    source = StringField("Biết từ đâu", [Length(max=500)], description="Bản giấy, công văn, hoặc địa chỉ trang web.")
    product_name = StringField("Tên sản phẩm ghi trên giấy", [Required(), Length(max=300)])
    producer_name = StringField("Tên chủ thể ghi trên giấy", [Required(), Length(max=300)])
    certificate_number = StringField(
        "Số giấy chứng nhận", [Length(max=60)], description="Như in trên giấy; để trống nếu không rõ."
    )
    kind = WordField("Hình thức công nhận", [Required()], kind=RecognitionKind)
    stars = ChoiceField("Hạng sao", [Required()], offered=_STARS, blank="Hãy chọn")
    stars_ground = WordField("Lý do xếp hạng thấp hơn khung điểm", kind=FewerStarsGround, blank="Không")
    score = ScoreField("Điểm", description="Để trống nếu không rõ.", render_kw={"inputmode": "decimal"})
    instrument = InstrumentField("Văn bản áp dụng", blank="Không rõ")
    product_set = ChoiceField("Bộ sản phẩm", [of_the_instrument], offered=offered_sets, blank="Không rõ")
    product_code = StringField("Mã sản phẩm", [Length(max=60)])
    assessed_on = DayField("Ngày đánh giá")
    valid_from = DayField("Có giá trị từ ngày", description="Để trống: từ ngày ký quyết định.")
    valid_until = DayField("Đến hết ngày", description="Để trống: 36 tháng.")
    validity_ground = StringField("Căn cứ của thời hạn khác", [DependsOnOthers(), Length(max=500)])
    scan = UploadField(
        "Bản quét giấy chứng nhận",
        description="Tệp PDF, tối đa 20 MB. Nếu trang báo lỗi ở mục khác, hãy chọn lại tệp.",
        accept="application/pdf,.pdf",
    )

    def validate_year(self, field: Any) -> None:
        """Let a decision pass whose day or year is known.

        :raises ValidationError: if neither is.
        """
        if field.data is None and not field.errors and self.signed_on.data is None and not self.signed_on.errors:
            raise ValidationError("Hãy nhập ngày ký, hoặc ít nhất là năm của quyết định.")

    def decision(self) -> Source | None:
        """Return the decision that the paper stands on, if it could be read."""
        said = self.said("body_kind", "number", "signed_on", "round_no", "source", "year")
        # Where neither could be read the form is refused as it is; a year of some sort lets the rest be judged too.
        year = said.pop("year") or (said["signed_on"] or clock.today()).year
        if said["body_kind"] is None:
            return None
        return Source(
            body_name=self.body_name.data or "",
            year=year,
            round_year=year if said["round_no"] else None,
            **said,
        )

    def paper(self) -> Paper | None:
        """Return what the paper says, if it could be read."""
        if self.stars.errors or self.product_set.errors:
            return None
        number = number_of(str(self.product_set.data or ""), instrument=self.instrument.data)
        names = ("product_name", "producer_name", "certificate_number", "kind", "stars_ground", "score", "instrument")
        more = ("product_code", "assessed_on", "valid_from", "valid_until", "validity_ground")
        return Paper(stars=int(str(self.stars.data)), product_set=number, **self.said(*names, *more))


@pages.get("/ghi-nhan")
def choose_product() -> ResponseReturnValue:
    """Find the product whose certificate is to be recorded."""
    text = clean(request.args.get(TEXT, "")[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    return render_template(
        "staff/certificates/choose_product.html",
        text=text,
        found=annex_candidates.products(reading_session(), text, today=clock.today()),
        at_most=annex_candidates.AT_MOST,
    )


@pages.route("/ghi-nhan/<id:product_id>", methods=["GET", "POST"])
def record(product_id: str) -> ResponseReturnValue:
    """Record one certificate of a product."""
    product = annex_candidates.product(reading_session(), product_id, today=clock.today())
    if product is None:
        raise NotFound("Không có sản phẩm này.")
    form = RecordForm(data=_proposed(product))
    if form.validate_on_submit():
        with refused_into(form):
            public_id = _record(product_id, form)
            flash("Đã ghi nhận giấy chứng nhận.", "success")
            return see_other("staff_certificates.show", public_id=public_id)
    if form.errors:
        with refused_into(form):
            recording_one.judge_one(reading_session(), source=form.decision(), paper=form.paper(), scan=_scan(form))
    return answer_form("staff/certificates/record.html", form=form, product=product)


def _record(product_id: str, form: RecordForm) -> str:
    source, paper, scan = form.decision(), form.paper(), _scan(form)
    if source is None or paper is None:
        raise Refusal("Hãy kiểm tra lại các mục.")
    return recording_one.record_one(
        actor=current_actor(),
        product=product_id,
        source=source,
        paper=paper,
        scan=scan,
        scan_name=form.scan.data.filename if scan is not None else "",
    )


def _scan(form: RecordForm) -> bytes | None:
    """Return the scan that was sent, unless its size is refused already."""
    upload = None if form.scan.errors else form.scan.data
    if not upload:
        return None
    upload.stream.seek(0)
    content: bytes = upload.read()
    return content


def _proposed(product: ProductCandidate) -> dict[str, Any]:
    return {
        "body_kind": BodyKind.PROVINCE,
        "product_name": product.name,
        "producer_name": product.producer_name,
        "kind": RecognitionKind.REASSESSED if product.certificates else RecognitionKind.FIRST,
    }
