"""A person who typed several things wrongly hears of all of them at once, whoever finds them."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from builders.desk import Desk, a_desk
from builders.page_forms import fill, form_of

PRODUCERS, PRODUCTS, DECISIONS = "/can-bo/chu-the", "/can-bo/san-pham", "/can-bo/quyet-dinh"


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def complaints(answer: Any) -> dict[str, str]:
    """Return what is said at each field."""
    assert answer.status_code == 422, answer.text
    return dict(re.findall(r'class="error" id="([^"]+)-error">([^<]+)<', answer.text))


def test_a_new_producer(desk: Desk) -> None:
    typed = {
        "name": "",
        "kind": "",
        "tax_number": "0100109107",
        "website": "không phải trang",
        "named_from": "31/02/2020",
        "contacts-0-kind": "phone",
        "contacts-0-value": "12",
        "contacts-1-value": "ba@",
    }

    answer = fill(desk.officer.client, f"{PRODUCERS}/moi", **typed)

    assert complaints(answer).keys() == {
        "name",
        "kind",
        "tax_number",
        "website",
        "named_from",
        "contacts-0-value",
        "contacts-1-kind",
    }
    kept = form_of(answer).values
    assert {name: kept[name] for name in typed} == typed


def test_a_producer_that_is_here_already_with_a_wrong_day(desk: Desk) -> None:
    good = {"name": "Hợp tác xã Bản Bo", "kind": "cooperative", "tax_number": "0100109106"}
    assert fill(desk.officer.client, f"{PRODUCERS}/moi", **good).status_code == 303

    answer = fill(desk.officer.client, f"{PRODUCERS}/moi", **good, named_from="hôm qua")

    said = complaints(answer)
    assert said.keys() == {"name", "tax_number", "named_from"}
    assert "đã được ghi cho" in said["tax_number"]
    assert "Đã có chủ thể tên giống" in said["name"]
    # The producers that are alike are shown to choose from.
    assert "Đã kiểm tra: đây là chủ thể khác" in answer.text


def test_a_producer_amended(desk: Desk) -> None:
    fill(desk.officer.client, f"{PRODUCERS}/moi", name="Một", kind="cooperative", tax_number="0100109106")
    page = fill(desk.officer.client, f"{PRODUCERS}/moi", name="Hai", kind="cooperative").headers["Location"]

    answer = fill(desk.officer.client, f"{page}/sua", name="", tax_number="0100109106", website="x y")

    assert complaints(answer).keys() == {"name", "tax_number", "website"}


def test_a_new_product(desk: Desk) -> None:
    desk.product("Chè Shan tuyết")
    page = f"{PRODUCTS}/moi?chu-the={desk.producer}"

    answer = fill(
        desk.officer.client,
        page,
        name="Chè Shan tuyết",
        named_from="x",
        **{
            "packings-0-label": "",
            "packings-0-gtin": "8934567890122",
            "packings-1-label": "Gói",
            "packings-1-gtin": "1",
        },
    )

    assert complaints(answer).keys() == {
        "name",
        "named_from",
        "packings-0-label",
        "packings-0-gtin",
        "packings-1-gtin",
    }


def test_a_decision_to_sign(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    desk.approve(decision)
    page = f"{DECISIONS}/{decision}/ky"

    unread = fill(desk.officer.client, page, number="921⁄QĐUBND", signed_on="31/02/2020", signatory="")
    assert complaints(unread).keys() == {"number", "signed_on", "signatory"}

    scan = (io.BytesIO(b"no scan"), "quet.pdf")
    read = fill(desk.officer.client, page, number="921", signed_on="01/12/2020", signatory="Nguyễn Văn Thử", scan=scan)
    assert complaints(read).keys() == {"number", "signed_on", "scan"}


def test_a_heading(desk: Desk) -> None:
    typed = {"title": "", "valid_from": "02/01/2021", "valid_until": "01/01/2021", "round_no": "hai"}

    answer = fill(desk.officer.client, f"{DECISIONS}/moi", **typed)

    assert complaints(answer).keys() == {"title", "valid_until", "validity_ground", "round_no"}


def test_a_line(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    product = desk.product("Mật ong")
    typed = {
        "score": "60",
        "stars": "4",
        "assessed_on": "09/12/2020",
        "filed_on": "đầu tháng",
        "instrument": "1048+781",
        "valid_until": "01/01/2022",
    }

    for page in (f"them/{product}", f"dong/{desk.detail(decision).lines[0].public_id}"):
        answer = fill(desk.officer.client, f"{DECISIONS}/{decision}/{page}", **typed)
        assert complaints(answer).keys() == {"stars", "filed_on", "validity_ground"}, page


def test_a_recorded_certificate(desk: Desk) -> None:
    product = desk.product("Mật ong")
    typed = {
        "body_kind": "district",
        "body_name": "",
        "number": "12/QĐ-MH",
        "signed_on": "01/01/2999",
        "product_name": "",
        "stars": "4",
        "score": "60",
        "instrument": "1048+781",
        "certificate_number": "01/GCN-MH",
        "valid_from": "02/01/2021",
        "valid_until": "01/01/2021",
        "assessed_on": "x",
    }

    answer = fill(
        desk.officer.client,
        f"/can-bo/giay-chung-nhan/ghi-nhan/{product}",
        **typed,
        scan=(io.BytesIO(b"no scan"), "quet.pdf"),
    )

    assert complaints(answer).keys() == {
        "body_name",
        "number",
        "signed_on",
        "product_name",
        "stars",
        "certificate_number",
        "valid_until",
        "assessed_on",
        "scan",
    }


def test_a_new_name(desk: Desk) -> None:
    product = desk.product("Chè Shan tuyết")
    desk.product("Chè dây")
    fill(desk.officer.client, f"{PRODUCERS}/moi", name="Hợp tác xã Bản Bo", kind="cooperative")

    for page, name in ((f"{PRODUCERS}/{desk.producer}", "Hợp tác xã Bản Bo"), (f"{PRODUCTS}/{product}", "Chè dây")):
        for day in ("", "31/02/2020", "01/01/2099"):
            answer = fill(desk.officer.client, f"{page}/doi-ten", name=name, on=day)
            assert complaints(answer).keys() == {"name", "on"}, (page, day)
            assert "Đã kiểm tra" in answer.text
