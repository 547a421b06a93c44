"""Every command takes every option with nonsense and answers with a sentence, never with an unforeseen fault."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from builders.assessments import a_forwarded_dossier, a_round
from builders.conference import Conference
from builders.register import a_draft, a_line, a_product
from cli.conftest import Command
from PIL import Image

from registry import cli as package
from registry.cli.command import registry
from registry.models.award import RecipientKind
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor
from registry.usecases import awarding
from registry.usecases.awarding import Recipient

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
WILD = "💥 <b>'; -- ${x} {0} %s" + "e\u0301" * 400
HUGE = "99999999999999999999"
NOT_TRIED = {
    "serve": "opens a server",
    "worker": "runs until it is stopped",
    "init": "makes a register, which has its own tests",
    "demo": "makes a register, which has its own tests",
    "restore": "makes a register, which has its own tests",
}
SENSE = {
    "sign_in": "0912345678",
    "proposal": "a" * 16,
    "invitation": "a" * 16,
    "producer": "Hợp tác xã Ánh Dương",
    "producers": "Hợp tác xã Chân Mây",
    "into": "Hợp tác xã Bình Minh",
    "successors": "Hợp tác xã Bình Minh",
    "to": "Hợp tác xã Bình Minh",
    "product": "Chè Ánh Dương",
    "decision": "1757/QĐ-UBND",
    "certificate": "001/2020/GCN-OCOP",
    "certificates": "001/2020/GCN-OCOP",
    "told_on": "13/12/2020",
    "event": "2020",
    "name": "Tên mới",
    "on": "13/12/2020",
    "held_on": "13/12/2020",
    "handed_on": "13/12/2020",
    "signed_on": "13/12/2020",
    "reason": "lý do",
    "ground": "căn cứ",
    "title": "trích yếu",
    "line": "1",
    "recipient": "1",
    "place": "1",
    "year": "2020",
    "stars": "3",
    "amount": "1000",
    "resolution": "NQ",
    "slot": "rank",
    "words": "chữ",
    "picture": "emblem",
    "label": "hộp",
    "value": "0912345678",
    "achievement": "Xuất sắc",
    "handed_to": "Bà Ba",
    "email": "moi@vi-du.vn",
    "roles": "officer",
    "body_kind": "ministry",
    "by": "name",
    "what": "certificates",
    "number": "1/QĐ-UBND",
    "signatory": "Ông Ba",
    "numbers": "001/2020/GCN-OCOP",
    "letters": "x",
    "photo": "x",
    "key": "x",
    "text": "che",
    "filters": "x",
    "instrument": "26/2026",
    "product_set": "11",
    "source": "Công báo",
    "applies_from": "13/12/2030",
    "person": "0912345678",
    "commune": "Sin Suối Hồ",
    "item": "E01",
    "items": "E01",
    "materials": "Đạt",
    "labour": "Đạt",
    "idea": "Đạt",
    "identity": "Đạt",
    "dossier": "Chè hồ sơ",
    "dossiers": "Chè hồ sơ",
    "round_": "1/2026",
    "round_no": "2",
    "filed_before": "30/10/2026",
    "finish_before": "30/12/2026",
    "member": "1",
    "members": "1",
    "role": "member",
    "agency": "Sở",
    "said": "Đã bàn",
    "notice": "Thông báo số 1",
    "score": "60",
    "public_id": "a" * 16,
    "day": "13/12/2020",
    "done_on": "13/12/2020",
    "team": "Lò Văn Thử",
    "present": "Giám đốc",
    "topic": "mark",
    "conclusion": "warning",
    "about": "Hàng kém",
    "move": "handed_out",
    "series": "LC",
    "first_number": "1",
    "last_number": "5",
    "paper": "001/2020/GCN-OCOP",
    "blank": "A001",
    "first_blank": "A001",
    "entry": "a" * 16,
    "code": "26/2026",
    "document": "Đơn số 5 ngày 13/12/2020",
    "confirmed_on": "13/12/2020",
    "confirmed_by": "Ủy ban nhân dân xã Sin Suối Hồ",
}
OF_ADMINISTRATORS = {"account", "settings", "places", "criteria", "commune"}
NUMBERS = {("criteria", "show"): "11"}
KINDS = {
    ("producer", "add"): "cooperative",
    ("producer", "change"): "cooperative",
    ("producer", "add-contact"): "phone",
    ("producer", "remove-contact"): "phone",
    ("decision", "draft"): "recognition",
    ("decision", "add-recipient"): "person",
    ("dossier", "open"): "first",
    ("inspection", "plan"): "periodic",
    ("case", "receive"): "complaint",
    ("expiry", "mark"): "notice",
}


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command that does something."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        elif name not in NOT_TRIED:
            yield (*path, name), command


for module in pkgutil.iter_modules(package.__path__):
    importlib.import_module(f"{package.__name__}.{module.name}")
COMMANDS = dict(leaves(registry))


def options_of(command: click.Command) -> list[click.Parameter]:
    """Return everything that a command is told by a value."""
    return [one for one in command.params if not getattr(one, "is_flag", False)]


def called(command: click.Command, tried: click.Parameter, nonsense: str, sense: dict[str, str]) -> list[str]:
    """Return the words of a call that makes sense but for one value."""
    options: list[str] = []
    arguments: list[str] = []
    for one in options_of(command):
        if one is tried or one.required:
            value = nonsense if one is tried else sense[str(one.name)]
            if isinstance(one, click.Argument):
                arguments.append(value)
            else:
                options += [f"{one.opts[0]}={value}"] if one.nargs == 1 else [one.opts[0], value, value]
    return [*options, "--", *arguments]


def told_to(words: tuple[str, ...], sense: dict[str, str], emails: dict[str, str]) -> dict[str, str]:
    """Return what makes sense for one command."""
    told = {**sense, "kind": KINDS.get(words, ""), "number": NUMBERS.get(words, sense["number"])}
    if words[0] in OF_ADMINISTRATORS or words == ("producer", "erase"):
        told["account"] = emails["administrator"]
    return told


@pytest.fixture
def sense(held: Conference, emails: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A value that makes sense for everything that must be told; what is written goes into a folder of the test's."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    Image.new("RGB", (300, 300)).save(tmp_path / "ảnh.png")
    paths = {"file": str(tmp_path / "ảnh.png"), "files": str(tmp_path / "ảnh.png"), "out": str(tmp_path / "ra.pdf")}
    return {**SENSE, **paths, "account": emails["officer"]}


@pytest.mark.parametrize("subject", sorted({words[0] for words in COMMANDS}))
def test_no_command_stumbles_over_nonsense(
    subject: str, actors: dict[str, Actor], emails: dict[str, str], at_register: Command, sense: dict[str, str]
) -> None:
    draft = a_draft(actors["officer"], [a_line(a_product())])
    award = a_draft(actors["officer"], [], kind=DecisionKind.AWARD)
    person = Recipient(kind=RecipientKind.PERSON, name="Ông Thử", achievement="Xuất sắc")
    awarding.add_recipients(actor=actors["officer"], decision=award, recipients=[person])

    if subject in {"dossier", "round", "assessment"}:
        a_round(actors["officer"], [a_forwarded_dossier(actors["officer"], a_product("Chè hồ sơ"))])

    for words, command in COMMANDS.items():
        if words[0] != subject:
            continue
        told = told_to(words, sense, emails)
        if subject == "decision" and words[1] not in {"sign", "papers"}:
            told["decision"] = award if "recipient" in words[1] else draft
        for tried in options_of(command):
            is_number = isinstance(getattr(tried.type, "inner", tried.type), click.types.IntParamType)
            wild = HUGE if is_number else WILD
            for nonsense in ("", wild) if isinstance(tried, click.Argument) else (wild,):
                answer = at_register(*words, *called(command, tried, nonsense, told))
                assert answer.code in {0, 1, 2}
                assert "ngoài dự kiến" not in answer.err, (words, tried.name, nonsense)


def test_what_no_terminal_can_mean_is_refused_with_a_sentence(at_register: Command, emails: dict[str, str]) -> None:
    for words in (
        ("producer", "show", "\udcff"),
        ("account", "rename", "\udcff", "Tên", "--as", emails["administrator"]),
    ):
        refused = at_register(*words)
        assert refused.code == 1
        assert "ngoài dự kiến" not in refused.err
