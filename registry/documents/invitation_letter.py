"""What a letter says that invites a person to the producers' portal."""

from datetime import datetime

from registry.clock import VIETNAM
from registry.queries.settings import Settings

PATH = "/moi"
"""Where the invited person types sign-in name and code."""


def written(
    *,
    name: str,
    producer_name: str,
    sign_in: str,
    code: str,
    expires_at: datetime,
    settings: Settings,
    has_account: bool = False,
) -> tuple[str, str]:
    """Return subject and body of the letter.

    :param code: the code as it is read, or what stands for it.
    :param has_account: whether the person signs in already, for another producer.
    """
    password = (
        "Để trống mật khẩu mới, rồi đăng nhập bằng mật khẩu Ông/Bà đang dùng."
        if has_account
        else "Tự đặt mật khẩu của mình."
    )
    last = expires_at.astimezone(VIETNAM)
    body = (
        f"Kính gửi: Ông/Bà {name}\n\n"
        f"{settings.department} mời Ông/Bà dùng cổng dành cho chủ thể OCOP, thay mặt {producer_name}. "
        "Ở đó Ông/Bà xem được sản phẩm, thời hạn của từng giấy chứng nhận, tải giấy chứng nhận về máy "
        "và gửi đề nghị sửa thông tin.\n\n"
        f"{'Cách nhận lời mời' if has_account else 'Cách vào lần đầu'}:\n"
        f"1. Mở trang {settings.public_address.rstrip('/')}{PATH}\n"
        f"2. Tên đăng nhập: {sign_in}\n"
        f"3. Mã mời (dùng một lần): {code}\n"
        f"4. {password}\n\n"
        f"Mã mời dùng được đến {last:%H:%M} ngày {last:%d/%m/%Y}. Không đưa mã này cho người khác. "
        "Nếu mã không dùng được, hãy đề nghị cơ quan gửi thư mời lại.\n\n"
        f"{settings.department}"
    )
    return f"Mời dùng cổng dành cho chủ thể OCOP: {producer_name}", body
