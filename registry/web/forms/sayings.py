"""Every sentence WTForms may say, in Vietnamese; a sentence unknown here is an error, never English on a page."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import current_app

STALE = "Biểu mẫu đã để quá lâu hoặc mở từ phiên đăng nhập khác. Nội dung vẫn còn đây: hãy kiểm tra rồi bấm gửi lại."

OTHERWISE = "Giá trị không hợp lệ."

SAYINGS: Mapping[str, str] = MappingProxyType(
    {
        "This field is required.": "Mục này không được để trống.",
        "Not a valid choice.": "Lựa chọn này không có trong danh sách.",
        "Invalid Choice: could not coerce.": "Lựa chọn này không có trong danh sách.",
        "Invalid choice(s): one or more data inputs could not be coerced.": "Có lựa chọn không có trong danh sách.",
        "'%(value)s' is not a valid choice for this field.": "“%(value)s” không có trong danh sách.",
        "'%(value)s' are not valid choices for this field.": "“%(value)s” không có trong danh sách.",
        "Choices cannot be None.": "Chưa có danh sách để chọn.",
        "Not a valid date value.": "Ngày không hợp lệ. Hãy viết theo dạng ngày/tháng/năm, ví dụ 13/12/2020.",
        "Not a valid datetime value.": "Ngày giờ không hợp lệ.",
        "Not a valid time value.": "Giờ không hợp lệ.",
        "Not a valid week value.": "Tuần không hợp lệ.",
        "Not a valid decimal value.": "Số không hợp lệ. Hãy viết số với dấu phẩy thập phân, ví dụ 87,5.",
        "Not a valid float value.": "Số không hợp lệ. Hãy viết số với dấu phẩy thập phân, ví dụ 87,5.",
        "Not a valid integer value.": "Hãy viết một số nguyên, ví dụ 12.",
        "Number must be at least %(min)s.": "Số nhỏ nhất được nhận là %(min)s.",
        "Number must be at most %(max)s.": "Số lớn nhất được nhận là %(max)s.",
        "Number must be between %(min)s and %(max)s.": "Số phải từ %(min)s đến %(max)s.",
        "Date must be at least %(min)s.": "Ngày sớm nhất được nhận là %(min)s.",
        "Date must be at most %(max)s.": "Ngày muộn nhất được nhận là %(max)s.",
        "Date must be between %(min)s and %(max)s.": "Ngày phải từ %(min)s đến %(max)s.",
        "Field must be at least %(min)d character long.": "Cần ít nhất %(min)d ký tự.",
        "Field must be at least %(min)d characters long.": "Cần ít nhất %(min)d ký tự.",
        "Field cannot be longer than %(max)d character.": "Chỉ được dài tối đa %(max)d ký tự.",
        "Field cannot be longer than %(max)d characters.": "Chỉ được dài tối đa %(max)d ký tự.",
        "Field must be exactly %(max)d character long.": "Phải dài đúng %(max)d ký tự.",
        "Field must be exactly %(max)d characters long.": "Phải dài đúng %(max)d ký tự.",
        "Field must be between %(min)d and %(max)d characters long.": "Phải dài từ %(min)d đến %(max)d ký tự.",
        "Field must be equal to %(other_name)s.": "Hai mục phải giống nhau.",
        "Invalid field name '%s'.": "Biểu mẫu bị lỗi: không có mục “%s”.",
        "Invalid input.": "Giá trị không hợp lệ.",
        "Invalid email address.": "Địa chỉ thư điện tử không hợp lệ, ví dụ đúng: ten@laichau.gov.vn.",
        "Invalid URL.": "Địa chỉ trang không hợp lệ, ví dụ đúng: https://laichau.gov.vn.",
        "Invalid IP address.": "Địa chỉ IP không hợp lệ.",
        "Invalid Mac address.": "Địa chỉ MAC không hợp lệ.",
        "Invalid UUID.": "Mã không hợp lệ.",
        "Invalid value, must be one of: %(values)s.": "Giá trị phải là một trong: %(values)s.",
        "Invalid value, can't be any of: %(values)s.": "Giá trị không được là: %(values)s.",
        "This field cannot be edited.": "Mục này không sửa được.",
        "This field is disabled and cannot have a value.": "Mục này không nhận giá trị.",
        "File does not have an approved extension.": "Loại tệp này không được nhận.",
        "File does not have an approved extension: {extensions}": "Chỉ nhận tệp loại: {extensions}",
        "File must be between {min_size} and {max_size} bytes.": "Tệp phải từ {min_size} đến {max_size} byte.",
        "Invalid CSRF Token.": STALE,
        "CSRF token missing.": STALE,
        "CSRF failed.": STALE,
        "CSRF token expired.": STALE,
    }
)


class UnknownSaying(Exception):
    """WTForms wants to say a sentence for which there is no Vietnamese."""


class Sayings:
    """The translations of a form, as WTForms asks for them."""

    def gettext(self, sentence: str) -> str:
        """Return the Vietnamese for an English sentence.

        :raises UnknownSaying: in tests, if there is none.
        """
        found = SAYINGS.get(sentence)
        if found is None:
            if current_app.testing:
                raise UnknownSaying(sentence)
            return OTHERWISE
        return found

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the Vietnamese for a sentence about a number of things; Vietnamese does not tell them apart."""
        return self.gettext(singular if number == 1 else plural)
