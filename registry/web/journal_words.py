"""The journal in Vietnamese: acts, kinds of records, and how a kept value is written."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from flask import url_for

from registry.law import classification
from registry.models.number_series import PaperKind
from registry.queries.journal import enumeration_of
from registry.queries.journal_records import Named
from registry.rules.certificate_life import RevocationGround
from registry.rules.instruments import Instrument
from registry.rules.permissions import Role
from registry.web.assessment_words import ASSESSMENT_ACTS, ASSESSMENT_SUBJECTS
from registry.web.dates import local_instant, short_day
from registry.web.doors import rule_of, viewer
from registry.web.expiry_words import EXPIRY_ACTS, EXPIRY_SUBJECTS
from registry.web.field_words import TECHNICAL, field_word
from registry.web.filters import file_size, score_words
from registry.web.instruments import short_title
from registry.web.print_words import PRINT_ACTS, PRINT_SUBJECTS
from registry.web.signing_words import SIGNING_ACTS, SIGNING_SUBJECTS
from registry.web.staff.settings.meanings import MEANINGS, title
from registry.web.supervision_words import SUPERVISION_ACTS, SUPERVISION_SUBJECTS
from registry.web.words import word

MEANS: Mapping[str, str] = MappingProxyType({"web": "Trang", "cli": "Dòng lệnh", "system": "Hệ thống"})

ACTS: Mapping[str, str] = MappingProxyType(
    {
        **ASSESSMENT_ACTS,
        **PRINT_ACTS,
        **SIGNING_ACTS,
        **SUPERVISION_ACTS,
        **EXPIRY_ACTS,
        "register.found": "Lập sổ đăng ký",
        "publishing_key.create": "Tạo khóa công bố",
        "places.load": "Nạp danh mục địa bàn",
        "settings.change": "Thay đổi thiết lập",
        "certificate.attach_scan": "Gắn bản quét vào giấy chứng nhận",
        "certificate.suspend": "Tạm dừng hiệu lực giấy chứng nhận",
        "certificate.reinstate": "Khôi phục hiệu lực giấy chứng nhận",
        "certificate.withdraw": "Thôi sử dụng giấy chứng nhận",
        "certificate.extend": "Kéo dài hiệu lực giấy chứng nhận",
        "certificate.end_extension": "Kết thúc kéo dài hiệu lực",
        "account.create": "Mở tài khoản",
        "account.rename": "Sửa tên tài khoản",
        "account.change_roles": "Đổi vai trò",
        "account.disable": "Khóa tài khoản",
        "account.enable": "Mở lại tài khoản",
        "account.reset_password": "Cấp lại mật khẩu",
        "account.reset_second_factor": "Gỡ xác thực hai bước",
        "account.ask_new_password": "Báo quên mật khẩu",
        "account.issue_code": "Cấp mã đặt mật khẩu mới",
        "account.try_code": "Thử mã đặt mật khẩu mới",
        "account.choose_password": "Đặt mật khẩu mới bằng mã",
        "account.sign_in": "Đăng nhập",
        "account.sign_out": "Đăng xuất",
        "account.change_password": "Đổi mật khẩu",
        "account.change_second_factor": "Thiết lập xác thực hai bước",
        "account.make_recovery_codes": "Tạo mã dự phòng",
        "account.use_recovery_code": "Dùng mã dự phòng",
        "account.rehash_password": "Cập nhật cách lưu mật khẩu",
        "decision.draft": "Soạn quyết định",
        "decision.amend": "Sửa quyết định",
        "decision.add_lines": "Thêm dòng phụ lục",
        "decision.amend_line": "Sửa dòng phụ lục",
        "decision.remove_line": "Bỏ dòng phụ lục",
        "decision.reorder": "Sắp xếp phụ lục",
        "decision.acknowledge": "Xác nhận phát hiện kiểm tra",
        "decision.check": "Kiểm tra và chuyển duyệt",
        "decision.reopen": "Mở lại quyết định",
        "decision.approve": "Duyệt quyết định",
        "decision.sign": "Nhập số, ngày ký",
        "decision.put_in_effect": "Đưa quyết định vào hiệu lực",
        "decision.cancel": "Bỏ dự thảo quyết định",
        "decision.add_recipients": "Thêm đối tượng khen thưởng",
        "decision.amend_recipient": "Sửa đối tượng khen thưởng",
        "decision.remove_recipient": "Bỏ đối tượng khen thưởng",
        "decision.reorder_recipients": "Sắp xếp đối tượng khen thưởng",
        "recognition.record": "Ghi nhận kết quả đã có",
        "producer.register": "Đăng ký chủ thể",
        "producer.amend": "Sửa chủ thể",
        "producer.rename": "Đổi tên chủ thể",
        "producer.merge": "Sáp nhập chủ thể",
        "producer.split": "Chia tách chủ thể",
        "producer.dissolve": "Ghi nhận chủ thể giải thể",
        "producer.reopen": "Ghi nhận chủ thể hoạt động lại",
        "producer.erase_person": "Xóa dữ liệu cá nhân",
        "product.register": "Đăng ký sản phẩm",
        "product.amend": "Sửa sản phẩm",
        "product.rename": "Đổi tên sản phẩm",
        "product.transfer": "Chuyển sản phẩm sang chủ thể khác",
        "product.confirm_ceased": "Ghi xác nhận thôi sản xuất",
        "product.take_back_ceased": "Rút xác nhận thôi sản xuất",
        "photo.add": "Thêm ảnh sản phẩm",
        "photo.caption": "Sửa chú thích ảnh",
        "photo.put_first": "Chọn ảnh chính",
        "photo.remove": "Bỏ ảnh sản phẩm",
        "event.create": "Lập lễ trao",
        "event.amend": "Sửa lễ trao",
        "event.attach_decision": "Thêm quyết định vào lễ trao",
        "event.detach_decision": "Bỏ quyết định khỏi lễ trao",
        "event.arrange_calls": "Lập thứ tự xướng tên",
        "event.reorder_calls": "Sắp xếp thứ tự xướng tên",
        "handover.record": "Ghi giao giấy chứng nhận",
        "handover.record_merit": "Ghi giao Bằng khen",
        "handover.take_back": "Rút lại ghi nhận giao giấy",
        "list.receive": "Nhận danh sách",
        "list.choose": "Chọn cách đọc danh sách",
        "list.apply": "Áp dụng danh sách",
        "letter.send": "Gửi thư",
        "invitation.create": "Mời người của chủ thể",
        "invitation.cancel": "Hủy lời mời",
        "invitation.try": "Thử mã mời",
        "invitation.redeem": "Nhận lời mời",
        "membership.end": "Thôi quyền của người đại diện chủ thể",
        "proposal.make": "Chủ thể gửi đề nghị",
        "proposal.withdraw": "Chủ thể rút đề nghị",
        "proposal.accept": "Chấp nhận đề nghị của chủ thể",
        "proposal.refuse": "Không chấp nhận đề nghị của chủ thể",
        "letter.print": "Đánh dấu thư đã in",
    }
)

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        **ASSESSMENT_SUBJECTS,
        **PRINT_SUBJECTS,
        **SIGNING_SUBJECTS,
        **SUPERVISION_SUBJECTS,
        **EXPIRY_SUBJECTS,
        "account": "Tài khoản",
        "award_event": "Lễ trao",
        "award_recipient": "Đối tượng khen thưởng",
        "body": "Cơ quan",
        "body_name": "Tên cơ quan",
        "certificate": "Giấy chứng nhận",
        "certificate_move": "Diễn biến giấy chứng nhận",
        "extension": "Kéo dài hiệu lực",
        "decision": "Quyết định",
        "publishing_key": "Khóa công bố",
        "decision_line": "Dòng phụ lục",
        "event_call": "Thứ tự xướng tên",
        "event_decision": "Quyết định công bố tại lễ",
        "finding_acknowledged": "Xác nhận phát hiện",
        "handover": "Giao nhận giấy",
        "invitation": "Lời mời",
        "letter": "Thư",
        "list_import": "Danh sách nhập",
        "membership": "Người của chủ thể",
        "merit_certificate": "Bằng khen",
        "number_series": "Dãy số",
        "packing": "Quy cách đóng gói",
        "paper_file": "Tệp lưu",
        "password_reset": "Mã đặt mật khẩu mới",
        "photo": "Ảnh",
        "place": "Địa bàn",
        "place_succession": "Sắp xếp địa bàn",
        "producer": "Chủ thể",
        "producer_contact": "Liên hệ của chủ thể",
        "producer_name": "Tên chủ thể",
        "producer_succession": "Sáp nhập, chia tách chủ thể",
        "product": "Sản phẩm",
        "product_holder": "Chủ sản phẩm",
        "product_name": "Tên sản phẩm",
        "proposal": "Đề nghị của chủ thể",
        "recognition": "Kết quả phân hạng",
        "register": "Sổ đăng ký",
        "register_version": "Phiên bản sổ",
        "role": "Vai trò",
        "setting": "Thiết lập",
        "web_authn": "Khóa truy cập",
    }
)
HOW: Mapping[str, str] = MappingProxyType(
    {
        "new": "Tạo mới",
        "changed": "Thay đổi",
        "removed": "Bỏ",
        "signed_in": "Đăng nhập",
        "exported": "Xuất",
        "erased": "Xóa dữ liệu cá nhân",
        "tried": "Thử",
        "asked": "Hỏi",
    }
)
# Where the page of a kind of record is; an address for whoever may open it.
_PAGES: Mapping[str, str] = MappingProxyType(
    {
        "account": "staff_accounts.show",
        "assessment_round": "staff_rounds.show",
        "award_event": "staff_awards.show",
        "certificate": "staff_certificates.show",
        "decision": "staff_decisions.show",
        "dossier": "staff_dossiers.show",
        "letter": "staff_letters.show",
        "list_import": "staff_imports.show",
        "producer": "staff_producers.show",
        "product": "staff_products.show",
        "proposal": "staff_proposals.show",
        "recognition": "staff_recognitions.show",
        "setting": "staff_settings.index",
    }
)
ERASED = "(đã xóa theo yêu cầu xóa dữ liệu cá nhân)"
NOTHING = "(để trống)"
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T.+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def act_word(act: str) -> str:
    """Return what an act is called."""
    return ACTS.get(act, act)


def subject_word(subject: str) -> str:
    """Return what a kind of record is called."""
    return SUBJECTS.get(subject, subject)


def thing_words(thing: Named) -> str:
    """Return what a record is called; its kind, where it has no name of its own."""
    if thing.table == "number_series":
        *_, paper, year = thing.name.split("-")
        return f"{word(PaperKind(paper))} năm {year}"
    return _code_words(thing.table, "name", thing.name) or subject_word(thing.table)


def thing_address(thing: Named) -> str | None:
    """Return the address of the page on which a record is seen, for a viewer who may open it."""
    if thing.page is None:
        return None
    table, public_id = thing.page
    endpoint, actor = _PAGES[table], viewer()
    permission = rule_of(endpoint).permission
    if actor is None or permission is None or not actor.may(permission):
        return None
    return url_for(endpoint) if table == "setting" else url_for(endpoint, public_id=public_id)


def shown_fields(names: Iterable[str]) -> list[str]:
    """Return the fields that mean something to a person, leaving keys and counters of the machine out."""
    return [name for name in names if name not in TECHNICAL]


def value_words(subject: str, field: str, value: Any) -> str:
    """Return a kept value as a person reads it."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, Named):
        return thing_words(value)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    kind = enumeration_of(subject, field)
    if kind is not None:
        return word(kind(value))
    if isinstance(value, Mapping):
        return "; ".join(f"{field_word(name)}: {value_words('', name, one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(value_words("", field, one) for one in value)
    if isinstance(value, int) and field in _NUMBERS:
        return _NUMBERS[field](value)
    return _text_words(_code_words(subject, field, value)) if isinstance(value, str) else str(value)


def _code_words(subject: str, field: str, value: str) -> str:
    """Return the words for a code that no column declares; any other text as it is."""
    if (subject, field) == ("setting", "name") and value in MEANINGS:
        return title(value)
    if (subject, field) == ("role", "name") and value in set(Role):
        return word(Role(value))
    if field == "ground" and value in set(RevocationGround):
        return word(RevocationGround(value))
    if field == "instrument":
        return short_title(Instrument(value))
    industry = classification.industry(value) if field == "industry" else None
    return industry.name if industry else value


_NUMBERS: Mapping[str, Callable[[int], str]] = MappingProxyType({"score": score_words, "size": file_size})


def _text_words(value: str) -> str:
    try:
        if _DAY.fullmatch(value):
            return short_day(date.fromisoformat(value))
        if _INSTANT.fullmatch(value):
            return local_instant(datetime.fromisoformat(value))
    except ValueError:
        return value
    return value
