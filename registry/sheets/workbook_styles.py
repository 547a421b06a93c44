"""How the workbooks that we write look: forest green for the header, thin lines, days and points in their formats."""

from typing import Any

_GREEN, _PALE, _LINE = "#1E5B3A", "#EAF3EC", "#B7C9BC"


class Styles:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        cell = {"border": 1, "border_color": _LINE, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": _GREEN})
        self.subtitle = book.add_format({"italic": True, "font_color": "#555555"})
        self.header = book.add_format(
            {**cell, "bold": True, "font_color": "#FFFFFF", "bg_color": _GREEN, "text_wrap": True, "valign": "vcenter"}
        )
        self.explanation = book.add_format({**cell, "italic": True, "bg_color": _PALE, "text_wrap": True})
        self.of_kind = {
            "text": book.add_format({**cell, "num_format": "@", "text_wrap": True}),
            "whole": book.add_format({**cell, "num_format": "0"}),
            "score": book.add_format({**cell, "num_format": "0.00"}),
            "date": book.add_format({**cell, "num_format": "dd/mm/yyyy"}),
        }
