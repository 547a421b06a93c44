"""Whom and what a paper of an assessment is about: headings, offices and contacts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from certificates import Signature, legible
from registry.models.assessment_round import AssessmentRound, Seat
from registry.models.dossier import Dossier
from registry.models.producer import ContactKind, Producer
from registry.queries import assessment_rounds as rounds
from registry.queries.settings import Settings
from registry.rules.council import MemberRole
from registry.rules.instruments import RecognitionKind
from registry.rules.producer_kinds import ProducerKind

ROLES: Mapping[MemberRole, str] = MappingProxyType(
    {
        MemberRole.CHAIR: "Chủ tịch Hội đồng",
        MemberRole.VICE_CHAIR: "Phó Chủ tịch Hội đồng",
        MemberRole.SECRETARY: "Ủy viên, Thư ký Hội đồng",
        MemberRole.MEMBER: "Ủy viên Hội đồng",
    }
)
KINDS: Mapping[RecognitionKind, str] = MappingProxyType(
    {
        RecognitionKind.FIRST: "Đánh giá lần đầu",
        RecognitionKind.UPGRADED: "Đánh giá nâng hạng",
        RecognitionKind.REASSESSED: "Đánh giá lại",
    }
)
PRODUCER_KINDS: Mapping[ProducerKind, str] = MappingProxyType(
    {
        ProducerKind.COOPERATIVE: "Hợp tác xã",
        ProducerKind.COOPERATIVE_GROUP: "Tổ hợp tác",
        ProducerKind.COMPANY_LIMITED: "Công ty TNHH",
        ProducerKind.COMPANY_LIMITED_ONE_MEMBER: "Công ty TNHH một thành viên",
        ProducerKind.COMPANY_JOINT_STOCK: "Công ty cổ phần",
        ProducerKind.PRIVATE_ENTERPRISE: "Doanh nghiệp tư nhân",
        ProducerKind.ENTERPRISE: "Doanh nghiệp khác",
        ProducerKind.FARM: "Trang trại",
        ProducerKind.HOUSEHOLD: "Hộ sản xuất, kinh doanh",
        ProducerKind.ASSOCIATION: "Hội, hiệp hội",
        ProducerKind.TOURISM_CENTRE: "Trung tâm điều hành du lịch",
        ProducerKind.OTHER: "Khác",
    }
)


def contact_of(producer: Producer, kind: ContactKind) -> str | None:
    """Return the first contact of a kind; for papers that go to those who keep the dossier."""
    return next((one.value for one in producer.contacts if one.kind is kind), None)


def representative_words(dossier: Dossier, forms: Mapping[str, Any] | None = None) -> str:
    """Say who represents the producer as Mẫu số 02 and 03 ask: name, gender, people, residence.

    :param forms: as they were handed in; None: as they are now.
    """
    producer, typed = dossier.producer, dossier.forms if forms is None else forms
    said = [producer.representative or "……"]
    for label, value in (
        ("giới tính", producer.representative_gender),
        ("dân tộc", producer.representative_ethnicity),
        ("thường trú tại", typed.get("residence")),
    ):
        if value:
            said.append(f"{label} {legible(value)}")
    return "; ".join(said)


def council_heading(settings: Settings) -> str:
    """Return the council as it stands at the head of its papers, under the province's People's Committee."""
    return f"HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP TỈNH {settings.province.upper()}"


def signature_of(settings: Settings, round_: AssessmentRound | None) -> Signature:
    """Return who signs notices and reports of results: whom the settings name, else the chair of the round."""
    chair = (
        next((seat.account.name for seat in rounds.sitting(round_) if seat.role is MemberRole.CHAIR), None)
        if round_
        else None
    )
    return Signature(
        authority_lines=tuple(settings.council_authority_lines.splitlines()), name=settings.council_signatory or chair
    )


def recipients_of(settings: Settings, *others: str) -> tuple[str, ...]:
    """Return whom notices and reports of results go to."""
    return ("Như trên", settings.department, *others, *settings.council_recipients.splitlines())


def department_heading(settings: Settings) -> str:
    """Return the department as it stands at the head of its own papers, without the province above it."""
    name = settings.department.removesuffix(f" tỉnh {settings.province}")
    return name.upper()


def office_of(seat: Seat) -> str:
    """Say what somebody is in the council and where that person comes from."""
    return f"{ROLES[seat.role]}, {seat.agency}"
