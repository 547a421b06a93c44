"""What is asked about an instrument that is taken in: the file, then the word that it is right."""

from wtforms import HiddenField

from registry.web.forms.fields import Required
from registry.web.forms.form import OurForm
from registry.web.forms.uploads import UploadField


class FileForm(OurForm):
    """An instrument that is sent up."""

    file = UploadField(
        "Tệp văn bản",
        [Required()],
        description="Excel (.xlsx) theo mẫu, hoặc JSON. Chưa ghi gì vào sổ; trang sau cho xem chỗ khác văn bản trước.",
        accept=".xlsx,.json",
    )


class LoadForm(OurForm):
    """The instrument as it was read: what is confirmed is what was shown."""

    document = HiddenField()
    seen = HiddenField()
    """The hash of what it was compared with."""
