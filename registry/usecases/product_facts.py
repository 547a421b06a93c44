"""What is said of a product, as typed or read from a list, and its checking."""

from dataclasses import dataclass, replace

from registry.law import classification
from registry.rules.gtin import gtin_14, parse_gtin
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases.typed import name_typed, text_typed

MOST_PACKINGS = 100


@dataclass(frozen=True, kw_only=True)
class PackingFacts:
    """One packing that the product's certificate covers."""

    label: str
    gtin: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProductFacts:
    """Everything a person says of a product; the packings are whole, so what is left out is taken away."""

    name: str
    industry: str | None = None
    """Code of registry/law/industries.json."""
    description: str | None = None
    story: str | None = None
    note: str | None = None
    packings: tuple[PackingFacts, ...] = ()


def checked(facts: ProductFacts) -> ProductFacts:
    """Return what is said of a product as it is kept.

    :raises Refusal: at the first field that cannot be as it is.
    """
    return replace(
        facts,
        name=name_typed(facts.name, field="name", missing="Sản phẩm phải có tên."),
        industry=_industry(facts.industry),
        description=text_typed(facts.description, field="description"),
        story=text_typed(facts.story, field="story"),
        note=text_typed(facts.note, field="note"),
        packings=_packings(facts.packings),
    )


def _industry(code: str | None) -> str | None:
    if not code:
        return None
    if classification.industry(code) is None:
        raise Refusal("Ngành hàng này không có trong danh mục.", field="industry")
    return code


def _packings(packings: tuple[PackingFacts, ...]) -> tuple[PackingFacts, ...]:
    """Put packings in order; a line left empty is none."""
    kept: list[PackingFacts] = []
    seen: dict[str, int] = {}
    for position, packing in enumerate(packings):
        barcode = clean(packing.gtin or "")
        if not clean(packing.label) and not barcode:
            continue
        label = name_typed(packing.label, field=f"packings-{position}-label", missing="Quy cách đóng gói phải có tên.")
        field = f"packings-{position}-gtin"
        gtin = parse_gtin(barcode, field=field) if barcode else None
        if gtin and seen.setdefault(gtin_14(gtin), position) != position:
            raise Refusal(f"Mã vạch {gtin} được ghi cho hai quy cách.", field=field)
        kept.append(PackingFacts(label=label, gtin=gtin))
    if len(kept) > MOST_PACKINGS:
        raise Refusal(f"Tối đa {MOST_PACKINGS} quy cách cho một sản phẩm.", field="packings")
    return tuple(kept)
