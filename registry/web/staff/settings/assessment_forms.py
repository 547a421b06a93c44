"""What is asked about the council's rules of procedure, the rounds of a year, the calendar and limits of steps."""

from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import Length

from registry.rules.clock_settings import SETTABLE
from registry.rules.council import Disqualification, MinimaReading, SheetsOpen
from registry.rules.supervision import DEFAULT_TERMS
from registry.web.forms.fields import ChoiceField, DayField, Required, WholeField, WordField
from registry.web.forms.rows import Rows
from registry.web.staff.settings.forms import LONGEST, SettingForm
from registry.web.words import word


class CouncilRulesForm(SettingForm):
    """The province's Quy chế, for what no instrument fixes."""

    quorum_share = StringField(
        "Tỷ lệ thành viên phải có mặt", [Required()], description="Viết như 3/4. Kể cả Chủ tịch Hội đồng."
    )
    chair_needed = BooleanField("Phải có mặt Chủ tịch Hội đồng")
    vice_chair_presides = BooleanField("Phó Chủ tịch được thay Chủ tịch")
    spread_limit = StringField(
        "Mức lệch điểm tối đa giữa các thành viên",
        [Required()],
        description="Số điểm; lệch hơn thì Hội đồng thảo luận và chấm lại.",
    )
    spread_stands_after = WholeField(
        "Sau mấy lần thảo luận thì chấp nhận mức lệch",
        description="Để trống: không bao giờ; phải chấm lại đến khi trong giới hạn.",
    )
    decimals = ChoiceField(
        "Làm tròn điểm trung bình đến",
        [Required()],
        offered=[(str(one), f"{one} chữ số thập phân") for one in range(3)],
    )
    minima_cumulative = BooleanField("Hạng cao phải đạt cả mức tối thiểu của các hạng thấp hơn")
    minima_reading = WordField("Hội đồng đạt một mức tối thiểu khi", [Required()], kind=MinimaReading)
    disqualification = WordField("Hồ sơ bị loại khi căn cứ loại được nêu ở", [Required()], kind=Disqualification)
    secretary_scores = BooleanField("Thư ký Hội đồng cũng chấm điểm")
    sheets_open = WordField("Thành viên xem được phiếu của nhau", [Required()], kind=SheetsOpen)
    ground = StringField(
        "Văn bản ban hành Quy chế",
        [Length(max=LONGEST)],
        description="Bắt buộc khi khác mặc định. Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/01/2026.",
    )


def _round_row() -> dict[str, Any]:
    return {
        "filed_before": StringField("Chốt hồ sơ trước (ngày/tháng)"),
        "finish_before": StringField("Kết thúc trước (ngày/tháng)"),
    }


ROUND_ROWS = Rows(name="rounds", parts=_round_row, most=12, spare=1)


class RoundRulesForm(SettingForm):
    """The rounds of every year."""

    cutoff_counts = BooleanField("Hồ sơ chuyển đúng ngày chốt vẫn kịp đợt")
    in_time_keeps_effect = BooleanField(
        "Hồ sơ đánh giá lại nộp đúng thời gian cũng giữ hiệu lực giấy chứng nhận đến khi có kết quả"
    )
    ground = StringField("Văn bản làm căn cứ", [Length(max=LONGEST)], description="Bắt buộc khi khác mặc định.")


def _day_row() -> dict[str, Any]:
    return {
        "day": DayField("Ngày"),
        "name": StringField("Tên ngày, căn cứ", [Length(max=LONGEST)]),
        "kind": ChoiceField("Là ngày", offered=[("off", "nghỉ"), ("worked", "làm việc")]),
    }


DAY_ROWS = Rows(name="days", parts=_day_row, most=120, spare=3)


class CalendarForm(SettingForm):
    """Days off and days worked beside those that are known."""

    announced = StringField(
        "Năm đã công bố đủ ngày nghỉ",
        [Length(max=LONGEST)],
        description="Các năm cách nhau bằng dấu phẩy, ví dụ 2027, 2028. Ở năm khác, thời hạn còn có thể muộn hơn.",
    )


# One blank for each time limit of supervision.
SupervisionDaysForm: type[SettingForm] = type(
    "SupervisionDaysForm",
    (SettingForm,),
    {
        term.value: WholeField(
            word(term),
            description=f"Số ngày; để trống thì là {days} ngày.",
            render_kw={"inputmode": "numeric"},
        )
        for term, days in DEFAULT_TERMS.items()
    },
)

# One blank for each step whose limit the province sets.
StepLimitsForm: type[SettingForm] = type(
    "StepLimitsForm",
    (SettingForm,),
    {
        step.value: WholeField(
            word(step), description="Số ngày làm việc; để trống nếu không đặt.", render_kw={"inputmode": "numeric"}
        )
        for step in SETTABLE
    },
)
