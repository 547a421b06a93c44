"""What a signature is worth, in sentences that a buyer understands; each says one thing, and no more than is known."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from registry.rules.signing import Chain, Coverage, Fault, Revocation, Seen, SignerRole, TimeSource
from registry.web.dates import local_instant, short_day
from registry.web.translation import gettext, gettext_noop

_FAULTS: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.EXPIRED: gettext_noop(
            "Chứng thư số đã hết hạn ngày %(day)s; không có dấu thời gian tin cậy cho biết đã ký khi còn hạn."
        ),
        Fault.NOT_YET: gettext_noop("Chứng thư số chưa có hiệu lực."),
        Fault.REVOKED: gettext_noop("Chứng thư số đã bị thu hồi."),
        Fault.UNKNOWN: gettext_noop("Chứng thư số không do tổ chức chứng thực tin cậy cấp."),
        Fault.UNFIT: gettext_noop("Chứng thư số không dùng được để ký văn bản."),
    }
)
_EXPIRED_BEFORE = gettext_noop("Chứng thư số đã hết hạn ngày %(day)s, trước khi ký.")
_TRUSTED = gettext_noop("Chứng thư số do tổ chức chứng thực tin cậy cấp.")
_UNCHECKED = gettext_noop("Chưa kiểm được chuỗi chứng thực: sổ chưa khai tổ chức chứng thực tin cậy.")
_TRIAL = gettext_noop("Chứng thư số chỉ để THỬ NGHIỆM, không có giá trị pháp lý.")
_REVOCATIONS: Mapping[Revocation, str] = MappingProxyType(
    {
        Revocation.UNCHECKED: gettext_noop(
            "Chưa kiểm chứng thư có bị thu hồi hay không: tệp không kèm và sổ không có danh sách thu hồi còn dùng được."
        ),
        Revocation.NOT_REVOKED: gettext_noop(
            "Chứng thư số không bị thu hồi, theo danh sách hoặc trả lời của tổ chức chứng thực."
        ),
    }
)
_TIMES: Mapping[TimeSource, str] = MappingProxyType(
    {
        TimeSource.SIGNER: gettext_noop("Ký lúc %(at)s theo đồng hồ của người ký; không có dấu thời gian."),
        TimeSource.AUTHORITY: gettext_noop("Ký lúc %(at)s, theo dấu thời gian của tổ chức tin cậy."),
        TimeSource.UNCHECKED_AUTHORITY: gettext_noop("Ký lúc %(at)s theo dấu thời gian chưa kiểm được ai cấp."),
        TimeSource.UNKNOWN_AUTHORITY: gettext_noop(
            "Dấu thời gian ghi %(at)s, nhưng không do tổ chức tin cậy cấp nên không chứng tỏ được thời điểm ký."
        ),
        TimeSource.BROKEN: gettext_noop(
            "Dấu thời gian kèm theo không khớp với chữ ký này; lúc %(at)s chỉ là theo đồng hồ của người ký."
        ),
    }
)
_ROLES: Mapping[str, str] = MappingProxyType(
    {SignerRole.PERSON.value: gettext_noop("người có thẩm quyền"), SignerRole.SEAL.value: gettext_noop("cơ quan")}
)
_CHAINS: Mapping[str, str] = MappingProxyType(
    {
        Chain.TRUSTED.value: gettext_noop("chứng thư số do tổ chức chứng thực tin cậy cấp"),
        Chain.UNCHECKED.value: gettext_noop("chưa kiểm được chuỗi chứng thực"),
    }
)


def sentences(one: Seen, *, is_last: bool) -> list[str]:
    """Say what one signature of a file is worth.

    :param is_last: whether no other signature came after it.
    """
    said = [_on_content(one, is_last=is_last)]
    if not one.holds:
        return said
    said.append(_on_certificate(one))
    if one.revocation is not Revocation.REVOKED:
        said.append(gettext(_REVOCATIONS[one.revocation]))
    if one.signed_at is None:
        return [*said, gettext("Tệp không ghi thời điểm ký.")]
    return [*said, gettext(_TIMES[one.time], at=local_instant(one.signed_at))]


def signers(kept: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say who signed a paper of ours, in which role, and how far that was checked when it came back signed."""
    found = []
    for one in kept:
        checks = [gettext(_CHAINS[one["chain"]])] if one["chain"] in _CHAINS else []
        if one.get("revocation", Revocation.UNCHECKED.value) == Revocation.UNCHECKED.value:
            checks.append(gettext("chưa kiểm việc thu hồi chứng thư"))
        found.append(f"{one['name']} ({gettext(_ROLES[one['role']])}): {', '.join(checks)}")
    return found


def _on_content(one: Seen, *, is_last: bool) -> str:
    if not one.is_intact:
        return gettext("Không còn đúng với nội dung tệp: nội dung đã bị sửa sau khi ký.")
    if one.coverage is Coverage.PART:
        return gettext("Không phủ cả tệp: có phần nội dung nằm ngoài chữ ký.")
    if not one.is_followed_by_harmless:
        return gettext("Sau khi ký, tệp bị ghi thêm nội dung không phải chữ ký; những gì đang thấy có thể khác lúc ký.")
    if one.coverage is Coverage.WHOLE:
        return gettext("Đúng với cả tệp.")
    if is_last and one.is_followed_by_proofs:
        return gettext(
            "Đúng với phần có khi ký; sau đó tệp chỉ được ghi thêm dữ liệu xác thực chữ ký "
            "(chứng thư, trả lời về thu hồi, dấu thời gian lưu trữ), nội dung đọc được không đổi."
        )
    if is_last:
        return gettext("Đúng với phần có khi ký, nhưng sau đó tệp còn bị ghi thêm mà không ai ký.")
    return gettext("Đúng với phần có khi ký; sau đó tệp chỉ được ghi thêm chữ ký và thông tin kèm chữ ký.")


def _on_certificate(one: Seen) -> str:
    day = short_day(one.expires_at.date()) if one.expires_at else ""
    if one.fault is Fault.EXPIRED and one.signed_at and one.expires_at and one.signed_at > one.expires_at:
        return gettext(_EXPIRED_BEFORE, day=day)
    if one.fault is not None and not one.is_trial:
        return gettext(_FAULTS[one.fault], day=day) if one.fault is Fault.EXPIRED else gettext(_FAULTS[one.fault])
    if one.is_trial:
        return gettext(_TRIAL)
    return gettext(_TRUSTED if one.chain is Chain.TRUSTED else _UNCHECKED)
