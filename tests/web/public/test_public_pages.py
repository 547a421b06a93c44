"""Product, producer, decision and event before the public: true today, and silent about what nobody published."""

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders.conference import Conference
from builders.desk import Desk, a_desk, visible
from builders.people import one_of_each
from builders.units import a_unit, goods_of
from sqlalchemy import select

from registry import clock
from registry.models.award import RecipientKind
from registry.models.certificate import Certificate
from registry.models.producer import ContactKind
from registry.rules.certificate_life import MoveKind
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import awarding, renaming, settings, standings
from registry.usecases.awarding import Recipient
from registry.usecases.lines import Line
from registry.usecases.producer_facts import ContactFacts


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def seen(visitor: Any, address: str) -> str:
    """Return what stands on a page."""
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.text
    return visible(answer.text)


def good_today(desk: Desk, *names: str, **line: Any) -> str:
    """Issue certificates that are in force today."""
    yesterday = clock.today() - timedelta(days=1)
    days = {"assessed_on": yesterday - timedelta(days=1), "filed_on": yesterday - timedelta(days=2)}
    return desk.issue(*names, number="9/QĐ-UBND", signed_on=yesterday, instrument=None, product_set=11, **days, **line)


class TestProduct:
    """The page a packet is compared with."""

    def test_says_first_how_it_stands_then_by_whom_and_since_when(self, desk: Desk, visitor: Any) -> None:
        good_today(desk, "Chè Shan tuyết", stars=4, score=Decimal(75))

        text = seen(visitor, f"/san-pham/{desk.products['Chè Shan tuyết']}")

        assert text.index("Đạt 4 sao. Còn hiệu lực") < text.index("Hợp tác xã Thử Nghiệm") < text.index("Quyết định")
        for words in ("9/QĐ-UBND", "Ủy ban nhân dân tỉnh Lai Châu", "qua sổ này", "Quá trình"):
            assert words in text, words

    def test_never_lends_its_stars_to_the_producer_s_other_products(self, desk: Desk, visitor: Any) -> None:
        good_today(desk, "Chè còn hạn")
        desk.issue("Chè hết hạn")
        desk.product("Chè chưa chấm")

        text = seen(visitor, f"/san-pham/{desk.products['Chè còn hạn']}")
        others = text[text.index("Sản phẩm khác của chủ thể này") :]

        assert re.search(r"Chè hết hạn.{0,40}Hết hạn", others)
        assert re.search(r"Chè chưa chấm.{0,40}Chưa được công nhận", others)

    def test_that_was_never_recognised_says_so(self, desk: Desk, visitor: Any) -> None:
        text = seen(visitor, f"/san-pham/{desk.product('Chè chưa chấm')}")

        assert "Chưa được công nhận hạng sao OCOP" in text
        assert "Đạt" not in text

    def test_tells_its_story_by_days(self, desk: Desk, visitor: Any) -> None:
        desk.issue("Chè cũ")
        product = desk.products["Chè cũ"]
        desk.acts(renaming.rename_product, product=product, name="Chè mới", on=date(2022, 5, 1))

        text = seen(visitor, f"/san-pham/{product}")
        story = text[text.index("Quá trình") :]
        places = [story.index(words) for words in ("hết hạn", "từ “Chè cũ” thành “Chè mới”", "Được công nhận")]

        assert places == sorted(places)
        assert "Tên ghi trên giấy" in text

    def test_tells_of_the_years_between_two_papers(self, desk: Desk, visitor: Any) -> None:
        desk.issue("Chè cũ")
        good_today(desk, "Chè cũ", recognised_as=RecognitionKind.REASSESSED)

        text = seen(visitor, f"/san-pham/{desk.products['Chè cũ']}")
        story = text[text.index("Quá trình") :]

        places = [
            story.index(words) for words in ("thay bằng giấy mới", "Giấy hết hạn sau ngày này", "Được công nhận,")
        ]
        assert places == sorted(places)
        assert "11/12/2023 Giấy hết hạn sau ngày này" in story

    def test_tells_first_what_came_last_on_a_day(self, desk: Desk, visitor: Any) -> None:
        good_today(desk, "Chè Shan tuyết")
        with desk.app.app_context(), reading() as session:
            certificate = session.query(Certificate.public_id).scalar()
        with desk.app.app_context():
            administrator = one_of_each([Role.ADMINISTRATOR])["administrator"]
            settings.change(actor=administrator, values={"suspend_ground": "Quy chế", "reinstate_ground": "Quy chế"})
            for kind in (MoveKind.SUSPENDED, MoveKind.REINSTATED):
                standings.move(
                    actor=desk.actor(desk.approver, Role.APPROVER),
                    certificate=certificate,
                    kind=kind,
                    effective_on=clock.today(),
                    document="Văn bản số 3/SNNMT-TT",
                    reason="Đã xác minh",
                )

        text = seen(visitor, f"/san-pham/{desk.products['Chè Shan tuyết']}")
        story = text[text.index("Quá trình") :]

        assert story.index("được khôi phục hiệu lực") < story.index("tạm dừng hiệu lực") < story.index("Được công nhận")

    def test_shows_a_revocation_the_moment_it_takes_effect(self, desk: Desk, visitor: Any) -> None:
        good_today(desk, "Chè Shan tuyết")
        address = f"/san-pham/{desk.products['Chè Shan tuyết']}"
        assert "Còn hiệu lực" in seen(visitor, address)
        assert "Đã thu hồi" not in seen(visitor, "/tra-cuu?q=che")

        with desk.app.app_context(), reading() as session:
            certificate = session.query(Certificate.public_id).scalar()
        draft = desk.draft(kind=DecisionKind.REVOCATION)
        line = Line(
            product=desk.products["Chè Shan tuyết"], act=LineAct.REVOKE, kind=None, certificate=certificate, ground="c"
        )
        desk.add(draft, line)
        desk.carry_out(draft, number="10/QĐ-UBND", signed_on=clock.today())

        text = seen(visitor, address)
        assert "Đã bị thu hồi" in text
        assert "Công nhận theo Quyết định 9/QĐ-UBND" in text
        assert f"Thu hồi theo Quyết định 10/QĐ-UBND ngày {clock.today():%d/%m/%Y}" in text
        assert f'href="/quyet-dinh/{draft}"' in visitor.get(address).text
        assert "Đã thu hồi" in seen(visitor, "/tra-cuu?q=che")

    def test_expires_at_midnight_though_nobody_writes(
        self, desk: Desk, visitor: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        good_today(desk, "Chè Shan tuyết")
        address = f"/san-pham/{desk.products['Chè Shan tuyết']}"
        assert "Đạt 3 sao" in seen(visitor, address)

        monkeypatch.setattr(clock, "today", lambda: date(clock.now().year + 4, 1, 1))

        assert "Đã hết hạn" in seen(visitor, address)
        assert "Hết hạn" in seen(visitor, "/tra-cuu?q=che&tinh-trang=het-han")


class TestProducer:
    """What a unit lets be known of it."""

    def test_shows_only_what_was_published(self, desk: Desk, visitor: Any) -> None:
        unit = desk.acts(
            lambda actor: a_unit(
                actor,
                representative="Lò Thị Kín",
                representative_ethnicity="Thái",
                tax_number="012345678901",
                address="Số 7, bản Kín",
                note="Ghi chú kín",
                contacts=(
                    ContactFacts(kind=ContactKind.PHONE, value="0912000111", is_public=False),
                    ContactFacts(kind=ContactKind.EMAIL, value="ban@minhhoa.example.com", is_public=True),
                ),
            )
        )
        desk.acts(lambda actor: goods_of(actor, unit, "Chè kín"))

        page = html.unescape(visitor.get(f"/chu-the/{unit}").text)

        assert "ban@minhhoa.example.com" in page
        for secret in ("Lò Thị Kín", "Thái", "012345678901", "Số 7", "Ghi chú kín", "0912000111"):
            assert secret not in page, secret

    def test_counts_what_is_in_force_and_names_what_is_not(self, desk: Desk, visitor: Any) -> None:
        good_today(desk, "Chè còn hạn")
        desk.issue("Chè hết hạn")
        desk.product("Chè chưa chấm")

        text = seen(visitor, f"/chu-the/{desk.producer}")

        assert "3 sản phẩm trong sổ, 1 sản phẩm đang có hạng sao còn hiệu lực" in text
        assert re.search(r"Chè hết hạn.{0,40}Hết hạn", text)
        assert re.search(r"Chè chưa chấm.{0,40}Chưa được công nhận", text)


class TestDecision:
    """The annex as it stands today."""

    def test_a_draft_does_not_exist(self, desk: Desk, visitor: Any) -> None:
        assert visitor.get(f"/quyet-dinh/{desk.draft('Chè')}").status_code == 404

    def test_each_line_stands_as_it_does_today(self, desk: Desk, visitor: Any) -> None:
        decision = desk.issue("Chè Shan tuyết", "Mật ong")

        text = seen(visitor, f"/quyet-dinh/{decision}")

        assert "2 sản phẩm của 1 chủ thể" in text
        assert text.count("Hết hạn") == 2

    def test_persons_who_were_awarded_are_not_named(self, desk: Desk, visitor: Any) -> None:
        decision = desk.draft(kind=DecisionKind.AWARD)
        desk.acts(
            awarding.add_recipients,
            decision=decision,
            recipients=[
                Recipient(kind=RecipientKind.PERSON, name="Lò Văn Riêng", achievement="Thành tích"),
                Recipient(kind=RecipientKind.COLLECTIVE, name="Tổ hợp tác Chung", achievement="Thành tích"),
            ],
        )
        desk.carry_out(decision, number="11/QĐ-UBND")

        text = seen(visitor, f"/quyet-dinh/{decision}")

        assert "Tổ hợp tác Chung" in text
        assert "Lò Văn Riêng" not in text
        assert "1 cá nhân" in text


def test_an_event_names_every_product_and_the_totals(held: Conference, visitor: Any) -> None:
    text = seen(visitor, f"/su-kien/{held.event}")

    for name in held.products:
        assert name in text, name
    assert re.search(r"\d+ sản phẩm của \d+ đơn vị", text)


def test_every_title_begins_with_the_thing(held: Conference, web_app: Any, visitor: Any) -> None:
    with web_app.app_context(), reading() as session:
        code = session.scalars(select(Certificate.lookup_code).order_by(Certificate.id)).first()

    for address, name in (
        (f"/san-pham/{held.products['Chè Ánh Dương']}", "Chè Ánh Dương"),
        (f"/c/{code}", "Chè Ánh Dương"),
        (f"/chu-the/{held.producers['Hợp tác xã Bình Minh']}", "Hợp tác xã Bình Minh"),
        (f"/quyet-dinh/{held.recognised[0]}", "Quyết định 1757/QĐ-UBND"),
        (f"/su-kien/{held.event}", "Hội nghị tổng kết Chương trình OCOP năm 2020"),
        ("/tra-cuu?q=mat+ong", "mat ong"),
    ):
        title = html.unescape(visitor.get(address).text).split("<title>")[1]
        assert title.startswith(name), address


@pytest.mark.parametrize("kind", ["san-pham", "chu-the", "quyet-dinh", "su-kien", "anh"])
def test_what_is_not_there_is_said_to_be_not_there(visitor: Any, kind: str) -> None:
    for name in ("a" * 16, "khong-co", "%00", "../../etc/passwd", "a" * 3000):
        assert visitor.get(f"/{kind}/{name}").status_code == 404
