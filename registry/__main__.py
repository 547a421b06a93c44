"""python -m registry: every act staff may need without a browser."""

import signal
import sys

if __name__ == "__main__":
    # Ctrl+C while the program is being read in has nothing to undo and nothing to say.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from enum import Enum

from flask import Flask

from registry.app import create_app
from registry.cli.command import Program
from registry.cli.entrance import main
from registry.cli.process_life import end_at_once, end_with_parent
from registry.config import Config


def application() -> Flask:
    """Build the pages' application inside a server process; the register is named by the environment."""
    end_with_parent()
    end_at_once()
    return create_app(Config.from_environment())


def read_pages_in() -> None:
    """Import all that pages need, so that a server process that is forked from this one has it already."""
    import registry.web  # noqa: F401 - most commands do without the weight of the doors


def word(member: Enum) -> str:
    """Return the Vietnamese word for a member of an enumeration, as pages show it."""
    from registry.web import words  # most commands need no words, and the pages are heavy to import

    return words.word(member)


PROGRAM = Program(
    create_app=create_app, application="registry.__main__:application", read_pages_in=read_pages_in, word=word
)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(PROGRAM))
