"""What is asked about a criteria set that is taken in: the file, then where it is from and since when it applies."""

from wtforms import StringField
from wtforms.validators import Length

from registry.web import brought_files
from registry.web.brought_files import ShownForm
from registry.web.forms.fields import DayField, Required
from registry.web.forms.uploads import UploadField

LONGEST_SOURCE = 500


class FileForm(brought_files.FileForm):
    """A criteria set that is sent up."""

    file = UploadField(
        "Tệp bộ tiêu chí",
        [Required()],
        description="Excel (.xlsx) theo mẫu, hoặc JSON. Chưa ghi gì vào sổ; trang sau cho xem chỗ khác bản đang có.",
        accept=".xlsx,.json",
    )


class LoadForm(ShownForm):
    """The set as it was read, and what its file does not say."""

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
