"""Somebody of a producer who files a dossier by the portal's pages."""

import io
from dataclasses import dataclass

from builders.assessments import TEA, filled_in
from builders.page_forms import fill, form_of, send
from flask import Flask
from web.conftest import Browser

from registry.models.dossier import Dossier
from registry.queries import dossiers as questions
from registry.rules.permissions import Actor
from registry.transaction import reading


@dataclass
class Filing:
    """Somebody of a producer before a browser, with one product to file for."""

    app: Flask
    browser: Browser
    officer: Actor
    product: str
    dossier: str = ""

    @property
    def home(self) -> str:
        return f"/cua-toi/ho-so/{self.dossier}"

    def open(self) -> "Filing":
        """Open a dossier by the page."""
        answer = fill(
            self.browser.client, f"/cua-toi/san-pham/{self.product}/ho-so", kind="first", product_set=str(TEA)
        )
        assert answer.status_code == 303, answer.text
        self.dossier = answer.headers["Location"].rsplit("/", 1)[1]
        return self

    def kept(self) -> Dossier:
        """Return the dossier as it is kept."""
        with self.app.app_context(), reading() as session:
            row = questions.dossier(session, self.dossier)
            assert row is not None
            return row

    def add(self, code: str, content: bytes, name: str = "giay.pdf") -> str:
        """Send a file to an item, and return its id."""
        before = self._files(code)
        page = self.browser.get(f"{self.home}/muc/{code}")
        answer = send(self.browser.client, form_of(page), files=(io.BytesIO(content), name))
        assert answer.status_code == 303, answer.text
        (new,) = self._files(code) - before
        return new

    def _files(self, code: str) -> set[str]:
        return {file.public_id for item in self.kept().items if item.code == code for file in item.files}


def typed() -> dict[str, str]:
    """Return what is typed into the blanks that must be filled in."""
    return {name: value for name, value in filled_in().items() if isinstance(value, str) and name != "founded_on"}
