"""What the two certificates say: frozen words, as of the moment the paper was ordered."""

from dataclasses import dataclass, field
from datetime import date

FEWEST_STARS, MOST_STARS = 3, 5


@dataclass(frozen=True, kw_only=True)
class StarWording:
    """The fixed words between the values of a star certificate; a department may change them per body and period."""

    certifies: str = "Chứng nhận sản phẩm"
    """Above the product's name."""

    packings: str = "Quy cách"
    """Before the packings."""

    of_producer: str = "của"
    """Between product and producer."""

    address: str = "Địa chỉ"
    """Before the producer's address."""

    rank: str = "Đạt hạng"
    """Before "4 sao" under the drawn stars."""

    decision: str = "Theo Quyết định số"
    """Before the decision's number, date and body."""

    valid_for: str = "Có giá trị"
    """Before "36 tháng"."""

    valid_from: str = "từ"
    """Before the first day of validity."""

    valid_until: str = "đến hết"
    """Before the last day of validity."""

    number: str = "Số"
    """Before the certificate's own number, at the foot."""

    product_code: str = "Mã sản phẩm"
    """Before the official product code."""

    lookup_code: str = "Mã tra cứu"
    """Before the lookup code."""

    verify: str = "Kiểm tra tại"
    """Before the address of the verify page."""


@dataclass(frozen=True, kw_only=True)
class StarCertificate:
    """Giấy chứng nhận: one product, its stars, and the decision that gives them.

    Without a number it is a draft: watermarked DỰ THẢO, without QR.
    """

    title: str = "Giấy chứng nhận sản phẩm OCOP"
    """Name of the paper under the instrument it stands under."""

    parent_body: str | None = None
    """Body above the issuing one, in its own capitals; None prints no such line."""

    issuing_body: str
    """"ỦY BAN NHÂN DÂN TỈNH LAI CHÂU", in its own capitals."""

    number: str | None
    """None: a draft."""

    product_name: str
    """The largest words on the page."""

    packings: str | None = None
    """Packings that this certificate covers; None prints no such line."""

    product_code: str | None = None
    """Official code province-commune-serial-year; None prints no such line."""

    producer_name: str
    producer_address: str

    stars: int
    """3, 4 or 5; fewer get no certificate."""

    decision_number: str | None
    """"1757/QĐ-UBND"; None in a draft leaves the blanks of an unsigned decision."""

    decision_symbol: str = "QĐ-UBND"
    """After the blank in a draft."""

    decision_date: date | None
    decision_body: str
    """"Chủ tịch Ủy ban nhân dân tỉnh Lai Châu", as it stands inside a sentence."""

    valid_from: date | None
    """None together with valid_until in a draft leaves blanks."""

    valid_until: date | None
    """Last day of validity, to its end."""

    validity_months: int | None = 36
    """None: the decision states days instead of a length."""

    validity_ground: str | None = None
    """Why the days differ from the rule, printed after them; None for the rule."""

    place: str
    """"Lai Châu", before the date."""

    issued_on: date | None
    """None in a draft leaves blanks."""

    authority_lines: tuple[str, ...]
    """("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), above the place for signature and seal."""

    signatory_name: str | None
    """None in a draft leaves the name open."""

    lookup_code: str | None
    """As it is to be typed; None exactly in a draft."""

    lookup_url: str | None
    """Full address in the QR, on the configured host; None exactly in a draft."""

    verify_address: str
    """Address of the verify page as one reads it: "ocop.laichau.gov.vn/tra-cuu"."""

    emblem: bytes | None = None
    """PNG or JPEG of the state emblem, supplied by the department; None: a neutral ornament."""

    mark: bytes | None = None
    """PNG or JPEG of the OCOP mark, supplied by the department; None: nothing."""

    is_demonstration: bool = False
    """True prints BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ."""

    wording: StarWording = field(default_factory=StarWording)

    def __post_init__(self) -> None:
        """Refuse content that no certificate may bear.

        :raises ValueError: if the stars have no certificate, or an issued paper lacks what makes it one.
        """
        if not FEWEST_STARS <= self.stars <= MOST_STARS:
            raise ValueError(f"no certificate has {self.stars} stars")
        has_lookup = self.lookup_code is not None and self.lookup_url is not None
        if self.number is None:
            if self.lookup_code is not None or self.lookup_url is not None:
                raise ValueError("a draft cannot be looked up")
            return
        signed = (self.decision_number, self.decision_date, self.issued_on, self.valid_from, self.valid_until)
        if not has_lookup or None in signed:
            raise ValueError("an issued certificate needs its decision, its dates and its lookup code")


@dataclass(frozen=True, kw_only=True)
class MeritWording:
    """The fixed words of a merit certificate."""

    confers: str = "TẶNG"
    """Between the conferring body and the title."""

    achievement: str = "Đã có thành tích"
    """Before the achievement; empty when the achievement is a whole sentence."""

    decision: str = "Quyết định số"
    golden_book: str = "Số sổ vàng"
    number: str = "Số"
    lookup_code: str = "Mã tra cứu"
    verify: str = "Kiểm tra tại"


@dataclass(frozen=True, kw_only=True)
class MeritCertificate:
    """Bằng khen or giấy khen: one recipient and the achievement. Without a number it is a draft."""

    title: str = "BẰNG KHEN"
    parent_body: str | None = None
    issuing_body: str
    """"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU", in its own capitals."""

    number: str | None
    """None: a draft."""

    recipient_style: str | None = None
    """"Ông", "Bà", "Hộ gia đình ông", printed above the name; None for a collective."""

    recipient_name: str
    recipient_address: str | None = None
    achievement: str
    """"xuất sắc trong Chương trình mỗi xã một sản phẩm tỉnh Lai Châu năm 2020"."""

    decision_number: str | None
    decision_symbol: str = "QĐ-UBND"
    decision_date: date | None
    golden_book_number: str | None = None
    """None leaves the blank for the department's pen."""

    place: str
    issued_on: date | None
    authority_lines: tuple[str, ...]
    signatory_name: str | None

    lookup_code: str | None = None
    lookup_url: str | None = None
    """Both or neither; None in a draft."""

    verify_address: str | None = None
    emblem: bytes | None = None
    is_demonstration: bool = False
    paper_width_mm: float = 297.0
    paper_height_mm: float = 210.0
    """The present regulation's size could not be read, so the size is the department's; never below A4."""

    wording: MeritWording = field(default_factory=MeritWording)

    def __post_init__(self) -> None:
        """Refuse content that no merit certificate may bear.

        :raises ValueError: if a draft can be looked up, an issued paper has no decision, or the paper is too small.
        """
        if (self.lookup_code is None) != (self.lookup_url is None):
            raise ValueError("lookup code and address come together")
        if self.number is None and self.lookup_code is not None:
            raise ValueError("a draft cannot be looked up")
        if self.number is not None and None in (self.decision_number, self.decision_date, self.issued_on):
            raise ValueError("an issued merit certificate needs its decision and its date")
        if self.paper_width_mm < 297 or self.paper_height_mm < 210:
            raise ValueError("a merit certificate is never smaller than A4 landscape")
