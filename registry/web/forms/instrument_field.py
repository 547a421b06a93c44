"""A choice among the instruments that the register knows."""

from typing import Any

from registry.rules.instruments import Instrument
from registry.web.forms.fields import ChoiceField
from registry.web.instruments import offered_instruments


class InstrumentField(ChoiceField):
    """A choice among the instruments; its value is a code, or None for nothing."""

    def __init__(self, label: str = "", validators: Any = None, **options: Any) -> None:
        def coerced(written: Any) -> Instrument | None:
            return Instrument(written) if written else None

        super().__init__(label, validators, offered=offered_instruments, coerce=coerced, **options)
