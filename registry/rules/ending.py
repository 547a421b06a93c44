"""Ending a certificate by decision: no revocation or annulment counts from before the certificate was there."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from registry.rules.certificate_life import MoveKind
from registry.rules.refusal import Refusal


class EndsBeforeItBegins(Refusal):
    """The certificate would end before its own first day."""


def check_ending(kind: MoveKind, *, effective_on: date, begins_on: date) -> None:
    """Let a certificate be ended from a day on, or refuse it (QĐ 26/2026, Điều 8: what is revoked has been given).

    :raises EndsBeforeItBegins: when a revocation or an annulment would count from before the certificate's first day.
    """
    if kind in _ENDING and effective_on < begins_on:
        raise EndsBeforeItBegins(
            f"Ngày {_ENDING[kind]} có hiệu lực ở trước ngày bắt đầu của giấy chứng nhận ({begins_on:%d/%m/%Y}).",
            field="effective_on",
        )


_ENDING: Mapping[MoveKind, str] = MappingProxyType({MoveKind.REVOKED: "thu hồi", MoveKind.ANNULLED: "hủy bỏ"})
