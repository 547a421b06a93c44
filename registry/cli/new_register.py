"""Making a register where there is none: complete under its name, or not there."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from registry import schema
from registry.cli.command import Desk
from registry.cli.printing import say
from registry.config import SECRETS_FILE, Config, write_secrets
from registry.law import places as law
from registry.queries.settings import is_demonstration
from registry.rules.permissions import Role
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import accounts, founding, places, search_rows
from registry.usecases.backup import SIGN_INS_FILE, copy_before_upgrade

ROLE_WORDS = {
    Role.OFFICER: "Cán bộ",
    Role.APPROVER: "Người duyệt",
    Role.ADMINISTRATOR: "Quản trị",
    Role.AUDITOR: "Kiểm tra",
    Role.PRODUCER: "Chủ thể",
    Role.COMMUNE: "Cán bộ cấp xã",
    Role.COUNCIL: "Thành viên Hội đồng",
}


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One account as it is told to whoever opens the register for the first time."""

    role: str
    email: str
    password: str


@dataclass(frozen=True, kw_only=True)
class Foundation:
    """What a new register is to be."""

    is_demonstration: bool
    public_address: str = "http://127.0.0.1:8000"
    province: str = "Lai Châu"
    administrator: str = "quantri@so-ocop.vn"
    """Sign-in of the account from which all others of a real register are opened."""
    database_url: str | None = None


def exists(folder: Path) -> bool:
    """Say whether a folder holds a register."""
    return (folder / SECRETS_FILE).is_file()


def create(desk: Desk, foundation: Foundation) -> Sequence[SignIn]:
    """Found a register and return its first accounts.

    It is built aside and renamed when it is whole, so an attempt that is killed leaves nothing under its name.

    :raises Refusal: if the folder is taken, or the foundation cannot be used.
    """
    with aside(desk.folder) as building:
        if foundation.is_demonstration:
            say("Đang dựng sổ minh họa, khoảng nửa phút …")
        write_secrets(building, database_url=foundation.database_url)
        with desk.open(Config.from_environment(folder=building)):
            schema.upgrade()
            sign_ins = _demonstration(foundation) if foundation.is_demonstration else _real(foundation)
        if foundation.is_demonstration:
            _keep_sign_ins(building, sign_ins)
        building.rename(desk.folder)
    return sign_ins


def _demonstration(foundation: Foundation) -> Sequence[SignIn]:
    from registry.usecases import demonstration  # all acts there are: too much for every start of the server

    built = demonstration.build(public_address=foundation.public_address)
    return [SignIn(role=ROLE_WORDS[one.role], email=one.email, password=one.password) for one in built]


def _real(foundation: Foundation) -> Sequence[SignIn]:
    founding.found(is_demonstration=False, province=foundation.province, public_address=foundation.public_address)
    if law.lai_chau().province.name == foundation.province:
        places.load(actor=founding.SYSTEM)
    role = Role.ADMINISTRATOR
    _, password = accounts.create(
        actor=founding.SYSTEM, name="Quản trị hệ thống", email=foundation.administrator, roles=[role]
    )
    return [SignIn(role=ROLE_WORDS[role], email=foundation.administrator, password=password)]


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside the one where a register is to be, to one process at a time.

    :raises Refusal: if the place is not empty, or somebody else is at it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(f"Thư mục {folder} không trống; sổ đăng ký mới cần một thư mục trống.")
    building = folder.with_name(f".{folder.name}.incoming")
    building.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(building, os.O_RDONLY)
    _take_turn(handle, folder)
    try:
        for left_over in building.iterdir():
            shutil.rmtree(left_over) if left_over.is_dir() else left_over.unlink()
        yield building
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    finally:
        os.close(handle)


def _take_turn(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Refusal(f"Một tiến trình khác đang tạo sổ đăng ký trong {folder}.") from None


def _keep_sign_ins(folder: Path, sign_ins: Sequence[SignIn]) -> None:
    # Passwords of invented people, shown again at every start; a real register keeps no password anywhere.
    path = folder / SIGN_INS_FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps([asdict(one) for one in sign_ins], ensure_ascii=False, indent=1), "utf-8")


def kept_sign_ins(folder: Path) -> Sequence[SignIn]:
    """Return the accounts of a demonstration register; none for a real one."""
    path = folder / SIGN_INS_FILE
    if not path.is_file():
        return []
    return [SignIn(**one) for one in json.loads(path.read_text("utf-8"))]


def bring_up_to_date(desk: Desk) -> bool:
    """Run the migrations an older register lacks, keeping a copy of it, and say whether it is a demonstration."""
    with desk.open():
        if not schema.is_current():
            copy = copy_before_upgrade(desk.folder)
            say(f"Nâng cấp cơ sở dữ liệu; bản cũ được giữ ở {copy}." if copy else "Nâng cấp cơ sở dữ liệu.")
            schema.upgrade()
            search_rows.rebuild()
        with reading() as session:
            return is_demonstration(session)
