"""Whatever a use case lets a person do, a command does too: an act that is added without one turns this red."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from registry import cli, usecases
from registry.cli.command import MODULES

USECASES = Path(next(iter(usecases.__path__)))
CLI = Path(next(iter(cli.__path__)))
Act = tuple[str, str]
"""Module and name of a use case."""

ELSEWHERE: Mapping[Act, str] = {
    ("accounts", "note_sign_in"): "signing in is a page's own business",
    ("accounts", "sign_out"): "so is signing out",
    ("accounts", "keep_own_changes"): "an owner changes his own password where he has signed in",
    ("proposals", "propose_for_producer"): "a producer proposes on the portal, where its data stand before its eyes",
    ("proposals", "propose_for_product"): "the same",
    ("proposals", "propose_photo"): "the same",
    ("proposals", "withdraw"): "and takes back there what it proposed there",
    ("importing", "choose"): "import-list hands the choices over together with the file",
    ("recording", "record"): "import-list records many at once, certificate record one",
}
"""Acts that no command needs to call, and why."""


def acts() -> Iterator[Act]:
    """Yield every public function of the use cases that is done by a person."""
    for path in USECASES.rglob("*.py"):
        module = ".".join(path.relative_to(USECASES).with_suffix("").parts)
        for node in ast.parse(path.read_text("utf-8")).body:
            is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if is_public and "actor" in {argument.arg for argument in node.args.kwonlyargs}:
                yield module, node.name


def called_by(path: Path) -> Iterator[Act]:
    """Yield every use case that the code of a command calls with the person who acts."""
    tree = ast.parse(path.read_text("utf-8"))
    modules: dict[str, str] = {}
    functions: dict[str, Act] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("registry.usecases"):
            within = (node.module or "").removeprefix("registry.usecases").removeprefix(".")
            for name in node.names:
                modules[name.asname or name.name] = ".".join(part for part in (within, name.name) if part)
                functions[name.asname or name.name] = (within, name.name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and any(word.arg == "actor" for word in node.keywords):
            match node.func:
                case ast.Attribute(value=ast.Name(id=module), attr=function) if module in modules:
                    yield modules[module], function
                case ast.Name(id=function) if function in functions:
                    yield functions[function]


def reached() -> set[Act]:
    """Return every act that a module of the command line calls, as far as a command is declared there."""
    declaring = {CLI / f"{module}.py" for modules in MODULES.values() for module in modules}
    return {act for path in declaring for act in called_by(path)}


def test_every_act_of_a_person_is_reached_by_a_command() -> None:
    every = set(acts())

    assert len(every) > 50
    assert every - reached() - set(ELSEWHERE) == set()


def test_every_exception_is_an_act_that_no_command_calls() -> None:
    assert set(ELSEWHERE) <= set(acts())
    assert set(ELSEWHERE) & reached() == set()
