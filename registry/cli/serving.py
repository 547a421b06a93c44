"""Commands that keep a register open: its pages, and the worker beside them."""

import errno
import multiprocessing
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import MPServer

import registry as package
from registry.cli import founding, new_register
from registry.cli.command import Desk, registry, with_desk, with_register
from registry.cli.new_register import Foundation, SignIn
from registry.cli.printing import say
from registry.cli.process_life import end_at_once, end_with_input, end_with_interrupt
from registry.jobs import worker as jobs
from registry.rules.refusal import Refusal

WAIT_BEFORE_RESTART_S = 1.0
WAIT_FOR_WORKER_S = 0.7
WAIT_FOR_PAGES_S = 0.05
LAST_PORT = 65535
CANNOT_LISTEN = {
    errno.EADDRINUSE: "chương trình khác đang dùng cổng này; hãy chọn cổng khác, ví dụ PORT=8001",
    errno.EACCES: "chỉ quản trị hệ thống được mở cổng này; hãy chọn cổng từ 1024 trở lên",
}


@registry.command("serve")
@with_desk
@click.option("--host", metavar="MÁY", default="127.0.0.1", show_default=True, help="Địa chỉ mạng để nghe.")
@click.option(
    "--port", metavar="CỔNG", default=8000, show_default=True, type=click.IntRange(1, LAST_PORT), help="Cổng."
)
@click.option(
    "--create",
    type=click.Choice(["real", "demonstration"]),
    metavar="LOẠI",
    help="Chưa có sổ thì tạo: real (sổ thật, trống) hoặc demonstration (sổ minh họa).",
)
def serve(desk: Desk, host: str, port: int, create: str | None) -> None:
    """Mở sổ: các trang và tiến trình chạy nền đi kèm, tới khi bấm Ctrl+C."""
    _refuse_taken_port(host, port)
    first = None
    if create and not new_register.exists(desk.folder):
        printed = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
        first = new_register.create(
            desk, Foundation(is_demonstration=create == "demonstration", public_address=_address(printed, port))
        )
    demonstration = new_register.bring_up_to_date(desk)
    _greet(desk, first=first, demonstration=demonstration)
    keeper = WorkerKeeper(desk.folder)
    os.environ["REGISTER"] = str(desk.folder)
    end_with_interrupt()
    desk.program.read_pages_in()
    # A process is forked while no thread of ours holds anything that its copy would wait for.
    _once_forked(keeper.start, lambda: _tell_when_open(host, port))
    os.register_at_fork(after_in_child=keeper.let_go)
    try:
        _server(desk, host, port).serve()
    finally:
        keeper.stop()
    end_at_once()


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as fault:
            why = CANNOT_LISTEN.get(fault.errno or 0, "địa chỉ này không phải của máy này")
            raise Refusal(f"Không mở được {host}:{port}: {why}.") from fault


def _greet(desk: Desk, *, first: Sequence[SignIn] | None, demonstration: bool) -> None:
    say("Sổ đăng ký sản phẩm OCOP" + (" — BẢN MINH HỌA" if demonstration else ""))
    say(f"Dữ liệu: {desk.folder}")
    sign_ins = new_register.kept_sign_ins(desk.folder) or first
    if sign_ins:
        say("Tài khoản:" if demonstration else "Tài khoản đầu tiên (mật khẩu chỉ hiện lần này):")
        founding.announce(sign_ins)
    sys.stdout.flush()


def _once_forked(*steps: Callable[[], None]) -> None:
    waiting = list(steps)

    def take() -> None:
        while waiting:
            waiting.pop(0)()

    os.register_at_fork(after_in_parent=take)


def _tell_when_open(host: str, port: int) -> None:
    """Say the address as soon as it answers, and not before."""
    threading.Thread(target=_wait_and_tell, args=(host, port), name="tell-when-open", daemon=True).start()


def _wait_and_tell(host: str, port: int) -> None:
    while True:
        try:
            socket.create_connection((host, port), timeout=WAIT_FOR_PAGES_S).close()
            break
        except OSError:
            time.sleep(WAIT_FOR_PAGES_S)
    say(f"Đã mở tại {_address(host, port)} — bấm Ctrl+C để dừng.")
    sys.stdout.flush()


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _server(desk: Desk, host: str, port: int) -> MPServer:
    # Forked, the server process finds in memory what this one has read: reading it takes longer than all the rest.
    multiprocessing.set_start_method("fork", force=True)
    threads = min(8, 2 * (os.cpu_count() or 1) + 1)
    return MPServer(
        desk.program.application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=1,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=1,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
    )


class WorkerKeeper:
    """Keeps one worker running as a child process, and ends it with this one.

    The child holds the reading end of a pipe whose other end only this process has: when it closes, for whatever
    reason, the child ends.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stopping = threading.Event()
        self._changing = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        """Start the worker, and start it again whenever it dies."""
        self._thread.start()

    def let_go(self) -> None:
        """Let go of the worker's lifeline, in a process that was forked from the one that keeps it."""
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()

    def stop(self) -> None:
        """End the worker."""
        with self._changing:
            self._stopping.set()
            child = self._child
        if child is None:
            return
        child.terminate()
        try:
            child.wait(WAIT_FOR_WORKER_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _keep(self) -> None:
        while (child := self._begin()) is not None:
            code = child.wait()
            if not self._stopping.wait(WAIT_BEFORE_RESTART_S):
                click.echo(f"Tiến trình chạy nền đã dừng (mã {code}), khởi động lại.", err=True)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        with self._changing:
            if self._stopping.is_set():
                return None
            self._child = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "registry", "--register", str(self._folder), "worker", "--with-parent"],
                cwd=Path(package.__file__).resolve().parent.parent,
                stdin=subprocess.PIPE,
            )
            return self._child


@registry.command("worker")
@with_register
@click.option("--with-parent", is_flag=True, hidden=True)
def worker(with_parent: bool) -> None:
    """Chạy riêng tiến trình nền: đưa quyết định vào hiệu lực, gửi thư, dọn kho."""
    if with_parent:
        end_with_input()
    jobs.run()


@registry.command("upgrade")
@with_desk
def upgrade(desk: Desk) -> None:
    """Nâng cấp cơ sở dữ liệu của sổ lên bản hiện tại."""
    new_register.bring_up_to_date(desk)
    say("Cơ sở dữ liệu đã ở bản mới nhất.")
