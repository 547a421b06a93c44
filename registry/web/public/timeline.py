"""What happened to a product, as the public may know it: day, words, and the certificate it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Origin
from registry.models.product import Product
from registry.queries import register
from registry.rules.certificate_life import MoveKind, Standing
from registry.rules.instruments import RecognitionKind

_MOVES: Mapping[MoveKind, str] = MappingProxyType(
    {
        MoveKind.SUPERSEDED: "Giấy được thay bằng giấy mới",
        MoveKind.ANNULLED: "Giấy bị hủy theo quyết định đính chính",
        MoveKind.REVOKED: "Giấy bị thu hồi",
        MoveKind.SUSPENDED: "Giấy tạm dừng hiệu lực",
        MoveKind.REINSTATED: "Giấy được khôi phục hiệu lực",
        MoveKind.WITHDRAWN: "Chủ thể thôi sử dụng giấy",
        MoveKind.EXTENDED: "Thời hạn của giấy được kéo dài",
    }
)


_GIVEN: Mapping[RecognitionKind, str] = MappingProxyType(
    {
        RecognitionKind.FIRST: "Được công nhận",
        RecognitionKind.REASSESSED: "Được công nhận lại sau khi đánh giá lại",
        RecognitionKind.UPGRADED: "Được nâng hạng",
        RecognitionKind.REISSUED: "Được cấp lại giấy",
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
        *(event for one in certificates for event in _life(one, today)),
        *_names(product),
        *_holders(product),
    ]
    return sorted(events, key=lambda event: (event.on or date(event.year, 1, 1), event.on is not None), reverse=True)


def _life(one: Certificate, today: date) -> Iterator[Event]:
    recognition = one.recognition
    begins = one.valid_from or one.issued_on or recognition.decision.signed_on
    how = _GIVEN[recognition.kind] + ("" if one.origin is Origin.ISSUED else " (ghi nhận vào sổ)")
    yield Event(on=begins, year=one.year, words=f"{how}, {recognition.stars} sao", note=_decided(one), certificate=one)
    for move in one.moves:
        if move.kind in _MOVES and move.effective_on is not None:
            is_known = move.related is None or move.related.valid_from is not None
            yield Event(
                # Of a successor known by its year alone, the day is only reckoned with.
                on=move.effective_on if is_known else None,
                year=move.effective_on.year,
                words=_MOVES[move.kind],
                note=_by_decision(move),
                certificate=one,
            )
    last = register.last_day_of(one)
    if last is not None and register.standing_of(one, on=today) is Standing.EXPIRED:
        yield Event(on=last, year=last.year, words="Giấy hết hạn sau ngày này", certificate=one)


def _decided(one: Certificate) -> str:
    decision = one.recognition.decision
    number = decision.number or "không rõ số"
    return f"Quyết định {number} của {decision.body.name_on(decision.signed_on)}"


def _by_decision(move: CertificateMove) -> str:
    return f"Quyết định {move.decision.number}" if move.decision is not None and move.decision.number else ""


def _names(product: Product) -> Iterator[Event]:
    for before, name in zip(product.names, product.names[1:], strict=False):
        yield Event(
            on=name.valid_from, year=name.valid_from.year, words=f"Đổi tên từ “{before.name}” thành “{name.name}”"
        )


def _holders(product: Product) -> Iterator[Event]:
    for before, holder in zip(product.holders, product.holders[1:], strict=False):
        yield Event(
            on=holder.valid_from,
            year=holder.valid_from.year,
            words=f"Chuyển từ {before.producer.name} sang {holder.producer.name}",
        )
