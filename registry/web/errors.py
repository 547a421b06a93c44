"""Pages for when there is no page: each says in Vietnamese what is the case and what to do."""

import errno
import logging
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from registry.web.doors import Door, NotSignedIn, is_of_a_producer, rule_of, viewer
from registry.web.translation import gettext, gettext_noop

log = logging.getLogger(__name__)

SENTENCES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: (
            gettext_noop("Yêu cầu không hợp lệ"),
            gettext_noop("Máy chủ không hiểu được yêu cầu này. Hãy quay lại trang trước và thử lại."),
        ),
        403: (
            gettext_noop("Không được phép"),
            gettext_noop("Tài khoản của bạn không có quyền xem trang này. Nếu cần, hãy đề nghị quản trị cấp."),
        ),
        404: (
            gettext_noop("Không tìm thấy"),
            gettext_noop("Không có trang hoặc hồ sơ nào ở địa chỉ này. Hãy kiểm tra lại địa chỉ."),
        ),
        405: (
            gettext_noop("Cách gọi không đúng"),
            gettext_noop("Trang này không nhận cách gọi đó. Hãy quay lại và dùng nút trên trang."),
        ),
        410: (
            gettext_noop("Không còn ở đây"),
            gettext_noop("Nội dung này đã được gỡ bỏ."),
        ),
        413: (
            gettext_noop("Gửi lên quá nhiều"),
            gettext_noop(
                "Nội dung gửi lên quá lớn nên máy chủ không nhận; chưa có gì được ghi. Mỗi tệp tối đa 20 MB (tệp của "
                "hồ sơ đánh giá: 50 MB), cả lần gửi tối đa 64 MB: hãy quay lại trang vừa rồi và chọn tệp nhỏ hơn, hoặc "
                "chia ra nhiều lần."
            ),
        ),
        415: (
            gettext_noop("Loại nội dung không được nhận"),
            gettext_noop("Máy chủ không nhận loại nội dung này."),
        ),
        416: (
            gettext_noop("Không có phần này"),
            gettext_noop("Tệp không có phần mà yêu cầu hỏi đến. Hãy tải lại cả tệp."),
        ),
        422: (
            gettext_noop("Chưa thực hiện được"),
            gettext_noop("Nội dung gửi lên chưa hợp lệ. Hãy quay lại trang trước và sửa."),
        ),
        429: (
            gettext_noop("Quá nhiều lần thử"),
            gettext_noop("Có quá nhiều yêu cầu trong thời gian ngắn. Hãy đợi ít phút rồi thử lại."),
        ),
        500: (
            gettext_noop("Lỗi máy chủ"),
            gettext_noop(
                "Có lỗi ngoài dự kiến. Không có gì bị thay đổi dở dang. Hãy thử lại; nếu vẫn lỗi, hãy báo "
                "cho quản trị kèm thời điểm xảy ra."
            ),
        ),
        503: (
            gettext_noop("Tạm thời chưa phục vụ được"),
            gettext_noop(
                "Máy chủ đang bận, đang bảo trì hoặc hết chỗ trống trên đĩa. Không có gì bị thay đổi dở "
                "dang. Hãy thử lại sau."
            ),
        ),
    }
)
_TELLING = frozenset({"Allow", "Content-Range"})
_FULL = {errno.ENOSPC, errno.EDQUOT}


def answer_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(NotSignedIn, lambda _error: error_page(403))
    app.register_error_handler(OSError, _answer_system)
    app.register_error_handler(Exception, _answer_fault)


def error_page(code: int, *, sentence: str | None = None) -> tuple[str, int]:
    """Return the page of an error, and its code."""
    title, usual = SENTENCES[code]
    template, is_bare = _frame(is_fault=code >= 500)
    page = render_template(
        template,
        code=code,
        heading=gettext(title),
        sentence=sentence or gettext(usual),
        back=page_before(),
        is_bare=is_bare,
    )
    return page, code


def page_before() -> str | None:
    """Return the address of the page from which somebody came here, where that is one of ours."""
    referrer = urlsplit(request.referrer or "")
    if referrer.netloc != request.host or not referrer.path.startswith("/") or referrer.path.startswith("//"):
        return None
    return f"{referrer.path}?{referrer.query}" if referrer.query else referrer.path


def _frame(*, is_fault: bool) -> tuple[str, bool]:
    """Return the template of an error, and whether it must do without the register's names.

    After a fault only what was at hand before it may stand around the sentence.
    """
    is_bare = is_fault and "site" not in g
    person = g.get("viewer") if is_fault else viewer()
    if person is None or is_bare:
        return "errors/error.html", is_bare
    return "errors/at_portal.html" if is_of_a_producer(person) else "errors/at_work.html", is_bare


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    if code not in SENTENCES:
        code = 400 if 400 <= code < 500 else 500
    answer = error_page(code)
    # What the error says beside its page: which ways of asking there are (405), how long a file is (416).
    return (*answer, {name: value for name, value in error.get_headers() if name in _TELLING})


def _answer_system(error: OSError) -> ResponseReturnValue:
    if error.errno in _FULL:
        log.error("no space left while answering %s", _asked_for())
        return error_page(503)
    return _answer_fault(error)


def _answer_fault(error: Exception) -> ResponseReturnValue:
    log.error("fault while answering %s %s", request.method, _asked_for(), exc_info=error)
    return error_page(500)


def _asked_for() -> str:
    """Name the address asked for; where the address itself is a key, only its kind is written into a log."""
    rule = request.url_rule
    return str(rule) if rule is not None and rule_of(rule.endpoint).door is Door.INVITED else request.path
