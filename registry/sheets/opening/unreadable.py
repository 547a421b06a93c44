"""The verdict of the reading process on a file; imports nothing."""


class Unreadable(Exception):
    """The file is refused; `code` names the sentence and `detail` fills it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
