"""What the command-line library says, in Vietnamese: it asks gettext, and this answers instead."""

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

SAYINGS: Mapping[str, str] = MappingProxyType(
    {
        "%(prog)s, version %(version)s": "%(prog)s, bản %(version)s",
        "(Did you mean one of: {possibilities}?)": "(Có phải một trong các tên: {possibilities}?)",
        "(dynamic)": "(tùy lúc chạy)",
        "Aborted!": "Đã dừng.",
        "Argument {name!r} takes {nargs} values.": "{name!r} cần {nargs} giá trị.",
        "Choice({choices})": "Một trong: {choices}",
        "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
        "Commands": "Các lệnh",
        "Confirm the action without prompting.": "Đồng ý ngay, không hỏi lại.",
        "Could not open file {filename!r}: {message}": "Không mở được tệp {filename!r}.",
        "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "{name!r} sẽ bị bỏ.{extra_message}",
        "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "{name!r} sẽ bỏ.{extra_message}",
        "Did you mean {possibility}?": "Có phải {possibility}?",
        "Do you want to continue?": "Tiếp tục?",
        "Error: invalid input": "Lỗi: giá trị không hợp lệ",
        "Error: The two entered values do not match.": "Lỗi: hai lần nhập không giống nhau.",
        "Error: {message}": "Lỗi: {message}",
        "Got unexpected extra argument ({args})": "Thừa giá trị: {args}",
        "Got unexpected extra arguments ({args})": "Thừa các giá trị: {args}",
        "Invalid start character for option ({option})": "Tùy chọn không được bắt đầu như vậy: {option}",
        "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không dùng được: {message}",
        "Invalid value: {message}": "Giá trị không dùng được: {message}",
        "Missing argument": "Thiếu giá trị",
        "Missing command.": "Thiếu tên lệnh.",
        "Missing option": "Thiếu tùy chọn",
        "Missing parameter": "Thiếu giá trị",
        "Missing parameter: {param_name}": "Thiếu giá trị: {param_name}",
        "Missing {param_type}": "Thiếu giá trị",
        "No such command {name!r}.": "Không có lệnh {name!r}.",
        "No such option {name!r}.": "Không có tùy chọn {name!r}.",
        "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
        "Option {name!r} requires an argument.": "Tùy chọn {name!r} cần một giá trị.",
        "Option {name!r} requires {nargs} arguments.": "Tùy chọn {name!r} cần {nargs} giá trị.",
        "Options": "Tùy chọn",
        "Positional arguments": "Giá trị",
        "Press any key to continue...": "Bấm một phím bất kỳ để tiếp tục...",
        "Repeat for confirmation": "Nhập lại để xác nhận",
        "Show the version and exit.": "In số phiên bản rồi thôi.",
        "Show this message and exit.": "In lời hướng dẫn này rồi thôi.",
        "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị nhưng chỉ có 1.",
        "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị nhưng có {len}.",
        "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
        "Usage:": "Cách dùng:",
        "default: {default}": "mặc định: {default}",
        "deprecated": "sẽ bị bỏ",
        "directory": "Thư mục",
        "env var: {var}": "biến môi trường: {var}",
        "file": "Tệp",
        "path": "Đường dẫn",
        "required": "bắt buộc",
        "unknown error": "không rõ lý do",
        "{len_type} values are required, but {len_value} was given.": "Cần {len_type} giá trị, có {len_value}.",
        "{len_type} values are required, but {len_value} were given.": "Cần {len_type} giá trị nhưng có {len_value}.",
        "{name} {filename!r} does not exist.": "{name} {filename!r} không tồn tại.",
        "{name} {filename!r} is a directory.": "{filename!r} là một thư mục.",
        "{name} {filename!r} is a file.": "{filename!r} là một tệp.",
        "{name} {filename!r} is not executable.": "{name} {filename!r} không chạy được.",
        "{name} {filename!r} is not readable.": "Không được đọc {filename!r}.",
        "{name} {filename!r} is not writable.": "Không được ghi vào {filename!r}.",
        "{value!r} does not match the format {format}.": "{value!r} không đúng dạng {format}.",
        "{value!r} does not match the formats {formats}.": "{value!r} không đúng dạng nào trong {formats}.",
        "{value!r} is not a valid UUID.": "{value!r} không phải mã UUID.",
        "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} không phải một trong {states}.",
        "{value!r} is not a valid {number_type}.": "{value!r} không phải là số hợp lệ.",
        "{value!r} is not one of {choices}.": "{value!r} không phải một trong: {choices}.",
        "{value!r} is not {choice}.": "{value!r} không phải {choice}.",
        "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    }
)
NOT_FOR_USERS = frozenset(
    {
        "Arguments take exactly one parameter declaration, got {length}: {decls}.",
        "Boolean option {decl!r} cannot use the same flag for true/false.",
        "Could not determine name for option with declarations {decls!r}",
        "Name '{name}' defined twice",
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
        "Did you mean to pass '--{name}'?",
        "Unknown color {colour!r}",
        "Value must be an iterable.",
    }
)
"""Complaints about a command that was declared wrongly: only its author can meet them."""

SPEAKERS: tuple[ModuleType, ...] = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


def speak_vietnamese() -> None:
    """Make every message of the library Vietnamese."""
    for module in SPEAKERS:
        for name, answer in (("_", say), ("ngettext", say_counted)):
            if hasattr(module, name):
                setattr(module, name, answer)


def say(message: str) -> str:
    """Return a message in Vietnamese."""
    return SAYINGS.get(message, message)


def say_counted(one: str, many: str, count: int) -> str:
    """Return the form of a message that fits a number."""
    return say(one if count == 1 else many)
