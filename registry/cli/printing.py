"""What commands print and write: lines for people, tables, JSON for other programs, files whole or not at all."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn

import click

as_json = click.option("--json", "wants_json", is_flag=True, help="In dữ liệu dạng JSON.")


def say(text: str = "") -> None:
    """Print a line for the person at the terminal."""
    click.echo(text)


def say_table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in columns as wide as their widest text."""
    texts = [[str(cell) for cell in row] for row in (titles, *rows)]
    widths = [max(len(row[place]) for row in texts) for place in range(len(titles))]
    for row in texts:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def say_facts(facts: Iterable[tuple[str, object]]) -> None:
    """Print what is known of one thing, title and value to a line; what is not known is left out."""
    known = [(title, str(value)) for title, value in facts if value not in (None, "")]
    width = max((len(title) for title, _ in known), default=0)
    for title, value in known:
        say(f"  {title.ljust(width)}  {value}")


def warn(text: str) -> None:
    """Print a line that must not be taken for data."""
    click.echo(text, err=True)


def say_json(content: Any) -> None:
    """Print data for another program."""
    click.echo(json_text(content))


def json_text(content: Any) -> str:
    """Return data as JSON: enumerations by their codes, days and instants as ISO 8601."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {slot.name: getattr(value, slot.name) for slot in fields(value)}
    return value.value if isinstance(value, Enum) else str(value)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def finish(code: int) -> NoReturn:
    """End a command with an exit code after it has printed what it found."""
    sys.stdout.flush()
    raise click.exceptions.Exit(code)
