"""Instruments come into the register from files; one that nothing stands under may be corrected by a newer file."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from registry.law.instrument_file import content_hash, document_of
from registry.law.law_book import Chapter, LawBook
from registry.models.criteria import CriteriaVersion
from registry.models.decision import Decision, DecisionLine
from registry.models.dossier import Dossier
from registry.models.instrument import LoadedInstrument
from registry.models.recognition import Recognition
from registry.queries import law_book as questions
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.usecases.journal import Act, acting

_STANDING = (
    (Dossier, "hồ sơ"),
    (DecisionLine, "dòng phụ lục"),
    (Decision, "quyết định"),
    (Recognition, "lần công nhận"),
)


class SameInstrument(Refusal):
    """The register has just this instrument."""


@dataclass(frozen=True, kw_only=True)
class Loading:
    """What came of a file with an instrument."""

    public_id: str
    replaced: bool
    """Whether it took the place of an earlier file."""


def load(*, actor: Actor, chapter: Chapter) -> Loading:
    """Take an instrument into the register, or a corrected file of one that nothing stands under yet.

    :raises SameInstrument: if the register has it just so.
    :raises Refusal: if it cannot follow on those that are known, or something stands under the one it would replace.
    """
    with acting(actor, "instrument.load", Permission.MANAGE_SETTINGS) as act:
        refuse_unfit(act.session, chapter)
        kept = questions.loaded(act.session, chapter.facts.code)
        row = _keep(act, chapter, kept)
        act.session.flush()
        questions.read_again(act.session)
        return Loading(public_id=row.public_id, replaced=kept is not None)


def refuse_unfit(session: Session, chapter: Chapter) -> None:
    """Let an instrument pass that can follow on those that are known.

    :raises SameInstrument: if the register has it just so.
    :raises Refusal: otherwise, at the file.
    """
    facts, kept = chapter.facts, questions.loaded(session, chapter.facts.code)
    if facts.code in BUILT_IN:
        raise Refusal(
            f"{BUILT_IN[facts.code].title} có sẵn trong chương trình, không nạp đè được; chỉ nạp văn bản mới hơn.",
            field="file",
        )
    if kept is not None:
        if kept.sha256 == content_hash(chapter):
            raise SameInstrument("Văn bản này đã có trong sổ, không có gì khác.", field="file")
        _refuse_standing(session, facts.code)
        _refuse_lost_sets(session, chapter)
    _refuse_overlap(questions.law_book_without(session, facts.code), chapter, is_last=_is_last(session, kept))


def _is_last(session: Session, kept: LoadedInstrument | None) -> bool:
    """A file takes its place at the end; a corrected one where it stood, which only the last can do."""
    return kept is None or questions.known(session).newest.code == kept.code


def _refuse_overlap(before: LawBook, chapter: Chapter, *, is_last: bool) -> None:
    facts = chapter.facts
    if not is_last:
        raise Refusal("Sau văn bản này đã nạp một văn bản mới hơn; không sửa được nữa.", field="file")
    newest = before.instruments.newest
    if facts.applies_from <= newest.applies_from:
        raise Refusal(
            f"Văn bản phải có hiệu lực sau ngày {newest.applies_from:%d/%m/%Y}, ngày {newest.title} có hiệu lực.",
            field="file",
        )


def _refuse_standing(session: Session, code: Instrument) -> None:
    for model, called in _STANDING:
        if session.scalar(select(exists().where(model.instrument == code))):
            raise Refusal(
                f"Đã có {called} theo văn bản này nên không thay được nữa; nạp văn bản sửa đổi thành một văn bản mới.",
                field="file",
            )


def _refuse_lost_sets(session: Session, chapter: Chapter) -> None:
    """Criteria that were loaded must keep the set they belong to."""
    code, sets = chapter.facts.code, chapter.classification.sets
    numbers = session.scalars(select(CriteriaVersion.number).where(CriteriaVersion.instrument == code).distinct())
    if lost := sorted(number for number in numbers if number not in sets):
        said = ", ".join(str(number) for number in lost)
        raise Refusal(f"Bộ tiêu chí số {said} đã nạp mà tệp không còn bộ sản phẩm ấy.", field="file")


def _keep(act: Act, chapter: Chapter, kept: LoadedInstrument | None) -> LoadedInstrument:
    content: Any = document_of(chapter)
    facts = chapter.facts
    said = {
        "title": facts.title,
        "applies_from": facts.applies_from,
        "content": content,
        "sha256": content_hash(chapter),
        "source": chapter.classification.source,
        "loaded_at": act.at,
        "loaded_by_id": act.actor.account_id,
    }
    if kept is None:
        return act.add(LoadedInstrument(code=facts.code, **said))
    for name, value in said.items():
        setattr(kept, name, value)
    return kept
