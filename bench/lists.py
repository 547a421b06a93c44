"""What lists over a whole register cost: 10,000 producers, 20,000 products, 25,000 certificates on SQLite.

Beside each stand the statements it takes and the ratio to the floor: one page of the same table by a bare cursor,
with its number, in the order of an index. CPU is user and system time; medians of interleaved rounds.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from registry.app import create_app
from registry.config import Config, write_secrets
from registry.database import db
from registry.queries import producers, products, register, work_list
from registry.queries.listing import ListRequest
from registry.schema import upgrade
from registry.transaction import Session, reading
from registry.usecases import founding

SIZES = {"producers": 10_000, "products": 20_000, "certificates": 25_000}
ROUNDS = 7
TODAY = date(2025, 6, 1)
GOAL_MS = 50
Question = Callable[[], object]


def a_register(folder: Path, *, public_address: str = "https://ocop.example.vn") -> Flask:
    """Found a register in a folder and fill it."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from builders.crowd import a_crowd

    write_secrets(folder)
    app = create_app(Config.from_environment({}, folder=folder), doors=False)
    with app.app_context():
        upgrade()
        founding.found(is_demonstration=False, public_address=public_address)
        a_crowd(**SIZES)
    return app


def questions(session: Session) -> dict[str, Question]:
    """Return the lists that staff ask for, from the plainest to the dearest."""

    def ask(query: Any, **request: Any) -> Question:
        return lambda: query(session, ListRequest(**request), on=TODAY)

    good = {"standing": "in_force"}
    words = "hop tac xa minh hoa 0012"
    return {
        "certificates, newest first": ask(register.certificates),
        "certificates by name": ask(register.certificates, sort="name"),
        "certificates by last day": ask(register.certificates, sort="valid_until"),
        "certificates in force": ask(register.certificates, filters=good),
        "certificates in force, 3 stars, by name": ask(
            register.certificates, filters={**good, "stars": "3"}, sort="name"
        ),
        "certificates by one word": ask(register.certificates, text="mật"),
        "certificates by six words": ask(register.certificates, text=words),
        "certificates, last page": ask(register.certificates, page=1_000_000),
        "recognitions": ask(register.recognitions),
        "producers": ask(producers.page),
        "producers by number in force": ask(producers.page, sort="in_force"),
        "producers by six words": ask(producers.page, text=words),
        "products": ask(products.page),
        "products in force": ask(products.page, filters=good),
        "products expired": ask(products.page, filters={"standing": "expired"}),
        "products by six words": ask(products.page, text=words),
        "products while typing": lambda: products.suggest(session, "mật ong"),
        "producers while typing": lambda: producers.suggest(session, "minh hoa 001"),
        "counts by standing": lambda: register.counts_by_standing(session, on=TODAY),
        "work list": lambda: work_list.due(session, today=TODAY),
        "export of all certificates": ask(register.certificates, page_size=None),
    }


def floor(session: Session) -> Question:
    """Return the bare question: fifty rows by the index, and their number."""
    cursor = session.connection().connection.cursor()

    def ask() -> object:
        cursor.execute("SELECT count(*) FROM certificate")
        cursor.fetchone()
        cursor.execute(
            "SELECT * FROM certificate c JOIN recognition r ON r.id = c.recognition_id ORDER BY c.id DESC LIMIT 50"
        )
        return cursor.fetchall()

    return ask


def measure(asked: dict[str, Question]) -> dict[str, float]:
    """Return the CPU of each question in milliseconds, its median over interleaved rounds."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for question in asked.values():
        question()
    for _ in range(ROUNDS):
        for name, question in asked.items():
            start = time.process_time()
            question()
            times[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}


def statements(question: Question) -> int:
    """Count what one question asks of the database."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    question()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        app = a_register(Path(place) / "register")
        with app.app_context(), reading() as session:
            asked = questions(session)
            taken = measure({"floor": floor(session), **asked})
            print(f"{'list':42} {'CPU ms':>8} {'x floor':>8} {'asked':>6}")
            for name, cost in taken.items():
                times = statements(asked[name]) if name in asked else 2
                late = "  over the goal" if cost > GOAL_MS and "export" not in name else ""
                print(f"{name:42} {cost:8.1f} {cost / taken['floor']:8.1f} {times:6}{late}")
        with app.app_context():
            db.engine.dispose()


if __name__ == "__main__":
    main()
