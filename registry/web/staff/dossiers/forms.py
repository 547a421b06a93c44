"""What is asked about a dossier: what it is for, its papers, its way."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from registry.models.dossier import ReviewKind
from registry.rules.instruments import RecognitionKind
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.dossier_words import MEANT
from registry.web.forms.fields import ChoiceField, DayField, Required, WholeField, WordField
from registry.web.forms.form import OurForm
from registry.web.product_sets import offered_sets

KINDS = (RecognitionKind.FIRST, RecognitionKind.UPGRADED, RecognitionKind.REASSESSED)


class OpenForm(OurForm):
    """A dossier that is opened for a product."""

    kind = WordField("Đăng ký", [Required()], kind=RecognitionKind, of=KINDS)
    product_set = ChoiceField("Bộ sản phẩm", [Required()], offered=offered_sets, blank="Chọn")
    filed_on = DayField(
        "Ngày nhận hồ sơ giấy",
        description="Để trống nếu hồ sơ nộp hôm nay; văn bản áp dụng được chọn theo ngày này.",
    )
    meant = BooleanField(MEANT)


class SubmitForm(OurForm):
    """A dossier that came on paper is handed in."""

    filed_on = DayField("Ngày nộp trên giấy", description="Để trống nếu nộp hôm nay.")


class ReasonForm(OurForm):
    """Why something is done in another's name."""

    reason = StringField(
        "Lý do", [Required(), Length(max=LONGEST_LINE)], description="Kèm số, ngày của văn bản nếu có."
    )


class CloseForm(OurForm):
    """The notice by which producer and commune were told."""

    notice = StringField(
        "Thông báo kết quả",
        [Required(), Length(max=LONGEST_LINE)],
        description="Số, ngày của thông báo gửi xã và chủ thể, hoặc văn bản của Bộ.",
    )


class ReviewForm(OurForm):
    """What the advisory team found."""

    kind = WordField("Hình thức", [Required()], kind=ReviewKind)
    done_on = DayField("Ngày thực hiện", [Required()])
    words = TextAreaField("Nội dung", [Required(), Length(max=LONGEST_TEXT)])


class ForwardForm(OurForm):
    """What the commune found (Mẫu số 03), entered in its name."""

    materials = TextAreaField("Nguồn gốc nguyên liệu", [Required(), Length(max=LONGEST_TEXT)])
    labour = TextAreaField("Sử dụng lao động địa phương", [Required(), Length(max=LONGEST_TEXT)])
    idea = TextAreaField("Nguồn gốc ý tưởng sản phẩm", [Required(), Length(max=LONGEST_TEXT)])
    identity = TextAreaField("Bản sắc, trí tuệ địa phương", [Required(), Length(max=LONGEST_TEXT)])
    letter_number = StringField("Số văn bản đề nghị của xã", [Length(max=LONGEST_LINE)])
    letter_on = DayField("Ngày văn bản")
    samples = WholeField("Số sản phẩm mẫu")


class AdmitForm(OurForm):
    """The round that takes the dossier."""

    round = ChoiceField("Đợt đánh giá", [Required()], blank="Chọn")
