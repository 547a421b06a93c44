"""Making the producers and products that a list names and the register does not have yet."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from registry.database import new_public_id
from registry.law import classification
from registry.law.law_book import LawBook
from registry.models.producer import ContactKind, Producer, ProducerContact, ProducerName, producer_keys
from registry.models.product import Packing, Product, ProductHolder, ProductName, product_keys
from registry.queries.law_book import law_book
from registry.queries.list_outcome import PreviewRow
from registry.rules.instruments import Instrument
from registry.rules.producer_kinds import ProducerKind
from registry.rules.search_key import fold, near_key
from registry.sheets.result_row import ResultRow
from registry.usecases import recording
from registry.usecases.founding import BEGINNING
from registry.usecases.journal import Act

Products = dict[tuple[str, str], tuple[int, int, str]]
"""(producer key, near key of the product) → product, producer, public id of the product."""


def register(act: Act, rows: Iterable[PreviewRow]) -> Products:
    """Make the producers and products that are new, and return all that the rows mean."""
    held = list(rows)
    producers = _new_producers(act, held)
    found: Products = {}
    new: dict[tuple[str, str], PreviewRow] = {}
    for row in held:
        key = (row.producer_key, near_key(row.row.product_name))
        if row.product.known is not None and row.producer.known is not None:
            found[key] = (row.product.known.key, row.producer.known.key, row.product.known.public_id)
        else:
            new.setdefault(key, row)
    rows_of_products: list[dict[str, Any]] = [
        {
            "public_id": new_public_id(),
            "producer_id": producers[row.producer_key],
            "name": row.row.product_name,
            "industry": industry_of_row(row.row, row.instrument, law_book(act.session)),
            "version": 1,
            **product_keys(row.row.product_name),
        }
        for row in new.values()
    ]
    act.add_many(Product, rows_of_products)
    ids = recording.ids_of(act.session, Product, [row["public_id"] for row in rows_of_products])
    for key, made in zip(new, rows_of_products, strict=True):
        found[key] = (ids[made["public_id"]], made["producer_id"], made["public_id"])
    _product_details(act, new, found)
    return found


def _new_producers(act: Act, rows: list[PreviewRow]) -> dict[str, int]:
    found = {row.producer_key: row.producer.known.key for row in rows if row.producer.known}
    new = {row.producer_key: row for row in reversed(rows) if row.producer.known is None}
    made = {key: _producer(row) for key, row in new.items()}
    act.add_many(Producer, list(made.values()))
    ids = recording.ids_of(act.session, Producer, [row["public_id"] for row in made.values()])
    found.update({key: ids[row["public_id"]] for key, row in made.items()})
    act.add_many(
        ProducerName,
        [{"producer_id": found[key], "name": row["name"], "valid_from": BEGINNING} for key, row in made.items()],
    )
    act.add_many(
        ProducerContact,
        [
            {
                "producer_id": found[key],
                "position": 1,
                "kind": ContactKind.PHONE,
                "value": row.row.phone,
                "is_public": False,
            }
            for key, row in new.items()
            if row.row.phone
        ],
    )
    return found


def _producer(one: PreviewRow) -> dict[str, Any]:
    row = one.row
    return {
        "public_id": new_public_id(),
        "name": row.producer_name,
        "kind": ProducerKind(row.producer_kind or ProducerKind.OTHER),
        "tax_number": row.tax_number or None,
        "representative": row.representative or None,
        "address": row.address or None,
        "commune_id": one.commune_id,
        "commune_then_id": one.commune_then_id,
        "version": 1,
        **producer_keys(row.producer_name),
    }


def _product_details(act: Act, new: dict[tuple[str, str], PreviewRow], found: Products) -> None:
    act.add_many(
        ProductName,
        [
            {"product_id": found[key][0], "name": row.row.product_name, "valid_from": BEGINNING}
            for key, row in new.items()
        ],
    )
    act.add_many(
        ProductHolder,
        [{"product_id": found[key][0], "producer_id": found[key][1], "valid_from": BEGINNING} for key in new],
    )
    act.add_many(
        Packing,
        [
            {"product_id": found[key][0], "position": position, "label": label, "gtin": gtin}
            for key, row in new.items()
            for position, (label, gtin) in enumerate(_packings(row.row), start=1)
        ],
    )


def _packings(row: ResultRow) -> list[tuple[str, str | None]]:
    labels: list[tuple[str, str | None]] = [(label, None) for label in row.packings]
    if row.gtin:
        # One bar code in the list belongs to the first packing it names.
        labels = [(labels[0][0] if labels else row.product_name, row.gtin), *labels[1:]]
    return labels


def product_set_of_row(row: ResultRow, instrument: Instrument | None, book: LawBook) -> int | None:
    """Return the number of the product set that a row names, by number or by name."""
    if not row.product_set or instrument is None:
        return None
    held = book.classifications[instrument]
    digits = "".join(letter for letter in row.product_set if letter.isdigit())
    if digits and int(digits) in held.sets:
        return int(digits)
    wanted = fold(row.product_set)
    return next(
        (number for number, one in held.sets.items() if wanted in {fold(one.name), fold(one.listed_as or "")}), None
    )


def industry_of_row(row: ResultRow, instrument: Instrument | None, book: LawBook) -> str | None:
    """Return the code of our industry that a row's set or industry belongs to."""
    number = product_set_of_row(row, instrument, book)
    if number is not None and instrument is not None:
        found = book.industry_of(instrument=instrument, number=number)
        return found.code if found else None
    wanted = [fold(text) for text in (row.industry, row.product_group) if text]
    return next((code for text in wanted if (code := _industries().get(text))), None)


@cache
def _industries() -> dict[str, str]:
    """Every name under which an industry may be written → its code."""
    held = classification.industries()
    return {fold(name): one.code for one in held for name in (one.name, *one.also_named)}
