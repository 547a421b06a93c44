"""What is asked about the department's choices, a form for each group of them."""

from typing import Any

from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from registry.documents.specimen import USUAL_WORDING
from registry.usecases.settings import LONGEST_WORDING
from registry.web.forms.fields import ChoiceField, MoneyField, Required, WholeField
from registry.web.forms.form import OurForm
from registry.web.forms.rows import Rows
from registry.web.forms.uploads import UploadField
from registry.web.staff.settings.meanings import SLOTS, purpose, title

LONGEST = 300


class SettingForm(OurForm):
    """Some settings, and which values of them the person saw."""

    seen = HiddenField()


def _line(name: str, *, required: bool = True) -> Any:
    validators = [Required(), Length(max=LONGEST)] if required else [Length(max=LONGEST)]
    return StringField(title(name), validators, description=purpose(name))


class NamesForm(SettingForm):
    """Who keeps the register and who speaks on its papers."""

    province = _line("province")
    department = _line("department")
    public_address = _line("public_address")
    place_of_signing = _line("place_of_signing")
    issuing_heading = _line("issuing_heading")
    conferring_heading = _line("conferring_heading")
    authority_lines = TextAreaField(
        title("authority_lines"), [Required(), Length(max=LONGEST)], description=purpose("authority_lines")
    )
    council_authority_lines = TextAreaField(
        title("council_authority_lines"),
        [Required(), Length(max=LONGEST)],
        description=purpose("council_authority_lines"),
    )
    council_signatory = _line("council_signatory", required=False)
    council_recipients = TextAreaField(
        title("council_recipients"), [Length(max=LONGEST)], description=purpose("council_recipients")
    )


class NumbersForm(SettingForm):
    """How papers are numbered."""

    certificate_number_format = _line("certificate_number_format")
    merit_number_format = _line("merit_number_format")
    golden_book_from = WholeField(title("golden_book_from"), description=purpose("golden_book_from"))


class GroundsForm(SettingForm):
    """Grounds of moves that no article knows."""

    suspend_ground = _line("suspend_ground", required=False)
    reinstate_ground = _line("reinstate_ground", required=False)
    withdraw_ground = _line("withdraw_ground", required=False)


class SignedAnnexForm(SettingForm):
    """Whether a decision waits for the comparison of its signed annex."""

    signed_annex_required = BooleanField(title("signed_annex_required"), description=purpose("signed_annex_required"))


class ExpiryForm(SettingForm):
    """When holders are told that a certificate runs out, and what a round can take."""

    reminder_months = _line("reminder_months", required=False)
    expiry_notice_days = WholeField(
        title("expiry_notice_days"),
        [Required()],
        description=purpose("expiry_notice_days"),
        render_kw={"inputmode": "numeric"},
    )
    round_capacity = WholeField(
        title("round_capacity"), description=purpose("round_capacity"), render_kw={"inputmode": "numeric"}
    )


class CarriedDataForm(SettingForm):
    """For how long data carried away from the register is relied on."""

    carried_data_days = WholeField(
        title("carried_data_days"),
        [Required()],
        description=purpose("carried_data_days"),
        render_kw={"inputmode": "numeric"},
    )


class MeritPaperForm(SettingForm):
    """The size of merit certificates."""

    merit_paper_width_mm = WholeField(
        title("merit_paper_width_mm"), [Required()], description=purpose("merit_paper_width_mm")
    )
    merit_paper_height_mm = WholeField(
        title("merit_paper_height_mm"), [Required()], description=purpose("merit_paper_height_mm")
    )


class _TitlesForm(SettingForm):
    title_before_2026 = _line("title_before_2026")
    title_qd26 = _line("title_qd26")


# One field for each text slot that the certificate has.
WordingForm: type[_TitlesForm] = type(
    "WordingForm",
    (_TitlesForm,),
    {
        slot: StringField(
            place, [Length(max=LONGEST_WORDING)], description=f"Để trống thì in: “{USUAL_WORDING[slot]}”."
        )
        for slot, place in SLOTS.items()
    },
)


class PrizesForm(SettingForm):
    """Amounts by year and stars."""


def _prize_row() -> dict[str, Any]:
    return {
        "year": WholeField("Năm của quyết định", render_kw={"inputmode": "numeric"}),
        "stars": ChoiceField("Số sao", offered=[("3", "3 sao"), ("4", "4 sao"), ("5", "5 sao")], blank="Chọn"),
        "amount": MoneyField("Số tiền (đồng)", render_kw={"inputmode": "numeric"}),
        "resolution": StringField("Nghị quyết quy định", [Length(max=LONGEST)]),
    }


PRIZE_ROWS = Rows(name="prizes", parts=_prize_row, most=200, spare=3)


class PictureForm(OurForm):
    """One picture to be printed on papers."""

    picture = UploadField(
        "Tệp ảnh",
        [Required()],
        description="PNG hoặc JPEG, tối đa 5 MB; mỗi cạnh ít nhất 200 điểm.",
        accept="image/png,image/jpeg",
    )
