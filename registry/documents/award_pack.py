"""Everything the department takes to an award event: papers, lists, annexes, files for the printer, and one zip."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy.orm import Session

from registry import clock
from registry.documents import award_list, bundle, decision_annex, fallen_list, prize_list
from registry.documents.award_list import ARRANGEMENT_NAMES
from registry.models.certificate import FileRole
from registry.models.decision import Decision, Origin
from registry.queries import decisions, kept_papers
from registry.queries.announcements import labelled
from registry.queries.awards import EventDetail
from registry.queries.fallen_papers import not_to_print
from registry.queries.settings import Settings, is_demonstration, settings
from registry.vault import Vault

STAR_CERTIFICATES = "1 Giấy chứng nhận"
MERIT_CERTIFICATES = "2 Bằng khen"
LISTS = "3 Danh sách"
ANNEXES = "4 Phụ lục quyết định"
PRINT_FILES = "5 Bản in gộp"

File = tuple[str, bytes]
"""Path within the pack, and content."""


def award_pack(session: Session, detail: EventDetail, *, vault: Vault, as_on: date | None = None) -> Iterator[File]:
    """Yield the files of an event's pack, the zip of all of them last.

    Certificates are the kept bytes, in calling order; only lists are drawn, and annexes of which none is kept. What is
    not good any more is set apart, with a list, and stands in no file for the printer.

    :param as_on: the day as of which papers are good; None: today.
    :raises MissingFile: if the vault has lost a paper.
    :raises PaperRefused: if a list cannot be printed as it should be.
    """
    files = []
    for file in _files(session, detail, vault, as_on or clock.today()):
        files.append(file)
        yield file
    yield bundle.filename("Bộ hồ sơ trao thưởng", detail.event.name, extension="zip"), bundle.zipped(files)


def zip_of(session: Session, detail: EventDetail, *, vault: Vault) -> File:
    """Return the zip alone, with its name.

    :raises MissingFile: if the vault has lost a paper.
    :raises PaperRefused: if a list cannot be printed as it should be.
    """
    *_, zip_file = award_pack(session, detail, vault=vault)
    return zip_file


def _files(session: Session, detail: EventDetail, vault: Vault, today: date) -> Iterator[File]:
    wishes, demonstration = settings(session), is_demonstration(session)
    fallen = not_to_print(session, detail, today=today)
    set_apart = {one.product.certificate_id for one in fallen}
    if fallen:
        said = ((one.product.number, one.product.product_name, one.standing) for one in fallen)
        yield fallen_list.listed(said, day=f"{today:%d/%m/%Y}")
        yield from _in_folder(fallen_list.FOLDER, _star_certificates(session, detail, vault, only=set_apart))
    good = {one.certificate_id for one in detail.products} - set_apart
    stars = _in_folder(STAR_CERTIFICATES, _star_certificates(session, detail, vault, only=good))
    merits = _in_folder(MERIT_CERTIFICATES, _merit_certificates(session, detail, vault))
    yield from stars
    yield from merits
    if detail.products:
        yield from _in_folder(LISTS, list(_lists(detail, wishes, is_demonstration=demonstration)))
    yield from _in_folder(ANNEXES, list(_annexes(session, detail, vault, is_demonstration=demonstration)))
    for name, papers in (("Giấy chứng nhận", stars), ("Bằng khen", merits)):
        if papers:
            path = f"{PRINT_FILES}/{bundle.filename(f'{name} theo thứ tự gọi tên')}"
            yield path, bundle.merged(content for _, content in papers)


def _in_folder(folder: str, files: list[File]) -> list[File]:
    names = bundle.unique(name for name, _ in files)
    return [(f"{folder}/{name}", content) for name, (_, content) in zip(names, files, strict=True)]


def _star_certificates(
    session: Session, detail: EventDetail, vault: Vault, *, only: Collection[int | None]
) -> list[File]:
    asked = (product.certificate_id for product in detail.products if product.certificate_id in only)
    keys = [key for key in asked if key is not None]
    kept = kept_papers.of_certificates(session, keys)
    return [(kept[key].filename, vault.read(kept[key].sha256)) for key in keys if key in kept]


def _merit_certificates(session: Session, detail: EventDetail, vault: Vault) -> list[File]:
    keys = [merit.certificate_id for merit in detail.merits if merit.certificate_id is not None]
    kept = kept_papers.of_merit_certificates(session, keys)
    return [(kept[key].filename, vault.read(kept[key].sha256)) for key in keys if key in kept]


def _lists(detail: EventDetail, wishes: Settings, *, is_demonstration: bool) -> Iterator[File]:
    for arrangement, name in ARRANGEMENT_NAMES.items():
        said = award_list.content(detail, wishes, arrangement=arrangement, is_demonstration=is_demonstration)
        yield bundle.filename(f"Danh sách trao {name}"), award_list.draw(said)
    try:
        prizes = prize_list.content(detail, wishes, is_demonstration=is_demonstration)
    except prize_list.NoPrizeSet as refusal:
        # The rest of the pack is needed whether or not the province has set amounts of money.
        yield bundle.filename("Danh sách chi tiền thưởng", "chưa lập", extension="txt"), refusal.text.encode()
    else:
        yield bundle.filename("Danh sách chi tiền thưởng"), prize_list.draw(prizes)


def _annexes(session: Session, detail: EventDetail, vault: Vault, *, is_demonstration: bool) -> Iterator[File]:
    ours = [decision for decision in detail.decisions if decision.origin is Origin.ISSUED]
    kept = kept_papers.of_decisions(session, [decision.id for decision in ours], FileRole.ANNEX)
    for decision in ours:
        name = bundle.filename("Phụ lục Quyết định", labelled(decision))
        if decision.id in kept:
            yield name, vault.read(kept[decision.id].sha256)
        else:
            yield name, _drawn_annex(session, decision, is_demonstration=is_demonstration)


def _drawn_annex(session: Session, decision: Decision, *, is_demonstration: bool) -> bytes:
    said = decision_annex.content(decisions.detail(session, decision), is_demonstration=is_demonstration)
    return decision_annex.draw(said)
