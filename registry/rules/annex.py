"""What a check of an annex is told: its lines, and what the register knows about their products and producers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from registry.rules.certificate_life import Standing
from registry.rules.decision_life import LineAct
from registry.rules.instruments import BodyLevel, Instrument, Instruments, RecognitionKind
from registry.rules.stars import from_hundredths


@dataclass(frozen=True, kw_only=True)
class LineFacts:
    """One line of an annex, as it stands."""

    key: str
    """The line's own identity: an acknowledgement is bound to it."""

    position: int
    product_key: str
    """The product's identity in the register; for one that is not there yet, any text of its own."""

    product_name: str
    producer_key: str
    producer_name: str
    commune: str | None = None
    act: LineAct = LineAct.RECOGNISE
    kind: RecognitionKind | None = None
    score_hundredths: int | None = None
    stars: int | None = None
    stars_ground: str | None = None
    instrument: Instrument | None = None
    product_set: int | None = None
    product_code: str | None = None
    filed_on: date | None = None
    assessed_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_ground: str | None = None
    certificate_key: str | None = None
    """The certificate that a correction or a revocation is about."""

    certificate_standing: Standing | None = None
    certificate_begins_on: date | None = None
    """The first day of that certificate, or the first of its year where only that is known."""

    certificate_rival: str | None = None
    """Another certificate by which the product would be certified beside that one, by its number."""

    effective_on: date | None = None
    """The day from which it is revoked, annulled or restored, as is said; None: the day of the decision."""

    ground: str | None = None
    """The letter of the revocation's ground, or the reason of a correction."""

    is_of_council: bool = False
    """Whether the line stands on a council's result."""

    @property
    def score(self) -> Decimal | None:
        """Give the score as the rules reckon with it."""
        return None if self.score_hundredths is None else from_hundredths(self.score_hundredths)

    @property
    def recognises(self) -> bool:
        """Say whether the line gives stars."""
        return self.act in {LineAct.RECOGNISE, LineAct.REISSUE}


@dataclass(frozen=True, kw_only=True)
class KnownName:
    """A product or a producer of the register, by its name."""

    key: str
    name: str
    producer_key: str = ""
    """For a product: whose it is."""


@dataclass(frozen=True, kw_only=True)
class RegisterFacts:
    """What the register knows that bears on the annex; only what concerns its lines need be there."""

    today: date
    instruments: Instruments
    signed_on: date | None = None
    """The day of the decision; None while it is not signed."""

    level: BodyLevel | None = None
    """The level of the deciding body, where it is known."""

    recorded: bool = False
    """Whether the decision was taken elsewhere and is only written down here."""

    standings: Mapping[str, Standing] = field(default_factory=dict)
    """Product → how its latest certificate stands on the first day of the line's own."""

    begins_later: Mapping[str, date] = field(default_factory=dict)
    """Product → the first day of its certificate that begins after the line's own would."""

    stars: Mapping[str, int] = field(default_factory=dict)
    """Product → the stars of that certificate."""

    products: Mapping[str, Collection[KnownName]] = field(default_factory=dict)
    """``near_key`` of a product's name → the products so named."""

    producers: Mapping[str, Collection[KnownName]] = field(default_factory=dict)
    """``producer_near_key`` of a producer's name → the producers so named."""

    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Product → the title of another open decision that holds it too."""

    with_council: Mapping[str, str] = field(default_factory=dict)
    """Product → what a council has, or has said of it, that is in no decision yet."""

    codes: Mapping[str, str] = field(default_factory=dict)
    """``product_code_key`` of a code → the product that bears it."""

    sets: Mapping[Instrument, Collection[int]] = field(default_factory=dict)
    """Instrument → its product sets; an instrument without an entry is not checked."""
