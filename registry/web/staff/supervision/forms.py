"""What is asked about inspections, cases and stamps."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from registry.rules.supervision import CaseKind, Conclusion, FindingTopic, InspectionKind, StampMove
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import ChoiceField, DayField, Required, WholeField, WordField
from registry.web.forms.form import OurForm
from registry.web.forms.uploads import UploadField

_LINE = Length(max=LONGEST_LINE)
_TEXT = Length(max=LONGEST_TEXT)


class ReplanForm(OurForm):
    """When the visit is to be, and who goes."""

    planned_on = DayField("Ngày dự kiến", [Required()])
    team = StringField("Người đi kiểm tra", [Required(), _LINE], description="Họ tên, đơn vị của từng người.")


class PlanForm(ReplanForm):
    """The same of a visit that is not planned yet."""

    kind = WordField("Loại kiểm tra", [Required()], kind=InspectionKind)


class VisitForm(OurForm):
    """That the visit was made."""

    visited_on = DayField("Ngày kiểm tra", [Required()])
    present = StringField("Đại diện chủ thể có mặt", [Required(), _LINE], description="Họ tên, chức vụ.")


class FindingForm(OurForm):
    """One finding."""

    product = ChoiceField("Về", blank="Chủ thể nói chung")
    topic = WordField("Nội dung kiểm tra", [Required()], kind=FindingTopic)
    words = TextAreaField("Nhận định", [Required(), _TEXT])
    is_breach = BooleanField("Đây là vi phạm hoặc điều phải khắc phục")


class PhotoForm(OurForm):
    """A photo of the visit."""

    photo = UploadField(
        "Ảnh", [Required()], accept="image/*", description="JPEG, PNG hoặc WebP. Không bao giờ công khai."
    )
    caption = StringField("Chú thích", [_LINE])


class ConclusionForm(OurForm):
    """What the visit comes to."""

    conclusion = WordField("Kết luận", [Required()], kind=Conclusion)
    concluded_on = DayField("Ngày kết luận", [Required()])
    words = TextAreaField("Nội dung kết luận", [Required(), _TEXT], description="Căn cứ, yêu cầu đối với chủ thể.")


class FollowForm(OurForm):
    """What came of it."""

    followed_on = DayField("Ngày", [Required()])
    words = TextAreaField("Kết quả thực hiện", [Required(), _TEXT])
    decision = ChoiceField("Quyết định thu hồi", blank="Không có", description="Nếu đã thu hồi giấy chứng nhận.")


class ReasonForm(OurForm):
    """Why."""

    reason = StringField("Lý do", [Required(), _LINE])


class ReceiveForm(OurForm):
    """A complaint or a demand that came."""

    kind = WordField("Loại", [Required()], kind=CaseKind)
    product = ChoiceField("Sản phẩm", blank="Không rõ hoặc nhiều sản phẩm")
    received_on = DayField("Ngày nhận", [Required()])
    document = StringField("Số, ngày văn bản", [_LINE])
    from_whom = TextAreaField("Người phản ánh", [_TEXT], description="Họ tên, cách liên hệ. Không bao giờ công khai.")
    about = TextAreaField("Nội dung", [Required(), _TEXT])


class AnswerForm(OurForm):
    """What a case was answered."""

    answered_on = DayField("Ngày trả lời", [Required()])
    words = TextAreaField("Nội dung trả lời", [Required(), _TEXT])


class CloseForm(OurForm):
    """Why nothing is left to do."""

    closed_on = DayField("Ngày kết thúc", [Required()])
    reason = TextAreaField("Lý do", [Required(), _TEXT])


class EraseForm(OurForm):
    """Why the person behind a case is erased, and what its words say from then on."""

    ground = TextAreaField("Căn cứ", [Required(), _TEXT], description="Ví dụ: yêu cầu của người phản ánh, ngày …")
    about = TextAreaField(
        "Nội dung vụ việc", [Required(), _TEXT], description="Bỏ tên, số điện thoại, địa chỉ nếu nội dung có nêu."
    )
    answer = TextAreaField("Nội dung trả lời", [_TEXT], description="Bỏ tên người phản ánh nếu có nêu.")


class StampForm(OurForm):
    """An entry of the ledger of stamps."""

    move = WordField("Việc", [Required()], kind=StampMove)
    series = StringField("Ký hiệu (sê-ri)", [Required(), _LINE])
    first_number = WholeField("Từ số", [Required()])
    last_number = WholeField("Đến số", [Required()])
    person = StringField("Người nhận hoặc người giao", [Required(), _LINE])
    done_on = DayField("Ngày", [Required()])
    reason = StringField("Lý do, ghi chú", [_LINE], description="Phải ghi khi hủy tem.")
