"""Who may do what: roles, permissions and the one table that joins them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from registry.rules.refusal import Refusal


class Role(StrEnum):
    """What a person is to the register; one account may be several."""

    OFFICER = "officer"
    """Keeps the register and drafts decisions."""

    APPROVER = "approver"
    """The second person: approves and puts in effect what another drafted."""

    ADMINISTRATOR = "administrator"
    """Keeps accounts and settings; decides nothing about products."""

    AUDITOR = "auditor"
    """Reads everything, journal included, and changes nothing."""

    PRODUCER = "producer"
    """A producing unit's own account, for the portal."""

    COMMUNE = "commune"
    """Looks at the dossiers of a commune before they go to the province."""

    COUNCIL = "council"
    """Sits in the council of a round and scores; which rounds, the round says."""


class Permission(StrEnum):
    """One thing that may be granted."""

    VIEW_REGISTER = "view_register"
    EDIT_REGISTER = "edit_register"
    DRAFT_DECISION = "draft_decision"
    APPROVE_DECISION = "approve_decision"
    ENTER_SIGNATURE = "enter_signature"
    PUT_IN_EFFECT = "put_in_effect"
    IMPORT = "import"
    MANAGE_EVENTS = "manage_events"
    VIEW_JOURNAL = "view_journal"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_SETTINGS = "manage_settings"
    ERASE_PERSONAL_DATA = "erase_personal_data"
    EXPORT = "export"
    VIEW_DOSSIERS = "view_dossiers"
    KEEP_DOSSIERS = "keep_dossiers"
    RUN_ROUNDS = "run_rounds"
    SUPERVISE = "supervise"
    """Inspect producers after recognition, answer complaints, hand out stamps."""

    SCREEN_DOSSIERS = "screen_dossiers"
    SCORE = "score"


# The drafter's and the second person's permissions are disjoint on purpose: an account holding both roles is
# still stopped at its own decisions by decision_life.check_second_person.
GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.OFFICER: frozenset(
            {
                Permission.VIEW_REGISTER,
                Permission.EDIT_REGISTER,
                Permission.DRAFT_DECISION,
                Permission.ENTER_SIGNATURE,
                Permission.IMPORT,
                Permission.MANAGE_EVENTS,
                Permission.EXPORT,
                Permission.VIEW_DOSSIERS,
                Permission.KEEP_DOSSIERS,
                Permission.RUN_ROUNDS,
                Permission.SUPERVISE,
            }
        ),
        Role.APPROVER: frozenset(
            {
                Permission.VIEW_REGISTER,
                Permission.VIEW_DOSSIERS,
                Permission.APPROVE_DECISION,
                Permission.PUT_IN_EFFECT,
                Permission.VIEW_JOURNAL,
                Permission.EXPORT,
            }
        ),
        Role.ADMINISTRATOR: frozenset(
            {
                Permission.VIEW_REGISTER,
                Permission.VIEW_JOURNAL,
                Permission.MANAGE_ACCOUNTS,
                Permission.MANAGE_SETTINGS,
                Permission.ERASE_PERSONAL_DATA,
                Permission.EXPORT,
            }
        ),
        Role.AUDITOR: frozenset(
            {Permission.VIEW_REGISTER, Permission.VIEW_JOURNAL, Permission.EXPORT, Permission.VIEW_DOSSIERS}
        ),
        Role.PRODUCER: frozenset(),
        Role.COMMUNE: frozenset({Permission.SCREEN_DOSSIERS}),
        Role.COUNCIL: frozenset({Permission.SCORE}),
    }
)


class NotAllowed(Refusal):
    """The actor's roles do not grant what was tried."""

    permission: Permission

    def __init__(self, text: str, *, permission: Permission) -> None:
        super().__init__(text)
        self.permission = permission


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: a frozen value taken from an account, never the row itself."""

    account_id: int | None
    """None for the register itself, at work without a person."""

    name: str
    roles: frozenset[Role]
    means: Literal["web", "cli", "system"]

    def may(self, permission: Permission) -> bool:
        """Say whether any of the actor's roles grants the permission."""
        return any(permission in GRANTS[role] for role in self.roles)


def authorise(actor: Actor, permission: Permission) -> None:
    """Let the act pass or refuse it.

    :raises NotAllowed: when no role of the actor grants the permission.
    """
    if not actor.may(permission):
        raise NotAllowed(f"Tài khoản {actor.name} không có quyền {_WORDS[permission]}.", permission=permission)


# Part of the sentence a refusal says, not a label: labels live in the templates.
_WORDS: Mapping[Permission, str] = MappingProxyType(
    {
        Permission.VIEW_REGISTER: "xem sổ đăng ký",
        Permission.EDIT_REGISTER: "sửa sổ đăng ký",
        Permission.DRAFT_DECISION: "soạn quyết định",
        Permission.APPROVE_DECISION: "duyệt quyết định",
        Permission.ENTER_SIGNATURE: "nhập số, ngày ký của quyết định",
        Permission.PUT_IN_EFFECT: "đưa quyết định vào hiệu lực",
        Permission.IMPORT: "nhập danh sách từ tệp",
        Permission.MANAGE_EVENTS: "quản lý lễ trao giải",
        Permission.VIEW_JOURNAL: "xem nhật ký",
        Permission.MANAGE_ACCOUNTS: "quản lý tài khoản",
        Permission.MANAGE_SETTINGS: "thay đổi thiết lập",
        Permission.ERASE_PERSONAL_DATA: "xóa dữ liệu cá nhân",
        Permission.EXPORT: "xuất dữ liệu",
        Permission.VIEW_DOSSIERS: "xem hồ sơ đánh giá",
        Permission.KEEP_DOSSIERS: "tiếp nhận hồ sơ đánh giá",
        Permission.RUN_ROUNDS: "tổ chức đợt đánh giá",
        Permission.SUPERVISE: "giám sát sau công nhận",
        Permission.SCREEN_DOSSIERS: "xem xét hồ sơ tại xã",
        Permission.SCORE: "chấm điểm",
    }
)
