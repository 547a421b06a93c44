"""Forms as a page holds them: read with everything that stands in them, filled in, sent as a browser sends them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart


@dataclass
class PageForm:
    """One form of a page, with the values it would send as it stands."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Name of a list to choose from → its values."""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    """Name and value of the buttons that send something of their own."""


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[PageForm] = []
        self.inside: PageForm | None = None
        self.text_of: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.inside = PageForm(action=said.get("action") or self.address, method=said.get("method") or "get")
            self.forms.append(self.inside)
        elif self.inside is not None:
            self._control(tag, said, self.inside)

    def _control(self, tag: str, said: dict[str, str | None], form: PageForm) -> None:
        name, value = said.get("name") or "", said.get("value") or ""
        if tag == "input" and name and said.get("type") not in {"file", "submit"}:
            if said.get("type") not in {"checkbox", "radio"} or "checked" in said:
                form.values[name] = value
        elif tag == "textarea":
            self.text_of = name
            form.values[name] = ""
        elif tag == "select":
            self.select = name
            form.choices[name] = []
        elif tag == "option" and self.select:
            form.choices[self.select].append(value)
            if "selected" in said or self.select not in form.values:
                form.values[self.select] = value
        elif tag == "button" and name:
            form.buttons.append((name, value))

    def handle_data(self, data: str) -> None:
        if self.text_of and self.inside:
            self.inside.values[self.text_of] += data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "textarea":
            self.text_of = None
        elif tag == "select":
            self.select = None


def forms_of(answer: TestResponse) -> list[PageForm]:
    """Return the forms of a page that change something."""
    reader = _Reader(answer.request.full_path.removesuffix("?"))
    reader.feed(answer.text)
    return [form for form in reader.forms if form.method == "post" and "/dang-xuat" not in form.action]


def form_of(answer: TestResponse, place: int = 0) -> PageForm:
    """Return one form of a page: the first unless another is asked for."""
    found = forms_of(answer)
    assert len(found) > place, answer.text
    return found[place]


def fill(client: FlaskClient, address: str, /, *, place: int = 0, **fields: Any) -> TestResponse:
    """Open a page, fill in its form and send it as a browser would."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.text)
    return send(client, form_of(answer, place), **fields)


def send(client: FlaskClient, form: PageForm, /, **fields: Any) -> TestResponse:
    """Send a form with some values changed; None leaves a value out."""
    values = {
        name: FileStorage(*value) if isinstance(value, tuple) else value
        for name, value in (form.values | fields).items()
        if value is not None
    }
    # Encoded here: the client would leave the temporary file of a large sending open.
    boundary, body = encode_multipart(values)
    return client.post(form.action, data=body, content_type=f"multipart/form-data; boundary={boundary}", buffered=True)


def press(client: FlaskClient, address: str, *, button: int = 0) -> TestResponse:
    """Open a page and press a button that sends something of its own."""
    form = next(form for form in forms_of(client.get(address)) if form.buttons)
    name, value = form.buttons[button]
    return send(client, form, **{name: value})
