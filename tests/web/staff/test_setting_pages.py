"""The department's choices on their page."""

from registry.rules.permissions import Role

HOME = "/can-bo/thiet-lap"


def test_every_choice_is_shown(someone) -> None:
    page = someone(Role.ADMINISTRATOR).get(HOME)
    assert page.status_code == 200, page.text
