"""Telling holders that a certificate runs out: by letters of the register, or on paper, which is written down here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry import clock
from registry.documents import expiry_words
from registry.models.account import Account
from registry.models.certificate import Certificate
from registry.models.expiry import ExpiryNotice, ExpiryWord
from registry.models.membership import Membership
from registry.models.outbox import Letter
from registry.models.producer import ContactKind, ProducerContact
from registry.queries import expiry_plan
from registry.queries.expiry_plan import Expiring, Plan
from registry.queries.expiry_told import reminders_sent
from registry.queries.settings import settings
from registry.rules.expiry_planning import reminder_due
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases.founding import SYSTEM
from registry.usecases.journal import Act, acting

ON_PAPER = (ExpiryWord.NOTICE, ExpiryWord.INVITATION)
"""What a person sends; reminders are the register's own."""


@dataclass(frozen=True, kw_only=True)
class Reminded:
    """What reminding came to."""

    certificates: int = 0
    letters: int = 0
    to_print: int = 0
    """Letters for holders without a mail address."""

    def __add__(self, other: "Reminded") -> "Reminded":
        return Reminded(
            certificates=self.certificates + other.certificates,
            letters=self.letters + other.letters,
            to_print=self.to_print + other.to_print,
        )


@dataclass(frozen=True, kw_only=True)
class WrittenDown:
    """What writing down came to."""

    now: int
    before: int
    """Certificates of which the same had been written down already."""


@dataclass(frozen=True, kw_only=True)
class _Recipient:
    name: str
    address: str | None


def remind(*, actor: Actor = SYSTEM) -> Reminded:
    """Write every reminder that is due, each once: a letter for each person of a producer, or one to print.

    Days on which nothing ran are caught up: of the reminders whose moment has passed only the nearest goes out.

    :raises NotAllowed: if the actor may not do this.
    """
    today = clock.today()
    with reading() as session:
        waiting = {row.producer_key for row, _ in _due(expiry_plan.plan(session, on=today))}
    done = Reminded()
    for producer in sorted(waiting):
        done += _remind_one(actor, producer, today)
    return done


def write_down(*, actor: Actor, kind: ExpiryWord, certificates: Collection[str], told_on: date) -> WrittenDown:
    """Write down that holders were told on paper on a day; what was written down before stays as it is.

    :param certificates: public ids.
    :raises NotFound: if one of them does not exist.
    :raises Refusal: if nothing is chosen, the day cannot be, or a certificate has no last day to tell of.
    """
    if kind not in ON_PAPER:
        raise Refusal("Thư nhắc do sổ tự gửi, không ghi bằng tay.", field="kind")
    if not certificates:
        raise Refusal("Hãy chọn ít nhất một sản phẩm.", field="certificates")
    if told_on > clock.today():
        raise Refusal("Ngày gửi không được sau ngày hôm nay.", field="told_on")
    with acting(actor, "expiry.write_down", Permission.EDIT_REGISTER) as act:
        rows = _chosen(act, certificates)
        for row in rows:
            _check_day(row, told_on)
        known = {row.certificate_key for row in rows if any(one.kind is kind for one in row.told)}
        for row in rows:
            if row.certificate_key not in known:
                _add(act, row, kind=kind, months=0, told_on=told_on, letter=None)
        return WrittenDown(now=len(rows) - len(known), before=len(known))


def _due(plan: Plan) -> list[tuple[Expiring, int]]:
    """Return what holders are to be reminded of now, with the months of the reminder."""
    found = []
    for row in plan.running:
        if row.last is None or row.holder_has_ended:
            continue
        months = reminder_due(row.last, on=plan.on, sent=reminders_sent(row.told), rules=plan.rules)
        if months is not None:
            found.append((row, months))
    return found


def _remind_one(actor: Actor, producer: int, today: date) -> Reminded:
    with acting(actor, "expiry.remind", Permission.EDIT_REGISTER) as act:
        # Asked again inside the act: another worker or a person at the command line may have been faster.
        due = _due(expiry_plan.plan(act.session, on=today, producers=[producer]))
        if not due:
            return Reminded()
        letters = _letters(act, producer, [row for row, _ in due], today)
        act.session.flush()
        for row, months in due:
            _add(act, row, kind=ExpiryWord.REMINDER, months=months, told_on=today, letter=letters[0])
        to_print = sum(one.recipient_address is None for one in letters)
        return Reminded(certificates=len(due), letters=len(letters), to_print=to_print)


def _letters(act: Act, producer: int, rows: Sequence[Expiring], today: date) -> list[Letter]:
    chosen, holder = settings(act.session), rows[0].producer_name
    endings = [
        expiry_words.Ending(
            product_name=row.product_name,
            stars=row.stars,
            number=row.number,
            last=row.last,
            term_end=row.term_end or row.last,
            under=row.under,
            next_from=row.next_from,
        )
        for row in rows
        if row.last is not None
    ]
    letters = []
    for one in _recipients(act, producer, holder):
        subject, body = expiry_words.reminder(
            recipient_name=one.name, producer_name=holder, endings=endings, on=today, settings=chosen
        )
        letters.append(
            act.add(
                Letter(
                    recipient_name=one.name,
                    recipient_address=one.address,
                    subject=subject,
                    body=body,
                    written_at=act.at,
                )
            )
        )
    return letters


def _recipients(act: Act, producer: int, holder: str) -> list[_Recipient]:
    """Return the producer's people with mail, else its own address, else whom a printed letter is for."""
    people = act.session.execute(
        select(Account.name, Account.email)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.producer_id == producer, Account.active.is_(True), Account.email.is_not(None))
        .order_by(Membership.since, Account.id)
    ).all()
    if people:
        return [_Recipient(name=name, address=address) for name, address in people]
    address = act.session.scalar(
        select(ProducerContact.value)
        .where(ProducerContact.producer_id == producer, ProducerContact.kind == ContactKind.EMAIL)
        .order_by(ProducerContact.position)
        .limit(1)
    )
    return [_Recipient(name=holder, address=address)]


def _chosen(act: Act, certificates: Collection[str]) -> list[Expiring]:
    wanted = set(certificates)
    known = act.session.scalars(select(Certificate.public_id).where(Certificate.public_id.in_(wanted))).all()
    if len(known) < len(wanted):
        raise NotFound("Không tìm thấy giấy chứng nhận này.")
    rows = [row for row in expiry_plan.plan(act.session, on=clock.today()).rows if row.certificate in wanted]
    if len(rows) < len(wanted):
        raise Refusal("Có giấy đã có giấy kế tiếp hoặc đã chấm dứt; hãy tải lại trang và chọn lại.")
    return rows


def _check_day(row: Expiring, told_on: date) -> None:
    if row.last is None:
        raise Refusal(f"{row.product_name}: không rõ ngày hết hạn nên chưa ghi được.", field="certificates")
    if row.valid_from is not None and told_on < row.valid_from:
        raise Refusal(
            f"{row.product_name}: giấy có giá trị từ ngày {row.valid_from:%d/%m/%Y}, ngày gửi không thể trước đó.",
            field="told_on",
        )


def _add(act: Act, row: Expiring, *, kind: ExpiryWord, months: int, told_on: date, letter: Letter | None) -> None:
    act.add(
        ExpiryNotice(
            certificate_id=row.certificate_key,
            kind=kind,
            months=months,
            ends_on=row.last,
            letter_id=letter.id if letter else None,
            told_on=told_on,
            recorded_at=act.at,
            by_id=act.actor.account_id,
        )
    )
