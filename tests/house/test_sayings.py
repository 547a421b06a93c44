"""No English is left over: every sentence and every name that a page may show has its Vietnamese."""

import ast
import importlib
import pkgutil
from enum import Enum
from pathlib import Path

import pytest
import wtforms
from flask_security.core import _default_messages

import registry.models
import registry.rules
from registry.database import Base
from registry.web.field_words import FIELDS, TECHNICAL
from registry.web.forms.sayings import SAYINGS
from registry.web.journal_words import ACTS, SUBJECTS
from registry.web.signin.sayings import MESSAGES
from registry.web.signin.store import ACTS as OWN_ACTS
from registry.web.signin.store import REHASHED
from registry.web.words import WORDS

ROOT = Path(__file__).resolve().parents[2]
UNSEEN_TABLES = {
    "journal_entry",
    "version",
    "account_role",
    "search_producer",
    "search_product",
    "search_standing",
}


def _sentences(package: Path) -> set[str]:
    """Return every sentence a package passes to gettext."""
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {
                "gettext",
                "ngettext",
                "_",
            }:
                found |= {
                    argument.value
                    for argument in node.args
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return {sentence for sentence in found if " " in sentence}


def test_every_sentence_of_wtforms_has_its_vietnamese() -> None:
    said = _sentences(Path(wtforms.__file__).parent)

    assert len(said) > 20
    assert said <= set(SAYINGS)


def test_every_message_of_ours_is_one_that_flask_security_knows() -> None:
    assert set(MESSAGES) <= set(_default_messages)


@pytest.mark.parametrize("name", ["GENERIC_AUTHN_FAILED", "UNAUTHENTICATED", "PASSWORD_CHANGE", "DISABLED_ACCOUNT"])
def test_no_message_that_flask_security_shows_us_is_english(name, web_app) -> None:
    assert web_app.config[f"SECURITY_MSG_{name}"][0] == MESSAGES[name]


def test_not_one_english_message_is_left_in_flask_security(web_app) -> None:
    for name, (english, _kind) in _default_messages.items():
        assert web_app.config[f"SECURITY_MSG_{name}"][0] != english, name


def _enumerations() -> set[type[Enum]]:
    found: set[type[Enum]] = set()
    for package in (registry.rules, registry.models):
        for module in pkgutil.iter_modules(package.__path__):
            members = vars(importlib.import_module(f"{package.__name__}.{module.name}")).values()
            found |= {
                kind
                for kind in members
                if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__.startswith("registry.")
            }
    return found


def test_every_member_of_every_enumeration_has_its_word() -> None:
    missing = {kind.__name__: [m.name for m in kind if m not in WORDS.get(kind, {})] for kind in _enumerations()}

    assert {name: members for name, members in missing.items() if members} == {}


def _acts_in_code() -> set[str]:
    acts = {REHASHED, *OWN_ACTS.values()}
    for path in (ROOT / "registry").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "acting":
                acts |= {
                    argument.value
                    for argument in node.args
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return acts


def test_every_act_has_its_word() -> None:
    assert {act for act in _acts_in_code() if act not in ACTS} == set()


def test_every_table_and_field_the_journal_may_show_has_its_word() -> None:
    tables = {name: table for name, table in Base.metadata.tables.items() if name not in UNSEEN_TABLES}

    assert set(tables) <= set(SUBJECTS)
    fields = {column.name for table in tables.values() for column in table.columns}
    assert {field for field in fields if field not in FIELDS and field not in TECHNICAL} == set()
