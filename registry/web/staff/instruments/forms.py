"""What is asked about an instrument that is taken in: the file, then the word that it is right."""

from registry.web import brought_files
from registry.web.brought_files import ShownForm
from registry.web.forms.fields import Required
from registry.web.forms.uploads import UploadField


class FileForm(brought_files.FileForm):
    """An instrument that is sent up."""

    file = UploadField(
        "Tệp văn bản",
        [Required()],
        description="Excel (.xlsx) theo mẫu, hoặc JSON. Chưa ghi gì vào sổ; trang sau cho xem chỗ khác văn bản trước.",
        accept=".xlsx,.json",
    )


class LoadForm(ShownForm):
    """The instrument as it was read: what is confirmed is what was shown."""
