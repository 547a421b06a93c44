"""Erasing who complained: the case stays with what was found and answered, the person goes out of it."""

from typing import Any

from sqlalchemy import select, update

from registry.models.journal import Version
from registry.models.supervision import SupervisionCase
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.rules.supervision import CaseState, check_case
from registry.usecases.journal import acting
from registry.usecases.typed import text_needed, text_typed

_PERSONAL = ("from_whom",)
_WORDS = ("about", "answer")


def erase_complainer(
    *, actor: Actor, case: str, ground: str, about: str | None = None, answer: str | None = None
) -> int:
    """Erase whoever brought a case, here and in every version kept, and return how many kept values went.

    The chain of the journal holds keyed digests only, so it stays whole. Not before the case is answered: until then
    the name is needed to answer.

    :param about: what the case says from now on, where its words name the person; None leaves them as they are.
    :param answer: what the answer says from now on, likewise.
    :raises NotFound: if there is no such case.
    :raises MoveNotOpen: if it waits for its answer.
    :raises Refusal: if no ground is given, or nothing would be left of what the case is about.
    """
    why = clean(ground)
    if not why:
        raise Refusal("Cần ghi căn cứ xóa dữ liệu cá nhân.", field="ground")
    with acting(actor, "case.erase_person", Permission.ERASE_PERSONAL_DATA, reason=why) as act:
        row = act.session.scalar(select(SupervisionCase).where(SupervisionCase.public_id == case))
        if row is None:
            raise NotFound("Không tìm thấy vụ việc này.")
        check_case(row.state, allowed={CaseState.ANSWERED, CaseState.CLOSED})
        before: dict[str, Any] = {name: getattr(row, name) for name in (*_PERSONAL, *_WORDS)}
        row.from_whom = None
        if about is not None:
            row.about = text_needed(about, field="about", missing="Hãy ghi nội dung vụ việc, không nêu tên người.")
        if answer is not None:
            row.answer = text_typed(answer, field="answer")
        act.session.flush()
        gone = [name for name, value in before.items() if value and value != getattr(row, name)]
        held = _holding(act.session.scalars(_versions(case)).all(), [*_PERSONAL, *gone])
        act.session.execute(update(Version).where(Version.id.in_(held)).values(values=None))
        act.note(subject=row.__tablename__, subject_id=case, how="erased", fields=dict.fromkeys([*_PERSONAL, *gone]))
        return len(held)


def _versions(case: str) -> Any:
    return select(Version).where(Version.subject == SupervisionCase.__tablename__, Version.subject_id == case)


def _holding(versions: Any, names: list[str]) -> list[int]:
    return [one.id for one in versions if any((one.values or {}).get(name) for name in names)]
