"""Two people at one record: the later one is told what the earlier one changed."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from registry.models.account import Account
from registry.models.journal import JournalEntry, Version
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.refusal import Refusal
from registry.usecases.journal import Act

# Part of the sentence a refusal says.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "tên",
        "kind": "loại hình",
        "tax_number": "mã số thuế",
        "representative": "người đại diện",
        "representative_gender": "giới tính người đại diện",
        "representative_ethnicity": "dân tộc người đại diện",
        "address": "địa chỉ",
        "commune_id": "xã, phường",
        "commune_then_id": "xã, phường khi đó",
        "website": "trang web",
        "status": "tình trạng",
        "ended_on": "ngày chấm dứt",
        "note": "ghi chú",
        "contacts": "liên hệ",
        "producer_id": "chủ thể",
        "industry": "ngành hàng",
        "description": "mô tả",
        "story": "câu chuyện sản phẩm",
        "packings": "quy cách đóng gói",
    }
)


class ChangedMeanwhile(Refusal):
    """Somebody else saved the record after it was read."""

    fields: tuple[str, ...]
    """Names of the columns changed since, with "contacts" and "packings" for the lists."""

    def __init__(self, text: str, *, fields: tuple[str, ...]) -> None:
        super().__init__(text)
        self.fields = fields


def refuse_if_changed(act: Act, row: Producer | Product, *, seen: int) -> None:
    """Let a save pass whose writer saw the record as it is.

    :param seen: the version of the record that the writer saw.
    :raises ChangedMeanwhile: if it is another one by now, naming who changed what.
    """
    if row.version == seen:
        return
    since = act.session.execute(
        select(Version.values, Account.name)
        .join(JournalEntry, JournalEntry.sequence == Version.sequence)
        .outerjoin(Account, Account.id == JournalEntry.account_id)
        .where(Version.subject == row.__tablename__, Version.subject_id == row.public_id)
        .order_by(Version.id.desc())
        .limit(max(0, row.version - seen))
    ).all()
    fields = tuple(dict.fromkeys(field for values, _ in since for field in values or () if field in _WORDS))
    people = ", ".join(dict.fromkeys(name for _, name in since if name)) or "người khác"
    what = f" ({', '.join(_WORDS[field] for field in fields)})" if fields else ""
    raise ChangedMeanwhile(
        f"Hồ sơ này vừa được {people} sửa{what}. Hãy xem bản mới rồi nhập lại phần của mình.", fields=fields
    )


def mark(act: Act, row: Producer | Product, *, part: str, size: int) -> None:
    """Say that a list belonging to a record has changed, so that the record has a new version.

    :param part: "contacts" or "packings".
    :param size: how many entries the list has now; the entries themselves are journalled as rows of their own.
    """
    written = len(act.versions)
    row.version += 1
    act.session.flush()
    act.note(subject=row.__tablename__, subject_id=row.public_id, how="changed", fields={part: size})
    entry = _own(act.versions[written:], row.public_id)
    if entry is None:
        entry = {"subject": row.__tablename__, "subject_id": row.public_id, "values": {}}
        act.versions.append(entry)
    entry["values"][part] = size


def _own(versions: Iterable[dict[str, Any]], public_id: str) -> dict[str, Any] | None:
    return next((version for version in versions if version["subject_id"] == public_id), None)
