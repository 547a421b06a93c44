"""What is said of a product, as typed or read from a list, and its checking."""

from dataclasses import dataclass, replace

from registry.law import classification
from registry.rules.gtin import gtin_14, parse_gtin
from registry.rules.hearing import Hearing
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

    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    kept = replace(
        facts,
        name=hearing.ask(name_typed, facts.name, field="name", missing="Sản phẩm phải có tên.") or "",
        industry=hearing.ask(industry_typed, facts.industry),
        description=hearing.ask(text_typed, facts.description, field="description"),
        story=hearing.ask(text_typed, facts.story, field="story"),
        note=hearing.ask(text_typed, facts.note, field="note"),
        packings=hearing.ask(packings_typed, facts.packings) or (),
    )
    return hearing.settle(kept)


def industry_typed(code: str | None) -> str | None:
    """Return the code of an industry; None where none was chosen.

    :raises Refusal: if there is no such industry.
    """
    if not code:
        return None
    if classification.industry(code) is None:
        raise Refusal("Ngành hàng này không có trong danh mục.", field="industry")
    return code


def packings_typed(packings: tuple[PackingFacts, ...]) -> tuple[PackingFacts, ...]:
    """Put packings in order; a line left empty is none.

    :raises Refusal: at every packing that has no name or no right number, or if there are too many.
    """
    hearing = Hearing()
    kept: list[PackingFacts] = []
    seen: set[str] = set()
    for position, packing in enumerate(packings):
        if not clean(packing.label) and not clean(packing.gtin or ""):
            continue
        at = f"packings-{position}"
        label = hearing.ask(name_typed, packing.label, field=f"{at}-label", missing="Quy cách đóng gói phải có tên.")
        gtin = hearing.ask(_gtin, packing.gtin, seen, field=f"{at}-gtin")
        kept.append(PackingFacts(label=label or "", gtin=gtin))
    hearing.settle(kept)
    if len(kept) > MOST_PACKINGS:
        raise Refusal(f"Tối đa {MOST_PACKINGS} quy cách cho một sản phẩm.", field="packings")
    return tuple(kept)


def _gtin(text: str | None, seen: set[str], *, field: str) -> str | None:
    typed = clean(text or "")
    if not typed:
        return None
    gtin = parse_gtin(typed, field=field)
    if gtin_14(gtin) in seen:
        raise Refusal(f"Mã vạch {gtin} được ghi cho hai quy cách.", field=field)
    seen.add(gtin_14(gtin))
    return gtin
