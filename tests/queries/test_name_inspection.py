"""Names changed behind the register's back are named, whoever gave them: a typed record, a renaming, or a list."""

from datetime import date
from pathlib import Path

import pytest
from builders.damage import behind_its_back
from builders.register import a_commune, a_line, issue
from builders.units import a_unit, goods_of
from flask import Flask
from sqlalchemy import select, text

from registry.models.body import BodyKind
from registry.models.place import Place
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import name_inspection, row_inspection
from registry.queries.list_outcome import Choices
from registry.rules.permissions import Actor
from registry.transaction import Session, reading
from registry.usecases import importing, renaming
from registry.usecases.product_facts import ProductFacts
from registry.usecases.registration import amend_product

LAO_CAI = Path(__file__).parents[1] / "sheets" / "data" / "lao-cai-4261-2021.csv"
SIGNED = date(2026, 9, 1)


def commune() -> str:
    """Return the public id of a commune."""
    key = a_commune()
    with reading() as session:
        return session.scalars(select(Place.public_id).where(Place.id == key)).one()


@pytest.fixture
def issued(app: Flask, actors: dict[str, Actor]) -> str:
    """A paper of a product that got another name afterwards; the list of Lào Cai was brought in before."""
    officer = actors["officer"]
    choices = Choices(body_name="UBND tỉnh Lào Cai", body_kind=BodyKind.OTHER_PROVINCE)
    received = importing.receive(actor=officer, content=LAO_CAI.read_bytes(), filename="danh-sach.csv", choices=choices)
    importing.apply(actor=officer, list_import=received)
    product = goods_of(officer, a_unit(officer, "Hợp tác xã Ánh Dương", commune=commune()), "Chè Ánh Dương")
    issue(officer, actors["approver"], [a_line(product)], signed_on=SIGNED)
    renaming.rename_product(actor=officer, product=product, name="Trà Ánh Dương", on=date(2026, 9, 15))
    return product


def defects(app: Flask, *statements: str) -> str:
    with behind_its_back() as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount
        with Session(connection, autoflush=False) as session:
            return " ".join(name_inspection.defects(session, key=app.config["JOURNAL_KEY"]))


def test_what_acts_named_has_no_defect(issued: str, app: Flask) -> None:
    with reading() as session:
        assert list(name_inspection.defects(session, key=app.config["JOURNAL_KEY"])) == []


def test_a_name_changed_by_hand_is_named(issued: str, app: Flask) -> None:
    of_now = "UPDATE product SET name = 'Chè khác' WHERE name = 'Trà Ánh Dương'"
    assert "Bảng product" in defects(app, of_now)
    assert "tên hiện nay “Chè khác” khác tên sau cùng “Trà Ánh Dương”" in defects(app, of_now)
    assert "Bảng product_name" in defects(app, "UPDATE product_name SET name = 'x' WHERE name = 'Chè Ánh Dương'")
    assert "Bảng producer" in defects(app, "UPDATE producer SET name = 'x' WHERE name = 'Hợp tác xã Ánh Dương'")
    moved = "UPDATE product_name SET valid_from = '2026-08-01' WHERE name = 'Trà Ánh Dương'"
    assert "cột valid_from khác với nhật ký" in defects(app, moved)


def test_a_name_that_a_list_brought_in_is_watched_too(issued: str, app: Flask) -> None:
    of_lists = "UPDATE {} SET name = 'khác' WHERE id = (SELECT min(id) + 1 FROM {})"
    for table in ("producer_name", "product_name"):
        assert f"Bảng {table}: dòng 2 khác với lúc mục nhật ký" in defects(app, of_lists.format(table, table))
    both = [of_lists.format(table, table) for table in ("product", "product_name")]
    assert "Bảng product_name" in defects(app, *both), "not even where the two agree"


def test_a_list_is_watched_row_by_row_after_an_act_corrected_a_name_of_it(
    issued: str, app: Flask, actors: dict[str, Actor]
) -> None:
    with reading() as session:
        first = session.scalars(select(Product).order_by(Product.id).limit(1)).one()
    facts = ProductFacts(name="Tên đã sửa", industry=first.industry)
    amend_product(actor=actors["officer"], product=first.public_id, version=first.version, facts=facts)

    with reading() as session:
        assert list(name_inspection.defects(session, key=app.config["JOURNAL_KEY"])) == []
    other = "dòng {} khác với lúc mục nhật ký"
    assert other.format(3) in defects(app, "UPDATE product_name SET name = 'khác' WHERE id = 3")
    assert other.format(4) in defects(app, "DELETE FROM product_name WHERE id = 3")
    assert other.format(2) in defects(app, "UPDATE product_holder SET producer_id = 1 WHERE id = 2")


def test_what_a_list_recorded_is_watched_row_by_row(issued: str, app: Flask) -> None:
    with behind_its_back() as connection:
        connection.execute(text("UPDATE recognition SET stars = 5 WHERE id = 7"))
        with Session(connection, autoflush=False) as session:
            [said] = row_inspection.defects(session, key=app.config["JOURNAL_KEY"])
            seventh = session.scalars(select(Recognition.public_id).where(Recognition.id == 7)).one()
    assert f"Bảng recognition: dòng {seventh} khác với lúc mục nhật ký" in said


def test_a_product_is_with_the_last_of_its_producers(issued: str, app: Flask) -> None:
    moved = "UPDATE product SET producer_id = (SELECT max(id) FROM producer) WHERE id = 2"
    assert "chủ thể hiện nay khác chủ thể sau cùng trong lịch sử" in defects(app, moved)


def test_an_issued_paper_bears_a_name_borne_at_its_time(issued: str, app: Flask, actors: dict[str, Actor]) -> None:
    goods_of(actors["officer"], a_unit(actors["officer"], "Hợp tác xã Bình Minh"), "Gạo Bình Minh")
    for_another = (
        "UPDATE recognition SET {} = (SELECT id FROM {} WHERE name = '{}') WHERE product_name = 'Chè Ánh Dương'"
    )
    product = for_another.format("product_id", "product", "Gạo Bình Minh")
    assert "cột product_name không phải tên nào nhật ký biết lúc cấp giấy" in defects(app, product)
    producer = for_another.format("producer_id", "producer", "Hợp tác xã Bình Minh")
    assert "cột producer_name không phải tên nào nhật ký biết lúc cấp giấy" in defects(app, producer)
