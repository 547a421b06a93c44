"""The one table of who may come in where; a page that is not in it does not open."""

from registry.rules.permissions import Permission
from registry.web.doors import Door, Rule

PUBLIC = Rule(Door.PUBLIC)
SIGN_IN = Rule(Door.SIGN_IN)
ACCOUNT = Rule(Door.ACCOUNT)
CLOSED = Rule(Door.CLOSED)


def _staff(permission: Permission) -> Rule:
    return Rule(Door.STAFF, permission)


DOORS: dict[str, Rule] = {
    # ── open to anybody
    "assets.file": PUBLIC,
    "assets.favicon": PUBLIC,
    "public_home.index": PUBLIC,
    # ── signing in
    "security.login": SIGN_IN,
    "security.two_factor_token_validation": SIGN_IN,
    "security.mf_recovery": SIGN_IN,
    # ── one's own account
    "security.logout": ACCOUNT,
    "security.verify": ACCOUNT,
    "security.change_password": ACCOUNT,
    "security.two_factor_setup": ACCOUNT,
    "security.two_factor_setup_validate": ACCOUNT,
    "security.mf_recovery_codes": ACCOUNT,
    # ── what Flask-Security opens and we do not offer
    "security.two_factor_rescue": CLOSED,
    "security.tf_select": CLOSED,
    # ── staff
    "staff_home.index": _staff(Permission.VIEW_REGISTER),
    "staff_accounts.index": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_accounts.show": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_accounts.create": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_accounts.change": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_accounts.disable": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_accounts.enable": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_accounts.reset_password": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_accounts.reset_second_factor": _staff(Permission.MANAGE_ACCOUNTS),
    "staff_journal.index": _staff(Permission.VIEW_JOURNAL),
    "staff_journal.show": _staff(Permission.VIEW_JOURNAL),
    "staff_settings.index": _staff(Permission.VIEW_REGISTER),
    "staff_settings.paper": _staff(Permission.VIEW_REGISTER),
    "staff_settings.picture": _staff(Permission.VIEW_REGISTER),
    "staff_settings.names": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.numbers": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.grounds": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.merit_paper": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.wording": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.prizes": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.artwork": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.replace_picture": _staff(Permission.MANAGE_SETTINGS),
    "staff_settings.remove_picture": _staff(Permission.MANAGE_SETTINGS),
    "staff_awards.index": _staff(Permission.VIEW_REGISTER),
    "staff_awards.show": _staff(Permission.VIEW_REGISTER),
    "staff_awards.handovers": _staff(Permission.VIEW_REGISTER),
    "staff_awards.sheet": _staff(Permission.VIEW_REGISTER),
    "staff_awards.file": _staff(Permission.EXPORT),
    "staff_awards.create": _staff(Permission.MANAGE_EVENTS),
    "staff_awards.change": _staff(Permission.MANAGE_EVENTS),
    "staff_awards.attach": _staff(Permission.MANAGE_EVENTS),
    "staff_awards.detach": _staff(Permission.MANAGE_EVENTS),
    "staff_awards.order": _staff(Permission.MANAGE_EVENTS),
    "staff_awards.hand_over": _staff(Permission.MANAGE_EVENTS),
    "staff_awards.hand_over_merit": _staff(Permission.MANAGE_EVENTS),
    "staff_awards.take_back": _staff(Permission.MANAGE_EVENTS),
    "staff_letters.index": _staff(Permission.VIEW_REGISTER),
    "staff_letters.show": _staff(Permission.VIEW_REGISTER),
    "staff_letters.print_waiting": _staff(Permission.EDIT_REGISTER),
    "staff_letters.mark_printed": _staff(Permission.EDIT_REGISTER),
}
