"""The public door answers for any day: of a product, of a paper, and of the whole register, to people and programs."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from builders.recorded import a_recorded_recognition
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate
from registry.models.product import Product
from registry.rules.certificate_life import RevocationGround, Standing
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import settings
from registry.usecases.drafting import Line
from registry.web.public.asking import STANDING_WORDS
from registry.web.public.standings import DEFINITIONS

ONE_DAY = timedelta(days=1)
TODAY = clock.today()


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def product(desk: Desk) -> str:
    with desk.app.app_context(), reading() as session:
        return session.scalars(select(Product.public_id).order_by(Product.id)).all()[-1]


def certificate(desk: Desk) -> Certificate:
    with desk.app.app_context(), reading() as session:
        return session.scalars(select(Certificate).order_by(Certificate.id)).all()[-1]


def said(visitor: Any, address: str, status: int = 200) -> str:
    answer = visitor.get(address)
    assert answer.status_code == status, answer.text
    return visible(answer.text)


def told(visitor: Any, address: str, status: int = 200) -> dict[str, Any]:
    answer = visitor.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    content: dict[str, Any] = json.loads(answer.text)
    return content


@pytest.fixture
def tea(desk: Desk) -> str:
    """A product certified from 11/12/2020 to 11/12/2023."""
    desk.issue("Chè Shan tuyết")
    return product(desk)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("10/12/2020", "Ngày 10/12/2020: chưa được công nhận hạng sao OCOP; giấy đầu tiên có giá trị từ ngày 11/12/20"),
        ("11/12/2020", "Ngày 11/12/2020: đạt 3 sao, giấy có hiệu lực đến hết ngày 11/12/2023"),
        ("2022-12-14", "Ngày 14/12/2022: đạt 3 sao, giấy có hiệu lực đến hết ngày 11/12/2023"),
        ("11.12.2023", "Ngày 11/12/2023: đạt 3 sao, giấy có hiệu lực đến hết ngày 11/12/2023"),
        ("12-12-2023", "Ngày 12/12/2023: giấy đã hết hạn; ngày cuối cùng có hiệu lực là 11/12/2023"),
    ],
)  # fmt: skip
def test_a_product_and_its_paper_answer_for_the_day_alike(
    desk: Desk, tea: str, visitor: Any, day: str, expected: str
) -> None:
    of_the_paper = expected.replace("chưa được công nhận hạng sao OCOP; giấy đầu tiên", "giấy này chưa có hiệu lực;")
    for address, words in (
        (f"/san-pham/{tea}", expected),
        (f"/c/{certificate(desk).lookup_code}", of_the_paper),
    ):
        page = visitor.get(f"{address}?ngay={day}").text
        assert f'value="{words[5:15]}"' in page, "the field shows the day as it was understood"
        text = visible(page)
        assert words in text
        assert text.index(words) < text.index("Đã hết hạn; ngày cuối cùng có hiệu lực là 11/12/2023")


def test_the_answer_names_the_certificate_and_the_decision_of_the_day(desk: Desk, tea: str, visitor: Any) -> None:
    text = said(visitor, f"/san-pham/{tea}?ngay=14/12/2022")

    assert "Theo giấy số 001/2020/GCN-OCOP (3 sao), Quyết định 1757/QĐ-UBND ngày 11/12/2020" in text
    assert f"Sổ này bắt đầu được ghi từ ngày {TODAY:%d/%m/%Y}" in text


@pytest.mark.parametrize(
    "written", ["hôm qua", "31/02/2022", "2022", "14/13/2022", "0001-01-01", "%ff", "%EF%BC%91/12/2022"]
)
def test_what_is_no_day_is_said_beside_the_field_and_today_is_shown(
    desk: Desk, tea: str, visitor: Any, written: str
) -> None:
    text = said(visitor, f"/san-pham/{tea}?ngay={written}")

    assert "hãy viết như 14/12/2022" in text
    # Whoever reads no further than the first line must not take today's standing for the answer.
    assert text.index("Không hiểu được ngày") < text.index("Dưới đây là tình trạng hôm nay") < text.index("hết hạn")
    assert "Xem tình trạng hôm nay" not in text
    assert told(visitor, f"/hieu-luc.json?san-pham={tea}&ngay={written}", 422)["error"].startswith("Không hiểu được")


def test_a_day_to_come_cannot_be_known_anywhere(desk: Desk, tea: str, visitor: Any) -> None:
    ahead = TODAY + ONE_DAY

    assert f"Ngày {ahead:%d/%m/%Y} chưa đến nên chưa thể biết" in said(visitor, f"/san-pham/{tea}?ngay={ahead}")
    assert f"Ngày {ahead:%d/%m/%Y} chưa đến nên chưa thể biết" in said(visitor, f"/so-dang-ky?ngay={ahead}")
    for address in (f"/hieu-luc.json?san-pham={tea}&ngay={ahead}", f"/so-dang-ky.json?ngay={ahead}"):
        assert "chưa thể biết" in told(visitor, address, 422)["error"]
    assert "chưa thể biết" in said(visitor, f"/so-dang-ky.csv?ngay={ahead}", 422)
    assert "Xem tình trạng hôm nay" in said(visitor, f"/san-pham/{tea}?ngay={TODAY}")


def test_programs_are_told_the_same_with_every_day(desk: Desk, tea: str, visitor: Any) -> None:
    paper = certificate(desk)
    by_product = told(visitor, f"/hieu-luc.json?san-pham={tea}&ngay=2022-12-14")

    assert (by_product["certified"], by_product["standing"], by_product["stars"]) == (True, "in_force", 3)
    assert by_product["certificate"]["number"] == paper.number
    assert (by_product["certificate"]["valid_from"], by_product["certificate"]["last_day"]) == (
        "2020-12-11",
        "2023-12-11",
    )
    assert by_product["certificate"]["decision"]["number"] == "1757/QĐ-UBND"
    assert by_product["certificate"]["address"].endswith(f"/c/{paper.lookup_code}")
    assert by_product["as_known_then"] is None
    for name, value in (("ma", paper.lookup_code), ("so", paper.number)):
        by_paper = told(visitor, f"/hieu-luc.json?{name}={value}&ngay=2022-12-14")
        assert by_paper["certificate"] == by_product["certificate"]
    before = told(visitor, f"/hieu-luc.json?san-pham={tea}&ngay=2020-12-10")
    assert (before["certified"], before["standing"], before["first_day"]) == (False, None, "2020-12-11")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("ngay=2022-12-14", 422, "đúng một trong ba"),
        ("san-pham=x&ma=y&ngay=2022-12-14", 422, "đúng một trong ba"),
        ("san-pham=aaaaaaaaaaaaaaaa&ngay=2022-12-14", 404, "Không có sản phẩm"),
        ("ma=K7MQ2XHD9RTA&ngay=2022-12-14", 404, "Không có giấy chứng nhận"),
        ("so=9/2020&ngay=2022-12-14", 404, "Không có giấy chứng nhận"),
        ("san-pham=x", 422, "Hãy nêu ngày"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_words(
    visitor: Any, query: str, status: int, words: str
) -> None:
    assert words in told(visitor, f"/hieu-luc.json?{query}", status)["error"]


def test_a_paper_known_by_its_year_alone_is_not_guessed(desk: Desk, visitor: Any) -> None:
    key = desk.product("Gừng năm nào")
    with desk.app.app_context():
        a_recorded_recognition(desk.actor(desk.officer, Role.OFFICER), key, signed_on=None, year=2022)

    assert "Ngày 14/12/2022: chưa xác định được: chỉ biết được công nhận năm 2022" in said(
        visitor, f"/san-pham/{key}?ngay=14/12/2022"
    )
    answer = told(visitor, f"/hieu-luc.json?san-pham={key}&ngay=2022-12-14")
    assert (answer["certified"], answer["standing"]) == (None, "undetermined")


def test_a_revocation_entered_late_shows_both_days(desk: Desk, visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    yesterday = TODAY - ONE_DAY
    days = {"assessed_on": yesterday - ONE_DAY, "filed_on": yesterday - 2 * ONE_DAY}
    desk.issue("Chè Shan tuyết", instrument=None, product_set=11, signed_on=yesterday, **days)
    key, held = product(desk), certificate(desk)
    effective, entered = TODAY + 10 * ONE_DAY, TODAY + 100 * ONE_DAY
    later = datetime.combine(entered, time(12), clock.VIETNAM).astimezone(UTC)
    monkeypatch.setattr(clock, "now", lambda: later)
    _revoke(desk, key, held, effective)

    text = said(visitor, f"/san-pham/{key}?ngay={effective}")

    assert f"Ngày {effective:%d/%m/%Y}: giấy đã bị thu hồi từ ngày {effective:%d/%m/%Y}" in text
    assert f"Sổ ngày {effective:%d/%m/%Y} ghi khác: đạt 3 sao, giấy có hiệu lực đến hết ngày" in text
    assert f"Điều ghi hôm nay được ghi vào sổ ngày {entered:%d/%m/%Y}" in text
    answer = told(visitor, f"/hieu-luc.json?san-pham={key}&ngay={effective}")
    assert (answer["certified"], answer["as_known_then"]["certified"]) == (False, True)
    assert answer["learnt_on"] == entered.isoformat()
    assert answer["brought_by"] == {
        "kind": "revoked",
        "effective_on": effective.isoformat(),
        "recorded_on": entered.isoformat(),
        "decision": "77/QĐ-UBND",
    }
    known = told(visitor, f"/hieu-luc.json?san-pham={key}&ngay={effective}&biet-den={entered}")
    assert known["as_known_then"]["certified"] is False
    assert f"Sổ ngày {effective - ONE_DAY:%d/%m/%Y} cũng ghi như vậy" in said(
        visitor, f"/san-pham/{key}?ngay={effective - ONE_DAY}"
    )
    both = f"có hiệu lực từ ngày {effective:%d/%m/%Y}, ghi vào sổ ngày {entered:%d/%m/%Y}"
    assert f"Sổ ngày ấy ghi: Còn hiệu lực; {both}" in said(visitor, f"/so-dang-ky?ngay={effective}")
    (listed,) = told(visitor, f"/so-dang-ky.json?ngay={effective}")["products"]
    days = (effective.isoformat(), entered.isoformat())
    assert (listed["standing"], listed["as_known_then"]) == ("revoked", "in_force")
    assert (listed["effective_on"], listed["learnt_on"]) == days
    written = visitor.get(f"/so-dang-ky.csv?ngay={effective}").get_data(as_text=True)
    (row,) = csv.DictReader(io.StringIO(written.lstrip("\ufeff")))
    assert (row["Tình trạng ngày ấy"], row["Sổ ngày ấy ghi"]) == ("Đã thu hồi", "Còn hiệu lực")
    assert (row["Có hiệu lực từ"], row["Ghi vào sổ ngày"]) == days
    of_the_paper = said(visitor, f"/c/{held.lookup_code}?ngay={effective}")
    assert f"từ ngày {effective:%d/%m/%Y}" in of_the_paper
    assert f"được ghi vào sổ ngày {entered:%d/%m/%Y}" in of_the_paper


def _revoke(desk: Desk, key: str, held: Certificate, effective: date) -> None:
    from builders.register import issue

    line = Line(
        product=key,
        act=LineAct.REVOKE,
        certificate=held.public_id,
        ground=RevocationGround.BREACH_OF_LAW,
        effective_on=effective,
    )
    with desk.app.app_context():
        issue(
            desk.actor(desk.officer, Role.OFFICER),
            desk.actor(desk.approver, Role.APPROVER),
            [line],
            signed_on=effective,
            number="77/QĐ-UBND",
            kind=DecisionKind.REVOCATION,
        )


def test_the_whole_register_is_listed_as_at_any_day(desk: Desk, tea: str, visitor: Any) -> None:
    with desk.app.app_context():
        a_recorded_recognition(
            desk.actor(desk.officer, Role.OFFICER), desk.product("Mật ong"), signed_on=date(2022, 5, 20), year=2022
        )

    early, late = said(visitor, "/so-dang-ky?ngay=14/12/2021"), said(visitor, "/so-dang-ky?ngay=14/12/2022")

    assert ("Chè Shan tuyết" in early, "Mật ong" in early) == (True, False)
    assert ("Chè Shan tuyết" in late, "Mật ong" in late) == (True, True)
    assert "Còn hiệu lực (2)" in late
    assert "chưa có sản phẩm nào trong sổ được công nhận. Giấy đầu tiên trong sổ có giá trị từ ngày 11/12/2020" in said(
        visitor, "/so-dang-ky?ngay=10/12/2020"
    )
    listed = told(visitor, "/so-dang-ky.json?ngay=2024-01-01")
    assert [(one["name"], one["standing"], one["certified"]) for one in listed["products"]] == [
        ("Mật ong", "in_force", True),
        ("Chè Shan tuyết", "expired", False),
    ]
    narrowed = told(visitor, "/so-dang-ky.json?ngay=2024-01-01&tinh-trang=het-han")
    assert [one["name"] for one in narrowed["products"]] == ["Chè Shan tuyết"]
    assert "Không hiểu được tình trạng" in told(visitor, "/so-dang-ky.json?tinh-trang=x", 422)["error"]
    written = visitor.get("/so-dang-ky.csv?ngay=2024-01-01").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(written.lstrip("\ufeff"))))
    assert [(row["Sản phẩm"], row["Tình trạng ngày ấy"]) for row in rows] == [
        ("Mật ong", "Còn hiệu lực"),
        ("Chè Shan tuyết", "Hết hạn"),
    ]


def test_every_standing_has_a_page_that_says_what_may_be_concluded(visitor: Any) -> None:
    assert set(DEFINITIONS) == set(Standing) == set(STANDING_WORDS.values())
    for slug in STANDING_WORDS:
        text = said(visitor, f"/trang-thai/{slug}")
        for heading in ("nghĩa là gì", "Người mua hiểu thế nào", "Chủ thể làm gì", "Căn cứ"):
            assert heading in text
    assert "đ) Chủ thể không còn sản xuất sản phẩm" in said(visitor, "/trang-thai/thu-hoi")
    assert said(visitor, "/trang-thai/khong-co", 404)


def test_a_ground_that_the_province_names_stands_on_the_page_of_its_standing(desk: Desk, visitor: Any) -> None:
    administrator = Actor(account_id=None, name="Quản trị", roles=frozenset({Role.ADMINISTRATOR}), means="system")
    with desk.app.app_context():
        settings.change(actor=administrator, values={"suspend_ground": "Điều 5 Quy chế thử"})

    assert "Căn cứ do tỉnh nêu: Điều 5 Quy chế thử" in said(visitor, "/trang-thai/tam-dung")


def test_every_standing_word_of_a_public_page_leads_to_its_meaning(desk: Desk, tea: str, visitor: Any) -> None:
    code = certificate(desk).lookup_code
    for address in ("/tra-cuu", f"/san-pham/{tea}", f"/c/{code}", "/so-dang-ky"):
        assert 'href="/trang-thai/het-han"' in visitor.get(address).text, address
