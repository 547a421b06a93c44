"""The kinds of producing units (chủ thể) and the groups in which national statistics count them."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from registry.rules.search_key import fold, near_key


class ProducerKind(StrEnum):
    """What a producing unit is in law (QĐ 26/2026, Điều 2 khoản 3, with the company forms told apart)."""

    COOPERATIVE = "cooperative"
    COOPERATIVE_GROUP = "cooperative_group"
    COMPANY_LIMITED = "company_limited"
    COMPANY_LIMITED_ONE_MEMBER = "company_limited_one_member"
    COMPANY_JOINT_STOCK = "company_joint_stock"
    PRIVATE_ENTERPRISE = "private_enterprise"
    ENTERPRISE = "enterprise"
    """An enterprise of which no more is known."""

    FARM = "farm"
    HOUSEHOLD = "household"
    ASSOCIATION = "association"
    """Tourism only."""

    TOURISM_CENTRE = "tourism_centre"
    """Tourism only."""

    OTHER = "other"


class StatisticalGroup(StrEnum):
    """The groups of the national summaries."""

    COOPERATIVE = "cooperative"
    ENTERPRISE = "enterprise"
    ESTABLISHMENT = "establishment"
    """Cơ sở sản xuất, hộ kinh doanh."""

    COOPERATIVE_GROUP = "cooperative_group"
    OTHER = "other"


STATISTICAL_GROUPS: Mapping[ProducerKind, StatisticalGroup] = MappingProxyType(
    {
        ProducerKind.COOPERATIVE: StatisticalGroup.COOPERATIVE,
        ProducerKind.COOPERATIVE_GROUP: StatisticalGroup.COOPERATIVE_GROUP,
        ProducerKind.COMPANY_LIMITED: StatisticalGroup.ENTERPRISE,
        ProducerKind.COMPANY_LIMITED_ONE_MEMBER: StatisticalGroup.ENTERPRISE,
        ProducerKind.COMPANY_JOINT_STOCK: StatisticalGroup.ENTERPRISE,
        ProducerKind.PRIVATE_ENTERPRISE: StatisticalGroup.ENTERPRISE,
        ProducerKind.ENTERPRISE: StatisticalGroup.ENTERPRISE,
        ProducerKind.FARM: StatisticalGroup.ESTABLISHMENT,
        ProducerKind.HOUSEHOLD: StatisticalGroup.ESTABLISHMENT,
        ProducerKind.ASSOCIATION: StatisticalGroup.OTHER,
        ProducerKind.TOURISM_CENTRE: StatisticalGroup.OTHER,
        ProducerKind.OTHER: StatisticalGroup.OTHER,
    }
)

# The words a name or a sheet's own column begins with, longest first so that «công ty tnhh mtv» is not taken
# for «công ty tnhh»; folded, so that accents and case do not matter.
_SAYINGS: tuple[tuple[str, ProducerKind], ...] = (
    (r"hop tac xa|htx\w*|lien hiep (hop tac xa|htx)", ProducerKind.COOPERATIVE),
    (r"to hop tac|tht", ProducerKind.COOPERATIVE_GROUP),
    (
        r"(cong ty|cty|ct) (tnhh|trach nhiem huu han) (mtv|1 ?tv|1 thanh vien|mot thanh vien)",
        ProducerKind.COMPANY_LIMITED_ONE_MEMBER,
    ),
    (r"(cong ty|cty|ct) (tnhh|trach nhiem huu han)", ProducerKind.COMPANY_LIMITED),
    (r"(cong ty|cty|ct) (cp|co phan)|ctcp", ProducerKind.COMPANY_JOINT_STOCK),
    (r"doanh nghiep tu nhan|dntn", ProducerKind.PRIVATE_ENTERPRISE),
    (r"doanh nghiep|dn|dnnvv|cong ty|cty", ProducerKind.ENTERPRISE),
    (r"trang trai", ProducerKind.FARM),
    (
        r"hkd|co so( san xuat| sx| kinh doanh| sxkd| kd)*"
        # Never «hộ» alone before a name: folded it is also the family name Hồ.
        r"|ho$|ho (ca the|san xuat|sx|kinh doanh|sxkd|kd|gia dinh|ong|ba)( kinh doanh| ca the)*",
        ProducerKind.HOUSEHOLD,
    ),
    (r"hoi|hiep hoi", ProducerKind.ASSOCIATION),
    (r"trung tam (dieu hanh|du lich)( du lich)?", ProducerKind.TOURISM_CENTRE),
)
_PATTERNS = tuple((re.compile(rf"(?:{saying})(?= |$)"), kind) for saying, kind in _SAYINGS)


def guess_kind(name: str) -> ProducerKind | None:
    """Guess the kind from the words a name begins with («HTX …», «Công ty TNHH MTV …»); None where it says none."""
    folded = fold(name)
    return next((kind for pattern, kind in _PATTERNS if pattern.match(folded)), None)


def name_without_kind(name: str) -> str:
    """Give the folded name without the words that say its kind: «HTX Thanh Xuân» and «Hợp tác xã Thanh Xuân» agree."""
    folded = fold(name)
    for pattern, _ in _PATTERNS:
        said = pattern.match(folded)
        if said is not None and said.end() < len(folded):
            return folded[said.end() :].strip()
    return folded


def producer_near_key(name: str) -> str:
    """Give the key that is the same for names of units differing in accents, case, spacing, or how the kind is said."""
    kind = guess_kind(name)
    return f"{kind or ''}:{near_key(name_without_kind(name))}"
