"""What is asked about an account."""

from wtforms import StringField
from wtforms.validators import Length

from registry.rules.permissions import Role
from registry.usecases.accounts import LONGEST_NAME
from registry.web.forms.fields import Required, WordsField
from registry.web.forms.form import OurForm

STAFF_ROLES = (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR, Role.COMMUNE, Role.COUNCIL)


class AccountForm(OurForm):
    """Whose account, and what it may do."""

    name = StringField("Họ và tên", [Required(), Length(max=LONGEST_NAME)])
    email = StringField(
        "Địa chỉ thư điện tử",
        [Required(), Length(max=LONGEST_NAME)],
        description="Dùng để đăng nhập.",
        render_kw={"type": "email", "autocomplete": "off"},
    )
    roles = WordsField("Vai trò", [Required()], of=STAFF_ROLES)


class ChangeForm(OurForm):
    """Name and roles of an account that exists."""

    name = StringField("Họ và tên", [Required(), Length(max=LONGEST_NAME)])
    roles = WordsField("Vai trò", [Required()], of=STAFF_ROLES)
