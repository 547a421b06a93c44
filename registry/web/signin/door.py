"""Opens Flask-Security's door: its settings, its addresses in Vietnamese, and what happens around signing in."""

import unicodedata
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, g, make_response, render_template, request, session
from flask_login import user_logged_out
from flask_security import PasswordUtil, Security
from flask_security.core import _default_messages
from flask_security.signals import password_changed, user_authenticated

from registry import clock
from registry.config import Config
from registry.rules import sign_in_name
from registry.rules.refusal import Refusal
from registry.usecases import accounts, passwords
from registry.web.signin import forms
from registry.web.signin.attempts import Attempts
from registry.web.signin.known_browsers import remember, remember_browsers
from registry.web.signin.sayings import MESSAGES, OTHERWISE, VietnameseDomain
from registry.web.signin.store import AccountStore, actor_of

ISSUER = "OCOP"


def _email_of(typed: str) -> str | None:
    known = sign_in_name.parse_or_none(typed)
    return known.email if known else None


def _phone_of(typed: str) -> str | None:
    known = sign_in_name.parse_or_none(typed)
    return known.phone if known else None


def _settings(config: Config) -> dict[str, Any]:
    return {
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SCHEMES": ["argon2", "plaintext"],
        "PASSWORD_SALT": config.password_salt,
        "PASSWORD_NORMALIZE_FORM": "NFKC",
        "PASSWORD_LENGTH_MIN": passwords.SHORTEST,
        "RETURN_GENERIC_RESPONSES": True,
        "USER_IDENTITY_ATTRIBUTES": [
            {"email": {"mapper": _email_of, "case_insensitive": True}},
            {"phone": {"mapper": _phone_of}},
        ],
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "globally_deliverable": False},
        "API_ENABLED_METHODS": ["session"],
        "STATIC_FOLDER": None,
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "REGISTERABLE": False,
        "CHANGEABLE": True,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TOTP_SECRETS": {"1": config.totp_secret},
        "TOTP_ISSUER": ISSUER,
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "FRESHNESS": timedelta(minutes=30),
        "FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
        "LOGOUT_CSRF": True,
        "DEFAULT_REMEMBER_ME": False,
        "LOGIN_URL": "/dang-nhap",
        "LOGOUT_URL": "/dang-xuat",
        "VERIFY_URL": "/dang-nhap/xac-nhan",
        "CHANGE_URL": "/tai-khoan/mat-khau",
        "TWO_FACTOR_SETUP_URL": "/tai-khoan/hai-buoc",
        "TWO_FACTOR_TOKEN_VALIDATION_URL": "/dang-nhap/ma",
        "TWO_FACTOR_RESCUE_URL": "/dang-nhap/cuu-ho",
        "TWO_FACTOR_SELECT_URL": "/dang-nhap/chon",
        "MULTI_FACTOR_RECOVERY_CODES_URL": "/tai-khoan/ma-du-phong",
        "MULTI_FACTOR_RECOVERY_URL": "/dang-nhap/ma-du-phong",
        "POST_LOGIN_VIEW": "/vao",
        "POST_LOGOUT_VIEW": "/",
        "POST_CHANGE_VIEW": "/vao",
        "LOGIN_USER_TEMPLATE": "signin/sign_in.html",
        "LOGOUT_USER_TEMPLATE": "signin/sign_out.html",
        "VERIFY_TEMPLATE": "signin/ask_again.html",
        "CHANGE_PASSWORD_TEMPLATE": "signin/change_password.html",
        "TWO_FACTOR_SETUP_TEMPLATE": "signin/second_factor.html",
        "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "signin/code.html",
        "MULTI_FACTOR_RECOVERY_TEMPLATE": "signin/recovery.html",
        "MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "signin/recovery_codes.html",
    }


class OurPasswords(PasswordUtil):
    """Judges a new password by the same rules as the acts do."""

    def normalize(self, password: str) -> str:
        """Return the form of a password that is hashed."""
        return unicodedata.normalize("NFKC", password)

    def validate(self, password: str, is_register: bool, **known: Any) -> tuple[list[str] | None, str]:
        """Return what is wrong with a password, and its normal form."""
        user = known.get("user")
        try:
            passwords.check(password, about=(user.name, user.email or "", user.phone or "") if user else ())
        except Refusal as refusal:
            return [refusal.text], self.normalize(password)
        return None, self.normalize(password)


def open_sign_in(app: Flask, config: Config) -> None:
    """Let people sign in, and nothing else of what Flask-Security could offer."""
    for name, value in _settings(config).items():
        app.config[f"SECURITY_{name}"] = value
    for name in _default_messages:
        kind = "success" if name in _GOOD_NEWS else "error"
        app.config[f"SECURITY_MSG_{name}"] = (MESSAGES.get(name, OTHERWISE), kind)
    app.extensions["attempts"] = Attempts()
    remember_browsers(app)
    security = Security(
        app,
        AccountStore(),
        login_form=forms.SignInForm,
        logout_form=forms.SignOutForm,
        verify_form=forms.AskAgainForm,
        change_password_form=forms.ChangeOwnPasswordForm,
        two_factor_setup_form=forms.SecondFactorForm,
        two_factor_verify_code_form=forms.CodeForm,
        two_factor_rescue_form=forms.RescueForm,
        mf_recovery_form=forms.RecoveryForm,
        mf_recovery_codes_form=forms.RecoveryCodesForm,
        password_util_cls=OurPasswords,
        render_template=_render,  # type: ignore[arg-type]  # it may answer a response too
    )
    security.i18n_domain = VietnameseDomain()  # type: ignore[assignment]  # it asks no more of it
    security.want_json(_never)
    # No tokens: a session cookie is the only way in.
    security.login_manager.request_loader(None)
    user_authenticated.connect(_note_sign_in, app)
    user_logged_out.connect(_end_sessions, app)
    password_changed.connect(_remember_choice, app)


_GOOD_NEWS = frozenset(
    {
        "REAUTHENTICATION_SUCCESSFUL",
        "PASSWORD_CHANGE",
        "TWO_FACTOR_LOGIN_SUCCESSFUL",
        "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL",
        "TWO_FACTOR_DISABLED",
    }
)


def _never(_request: Request) -> bool:
    return False


def _render(template: str, **context: Any) -> Response:
    """Show one of Flask-Security's pages, with the answer code it deserves."""
    failed = any(getattr(value, "errors", None) for name, value in context.items() if name.endswith("_form"))
    response = make_response(render_template(template, **context))
    if g.get("tried_too_often"):
        response.status_code = 429
        response.headers["Retry-After"] = str(g.tried_too_often)
    elif request.method == "POST" and failed:
        response.status_code = 422
    return response


def _note_sign_in(_app: Flask, user: Any, authn_via: list[str] | None = None, **_more: Any) -> None:
    session.permanent = True  # so that the time-out of an idle session applies
    remember(user.email or user.phone or "", f"#{user.id}")
    if authn_via != ["change"]:
        accounts.note_sign_in(actor=actor_of(user), account=user)


def _end_sessions(_app: Flask, user: Any, **_more: Any) -> None:
    if user is not None and user.is_authenticated:
        row = user._get_current_object() if hasattr(user, "_get_current_object") else user
        accounts.sign_out(actor=actor_of(row), account=row)


def _remember_choice(_app: Flask, user: Any, **_more: Any) -> None:
    # From now on the password is one that only its owner has ever seen.
    user.confirmed_at = clock.now()
