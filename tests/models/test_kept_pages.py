"""How many pages of the database a connection keeps in memory."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from registry.database import ACTS_CACHE_KIB, LISTS_CACHE_KIB
from registry.transaction import reading, transaction


def kept_kib(session: Session) -> int:
    return -int(session.execute(text("PRAGMA cache_size")).scalar_one())


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_an_act_keeps_few_pages_however_much_was_listed_before(app: Flask) -> None:
    with reading() as listed:
        assert kept_kib(listed) == LISTS_CACHE_KIB
    with transaction() as act:
        assert kept_kib(act) == ACTS_CACHE_KIB
    with reading() as listed_again:
        assert kept_kib(listed_again) == LISTS_CACHE_KIB
