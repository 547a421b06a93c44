"""What every answer says to the browser, and to whom we do not listen."""

from dataclasses import replace

import pytest
from flask import request

from registry.app import create_app
from registry.config import Config
from registry.rules.permissions import Role
from registry.web.door_table import DOORS
from registry.web.doors import Door


def _policy(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize(
    "address", ["/", "/dang-nhap", "/can-bo", "/can-bo/tai-khoan", "/khong-co", "/static/app.css", "/can-bo/nhat-ky/1"]
)
def test_every_answer_bears_the_guarding_headers(address, someone) -> None:
    answer = someone(Role.ADMINISTRATOR).get(address)

    policy = _policy(answer)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_private_pages_are_kept_nowhere(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)

    for address in ("/can-bo", "/can-bo/tai-khoan", "/tai-khoan/mat-khau", "/dang-nhap"):
        assert browser.get(address).headers["Cache-Control"] == "no-store", address


def test_our_own_files_may_be_kept_for_good_when_named_by_their_content(visitor) -> None:
    page = visitor.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0].replace("&amp;", "&")

    assert "immutable" in visitor.get(address).headers["Cache-Control"]
    assert "immutable" not in visitor.get("/static/app.css?v=khac").headers.get("Cache-Control", "")


def test_public_pages_set_no_cookie(visitor) -> None:
    public = [name for name, rule in DOORS.items() if rule.door is Door.PUBLIC]

    assert "public_home.index" in public
    assert "Set-Cookie" not in visitor.get("/").headers


def test_we_answer_to_our_own_name_only(visitor) -> None:
    assert visitor.get("/", headers={"Host": "ocop.example.vn"}).status_code == 200
    assert visitor.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    for stranger in ("evil.example", "ocop.example.vn.evil.example", "ocop.example.vn@evil.example", "a b"):
        assert visitor.get("/", headers={"Host": stranger}).status_code == 400, stranger


def test_a_forwarded_name_changes_nothing(visitor) -> None:
    answer = visitor.get("/can-bo", headers={"X-Forwarded-Host": "evil.example"})

    assert "evil" not in answer.headers["Location"]
    assert answer.headers["Location"].startswith("/")


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sends_is_refused(headers, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    fields = {**browser.hidden("/can-bo/tai-khoan/moi"), "name": "Kẻ Lạ", "email": "la@vi-du.vn", "roles": "officer"}

    answer = browser.client.post("/can-bo/tai-khoan/moi", data=fields, headers=headers)

    assert answer.status_code == 403
    assert "Kẻ Lạ" not in browser.get("/can-bo/tai-khoan").text


def test_only_forms_are_taken(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)

    for kind in ("text/plain", "application/json", "application/xml"):
        answer = browser.client.post("/can-bo/tai-khoan/moi", data=b'["a"]', content_type=kind)
        assert answer.status_code == 400, kind


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(web_app, visitor) -> None:
    cookie = visitor.get("/dang-nhap").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    # The founded register's public address is https.
    assert "Secure" in cookie


def test_only_a_web_server_of_ours_is_believed_about_where_a_request_comes_from(web_config: Config) -> None:
    claimed = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}

    def seen(proxies: int) -> str:
        app = create_app(replace(web_config, proxies=proxies))
        app.before_request_funcs[None] = [lambda: f"{request.remote_addr} {request.scheme}"]
        return app.test_client().get("/", headers=claimed).text

    assert seen(0) == "127.0.0.1 http"
    assert seen(1) == "203.0.113.7 https"
