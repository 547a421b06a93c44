"""Puts rounds and dossiers into every state that a page of staff shows differently."""

import io
from datetime import timedelta

from builders.assessments import TEA, a_dossier, a_forwarded_dossier, a_paper, criteria_of, public_id_of, signed
from builders.people import a_person
from builders.register import a_product
from builders.score_sheets import best_ticks, ticks_with_total
from sqlalchemy import select, update

from registry import clock
from registry.models.assessment_round import AssessmentRound, RoundMethod, Seat
from registry.models.dossier import Dossier, ReviewKind
from registry.queries import dossiers as questions
from registry.rules.council import MemberRole
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import concluding, dossiers, drafting, evidence_files, rounds, submission, supplements

HOME, FILES = "/can-bo/dot-danh-gia", "/can-bo/ho-so"
YEAR = 2030
ROLES = (MemberRole.CHAIR, MemberRole.SECRETARY, MemberRole.MEMBER)


def seen_by_staff(officer: Actor) -> list[str]:
    """Put rounds and dossiers into every state, and return where staff see them."""
    people = [a_person(Role.COUNCIL, name=f"Ủy viên {number}") for number in (1, 2, 3)]
    return [*_preparing(officer, people), *_scoring(officer, people), *_concluded(officer, people), *_filed(officer)]


def _preparing(officer: Actor, people: list[Actor]) -> list[str]:
    empty = _opened(officer, 1, [], method=RoundMethod.WRITTEN)
    dossier = a_forwarded_dossier(officer, a_product("Chè chờ chấm"))
    row = _opened(officer, 2, people, [dossier])
    seat = _first_seat(row)
    parts = ("hoi-dong", "hoi-dong/co-mat", f"hoi-dong/{seat}/bo", f"hoi-dong/{seat}/quan-he", "ho-so", "bat-dau")
    return [
        HOME,
        f"{HOME}/{empty}",
        *(f"{HOME}/{row}{part}" for part in ("", *(f"/{one}" for one in parts))),
        f"{HOME}/{row}/ho-so/{dossier}/dua-ra",
    ]


def _scoring(officer: Actor, people: list[Actor]) -> list[str]:
    ready, apart, bare = (
        a_forwarded_dossier(officer, a_product(name))
        for name in ("Chè đủ phiếu", "Chè lệch xa", "Chè không bộ tiêu chí")
    )
    with transaction() as session:
        session.execute(update(Dossier).where(Dossier.public_id == bare).values(criteria_id=None))
    row = _opened(officer, 3, people, [ready, apart, bare])
    rounds.begin(actor=officer, round_=row, held_on=clock.today())
    for person, total in zip(people, (55, 60, 90), strict=True):
        signed(person, ready, ticks_with_total(criteria_of(ready), total=72, stars=4))
        signed(person, apart, ticks_with_total(criteria_of(apart), total=total, stars=3))
    return [
        *(f"{HOME}/{row}{part}" for part in ("", "/tien-do", "/ket-luan", "/ket-thuc", "/phu-luc")),
        *(f"{HOME}/{row}/ho-so/{one}" for one in (ready, apart, bare)),
        f"{HOME}/{row}/ho-so/{ready}/ket-luan",
        f"{HOME}/{row}/ho-so/{apart}/ket-luan",
        f"{HOME}/{row}/ho-so/{apart}/thao-luan",
        f"{HOME}/{row}/ho-so/{bare}/ghi-ket-qua",
    ]


def _concluded(officer: Actor, people: list[Actor]) -> list[str]:
    names = ("Chè bốn sao", "Chè thiếu mức", "Chè năm sao", "Chè hai sao")
    products = [a_product(name) for name in names]
    four, held, five, two = (a_forwarded_dossier(officer, product) for product in products)
    row = _opened(officer, 4, people, [four, held, five, two])
    rounds.begin(actor=officer, round_=row, held_on=clock.today())
    for person in people:
        signed(person, four, ticks_with_total(criteria_of(four), total=75, stars=4))
        signed(person, held, ticks_with_total(criteria_of(held), total=75, stars=3))
        signed(person, five, best_ticks(criteria_of(five)))
        signed(person, two, ticks_with_total(criteria_of(two), total=40, stars=2))
    for one in (four, held, five, two):
        concluding.conclude(actor=officer, dossier=one)
    concluding.reopen(actor=officer, dossier=held, reason="Xem lại mục 2.1")
    concluding.conclude(actor=officer, dossier=held)
    rounds.conclude(actor=officer, round_=row)
    concluding.close(actor=officer, dossier=five, notice="Thông báo số 12/TB-SNNMT")
    later = dossiers.open_(actor=officer, product=products[2], kind=RecognitionKind.REASSESSED, product_set=TEA)
    drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận sản phẩm của đợt thử")
    return [
        *(f"{HOME}/{row}{part}" for part in ("", "/tien-do", "/phu-luc")),
        *(f"{HOME}/{row}/ho-so/{one}" for one in (four, held, five, two)),
        f"{HOME}/{row}/ho-so/{four}/mo-lai",
        f"{FILES}/{two}",
        f"{FILES}/{two}/ket-thuc",
        f"{FILES}/{later}",
        f"{FILES}/{later}/ho-so-truoc",
    ]


def _filed(officer: Actor) -> list[str]:
    written, handed, asked = (
        a_dossier(officer, a_product("Chè đang soạn")),
        a_dossier(officer, a_product("Chè chờ xã")),
        a_forwarded_dossier(officer, a_product("Chè phải bổ sung")),
    )
    submission.submit(actor=officer, dossier=handed)
    with reading() as session:
        code = next(iter(questions.item_codes(questions.dossier(session, asked))))  # type: ignore[arg-type]
    file = evidence_files.add(
        actor=officer, dossier=written, item=code, source=io.BytesIO(a_paper()), filename="Giấy đăng ký.pdf"
    )
    supplements.ask(actor=officer, dossier=asked, item_reasons={code: "Thiếu trang 2"})
    supplements.review(
        actor=officer, dossier=asked, kind=ReviewKind.VISIT, done_on=clock.today(), said="Cơ sở đúng như hồ sơ."
    )
    product = a_product("Chè chưa có hồ sơ")
    return [
        FILES,
        f"{FILES}/theo-han",
        f"{FILES}/thoi-gian",
        f"{FILES}/moi?q=che",
        f"{FILES}/moi/{product}",
        *(f"{FILES}/{one}" for one in (written, handed, asked)),
        *(
            f"{FILES}/{written}/{part}"
            for part in ("bieu-mau", "tu-cham", "nop", f"muc/{code}", f"tep/{file}/bo", "rut")
        ),
        *(f"{FILES}/{handed}/{part}" for part in ("chuyen-tinh", "tra-lai", "yeu-cau-bo-sung")),
        *(f"{FILES}/{asked}/{part}" for part in ("vao-dot", "nop-bo-sung", "y-kien-to-tu-van", f"muc/{code}")),
    ]


def _opened(
    officer: Actor,
    number: int,
    people: list[Actor],
    dossiers: list[str] | None = None,
    *,
    method: RoundMethod = RoundMethod.MEETING,
) -> str:
    today = clock.today()
    row = rounds.open_(
        actor=officer,
        year=YEAR,
        number=number,
        filed_before=today + timedelta(days=1),
        finish_before=today + timedelta(days=60),
        method=method,
    )
    for person, role in zip(people, ROLES, strict=False):
        rounds.seat(actor=officer, round_=row, account=public_id_of(person), role=role, agency="Sở Công Thương")
    if dossiers:
        rounds.admit(actor=officer, round_=row, dossiers=dossiers)
    return row


def _first_seat(round_: str) -> str:
    with reading() as session:
        asked = select(Seat.public_id).join(Seat.round).where(AssessmentRound.public_id == round_)
        return session.scalars(asked.order_by(Seat.position)).first() or ""
