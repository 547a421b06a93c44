"""What templates may not do, and where they stand."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from flask import Flask

from registry.models.assessment_round import RoundState
from registry.rules.certificate_life import Standing
from registry.rules.decision_life import DecisionState
from registry.rules.dossier_life import DossierState
from registry.rules.expiry_planning import PlanStage
from registry.rules.supervision import CaseState

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "switches escaping off": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
    "carries a style of its own": re.compile(r"<style|\sstyle="),
    "carries a script of its own": re.compile(
        r"<script(?![^>]*(?:\ssrc=|\stype=.application/ld.json.>))|\son[a-z]+=\"|javascript:"
    ),
    "asks another site for something": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
    "reads the database": re.compile(r"\.query\b|\bsession\b|\bdb\."),
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_does_what_is_forbidden(what: str, path: Path) -> None:
    assert not FORBIDDEN[what].search(path.read_text("utf-8")), f"{_name(path)} {what}"


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_page_stands_in_exactly_one_layout(path: Path) -> None:
    layouts = re.findall(r"{% extends \"layout/(\w+)\.html\" %}", path.read_text("utf-8"))

    # What a subject's pages share begins with an underscore; components and the frame stand in no layout either.
    is_part = path.name.startswith("_") or path.parent.name == "components" or _name(path) == "layout/frame.html"
    expected = 0 if is_part else 1
    assert len(layouts) == expected


def test_every_template_compiles(web_app: Flask) -> None:
    for path in TEMPLATES:
        web_app.jinja_env.get_template(_name(path))


def test_components_know_neither_the_person_nor_the_session() -> None:
    for path in (ROOT / "templates" / "components").glob("*.html"):
        assert not re.search(r"current_user|viewer\(|csrf_token\(", path.read_text("utf-8")), path.name


def test_every_page_is_named_after_its_endpoint(web_app: Flask) -> None:
    doors = {"staff", "portal", "public"}
    endpoints = {rule.endpoint for rule in web_app.url_map.iter_rules()}
    for path in TEMPLATES:
        door, *rest = _name(path).removesuffix(".html").split("/")
        if door not in doors or len(rest) != 2 or rest[1].startswith("_"):
            continue
        subject, page = rest
        source = (ROOT / "registry" / "web").rglob("*.py")
        shown = any(f'"{_name(path)}"' in text.read_text("utf-8") for text in source)
        assert f"{door}_{subject}.{page}" in endpoints or shown, _name(path)


def test_the_stylesheet_stays_light() -> None:
    static = ROOT / "registry" / "web" / "static"

    assert (static / "app.css").stat().st_size < 30_000
    assert (static / "app.js").stat().st_size < 8_000
    ours = [path for path in static.rglob("*") if path.is_file() and "vendor" not in path.parts]
    assert sum(path.stat().st_size for path in ours) < 120_000


@pytest.mark.parametrize("states", [Standing, PlanStage, DecisionState, DossierState, RoundState, CaseState])
def test_every_state_that_a_list_shows_has_a_colour(states: type[StrEnum]) -> None:
    tones = (ROOT / "templates" / "components" / "status.html").read_text("utf-8")

    assert [one.value for one in states if f'"{one.value}": "' not in tones] == []
