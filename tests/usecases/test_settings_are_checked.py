"""A setting takes only what it can mean."""

from typing import Any

import pytest
from flask import Flask

from registry.queries import settings as queries
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import settings


@pytest.mark.parametrize(
    ("name", "value"),
    [("emblem", "x" * 64), ("mark", "không phải hình"), ("suspend_ground", 5), ("province", ["Lai Châu"])],
)
def test_what_a_setting_cannot_mean_is_refused_at_its_name(
    app: Flask, actors: dict[str, Actor], name: str, value: Any
) -> None:
    with reading() as session:
        before = queries.settings(session)

    with pytest.raises(Refusal) as refused:
        settings.change(actor=actors["administrator"], values={name: value})

    assert refused.value.field == name
    with reading() as session:
        assert queries.settings(session) == before
