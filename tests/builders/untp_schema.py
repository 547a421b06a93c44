"""What UNTP 0.7.0 requires of a Digital Conformity Credential, restated by us, and a small reader of such statements.

The schema itself is GPL-3.0 and is not copied. A shape names, for each field, what it must be; "_" after a name means
that the field is required; a closed shape has no other fields.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://vocabulary.uncefact.org/untp/0.7.0/context/"]
TYPES = {"DigitalConformityCredential", "VerifiableCredential"}
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")

Check = Callable[[Any], Iterator[str]]


def faults(credential: Any) -> list[str]:
    """Say what is wrong with a credential; an empty list: nothing that we know of."""
    return list(_credential(credential))


def _is(word: str, test: Callable[[Any], bool]) -> Check:
    def check(value: Any) -> Iterator[str]:
        try:
            good = test(value)
        except (TypeError, ValueError):
            good = False
        if not good:
            yield f"{value!r} is no {word}"

    return check


def _shape(*, closed: bool = False, **fields: Check) -> Check:
    known = {name.rstrip("_"): check for name, check in fields.items()}
    required = {name.rstrip("_") for name in fields if name.endswith("_")}

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{value!r} is no object"
            return
        yield from (f"{name} is missing" for name in sorted(required - set(value)))
        if closed:
            yield from (f"{name} is unknown" for name in sorted(set(value) - set(known)))
        for name, one in known.items():
            if name in value:
                yield from (f"{name}: {fault}" for fault in one(value[name]))

    return check


def _many(item: Check) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{value!r} is no list"
            return
        for one in value:
            yield from item(one)

    return check


def _one_of(*words: str) -> Check:
    return _is(f"one of {words}", lambda value: value in words)


_WORDS = _is("text", lambda value: isinstance(value, str))
_NUMBER = _is("number", lambda value: isinstance(value, int | float) and not isinstance(value, bool))
_WHOLE = _is("whole number", lambda value: isinstance(value, int) and not isinstance(value, bool))
_TRUTH = _is("truth value", lambda value: isinstance(value, bool))
_ADDRESS = _is("address", lambda value: _URI.fullmatch(value) is not None)
_DAY = _is("day", lambda value: date.fromisoformat(value) is not None and len(value) == 10)
_INSTANT = _is("instant", lambda value: datetime.fromisoformat(value).tzinfo is not None)
_DID = _is("did:web name", lambda value: value.startswith(("did:web:", "did:webvh:")))
_NAMED = _shape(id_=_ADDRESS, name_=_WORDS)
_SCORE = _shape(code_=_WORDS, rank=_WHOLE, definition=_WORDS)
_LINK = _shape(
    closed=True, linkURL_=_ADDRESS, linkName_=_WORDS, digestMultibase=_WORDS, mediaType=_WORDS, linkType=_WORDS
)
_MEASURE = _shape(closed=True, value_=_NUMBER, unit_=_WORDS, upperTolerance=_NUMBER, lowerTolerance=_NUMBER)
_PERFORMANCE = _shape(closed=True, metric=_NAMED, measure=_MEASURE, score=_SCORE)
_STATUS = _shape(
    closed=True,
    id=_ADDRESS,
    type_=_one_of("BitstringStatusListEntry"),
    statusPurpose_=_one_of("refresh", "revocation", "suspension", "message"),
    statusListIndex_=_WHOLE,
    statusListCredential_=_ADDRESS,
)


def _performance(value: Any) -> Iterator[str]:
    yield from _PERFORMANCE(value)
    if isinstance(value, dict) and "measure" in value and "metric" not in value:
        yield "a measure without its metric"


_ASSESSMENT = _shape(
    id_=_ADDRESS,
    name_=_WORDS,
    assessmentCriteria_=_many(_NAMED),
    assessmentDate_=_DAY,
    assessedPerformance_=_many(_performance),
    conformityTopic_=_many(_NAMED),
    conformance=_TRUTH,
    assessedProduct=_many(_shape(product_=_NAMED, idVerifiedByCAB=_TRUTH)),
)
_ATTESTATION = _shape(
    id_=_ADDRESS,
    name_=_WORDS,
    assessorLevel_=_one_of("self", "commercial", "buyer", "membership", "unspecified", "3rdParty", "hybrid"),
    assessmentLevel_=_one_of(
        "authority-benchmark",
        "authority-mandate",
        "authority-globalmra",
        "authority-peer",
        "authority-extended-mra",
        "scheme-self",
        "scheme-cab",
        "no-endorsement",
    ),
    attestationType_=_one_of(
        "certification", "declaration", "inspection", "testing", "verification", "validation", "calibration"
    ),
    issuedToParty_=_NAMED,
    referenceScheme_=_NAMED,
    referenceProfile=_NAMED,
    profileScore=_SCORE,
    conformityCertificate=_LINK,
    conformityAssessment=_many(_ASSESSMENT),
)
_WHOLE_CREDENTIAL = _shape(
    id_=_ADDRESS,
    issuer_=_shape(id_=_DID, name_=_WORDS),
    validFrom_=_INSTANT,
    validUntil=_INSTANT,
    name_=_WORDS,
    credentialSubject_=_ATTESTATION,
    credentialStatus=_STATUS,
)


def _credential(value: Any) -> Iterator[str]:
    if value.get("@context") != CONTEXTS:
        yield "the contexts are not these two in this order"
    if not set(value.get("type", ())) >= TYPES:
        yield "a type is missing"
    yield from _WHOLE_CREDENTIAL(value)
