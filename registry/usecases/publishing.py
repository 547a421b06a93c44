"""The key with which the register signs what it publishes is made once, by a person who answers for it."""

from flask import current_app

from registry.config import Config
from registry.documents import publishing_key
from registry.documents.publishing_key import KEY_FILE, PublishingKey
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.usecases.journal import acting


class HasAKey(Refusal):
    """A second key would make everything that the first one signed doubtful."""


def create_key(*, actor: Actor) -> PublishingKey:
    """Give the register its key.

    :raises HasAKey: if it has one.
    """
    config: Config = current_app.config["REGISTER"]
    with acting(actor, "publishing_key.create", Permission.MANAGE_SETTINGS) as act:
        try:
            key = publishing_key.create(config.folder)
        except FileExistsError:
            raise HasAKey(
                f"Sổ đã có khóa công bố trong tệp {KEY_FILE}. Muốn thay khóa, hãy cất tệp cũ ra nơi khác rồi chạy lại."
            ) from None
        act.note(
            subject="publishing_key",
            subject_id=key.thumbprint,
            how="new",
            fields={"public_key": key.thumbprint},
        )
    return key
