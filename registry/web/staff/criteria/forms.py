"""What is asked about a criteria set that is taken in: the file, then where it is from and since when it applies."""

from wtforms import HiddenField, StringField
from wtforms.validators import Length

from registry.web.forms.fields import DayField, Required
from registry.web.forms.form import OurForm
from registry.web.forms.uploads import UploadField

LONGEST_SOURCE = 500


class FileForm(OurForm):
    """A criteria set that is sent up."""

    file = UploadField(
        "Tệp bộ tiêu chí",
        [Required()],
        description="Excel (.xlsx) theo mẫu, hoặc JSON. Chưa ghi gì vào sổ; trang sau cho xem chỗ khác bản đang có.",
        accept=".xlsx,.json",
    )


class LoadForm(OurForm):
    """The set as it was read, and what its file does not say."""

    document = HiddenField()
    """The set itself: what is confirmed is what was shown."""

    seen = HiddenField()
    """The hash of the wording it was compared with; empty where there was none."""

    source = StringField(
        "Nguồn của bản này",
        [Required(), Length(max=LONGEST_SOURCE)],
        description="Ví dụ: Công báo số 715+716 ngày 30/5/2026. Ghi trên trang công khai của bộ tiêu chí.",
    )
    applies_from = DayField(
        "Áp dụng từ ngày",
        [Required()],
        description="Ngày đầu tiên mà hồ sơ mới mở được chấm theo bản này. Hồ sơ đã mở giữ bản của mình.",
    )
