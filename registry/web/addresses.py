"""What may stand in an address where a page expects an identity; anything else is no page."""

from werkzeug.routing import BaseConverter


class PublicId(BaseConverter):
    """A public identity: sixteen small letters and digits."""

    regex = "[a-z0-9]{16}"
