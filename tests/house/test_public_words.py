"""The public pages speak through gettext, so that they can be said in another language without being written anew."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PUBLIC = sorted([*(TEMPLATES / "public").rglob("*.html"), TEMPLATES / "layout" / "public.html"])
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
VIETNAMESE = re.compile(r"[À-ỹ]")
UNTRANSLATED = re.compile(r'(?<!_\()"([^"]*[À-ỹ][^"]*)"')


@pytest.mark.parametrize("page", PUBLIC, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_every_word_of_a_public_page_passes_through_gettext(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    said = EXPRESSION.sub(" ", source)

    assert not VIETNAMESE.findall(said)
    for expression in EXPRESSION.findall(source):
        if not expression.startswith("{#"):
            assert UNTRANSLATED.findall(expression) == []
