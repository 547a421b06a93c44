"""What kinds of pages there are, told from the program's own addresses, and what answers but is no page."""

from werkzeug.routing import MapAdapter

FILES = frozenset(
    {
        "assets.file",
        "assets.favicon",
        "commune_dossiers.file",
        "commune_dossiers.look",
        "commune_dossiers.pack",
        "commune_dossiers.paper",
        "council_dossiers.file",
        "council_sealed.paper",
        "public_criteria.as_json",
        "public_criteria.as_xlsx",
        "public_criteria.earlier_as_json",
        "public_criteria.earlier_as_xlsx",
        "staff_instruments.as_json",
        "staff_instruments.as_xlsx",
        "public_lookup.as_csv",
        "public_lookup.as_json",
        "portal_dossiers.file",
        "portal_dossiers.look",
        "portal_dossiers.pack",
        "portal_dossiers.paper",
        "portal_papers.file",
        "portal_papers.pack",
        "portal_proposals.photo",
        "public_product.photo",
        "public_field.manifest",
        "public_field.pack",
        "public_field.worker",
        "public_journal.as_json",
        "public_any_day.as_json",
        "public_past_register.as_csv",
        "public_past_register.as_json",
        "public_linked_data.product",
        "public_linked_data.certificate",
        "public_linked_data.credential",
        "public_linked_data.did",
        "public_signposts.index",
        "public_signposts.part",
        "public_signposts.robots",
        "staff_awards.file",
        "staff_certificates.file",
        "staff_decisions.draft_annex",
        "staff_decisions.draft_paper",
        "staff_decisions.draft_print",
        "staff_decisions.file",
        "staff_decisions.pack",
        "staff_decisions.unsigned",
        "staff_dossiers.file",
        "staff_dossiers.look",
        "staff_dossiers.pack",
        "staff_dossiers.paper",
        "staff_expiry.letters",
        "staff_expiry.letters_apart",
        "staff_expiry.letter",
        "staff_expiry.invitations",
        "staff_expiry.lapsed",
        "calendar.file",
        "staff_imports.file",
        "staff_imports.template",
        "staff_products.photo",
        "staff_proposals.photo",
        "staff_rounds.notice",
        "staff_rounds.paper",
        "staff_rounds.sheet",
        "staff_settings.paper",
        "staff_signed_annexes.file",
        "staff_word.decision",
        "staff_word.file",
        "staff_settings.picture",
        "staff_supervision.photo",
    }
)
LEADS_ON = frozenset({"entrance.index", "council_sealed.own"})
CLOSED = frozenset({"security.tf_select", "security.two_factor_rescue"})
ON_THE_WAY_IN = frozenset(
    {
        "security.login",
        "security.two_factor_token_validation",
        "security.mf_recovery",
        "entrance.redeem",
        "entrance.forgotten",
        "entrance.choose_password",
    }
)
PUBLIC = "public_"
PORTAL = "portal_"
COUNCIL = "council_"
COMMUNE = "commune_"


def kinds_of_pages(endpoints: MapAdapter) -> set[str]:
    """Return every kind of page that anybody can look at."""
    can_be_got = {rule.endpoint for rule in endpoints.map.iter_rules() if rule.methods and "GET" in rule.methods}
    return can_be_got - FILES - CLOSED - LEADS_ON
