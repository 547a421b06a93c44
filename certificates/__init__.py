"""The print shop: content in, PDF bytes out. It knows neither Flask, nor the database, nor the clock."""

from certificates.award_list import draw_award_list
from certificates.content import MeritCertificate, MeritWording, StarCertificate, StarWording
from certificates.decision_annex import draw_decision_annex
from certificates.decision_annex import fields as annex_fields
from certificates.legible import legible
from certificates.list_content import (
    AnnexKind,
    AnnexLine,
    AnnexSection,
    Arrangement,
    AwardList,
    AwardRow,
    AwardSection,
    DecisionAnnex,
    PrizeList,
    PrizeRow,
)
from certificates.merit_certificate import draw_merit_certificate, draw_merit_certificates_merged
from certificates.official_content import (
    Manner,
    OfficialPaper,
    Paragraph,
    Side,
    Signature,
    Table,
    TableBand,
    TableColumn,
)
from certificates.official_paper import draw_official_paper, draw_official_papers_merged
from certificates.prize_list import draw_prize_list
from certificates.refusal import FIELD_NAMES, CannotBePrinted, DoesNotFit, MissingGlyph, PictureUnreadable
from certificates.score_sheet import draw_score_sheet, draw_score_sheets_merged
from certificates.score_sheet_content import RowKind, ScoreRow, ScoreSheetPaper
from certificates.signing_mark import draw_signing_mark
from certificates.star_certificate import draw_star_certificate, draw_star_certificates_merged

LAYOUT_VERSION = 2
"""Rises whenever an approved image changes; kept beside every issued file."""

__all__ = [
    "FIELD_NAMES",
    "LAYOUT_VERSION",
    "AnnexKind",
    "AnnexLine",
    "AnnexSection",
    "Arrangement",
    "AwardList",
    "AwardRow",
    "AwardSection",
    "CannotBePrinted",
    "DecisionAnnex",
    "DoesNotFit",
    "Manner",
    "MeritCertificate",
    "MeritWording",
    "MissingGlyph",
    "OfficialPaper",
    "Paragraph",
    "PictureUnreadable",
    "PrizeList",
    "PrizeRow",
    "RowKind",
    "ScoreRow",
    "ScoreSheetPaper",
    "Side",
    "Signature",
    "StarCertificate",
    "StarWording",
    "Table",
    "TableBand",
    "TableColumn",
    "annex_fields",
    "draw_award_list",
    "draw_decision_annex",
    "draw_merit_certificate",
    "draw_merit_certificates_merged",
    "draw_official_paper",
    "draw_official_papers_merged",
    "draw_prize_list",
    "draw_score_sheet",
    "draw_score_sheets_merged",
    "draw_signing_mark",
    "draw_star_certificate",
    "draw_star_certificates_merged",
    "legible",
]
