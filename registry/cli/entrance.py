"""The way into the command line: every refusal is said here, once."""

import io
import os
import sys
from collections.abc import Sequence

import click
from sqlalchemy.exc import DBAPIError

from registry.cli.command import Program, registry
from registry.rules.refusal import Refusal
from registry.schema import NewerDatabase
from registry.vault import MissingFile

REFUSED = 1
WRONG_USE = 2
STOPPED = 130


def main(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused, 2 wrongly called."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What a terminal cannot show is written in another way; that is no reason to stop half way.
            stream.reconfigure(errors="backslashreplace")
    try:
        result = registry.main(
            args=None if arguments is None else list(arguments),
            prog_name="python -m registry",
            obj=program,
            standalone_mode=False,
        )
    except click.ClickException as fault:
        fault.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng.", err=True)
        return STOPPED
    except Exception as fault:
        if os.environ.get("REGISTRY_TRACE"):
            raise
        click.echo(f"Lỗi: {_sentence(fault)}", err=True)
        return REFUSED
    return result if isinstance(result, int) else 0


def _sentence(fault: Exception) -> str:
    match fault:
        case Refusal():
            return fault.text
        case NewerDatabase():
            return (
                f"Cơ sở dữ liệu do một bản phần mềm mới hơn ghi (bước {fault}). "
                "Hãy dùng bản đó; bản này không ghi gì vào."
            )
        case MissingFile():
            return f"Tệp {fault} trong kho không còn hoặc không còn nguyên vẹn. Hãy khôi phục từ bản sao lưu."
        case UnicodeEncodeError():
            return "Có ký tự không đọc được; hãy gõ lại bằng bộ mã UTF-8."
        case DBAPIError():
            return f"Cơ sở dữ liệu không thực hiện được: {str(fault.orig).splitlines()[0]}"
        case OSError():
            return f"Không đọc hoặc không ghi được {fault.filename or 'tệp'} ({fault.strerror or fault})."
    return f"Gặp lỗi ngoài dự kiến: {type(fault).__name__}. Đặt REGISTRY_TRACE=1 rồi chạy lại để xem chi tiết."
