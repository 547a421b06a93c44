"""Who signs papers digitally, and whom to trust about it."""

from flask.typing import ResponseReturnValue
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from registry.web.refusals import answer_form
from registry.web.staff.settings.blueprint import now, pages
from registry.web.staff.settings.choosing import save
from registry.web.staff.settings.forms import SettingForm
from registry.web.staff.settings.meanings import purpose, title
from registry.web.staff.settings.staleness import mark

SIGNING = ("signing_persons", "signing_seals", "signing_annexes", "signing_roots")
LONGEST_NAMES, LONGEST_ROOTS = 2_000, 100_000


def _lines(name: str, longest: int) -> TextAreaField:
    return TextAreaField(title(name), [Length(max=longest)], description=purpose(name))


class SigningForm(SettingForm):
    """Signers of papers, and the authorities that vouch for them."""

    signing_persons = _lines("signing_persons", LONGEST_NAMES)
    signing_seals = _lines("signing_seals", LONGEST_NAMES)
    signing_annexes = BooleanField(title("signing_annexes"), description=purpose("signing_annexes"))
    signing_roots = _lines("signing_roots", LONGEST_ROOTS)


@pages.route("/ky-so", methods=["GET", "POST"])
def signing() -> ResponseReturnValue:
    """Change who signs papers digitally, and whom to trust about it."""
    values = {name: getattr(now(), name) for name in SIGNING}
    form = SigningForm(data={**values, "seen": mark(now(), SIGNING)})
    if form.validate_on_submit() and (saved := save(form, SIGNING, {name: form[name].data for name in SIGNING})):
        return saved
    return answer_form(
        "staff/settings/change.html", form=form, fields=[form[name] for name in SIGNING], heading="Chữ ký số"
    )
