"""What each standing of a certificate means: for a buyer, for the producer, and by which article."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry.queries.settings import settings
from registry.rules.certificate_life import RevocationGround, Standing
from registry.rules.refusal import NotFound
from registry.web.public.asking import STANDING_WORDS
from registry.web.public.kept_answers import keep_this_answer
from registry.web.reading import reading_session
from registry.web.translation import gettext, gettext_noop
from registry.web.words import word

pages = Blueprint("public_standing", __name__, url_prefix="/trang-thai")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What one standing means, in words of the source language."""

    means: str
    buyer: str
    producer: str
    article: str


DEFINITIONS: Mapping[Standing, Definition] = MappingProxyType(
    {
        Standing.IN_FORCE: Definition(
            means=gettext_noop(
                "Sản phẩm đang được công nhận hạng sao ghi trên giấy: giấy còn trong thời hạn 36 tháng và chưa bị chấm "
                "dứt. Cũng gồm giấy được kéo dài hiệu lực trong khi chờ kết quả của hồ sơ đánh giá lại nộp ngoài thời "
                "hạn, không quá 180 ngày sau ngày hết hạn."
            ),
            buyer=gettext_noop(
                "Đúng sản phẩm này, của đúng chủ thể này, đã được đánh giá đạt số sao ấy. Giấy không nói gì về sản "
                "phẩm khác của cùng chủ thể."
            ),
            producer=gettext_noop(
                "Được dùng dấu hiệu OCOP và số sao trên bao bì của đúng sản phẩm ấy. Hồ sơ đánh giá lại nộp từ 180 "
                "đến 120 ngày trước ngày hết hạn."
            ),
            article=gettext_noop("Điều 4 khoản 3, Điều 7 khoản 6 và Điều 12 Quyết định số 26/2026/QĐ-TTg"),
        ),
        Standing.EXPIRED: Definition(
            means=gettext_noop(
                "Đã qua ngày cuối cùng của thời hạn 36 tháng và chưa có giấy mới. Giấy không tự gia hạn; tình trạng "
                "này do sổ tính theo ngày, không ai phải ra quyết định."
            ),
            buyer=gettext_noop(
                "Sản phẩm từng được công nhận, hiện không được công nhận. Hàng làm ra trong thời hạn có thể vẫn mang "
                "số sao: hãy hỏi tình trạng vào ngày sản xuất ở trang của sản phẩm."
            ),
            producer=gettext_noop(
                "Không in số sao lên bao bì mới. Muốn được công nhận lại thì nộp hồ sơ để được đánh giá lại."
            ),
            article=gettext_noop("Điều 4 khoản 3 Quyết định số 26/2026/QĐ-TTg"),
        ),
        Standing.SUPERSEDED: Definition(
            means=gettext_noop(
                "Một giấy khác của chính sản phẩm này đã thay nó: sau khi đánh giá lại, nâng hạng, hoặc cấp lại vì "
                "sửa tên hay mất giấy. Trang của giấy cũ và giấy mới dẫn đến nhau."
            ),
            buyer=gettext_noop(
                "Hãy xem giấy mới để biết số sao và thời hạn hiện nay. Sản phẩm không mất công nhận vì giấy được thay."
            ),
            producer=gettext_noop("Dùng giấy mới; bao bì in theo giấy mới."),
            article=gettext_noop(
                "Điều 7 Quyết định số 26/2026/QĐ-TTg; cấp lại theo quyết định đính chính của cơ quan đã cấp"
            ),
        ),
        Standing.REVOKED: Definition(
            means=gettext_noop(
                "Người có thẩm quyền đã ra quyết định thu hồi theo một trong sáu căn cứ dưới đây. Quyết định được ra "
                "trong 15 ngày kể từ khi có kết luận vi phạm, hoặc khi Ủy ban nhân dân cấp xã xác nhận chủ thể không "
                "còn sản xuất."
            ),
            buyer=gettext_noop(
                "Từ ngày thu hồi, sản phẩm không được công nhận nữa. Số sao trên hàng làm ra từ ngày ấy là sai; bạn "
                "có thể báo cho cơ quan quản lý."
            ),
            producer=gettext_noop(
                "Ngừng dùng số sao và dấu hiệu OCOP cho sản phẩm này. Có quyền khiếu nại theo pháp luật về khiếu nại."
            ),
            article=gettext_noop("Điều 8 Quyết định số 26/2026/QĐ-TTg"),
        ),
        Standing.SUSPENDED: Definition(
            means=gettext_noop(
                "Giấy tạm thời không được sử dụng; sau đó có thể được khôi phục hoặc bị thu hồi. Thời hạn của giấy "
                "vẫn chạy trong lúc tạm dừng."
            ),
            buyer=gettext_noop("Chưa nên dựa vào số sao cho đến khi giấy được khôi phục."),
            producer=gettext_noop(
                "Không dùng số sao và dấu hiệu OCOP cho hàng làm ra trong lúc tạm dừng; khắc phục điều đã được nêu."
            ),
            article=gettext_noop(
                "Quyết định số 26/2026/QĐ-TTg không quy định việc tạm dừng: chỉ có khi tỉnh nêu rõ căn cứ."
            ),
        ),
        Standing.WITHDRAWN: Definition(
            means=gettext_noop("Chủ thể tự nguyện thôi sử dụng giấy trước khi hết hạn; không phải là bị thu hồi."),
            buyer=gettext_noop("Từ ngày ấy sản phẩm không mang số sao nữa. Điều này không nói rằng có vi phạm."),
            producer=gettext_noop(
                "Không in số sao lên bao bì mới. Muốn được công nhận lại thì nộp hồ sơ để được đánh giá."
            ),
            article=gettext_noop(
                "Quyết định số 26/2026/QĐ-TTg không quy định việc này: chỉ có khi tỉnh nêu rõ căn cứ."
            ),
        ),
        Standing.ANNULLED: Definition(
            means=gettext_noop(
                "Một quyết định đính chính nói rằng giấy này lẽ ra không được cấp. Giấy coi như không có giá trị, "
                "nhưng không bị xóa khỏi sổ."
            ),
            buyer=gettext_noop("Không dựa vào giấy này. Nếu sản phẩm có giấy khác, trang của sản phẩm nói rõ."),
            producer=gettext_noop("Không sử dụng giấy này; dùng giấy khác của sản phẩm, nếu có."),
            article=gettext_noop("Quyết định đính chính của cơ quan đã cấp"),
        ),
        Standing.NOT_YET: Definition(
            means=gettext_noop("Giấy đã được cấp nhưng ngày bắt đầu có giá trị ghi trên giấy chưa đến."),
            buyer=gettext_noop("Đến ngày ghi trên giấy thì số sao mới có giá trị."),
            producer=gettext_noop("Dùng số sao từ ngày giấy bắt đầu có giá trị."),
            article=gettext_noop("Thời hạn ghi trong quyết định công nhận"),
        ),
        Standing.UNDETERMINED: Definition(
            means=gettext_noop(
                "Sổ chỉ biết năm công nhận, không biết ngày, nên không tính được đã hết hạn hay chưa. Sổ không đoán."
            ),
            buyer=gettext_noop("Hãy xem ngày ghi trên giấy, hoặc hỏi cơ quan quản lý."),
            producer=gettext_noop(
                "Gửi bản quét giấy chứng nhận hoặc quyết định cho cơ quan quản lý để sổ ghi đủ ngày."
            ),
            article=gettext_noop("Quyết định công nhận do nơi khác ban hành, được ghi nhận vào sổ"),
        ),
    }
)
_GROUND_SETTING = {Standing.SUSPENDED: "suspend_ground", Standing.WITHDRAWN: "withdraw_ground"}


@pages.get("")
def index() -> ResponseReturnValue:
    """List the standings."""
    keep_this_answer()
    return render_template(
        "public/standing/index.html", standings=[(one, DEFINITIONS[one]) for one in STANDING_WORDS.values()]
    )


@pages.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """Say what one standing means."""
    standing = STANDING_WORDS.get(slug)
    if standing is None:
        raise NotFound(gettext("Không có tình trạng nào ở địa chỉ này."))
    wishes = settings(reading_session())
    keep_this_answer()
    return render_template(
        "public/standing/show.html",
        standing=standing,
        definition=DEFINITIONS[standing],
        grounds=[word(one) for one in RevocationGround] if standing is Standing.REVOKED else [],
        local_ground=getattr(wishes, _GROUND_SETTING[standing]) if standing in _GROUND_SETTING else None,
        listed_as=slug,
    )
