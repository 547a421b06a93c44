"""What tests of signing in have in common."""

from flask import Flask

from registry.queries import journal
from registry.queries.listing import ListRequest
from registry.transaction import reading


def is_in(browser) -> bool:
    return browser.get("/can-bo").status_code == 200


def acts_of(app: Flask) -> list[str]:
    with app.app_context(), reading() as session:
        return [line.act for line in journal.page(session, ListRequest()).rows]
