"""What is said of any day: how something stood, and what the register said of it at the time."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from registry.clock import day_of
from registry.queries.any_day import Answer, Stood
from registry.rules.certificate_life import Standing
from registry.web.dates import short_day
from registry.web.translation import gettext, gettext_noop

_BROUGHT: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.SUPERSEDED: gettext_noop("giấy đã được thay bằng giấy khác"),
        Standing.SUSPENDED: gettext_noop("giấy đang tạm dừng hiệu lực"),
        Standing.REVOKED: gettext_noop("giấy đã bị thu hồi"),
        Standing.WITHDRAWN: gettext_noop("chủ thể đã thôi sử dụng giấy"),
        Standing.ANNULLED: gettext_noop("giấy đã bị hủy, không có giá trị"),
    }
)


def sentence(answer: Answer, *, is_paper: bool = False) -> str:
    """Say how something stood on the day asked about.

    :param is_paper: whether one paper was asked about: the product may have had another.
    """
    how = _how(answer.now) if answer.now else _not_begun(answer, is_paper=is_paper)
    return gettext("Ngày %(day)s: %(how)s.", day=short_day(answer.day), how=how)


def known_then(answer: Answer) -> str:
    """Say what the register said of the day at the time, and when it came to say something else."""
    if not answer.was_kept:
        return gettext(
            "Sổ này bắt đầu được ghi từ ngày %(day)s; câu trả lời theo những gì ghi vào sổ từ ngày ấy đến nay.",
            day=short_day(answer.kept_since),
        )
    if answer.learnt_at is None:
        return gettext("Sổ ngày %(day)s cũng ghi như vậy.", day=short_day(answer.known_on))
    return gettext(
        "Sổ ngày %(day)s ghi khác: %(how)s. Điều ghi hôm nay được ghi vào sổ ngày %(learnt)s.",
        day=short_day(answer.known_on),
        how=_how(answer.then) if answer.then else gettext("khi ấy chưa có giấy nào có hiệu lực trong sổ"),
        learnt=short_day(day_of(answer.learnt_at)),
    )


def _how(stood: Stood) -> str:
    if stood.standing in _BROUGHT:
        said = gettext(_BROUGHT[stood.standing])
        since = stood.brought_by.effective_on if stood.brought_by else None
        return gettext("%(fate)s từ ngày %(day)s", fate=said, day=short_day(since)) if since else said
    return _BY_TERM[stood.standing](stood)


def _not_begun(answer: Answer, *, is_paper: bool) -> str:
    if answer.first_day is None:
        return gettext("chưa được công nhận hạng sao OCOP")
    first = short_day(answer.first_day)
    if is_paper:
        return gettext("giấy này chưa có hiệu lực; có giá trị từ ngày %(day)s", day=first)
    return gettext("chưa được công nhận hạng sao OCOP; giấy đầu tiên có giá trị từ ngày %(day)s", day=first)


def _in_force(stood: Stood) -> str:
    stars = stood.certificate.recognition.stars
    if stood.extended is not None and stood.last_day is not None:
        return gettext(
            "đạt %(stars)s sao, giấy được kéo dài hiệu lực đến hết ngày %(day)s theo Điều 12 Quyết định số "
            "26/2026/QĐ-TTg trong khi chờ đánh giá lại",
            stars=stars,
            day=short_day(stood.last_day),
        )
    if stood.last_day is None:
        return gettext("đạt %(stars)s sao, giấy có hiệu lực", stars=stars)
    return gettext(
        "đạt %(stars)s sao, giấy có hiệu lực đến hết ngày %(day)s", stars=stars, day=short_day(stood.last_day)
    )


def _expired(stood: Stood) -> str:
    if stood.last_day is None:
        return gettext("giấy đã hết hạn")
    return gettext("giấy đã hết hạn; ngày cuối cùng có hiệu lực là %(day)s", day=short_day(stood.last_day))


def _undetermined(stood: Stood) -> str:
    return gettext("chưa xác định được: chỉ biết được công nhận năm %(year)s", year=stood.certificate.year)


_BY_TERM: Mapping[Standing, Callable[[Stood], str]] = MappingProxyType(
    {Standing.IN_FORCE: _in_force, Standing.EXPIRED: _expired, Standing.UNDETERMINED: _undetermined}
)
