"""What is asked about one line of an annex, by the kind of decision it belongs to."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import Length

from registry.queries.annex_candidates import HeldCertificate, ProductCandidate
from registry.queries.annexes import AnnexLine
from registry.rules.certificate_life import RevocationGround
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import RecognitionKind
from registry.rules.stars import FewerStarsGround, StarRating, certifiable
from registry.usecases.drafting import Line
from registry.web.dates import short_day
from registry.web.forms.fields import ChoiceField, DayField, DependsOnOthers, Required, ScoreField, WordField
from registry.web.forms.form import OurForm
from registry.web.forms.instrument_field import InstrumentField
from registry.web.product_sets import code_of, number_of, of_the_instrument, offered_sets
from registry.web.words import choices, word

LONGEST = 500
_STARS = choices(stars for stars in StarRating if certifiable(stars))
_KINDS = (RecognitionKind.FIRST, RecognitionKind.REASSESSED, RecognitionKind.UPGRADED)


class LineForm(OurForm):
    """What every line is asked."""

    note = StringField("Ghi chú in trong phụ lục", [Length(max=LONGEST)])
    seen = HiddenField()
    """The line as the person saw it; empty for a new one."""

    def take_product(self, product: ProductCandidate) -> None:
        """Offer what depends on the product."""

    def line(self, product: str) -> Line:
        """Return the line that was typed, as far as it could be read."""
        raise NotImplementedError


class _AssessedForm(LineForm):
    """A line about a result."""

    score = ScoreField("Điểm", description="Ví dụ 87,5.", render_kw={"inputmode": "decimal"})
    instrument = InstrumentField("Văn bản áp dụng", blank="Theo ngày đánh giá")
    product_set = ChoiceField("Bộ sản phẩm", [of_the_instrument], offered=offered_sets, blank="Chưa chọn")
    product_code = StringField(
        "Mã sản phẩm", [Length(max=60)], description="Mã tỉnh – mã xã – số thứ tự – năm, nếu đã có."
    )
    filed_on = DayField("Ngày nộp hồ sơ")
    assessed_on = DayField("Ngày đánh giá")

    def _assessed(self) -> dict[str, Any]:
        return {
            **self.said("score", "instrument", "product_code", "filed_on", "assessed_on", "note"),
            "product_set": None if self.product_set.errors else self._set(),
        }

    def _set(self) -> int | None:
        return number_of(str(self.product_set.data or ""), instrument=self.instrument.data)


class RecognitionForm(_AssessedForm):
    """A product that is given stars."""

    kind = WordField("Hình thức công nhận", [Required()], kind=RecognitionKind, of=_KINDS)
    stars = ChoiceField("Hạng sao", offered=_STARS, blank="Chưa có")
    stars_ground = WordField("Lý do xếp hạng thấp hơn khung điểm", kind=FewerStarsGround, blank="Không")
    valid_from = DayField("Có giá trị từ ngày", description="Để trống: theo quyết định.")
    valid_until = DayField("Đến hết ngày")
    validity_ground = StringField("Căn cứ của thời hạn khác", [DependsOnOthers(), Length(max=LONGEST)])

    def line(self, product: str) -> Line:
        return Line(
            product=product,
            stars=_number(self.stars.data),
            **self.said("kind", "stars_ground", "valid_from", "valid_until", "validity_ground"),
            **self._assessed(),
        )


class ResultForm(_AssessedForm):
    """A result of 90 points and more, on its way to the Ministry."""

    def line(self, product: str) -> Line:
        return Line(product=product, act=LineAct.APPROVE_RESULT, kind=None, **self._assessed())


class _CertificateForm(LineForm):
    """A line about a certificate that was given."""

    certificate = ChoiceField("Giấy chứng nhận", [Required()], offered=())

    def take_product(self, product: ProductCandidate) -> None:
        self.certificate.choices = [(held.public_id, _certificate_words(held)) for held in product.certificates]


class RevocationForm(_CertificateForm):
    """A certificate that is taken away."""

    ground = ChoiceField(
        "Căn cứ thu hồi",
        [Required()],
        offered=choices(RevocationGround),
        blank="Hãy chọn",
        description="Sáu căn cứ tại Điều 8 Quyết định số 26/2026/QĐ-TTg.",
    )
    effective_on = DayField("Thu hồi từ ngày", description="Để trống: từ ngày quyết định.")

    def line(self, product: str) -> Line:
        return Line(
            product=product,
            act=LineAct.REVOKE,
            kind=None,
            **self.said("certificate", "ground", "effective_on", "note"),
        )


class CorrectionForm(_CertificateForm):
    """A certificate that is given anew, that should not have been given, or that should not have ended."""

    act = WordField("Cách xử lý", [Required()], kind=LineAct, of=(LineAct.REISSUE, LineAct.ANNUL, LineAct.RESTORE))
    ground = StringField("Lý do đính chính", [Required(), Length(max=LONGEST)])
    score = ScoreField("Điểm đúng", description="Để trống: như giấy cũ.")
    stars = ChoiceField("Hạng sao đúng", offered=_STARS, blank="Như giấy cũ")
    product_code = StringField("Mã sản phẩm đúng", [Length(max=60)], description="Để trống: như giấy cũ.")
    effective_on = DayField(
        "Hủy, khôi phục từ ngày",
        description="Chỉ với giấy bị hủy hoặc được khôi phục. Để trống: từ ngày quyết định.",
    )

    def line(self, product: str) -> Line:
        return Line(
            product=product,
            kind=RecognitionKind.REISSUED if self.act.data is LineAct.REISSUE else None,
            stars=_number(self.stars.data),
            **self.said("act", "certificate", "ground", "score", "product_code", "effective_on", "note"),
        )


FORMS: Mapping[DecisionKind, type[LineForm]] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: RecognitionForm,
        DecisionKind.RESULT_APPROVAL: ResultForm,
        DecisionKind.CORRECTION: CorrectionForm,
        DecisionKind.REVOCATION: RevocationForm,
    }
)
_KEPT = (
    "kind",
    "act",
    "stars",
    "stars_ground",
    "instrument",
    "product_code",
    "filed_on",
    "assessed_on",
    "valid_from",
    "valid_until",
    "validity_ground",
    "ground",
    "effective_on",
    "note",
)


def values_of(line: AnnexLine) -> dict[str, Any]:
    """Return what a form shows of a line that exists."""
    values: dict[str, Any] = {name: getattr(line, name) for name in _KEPT}
    values["score"] = None if line.score is None else Decimal(line.score) / 100
    values["certificate"] = line.about.public_id if line.about else None
    values["seen"] = line.mark
    values["product_set"] = code_of(line.product_set, instrument=line.instrument)
    return values


def _certificate_words(held: HeldCertificate) -> str:
    number = held.number or "không rõ số"
    until = f", đến {short_day(held.valid_until)}" if held.valid_until else ""
    return f"{number} – {held.stars} sao{until} ({word(held.standing).lower()})"


def _number(written: object) -> int | None:
    return int(str(written)) if written else None
