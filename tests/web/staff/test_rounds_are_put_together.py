"""A round is opened and put together: what is proposed, who may be seated, what is in time."""

from datetime import timedelta
from typing import Any

import pytest
from builders.assessments import a_forwarded_dossier, public_id_of
from builders.desk import visible
from builders.page_forms import fill, form_of
from builders.people import a_person
from builders.register import a_product
from flask import Flask

from registry import clock
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor, Role

HOME = "/can-bo/dot-danh-gia"


@pytest.fixture
def keeper(web_app: Flask) -> Actor:
    """Somebody of staff who works behind the pages."""
    with web_app.app_context():
        return a_person(Role.OFFICER)


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


def test_the_round_that_is_proposed_is_none_that_exists(web_app, officer) -> None:
    seen = set()
    for _ in range(4):
        form = form_of(officer.get(f"{HOME}/moi")).values
        assert (form["year"], form["number"]) not in seen
        seen.add((form["year"], form["number"]))
        assert fill(officer.client, f"{HOME}/moi").status_code == 303


def test_a_second_chair_is_refused_at_the_form(web_app, officer) -> None:
    with web_app.app_context():
        first, second = (public_id_of(a_person(Role.COUNCIL, name=name)) for name in ("Người một", "Người hai"))
    round_ = fill(officer.client, f"{HOME}/moi").headers["Location"]
    assert fill(officer.client, f"{round_}/hoi-dong", account=first, role="chair", agency="Sở").status_code == 303

    answer = fill(officer.client, f"{round_}/hoi-dong", account=second, role="chair", agency="Sở")

    assert answer.status_code == 422
    assert "Hội đồng đã có Chủ tịch" in answer.text


def test_a_re_assessment_that_came_late_is_taken_in_and_not_called_in_time(web_app, keeper, officer) -> None:
    with web_app.app_context():
        a_forwarded_dossier(keeper, a_product("Chè cũ"), kind=RecognitionKind.REASSESSED)
    today = clock.today()
    round_ = fill(
        officer.client,
        f"{HOME}/moi",
        filed_before=f"{today - timedelta(days=3):%d/%m/%Y}",
        finish_before=f"{today + timedelta(days=50):%d/%m/%Y}",
    ).headers["Location"]

    page, choice = (visible(officer.get(address).text) for address in (round_, f"{round_}/ho-so"))

    assert "chuyển kịp đợt này" not in page
    assert "1 hồ sơ đánh giá lại xã chuyển sau ngày chốt" in page
    assert "đánh giá lại không chờ ngày chốt" in choice
