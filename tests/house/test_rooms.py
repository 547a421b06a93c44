"""Rooms have ceilings, and names that say what is in them."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "base_service"}
CEILING = 300


def _modules() -> list[Path]:
    folders = (ROOT / "registry", ROOT / "certificates")
    return [path for folder in folders for path in folder.rglob("*.py") if "versions" not in path.parts]


def test_no_file_is_longer_than_a_person_reads() -> None:
    assert {path.name: n for path in _modules() if (n := len(path.read_text("utf-8").splitlines())) > CEILING} == {}


def test_no_room_is_called_by_a_name_that_says_nothing() -> None:
    assert [path for path in _modules() if path.stem in FORBIDDEN or path.parent.name in FORBIDDEN] == []


def test_the_clock_is_read_in_one_place() -> None:
    readers = []
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
                source = ast.unparse(node.value)
                if source in {"datetime", "date", "datetime.datetime", "datetime.date", "dt.datetime", "dt.date"}:
                    readers.append(path.relative_to(ROOT).as_posix())
    assert set(readers) <= {"registry/clock.py"}


def test_pages_neither_query_nor_know_the_database() -> None:
    forbidden = ("sqlalchemy", "flask_sqlalchemy", "reportlab", "registry.database", "certificates")
    for path in (ROOT / "registry" / "web").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not any(name.split(".")[0] in forbidden or name in forbidden for name in names), path


def test_the_public_door_cannot_act() -> None:
    for path in (ROOT / "registry" / "web" / "public").rglob("*.py"):
        assert "registry.usecases" not in path.read_text("utf-8"), path
