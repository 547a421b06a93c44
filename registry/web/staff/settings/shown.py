"""How the choices stand on their page: which group, and each value in words."""

from collections.abc import Callable
from dataclasses import dataclass

from registry import clock
from registry.documents.decision_word import TEMPLATE_SETTINGS
from registry.queries.settings import Settings
from registry.rules import council_settings, numbering, round_settings, working_days
from registry.rules.clocks import Step
from registry.rules.supervision import DEFAULT_TERMS, Term
from registry.web.filters import money
from registry.web.staff.settings.meanings import SLOTS, purpose, title
from registry.web.words import word

UNSET = "Chưa đặt"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One choice on the page."""

    name: str
    words: Callable[[Settings], list[str]]
    """Its value, one line to an item; none where nothing is chosen."""

    @property
    def title(self) -> str:
        return title(self.name)

    @property
    def purpose(self) -> str:
        return purpose(self.name)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Choices that are changed together."""

    key: str
    endpoint: str
    title: str
    entries: tuple[Shown, ...]


def _plain(name: str, *, unset: str = UNSET, unit: str = "") -> Shown:
    def words(settings: Settings) -> list[str]:
        value = getattr(settings, name)
        return [f"{line}{unit}" for line in str(value).splitlines()] if value else [unset]

    return Shown(name=name, words=words)


def _roots(settings: Settings) -> list[str]:
    count = settings.signing_roots.count("BEGIN CERTIFICATE")
    return [f"{count} chứng thư gốc"] if count else ["Chưa đặt: không kiểm được chuỗi chứng thực"]


def _annexes(settings: Settings) -> list[str]:
    return ["Có" if settings.signing_annexes else "Không: chỉ ký giấy chứng nhận, bằng khen"]


def _revocation(settings: Settings) -> list[str]:
    count = len(settings.signing_revocation_lists)
    return [f"{count} danh sách"] if count else ["Chưa có: việc thu hồi được ghi là chưa kiểm"]


def _number(name: str) -> Shown:
    def words(settings: Settings) -> list[str]:
        pattern = getattr(settings, name)
        sample = numbering.format_number(pattern, serial=1, year=clock.today().year, body="UBND")
        return [pattern, f"Ví dụ: {sample}"]

    return Shown(name=name, words=words)


def _wording(settings: Settings) -> list[str]:
    changed = [f"{SLOTS[slot]}: “{words}”" for slot, words in settings.star_wording.items() if slot in SLOTS]
    return changed or ["Theo mẫu có sẵn"]


def _prizes(settings: Settings) -> list[str]:
    ordered = sorted(settings.prizes, key=lambda prize: (-prize.year, prize.stars))
    return [f"{prize.year} · {prize.stars} sao: {money(prize.amount)} ({prize.resolution})" for prize in ordered] or [
        UNSET
    ]


def _council(settings: Settings) -> list[str]:
    return [one.text for one in council_settings.explained(council_settings.from_settings(settings.council_rules))]


def _rounds(settings: Settings) -> list[str]:
    return [one.text for one in round_settings.explained(round_settings.from_settings(settings.round_rules))]


def _calendar(settings: Settings) -> list[str]:
    kept = working_days.from_settings(settings.working_calendar)
    days = [f"{day:%d/%m/%Y}: nghỉ, {name}" for day, name in sorted(kept.off.items())]
    days += [f"{day:%d/%m/%Y}: làm việc, {name}" for day, name in sorted(kept.worked.items())]
    return days or ["Theo lịch đã biết"]


def _limits(settings: Settings) -> list[str]:
    return [f"{word(Step(code))}: {days} ngày làm việc" for code, days in settings.step_limits.items()] or [UNSET]


def _supervision(settings: Settings) -> list[str]:
    kept = settings.supervision_days
    return [f"{word(term)}: {kept.get(term, DEFAULT_TERMS[term])} ngày" for term in Term]


def _picture(name: str) -> Shown:
    return Shown(name=name, words=lambda settings: ["Đã có tệp" if getattr(settings, name) else "Chưa có tệp"])


def _signed_annex(settings: Settings) -> list[str]:
    return ["Có" if settings.signed_annex_required else "Không: chỉ nhắc khi chưa đối chiếu"]


def _word_template(name: str) -> Shown:
    return Shown(name=name, words=lambda settings: ["Mẫu của đơn vị" if getattr(settings, name) else "Mẫu có sẵn"])


GROUPS = (
    Group(
        key="co-quan",
        endpoint="staff_settings.names",
        title="Tên cơ quan và địa danh",
        entries=tuple(
            _plain(name)
            for name in (
                "province",
                "department",
                "public_address",
                "place_of_signing",
                "issuing_heading",
                "conferring_heading",
                "authority_lines",
                "council_authority_lines",
                "council_signatory",
                "council_recipients",
            )
        ),
    ),
    Group(
        key="mau-so",
        endpoint="staff_settings.numbers",
        title="Mẫu số và sổ vàng",
        entries=(
            _number("certificate_number_format"),
            _number("merit_number_format"),
            _plain("golden_book_from", unset="Chừa chỗ ghi tay"),
        ),
    ),
    Group(
        key="loi-van",
        endpoint="staff_settings.wording",
        title="Lời văn giấy chứng nhận",
        entries=(
            _plain("title_before_2026"),
            _plain("title_qd26"),
            Shown(name="star_wording", words=_wording),
        ),
    ),
    Group(
        key="hinh-anh",
        endpoint="staff_settings.artwork",
        title="Quốc huy và nhãn hiệu OCOP",
        entries=(_picture("emblem"), _picture("mark")),
    ),
    Group(
        key="phu-luc-da-ky",
        endpoint="staff_settings.signed_annex",
        title="Phụ lục đã ký",
        entries=(Shown(name="signed_annex_required", words=_signed_annex),),
    ),
    Group(
        key="mau-word",
        endpoint="staff_word.show",
        title="Văn bản Word",
        entries=tuple(map(_word_template, TEMPLATE_SETTINGS.values())),
    ),
    Group(
        key="muc-thuong",
        endpoint="staff_settings.prizes",
        title="Mức thưởng",
        entries=(Shown(name="prizes", words=_prizes),),
    ),
    Group(
        key="du-lieu-mang-di",
        endpoint="staff_settings.carried_data",
        title="Dữ liệu mang đi",
        entries=(_plain("carried_data_days", unit=" ngày"),),
    ),
    Group(
        key="kho-bang-khen",
        endpoint="staff_settings.merit_paper",
        title="Khổ giấy bằng khen",
        entries=(_plain("merit_paper_width_mm", unit=" mm"), _plain("merit_paper_height_mm", unit=" mm")),
    ),
    Group(
        key="quy-che",
        endpoint="staff_settings.council_rules",
        title="Quy chế Hội đồng",
        entries=(Shown(name="council_rules", words=_council),),
    ),
    Group(
        key="dot-trong-nam",
        endpoint="staff_settings.round_rules",
        title="Các đợt đánh giá trong năm",
        entries=(Shown(name="round_rules", words=_rounds),),
    ),
    Group(
        key="lich-lam-viec",
        endpoint="staff_settings.calendar",
        title="Lịch làm việc",
        entries=(Shown(name="working_calendar", words=_calendar),),
    ),
    Group(
        key="thoi-han",
        endpoint="staff_settings.step_limits",
        title="Thời hạn các bước hồ sơ",
        entries=(Shown(name="step_limits", words=_limits),),
    ),
    Group(
        key="sap-het-han",
        endpoint="staff_settings.expiry",
        title="Sắp hết hạn",
        entries=(
            _plain("reminder_months", unset="Không gửi thư nhắc"),
            _plain("expiry_notice_days", unit=" ngày"),
            _plain("round_capacity", unset="Chưa đặt: không so với sức làm của đợt", unit=" hồ sơ"),
        ),
    ),
    Group(
        key="thoi-han-giam-sat",
        endpoint="staff_settings.supervision_days",
        title="Thời hạn trong giám sát",
        entries=(Shown(name="supervision_days", words=_supervision),),
    ),
    Group(
        key="ky-so",
        endpoint="staff_settings.signing",
        title="Chữ ký số",
        entries=(
            _plain("signing_persons", unset="Chưa đặt: không dùng chữ ký số"),
            _plain("signing_seals", unset="Không đòi chữ ký của cơ quan"),
            Shown(name="signing_annexes", words=_annexes),
            Shown(name="signing_roots", words=_roots),
        ),
    ),
    Group(
        key="thu-hoi-chung-thu",
        endpoint="staff_settings.revocation",
        title="Danh sách thu hồi chứng thư số",
        entries=(Shown(name="signing_revocation_lists", words=_revocation),),
    ),
    Group(
        key="can-cu",
        endpoint="staff_settings.grounds",
        title="Căn cứ của việc chưa có điều khoản",
        entries=tuple(
            _plain(name, unset="Chưa đặt: chưa làm được việc này")
            for name in ("suspend_ground", "reinstate_ground", "withdraw_ground")
        ),
    ),
)
