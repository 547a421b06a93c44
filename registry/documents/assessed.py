"""Whom and what a paper of an assessment is about: headings, offices and contacts."""

from collections.abc import Mapping
from types import MappingProxyType

from registry.models.assessment_round import Seat
from registry.models.producer import ContactKind, Producer
from registry.queries.settings import Settings
from registry.rules.council import MemberRole
from registry.rules.instruments import RecognitionKind

COUNCIL = "HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"
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


def contact_of(producer: Producer, kind: ContactKind) -> str | None:
    """Return the first contact of a kind; for papers that go to those who keep the dossier."""
    return next((one.value for one in producer.contacts if one.kind is kind), None)


def department_heading(settings: Settings) -> str:
    """Return the department as it stands at the head of its own papers, without the province above it."""
    name = settings.department.removesuffix(f" tỉnh {settings.province}")
    return name.upper()


def office_of(seat: Seat) -> str:
    """Say what somebody is in the council and where that person comes from."""
    return f"{ROLES[seat.role]}, {seat.agency}"
