"""The one reading session of a request: opened when first asked for, closed when the request ends."""

from contextlib import ExitStack

from flask import Flask, g

from registry.transaction import Session, reading


def reading_session() -> Session:
    """Return the request's view of the register; whatever a page reads, it reads from one unchanging picture."""
    if "reading" not in g:
        stack = ExitStack()
        g.reading = stack.enter_context(reading())
        g.close_reading = stack
    session: Session = g.reading
    return session


def close_with_request(app: Flask) -> None:
    """End the reading session with its request, whatever became of it."""
    app.teardown_request(_close)


def _close(_error: BaseException | None) -> None:
    for name in ("reading", "viewer", "site", "_login_user"):
        g.pop(name, None)
    stack: ExitStack | None = g.pop("close_reading", None)
    if stack is not None:
        stack.close()
