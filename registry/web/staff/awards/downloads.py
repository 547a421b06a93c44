"""What the department takes to an event: lists, annexes, files for the printer, and one zip of everything."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask import abort, current_app, make_response
from flask.typing import ResponseReturnValue

from registry.documents import award_list, award_pack, bundle, prize_list
from registry.documents.award_list import ARRANGEMENT_NAMES, Arrangement
from registry.documents.award_pack import ANNEXES, PRINT_FILES, File
from registry.queries.awards import EventDetail
from registry.queries.settings import is_demonstration, settings
from registry.rules.refusal import NotFound
from registry.web.downloads import download
from registry.web.kept_files import intact
from registry.web.reading import reading_session
from registry.web.staff.awards.blueprint import found, pages

_MEDIA = {".pdf": "application/pdf", ".zip": "application/zip"}


@pages.get("/<id:public_id>/tai/<name>")
def file(public_id: str, name: str) -> ResponseReturnValue:
    """Send one of the event's files."""
    if name not in _FILES:
        abort(404)
    with intact():
        filename, content = _FILES[name](found(public_id))
    return download(make_response(content), filename=filename, media_type=_MEDIA[filename[-4:]])


def _award_list(detail: EventDetail, arrangement: Arrangement) -> File:
    session = reading_session()
    said = award_list.content(
        detail, settings(session), arrangement=arrangement, is_demonstration=is_demonstration(session)
    )
    name = bundle.filename(f"Danh sách trao {ARRANGEMENT_NAMES[arrangement]}", detail.event.name)
    return name, award_list.draw(said)


def _prize_list(detail: EventDetail) -> File:
    session = reading_session()
    said = prize_list.content(detail, settings(session), is_demonstration=is_demonstration(session))
    return bundle.filename("Danh sách chi tiền thưởng", detail.event.name), prize_list.draw(said)


def _annexes(detail: EventDetail) -> File:
    files = _of_folder(detail, ANNEXES)
    return bundle.filename("Phụ lục quyết định", detail.event.name, extension="zip"), bundle.zipped(files)


def _print_file(detail: EventDetail, beginning: str) -> File:
    for name, content in _of_folder(detail, PRINT_FILES):
        if name.startswith(beginning):
            return bundle.filename(beginning, detail.event.name), content
    raise NotFound("Lễ trao không có giấy nào thuộc loại này.")


def _of_folder(detail: EventDetail, folder: str) -> list[File]:
    pack = award_pack.award_pack(reading_session(), detail, vault=current_app.config["VAULT"])
    return [(path.removeprefix(f"{folder}/"), content) for path, content in pack if path.startswith(f"{folder}/")]


def _whole(detail: EventDetail) -> File:
    return award_pack.zip_of(reading_session(), detail, vault=current_app.config["VAULT"])


_FILES: Mapping[str, Callable[[EventDetail], File]] = MappingProxyType(
    {
        "danh-sach-theo-chu-the": lambda detail: _award_list(detail, Arrangement.BY_PRODUCER),
        "danh-sach-theo-xa": lambda detail: _award_list(detail, Arrangement.BY_COMMUNE),
        "danh-sach-theo-sao": lambda detail: _award_list(detail, Arrangement.BY_STARS),
        "tien-thuong": _prize_list,
        "phu-luc": _annexes,
        "in-giay-chung-nhan": lambda detail: _print_file(detail, "Giấy chứng nhận"),
        "in-bang-khen": lambda detail: _print_file(detail, "Bằng khen"),
        "tron-bo": _whole,
    }
)
