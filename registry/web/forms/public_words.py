"""Forms some of whose texts everybody will read: what looks like a person's number in them is pointed out, once."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from flask import flash
from wtforms import Field, HiddenField

from registry.models.producer import ContactKind
from registry.queries import producer_record
from registry.rules.personal_numbers import NumberKind, PersonalNumber, personal_numbers
from registry.web.forms.form import OurForm
from registry.web.reading import reading_session
from registry.web.words import word

READ_BY_ALL = "Mọi người sẽ đọc được"
PRINTED = "Địa chỉ được in trên giấy chứng nhận"
LOOK_AGAIN = (
    "Nội dung chưa được ghi: có dãy số giống số của cá nhân. Hãy xem lại mục được nhắc; nếu cố ý ghi thì gửi lần nữa."
)
_NUMBERED = frozenset({ContactKind.PHONE, ContactKind.ZALO, ContactKind.EMAIL})
"""Contacts in which a telephone number is meant to stand."""


class PublicWordsForm(OurForm):
    """A form that points at numbers of persons beside their fields, and takes them when it is sent once more."""

    numbers_seen = HiddenField()
    """The numbers that the page pointed at."""

    _shown: frozenset[str] | None = None
    _found: tuple[str, ...] = ()

    def look_for_numbers(
        self,
        *names: str,
        published: Iterable[str] = (),
        kinds: Collection[NumberKind] = frozenset(NumberKind),
        who: str = READ_BY_ALL,
    ) -> None:
        """Say beside each of these fields what in it looks like a person's number.

        :param published: telephone numbers that are published on purpose.
        :param who: who will read the text, as the sentence says it.
        """
        if self._shown is None:
            self._shown = frozenset(str(self.numbers_seen.data or "").split())
        for name in names:
            text = str(self._fields[name].data or "")
            found = [one for one in personal_numbers(text, published=published) if one.kind in kinds]
            self._fields[name].warnings = [number_sentence(one, who) for one in found]
            self._found = (*self._found, *(one.digits for one in found))
        self.numbers_seen.data = " ".join(dict.fromkeys(self._found))

    def is_meant(self) -> bool:
        """Say whether the person was shown every number before sending; if not, the form is to be shown again."""
        if set(self._found) <= (self._shown or frozenset()):
            return True
        flash(LOOK_AGAIN, "warning")
        return False


def look_at_producer(form: PublicWordsForm, contacts: Sequence[Mapping[str, Field]]) -> None:
    """Look through what a form says of a producer: its address, and the contacts that are to be published."""
    public = [row for row in contacts if row["is_public"].data]
    published = [str(row["value"].data or "") for row in public if row["kind"].data in _NUMBERED]
    form.look_for_numbers("address", published=published, who=PRINTED)
    for row in public:
        # A telephone number is meant to be there; in the address of a page digits mean something else.
        if row["kind"].data in _NUMBERED:
            form.look_for_numbers(row["value"].name, kinds={NumberKind.IDENTITY})


def published_numbers(producer: str) -> list[str]:
    """Return the telephone numbers that a producer publishes on purpose."""
    row = producer_record.producer(reading_session(), producer)
    return [one.value for one in (row.contacts if row else ()) if one.is_public and one.kind in _NUMBERED]


def number_sentence(number: PersonalNumber, who: str = READ_BY_ALL) -> str:
    """Return what is said of a number beside the text in which it stands."""
    return f"“{number.text}” giống {word(number.kind).lower()}. {who}; hãy bỏ đi nếu không cố ý ghi."
