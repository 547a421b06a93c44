"""The doors: who may come in where, judged before any page runs, and denied where nothing is written."""

import time
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security.utils import logout_user

from registry.rules.permissions import Actor, Permission, Role

LONGEST_SESSION_SECONDS = 12 * 60 * 60
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Door(StrEnum):
    """Where a page stands."""

    PUBLIC = "public"
    """Open to anybody; shows only what is public and changes nothing."""

    SIGN_IN = "sign_in"
    """Flask-Security's own addresses for people who are not signed in yet; it judges them itself."""

    INVITED = "invited"
    """For whoever holds a one-time code, or asks for one, signed in or not: the code is the key."""

    ACCOUNT = "account"
    """For whoever is signed in, about his own account."""

    STAFF = "staff"
    """For staff, and for those of them whom the permission is granted."""

    COUNCIL = "council"
    """For members of a council; in which rounds, every page judges anew."""

    COMMUNE = "commune"
    """For communes' own officers; of which communes, every page judges anew."""

    PORTAL = "portal"
    """For people of producers; what each of them sees is judged by every page anew."""

    CLOSED = "closed"
    """An address that a library opens and we do not offer: as if it were not there."""


_PERMITTED = frozenset({Door.STAFF, Door.COUNCIL, Door.COMMUNE})


@dataclass(frozen=True, slots=True)
class Rule:
    """What one line of the door table says of an endpoint."""

    door: Door
    permission: Permission | None = None


class UnlistedEndpoint(Exception):
    """A page has no line in the door table, or a line has no page."""


class NotSignedIn(Exception):
    """Somebody who is not signed in came to an act."""


def hang_doors(app: Flask, table: dict[str, Rule]) -> None:
    """Make every request pass its door.

    :raises UnlistedEndpoint: if the table and the pages do not name the same endpoints.
    """
    pages = {rule.endpoint for rule in app.url_map.iter_rules()}
    if pages != set(table):
        unlisted = sorted(pages - set(table))
        unknown = sorted(set(table) - pages)
        raise UnlistedEndpoint(f"without a line in the table: {unlisted}; lines without a page: {unknown}")
    if any(rule.door in _PERMITTED and rule.permission is None for rule in table.values()):
        raise UnlistedEndpoint("every page of staff, council and communes names its permission")
    app.extensions["doors"] = table
    app.before_request(_judge)


def rule_of(endpoint: str) -> Rule:
    """Return the door table's line for an endpoint."""
    table: dict[str, Rule] = current_app.extensions["doors"]
    return table[endpoint]


def viewer() -> Actor | None:
    """Return who looks at this page, or None for somebody who is not signed in."""
    if "viewer" not in g:
        g.viewer = _actor() if current_user.is_authenticated else None
    found: Actor | None = g.viewer
    return found


def current_actor() -> Actor:
    """Return who acts.

    :raises NotSignedIn: if nobody is signed in; a page behind a door never meets this.
    """
    actor = viewer()
    if actor is None:
        raise NotSignedIn
    return actor


def is_of_a_producer(actor: Actor | None) -> bool:
    """Say whether somebody comes for a producer, and is no member of staff."""
    return actor is not None and actor.roles == frozenset({Role.PRODUCER})


# Whoever has several roles begins where there is most to do.
_HOMES = (
    (Permission.VIEW_REGISTER, "staff_home.index"),
    (Permission.SCORE, "council_home.index"),
    (Permission.SCREEN_DOSSIERS, "commune_home.index"),
)


def home_of(actor: Actor) -> str:
    """Return the address where somebody who is signed in begins."""
    return url_for(next((home for permission, home in _HOMES if actor.may(permission)), "portal_home.index"))


def _actor() -> Actor:
    return Actor(
        account_id=current_user.id,
        name=current_user.name,
        roles=frozenset(Role(role.name) for role in current_user.roles),
        means="web",
    )


def _judge() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # Flask answers 404 or 405 itself
    rule = rule_of(request.endpoint)
    if rule.door is Door.CLOSED:
        abort(404)
    if rule.door in {Door.PUBLIC, Door.INVITED}:
        return None
    actor = viewer()
    if rule.door is Door.SIGN_IN:
        return None if actor is None else redirect(home_of(actor), 303)
    if actor is not None and _is_too_old():
        logout_user()
        actor = None
    if actor is None:
        return _to_sign_in()
    return None if rule.door is Door.ACCOUNT else _judge_at_work(actor, rule)


def _judge_at_work(actor: Actor, rule: Rule) -> ResponseReturnValue | None:
    if current_user.confirmed_at is None:
        return redirect(url_for("security.change_password"), 303)
    if not _may_come_in(actor, rule):
        abort(403)
    return None


def _may_come_in(actor: Actor, rule: Rule) -> bool:
    if rule.door is Door.PORTAL:
        return Role.PRODUCER in actor.roles
    return rule.door in _PERMITTED and rule.permission is not None and actor.may(rule.permission)


def _is_too_old() -> bool:
    # A session in constant use would otherwise never end (NIST SP 800-63B, AAL2).
    return time.time() - float(session.get("fs_paa", 0)) > LONGEST_SESSION_SECONDS


def _to_sign_in() -> ResponseReturnValue:
    # What was sent is not done later by itself: whoever signs in comes back to the page it was sent from.
    methods = request.url_rule.methods if request.url_rule is not None else None
    if request.method in SAFE_METHODS or "GET" in (methods or ()):
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")), 303)
    return redirect(url_for("security.login"), 303)
