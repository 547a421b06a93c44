"""How a certificate stands, in one sentence with its day."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from registry.models.certificate import Certificate
from registry.queries import register
from registry.rules.certificate_life import MoveKind, Standing
from registry.web.dates import short_day
from registry.web.translation import gettext, gettext_noop

_BROUGHT_BY: Mapping[Standing, tuple[MoveKind, str]] = MappingProxyType(
    {
        Standing.SUPERSEDED: (MoveKind.SUPERSEDED, gettext_noop("Đã được thay bằng giấy khác")),
        Standing.SUSPENDED: (MoveKind.SUSPENDED, gettext_noop("Đang tạm dừng hiệu lực")),
        Standing.REVOKED: (MoveKind.REVOKED, gettext_noop("Đã bị thu hồi")),
        Standing.WITHDRAWN: (MoveKind.WITHDRAWN, gettext_noop("Chủ thể đã thôi sử dụng")),
        Standing.ANNULLED: (MoveKind.ANNULLED, gettext_noop("Đã bị hủy, không có giá trị")),
    }
)


def standing_sentence(certificate: Certificate, standing: Standing, *, on: date) -> str:
    """Say how a certificate stands on a day, with the day that matters."""
    if standing in _BROUGHT_BY:
        kind, words = _BROUGHT_BY[standing]
        since = _since(certificate, kind, on)
        said = gettext(words)
        return gettext("%(fate)s từ ngày %(day)s", fate=said, day=short_day(since)) if since else said
    return _BY_TERM[standing](certificate)


def _since(certificate: Certificate, kind: MoveKind, on: date) -> date | None:
    days = [move.effective_on for move in certificate.moves if move.kind is kind and move.effective_on]
    counting = [day for day in days if day <= on]
    return max(counting, default=None)


def _in_force(certificate: Certificate) -> str:
    last = register.last_day_of(certificate)
    if last is None:
        return gettext("Còn hiệu lực")
    return gettext("Còn hiệu lực đến hết ngày %(day)s", day=short_day(last))


def _not_yet(certificate: Certificate) -> str:
    starts = certificate.valid_from
    if starts is None:
        return gettext("Chưa có hiệu lực")
    return gettext("Chưa có hiệu lực; có hiệu lực từ ngày %(day)s", day=short_day(starts))


def _expired(certificate: Certificate) -> str:
    last = register.last_day_of(certificate)
    if last is None:
        return gettext("Đã hết hạn")
    return gettext("Đã hết hạn; ngày cuối cùng có hiệu lực là %(day)s", day=short_day(last))


def _undetermined(certificate: Certificate) -> str:
    return gettext("Chưa xác định được thời hạn: chỉ biết được công nhận năm %(year)s", year=certificate.year)


_BY_TERM: Mapping[Standing, Callable[[Certificate], str]] = MappingProxyType(
    {
        Standing.IN_FORCE: _in_force,
        Standing.NOT_YET: _not_yet,
        Standing.EXPIRED: _expired,
        Standing.UNDETERMINED: _undetermined,
    }
)
