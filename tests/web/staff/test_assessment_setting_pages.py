"""The choices about assessment: the council's rules, the rounds of a year, the calendar, limits of steps."""

from typing import Any

import pytest
from builders.desk import visible
from builders.page_forms import fill
from flask import Flask

from registry.queries import setting_changes
from registry.queries.settings import Settings
from registry.queries.settings import settings as settings_of
from registry.rules.permissions import Role
from registry.transaction import reading

HOME = "/can-bo/thiet-lap"


@pytest.fixture
def administrator(someone: Any) -> Any:
    return someone(Role.ADMINISTRATOR)


def kept(app: Flask) -> Settings:
    with app.app_context(), reading() as session:
        return settings_of(session)


def test_every_rule_of_the_council_stands_with_what_holds_and_its_ground(administrator) -> None:
    page = visible(administrator.get(f"{HOME}/quy-che").text)

    assert "không lệch nhau quá 10 điểm" in page
    assert "Theo Quy chế đã thấy của tỉnh khác" in page


def test_a_rule_other_than_the_default_needs_its_paper(web_app, administrator) -> None:
    refused = fill(administrator.client, f"{HOME}/quy-che", spread_limit="7,5")
    taken = fill(administrator.client, f"{HOME}/quy-che", spread_limit="7,5", ground="Quyết định số 12/QĐ-UBND")

    assert refused.status_code == 422
    assert "cần ghi văn bản ban hành Quy chế" in refused.text
    assert taken.status_code == 303
    assert kept(web_app).council_rules["spread_limit"] == "7.5"


def test_looking_at_defaults_and_saving_changes_nothing(web_app, administrator) -> None:
    for page in ("quy-che", "dot-trong-nam", "lich-lam-viec", "thoi-han"):
        assert fill(administrator.client, f"{HOME}/{page}").status_code == 303

    with web_app.app_context(), reading() as session:
        assert not {"council_rules", "round_rules", "working_calendar"} & set(setting_changes.latest(session))


def test_a_third_round_is_added_with_its_ground(web_app, administrator) -> None:
    third = {"rounds-2-filed_before": "15/8", "rounds-2-finish_before": "30/9"}

    answer = fill(administrator.client, f"{HOME}/dot-trong-nam", **third, ground="Kế hoạch số 5/KH-UBND")

    assert answer.status_code == 303, answer.text
    assert {"filed_before": "08-15", "finish_before": "09-30"} in kept(web_app).round_rules["rounds"]


@pytest.mark.parametrize("day", ["30/2", "ngày mai", "15/13"])
def test_a_day_that_no_year_has_is_refused(day, administrator) -> None:
    answer = fill(administrator.client, f"{HOME}/dot-trong-nam", **{"rounds-0-filed_before": day}, ground="Kế hoạch")

    assert answer.status_code == 422
    assert day in answer.text


def test_days_off_and_days_worked_are_kept_by_their_kind(web_app, administrator) -> None:
    days = {
        "days-0-day": "31/12/2026", "days-0-name": "Nghỉ hoán đổi", "days-0-kind": "off",
        "days-1-day": "26/12/2026", "days-1-name": "Làm bù", "days-1-kind": "worked",
    }  # fmt: skip

    answer = fill(administrator.client, f"{HOME}/lich-lam-viec", **days, announced="2026, 2027")

    assert answer.status_code == 303, answer.text
    calendar = kept(web_app).working_calendar
    assert calendar["off"] == {"2026-12-31": "Nghỉ hoán đổi"}
    assert calendar["worked"] == {"2026-12-26": "Làm bù"}
    assert calendar["announced"] == [2026, 2027]


def test_a_day_said_twice_is_refused_at_its_row(web_app, administrator) -> None:
    days = {
        "days-0-day": "31/12/2026", "days-0-name": "Nghỉ hoán đổi", "days-0-kind": "off",
        "days-1-day": "31/12/2026", "days-1-name": "Làm bù", "days-1-kind": "worked",
        "days-2-name": "Chưa ghi ngày",
    }  # fmt: skip
    before = kept(web_app).working_calendar

    answer = fill(administrator.client, f"{HOME}/lich-lam-viec", **days)

    assert answer.status_code == 422
    assert "Ngày 31/12/2026 đã có ở dòng 1" in answer.text
    assert "Hãy ghi ngày của dòng này" in answer.text
    assert kept(web_app).working_calendar == before


def test_a_day_without_its_name_and_a_year_that_is_none_are_refused(administrator) -> None:
    nameless = fill(administrator.client, f"{HOME}/lich-lam-viec", **{"days-0-day": "31/12/2026"})
    yearless = fill(administrator.client, f"{HOME}/lich-lam-viec", announced="năm sau")

    assert (nameless.status_code, yearless.status_code) == (422, 422)


def test_a_limit_of_a_step_is_set_and_taken_away(web_app, administrator) -> None:
    assert fill(administrator.client, f"{HOME}/thoi-han", receiving="5").status_code == 303
    assert kept(web_app).step_limits == {"receiving": 5}
    assert fill(administrator.client, f"{HOME}/thoi-han", receiving="999").status_code == 422
    assert fill(administrator.client, f"{HOME}/thoi-han", receiving="").status_code == 303
    assert kept(web_app).step_limits == {}
