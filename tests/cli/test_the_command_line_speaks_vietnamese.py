"""No English is left on the command line, neither ours nor the library's."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cli.conftest import Command

from registry import cli as package
from registry.cli.command import MODULES, registry
from registry.cli.sayings import NOT_FOR_USERS, SAYINGS, SPEAKERS

ENGLISH = re.compile(r"\b(usage|options?|commands?|show|this|message|exit|text|integer|the|default|required)\b", re.I)
OUR_NAMES = re.compile(r"--?[a-z-]+|python -m registry[a-z -]*|\b(?:export|show|text)\b(?=  )")


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


COMMANDS = dict(every_command(registry))


def test_every_command_that_is_declared_can_be_called() -> None:
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")

    assert set(registry.commands) == set(MODULES)


def sentences_of_the_library() -> set[str]:
    """Return every sentence the library hands to gettext in the modules that speak to users."""
    found = set()
    for module in SPEAKERS:
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                said = node.args[: 2 if node.func.id == "ngettext" else 1]
                found |= {one.value for one in said if isinstance(one, ast.Constant)}
    return found


def test_every_sentence_of_the_library_has_its_vietnamese() -> None:
    said = sentences_of_the_library()

    assert len(said) > 50
    assert said - set(SAYINGS) - NOT_FOR_USERS == set()


def test_a_translation_asks_for_nothing_the_library_does_not_hand_over() -> None:
    for english, vietnamese in SAYINGS.items():
        assert set(re.findall(r"{(\w+)", vietnamese)) <= set(re.findall(r"{(\w+)", english)), english


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_text_is_vietnamese(words: tuple[str, ...], command: Command) -> None:
    answer = command(*words, "--help")

    assert answer.code == 0
    assert answer.out.startswith("Cách dùng: ")
    listed = re.sub(r"(?m)^  [a-z-]+(?=  )", "", answer.out)
    assert not ENGLISH.search(OUR_NAMES.sub("", listed)), answer.out


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_and_option_says_what_it_is_for(words: tuple[str, ...]) -> None:
    command = COMMANDS[words]

    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, (words, parameter.name)
            assert parameter.is_flag or parameter.metavar, (words, parameter.name)
        if isinstance(parameter, click.Argument):
            assert parameter.metavar, (words, parameter.name)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["không-có"], "Không có lệnh 'không-có'."),
        (["decision", "drft"], "Có phải 'draft'?"),
        (["check", "--xyz"], "Không có tùy chọn '--xyz'."),
        (["serve", "--port", "abc"], "'abc' không phải là số hợp lệ."),
        (["serve", "--port", "70000"], "70000 nằm ngoài khoảng"),
        (["decision", "draft", "--title", "x"], "Thiếu tùy chọn '--as'"),
        (["restore", "không-có.tar", "--into", "x"], "Tệp 'không-có.tar' không tồn tại."),
        (["decision", "draft", "--as", "a", "--title", "x", "--kind", "khen"], "không phải một trong: recognition"),
        (["decision", "sign", "1", "--as", "a", "--number", "1", "--signatory", "x", "--on", "31/02/2020"], "là ngày"),
        (["decision", "add-line", "1", "--as", "a", "--product", "x", "--score", "chín"], "là điểm"),
        (["account"], "Tài khoản của cán bộ."),
    ],
)
def test_a_wrong_call_is_answered_in_vietnamese(words: list[str], said: str, command: Command) -> None:
    answer = command(*words)

    assert answer.code == 2
    assert said in answer.err
    assert not ENGLISH.search(OUR_NAMES.sub("", answer.err)), answer.err


def test_a_place_without_a_register_is_refused_with_a_sentence(command: Command, tmp_path: Path) -> None:
    answer = command("--register", tmp_path, "check")

    assert answer.code == 1
    assert answer.err.startswith("Lỗi: Chưa có sổ đăng ký trong ")
    assert "Traceback" not in answer.err
