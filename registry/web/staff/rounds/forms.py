"""What is asked about a round, its council and its results."""

from functools import partial

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from registry.models.assessment_round import RoundMethod
from registry.queries import rounds_at_work
from registry.rules.council import MemberRole
from registry.rules.decision_life import DecisionKind
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import BoxesField, ChoiceField, DayField, Required, ScoreField, WholeField, WordField
from registry.web.forms.form import OurForm
from registry.web.reading import reading_session


class RoundForm(OurForm):
    """A round that is opened."""

    year = WholeField("Năm", [Required()])
    number = WholeField("Đợt số", [Required()])
    filed_before = DayField(
        "Chốt hồ sơ trước ngày", [Required()], description="Xã chuyển hồ sơ lên tỉnh trước ngày này thì kịp đợt."
    )
    finish_before = DayField("Kết thúc trước ngày", [Required()])
    method = WordField(
        "Hình thức",
        [Required()],
        kind=RoundMethod,
        description="Lấy ý kiến bằng văn bản chỉ dùng cho đánh giá lại (QĐ 26/2026, Điều 7 khoản 6).",
    )
    note = TextAreaField("Ghi chú", [Length(max=LONGEST_TEXT)])


def _people() -> list[tuple[str, str]]:
    return [(one.public_id, one.name) for one in rounds_at_work.members_to_seat(reading_session())]


class SeatForm(OurForm):
    """Somebody who sits in the council."""

    account = ChoiceField("Người", [Required()], offered=_people, blank="Chọn")
    role = WordField("Vai trò", [Required()], kind=MemberRole)
    agency = StringField("Cơ quan", [Required(), Length(max=LONGEST_LINE)])
    office = StringField("Chức vụ", [Length(max=LONGEST_LINE)])
    substitute_for = StringField(
        "Đi thay cho", [Length(max=LONGEST_LINE)], description="Tên người được thay, như biên bản ghi."
    )


class PresenceForm(OurForm):
    """Who is there."""

    present = BoxesField("Thành viên có mặt", validate_choice=False)


class TieForm(OurForm):
    """A tie between a member and a producer."""

    producer = ChoiceField("Chủ thể", [Required()], blank="Chọn")
    reason = StringField("Quan hệ với chủ thể", [Required(), Length(max=LONGEST_LINE)])


class AdmitForm(OurForm):
    """The dossiers that are taken in."""

    dossiers = BoxesField("Hồ sơ", [Required()])


class ReasonForm(OurForm):
    """Why something is taken back."""

    reason = StringField("Lý do", [Required(), Length(max=LONGEST_LINE)])


class BeginForm(OurForm):
    """The day on which the council assesses."""

    held_on = DayField(
        "Ngày đánh giá",
        [Required()],
        description="Ngày họp Hội đồng, hoặc ngày gửi phiếu lấy ý kiến; quyết định văn bản áp dụng cho từng hồ sơ.",
    )


class DiscussionForm(OurForm):
    """What the council said about a dossier."""

    words = TextAreaField("Nội dung Hội đồng đã thảo luận", [Required(), Length(max=LONGEST_TEXT)])


class RecordForm(OurForm):
    """A result for which the register has no criteria."""

    score = ScoreField("Điểm trung bình", [Required()])
    stars = ChoiceField(
        "Hạng sao", [Required()], offered=[(str(stars), f"{stars} sao") for stars in range(1, 6)], blank="Chọn"
    )
    source = StringField(
        "Nguồn của kết quả",
        [Required(), Length(max=LONGEST_LINE)],
        description="Ví dụ: Biên bản họp Hội đồng số 12/BB-HĐ ngày 05/12/2026.",
    )


def _drafts(kind: DecisionKind) -> list[tuple[str, str]]:
    return [(one.public_id, one.title) for one in rounds_at_work.drafts_to_fill(reading_session(), kind)]


class AnnexForm(OurForm):
    """The draft of a recognition that takes the results."""

    decision = ChoiceField(
        "Dự thảo quyết định", offered=partial(_drafts, DecisionKind.RECOGNITION), blank="Lập dự thảo mới"
    )
    title = StringField("Trích yếu của dự thảo mới", [Length(max=500)], description="Bỏ qua khi chọn dự thảo đã có.")


class HighAnnexForm(AnnexForm):
    """The draft of an approval that takes the results for the Ministry to decide."""

    decision = ChoiceField(
        "Dự thảo quyết định", offered=partial(_drafts, DecisionKind.RESULT_APPROVAL), blank="Lập dự thảo mới"
    )
