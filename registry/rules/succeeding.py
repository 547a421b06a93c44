"""Whether a new recognition takes the place of the certificate that a product holds."""

from datetime import date

from registry.rules.certificate_life import MOVES, MoveKind, Standing, stands
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal


class AlreadyCertified(Refusal):
    """The product holds a certificate that this recognition may not replace."""


class CertifiedLater(AlreadyCertified):
    """The product holds a certificate that begins after the new one would."""

    def __init__(self, begins_on: date) -> None:
        text = f"Sản phẩm đã có giấy chứng nhận bắt đầu từ ngày {begins_on:%d/%m/%Y}, sau ngày bắt đầu của giấy mới."
        super().__init__(text, field="kind")


def overlap(existing: Standing | None, kind: RecognitionKind) -> bool:
    """Say whether the new recognition supersedes the product's existing certificate.

    ``existing`` is how that certificate stands on the first day of the new one; None where there is none.

    :raises AlreadyCertified: when it is still good and the new recognition calls itself the first.
    """
    if existing is None or existing not in MOVES[MoveKind.SUPERSEDED]:
        return False
    if kind is not RecognitionKind.FIRST:
        return True
    if existing is Standing.EXPIRED:
        return False
    raise AlreadyCertified(
        f"Sản phẩm đã có giấy chứng nhận ({stands(existing)}); "
        "chỉ được đánh giá lại, nâng hạng hoặc cấp lại, không thể công nhận lần đầu.",
        field="kind",
    )
