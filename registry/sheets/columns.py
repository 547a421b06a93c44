"""The columns a list of results may have, and what belongs to the unit or to one recognition of the product."""

from enum import StrEnum


class Column(StrEnum):
    """What a column of a list says; the value is the name of the attribute in `ResultRow`."""

    SEQUENCE = "sequence"
    PRODUCT_NAME = "product_name"
    PRODUCER_NAME = "producer_name"
    PRODUCER_KIND = "producer_kind"
    REPRESENTATIVE = "representative"
    PHONE = "phone"
    COMMUNE = "commune"
    DISTRICT = "district"
    ADDRESS = "address"
    INDUSTRY = "industry"
    PRODUCT_GROUP = "product_group"
    PRODUCT_SET = "product_set"
    SCORE = "score"
    STARS = "stars"
    CURRENT_STARS = "current_stars"
    DECISION_NUMBER = "decision_number"
    DECIDED_ON = "decided_on"
    YEAR = "year"
    ROUND_NUMBER = "round_number"
    ISSUING_BODY = "issuing_body"
    EXPIRES_ON = "expires_on"
    CERTIFICATE_NUMBER = "certificate_number"
    PRODUCT_CODE = "product_code"
    RECOGNITION_KIND = "recognition_kind"
    TAX_NUMBER = "tax_number"
    GTIN = "gtin"
    PACKINGS = "packings"
    FILED_ON = "filed_on"
    ASSESSED_ON = "assessed_on"
    NOTE = "note"
    SOURCE = "source"


SUBJECT_COLUMNS = (
    Column.PRODUCER_KIND,
    Column.REPRESENTATIVE,
    Column.PHONE,
    Column.COMMUNE,
    Column.DISTRICT,
    Column.ADDRESS,
    Column.TAX_NUMBER,
)
"""What a list says once for a unit and leaves blank beside its other products."""

RECOGNITION_COLUMNS = frozenset(
    {
        Column.SCORE,
        Column.STARS,
        Column.DECISION_NUMBER,
        Column.DECIDED_ON,
        Column.YEAR,
        Column.ROUND_NUMBER,
        Column.ISSUING_BODY,
        Column.EXPIRES_ON,
        Column.CERTIFICATE_NUMBER,
        Column.PRODUCT_CODE,
        Column.RECOGNITION_KIND,
        Column.FILED_ON,
        Column.ASSESSED_ON,
    }
)
"""What a list may say several times of one product, once for each recognition."""
