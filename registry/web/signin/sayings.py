"""Every sentence Flask-Security may say on our pages, in Vietnamese, by the English it is known under there."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import current_app

from registry.usecases.passwords import SHORTEST

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại."

# Name of a message → sentence; the names are Flask-Security's (SECURITY_MSG_…).
MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "API_ERROR": "Yêu cầu không hợp lệ.",
        "GENERIC_AUTHN_FAILED": WRONG,
        "UNAUTHORIZED": "Tài khoản của bạn không có quyền xem trang này.",
        "UNAUTHENTICATED": "Hãy đăng nhập để xem trang này.",
        "REAUTHENTICATION_REQUIRED": "Hãy nhập lại mật khẩu để tiếp tục.",
        "REAUTHENTICATION_SUCCESSFUL": "Đã xác nhận mật khẩu.",
        "RETYPE_PASSWORD_MISMATCH": "Hai lần nhập mật khẩu mới không giống nhau.",
        "PASSWORD_MISMATCH": "Hai lần nhập mật khẩu mới không giống nhau.",
        "INVALID_REDIRECT": "Địa chỉ cần chuyển đến không thuộc trang này.",
        "INVALID_RECOVERY_CODE": "Mã dự phòng không đúng hoặc đã dùng.",
        "NO_RECOVERY_CODES_SETUP": "Chưa có mã dự phòng nào.",
        "DISABLED_ACCOUNT": "Tài khoản này đã bị khóa. Hãy liên hệ quản trị.",
        "EMAIL_NOT_PROVIDED": "Hãy ghi địa chỉ thư điện tử.",
        "INVALID_EMAIL_ADDRESS": "Địa chỉ thư điện tử không hợp lệ, ví dụ đúng: ten@laichau.gov.vn.",
        "INVALID_CODE": "Mã không đúng.",
        "INVALID_INPUT": "Giá trị không hợp lệ.",
        "INVALID_INPUT_LENGTH": "Giá trị quá dài.",
        "PASSWORD_NOT_PROVIDED": "Hãy nhập mật khẩu.",
        "PASSWORD_INVALID_LENGTH": f"Mật khẩu cần ít nhất {SHORTEST} ký tự.",
        "PASSWORD_TOO_SIMPLE": "Mật khẩu này dễ đoán.",
        "USER_DOES_NOT_EXIST": WRONG,
        "INVALID_PASSWORD": "Mật khẩu không đúng.",
        "INVALID_PASSWORD_CODE": "Mật khẩu hoặc mã không đúng.",
        "PASSWORD_IS_THE_SAME": "Mật khẩu mới phải khác mật khẩu đang dùng.",
        "PASSWORD_CHANGE": "Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc.",
        "LOGIN": "Hãy đăng nhập để xem trang này.",
        "REFRESH": "Hãy nhập lại mật khẩu để tiếp tục.",
        "ANONYMOUS_USER_REQUIRED": "Bạn đang đăng nhập.",
        "TWO_FACTOR_INVALID_TOKEN": "Mã không đúng hoặc đã hết hạn. Hãy nhập mã đang hiện trên điện thoại.",
        "TWO_FACTOR_LOGIN_SUCCESSFUL": "Đã đăng nhập.",
        "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": "Đã bật xác thực hai bước. Hãy tạo mã dự phòng và cất nơi an toàn.",
        "TWO_FACTOR_PERMISSION_DENIED": "Hãy đăng nhập lại từ đầu.",
        "TWO_FACTOR_METHOD_NOT_AVAILABLE": "Hãy chọn một trong các cách được nêu.",
        "TWO_FACTOR_DISABLED": "Đã tắt xác thực hai bước.",
        "TWO_FACTOR_SETUP_EXPIRED": "Việc thiết lập đã quá 30 phút. Hãy làm lại từ đầu.",
        "FAILED_TO_SEND_CODE": "Không gửi được mã. Hãy thử lại sau.",
        "CODE_HAS_BEEN_SENT": "Đã gửi mã.",
    }
)

# Labels and words that Flask-Security's forms carry; our templates write most of them themselves.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "Email Address": "Địa chỉ thư điện tử",
        "Password": "Mật khẩu",
        "New Password": "Mật khẩu mới",
        "Retype Password": "Nhập lại mật khẩu mới",
        "Change Password": "Đổi mật khẩu",
        "Verify Password": "Xác nhận mật khẩu",
        "Login": "Đăng nhập",
        "Submit": "Gửi",
        "Submit Code": "Xác nhận mã",
        "Authentication Code": "Mã xác thực",
        "Recovery Code": "Mã dự phòng",
        "Show Recovery Codes": "Xem mã dự phòng",
        "Generate New Recovery Codes": "Tạo mã dự phòng mới",
        "Available Methods": "Cách xác thực",
        "Disable two-factor authentication": "Tắt xác thực hai bước",
        "Set up using an authenticator app (e.g. google, lastpass, authy)": "Dùng ứng dụng xác thực trên điện thoại",
        "Set up using email": "Qua thư điện tử",
        "Set up using SMS": "Qua tin nhắn",
        "Phone Number": "Số điện thoại",
        "Refresh Token": "Mã phiên",
        "Trouble Accessing Your Account?/Lost Mobile Device?": "Không truy cập được tài khoản hoặc mất điện thoại?",
        "Contact Administrator": "Liên hệ quản trị",
        "authenticator": "ứng dụng xác thực",
        "none": "chưa thiết lập",
        "Login Required": "Cần đăng nhập",
        "Two-Factor Login": "Đăng nhập hai bước",
    }
)


# For messages of what we do not offer: they should never be met, and if one is, it is not English.
OTHERWISE = "Không thực hiện được. Hãy quay lại và thử lại."


class UnknownWord(Exception):
    """Flask-Security wants to say something for which there is no Vietnamese."""


class VietnameseDomain:
    """Stands where Flask-Security looks for its translations; its messages come to it Vietnamese already."""

    def __init__(self) -> None:
        self._spoken = frozenset({*MESSAGES.values(), OTHERWISE})

    def gettext(self, sentence: str, **variables: object) -> str:
        """Return the Vietnamese for a sentence.

        :raises UnknownWord: in tests, if there is none.
        """
        if sentence in self._spoken:
            return sentence
        found = LABELS.get(sentence)
        if found is None:
            if current_app.testing:
                raise UnknownWord(sentence)
            return OTHERWISE
        return found % variables if variables else found

    def format_list(self, words: list[str], **_options: object) -> str:
        """Return a list of words as one text."""
        return ", ".join(words)
