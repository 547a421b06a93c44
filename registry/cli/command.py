"""The root of all commands: which register they work on, and who acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import click
from flask import Flask

from registry import schema
from registry.cli.sayings import speak_vietnamese
from registry.config import DEFAULT_FOLDER, Config, RegisterNotInitialised
from registry.database import db
from registry.queries import accounts
from registry.rules.permissions import Actor, Role
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading

P = ParamSpec("P")
R = TypeVar("R")


MODULES = {
    "account": ("accounts",),
    "assessment": ("assessments",),
    "award-list": ("papers",),
    "award-pack": ("papers",),
    "backup": ("safekeeping",),
    "case": ("supervision",),
    "certificate": ("certificates", "certificate_life", "recognitions", "any_day"),
    "check": ("safekeeping",),
    "commune": ("communes",),
    "criteria": ("criteria",),
    "decision": (
        "decisions",
        "decision_steps",
        "decision_papers",
        "annexes",
        "recipients",
        "assessments",
        "signed_annexes",
        "word_files",
    ),
    "demo": ("founding",),
    "dossier": ("dossiers", "dossier_files", "dossier_steps", "supplements"),
    "event": ("events", "handovers"),
    "expiry": ("expiry",),
    "export": ("exporting",),
    "import-list": ("imports",),
    "init": ("founding",),
    "inspection": ("supervision",),
    "instrument": ("instruments",),
    "letter": ("letters",),
    "places": ("places",),
    "print": ("print_ledger",),
    "publishing-key": ("publishing",),
    "producer": ("producers", "contacts", "members", "producer_fates"),
    "product": ("products", "photos", "any_day"),
    "proposal": ("proposals",),
    "rebuild-search": ("safekeeping",),
    "restore": ("safekeeping",),
    "round": ("rounds",),
    "serve": ("serving",),
    "settings": ("settings", "printed_settings", "word_files"),
    "signing": ("signing",),
    "stamp": ("supervision",),
    "upgrade": ("serving",),
    "worker": ("serving",),
}
"""Command → the modules that declare it."""


class CreateApp(Protocol):
    """Builds the application of one register."""

    def __call__(self, config: Config, *, doors: bool) -> Flask: ...


@dataclass(frozen=True, kw_only=True)
class Program:
    """What the command line is handed by the file that starts it, which alone sees every room."""

    create_app: CreateApp
    application: str
    """Where a server process finds the pages' application, as "module:function"."""
    read_pages_in: Callable[[], None]
    """Imports all that pages need."""
    word: Callable[[Enum], str]
    """Gives the Vietnamese word for a member of an enumeration."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The register a command works on."""

    program: Program
    folder: Path

    def config(self) -> Config:
        """Return the configuration of the register.

        :raises Refusal: if there is no register in the folder.
        """
        try:
            return Config.from_environment(folder=self.folder)
        except RegisterNotInitialised:
            raise Refusal(
                f"Chưa có sổ đăng ký trong {self.folder}. Hãy tạo bằng lệnh init, "
                "hoặc chỉ thư mục khác bằng tùy chọn --register."
            ) from None

    @contextmanager
    def open(self, config: Config | None = None) -> Iterator[Flask]:
        """Open a register for acts and questions, without its pages, whatever revision its tables are at."""
        app = self.program.create_app(config or self.config(), doors=False)
        with app.app_context():
            try:
                yield app
            finally:
                db.engine.dispose()

    @contextmanager
    def open_current(self) -> Iterator[Flask]:
        """Open the register.

        :raises Refusal: if its tables are those of an older program.
        """
        with self.open() as app:
            if not schema.is_current():
                raise Refusal("Cơ sở dữ liệu của sổ này thuộc bản cũ hơn. Hãy nâng cấp bằng lệnh upgrade.")
            yield app


class Act(click.Command):
    """A command as its help names its parts in Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*args, **kwargs)


class Subject(click.Group):
    """A group of commands about one subject."""

    command_class = Act
    group_class: type[click.Group] | type[type] | None = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        kwargs.setdefault("subcommand_metavar", "LỆNH [GIÁ TRỊ]…")
        super().__init__(*args, **kwargs)


class Root(Subject):
    """The root of all commands; only the modules of the command that is called are imported."""

    group_class = Subject

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module in MODULES.get(cmd_name, ()):
            import_module(f"registry.cli.{module}")
        return super().get_command(ctx, cmd_name)


# Before any command is declared: some sentences are asked for when a value's type is named.
speak_vietnamese()


@click.group(cls=Root, context_settings={"max_content_width": 100})
@click.option(
    "--register",
    "folder",
    metavar="THƯ-MỤC",
    envvar="REGISTER",
    default=DEFAULT_FOLDER,
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục của sổ đăng ký.",
)
@click.pass_context
def registry(context: click.Context, folder: Path) -> None:
    """Sổ đăng ký sản phẩm OCOP: mọi việc làm được không cần trình duyệt."""
    context.obj = Desk(program=context.obj, folder=folder.resolve())


def with_desk(command: Callable[Concatenate[Desk, P], R]) -> Callable[P, R]:
    """Hand a command its desk, the register still closed."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        return command(click.get_current_context().obj, *args, **kwargs)

    return run


def with_register(command: Callable[P, R]) -> Callable[P, R]:
    """Open the register around a command."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        desk: Desk = click.get_current_context().obj
        with desk.open_current():
            return command(*args, **kwargs)

    return run


def as_account(command: Callable[Concatenate[Actor, P], R]) -> Callable[..., R]:
    """Open the register and hand a command the person who acts, named by --as."""

    @click.option(
        "--as",
        "account",
        metavar="TÀI-KHOẢN",
        required=True,
        help="Thư điện tử của người thực hiện; được ghi vào nhật ký.",
    )
    @wraps(command)
    def run(account: str, *args: P.args, **kwargs: P.kwargs) -> R:
        desk: Desk = click.get_current_context().obj
        with desk.open_current():
            return command(actor_named(account), *args, **kwargs)

    return run


def actor_named(email: str) -> Actor:
    """Return the person whose account has this e-mail address.

    :raises NotFound: if there is no such account, or it is closed.
    """
    with reading() as session:
        row = accounts.signs_in_by(session, email)
        if row is None or not row.active:
            raise NotFound(f"Không có tài khoản “{email}” đang hoạt động.")
        roles = frozenset(Role(role.name) for role in row.roles)
        return Actor(account_id=row.id, name=row.name, roles=roles, means="cli")


def word(member: Enum | None) -> str:
    """Return the Vietnamese word for a member of an enumeration."""
    desk: Desk = click.get_current_context().obj
    return "" if member is None else desk.program.word(member)
