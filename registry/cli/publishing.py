"""Commands about the key with which the register signs what it publishes."""

from flask import current_app

from registry.cli.command import as_account, registry, with_register
from registry.cli.printing import as_json, say, say_json
from registry.config import Config
from registry.documents import publishing_key as keys
from registry.documents.conformity_credential import did_of
from registry.documents.publishing_key import PublishingKey
from registry.queries.settings import settings
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import publishing as acts


@registry.group("publishing-key")
def publishing_key() -> None:
    """Khóa ký dữ liệu công bố cho máy: gói mang đi hiện trường, chứng thư số của giấy."""


@publishing_key.command("create")
@as_account
def create(actor: Actor) -> None:
    """Tạo khóa một lần, trong thư mục của sổ. Khóa này không phải chữ ký số hay con dấu của cơ quan."""
    key = acts.create_key(actor=actor)
    say(f"Đã tạo khóa công bố {key.thumbprint} trong tệp {keys.KEY_FILE}.")
    say("Tệp này nằm trong bản sao lưu của sổ; ai có nó thì ký được thay sổ, hãy giữ kín.")


@publishing_key.command("show")
@with_register
@as_json
def show(wants_json: bool) -> None:
    """Cho biết nửa công khai của khóa và tên của sổ trong dữ liệu đã ký."""
    key = _key()
    with reading() as session:
        did = did_of(settings(session).public_address)
    if wants_json:
        say_json({"did": did, "thumbprint": key.thumbprint, "jwk": key.jwk})
    else:
        say(f"Tên của sổ: {did}")
        say(f"Dấu của khóa: {key.thumbprint}")


def _key() -> PublishingKey:
    config: Config = current_app.config["REGISTER"]
    key = keys.load(config.folder)
    if key is None:
        raise Refusal("Sổ chưa có khóa công bố. Hãy tạo bằng lệnh publishing-key create.")
    return key
