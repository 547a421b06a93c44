"""Public pages travel small: a weak signal in a valley is part of the job."""

import gzip

from flask import Flask, Response, request

from registry.web.doors import Door, rule_of

SHORTEST = 600
"""Bytes below which packing gains nothing."""
LEVEL = 6
_PACKED = ("text/", "application/json", "application/xml", "image/svg")


def pack_public_pages(app: Flask) -> None:
    """Pack what the public door sends to whoever can unpack it; staff pages hold secrets and are left as they are."""
    app.after_request(_pack)


def unpacks(accepted: str) -> bool:
    """Say whether a browser that accepts these encodings can unpack what is packed."""
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "").replace("q=0.", "q=.")


def _pack(response: Response) -> Response:
    if request.endpoint is None or rule_of(request.endpoint).door is not Door.PUBLIC:
        return response
    if response.direct_passthrough or not (response.content_type or "").startswith(_PACKED):
        return response
    response.vary.add("Accept-Encoding")
    accepted = request.headers.get("Accept-Encoding", "")
    may = unpacks(accepted) and "Content-Encoding" not in response.headers
    if may and response.status_code == 200 and len(response.get_data()) >= SHORTEST:
        response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
