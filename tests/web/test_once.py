"""A form sent twice acts once."""

from concurrent.futures import ThreadPoolExecutor

from registry.queries import accounts as account_queries
from registry.queries.listing import ListRequest
from registry.rules.permissions import Role
from registry.transaction import reading

NEW = "/can-bo/tai-khoan/moi"


def _names(app) -> list[str]:
    with app.app_context(), reading() as session:
        return [line.name for line in account_queries.page(session, ListRequest()).rows]


def _change(browser, account: str) -> tuple[str, dict[str, str]]:
    address = f"/can-bo/tai-khoan/{account}/sua"
    return address, {**browser.hidden(address), "name": "Lò Văn Đổi", "roles": "auditor"}


def test_a_double_click_acts_once_and_both_see_the_outcome(web_app, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    other = someone(Role.OFFICER)
    address, fields = _change(browser, other.account)
    cookie = browser.client.get_cookie("ocop").value

    def click(_number: int) -> tuple[int, str]:
        client = web_app.test_client()
        client.set_cookie("ocop", cookie)
        answer = client.post(address, data=fields)
        return answer.status_code, answer.headers["Location"]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(click, range(8)))

    assert answers == {(303, f"/can-bo/tai-khoan/{other.account}")}
    with web_app.app_context(), reading() as session:
        from registry.queries import journal

        acts = [line.act for line in journal.page(session, ListRequest()).rows]
    assert acts.count("account.change_roles") == 1
    assert acts.count("account.rename") == 1


def test_the_second_sending_shows_what_became_of_the_first(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    other = someone(Role.OFFICER)
    address, fields = _change(browser, other.account)

    browser.client.post(address, data=fields)
    browser.client.post(address, data=fields)

    page = browser.get(f"/can-bo/tai-khoan/{other.account}").text
    assert page.count("Đã lưu.") == 1


def test_the_same_form_with_other_content_is_a_new_wish(web_app, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    other = someone(Role.OFFICER)
    address, fields = _change(browser, other.account)

    browser.client.post(address, data=fields)
    browser.client.post(address, data={**fields, "name": "Lò Văn Khác"})

    assert "Lò Văn Khác" in _names(web_app)


def test_a_form_that_was_refused_may_be_sent_again(web_app, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    someone(Role.OFFICER, email="trung@vi-du.vn")
    fields = {**browser.hidden(NEW), "name": "Vàng A Trùng", "email": "trung@vi-du.vn", "roles": "officer"}

    first = browser.client.post(NEW, data=fields)
    second = browser.client.post(NEW, data=fields)

    assert first.status_code == second.status_code == 422
    assert "Đã có tài khoản dùng địa chỉ này." in second.text
