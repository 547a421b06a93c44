"""Products that are made no longer, as their commune confirmed: from that day 15 run (QĐ 26/2026, Điều 8)."""

from datetime import date

from registry.models.product import Product
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import acting
from registry.usecases.registration import find_product
from registry.usecases.typed import day_typed, line_needed


class NothingConfirmed(Refusal):
    """The register has no confirmation that the product is made no longer."""


def confirm(
    *, actor: Actor, product: str, confirmed_on: date, confirmed_by: str, document: str, reason: str | None = None
) -> None:
    """Write down that a commune confirmed that a product is made no longer; a second time: what is right of it.

    It takes no certificate back: that is for a decision, in 15 days from here.

    :param confirmed_by: the commune's office.
    :param document: number and day of its document.
    :raises NotFound: if there is no such product.
    :raises Refusal: at what is missing, or a day that is still to come or before the product's own.
    """
    with acting(actor, "product.confirm_ceased", Permission.EDIT_REGISTER, reason=clean(reason or "") or None) as act:
        row = find_product(act, product)
        row.ceased_confirmed_on = day_typed(confirmed_on, field="confirmed_on")
        row.ceased_confirmed_by = line_needed(
            confirmed_by, field="confirmed_by", missing="Hãy nhập Ủy ban nhân dân xã, phường đã xác nhận."
        )
        row.ceased_document = line_needed(document, field="document", missing="Hãy nhập số, ngày văn bản xác nhận.")


def take_back(*, actor: Actor, product: str, reason: str) -> None:
    """Take a confirmation back: written down by mistake, or the product is made again.

    :raises NotFound: if there is no such product.
    :raises NothingConfirmed: if there is no confirmation.
    :raises Refusal: if no reason is given.
    """
    why = clean(reason)
    if not why:
        raise Refusal("Cần ghi lý do.", field="reason")
    with acting(actor, "product.take_back_ceased", Permission.EDIT_REGISTER, reason=why) as act:
        row = find_product(act, product)
        if row.ceased_confirmed_on is None:
            raise NothingConfirmed("Sổ chưa ghi xác nhận nào rằng sản phẩm này thôi sản xuất.")
        _forget(row)


def _forget(row: Product) -> None:
    row.ceased_confirmed_on = None
    row.ceased_confirmed_by = None
    row.ceased_document = None
