"""The department's own Word template of each kind of decision: checked, filled once to see, and kept."""

from flask import current_app

from registry.documents import decision_word
from registry.models.register import Setting
from registry.queries.settings import settings
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases.journal import acting
from registry.vault import Vault


def put(*, actor: Actor, content: bytes, kind: DecisionKind = DecisionKind.RECOGNITION) -> str:
    """Draft decisions of a kind into this template from now on, and return its hash.

    :raises BadTemplate: if it is no Word document, lacks a placeholder, has an unknown one, or cannot be filled.
    """
    authorise(actor, Permission.MANAGE_SETTINGS)
    with reading() as session:
        wishes = settings(session)
    decision_word.sample(content, None, wishes, kind=kind, is_demonstration=False)
    vault: Vault = current_app.config["VAULT"]
    name = vault.keep(content)
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS) as act:
        row = act.session.get(Setting, decision_word.TEMPLATE_SETTINGS[kind])
        if row is None:
            act.add(Setting(name=decision_word.TEMPLATE_SETTINGS[kind], value=name))
        else:
            row.value = name
    return name


def remove(*, actor: Actor, kind: DecisionKind = DecisionKind.RECOGNITION) -> None:
    """Go back to the register's own template.

    :raises Refusal: if that is the one in use.
    """
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS) as act:
        row = act.session.get(Setting, decision_word.TEMPLATE_SETTINGS[kind])
        if row is None or row.value is None:
            raise Refusal("Đang dùng mẫu có sẵn.")
        row.value = None
