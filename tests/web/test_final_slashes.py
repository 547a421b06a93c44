"""An address with a slash too many leads to the page; nothing else does."""

import pytest

from registry.rules.permissions import Role


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("/can-bo/", "/can-bo"),
        ("/can-bo/chu-the/?q=ch%C3%A8&trang=2", "/can-bo/chu-the?q=ch%C3%A8&trang=2"),
        ("/can-bo/san-pham//", "/can-bo/san-pham"),
        ("/dang-nhap/", "/dang-nhap"),
        ("/tra-cuu/?q=a%26b", "/tra-cuu?q=a%26b"),
    ],
)
def test_a_final_slash_leads_to_the_page_with_what_was_asked(visitor, typed, page) -> None:
    answer = visitor.get(typed)
    while answer.headers.get("Location", "").split("?")[0].endswith("/"):
        answer = visitor.get(answer.headers["Location"])

    assert answer.status_code == 302
    assert answer.headers["Location"] == page


@pytest.mark.parametrize("typed", ["/khong-co/", "/can-bo/khong-co/", "/dang-nhap/cuu-ho/", "/can-bo/chu-the/x/"])
def test_an_unknown_address_stays_unknown(visitor, someone, typed) -> None:
    assert visitor.get(typed).status_code == 404
    assert someone(Role.OFFICER).get(typed).status_code == 404


def test_what_is_sent_to_an_address_with_a_slash_is_not_led_on(someone) -> None:
    assert someone(Role.OFFICER).client.post("/can-bo/chu-the/moi/", data={"name": "x"}).status_code == 404


def test_no_slashes_lead_to_another_machine(visitor) -> None:
    for typed in ("//evil.example/", "//evil.example//", "/\\evil.example/", "//can-bo//"):
        location = visitor.client.get("/", environ_overrides={"PATH_INFO": typed}).headers.get("Location", "/")
        assert "evil" not in location, typed
        assert location.startswith(("/", "http://localhost/")), typed
        assert not location.startswith("//"), typed
