"""What the public reads passes through gettext, so that it can be said in another language without being written anew.

Pages of staff and of producers are written in plain Vietnamese; what they share with the public is asked for as it is.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
WEB = ROOT / "registry" / "web"
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
VIETNAMESE = re.compile(r"[À-ỹ]")
UNTRANSLATED = re.compile(r'(?<!_\()"([^"]*[À-ỹ][^"]*)"')
TAKES = re.compile(r'\{%-? *(?:extends|from|include|import) "([^"]+)"')
ASKS = frozenset({"gettext", "gettext_noop"})
FIRST = (*sorted((TEMPLATES / "public").rglob("*.html")), TEMPLATES / "errors" / "error.html")
SPEAKING = (
    *sorted((WEB / "public").rglob("*.py")),
    *(WEB / f"{name}.py" for name in ("standing_words", "errors", "kept_files", "dates", "site")),
)


def _with_all_they_take(pages: tuple[Path, ...]) -> list[Path]:
    found: dict[Path, None] = {}
    waiting = list(pages)
    while waiting:
        page = waiting.pop()
        if page not in found:
            found[page] = None
            waiting += [TEMPLATES / name for name in TAKES.findall(page.read_text(encoding="utf-8"))]
    return sorted(found)


PUBLIC = _with_all_they_take(FIRST)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PUBLIC, ids=_name)
def test_every_word_of_a_public_page_passes_through_gettext(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    said = EXPRESSION.sub(" ", source)

    assert not VIETNAMESE.findall(said)
    for expression in EXPRESSION.findall(source):
        if not expression.startswith("{#"):
            assert UNTRANSLATED.findall(expression) == []


@pytest.mark.parametrize("module", SPEAKING, ids=_name)
def test_every_sentence_that_python_makes_for_the_public_passes_through_gettext(module: Path) -> None:
    assert list(_unasked(ast.parse(module.read_text(encoding="utf-8")))) == []


def test_a_sentence_beside_gettext_is_found() -> None:
    written = 'def f(x):\n    """Việc."""\n    return gettext("Đúng"), f"Lỗi {x}", gettext(f"Ghép {x}"), "Sót"\n'

    assert list(_unasked(ast.parse(written))) == ["Lỗi ", "Ghép ", "Sót"]


def _unasked(node: ast.AST) -> Iterator[str]:
    """Yield the Vietnamese literals that no catalogue is asked for; docstrings speak to us."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and VIETNAMESE.search(node.value):
        yield node.value
    is_asked = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKS
    for child in ast.iter_child_nodes(node):
        if not (is_asked and isinstance(child, ast.Constant)):
            yield from _unasked(child)
