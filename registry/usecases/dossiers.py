"""A dossier is opened and filled in: by its producer, or by staff for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from registry import clock
from registry.models.dossier import Dossier, DossierItem, DossierStep
from registry.models.product import Product
from registry.queries import dossiers as questions
from registry.queries import memberships, supplements
from registry.queries.law_book import known, law_book
from registry.rules import dossier_forms
from registry.rules.dossier_life import OPEN_TO_SUPPLEMENT, DossierMove, DossierState, Party, check_open_to_change, move
from registry.rules.governing import governing
from registry.rules.hearing import Hearing
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.saving_together import Meeting, in_every, marks, meet
from registry.rules.scoring_sheet import Sheet, sheet_score
from registry.transaction import Session
from registry.usecases import criteria_loading
from registry.usecases.changed_forms import refuse_changed
from registry.usecases.journal import Act, acting
from registry.usecases.registration import refuse_ended
from registry.usecases.typed import line_typed


class AlreadyUnderWay(Refusal):
    """The product has a dossier that is not ended."""


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What is typed beside the files of one item."""

    issued_on: date | None = None
    expires_on: date | None = None
    supports: Sequence[str] = ()
    """Codes of the criteria it is evidence for."""
    note: str | None = None


def open_(*, actor: Actor, product: str, kind: RecognitionKind, product_set: int, filed_on: date | None = None) -> str:
    """Open a dossier for a product and return its public id.

    :param product_set: number of the set of criteria within the instrument of the day.
    :param filed_on: the day a dossier was handed in on paper, for those that staff enter later.
    :raises NotFound: if there is no such product, or the actor may not know of it.
    :raises AlreadyUnderWay: if the product has a dossier under way.
    :raises Refusal: if nothing governs the day, it is not the actor's to say or still to come, or nothing is assessed.
    """
    with acting(actor, "dossier.open", None) as act:
        row = act.session.scalar(select(Product).where(Product.public_id == product))
        if row is None or not _may_file(act.session, actor, row.producer_id):
            raise NotFound("Không tìm thấy sản phẩm này.")
        refuse_ended(row.producer, field=None)
        if questions.open_of_product(act.session, row.id) is not None:
            raise AlreadyUnderWay("Sản phẩm này đang có một hồ sơ chưa kết thúc.")
        if kind is RecognitionKind.REISSUED:
            raise Refusal("Cấp lại giấy không phải đánh giá.", field="kind")
        day = day_on_paper(actor, filed_on) or clock.today()
        instrument = governing(known(act.session), filed_on=day, assessed_on=None, kind=kind).instrument
        if instrument is None:
            raise Refusal("Không có văn bản nào áp dụng cho ngày này.", field="filed_on")
        return _new(act, row, kind=kind, instrument=instrument, product_set=product_set, day=day).public_id


def save_forms(*, actor: Actor, dossier: str, version: int, forms: Mapping[str, Any]) -> None:
    """Keep what is typed into Mẫu số 01 and 02; what is not named stays as it is.

    :param version: the version of the dossier that the form showed.
    :raises NotFound: if there is no such dossier, or the actor may not know of it.
    :raises FormsChanged: if the dossier changed meanwhile.
    :raises Refusal: at every field that cannot be as it is.
    """
    typed = dossier_forms.typed(forms)
    with acting(actor, "dossier.save_forms", None) as act:
        row = open_to_change(act.session, actor, dossier)
        refuse_changed(row, version, typed)
        row.forms = {**row.forms, **typed}


def save_self_score(
    *, actor: Actor, dossier: str, ticks: Mapping[str, int], opened: Mapping[str, str] | None = None
) -> Meeting:
    """Keep the producer's own score, an estimate that decides nothing; what two ticked differently is not kept.

    :param opened: the marks of the ticks that the form showed; None where nothing was shown, and all is replaced.
    :return: what was kept, and where somebody else ticked meanwhile.
    :raises NotFound: if there is no such dossier, or the actor may not know of it.
    :raises Refusal: if a tick is none of the set's.
    """
    with acting(actor, "dossier.save_self_score", None) as act:
        row = open_to_change(act.session, actor, dossier)
        criteria = questions.criteria_of(row)
        if criteria is None:
            raise Refusal("Bộ tiêu chí của sản phẩm này chưa có trong sổ, chưa tự chấm điểm được.")
        sheet_score(criteria=criteria, sheet=Sheet(ticks=ticks))
        kept = in_every(criteria.leaf_codes, row.self_ticks)
        met = meet(
            opened=marks(kept) if opened is None else opened, typed=in_every(criteria.leaf_codes, ticks), kept=kept
        )
        row.self_ticks = {code: tick for code, tick in {**kept, **met.saved}.items() if tick is not None}
        return met


def describe_item(
    *, actor: Actor, dossier: str, code: str, facts: ItemFacts, opened: Mapping[str, str] | None = None
) -> Meeting:
    """Keep the days of a paper, the criteria it supports, and a note; what two said differently is not kept.

    :param opened: the marks of what the form showed; None where nothing was shown, and all is replaced.
    :return: what was kept, and what somebody else changed meanwhile.
    :raises NotFound: if there is no such dossier or item, or the actor may not know of it.
    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    note = hearing.ask(line_typed, facts.note, field="note")
    hearing.ask(_check_days, facts.issued_on, facts.expires_on)
    hearing.settle(True)
    with acting(actor, "dossier.describe_item", None) as act:
        filed = open_to_change(act.session, actor, dossier, item=code)
        _check_supports(filed, facts.supports)
        row = item_of(act, filed, code)
        kept = described(row)
        met = meet(
            opened=marks(kept) if opened is None else opened, typed=described(replace(facts, note=note)), kept=kept
        )
        merged = {**kept, **met.saved}
        row.issued_on, row.expires_on = (_day_kept(merged[name]) for name in ("issued_on", "expires_on"))
        _check_days(row.issued_on, row.expires_on)
        row.note, row.supports = merged["note"], merged["supports"]
        return met


def described(what: ItemFacts | DossierItem) -> dict[str, Any]:
    """Return what is said of an item beside its files, field by field, as marks are made of it."""
    return {
        "issued_on": what.issued_on.isoformat() if what.issued_on else None,
        "expires_on": what.expires_on.isoformat() if what.expires_on else None,
        "note": what.note,
        "supports": sorted(set(what.supports)),
    }


def dossier_at_hand(session: Session, actor: Actor, public_id: str) -> Dossier:
    """Return a dossier that the actor may file.

    :raises NotFound: if there is none, or the actor may not know of it.
    """
    row = questions.dossier(session, public_id)
    if row is None or not _may_file(session, actor, row.producer_id):
        raise NotFound("Không tìm thấy hồ sơ này.")
    return row


def open_to_change(session: Session, actor: Actor, public_id: str, *, item: str | None = None) -> Dossier:
    """Return a dossier that the actor may still change.

    :param item: code of the item that is to change: more may be asked of it after the dossier is handed in.
    :raises NotFound: if there is none, or the actor may not know of it.
    :raises Refusal: if it is out of the producer's hands.
    """
    row = dossier_at_hand(session, actor, public_id)
    if item is not None and row.state in OPEN_TO_SUPPLEMENT:
        asked = supplements.open_request(session, row.id)
        if asked is not None and item in asked.item_reasons:
            return row
    check_open_to_change(row.state)
    return row


def item_of(act: Act, dossier: Dossier, code: str) -> DossierItem:
    """Return a dossier's item, made on its first use.

    :raises NotFound: if the instrument lists no such item for the producer to give.
    """
    if code not in questions.item_codes(dossier):
        raise NotFound("Hồ sơ không có mục này.")
    known = {item.code: item for item in dossier.items}
    if code in known:
        return known[code]
    row = DossierItem(code=code, supports=[])
    dossier.items.append(row)
    act.session.flush()
    return row


def party_of(actor: Actor) -> Party:
    """Say as whom somebody files: staff, who may keep dossiers, or the producer."""
    return Party.OFFICER if actor.may(Permission.KEEP_DOSSIERS) else Party.PRODUCER


def day_on_paper(actor: Actor, day: date | None) -> date | None:
    """Return the day on which a dossier came on paper, as staff enter it later.

    :raises Refusal: if it is a producer who says so, or the day is still to come.
    """
    if day is None:
        return None
    if party_of(actor) is not Party.OFFICER:
        raise Refusal("Chỉ cán bộ cấp tỉnh ghi ngày nhận hồ sơ giấy.", field="filed_on")
    if day > clock.today():
        raise Refusal("Ngày này không được sau ngày hôm nay.", field="filed_on")
    return day


def step(
    act: Act,
    dossier: Dossier,
    what: DossierMove,
    *,
    by: Party,
    reason: str | None = None,
    item_reasons: Mapping[str, str] | None = None,
) -> None:
    """Move a dossier on, and write down the step.

    :raises Refusal: if the move is not open, is another's, or lacks its reason.
    """
    dossier.state = move(dossier.state, what, by=by, reason=reason or "")
    act.add(
        DossierStep(
            dossier_id=dossier.id,
            move=what,
            state=dossier.state,
            at=act.at,
            by_id=act.actor.account_id,
            reason=(reason or "").strip() or None,
            item_reasons=dict(item_reasons or {}),
        )
    )


def _may_file(session: Session, actor: Actor, producer_id: int) -> bool:
    if actor.may(Permission.KEEP_DOSSIERS):
        return True
    return memberships.speaks_for(session, actor.account_id, producer_id)


def _check_supports(dossier: Dossier, codes: Sequence[str]) -> None:
    criteria = questions.criteria_of(dossier)
    strange = [code for code in codes if criteria is None or code not in criteria.nodes]
    if strange:
        raise Refusal(f"Bộ tiêu chí không có tiêu chí {', '.join(strange)}.", field="supports")


def _day_kept(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _check_days(issued_on: date | None, expires_on: date | None) -> None:
    if issued_on and expires_on and expires_on < issued_on:
        raise Refusal("Ngày hết hạn phải sau ngày cấp.", field="expires_on")


def _new(
    act: Act, product: Product, *, kind: RecognitionKind, instrument: Instrument, product_set: int, day: date
) -> Dossier:
    if law_book(act.session).product_set(instrument=instrument, number=product_set) is None:
        raise Refusal("Hãy chọn bộ sản phẩm theo văn bản áp dụng.", field="product_set")
    criteria = criteria_loading.pinned(act, instrument=instrument, number=product_set, on=day)
    row = act.add(
        Dossier(
            product_id=product.id,
            producer_id=product.producer_id,
            commune_id=product.producer.commune_id,
            kind=kind,
            state=DossierState.DRAFTING,
            instrument=instrument,
            criteria_id=criteria.id if criteria else None,
            product_set=product_set,
            forms={},
            self_ticks={},
            opened_at=act.at,
            opened_by_id=act.actor.account_id,
        )
    )
    act.session.flush()
    return row
