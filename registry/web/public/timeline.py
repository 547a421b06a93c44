"""What happened to a product, as the public may know it: day, words, and the certificate it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Origin
from registry.models.product import Product
from registry.queries import register
from registry.queries.extensions import ended
from registry.rules.certificate_life import MoveKind, Standing
from registry.rules.dossier_life import DossierState
from registry.rules.instruments import RecognitionKind
from registry.web.dates import short_day
from registry.web.public.recogniser_words import recognised_by
from registry.web.translation import gettext, gettext_noop

_MOVES: Mapping[MoveKind, str] = MappingProxyType(
    {
        MoveKind.SUPERSEDED: gettext_noop("Giấy được thay bằng giấy mới"),
        MoveKind.ANNULLED: gettext_noop("Giấy bị hủy theo quyết định đính chính"),
        MoveKind.REVOKED: gettext_noop("Giấy bị thu hồi"),
        MoveKind.SUSPENDED: gettext_noop("Giấy tạm dừng hiệu lực"),
        MoveKind.REINSTATED: gettext_noop("Giấy được khôi phục hiệu lực"),
        MoveKind.WITHDRAWN: gettext_noop("Chủ thể thôi sử dụng giấy"),
        MoveKind.EXTENDED: gettext_noop("Thời hạn của giấy được kéo dài"),
        MoveKind.RESTORED: gettext_noop("Giấy được khôi phục theo quyết định đính chính"),
    }
)

ONE_DAY = timedelta(days=1)
_CAME_TO_NOTHING: Mapping[DossierState, str] = MappingProxyType(
    {
        DossierState.REJECTED: gettext_noop(
            "Hồ sơ đánh giá lại bị loại: việc kéo dài kết thúc, giấy có hiệu lực đến hết ngày %(day)s"
        ),
        DossierState.WITHDRAWN: gettext_noop(
            "Hồ sơ đánh giá lại được rút: việc kéo dài kết thúc, giấy có hiệu lực đến hết ngày %(day)s"
        ),
        DossierState.CLOSED: gettext_noop(
            "Đánh giá lại không có giấy mới: việc kéo dài kết thúc, giấy có hiệu lực đến hết ngày %(day)s"
        ),
    }
)
_GIVEN: Mapping[RecognitionKind, str] = MappingProxyType(
    {
        RecognitionKind.FIRST: gettext_noop("Được công nhận"),
        RecognitionKind.REASSESSED: gettext_noop("Được công nhận lại sau khi đánh giá lại"),
        RecognitionKind.UPGRADED: gettext_noop("Được nâng hạng"),
        RecognitionKind.REISSUED: gettext_noop("Được cấp lại giấy"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened."""

    on: date | None
    year: int
    """Where the day is not known, at least its year is."""
    words: str
    note: str = ""
    certificate: Certificate | None = None

    def is_to_come(self, today: date) -> bool:
        """Whether it has not happened yet."""
        return self.on is not None and self.on > today


def timeline(product: Product, certificates: Sequence[Certificate], *, today: date) -> list[Event]:
    """Return what happened to a product, the latest first."""
    events = [
        # Of one day, too, the latest comes first: what was undone must not look as if it lasted.
        *(event for one in certificates for event in reversed(list(_life(one, today)))),
        *_names(product),
        *_holders(product),
    ]
    return sorted(events, key=lambda event: (event.on or date(event.year, 1, 1), event.on is not None), reverse=True)


def _life(one: Certificate, today: date) -> Iterator[Event]:
    recognition = one.recognition
    begins = one.valid_from or one.issued_on or recognition.decision.signed_on
    words = gettext("%(how)s, %(stars)s sao", how=_how_given(one), stars=recognition.stars)
    yield Event(on=begins, year=one.year, words=words, note=_decided(one), certificate=one)
    for move in one.moves:
        if move.kind in _MOVES and move.effective_on is not None:
            is_known = move.related is None or move.related.valid_from is not None
            yield Event(
                # Of a successor known by its year alone, the day is only reckoned with.
                on=move.effective_on if is_known else None,
                year=move.effective_on.year,
                words=_said(one, move),
                note=_by_decision(move),
                certificate=one,
            )
    over = ended(one)
    if over is not None:
        words = gettext(_CAME_TO_NOTHING[over.dossier.state], day=short_day(over.last_day))
        yield Event(on=over.result_on, year=over.result_on.year, words=words, certificate=one)
    last = register.last_day_of(one)
    # Another may have taken its place since: the days without any are told all the same.
    if last is not None and last < today and register.standing_of(one, on=last + ONE_DAY) is Standing.EXPIRED:
        yield Event(on=last, year=last.year, words=gettext("Giấy hết hạn sau ngày này"), certificate=one)


def _said(one: Certificate, move: CertificateMove) -> str:
    until = move.extended_until
    if move.kind is not MoveKind.EXTENDED or until is None:
        return gettext(_MOVES[move.kind])
    earlier = [other.extended_until for other in one.moves if other.extended_until and other.id < move.id]
    if earlier and until < max(earlier):
        return gettext("Việc kéo dài kết thúc; giấy có hiệu lực đến hết ngày %(day)s", day=short_day(until))
    return gettext("Thời hạn của giấy được kéo dài đến hết ngày %(day)s", day=short_day(until))


def _how_given(one: Certificate) -> str:
    how = gettext(_GIVEN[one.recognition.kind])
    return how if one.origin is Origin.ISSUED else gettext("%(how)s (ghi nhận vào sổ)", how=how)


def _decided(one: Certificate) -> str:
    decision = one.recognition.decision
    number = decision.number or gettext("không rõ số")
    return gettext("Quyết định %(number)s của %(body)s", number=number, body=recognised_by(one.recognition))


def _by_decision(move: CertificateMove) -> str:
    if move.decision is None or not move.decision.number:
        return ""
    return gettext("Quyết định %(number)s", number=move.decision.number)


def _names(product: Product) -> Iterator[Event]:
    for before, name in zip(product.names, product.names[1:], strict=False):
        words = gettext("Đổi tên từ “%(before)s” thành “%(now)s”", before=before.name, now=name.name)
        yield Event(on=name.valid_from, year=name.valid_from.year, words=words)


def _holders(product: Product) -> Iterator[Event]:
    for before, holder in zip(product.holders, product.holders[1:], strict=False):
        words = gettext("Chuyển từ %(before)s sang %(now)s", before=before.producer.name, now=holder.producer.name)
        yield Event(on=holder.valid_from, year=holder.valid_from.year, words=words)
