"""What the code on a paper leads to: the truth about that paper today, and never about another."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from sqlalchemy import select

from registry import clock
from registry.models.body import BodyKind
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.product import Product
from registry.queries import settings as setting_queries
from registry.rules import lookup_code
from registry.rules.certificate_life import MoveKind
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import recording, settings, standings
from registry.usecases.sources import Source


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def certificates(desk: Desk) -> list[Certificate]:
    with desk.app.app_context(), reading() as session:
        return list(session.scalars(select(Certificate).order_by(Certificate.id)))


def said(visitor: Any, code: str) -> str:
    answer = visitor.get(f"/c/{code}")
    assert answer.status_code == 200, answer.text
    return visible(answer.text)


def current(desk: Desk, *, number: str = "1757/QĐ-UBND", **line: Any) -> Certificate:
    """Issue a certificate that is in force today."""
    yesterday = clock.today() - timedelta(days=1)
    days = {"assessed_on": yesterday - timedelta(days=1), "filed_on": yesterday - timedelta(days=2)}
    values = {"instrument": None, "product_set": 11, **days, **line}
    desk.issue("Chè Shan tuyết", number=number, signed_on=yesterday, **values)
    return certificates(desk)[-1]


def test_the_answer_comes_first_and_says_everything_on_the_paper(desk: Desk, visitor: Any) -> None:
    certificate = current(desk)

    text = said(visitor, certificate.lookup_code)

    assert certificate.valid_until is not None
    assert text.split(">")[-1].strip().startswith(f"Còn hiệu lực đến hết ngày {certificate.valid_until:%d/%m/%Y}")
    for words in ("Chè Shan tuyết", "Hợp tác xã Thử Nghiệm", "3 sao", certificate.number, "1757/QĐ-UBND",
                  "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu", "Giấy do sổ này cấp",
                  "https://ocop.example.vn"):  # fmt: skip
        assert words in text, words


def test_the_code_may_be_typed_as_people_type(desk: Desk, visitor: Any) -> None:
    code = current(desk).lookup_code
    grouped = lookup_code.grouped(code)

    for typed in (code, code.lower(), grouped, grouped.replace("-", " "), grouped.replace("-", ".").lower()):
        assert "Chè Shan tuyết" in said(visitor, typed), typed


def test_an_expired_certificate_says_its_last_day(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")

    text = said(visitor, certificates(desk)[0].lookup_code)

    assert "Đã hết hạn; ngày cuối cùng có hiệu lực là 11/12/2023" in text


def test_a_superseded_certificate_leads_to_the_one_in_its_place(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")
    current(desk, number="1999/QĐ-UBND", recognised_as=RecognitionKind.REASSESSED)
    old, new = certificates(desk)

    page = visitor.get(f"/c/{old.lookup_code}").text

    assert "Đã được thay bằng giấy khác từ ngày" in visible(page)
    assert f"/c/{new.lookup_code}" in page
    assert str(new.number) in page


def test_a_revoked_certificate_says_so(desk: Desk, visitor: Any) -> None:
    from builders.register import a_line

    certificate = current(desk)
    decision = desk.draft(kind=DecisionKind.REVOCATION, title="Thu hồi")
    product = desk.products["Chè Shan tuyết"]
    desk.add(decision, a_line(product, act=LineAct.REVOKE, kind=None, certificate=certificate.public_id, ground="c",
                              score=None, stars=None, instrument=None, assessed_on=None, product_set=None))  # fmt: skip
    desk.carry_out(decision, number="2000/QĐ-UBND", signed_on=clock.today())

    text = said(visitor, certificate.lookup_code)

    assert f"Đã bị thu hồi từ ngày {clock.today():%d/%m/%Y}" in text
    assert "Thu hồi theo Quyết định 2000/QĐ-UBND" in text
    assert "Căn cứ: điểm c) Vi phạm pháp luật về chất lượng" in text
    assert "Điều 8 Quyết định số 26/2026/QĐ-TTg" in text


def test_a_suspended_certificate_says_so(desk: Desk, visitor: Any) -> None:
    certificate = current(desk)
    administrator = Actor(account_id=None, name="Quản trị", roles=frozenset({Role.ADMINISTRATOR}), means="system")
    with desk.app.app_context():
        settings.change(actor=administrator, values={"suspend_ground": "Quy chế"})
        standings.move(
            actor=desk.actor(desk.approver, Role.APPROVER),
            certificate=certificate.public_id,
            kind=MoveKind.SUSPENDED,
            effective_on=clock.today(),
            document="Văn bản số 3/SNNMT-TT",
            reason="Chờ kết luận",
        )

    assert "Đang tạm dừng hiệu lực từ ngày" in said(visitor, certificate.lookup_code)


def test_every_page_says_who_recognised_as_the_paper_does_and_programs_are_told_the_body(
    desk: Desk, visitor: Any
) -> None:
    certificate = current(desk)
    with desk.app.app_context(), reading() as session:
        [row] = session.scalars(select(Certificate))
        product, decision = row.recognition.product.public_id, row.recognition.decision.public_id
        [digest, annex] = [
            session.scalars(select(PaperFile.sha256).where(PaperFile.role == role)).one()
            for role in (FileRole.RENDER, FileRole.ANNEX)
        ]

    for address in (f"/c/{certificate.lookup_code}", f"/san-pham/{product}", f"/quyet-dinh/{decision}",
                    f"/xac-minh/{digest}", f"/xac-minh/{annex}"):  # fmt: skip
        assert "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu" in visible(visitor.get(address).text), address
    told = visitor.get(f"/c/{certificate.lookup_code}.jsonld").get_json(force=True)["hasCertification"]
    assert told["issuedBy"] == {"@type": "GovernmentOrganization", "name": "Ủy ban nhân dân tỉnh Lai Châu"}


def test_what_others_gave_names_its_issuer_and_where_it_is_known_from(desk: Desk, visitor: Any) -> None:
    product = desk.product("Mật ong bạc hà")
    with desk.app.app_context(), reading() as session:
        row = session.scalars(select(Product).where(Product.public_id == product)).one()
    source = Source(
        body_name="Ủy ban nhân dân huyện Tam Đường",
        body_kind=BodyKind.DISTRICT,
        number="0915/QĐ-UBND",
        signed_on=date(2024, 10, 15),
        year=2024,
        source="Bản giấy",
    )
    result = recording.Result(
        product_id=row.id,
        producer_id=row.producer_id,
        product_name="Mật ong bạc hà",
        producer_name="Hợp tác xã Thử Nghiệm",
        stars=3,
    )
    desk.acts(recording.record, source=source, results=[result])

    text = said(visitor, certificates(desk)[0].lookup_code)

    assert "Ghi nhận vào sổ từ quyết định của Ủy ban nhân dân huyện Tam Đường (Bản giấy)" in text
    assert "giấy không do sổ này cấp" in text
    assert "không rõ số" in text


UNKNOWN = {
    "K7MQ": "có 12 ký tự",
    "O7MQ2XHD9RTA": "không dùng chữ O",
    "K7MQ-2XHD-9RT2": "không đúng",
    "%00": "có 12 ký tự",
    "x" * 3000: "ký tự",
    "<script>alert(1)</script>": "ký tự",
    "..%2f..%2fetc": "ký tự",
    "' OR 1=1 --": "ký tự",
    "mã": "ký tự",
}


def test_an_unknown_code_never_shows_another_paper(desk: Desk, visitor: Any) -> None:
    current(desk)

    for typed, sentence in UNKNOWN.items():
        answer = visitor.get(f"/c/{typed}")

        assert answer.status_code == 404, typed
        assert "Hãy kiểm tra lại mã" in answer.text, typed
        assert sentence in answer.text, typed
        assert "Chè Shan tuyết" not in answer.text
        assert "<script>alert" not in answer.text


def test_a_right_code_that_no_paper_bears_is_unknown(visitor: Any) -> None:
    answer = visitor.get(f"/c/{lookup_code.new_code(demonstration=False)}")

    assert answer.status_code == 404
    assert "Không có giấy chứng nhận nào mang mã này" in answer.text
    assert "Mã này không có trong sổ" in answer.text
    assert "Mã sai" not in answer.text


def test_a_code_of_a_demonstration_is_called_so_in_a_real_register(visitor: Any) -> None:
    answer = visitor.get(f"/c/{lookup_code.new_code(demonstration=True)}")

    assert answer.status_code == 404
    assert "mã của bản minh họa" in answer.text


def test_one_wrong_letter_never_leads_to_a_paper(desk: Desk, visitor: Any) -> None:
    code = current(desk).lookup_code

    for place in range(lookup_code.LENGTH):
        other = next(letter for letter in lookup_code.ALPHABET if letter != code[place])
        assert visitor.get(f"/c/{code[:place]}{other}{code[place + 1 :]}").status_code == 404


def test_the_answer_is_kept_nowhere_and_sets_no_cookie(desk: Desk, visitor: Any) -> None:
    for code in (current(desk).lookup_code, "K7MQ"):
        answer = visitor.get(f"/c/{code}")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_nothing_but_what_the_paper_says_is_published(desk: Desk, visitor: Any) -> None:
    certificate = current(desk)

    page = visitor.get(f"/c/{certificate.lookup_code}").text

    for secret in ("Người officer", "Người approver", "@vi-du.vn", "Bản Thử", certificate.public_id):
        assert secret not in page, secret


def test_the_page_is_light_on_a_weak_line(desk: Desk, visitor: Any) -> None:
    code = current(desk).lookup_code
    page = visitor.get(f"/c/{code}")
    parts = [part.split('"')[0] for part in page.text.split('="/static/')[1:]]

    first = len(page.data) + sum(len(visitor.get(f"/static/{part.replace('&amp;', '&')}").data) for part in parts)
    fonts = sum(len(visitor.get(f"/static/fonts/be-vietnam-pro-{weight}.woff2").data) for weight in (400, 600))
    assert first + fonts <= 120 * 1024


def test_setting_the_public_address_is_what_the_page_names(desk: Desk, visitor: Any) -> None:
    with desk.app.app_context(), reading() as session:
        assert setting_queries.settings(session).public_address in visitor.get("/c/K7MQ").text
