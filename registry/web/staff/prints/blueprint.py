"""The address of everything about printing."""

from flask import Blueprint

from registry.rules.permissions import Permission
from registry.web.doors import current_actor

pages = Blueprint("staff_prints", __name__, url_prefix="/can-bo/so-in")


def may_print() -> bool:
    """Say whether this person keeps the ledger."""
    return current_actor().may(Permission.EDIT_REGISTER)
