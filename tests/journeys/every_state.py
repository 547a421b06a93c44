"""Puts what the demonstration lacks into a copy of it: something in every state that a page shows differently."""

import io
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from builders.conference import an_award
from builders.portal import member_named
from builders.register import a_draft, a_line, a_product, acknowledge_all, sign_off
from journeys.filed_dossiers import Filed, filed_in_every_state
from journeys.kept_in_force import asked_about_a_day, kept_in_force, one_of_each_standing
from journeys.papers_of_record import printed_and_compared
from journeys.rounds_of_staff import seen_by_staff
from journeys.scored_round import seen_by_the_chair
from journeys.supervised import supervised
from PIL import Image
from sqlalchemy import func, select

from registry import clock
from registry.app import create_app
from registry.config import Config
from registry.database import db
from registry.law import criteria as law
from registry.models.account import Account
from registry.models.assessment import ScoreSheet
from registry.models.award import AwardEvent, AwardRecipient, MeritCertificate, RecipientKind
from registry.models.body import BodyKind
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.decision import Decision, DecisionLine
from registry.models.dossier import Dossier, DossierFile
from registry.models.list_import import ListImport
from registry.models.membership import Invitation
from registry.models.producer import ContactKind, Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.models.recognition import Recognition
from registry.queries import memberships, producer_record
from registry.queries.list_outcome import Choices
from registry.rules.certificate_life import Standing
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor, Role
from registry.transaction import Session, reading, transaction
from registry.usecases import (
    accounts,
    award_events,
    awarding,
    ceasing,
    criteria_loading,
    deciding,
    drafting,
    importing,
    invitations,
    official_artwork,
    photos,
    producer_fates,
    proposal_answers,
    proposals,
    settings,
)
from registry.usecases.award_events import ANNOUNCED
from registry.usecases.awarding import Recipient
from registry.usecases.demonstration import PRODUCER_PERSON
from registry.usecases.official_artwork import Picture
from registry.usecases.producer_facts import ContactFacts

HEADER = "Tên sản phẩm;Chủ thể;Hạng sao;Số quyết định;Ngày quyết định\n"
LIST = HEADER + "Chè đã có nơi khác;HTX Thử Danh Sách;3 sao;92/QĐ-MH;01/06/2024\n"
WAITING = LIST + "Mật ong chờ;HTX Thử Danh Sách;★★★★;93/QĐ-MH;31/05/2024\n"
DAMAGED = HEADER + "Chè;HTX Thử Danh Sách;9 sao;94/QĐ-MH;45/06/2024\n;HTX Thử Danh Sách;3 sao;;\n"
OFFICER, APPROVER, ADMINISTRATOR = "canbo", "nguoiduyet", "quantri"


@dataclass(frozen=True)
class Landmarks:
    """Where a walk through the register begins, and what the things on its pages are called."""

    staff: list[str]
    public: list[str]
    portal: list[str]
    council: list[str]
    commune: list[str]
    names: dict[str, list[str]]
    """Public id → what the title of a page about it may call it by."""


def furnish(folder: Path) -> Landmarks:
    """Put something in every state, and return where it is seen."""
    app = create_app(Config.from_environment({}, folder=folder), doors=False)
    with app.app_context():
        with reading() as session:
            keys = {str(row.email).partition("@")[0]: row.id for row in session.scalars(select(Account))}
        officer, administrator = _actor(keys[OFFICER], Role.OFFICER), _actor(keys[ADMINISTRATOR], Role.ADMINISTRATOR)
        approver = _actor(keys[APPROVER], Role.APPROVER)
        # What is put in effect here was signed by nobody: there is no signed annex to hold against the register's.
        settings.change(actor=administrator, values={"signed_annex_required": False})
        _furnish(officer=officer, approver=approver, administrator=administrator)
        council = seen_by_the_chair(officer, administrator)
        filed = filed_in_every_state(officer, administrator)
        staff = [*seen_by_staff(officer), *kept_in_force(officer, approver)]
        settings.change(actor=administrator, values={"signed_annex_required": True})
        staff += printed_and_compared(officer, approver) + supervised(officer)
        with reading() as session:
            landmarks = _landmarks(session, council, filed, staff)
        db.engine.dispose()
    return landmarks


def _actor(key: int, role: Role) -> Actor:
    return Actor(account_id=key, name=role.value, roles=frozenset({role}), means="web")


def _furnish(*, officer: Actor, approver: Actor, administrator: Actor) -> None:
    a_draft(officer, [a_line(a_product("Chè nháp một")), a_line(a_product("Chè nháp hai"))])
    submitted = a_draft(officer, [a_line(a_product("Chè trình ký"))])
    acknowledge_all(officer, submitted)
    deciding.check(actor=officer, decision=submitted)
    deciding.approve(actor=approver, decision=submitted)
    sign_off(officer, approver, a_draft(officer, [a_line(a_product("Chè đã ký"))]), number="91/QĐ-MH")
    given_up = a_draft(officer, [])
    deciding.cancel(actor=officer, decision=given_up, reason="Soạn nhầm")
    _award(officer, approver)
    _lists(officer)
    pictured = a_product("Chè có ảnh")
    for colour in ("green", "gold"):
        photos.add(actor=officer, product=pictured, content=_picture(colour))
    ceasing.confirm(
        actor=officer,
        product=pictured,
        confirmed_on=clock.today(),
        confirmed_by="UBND xã Minh Họa",
        document="45/XN-UBND ngày 03/11/2026",
    )
    official_artwork.put(actor=administrator, picture=Picture.EMBLEM, content=_picture("red"))
    with reading() as session:
        ended = session.scalars(select(Producer.public_id).order_by(Producer.id)).first()
    assert ended is not None
    producer_fates.dissolve_producer(actor=officer, producer=ended, on=date(2026, 1, 1))
    _portal(officer)
    _criteria(administrator)
    closed, _ = accounts.create(
        actor=administrator, name="Lò Thị Khóa", email="khoa@minhhoa.example.com", roles=[Role.OFFICER]
    )
    accounts.disable(actor=administrator, account=closed)
    with transaction() as session:
        row = session.scalars(select(Account).where(Account.public_id == closed)).one()
        row.tf_primary_method, row.tf_totp_secret = "authenticator", "-"


def _criteria(administrator: Actor) -> None:
    """Let the first set of the law have a newer wording."""
    own = law.criteria_set(instrument=Instrument.QD_26_2026, number=1)
    assert own is not None
    criteria_loading.load(
        actor=administrator,
        criteria=replace(own, name=f"{own.name} (bản thử)"),
        source="Công báo thử",
        applies_from=own.effective_from + timedelta(days=1),
    )


def _portal(officer: Actor) -> None:
    """Let the person of the demonstration propose something that ends in every way, and invite another."""
    person = member_named(PRODUCER_PERSON[1])
    with reading() as session:
        unit = next(one for one in memberships.producers_of(session, person.account_id) if one.ended_on is None)
        goods = producer_record.products(session, unit)[0]
    address, contacts = proposals.propose_for_producer(
        actor=person,
        producer=unit.public_id,
        version=unit.version,
        address="Bản Mới",
        website=unit.website,
        contacts=[ContactFacts(kind=ContactKind.ZALO, value="0912345678", is_public=True)],
    )
    description, story = proposals.propose_for_product(
        actor=person, product=goods.public_id, version=goods.version, description="Mô tả mới", story="Chuyện mới"
    )
    proposals.propose_photo(actor=person, product=goods.public_id, content=_picture("green"), caption="Ảnh mới")
    proposal_answers.accept(actor=officer, proposal=contacts)
    proposal_answers.refuse(actor=officer, proposal=story, reason="Cần nêu nguồn gốc")
    proposals.withdraw(actor=person, proposal=description)
    with transaction() as session:
        row = session.scalars(select(Proposal).where(Proposal.public_id == address)).one()
        row.seen = "Bản Cũ Hơn"
    invitations.invite(actor=officer, producer=unit.public_id, name="Vàng A Ba", sign_in="0912 345 678")


def _picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 600), colour).save(file, "PNG")
    return file.getvalue()


def _award(officer: Actor, approver: Actor) -> None:
    award = drafting.draft(actor=officer, kind=DecisionKind.AWARD, title="Khen thưởng thử")
    people = [
        Recipient(kind=RecipientKind.PERSON, name=name, address="Bản Thử", achievement="trong phong trào thử")
        for name in ("Lò Văn Một", "Lò Văn Hai")
    ]
    awarding.add_recipients(actor=officer, decision=award, recipients=people)
    an_award(officer, approver, people, number="95/QĐ-MH")
    with reading() as session:
        announced = session.scalars(
            select(Decision.public_id)
            .where(Decision.state == DecisionState.IN_EFFECT, Decision.kind.in_(ANNOUNCED))
            .order_by(Decision.id.desc())
        ).all()
    award_events.create(
        actor=officer, name="Lễ trao thử", place="Hội trường", held_on=date(2026, 12, 1), decisions=announced[:3]
    )


def _lists(officer: Actor) -> None:
    choices = Choices(body_kind=BodyKind.OTHER_PROVINCE, body_name="Ủy ban nhân dân tỉnh Lào Cai")
    for name, content in (
        ("da-dua-vao.csv", LIST),
        ("dang-cho.csv", WAITING),
        ("co-loi.csv", DAMAGED),
    ):
        received = importing.receive(actor=officer, content=content.encode(), filename=name, choices=choices)
        if name == "da-dua-vao.csv":
            importing.apply(actor=officer, list_import=received)


def _landmarks(session: Session, council: list[str], filed: Filed, rounds: list[str]) -> Landmarks:
    decisions = session.scalars(select(Decision)).all()
    events = session.scalars(select(AwardEvent.public_id)).all()
    by_standing = one_of_each_standing(session)
    ended = session.scalars(select(Producer.public_id).where(Producer.ended_on.is_not(None))).first()
    active = session.scalars(select(Producer.public_id).where(Producer.ended_on.is_(None))).first()
    draft = next(
        one.public_id for one in decisions if one.state is DecisionState.DRAFT and one.kind is DecisionKind.RECOGNITION
    )
    pictured = session.scalars(select(Product.public_id).where(Product.name == "Chè có ảnh")).one()
    proposed = session.scalars(select(Proposal.public_id)).all()
    spoken_for = session.scalars(select(Producer.public_id).join(Invitation)).all()
    staff = [
        "/can-bo",
        *(f"/can-bo/de-nghi/{one}" for one in proposed),
        *(f"/can-bo/chu-the/{one}" for one in spoken_for),
        *(f"/can-bo/quyet-dinh/{one.public_id}" for one in decisions),
        *(f"/can-bo/giay-chung-nhan/{one.public_id}" for one in by_standing.values()),
        *(f"/can-bo/nhap-danh-sach/{one}" for one in session.scalars(select(ListImport.public_id))),
        *(f"/can-bo/tai-khoan/{one}" for one in session.scalars(select(Account.public_id))),
        *(f"/can-bo/trao-thuong/{one}{page}" for one in events for page in ("", "/ban-giao")),
        *(f"/can-bo/chu-the/{one}" for one in (ended, active)),
        f"/can-bo/san-pham/{pictured}",
        f"/can-bo/san-pham/{pictured}/san-xuat-lai",
        f"/can-bo/quyet-dinh/{draft}/them?q=che",
        "/can-bo/giay-chung-nhan/ghi-nhan?q=che",
        "/can-bo/chu-the?q=khong+co+ai",
        "/can-bo/het-han?quy=2027-4",
        "/can-bo/het-han/danh-sach?buoc=lapsed",
        "/lich/ngung",
        "/dang-nhap/xac-nhan",
    ]
    public = ["/", "/tra-cuu", "/tra-cuu?q=minh+hoa", "/tra-cuu?q=khong+co+gi"]
    public += [f"/c/{one.lookup_code}" for one in by_standing.values()]
    in_force = by_standing[Standing.IN_FORCE]
    public += asked_about_a_day(in_force.recognition.product.public_id, in_force.lookup_code)
    kept = select(PaperFile.sha256).where(PaperFile.role.in_((FileRole.RENDER, FileRole.ANNEX))).order_by(PaperFile.id)
    public += [f"/xac-minh/{one}" for one in session.scalars(kept.limit(2))]
    public += [f"/bo-tieu-chi/{one}" for one in ("qd-26-2026/26", "qd-26-2026/1/ban-1", "qd-1048-781/10")]
    portal = ["/cua-toi", "/tai-khoan/mat-khau", "/lich", *(f"/cua-toi/de-nghi/{one}" for one in proposed)]
    portal += [f"/cua-toi/chu-the/{one}" for one in spoken_for]
    theirs = select(Product.public_id).join(Product.producer).where(Producer.public_id.in_(spoken_for))
    portal += [f"/cua-toi/san-pham/{one}" for one in session.scalars(theirs)]
    return Landmarks(staff + rounds, public, portal + filed.portal, council, filed.commune, _names(session))


def _names(session: Session) -> dict[str, list[str]]:
    asked = [select(model.public_id, model.name) for model in (Account, AwardEvent, AwardRecipient, Producer, Product)]
    asked += [
        select(ListImport.public_id, ListImport.filename),
        select(Recognition.public_id, Recognition.product_name),
        select(DecisionLine.public_id, Product.name).join(DecisionLine.product),
        select(MeritCertificate.public_id, AwardRecipient.name).join(MeritCertificate.recipient),
        select(Certificate.public_id, func.coalesce(Certificate.number, "không rõ số")),
        select(Invitation.public_id, Invitation.name),
        select(Proposal.public_id, Product.name).join(Proposal.product),
        select(Proposal.public_id, Producer.name).join(Proposal.producer),
        select(PaperFile.public_id, PaperFile.filename),
        select(Dossier.public_id, Product.name).join(Dossier.product),
        select(DossierFile.public_id, DossierFile.filename),
        select(ScoreSheet.public_id, Product.name).join(ScoreSheet.dossier).join(Dossier.product),
        select(Certificate.public_id, Recognition.product_name).join(Certificate.recognition),
    ]
    asked += [select(Decision.public_id, Decision.title), select(Decision.public_id, Decision.number)]
    names: dict[str, list[str]] = {}
    for statement in asked:
        for key, name in session.execute(statement):
            names.setdefault(key, []).extend([name] if name else [])
    return names
