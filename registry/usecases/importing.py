"""Bringing a list in: received and kept, previewed, then applied from the same bytes, all of it or nothing."""

from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.law.law_book import LawBook
from registry.models.decision import Decision
from registry.models.list_import import ListImport
from registry.queries.law_book import law_book
from registry.queries.list_outcome import Choices, Outcome, Preview, PreviewRow, SourceKey
from registry.queries.list_preview import preview
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean, near_key
from registry.rules.stars import from_hundredths
from registry.sheets.reading import read_table
from registry.sheets.result_row import ResultSheet
from registry.sheets.results import result_rows
from registry.transaction import reading
from registry.usecases import drafting, recording
from registry.usecases.drafting import Line
from registry.usecases.journal import Act, acting
from registry.usecases.list_registration import Products, product_set_of_row, register
from registry.usecases.sources import Source
from registry.vault import Vault


class CannotBeApplied(Refusal):
    """The list has problems that block it; nothing of it was done."""


def receive(*, actor: Actor, content: bytes, filename: str, choices: Choices, decision: str | None = None) -> str:
    """Keep a list's bytes and return the public id of its import; nothing else changes yet.

    :param decision: public id of the draft whose annex it is to fill; None: recognitions to be recorded.
    :raises Refusal: if the file cannot be read as a list.
    """
    vault: Vault = current_app.config["VAULT"]
    sha256 = vault.keep(content)
    name = clean(filename) or "danh-sach"
    _read(vault, sha256, name, choices)
    with acting(actor, "list.receive", Permission.IMPORT) as act:
        row = act.add(
            ListImport(
                sha256=sha256,
                filename=name,
                decision_id=drafting.open_draft(act, decision).id if decision else None,
                choices=choices.as_json(),
                uploaded_at=act.at,
                uploaded_by_id=actor.account_id,
            )
        )
        act.session.flush()
        return row.public_id


def choose(*, actor: Actor, list_import: str, choices: Choices) -> None:
    """Change what the person adds to a list that is not yet applied."""
    with acting(actor, "list.choose", Permission.IMPORT) as act:
        row = _find(act.session, list_import)
        if row.applied_at is not None:
            raise Refusal("Danh sách này đã được đưa vào sổ.")
        row.choices = choices.as_json()


def previewed(session: Session, list_import: str) -> Preview:
    """Return what a kept list would do to the register as it stands now.

    :raises NotFound: if there is no such import.
    :raises Refusal: if the file cannot be read as a list.
    """
    row = _find(session, list_import)
    return _previewed(session, row, _sheet(row))


def apply(*, actor: Actor, list_import: str) -> dict[str, Any]:
    """Do what the preview says, all of it or nothing, and return the counts; a second time changes nothing.

    :raises CannotBeApplied: if a problem blocks the list.
    """
    with reading() as session:
        sheet = _sheet(_find(session, list_import))
    with acting(actor, "list.apply", Permission.IMPORT) as act:
        row = _find(act.session, list_import)
        if row.applied_at is not None and row.outcome is not None:
            return row.outcome
        seen = _previewed(act.session, row, sheet)
        _refuse_blocked(seen)
        decision = act.session.get(Decision, row.decision_id) if row.decision_id else None
        if decision is not None and decision.state is not DecisionState.DRAFT:
            raise Refusal("Quyết định không còn là dự thảo, không thể đưa danh sách vào phụ lục.")
        doing = [one for one in seen.rows if one.outcome in {Outcome.NEW, Outcome.CHANGED}]
        products = register(act, doing)
        if decision is None:
            _record(act, doing, products)
        else:
            _fill_annex(act, decision, doing, products)
        row.outcome = seen.counts
        row.applied_at = act.at
        return seen.counts


def _find(session: Session, public_id: str) -> ListImport:
    row = session.scalar(select(ListImport).where(ListImport.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy danh sách này.")
    return row


def _sheet(row: ListImport) -> ResultSheet:
    return _read(current_app.config["VAULT"], row.sha256, row.filename, Choices.from_json(row.choices))


def _read(vault: Vault, sha256: str, filename: str, choices: Choices) -> ResultSheet:
    return result_rows(read_table(vault.path(sha256), filename=filename), sheet=choices.sheet)


def _previewed(session: Session, row: ListImport, sheet: ResultSheet) -> Preview:
    decision = session.get(Decision, row.decision_id) if row.decision_id else None
    return preview(session, sheet, Choices.from_json(row.choices), decision=decision)


def _refuse_blocked(seen: Preview) -> None:
    if seen.is_applicable:
        return
    blocking = [problem for problem in seen.problems if problem.severity == "blocking"]
    if not blocking:
        raise CannotBeApplied("Danh sách không có dòng kết quả nào.")
    shown = " ".join(f"Dòng {problem.row}: {problem.reason}" for problem in blocking[:3])
    raise CannotBeApplied(f"Danh sách còn {len(blocking)} lỗi phải sửa, chưa có gì được ghi. {shown}")


def _record(act: Act, rows: list[PreviewRow], products: Products) -> None:
    province = settings(act.session).province
    groups: dict[SourceKey, list[PreviewRow]] = {}
    for row in rows:
        if row.source is not None:
            groups.setdefault(row.source, []).append(row)
    for source, members in groups.items():
        known_from = next((row.row.source for row in members if row.row.source), None)
        recording.put(
            act,
            Source(
                body_name=source.body_name,
                body_kind=source.body_kind,
                number=source.number,
                signed_on=source.signed_on,
                year=source.year,
                round_no=source.round_no,
                round_year=source.year if source.round_no else None,
                source=known_from,
            ),
            [_result(row, products, province, law_book(act.session)) for row in members],
        )


def _result(one: PreviewRow, products: Products, province: str, book: LawBook) -> recording.Result:
    row = one.row
    product_id, producer_id, _ = products[one.producer_key, near_key(row.product_name)]
    # What stood in the list is what the paper of the day said; nothing of it is looked up anew.
    place = ", ".join(part for part in (row.address, row.commune, row.district) if part)
    return recording.Result(
        product_id=product_id,
        producer_id=producer_id,
        product_name=row.product_name,
        producer_name=row.producer_name,
        address=place or None,
        commune_id=one.commune_then_id or one.commune_id,
        stars=row.stars or 0,
        score=None if row.score is None else from_hundredths(row.score),
        kind=one.kind,
        instrument=one.instrument,
        product_set=product_set_of_row(row, one.instrument, book),
        product_code=row.product_code or None,
        filed_on=row.filed_on,
        assessed_on=row.assessed_on,
        certificate_number=row.certificate_number or None,
        valid_until=row.expires_on,
        validity_ground="Ngày hết hạn ghi trong danh sách" if row.expires_on else None,
        as_written=row.as_written,
    )


def _fill_annex(act: Act, decision: Decision, rows: list[PreviewRow], products: Products) -> None:
    lines = [(_line(row, products, law_book(act.session)), row) for row in rows]
    changed = {line.product: line for line, row in lines if row.outcome is Outcome.CHANGED}
    drafting.put_lines(act, decision, [line for line, row in lines if row.outcome is Outcome.NEW])
    drafting.rewrite_lines(act, decision, changed)


def _line(one: PreviewRow, products: Products, book: LawBook) -> Line:
    row = one.row
    return Line(
        product=products[one.producer_key, near_key(row.product_name)][2],
        kind=one.kind,
        score=None if row.score is None else from_hundredths(row.score),
        stars=row.stars,
        instrument=one.instrument,
        product_set=product_set_of_row(row, one.instrument, book),
        product_code=row.product_code or None,
        filed_on=row.filed_on,
        assessed_on=row.assessed_on,
        note=row.note or None,
    )
