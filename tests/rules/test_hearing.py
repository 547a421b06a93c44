"""Everything that is wrong is heard in one go, one sentence for each field."""

import pytest

from registry.rules.hearing import Hearing, Refusals, each_of
from registry.rules.refusal import NotFound, Refusal


def refuse(text: str, field: str | None = None) -> str:
    raise Refusal(text, field=field)


def pass_on(text: str) -> str:
    return text


def test_nothing_refused_gives_the_value() -> None:
    hearing = Hearing()

    kept = hearing.ask(pass_on, "chè")

    assert hearing.settle(kept) == "chè"


def test_one_refusal_is_said_as_it_is() -> None:
    hearing = Hearing()
    assert hearing.ask(refuse, "Thiếu tên.", field="name") is None
    hearing.ask(pass_on, "chè")

    with pytest.raises(Refusal, match="Thiếu tên") as caught:
        hearing.settle("chè")

    assert not isinstance(caught.value, Refusals)


def test_several_are_said_together_each_at_its_field() -> None:
    hearing = Hearing()
    hearing.ask(refuse, "Thiếu tên.", field="name")
    hearing.ask(refuse, "Sai mã số.", field="tax_number")

    with pytest.raises(Refusals) as caught:
        hearing.settle(None)

    assert [(one.field, one.text) for one in each_of(caught.value)] == [
        ("name", "Thiếu tên."),
        ("tax_number", "Sai mã số."),
    ]
    assert caught.value.text == "Thiếu tên. Sai mã số."


def test_a_hearing_within_a_hearing_is_part_of_it() -> None:
    inner = Hearing()
    inner.ask(refuse, "Một.", field="a")
    inner.ask(refuse, "Hai.", field="b")
    outer = Hearing()

    outer.ask(inner.settle, None)
    outer.ask(refuse, "Ba.")

    with pytest.raises(Refusals) as caught:
        outer.settle(None)
    assert [one.text for one in each_of(caught.value)] == ["Một.", "Hai.", "Ba."]


def test_a_field_gets_one_sentence() -> None:
    hearing = Hearing()
    hearing.ask(refuse, "Một.", field="a")
    hearing.ask(refuse, "Hai.", field="a")

    with pytest.raises(Refusal) as caught:
        hearing.settle(None)
    assert caught.value.text == "Một."


def test_what_does_not_exist_ends_the_hearing() -> None:
    def missing() -> None:
        raise NotFound("Không có.")

    with pytest.raises(NotFound):
        Hearing().ask(missing)
