"""How a certificate stands, in one sentence with its day."""

from collections.abc import Callable, Mapping
from datetime import date
from operator import itemgetter
from types import MappingProxyType

from registry.models.certificate import Certificate, CertificateMove
from registry.queries import register
from registry.queries.extensions import kept_until
from registry.rules.certificate_life import MOVES_WITH_AN_ARTICLE, MoveKind, Standing, ground_of_revocation
from registry.web.dates import short_day
from registry.web.translation import gettext, gettext_noop
from registry.web.words import word

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
        said = gettext(_BROUGHT_BY[standing][1])
        move = brought_by(certificate, standing, on=on)
        since = move.effective_on if move else None
        return gettext("%(fate)s từ ngày %(day)s", fate=said, day=short_day(since)) if since else said
    return _BY_TERM[standing](certificate)


def ground_words(move: CertificateMove) -> str:
    """Write the ground of a move: one of the six of a revocation in full, any other as it was given."""
    ground = ground_of_revocation(move.kind, move.ground)
    if ground is None:
        return move.ground or ""
    return gettext(
        "điểm %(ground)s (%(article)s)", ground=word(ground), article=gettext(MOVES_WITH_AN_ARTICLE[MoveKind.REVOKED])
    )


def brought_by(certificate: Certificate, standing: Standing, *, on: date) -> CertificateMove | None:
    """Return the move that brought a certificate to how it stands on a day; None where its term alone did."""
    if standing not in _BROUGHT_BY:
        return None
    kind = _BROUGHT_BY[standing][0]
    dated = [(move.effective_on, move) for move in certificate.moves if move.kind is kind and move.effective_on]
    return max((one for one in dated if one[0] <= on), key=itemgetter(0), default=(None, None))[1]


def _in_force(certificate: Certificate) -> str:
    last = register.last_day_of(certificate)
    if last is None:
        return gettext("Còn hiệu lực")
    if kept_until(certificate) is not None:
        return gettext(
            "Còn hiệu lực: được kéo dài đến hết ngày %(day)s theo Điều 12 Quyết định số 26/2026/QĐ-TTg trong khi chờ "
            "đánh giá lại",
            day=short_day(last),
        )
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
