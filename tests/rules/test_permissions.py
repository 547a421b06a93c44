import pytest

from registry.rules.permissions import GRANTS, Actor, NotAllowed, Permission, Role, authorise


def actor(*roles):
    return Actor(account_id=7, name="Lò Thị Minh Họa", roles=frozenset(roles), means="web")


def test_every_role_has_a_line_in_the_table():
    assert set(GRANTS) == set(Role)


def test_every_permission_is_granted_to_somebody():
    assert frozenset().union(*GRANTS.values()) == set(Permission)


@pytest.mark.parametrize(
    "permission", [Permission.DRAFT_DECISION, Permission.APPROVE_DECISION, Permission.PUT_IN_EFFECT]
)
def test_the_administrator_neither_drafts_nor_decides(permission):
    assert not actor(Role.ADMINISTRATOR).may(permission)


def test_who_drafts_does_not_approve():
    officer, approver = GRANTS[Role.OFFICER], GRANTS[Role.APPROVER]

    assert Permission.DRAFT_DECISION in officer - approver
    assert {Permission.APPROVE_DECISION, Permission.PUT_IN_EFFECT} <= approver - officer


def test_the_auditor_only_reads():
    assert GRANTS[Role.AUDITOR] == {
        Permission.VIEW_REGISTER,
        Permission.VIEW_JOURNAL,
        Permission.EXPORT,
        Permission.VIEW_DOSSIERS,
    }


def test_a_producer_may_nothing_behind_the_staff_door():
    assert not any(actor(Role.PRODUCER).may(permission) for permission in Permission)


def test_without_a_role_nothing_is_allowed():
    assert not any(actor().may(permission) for permission in Permission)


def test_roles_add_up():
    both = actor(Role.OFFICER, Role.AUDITOR)

    assert both.may(Permission.DRAFT_DECISION)
    assert both.may(Permission.VIEW_JOURNAL)


@pytest.mark.parametrize("permission", list(Permission))
def test_a_refusal_names_the_account_and_the_permission_in_vietnamese(permission):
    with pytest.raises(NotAllowed) as refused:
        authorise(actor(), permission)

    assert refused.value.permission is permission
    assert refused.value.text.startswith("Tài khoản Lò Thị Minh Họa không có quyền ")


def test_an_allowed_act_passes():
    authorise(actor(Role.OFFICER), Permission.IMPORT)
