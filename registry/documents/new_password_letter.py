"""What a letter says by which somebody of a producer chooses a new password."""

from datetime import datetime

from registry.clock import VIETNAM
from registry.queries.settings import Settings

PATH = "/mat-khau-moi"
"""Where sign-in name and code are typed."""


def written(*, name: str, sign_in: str, code: str, expires_at: datetime, settings: Settings) -> tuple[str, str]:
    """Return subject and body of the letter.

    :param code: the code as it is read, or what stands for it.
    """
    last = expires_at.astimezone(VIETNAM)
    body = (
        f"Kính gửi: Ông/Bà {name}\n\n"
        f"{settings.department} gửi Ông/Bà mã để đặt mật khẩu mới cho cổng dành cho chủ thể OCOP.\n\n"
        "Cách đặt mật khẩu mới:\n"
        f"1. Mở trang {settings.public_address.rstrip('/')}{PATH}\n"
        f"2. Tên đăng nhập: {sign_in}\n"
        f"3. Mã (dùng một lần): {code}\n"
        "4. Tự đặt mật khẩu mới.\n\n"
        f"Mã dùng được đến {last:%H:%M} ngày {last:%d/%m/%Y}. Không đưa mã này cho người khác. "
        "Nếu Ông/Bà không yêu cầu, hãy bỏ qua thư này: mật khẩu đang dùng không thay đổi.\n\n"
        f"{settings.department}"
    )
    return "Mã đặt mật khẩu mới cho cổng dành cho chủ thể OCOP", body
