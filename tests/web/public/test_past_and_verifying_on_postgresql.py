"""What the public asks about past days and papers, asked of PostgreSQL too: the same tests, on the other engine."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from builders.desk import Desk, a_desk
from web.public.test_any_day_pages import (
    product,
    test_a_revocation_entered_late_shows_both_days,
    test_programs_are_told_the_same_with_every_day,
    test_the_whole_register_is_listed_as_at_any_day,
)
from web.public.test_verifying import (
    test_a_number_or_code_leads_to_its_paper,
    test_a_revoked_paper_keeps_its_own_word,
    test_an_untouched_file_is_genuine_and_the_answer_is_the_registers_own,
    test_papers_of_a_decision_are_told_by_their_role,
)

from registry.config import Config

__all__ = [
    "test_a_number_or_code_leads_to_its_paper",
    "test_a_revocation_entered_late_shows_both_days",
    "test_a_revoked_paper_keeps_its_own_word",
    "test_an_untouched_file_is_genuine_and_the_answer_is_the_registers_own",
    "test_papers_of_a_decision_are_told_by_their_role",
    "test_programs_are_told_the_same_with_every_day",
    "test_the_whole_register_is_listed_as_at_any_day",
]
pytestmark = pytest.mark.parametrize("config", ["postgresql"], indirect=True)


@pytest.fixture
def web_config(config: Config) -> Config:
    """The other engine."""
    return replace(config, testing=True)


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


@pytest.fixture
def tea(desk: Desk) -> str:
    """A product certified from 11/12/2020 to 11/12/2023."""
    desk.issue("Chè Shan tuyết")
    return product(desk)
