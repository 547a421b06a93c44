"""What is asked about a round, its council and its results."""

from functools import partial
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from registry.models.assessment_round import RoundMethod
from registry.queries import rounds_at_work
from registry.rules.council import MemberRole
from registry.rules.decision_life import DecisionKind
from registry.rules.rounds import long_after
from registry.usecases.typed import LONGEST_LINE, LONGEST_TEXT
from registry.web.forms.fields import (
    BoxesField,
    ChoiceField,
    DayField,
    DependsOnOthers,
    Required,
    ScoreField,
    WholeField,
    WordField,
)
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
    long_is_meant = BooleanField("Đã xem lại: hai ngày của đợt là đúng")

    def is_meant(self) -> bool:
        """Say whether a round that takes longer than the instrument gives is meant so; if not, ask at its end."""
        days: dict[str, Any] = self.said("filed_before", "finish_before")
        doubt = long_after(days["filed_before"], days["finish_before"])
        if doubt is None or self.long_is_meant.data:
            return True
        self.finish_before.errors = [f"{doubt} Hãy sửa, hoặc đánh dấu xác nhận bên dưới."]
        return False


def _people() -> list[tuple[str, str]]:
    return [(one.public_id, one.name) for one in rounds_at_work.members_to_seat(reading_session())]


class SeatForm(OurForm):
    """Somebody who sits in the council."""

    account = ChoiceField("Người", [Required()], offered=_people, blank="Chọn")
    role = WordField("Vai trò", [Required()], kind=MemberRole)
    agency = StringField("Cơ quan", [Required(), Length(max=LONGEST_LINE)])
    office = StringField("Chức vụ", [Length(max=LONGEST_LINE)])
    substitute_for = StringField(
        "Đi thay cho",
        [Length(max=LONGEST_LINE)],
        description="Chỉ ghi khi người được thay không có trong Hội đồng này; "
        "thay một thành viên đã có thì bấm “Cử người dự thay” ở dòng của người ấy.",
    )


class SubstituteForm(OurForm):
    """Who takes a seat over, since when and why."""

    account = ChoiceField("Người dự thay", [Required()], offered=_people, blank="Chọn")
    agency = StringField("Cơ quan", [Required(), Length(max=LONGEST_LINE)])
    office = StringField("Chức vụ", [Length(max=LONGEST_LINE)])
    on = DayField("Từ ngày", [Required()])
    reason = StringField("Lý do", [Required(), Length(max=LONGEST_LINE)], description="Được ghi trong biên bản.")
    ties = BoxesField("Người dự thay có quan hệ lợi ích với chủ thể", validate_choice=False)
    tie = StringField(
        "Quan hệ với các chủ thể đã đánh dấu",
        [DependsOnOthers(), Length(max=LONGEST_LINE)],
        description="Ví dụ: vợ của giám đốc.",
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
