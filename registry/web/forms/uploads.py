"""A file that is sent up: refused at its field where it is too large, said in Vietnamese before and after."""

import os
from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import StopValidation

from registry.web.filters import file_size

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 20


class UploadField(FileField):  # type: ignore[misc]
    """A file; its value is what was sent, or None."""

    def __init__(self, label: str, validators: Any = None, *, accept: str, **options: Any) -> None:
        self.most_megabytes = MOST_MEGABYTES
        super().__init__(label, validators, render_kw={"accept": accept}, **options)

    def pre_validate(self, form: Any) -> None:
        """Let a file pass that is not too large.

        :raises StopValidation: if it is.
        """
        if self.data is None:
            return
        size = self.data.stream.seek(0, os.SEEK_END)
        self.data.stream.seek(0)
        if size > MOST_MEGABYTES * MEGABYTE:
            raise StopValidation(f"Tệp này lớn {file_size(size)}; tối đa {MOST_MEGABYTES} MB. Hãy chọn tệp nhỏ hơn.")
