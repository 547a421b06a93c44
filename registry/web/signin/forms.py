"""Flask-Security's forms, with our guard, our words and a limit on failures."""

from threading import BoundedSemaphore
from typing import Any

from flask import current_app, g, request
from flask_login import current_user
from flask_security.forms import (
    ChangePasswordForm,
    LoginForm,
    LogoutForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.recovery_codes import MfRecoveryCodesForm, MfRecoveryForm
from flask_security.utils import lookup_identity
from wtforms import PasswordField, RadioField, StringField

from registry.rules import sign_in_name
from registry.rules.search_key import clean
from registry.web.forms.fields import Required
from registry.web.forms.form import OurMeta
from registry.web.signin.attempts import Attempts, Try
from registry.web.signin.known_browsers import browser_of

# Argon2 takes 64 MiB for every password it looks at.
AT_ONCE = BoundedSemaphore(2)


class Limited:
    """A form on which a secret is tried."""

    csrf_token: Any

    class Meta(OurMeta):
        pass

    def tried_account(self) -> str:
        """Return whose secret is tried."""
        user: Any = getattr(self, "user", None)
        return f"#{user.id if user is not None else getattr(current_user, 'id', '')}"

    def validate(self, **options: Any) -> bool:
        """Try the secret, unless it has been tried too often."""
        attempts: Attempts = current_app.extensions["attempts"]
        account = self.tried_account()
        tried = Try(account=account, address=request.remote_addr or "", browser=browser_of(account))
        wait = attempts.seconds_to_wait(tried)
        if wait:
            g.tried_too_often = wait
            self.form_errors: list[str] = [
                f"Đã thử sai quá nhiều lần. Hãy đợi {spell_out(wait)} rồi thử lại, hoặc nhờ quản trị cấp lại mật khẩu."
            ]
            return False
        with AT_ONCE:
            passed: bool = super().validate(**options)  # type: ignore[misc]
        if passed:
            attempts.succeeded(tried)
        elif not self.csrf_token.errors:
            attempts.failed(tried)
        return passed


def spell_out(seconds: int) -> str:
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"


class SignInForm(Limited, LoginForm):
    """Address or telephone number, and password."""

    email = StringField(  # type: ignore[assignment]  # a telephone number is a name too
        "Số điện thoại hoặc thư điện tử",
        [Required()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    remember = None  # type: ignore[assignment]

    def validate(self, **options: Any) -> bool:
        """Find whose name was typed, then try the password."""
        self.ifield = self.email
        self.user = lookup_identity(clean(str(self.email.data or "")))
        return super().validate(**options)

    def tried_account(self) -> str:
        """Return the name that was typed as it is kept, whether or not there is such an account."""
        typed = clean(str(self.email.data or "")).lower()
        known = sign_in_name.parse_or_none(typed)
        return known.text if known else typed


class AskAgainForm(Limited, VerifyForm):
    """The password once more, before something delicate."""


class ChangeOwnPasswordForm(Limited, ChangePasswordForm):
    """The old password and a new one, twice."""

    password = PasswordField("Mật khẩu đang dùng", [Required()], render_kw={"autocomplete": "current-password"})


class CodeForm(Limited, TwoFactorVerifyCodeForm):
    """The six digits of the authenticator."""


class RecoveryForm(Limited, MfRecoveryForm):
    """One of the codes kept for a lost telephone."""


class SignOutForm(LogoutForm):
    """Signing out."""

    class Meta(OurMeta):
        pass


class SecondFactorForm(TwoFactorSetupForm):
    """Setting up an authenticator, or doing without."""

    setup = RadioField("Cách xác thực", choices={"authenticator": "Ứng dụng xác thực", "disable": "Tắt"})

    class Meta(OurMeta):
        pass


class RescueForm(TwoFactorRescueForm):
    """Not offered: whoever has lost everything asks an administrator."""

    help_setup = RadioField("", choices=list)

    class Meta(OurMeta):
        pass


class RecoveryCodesForm(MfRecoveryCodesForm):
    """Making new recovery codes."""

    class Meta(OurMeta):
        pass
