"""A dossier goes its way before the council: handed in, returned, withdrawn, forwarded by the commune."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry import clock
from registry.models.dossier import CommuneReport, Dossier, Submission
from registry.queries import dossier_checks, supplements
from registry.queries import dossiers as questions
from registry.queries.law_book import known
from registry.queries.seals import manifest_seal
from registry.rules.dossier_life import DossierMove, Party, check_item_reasons
from registry.rules.dossier_number import dossier_number
from registry.rules.governing import governing
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.dossiers import day_on_paper, dossier_at_hand, party_of, step
from registry.usecases.journal import Act, acting
from registry.usecases.typed import line_typed, text_typed

TOPICS = ("materials", "labour", "idea", "identity")
"""The four topics of Mẫu số 03 (QĐ 26/2026, Điều 7): materials, labour, origin of the idea, local identity."""


class Incomplete(Refusal):
    """The dossier lacks what the instrument asks for."""

    missing: tuple[str, ...]
    """One sentence for each thing that is missing."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("Hồ sơ chưa đủ để nộp: " + " ".join(missing))
        self.missing = missing


@dataclass(frozen=True, kw_only=True)
class CommuneFindings:
    """What a commune writes of a dossier."""

    topics: Mapping[str, str]
    """By the codes of TOPICS."""
    letter_number: str | None = None
    letter_on: date | None = None
    samples: int | None = None


def submit(*, actor: Actor, dossier: str, filed_on: date | None = None) -> str:
    """Hand a dossier in, freezing all it says; return the SHA-256 of that.

    :param filed_on: the day it came on paper, where staff enter it later; for the first handing in only.
    :raises NotFound: if there is no such dossier, or the actor may not know of it.
    :raises Incomplete: if something the instrument asks for is missing, item by item.
    :raises Refusal: if it is not in the producer's hands, another instrument governs the day, or a dossier that was
        returned says just what it said before.
    """
    with acting(actor, "dossier.submit", None) as act:
        row = dossier_at_hand(act.session, actor, dossier)
        step(act, row, DossierMove.SUBMIT, by=party_of(actor))
        missing = dossier_checks.missing(row, on=clock.today())
        if missing:
            raise Incomplete(tuple(missing))
        if row.filed_on is None:
            row.filed_on = day_on_paper(actor, filed_on) or clock.today()
            _check_instrument(act, row)
            row.number = _number(act, row, row.filed_on.year)
        last = questions.latest_submission(act.session, row.id)
        new = freeze(act, row)
        if last is not None and last.sha256 == new.sha256:
            raise Refusal("Chưa có gì khác với lần nộp trước. Hãy sửa các mục được nêu, hoặc ghi chú ở mục ấy.")
        asked = supplements.open_request(act.session, row.id)
        if asked is not None:  # before it was returned: handed in again, it answers that too
            asked.answered_at, asked.submission_id = act.at, new.id
        return new.sha256


def withdraw(*, actor: Actor, dossier: str, reason: str | None = None) -> None:
    """Withdraw a dossier.

    :raises NotFound: if there is no such dossier, or the actor may not know of it.
    :raises Refusal: if the council has it, or staff do not say on what paper.
    """
    with acting(actor, "dossier.withdraw", None, reason=reason) as act:
        row = dossier_at_hand(act.session, actor, dossier)
        step(act, row, DossierMove.WITHDRAW, by=party_of(actor), reason=reason)


def return_(*, actor: Actor, dossier: str, reason: str, item_reasons: Mapping[str, str]) -> None:
    """Give a dossier back to its producer, saying of each item what is wrong with it.

    :raises NotFound: if there is no such dossier or item, or the actor may not know of it.
    :raises Refusal: if it is not with the actor, or a reason is missing.
    """
    with acting(actor, "dossier.return", None, reason=reason) as act:
        row = with_authority(act, dossier)
        check_item_reasons(item_reasons, items=questions.returnable(row))
        step(act, row, DossierMove.RETURN, by=_authority(act, row), reason=reason, item_reasons=item_reasons)


def forward(*, actor: Actor, dossier: str, findings: CommuneFindings) -> None:
    """Write what the commune found (Mẫu số 03) and send the dossier on to the province.

    :raises NotFound: if there is no such dossier, or the actor may not know of it.
    :raises Refusal: at every field that cannot be as it is, or if the dossier is not with the commune.
    """
    hearing = Hearing()
    said = {topic: hearing.ask(_topic, topic, findings.topics.get(topic)) for topic in TOPICS}
    number = hearing.ask(line_typed, findings.letter_number, field="letter_number")
    hearing.ask(_past_day, findings.letter_on, field="letter_on")
    hearing.ask(_check_samples, findings.samples)
    hearing.settle(True)
    with acting(actor, "dossier.forward", None) as act:
        row = with_authority(act, dossier)
        step(act, row, DossierMove.FORWARD, by=_authority(act, row))
        row.forwarded_on = _forwarded_day(act, row, findings.letter_on)
        act.add(
            CommuneReport(
                dossier_id=row.id,
                topics=said,
                letter_number=number,
                letter_on=findings.letter_on,
                samples=findings.samples,
                written_at=act.at,
                written_by_id=actor.account_id,
            )
        )


def with_authority(act: Act, public_id: str) -> Dossier:
    """Return a dossier that the actor looks at for its commune or for the province.

    :raises NotFound: if there is none, or the actor may not know of it.
    """
    row = questions.dossier(act.session, public_id)
    # What was never handed in is the producer's own affair yet.
    if row is None or not (act.actor.may(Permission.KEEP_DOSSIERS) or (row.filed_on and _is_of_commune(act, row))):
        raise NotFound("Không tìm thấy hồ sơ này.")
    return row


def _is_of_commune(act: Act, dossier: Dossier) -> bool:
    if not act.actor.may(Permission.SCREEN_DOSSIERS):
        return False
    return questions.works_for_commune(act.session, act.actor.account_id, dossier.commune_id)


def _authority(act: Act, dossier: Dossier) -> Party:
    return Party.COMMUNE if _is_of_commune(act, dossier) else Party.OFFICER


def freeze(act: Act, dossier: Dossier) -> Submission:
    """Write down all that a dossier says now, within an act under way."""
    manifest = manifest_of(dossier)
    new = act.add(
        Submission(
            dossier_id=dossier.id,
            sequence=len(dossier.submissions) + 1,
            at=act.at,
            by_id=act.actor.account_id,
            manifest=manifest,
            sha256=manifest_seal(manifest),
        )
    )
    act.session.flush()
    return new


def manifest_of(dossier: Dossier) -> dict[str, Any]:
    """Return all that a dossier says now, its files by their SHA-256."""
    return {
        "product": dossier.product.public_id,
        "producer": dossier.producer.public_id,
        "kind": dossier.kind.value,
        "instrument": str(dossier.instrument),
        "product_set": dossier.product_set,
        "criteria": dossier.criteria.sha256 if dossier.criteria else None,
        "forms": dossier.forms,
        "self_ticks": dossier.self_ticks,
        "items": [
            {
                "code": item.code,
                "issued_on": item.issued_on.isoformat() if item.issued_on else None,
                "expires_on": item.expires_on.isoformat() if item.expires_on else None,
                "supports": item.supports,
                "note": item.note,
                "files": [
                    {"sha256": file.sha256, "filename": file.filename, "media_type": file.media_type, "size": file.size}
                    for file in item.files
                ],
            }
            for item in dossier.items
        ],
    }


def _number(act: Act, dossier: Dossier, year: int) -> str | None:
    """Numbers are never given back, so how many there are says which comes next."""
    if dossier.commune is None:
        return None
    province = questions.province_of(act.session, dossier.commune)
    return dossier_number(
        serial=questions.numbered(act.session, commune_id=dossier.commune.id, year=year) + 1,
        province=province.code if province else "",
        commune=dossier.commune.code,
        year=year,
    )


def _forwarded_day(act: Act, dossier: Dossier, letter_on: date | None) -> date:
    """What staff enter from a commune's letter was forwarded when the letter was written."""
    if letter_on is None or _authority(act, dossier) is Party.COMMUNE:
        return clock.today()
    return max(letter_on, dossier.filed_on or letter_on)


def _check_instrument(act: Act, dossier: Dossier) -> None:
    asked = governing(known(act.session), filed_on=dossier.filed_on, assessed_on=None, kind=dossier.kind)
    if dossier.instrument not in asked.allowed:
        raise Refusal(
            "Hồ sơ được lập theo văn bản khác với văn bản áp dụng cho ngày nộp; hãy rút và lập hồ sơ mới. "
            f"{asked.reason}",
            field="filed_on",
        )


def _past_day(day: date | None, *, field: str) -> None:
    if day is not None and day > clock.today():
        raise Refusal("Ngày này không được sau ngày hôm nay.", field=field)


def _topic(topic: str, said: str | None) -> str:
    kept = text_typed(said, field=topic)
    if kept is None:
        raise Refusal("Cần ghi nhận xét về nội dung này.", field=topic)
    return kept


def _check_samples(samples: int | None) -> None:
    if samples is not None and not 0 <= samples <= 1000:
        raise Refusal("Số sản phẩm mẫu từ 0 đến 1000.", field="samples")
