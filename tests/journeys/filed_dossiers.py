"""Puts dossiers into every state that their producer and their commune see differently."""

import io
from dataclasses import dataclass
from datetime import date

from builders.assessments import FINDINGS, a_paper, filled_in
from builders.portal import member_named
from builders.units import goods_of
from sqlalchemy import select

from registry.models.place import Place
from registry.models.producer import Producer
from registry.queries import dossiers as questions
from registry.queries import memberships, producer_record
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import accounts, communes, dossiers, evidence_files, submission, supplements
from registry.usecases.demonstration import PRODUCER_PERSON
from registry.usecases.dossiers import ItemFacts

PASSWORD = "ruộng bậc thang mùa nước đổ"
OF_COMMUNE = "xa@minhhoa.example.com"
TEA = 11


@dataclass(frozen=True)
class Filed:
    """Where the person of the demonstration and the officer of his commune see the dossiers."""

    portal: list[str]
    commune: list[str]


def filed_in_every_state(officer: Actor, administrator: Actor) -> Filed:
    """File a dossier into every state, and seat an officer in the producer's commune."""
    person = member_named(PRODUCER_PERSON[1])
    with reading() as session:
        unit = next(one for one in memberships.producers_of(session, person.account_id) if one.ended_on is None)
        goods = producer_record.products(session, unit)
    draft = _opened(person, goods_of(officer, unit.public_id, "Chè đang soạn"))
    evidence_files.add(actor=person, dossier=draft, item="E02", source=io.BytesIO(a_paper()), filename="Cũ.pdf")
    expired = ItemFacts(issued_on=date(2023, 1, 1), expires_on=date(2025, 1, 1), supports=["9"], note="Số 12")
    dossiers.describe_item(actor=person, dossier=draft, code="E02", facts=expired)
    dossiers.save_self_score(actor=person, dossier=draft, ticks=_some_ticks(draft))
    back, wanted, gone, waiting = (
        _handed_in(person, goods_of(officer, unit.public_id, name))
        for name in ("Chè trả lại", "Chè cần bổ sung", "Chè đã chuyển", "Chè chờ xã")
    )
    submission.return_(
        actor=officer, dossier=back, reason="Cần sửa", item_reasons={"E01": "Giấy mờ", "M02": "Thiếu kế hoạch"}
    )
    supplements.ask(actor=officer, dossier=wanted, item_reasons={"E12": "Thiếu phiếu kiểm nghiệm"})
    submission.forward(actor=officer, dossier=gone, findings=FINDINGS)
    withdrawn = _opened(person, goods_of(officer, unit.public_id, "Chè đã rút"))
    submission.withdraw(actor=person, dossier=withdrawn)
    seat_officer(administrator, unit)
    own = [f"/cua-toi/ho-so/{one}" for one in (draft, back, wanted, gone, waiting, withdrawn)]
    seen = [f"/xa/ho-so/{one}" for one in (back, wanted, gone, waiting)]
    return Filed(
        portal=[
            "/cua-toi/ho-so",
            f"/cua-toi/san-pham/{goods[-1].public_id}/ho-so",
            *own,
            *(f"{own[0]}{page}" for page in ("/bieu-mau", "/muc/E02", "/muc/E01", "/tu-cham", "/nop", "/rut")),
            *(f"{own[1]}{page}" for page in ("/bieu-mau", "/muc/E01", "/nop")),
            *(f"{own[2]}{page}" for page in ("/muc/E12", "/muc/E01", "/bo-sung")),
            f"/cua-toi/tep/{_file_of(draft)}/bo",
        ],
        commune=["/xa", *seen, f"{seen[3]}/chuyen", f"{seen[3]}/tra-lai"],
    )


def _opened(person: Actor, product: str) -> str:
    return dossiers.open_(actor=person, product=product, kind=RecognitionKind.FIRST, product_set=TEA)


def _handed_in(person: Actor, product: str) -> str:
    public_id = _opened(person, product)
    dossiers.save_forms(actor=person, dossier=public_id, version=1, forms=filled_in())
    evidence_files.add(actor=person, dossier=public_id, item="E01", source=io.BytesIO(a_paper()), filename="Mới.pdf")
    submission.submit(actor=person, dossier=public_id)
    return public_id


def _some_ticks(dossier: str) -> dict[str, int]:
    with reading() as session:
        row = questions.dossier(session, dossier)
        assert row is not None
        criteria = questions.criteria_of(row)
        assert criteria is not None
        return dict.fromkeys(criteria.leaf_codes[:9], 0)


def _file_of(dossier: str) -> str:
    with reading() as session:
        row = questions.dossier(session, dossier)
        assert row is not None
        return next(file.public_id for item in row.items for file in item.files)


def seat_officer(administrator: Actor, unit: Producer) -> None:
    """Seat an officer in a producer's commune."""
    account, _ = accounts.create(
        actor=administrator,
        name="Lò Văn Xã",
        email=OF_COMMUNE,
        roles=[Role.COMMUNE],
        password=PASSWORD,
        must_choose_password=False,
    )
    with reading() as session:
        place = session.scalars(select(Place.public_id).where(Place.id == unit.commune_id)).one()
    communes.appoint(actor=administrator, account=account, commune=place)
