"""The one table of who may come in where; a page that is not in it does not open."""

from registry.rules.permissions import Permission
from registry.web.doors import Door, Rule
from registry.web.staff_door_table import STAFF_DOORS

PUBLIC = Rule(Door.PUBLIC)
SIGN_IN = Rule(Door.SIGN_IN)
ACCOUNT = Rule(Door.ACCOUNT)
PORTAL = Rule(Door.PORTAL)
COUNCIL = Rule(Door.COUNCIL, Permission.SCORE)
COMMUNE = Rule(Door.COMMUNE, Permission.SCREEN_DOSSIERS)
CLOSED = Rule(Door.CLOSED)


DOORS: dict[str, Rule] = {
    **STAFF_DOORS,
    # ── open to anybody
    "assets.file": PUBLIC,
    "assets.favicon": PUBLIC,
    "public_home.index": PUBLIC,
    "public_certificate.show": PUBLIC,
    "public_any_day.as_json": PUBLIC,
    "public_past_register.index": PUBLIC,
    "public_past_register.as_csv": PUBLIC,
    "public_past_register.as_json": PUBLIC,
    "public_standing.index": PUBLIC,
    "public_standing.show": PUBLIC,
    "public_lookup.index": PUBLIC,
    "public_lookup.as_csv": PUBLIC,
    "public_lookup.as_json": PUBLIC,
    "public_product.show": PUBLIC,
    "public_product.photo": PUBLIC,
    "public_producer.show": PUBLIC,
    "public_decision.show": PUBLIC,
    "public_event.show": PUBLIC,
    "public_verify.index": PUBLIC,
    "public_verify.file": PUBLIC,
    "public_verify.photo": PUBLIC,
    "public_verify.upload": PUBLIC,
    "public_criteria.index": PUBLIC,
    "public_criteria.show": PUBLIC,
    "public_criteria.earlier": PUBLIC,
    "public_criteria.as_json": PUBLIC,
    "public_criteria.as_xlsx": PUBLIC,
    "public_criteria.earlier_as_json": PUBLIC,
    "public_criteria.earlier_as_xlsx": PUBLIC,
    "public_linked_data.product": PUBLIC,
    "public_linked_data.certificate": PUBLIC,
    "public_linked_data.credential": PUBLIC,
    "public_linked_data.did": PUBLIC,
    "public_signposts.robots": PUBLIC,
    "public_signposts.index": PUBLIC,
    "public_signposts.part": PUBLIC,
    # ── signing in
    "security.login": SIGN_IN,
    "security.two_factor_token_validation": SIGN_IN,
    "security.mf_recovery": SIGN_IN,
    "entrance.redeem": Rule(Door.INVITED),
    "entrance.forgotten": Rule(Door.INVITED),
    "entrance.choose_password": Rule(Door.INVITED),
    # ── one's own account
    "entrance.index": ACCOUNT,
    "security.logout": ACCOUNT,
    "security.verify": ACCOUNT,
    "security.change_password": ACCOUNT,
    "security.two_factor_setup": ACCOUNT,
    "security.two_factor_setup_validate": ACCOUNT,
    "security.mf_recovery_codes": ACCOUNT,
    # ── what Flask-Security opens and we do not offer
    "security.two_factor_rescue": CLOSED,
    "security.tf_select": CLOSED,
    # ── members of councils
    "council_home.index": COUNCIL,
    "council_rounds.show": COUNCIL,
    "council_dossiers.show": COUNCIL,
    "council_dossiers.tie": COUNCIL,
    "council_dossiers.file": COUNCIL,
    "council_sheets.write": COUNCIL,
    "council_sheets.keep": COUNCIL,
    "council_sheets.sign": COUNCIL,
    "council_sealed.own": COUNCIL,
    "council_sealed.show": COUNCIL,
    "council_sealed.paper": COUNCIL,
    "council_sealed.compare": COUNCIL,
    "council_sealed.reopen": COUNCIL,
    # ── officers of communes
    "commune_home.index": COMMUNE,
    "commune_dossiers.show": COMMUNE,
    "commune_dossiers.give_back": COMMUNE,
    "commune_dossiers.forward": COMMUNE,
    "commune_dossiers.file": COMMUNE,
    "commune_dossiers.look": COMMUNE,
    "commune_dossiers.pack": COMMUNE,
    "commune_dossiers.paper": COMMUNE,
    # ── people of producers
    "portal_home.index": PORTAL,
    "portal_producers.show": PORTAL,
    "portal_producers.propose": PORTAL,
    "portal_products.show": PORTAL,
    "portal_products.propose": PORTAL,
    "portal_products.propose_picture": PORTAL,
    "portal_papers.file": PORTAL,
    "portal_papers.pack": PORTAL,
    "portal_proposals.index": PORTAL,
    "portal_proposals.show": PORTAL,
    "portal_proposals.withdraw": PORTAL,
    "portal_proposals.photo": PORTAL,
    "portal_dossiers.index": PORTAL,
    "portal_dossiers.open_": PORTAL,
    "portal_dossiers.show": PORTAL,
    "portal_dossiers.blanks": PORTAL,
    "portal_dossiers.item": PORTAL,
    "portal_dossiers.add": PORTAL,
    "portal_dossiers.file": PORTAL,
    "portal_dossiers.look": PORTAL,
    "portal_dossiers.remove": PORTAL,
    "portal_dossiers.pack": PORTAL,
    "portal_dossiers.paper": PORTAL,
    "portal_dossiers.supplement": PORTAL,
    "portal_dossiers.score": PORTAL,
    "portal_dossiers.submit": PORTAL,
    "portal_dossiers.withdraw": PORTAL,
}
