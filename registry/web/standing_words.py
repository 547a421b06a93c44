"""How a certificate stands, in one sentence with its day."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from registry.models.certificate import Certificate
from registry.queries import register
from registry.rules.certificate_life import MoveKind, Standing
from registry.web.dates import short_day

_BROUGHT_BY: Mapping[Standing, tuple[MoveKind, str]] = MappingProxyType(
    {
        Standing.SUPERSEDED: (MoveKind.SUPERSEDED, "Đã được thay bằng giấy khác"),
        Standing.SUSPENDED: (MoveKind.SUSPENDED, "Đang tạm dừng hiệu lực"),
        Standing.REVOKED: (MoveKind.REVOKED, "Đã bị thu hồi"),
        Standing.WITHDRAWN: (MoveKind.WITHDRAWN, "Chủ thể đã thôi sử dụng"),
        Standing.ANNULLED: (MoveKind.ANNULLED, "Đã bị hủy, không có giá trị"),
    }
)


def standing_sentence(certificate: Certificate, standing: Standing, *, on: date) -> str:
    """Say how a certificate stands on a day, with the day that matters."""
    if standing in _BROUGHT_BY:
        kind, words = _BROUGHT_BY[standing]
        since = _since(certificate, kind, on)
        return f"{words} từ ngày {short_day(since)}" if since else words
    return _BY_TERM[standing](certificate)


def _since(certificate: Certificate, kind: MoveKind, on: date) -> date | None:
    days = [move.effective_on for move in certificate.moves if move.kind is kind and move.effective_on]
    counting = [day for day in days if day <= on]
    return max(counting, default=None)


def _in_force(certificate: Certificate) -> str:
    last = register.last_day_of(certificate)
    return f"Còn hiệu lực đến hết ngày {short_day(last)}" if last else "Còn hiệu lực"


def _not_yet(certificate: Certificate) -> str:
    starts = certificate.valid_from
    return f"Chưa có hiệu lực; có hiệu lực từ ngày {short_day(starts)}" if starts else "Chưa có hiệu lực"


def _expired(certificate: Certificate) -> str:
    last = register.last_day_of(certificate)
    return f"Đã hết hạn; ngày cuối cùng có hiệu lực là {short_day(last)}" if last else "Đã hết hạn"


def _undetermined(certificate: Certificate) -> str:
    return f"Chưa xác định được thời hạn: chỉ biết được công nhận năm {certificate.year}"


_BY_TERM: Mapping[Standing, Callable[[Certificate], str]] = MappingProxyType(
    {
        Standing.IN_FORCE: _in_force,
        Standing.NOT_YET: _not_yet,
        Standing.EXPIRED: _expired,
        Standing.UNDETERMINED: _undetermined,
    }
)
