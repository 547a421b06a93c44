"""Sets of criteria come into the register: the law's own when first used, newer ones from a file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from registry.law import criteria as law
from registry.law.law_book import LawBook
from registry.models.criteria import CriteriaVersion
from registry.queries import criteria as questions
from registry.queries.law_book import law_book
from registry.rules.criteria import CriteriaSet, document
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.usecases.journal import Act, acting


class SameWording(Refusal):
    """The register has just this wording of the set."""


@dataclass(frozen=True, kw_only=True)
class Loading:
    """What came of a file with a set of criteria."""

    public_id: str
    version: int


def pinned(act: Act, *, instrument: Instrument, number: int, on: date) -> CriteriaVersion | None:
    """Return the wording that a dossier opened on a day is scored with, taking it into the register if it is new.

    :returns: None where the instrument's criteria for the set are not known, or known in part only.
    """
    kept = questions.wording_on(act.session, instrument=instrument, number=number, on=on)
    if kept is not None:
        return kept
    own = law.criteria_set(instrument=instrument, number=number)
    if own is None or not own.can_be_scored:
        return None
    return _keep(act, own, version=1, source=own.source, applies_from=own.effective_from)


def load(*, actor: Actor, criteria: CriteriaSet, source: str, applies_from: date) -> Loading:
    """Take a newer wording of a set into the register; what was scored with earlier ones stays with those.

    :param source: where the wording is from, as a page may say.
    :param applies_from: the first day on which dossiers are opened with it.
    :raises SameWording: if the register or the law's own file has it.
    :raises Refusal: if it cannot be scored with, the source is not said, or a later wording applies already.
    """
    with acting(actor, "criteria.load", Permission.MANAGE_SETTINGS) as act:
        book = law_book(act.session)
        refuse_unfit(criteria, book)
        begun = book.instruments[criteria.instrument].applies_from
        _refuse_unsaid(source=source, applies_from=applies_from, begun=begun)
        same = act.session.scalar(
            select(CriteriaVersion).where(
                CriteriaVersion.instrument == criteria.instrument,
                CriteriaVersion.number == criteria.number,
                CriteriaVersion.sha256 == criteria.content_hash,
            )
        )
        own = law.criteria_set(instrument=criteria.instrument, number=criteria.number)
        if same is not None or (own is not None and own.content_hash == criteria.content_hash):
            raise SameWording("Bộ tiêu chí này đã có trong sổ, không có gì khác.", field="file")
        last = _last(act, criteria)
        if last is None and own is not None and own.can_be_scored:
            # The wording it takes the place of comes in first, so that their order can be read.
            last = _keep(act, own, version=1, source=own.source, applies_from=own.effective_from)
        if last is not None and applies_from <= last.applies_from:
            raise Refusal(
                f"Bản đang có được áp dụng từ ngày {last.applies_from:%d/%m/%Y}; bản mới phải áp dụng từ ngày sau đó.",
                field="applies_from",
            )
        row = _keep(
            act,
            criteria,
            version=last.version + 1 if last else 1,
            source=source.strip(),
            applies_from=applies_from,
        )
        return Loading(public_id=row.public_id, version=row.version)


def refuse_unfit(criteria: CriteriaSet, book: LawBook) -> None:
    """Let a set pass with which dossiers can be scored, and which its instrument knows.

    :raises Refusal: otherwise, at the file.
    """
    if not criteria.can_be_scored:
        # A dossier would be opened with it, and every sheet come to a false 100.
        raise Refusal(
            f"Bộ tiêu chí này chưa chấm được nên không nạp vào sổ: {criteria.incomplete}",
            field="file",
        )
    if criteria.instrument not in book.instruments:
        raise Refusal(
            f"Sổ chưa có văn bản mang mã «{criteria.instrument}»: hãy nạp văn bản ấy trước các bộ tiêu chí của nó. "
            f"Các văn bản đã có: {', '.join(book.instruments)}.",
            field="file",
        )
    title = book.instruments[criteria.instrument].title
    known = book.criteria[criteria.instrument].sets
    if known and book.listed_set(instrument=criteria.instrument, number=criteria.number) is None:
        raise Refusal(f"{title} không có bộ sản phẩm số {criteria.number}.", field="file")


def _refuse_unsaid(*, source: str, applies_from: date, begun: date) -> None:
    if not source.strip():
        raise Refusal("Hãy ghi nguồn của văn bản.", field="source")
    if applies_from < begun:
        raise Refusal(
            f"Văn bản này có hiệu lực từ ngày {begun:%d/%m/%Y}, không áp dụng trước đó.", field="applies_from"
        )


def _last(act: Act, criteria: CriteriaSet) -> CriteriaVersion | None:
    newest = select(func.max(CriteriaVersion.version)).where(
        CriteriaVersion.instrument == criteria.instrument, CriteriaVersion.number == criteria.number
    )
    return act.session.scalar(
        select(CriteriaVersion).where(
            CriteriaVersion.instrument == criteria.instrument,
            CriteriaVersion.number == criteria.number,
            CriteriaVersion.version == newest.scalar_subquery(),
        )
    )


def _keep(act: Act, criteria: CriteriaSet, *, version: int, source: str, applies_from: date) -> CriteriaVersion:
    content: Any = document(criteria)
    row = act.add(
        CriteriaVersion(
            instrument=criteria.instrument,
            number=criteria.number,
            version=version,
            name=criteria.name,
            content=content,
            sha256=criteria.content_hash,
            source=source,
            applies_from=applies_from,
            loaded_at=act.at,
            loaded_by_id=act.actor.account_id,
        )
    )
    act.session.flush()
    return row
