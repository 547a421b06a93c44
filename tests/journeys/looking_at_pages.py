"""What is looked at on every page, and the walk along the links that reaches every page."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from journeys.person import Person
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

ENGLISH = re.compile(
    r"\b(submit|search|errors?|required|invalid|not found|forbidden|previous|next|page|log ?in|log ?out|passwords?|"
    r"user(name)?|click|cancel|save|delete|edit|home|none|null|true|false|undefined|please|fields?|this|the|value)\b",
    re.IGNORECASE,
)
WORDS = """() => [
    document.title,
    document.body.innerText,
    ...[...document.querySelectorAll("[placeholder], [title], [alt], [aria-label]")]
        .flatMap((one) => ["placeholder", "title", "alt", "aria-label"].map((name) => one.getAttribute(name) || "")),
].join("\\n")"""
IS_WIDER_THAN_THE_WINDOW = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
VIOLATIONS = """() => axe.run({resultTypes: ["violations"]}).then((found) =>
    found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`))"""
LINKS = """() => [...document.querySelectorAll("a[href]:not([download])")].map((link) => link.href)"""
BUILD = """() => [...new Set([...document.querySelectorAll("main *")]
    .map((one) => `${one.localName}.${one.className}.${one.getAttribute("name") || ""}`))].sort().join("\\n")"""
FILES = frozenset(
    {
        "staff_decisions.pack",
        "staff_decisions.draft_annex",
        "staff_decisions.draft_print",
        "staff_decisions.draft_paper",
        "staff_settings.paper",
        "staff_settings.picture",
        "staff_products.photo",
    }
)
EXPORT = "xuat="
LOOKED_AT_IN_EVERY_STATE = frozenset({"staff_decisions.show"})
HEIGHT = 900


def faults(person: Person, *, widths: tuple[int, ...]) -> list[str]:
    """Return what is wrong with the page at these widths, and the lines of it that hold English."""
    page = person.page
    page.evaluate(Axe().axe_script)
    found = [f"English: {line}" for line in page.evaluate(WORDS).splitlines() if ENGLISH.search(line)]
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width} px, {violation}" for violation in page.evaluate(VIOLATIONS)]
        if page.evaluate(IS_WIDER_THAN_THE_WINDOW):
            found.append(f"{width} px, wider than the window")
    return found


def build_of(person: Person) -> Any:
    """Return what the page is made of, whatever it says: equal for two pages of one kind and state."""
    return person.page.evaluate(BUILD)


@dataclass
class Walk:
    """A walk along the links: one page of every kind, and of every state where it matters."""

    person: Person
    endpoints: MapAdapter
    start: str
    seen: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[str]:
        """Open page after page, and name the kind of each."""
        waiting = deque([self.start])
        while waiting:
            path = waiting.popleft()
            endpoint = self.endpoint(path)
            if endpoint is None or not self._is_new(endpoint, path):
                continue
            self.seen.add(endpoint)
            self.paths.add(path)
            self.person.goes_to(path)
            waiting.extend(self._links())
            yield endpoint

    def _is_new(self, endpoint: str, path: str) -> bool:
        if endpoint in FILES or EXPORT in path or path in self.paths:
            return False
        return endpoint not in self.seen or (endpoint in LOOKED_AT_IN_EVERY_STATE and "?" not in path)

    def _links(self) -> list[str]:
        ours = (link for link in self.person.page.evaluate(LINKS) if link.startswith(self.person.address + "/"))
        return [link.removeprefix(self.person.address).partition("#")[0] for link in ours]

    def endpoint(self, path: str) -> str | None:
        """Return the kind of a page, or None for an address that is no page to look at."""
        try:
            endpoint, _ = self.endpoints.match(urlsplit(path).path)
        except HTTPException:
            return None
        return str(endpoint)
