"""Guessing is stopped, and whoever guesses shuts nobody out but himself."""

import pytest
from web.conftest import PASSWORD, Browser

from registry.rules.permissions import Role
from registry.web.signin.attempts import (
    PER_ACCOUNT,
    PER_ACCOUNT_AND_ADDRESS,
    PER_ACCOUNT_AND_BROWSER,
    PER_ADDRESS,
    SLOW_SECONDS,
    WINDOW_SECONDS,
    Attempts,
    Try,
)
from registry.web.signin.known_browsers import NAME

EMAIL = "officer@vi-du.vn"


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(web_app) -> Clock:
    hands = Clock()
    web_app.extensions["attempts"] = Attempts(now=hands)
    return hands


def sign_in(browser: Browser, password: str = PASSWORD, *, email: str = EMAIL, address: str = "10.0.0.1") -> int:
    page = browser.hidden("/dang-nhap")
    answer = browser.client.post(
        "/dang-nhap",
        data={**page, "email": email, "password": password},
        environ_overrides={"REMOTE_ADDR": address},
    )
    return answer.status_code


def guess_from_many_places(web_app, attempts: int) -> None:
    """Fail without the price of hashing."""
    for number in range(attempts):
        web_app.extensions["attempts"].failed(Try(account=EMAIL, address=f"203.0.113.{number % 200}"))


def test_guessing_is_stopped_and_a_false_forwarding_address_does_not_help(someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)
    page = visitor.hidden("/dang-nhap")

    codes = [
        visitor.client.post(
            "/dang-nhap",
            data={**page, "email": EMAIL, "password": f"đoán mò lần thứ {number}"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        ).status_code
        for number in range(PER_ACCOUNT_AND_ADDRESS + 2)
    ]

    assert codes == [422] * PER_ACCOUNT_AND_ADDRESS + [429] * 2
    right = visitor.client.post("/dang-nhap", data={**page, "email": EMAIL, "password": PASSWORD})
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) > 0
    assert "Hãy đợi 60 phút" in right.text


def test_one_password_tried_on_many_accounts_is_stopped(visitor) -> None:
    page = visitor.hidden("/dang-nhap")

    codes = [
        visitor.client.post(
            "/dang-nhap", data={**page, "email": f"nguoi{number}@vi-du.vn", "password": "mùa xuân 2026 Lai Châu"}
        ).status_code
        for number in range(PER_ADDRESS + 2)
    ]

    assert codes.count(429) == 2


def test_whoever_signed_in_here_before_is_not_shut_out_by_a_stranger(web_app, clock, someone) -> None:
    browser = someone(Role.OFFICER, signed_in=False)
    assert sign_in(browser) == 303
    browser.send("/dang-xuat", page="/can-bo")

    guess_from_many_places(web_app, 1_000)
    for _ in range(PER_ADDRESS):  # even from the same address, as behind the router of an office
        web_app.extensions["attempts"].failed(Try(account=EMAIL, address="10.0.0.1"))

    assert sign_in(browser) == 303


def test_who_comes_from_elsewhere_is_slowed_and_not_shut_out(web_app, clock, someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)
    guess_from_many_places(web_app, PER_ACCOUNT)

    assert sign_in(visitor) == 429
    clock.seconds += SLOW_SECONDS
    assert sign_in(visitor) == 303


def test_an_hour_later_everything_is_forgotten(clock, someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        sign_in(visitor, "sai mật khẩu rồi")
    assert sign_in(visitor) == 429

    clock.seconds += WINDOW_SECONDS - 1
    assert sign_in(visitor) == 429
    clock.seconds += 2
    assert sign_in(visitor) == 303


def test_a_known_browser_may_not_guess_without_end_either(clock, someone) -> None:
    browser = someone(Role.OFFICER, signed_in=False)
    sign_in(browser)
    browser.send("/dang-xuat", page="/can-bo")

    codes = [sign_in(browser, "sai mật khẩu rồi") for _ in range(PER_ACCOUNT_AND_BROWSER + 1)]

    assert codes == [422] * PER_ACCOUNT_AND_BROWSER + [429]


def test_a_browser_is_known_to_the_accounts_that_were_signed_in_to_there_only(web_app, clock, someone) -> None:
    browser = someone(Role.OFFICER, signed_in=False)
    someone(Role.APPROVER, signed_in=False)
    sign_in(browser)
    browser.send("/dang-xuat", page="/can-bo")

    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        web_app.extensions["attempts"].failed(Try(account="approver@vi-du.vn", address="10.0.0.1"))

    assert sign_in(browser, email="approver@vi-du.vn") == 429


@pytest.mark.parametrize("forged", ["", "x", "e30.abc", "%00", "x" * 4000])
def test_a_forged_cookie_makes_no_browser_known(web_app, clock, someone, visitor, forged) -> None:
    someone(Role.OFFICER, signed_in=False)
    guess_from_many_places(web_app, PER_ACCOUNT)
    visitor.client.set_cookie(NAME, forged)

    assert sign_in(visitor) == 429


def test_the_cookie_names_nobody_and_is_out_of_reach_of_scripts(clock, someone) -> None:
    browser = someone(Role.OFFICER, signed_in=False)
    page = browser.hidden("/dang-nhap")

    answer = browser.client.post("/dang-nhap", data={**page, "email": EMAIL, "password": PASSWORD})

    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith(f"{NAME}=")]
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "SameSite=Lax" in cookie
    assert "officer" not in cookie
