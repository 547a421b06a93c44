"""The register for inspectors where there is no signal: one page that works from the phone's memory, and its pack."""

import hashlib
import json

from flask import Blueprint, Response, current_app, make_response, render_template, url_for

from registry import clock
from registry.config import Config
from registry.documents import field_pack, publishing_key
from registry.documents.field_pack import Cover
from registry.documents.publishing_key import PublishingKey
from registry.queries.daily_heads import head_before
from registry.queries.field_register import field_certificates
from registry.queries.settings import settings
from registry.rules.certificate_life import Standing
from registry.rules.refusal import NotFound
from registry.web.assets import asset
from registry.web.headers import POLICY, WITH_CAMERA
from registry.web.public.kept_answers import keep_this_answer
from registry.web.reading import reading_session
from registry.web.site import site
from registry.web.translation import gettext, gettext_noop

SCOPE = "/ngoai-hien-truong"
pages = Blueprint("public_field", __name__, url_prefix=SCOPE)

STYLES, SCRIPTS = ("app.css", "lookup.css", "field.css"), ("app.js", "field.js", "qr_reader.js")
OTHERS = ("favicon.svg",)
DECODER = ("vendor/qr-0.7.0/decode.js", "vendor/qr-0.7.0/index.js")
"""Named by each other and by our script, without the mark of their content: their folder bears their version."""
FONTS = ("fonts/be-vietnam-pro-400.woff2", "fonts/be-vietnam-pro-600.woff2")

SENTENCES: dict[Standing, str] = {
    Standing.IN_FORCE: gettext_noop("Còn hiệu lực đến hết ngày {until}"),
    Standing.NOT_YET: gettext_noop("Chưa có hiệu lực; có hiệu lực từ ngày {from}"),
    Standing.EXPIRED: gettext_noop("Đã hết hạn; ngày cuối cùng có hiệu lực là {until}"),
    Standing.SUPERSEDED: gettext_noop("Đã được thay bằng giấy khác từ ngày {since}"),
    Standing.SUSPENDED: gettext_noop("Đang tạm dừng hiệu lực từ ngày {since}"),
    Standing.REVOKED: gettext_noop("Đã bị thu hồi từ ngày {since}"),
    Standing.WITHDRAWN: gettext_noop("Chủ thể đã thôi sử dụng từ ngày {since}"),
    Standing.ANNULLED: gettext_noop("Đã bị hủy, không có giá trị"),
    Standing.UNDETERMINED: gettext_noop("Chưa xác định được thời hạn"),
}
"""What the page says of a certificate; the phone puts the days in."""


@pages.get("")
def show() -> Response:
    """Show the page; everything that it says of products it takes from the pack."""
    keep_this_answer()
    response = make_response(_page())
    # An app that is installed has a manifest, and reads codes with the camera: few pages may do either.
    response.headers["Content-Security-Policy"] = f"{POLICY}; manifest-src 'self'; worker-src 'self'"
    response.headers["Permissions-Policy"] = WITH_CAMERA
    return response


@pages.get("/goi.bin")
def pack() -> Response:
    """Give the whole public register as one signed, packed file."""
    key = _key()
    if key is None:
        raise NotFound(gettext("Sổ đăng ký này chưa có khóa công bố nên chưa có gói mang đi hiện trường."))
    session, today = reading_session(), clock.today()
    before = head_before(session, today)
    cover = Cover(
        public_address=site().public_address.rstrip("/"),
        province=site().province,
        department=site().department,
        is_demonstration=site().is_demonstration,
        made_at=clock.now(),
        on=today,
        red_after_days=settings(session).carried_data_days,
        journal_day=before.day,
        journal_head=before.head,
    )
    content = field_pack.packed(field_pack.content(field_certificates(session), cover), key)
    keep_this_answer()
    response = make_response(content)
    response.headers["Content-Type"] = field_pack.MEDIA_TYPE
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@pages.get("/ung-dung.webmanifest")
def manifest() -> Response:
    """Say how the page looks among the apps of a phone."""
    keep_this_answer()
    said = {
        "name": gettext("OCOP %(province)s – ngoài hiện trường", province=site().province),
        "short_name": gettext("OCOP hiện trường"),
        "lang": "vi",
        "start_url": SCOPE,
        "scope": SCOPE,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#17452f",
        "icons": [{"src": asset("favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    response = make_response(json.dumps(said, ensure_ascii=False))
    response.headers["Content-Type"] = "application/manifest+json; charset=utf-8"
    return response


@pages.get("/giu-lai.js")
def worker() -> Response:
    """Give the script that keeps the page in the phone; it changes when anything does that it keeps."""
    kept = [
        SCOPE,
        url_for("public_field.manifest"),
        *(asset(name) for name in (*STYLES, *SCRIPTS, *OTHERS)),
        *(url_for("assets.file", name=name) for name in (*FONTS, *DECODER)),
        asset("field_worker.js"),
    ]
    mark = hashlib.sha256(f"{_page()}{kept}".encode()).hexdigest()[:16]
    keep_this_answer()
    head = f"const KEPT = {json.dumps(kept)};\nconst MARK = {json.dumps(mark)};\n"
    response = make_response(f"{head}importScripts({json.dumps(asset('field_worker.js'))});\n")
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Service-Worker-Allowed"] = SCOPE
    return response


def _page() -> str:
    key = _key()
    return render_template(
        "public/field/show.html",
        scope=SCOPE,
        key={"kid": key.thumbprint, "jwk": key.jwk} if key else None,
        sentences={standing.value: gettext(said) for standing, said in SENTENCES.items()},
    )


def _key() -> PublishingKey | None:
    config: Config = current_app.config["REGISTER"]
    return publishing_key.load(config.folder)
