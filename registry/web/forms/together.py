"""A form that two people may have open at once: it carries a mark of every value that it showed."""

import json
from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField

from registry.rules.saving_together import Meeting, mark, marks
from registry.web.forms.form import OurForm

BOTH = "Người khác vừa lưu: “{}”. Lưu lần nữa sẽ thay bằng nội dung của bạn."


class SharedForm(OurForm):
    """A form whose later save takes away nothing that it has not shown."""

    opened = HiddenField()
    """The marks of what the form showed when it was opened, as rules/saving_together.py makes them."""

    def marks_sent(self) -> dict[str, str]:
        """Read the marks back; whatever cannot be read counts as never seen."""
        try:
            read = json.loads(self.opened.data or "{}")
        except ValueError:
            return {}
        return {str(code): str(said) for code, said in read.items()} if isinstance(read, dict) else {}

    def marks_after(self, met: Meeting, *, both_shown: bool) -> str:
        """Write the marks of what a reader has seen after a save.

        :param both_shown: whether the page also says what is kept where both changed a value.
        """
        seen = self.marks_sent() | {code: mark(value) for code, value in met.saved.items()}
        shown = {code: mark(met.kept[code]) for code in met.both} if both_shown else {}
        return json.dumps(seen | shown, separators=(",", ":"))


def marks_of(values: Mapping[str, Any]) -> str:
    """Write the marks of what a form shows for its hidden field."""
    return json.dumps(marks(values), separators=(",", ":"))
