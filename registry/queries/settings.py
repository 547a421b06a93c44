"""The department's choices, with what holds until it chooses otherwise."""

from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.register import Register, RegisterVersion, Setting

TITLE_BEFORE_2026 = "Giấy chứng nhận sản phẩm OCOP"
TITLE_QD26 = "Giấy chứng nhận kết quả phân hạng sản phẩm OCOP"


@dataclass(frozen=True, kw_only=True)
class Prize:
    """Money for one product of so many stars, in decisions of one year, and the resolution that sets it."""

    year: int
    stars: int
    amount: int
    """Đồng."""
    resolution: str


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that no instrument fixes (see GAPS in DECISIONS.md); each field is one row of the table."""

    province: str = "Lai Châu"
    department: str = "Sở Nông nghiệp và Môi trường tỉnh Lai Châu"
    place_of_signing: str = "Lai Châu"
    public_address: str = "http://127.0.0.1:8000"
    """Scheme and host printed in every QR; never taken from a request."""
    issuing_heading: str = "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
    conferring_heading: str = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
    authority_lines: str = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    """Proposed to whoever enters the signed facts."""
    council_authority_lines: str = "TM. HỘI ĐỒNG\nCHỦ TỊCH"
    """Above the signature on notices and reports of results."""
    council_signatory: str | None = None
    """Who signs them; None: the chair of the round."""
    council_recipients: str = "Lưu: VT, HĐOCOP"
    """Whom they go to besides those addressed and the department, line by line."""
    certificate_number_format: str = "{serial:03d}/{year}/GCN-OCOP"
    merit_number_format: str = "{serial:03d}/{year}/BK-OCOP"
    golden_book_from: int | None = None
    """Year of decision from which Số sổ vàng is given in sequence; None leaves it blank."""
    prizes: tuple[Prize, ...] = ()
    suspend_ground: str | None = None
    reinstate_ground: str | None = None
    withdraw_ground: str | None = None
    """Moves without a legal article exist only when the department names their ground here."""
    merit_paper_width_mm: int = 297
    merit_paper_height_mm: int = 210
    carried_data_days: int = 7
    """Days after which data carried away from the register, such as an inspector's pack, is no longer relied on."""
    title_before_2026: str = TITLE_BEFORE_2026
    title_qd26: str = TITLE_QD26
    star_wording: dict[str, str] = field(default_factory=dict)
    """Replaced text slots of the star certificate, by slot name."""
    council_rules: dict[str, Any] = field(default_factory=dict)
    """The province's rules of procedure of the council, as rules/council_settings.py writes them."""
    round_rules: dict[str, Any] = field(default_factory=dict)
    """The province's rounds of a year, as rules/round_settings.py writes them."""
    working_calendar: dict[str, Any] = field(default_factory=dict)
    """Days off and days worked that were announced, as rules/working_days.py writes them."""
    step_limits: dict[str, int] = field(default_factory=dict)
    """Days that a step of a dossier may take where no instrument says so, by the codes of rules/clocks.Step."""
    supervision_days: dict[str, int] = field(default_factory=dict)
    """Calendar days that answers and mending may take, by the codes of rules/supervision.Term."""
    reminder_months: str = "12, 6, 3, 1"
    """How many months before expiry the holder is reminded, as rules/expiry_planning.py reads them; no instrument."""
    expiry_notice_days: int = 30
    """Days before expiry by which the department writes to the holder: the number of QĐ 148/2023; QĐ 26 names none."""
    round_capacity: int | None = None
    """How many dossiers one round can assess; None: not compared."""
    signing_persons: str = ""
    """Names, one a line, in the certificates of those who may sign papers; none: digital signatures are not used."""
    signing_seals: str = ""
    """Names in the certificates of bodies' seals that papers bear besides; none: none is asked for."""
    signing_roots: str = ""
    """Certificates (PEM) of the authorities that vouch for signers; none: no chain is checked, and that is said."""
    signing_revocation_lists: tuple[str, ...] = ()
    """Hashes in the vault of lists of revoked certificates; none: revocation is checked by what a file brings alone."""
    signing_annexes: bool = False
    """Whether annexes of decisions, files of their own, are signed digitally besides certificates."""
    signed_annex_required: bool = True
    """Whether a decision waits until its signed annex was compared or that was let pass; else a warning is enough."""
    word_template: str | None = None
    """Hash of the department's own Word template of a recognition decision in the vault; so of the other kinds."""
    word_template_correction: str | None = None
    word_template_revocation: str | None = None
    word_template_award: str | None = None
    word_template_result_approval: str | None = None
    emblem: str | None = None
    """Hash of the department's own file of the state emblem in the vault."""
    mark: str | None = None
    """Hash of the department's own file of the OCOP mark in the vault."""

    def prize_for(self, *, year: int, stars: int) -> Prize | None:
        """Return what a product of so many stars in a decision of that year is given."""
        return next((prize for prize in self.prizes if (prize.year, prize.stars) == (year, stars)), None)


SETTING_NAMES = tuple(slot.name for slot in fields(Settings))


def settings(session: Session) -> Settings:
    """Return the department's choices as of now."""
    kept: dict[str, Any] = {row.name: row.value for row in session.scalars(select(Setting))}
    if "prizes" in kept:
        kept["prizes"] = tuple(Prize(**prize) for prize in kept["prizes"])
    if "signing_revocation_lists" in kept:
        kept["signing_revocation_lists"] = tuple(kept["signing_revocation_lists"])
    return Settings(**{name: value for name, value in kept.items() if name in SETTING_NAMES})


def is_demonstration(session: Session) -> bool:
    """Say whether this register is a demonstration."""
    return session.scalars(select(Register.is_demonstration)).one()


def version(session: Session) -> int:
    """Return the number that rises with every act."""
    return session.scalars(select(RegisterVersion.version)).one()


def public_version(session: Session) -> int:
    """Return the number that rises with every act that changes what the public sees."""
    return session.scalars(select(RegisterVersion.public_version)).one()
