"""Who plays in the demonstration register: invented producers and products in real communes.

Shape of the conference of 13 December 2020: 47 products of 23 producers, 38 with three stars and 9 with four.
"""

from dataclasses import dataclass

from registry.rules.producer_kinds import ProducerKind

COOP = ProducerKind.COOPERATIVE
GROUP = ProducerKind.COOPERATIVE_GROUP
LIMITED = ProducerKind.COMPANY_LIMITED
ONE = ProducerKind.COMPANY_LIMITED_ONE_MEMBER
STOCK = ProducerKind.COMPANY_JOINT_STOCK
HOUSE = ProducerKind.HOUSEHOLD

WORDS_OF_KIND = {
    COOP: "Hợp tác xã",
    GROUP: "Tổ hợp tác",
    LIMITED: "Công ty TNHH",
    ONE: "Công ty TNHH một thành viên",
    STOCK: "Công ty cổ phần",
    HOUSE: "Hộ kinh doanh",
}


@dataclass(frozen=True)
class ProductPart:
    """One product of the cast."""

    name: str
    product_set: int
    """Under QĐ 1048 as amended."""
    stars: int
    packings: tuple[str, ...] = ()
    assessed_in: int = 2
    """Round of 2020: 1 in July, 2 in December."""


@dataclass(frozen=True)
class ProducerPart:
    """One producer of the cast."""

    number: int
    kind: ProducerKind
    commune: str
    """Official code of a commune of that time."""
    products: tuple[ProductPart, ...]

    @property
    def name(self) -> str:
        return f"{WORDS_OF_KIND[self.kind]} Minh Họa {self.number:02d}"


def _p(name: str, product_set: int, stars: int, *packings: str, first_round: bool = False) -> ProductPart:
    return ProductPart(name, product_set, stars, packings, 1 if first_round else 2)


CAST = (
    ProducerPart(
        1,
        STOCK,
        "03598",
        (
            _p("Chè xanh Minh Họa 01", 12, 4, "Hộp 100 g", "Hộp 200 g", "Túi 500 g", first_round=True),
            _p("Chè Ô long Minh Họa 01", 12, 4, "Hộp 150 g", first_round=True),
            _p("Hồng trà Minh Họa 01", 12, 3, "Hộp 100 g", first_round=True),
        ),
    ),
    ProducerPart(
        2,
        COOP,
        "03616",
        (
            _p("Chè Shan tuyết Minh Họa 02", 12, 3, "Túi 200 g", first_round=True),
            _p("Mật ong hoa rừng Minh Họa 02", 4, 3, "Chai 500 ml", "Chai 1 lít", first_round=True),
        ),
    ),
    ProducerPart(
        3,
        LIMITED,
        "03390",
        (
            _p("Miến dong Minh Họa 03", 6, 4, "Gói 500 g", "Gói 1 kg", first_round=True),
            _p("Miến dong tím Minh Họa 03", 6, 3, "Gói 500 g", first_round=True),
        ),
    ),
    ProducerPart(
        4,
        COOP,
        "03412",
        (
            _p("Gạo nếp tan Minh Họa 04", 3, 3, "Túi 5 kg", first_round=True),
            _p("Gạo tẻ râu Minh Họa 04", 3, 4, "Túi 5 kg", "Túi 10 kg", first_round=True),
            _p("Bún khô Minh Họa 04", 6, 3, "Gói 500 g", first_round=True),
        ),
    ),
    ProducerPart(
        5,
        COOP,
        "03549",
        (
            _p("Chuối sấy dẻo Minh Họa 05", 7, 3, "Túi 250 g", first_round=True),
            _p("Thịt trâu gác bếp Minh Họa 05", 8, 3, "Túi 250 g", "Túi 500 g", first_round=True),
        ),
    ),
    ProducerPart(6, HOUSE, "03478", (_p("Rượu ngô Minh Họa 06", 15, 3, "Chai 500 ml", first_round=True),)),
    ProducerPart(
        7,
        COOP,
        "03433",
        (
            _p("Lạp sườn Minh Họa 07", 8, 3, "Túi 500 g", first_round=True),
            _p("Cá bống vùi tro Minh Họa 07", 9, 3, first_round=True),
        ),
    ),
    ProducerPart(
        8,
        COOP,
        "03434",
        (
            _p("Cá lăng sông Đà Minh Họa 08", 9, 3, "Khay 1 kg", first_round=True),
            _p("Cá tép dầu khô Minh Họa 08", 9, 3, "Túi 250 g", first_round=True),
        ),
    ),
    ProducerPart(
        9,
        COOP,
        "03595",
        (
            _p("Gạo Séng cù Minh Họa 09", 3, 4, "Túi 5 kg", first_round=True),
            _p("Gạo nếp cẩm Minh Họa 09", 3, 3, "Túi 1 kg", first_round=True),
            _p("Bánh khẩu xén Minh Họa 09", 5, 3, "Hộp 200 g"),
        ),
    ),
    ProducerPart(
        10,
        ONE,
        "03389",
        (
            _p("Sữa chua nếp cẩm Minh Họa 10", 8, 3, "Lốc 4 hũ 100 g", first_round=True),
            _p("Hạt mắc ca sấy Minh Họa 10", 7, 4, "Hộp 500 g"),
        ),
    ),
    ProducerPart(
        11,
        COOP,
        "03394",
        (
            _p("Chè cổ thụ Minh Họa 11", 12, 4, "Bánh 357 g"),
            _p("Trà dây Minh Họa 11", 13, 3, "Hộp 20 túi lọc"),
        ),
    ),
    ProducerPart(12, COOP, "03405", (_p("Hoa địa lan Minh Họa 12 & các loại lan rừng", 23, 3),)),
    ProducerPart(
        13,
        COOP,
        "03632",
        (
            _p("Dưa lưới Minh Họa 13", 1, 3, "Thùng 5 kg"),
            _p("Cà chua bi Minh Họa 13", 1, 3, "Khay 500 g"),
        ),
    ),
    ProducerPart(
        14,
        GROUP,
        "03637",
        (_p("Thổ cẩm Minh Họa 14", 25, 3, "Khăn 40 × 160 cm"), _p("Túi thêu tay Minh Họa 14", 25, 3)),
    ),
    ProducerPart(15, HOUSE, "03601", (_p("Mắm cá suối Minh Họa 15", 10, 3, "Chai 250 ml"),)),
    ProducerPart(
        16,
        COOP,
        "03613",
        (
            _p("Mật ong bạc hà Minh Họa 16", 4, 3, "Chai 500 ml"),
            _p("Phấn hoa Minh Họa 16", 4, 3, "Lọ 200 g"),
        ),
    ),
    ProducerPart(
        17,
        COOP,
        "03511",
        (
            _p("Tinh dầu sả Minh Họa 17", 22, 3, "Lọ 10 ml", "Lọ 30 ml"),
            _p("Cao actiso Minh Họa 17", 22, 3, "Lọ 100 g"),
            _p("Trà túi lọc đương quy Minh Họa 17", 13, 3, "Hộp 20 túi lọc"),
        ),
    ),
    ProducerPart(18, HOUSE, "03499", (_p("Mắc khén Minh Họa 18", 11, 3, "Lọ 50 g"),)),
    ProducerPart(
        19,
        LIMITED,
        "03505",
        (
            _p("Sâm Lai Châu ngâm mật ong Minh Họa 19", 19, 4, "Hũ 500 g"),
            _p("Trà sâm Minh Họa 19", 13, 3, "Hộp 20 túi lọc"),
        ),
    ),
    ProducerPart(
        20,
        COOP,
        "03445",
        (
            _p("Gạo khẩu ký Minh Họa 20", 3, 3, "Túi 5 kg"),
            _p("Gạo nếp nương Minh Họa 20", 3, 3, "Túi 5 kg"),
        ),
    ),
    ProducerPart(
        21,
        COOP,
        "03472",
        (
            _p("Cá lòng hồ sấy Minh Họa 21", 9, 3, "Túi 300 g"),
            _p("Chẩm chéo Minh Họa 21", 11, 3, "Lọ 100 g"),
        ),
    ),
    ProducerPart(22, GROUP, "03490", (_p("Chuối tiêu xanh Minh Họa 22", 1, 3, "Thùng 13 kg"),)),
    ProducerPart(
        23,
        COOP,
        "03403",
        (
            _p("Du lịch cộng đồng bản Minh Họa 23", 26, 4),
            _p("Rau bò khai Minh Họa 23", 1, 3, "Bó 500 g"),
            _p("Măng nứa khô Minh Họa 23", 7, 3, "Túi 500 g"),
            _p("Rượu sâu chít Minh Họa 23", 16, 3, "Chai 500 ml"),
        ),
    ),
)
