"""What asks the database most: lists, imports, recording and the public search, on SQLite and on PostgreSQL alike."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders.desk import RECORD, Desk, a_desk, a_scan, landed, visible
from builders.page_forms import fill
from sqlalchemy import func, select

from registry.config import Config
from registry.models.certificate import Certificate
from registry.models.decision import Origin
from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries import register
from registry.rules.decision_life import DecisionKind
from registry.transaction import reading

DECISIONS, CERTIFICATES, IMPORTS = "/can-bo/quyet-dinh", "/can-bo/giay-chung-nhan", "/can-bo/nhap-danh-sach"
LAO_CAI = Path(__file__).resolve().parents[2] / "sheets" / "data" / "lao-cai-4261-2021.csv"


@pytest.fixture
def web_config(config: Config) -> Config:
    """Both databases."""
    return config


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def codes(desk: Desk) -> list[str]:
    with desk.app.app_context(), reading() as session:
        return list(session.scalars(select(Certificate.lookup_code).order_by(Certificate.id)))


def newest(desk: Desk) -> Certificate:
    with desk.app.app_context(), reading() as session:
        certificate = register.by_lookup_code(session, codes(desk)[-1])
        assert certificate is not None
        return certificate


def counts(desk: Desk) -> tuple[int, ...]:
    with desk.app.app_context(), reading() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (Product, Producer, Certificate)
        )


def upload(desk: Desk, content: bytes, name: str) -> Any:
    return fill(desk.officer.client, f"{IMPORTS}/moi", file=(io.BytesIO(content), name))


def test_decisions_are_narrowed_by_kind_state_year_and_words(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết")
    desk.draft(title="Công nhận đang soạn")
    desk.draft(kind=DecisionKind.AWARD, title="Tặng Bằng khen")

    def shown(query: str) -> list[str]:
        page = visible(desk.officer.get(f"{DECISIONS}?{query}").text)
        names = ("Công nhận sản phẩm năm 2020", "Công nhận đang soạn", "Tặng Bằng khen")
        return [name for name in names if name in page]

    assert len(shown("")) == 3
    assert shown("loai=award") == ["Tặng Bằng khen"]
    assert shown("trang-thai=in_effect") == ["Công nhận sản phẩm năm 2020"]
    assert shown("nam=2020") == ["Công nhận sản phẩm năm 2020"]
    assert shown("q=tang+bang") == ["Tặng Bằng khen"]
    assert shown("q=1757") == ["Công nhận sản phẩm năm 2020"]
    assert shown("nguon=recorded") == []


def test_certificates_are_narrowed_by_standing_stars_year_origin_and_words(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết")
    fill(desk.officer.client, f"{CERTIFICATES}/ghi-nhan/{desk.product('Mật ong bạc hà')}", **RECORD)

    def shown(query: str) -> list[str]:
        page = visible(desk.officer.get(f"{CERTIFICATES}?{query}").text)
        return [name for name in ("Chè Shan tuyết", "Mật ong bạc hà") if name in page]

    assert len(shown("")) == 2
    assert shown("tinh-trang=expired") == ["Chè Shan tuyết"]
    assert shown("nguon=recorded") == ["Mật ong bạc hà"]
    assert shown("nam=2024") == ["Mật ong bạc hà"]
    assert shown("sao=4") == []
    assert shown("q=15/GCN") == ["Mật ong bạc hà"]
    assert shown("q=che+shan") == ["Chè Shan tuyết"]
    assert shown("het-han-tu=01/01/2024") == ["Mật ong bạc hà"]
    assert shown(f"q={codes(desk)[0].lower()}") == ["Chè Shan tuyết"]


def test_a_real_list_of_another_province_goes_in_and_a_second_time_changes_nothing(desk: Desk) -> None:
    content = LAO_CAI.read_bytes()

    preview = upload(desk, content, LAO_CAI.name).headers["Location"]
    assert counts(desk) == (0, 0, 0)
    text = visible(desk.officer.get(preview).text)
    assert "22 dòng mới" in text
    assert "16 chủ thể mới" in text
    assert fill(desk.officer.client, preview).status_code == 303
    assert counts(desk) == (22, 16, 22)

    again = upload(desk, content, LAO_CAI.name).headers["Location"]
    assert "22 dòng đã có trong sổ" in visible(desk.officer.get(again).text)
    fill(desk.officer.client, again)
    assert counts(desk) == (22, 16, 22)


def test_anybody_finds_certificates_as_people_type(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết", "Mật ong bạc hà")

    for typed in ("chè shan", "che shan tuyet", "SHAN", "thử nghiệm", "001/2020", "001/2020/gcn-ocop"):
        text = visible(visitor.get("/tra-cuu", query_string={"q": typed}).text)
        assert "Chè Shan tuyết" in text, typed
        assert "Hết hạn" in text, typed


def test_what_others_gave_is_recorded_with_its_own_number_and_scan(desk: Desk) -> None:
    product = desk.product("Mật ong bạc hà")

    address = f"{CERTIFICATES}/ghi-nhan/{product}"
    assert address in desk.officer.get(f"{CERTIFICATES}/ghi-nhan?q=mat+ong").text
    scan = (io.BytesIO(a_scan()), "Giấy huyện cấp.pdf")
    answer = fill(desk.officer.client, address, **RECORD, product_name="Mật ong bạc hà rừng", scan=scan)

    text = visible(landed(desk.officer, answer))
    certificate = newest(desk)
    assert (certificate.origin, certificate.number, certificate.serial) == (Origin.RECORDED, "15/GCN-TĐ", None)
    assert certificate.recognition.product_name == "Mật ong bạc hà rừng"
    assert certificate.valid_until == date(2027, 10, 15)
    assert "Ủy ban nhân dân huyện Tam Đường" in text
    assert "Ghi nhận: Bản giấy do chủ thể cung cấp" in text
    assert "Giấy huyện cấp.pdf" in text
