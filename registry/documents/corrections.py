"""What a correcting decision changes: the words of the old paper beside those of the new."""

from registry.models.decision import Decision
from registry.queries.annexes import AnnexLine, CertificateWords
from registry.rules.decision_life import LineAct
from registry.rules.stars import from_hundredths, vietnamese_score


def before_and_after(line: AnnexLine, decision: Decision) -> tuple[str | None, str | None]:
    """Say what the old paper said and what the new one is to say: only what differs."""
    about = line.about
    if line.act is LineAct.ANNUL:
        return (_rank(about) if about else None), "Hủy bỏ giấy chứng nhận"
    if line.act is LineAct.RESTORE:
        return (_rank(about) if about else None), "Khôi phục hiệu lực giấy chứng nhận"
    if about is None:
        return None, None
    differing = [(name, old, new) for name, old, new in _compared(line, about, decision) if old != new]
    if not differing:
        return "Giữ nguyên nội dung", "Cấp lại giấy chứng nhận"
    before = "; ".join(f"{name}: {old or 'để trống'}" for name, old, _ in differing)
    after = "; ".join(f"{name}: {new or 'để trống'}" for name, _, new in differing)
    return before, after


def _compared(line: AnnexLine, about: CertificateWords, decision: Decision) -> list[tuple[str, str | None, str | None]]:
    compared: list[tuple[str, str | None, str | None]] = [
        ("Tên sản phẩm", about.product_name, line.product_name),
        ("Tên chủ thể", about.producer_name, line.producer_name),
        ("Địa chỉ", about.address, line.address),
        ("Hạng", f"{about.stars} sao", f"{line.stars or about.stars} sao"),
        ("Điểm", _points(about.score), _points(about.score if line.score is None else line.score)),
        ("Mã sản phẩm", about.product_code, line.product_code or about.product_code),
    ]
    until = line.valid_until or decision.valid_until
    if until is not None and about.valid_until is not None:
        compared.append(("Hết hạn", f"{about.valid_until:%d/%m/%Y}", f"{until:%d/%m/%Y}"))
    return compared


def _points(hundredths: int | None) -> str | None:
    return None if hundredths is None else vietnamese_score(from_hundredths(hundredths))


def _rank(about: CertificateWords) -> str:
    return f"{about.stars} sao"
