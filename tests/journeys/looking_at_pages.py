"""What is looked at on every page, and the walk along the links that reaches every page."""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

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
VIOLATIONS = """() => {
    const looks = (one) => {
        const its = getComputedStyle(one);
        const speaks = [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
        const own = [its.color, its.background, its.font, its.opacity, its.visibility, its.position];
        return [one.tagName, speaks, ...own, ...[...one.children].map(looks)].join("|") + ")";
    };
    const alike = [...document.querySelectorAll("tbody, ul, ol")].flatMap((list) => {
        const known = new Set();
        return [...list.children].filter((row) => known.size === known.add(looks(row)).size);
    });
    const look = (where, how) => axe.run(where, {resultTypes: ["violations"], ...how}).then((found) =>
        found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`));
    return look(document, {rules: {"color-contrast": {enabled: false}}}).then((found) =>
        look({exclude: alike}, {runOnly: ["color-contrast"]}).then((pale) => [...found, ...pale]));
}"""
"""Contrast costs more than all other rules together: of rows that are styled alike, it looks at the first."""
PUBLIC_ID = re.compile(r"(?<=/)[a-z0-9]{16}(?=/|$)")
EXPORT = "xuat="
HEIGHT = 900


def faults(person: Person, *, widths: tuple[int, ...]) -> list[str]:
    """Return what is wrong with the page: barriers at the first width, overflow at any, lines that hold English."""
    page = person.page
    # A page that has begun to arrive has no body yet.
    page.wait_for_load_state()
    found = [f"English: {line}" for line in page.evaluate(WORDS).splitlines() if ENGLISH.search(line)]
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if width == widths[0]:
            page.evaluate(Axe().axe_script)
            found += page.evaluate(VIOLATIONS)
        if page.evaluate(IS_WIDER_THAN_THE_WINDOW):
            found.append(f"{width} px, wider than the window")
    return found


class _Reader(HTMLParser):
    """Takes from a page its title, its links, and what it is made of, whatever it says."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.made_of: set[str] = set()
        self.title = ""
        self._in_title = False
        self._in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is and where it leads."""
        marks = dict(attrs)
        self._in_title = tag == "title" and not self.title
        self._in_main = self._in_main or tag == "main"
        if tag == "a" and "download" not in marks:
            self.links.append(marks.get("href") or "")
        if self._in_main:
            name = re.sub(r"\d+", "", marks.get("name") or "")
            self.made_of.add(f"{tag}.{marks.get('class')}.{name}")

    def handle_data(self, data: str) -> None:
        """Take the title's words."""
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        """End the title, and the part of the page that is its own."""
        self._in_title = False
        self._in_main = self._in_main and tag != "main"


@dataclass(frozen=True)
class Sight:
    """A page as the server sends it."""

    endpoint: str
    path: str
    title: str
    links: tuple[str, ...]
    build: frozenset[str]
    """What its own part is made of, whatever it says."""

    def is_titled_after(self, names: Mapping[str, Sequence[str]]) -> bool:
        """Whether the title names a thing that the address is about, where it is about one."""
        about = [name for key in PUBLIC_ID.findall(urlsplit(self.path).path) for name in names.get(key, ())]
        said = " ".join(self.title.split())
        return bool(said) and (not about or any(" ".join(name.split()) in said for name in about))


@dataclass
class Walk:
    """A walk along the links of one person: every place to begin with, then one page of every kind."""

    person: Person
    endpoints: MapAdapter
    begin: list[str]
    seen: set[str] = field(default_factory=set)
    _paths: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[Sight]:
        """Fetch page after page, without drawing any."""
        waiting = deque(self.begin)
        while waiting:
            path = waiting.popleft()
            endpoint = self.endpoint(path)
            if endpoint is None or not self._is_new(endpoint, path):
                continue
            self._paths.add(path)
            sight = self._fetch(endpoint, path)
            if sight is not None:
                self.seen.add(endpoint)
                waiting.extend(sight.links)
                yield sight

    def _is_new(self, endpoint: str, path: str) -> bool:
        if EXPORT in path or path in self._paths:
            return False
        return endpoint not in self.seen or path in self.begin

    def _fetch(self, endpoint: str, path: str) -> Sight | None:
        """Return a page; None for a file, or for an address that only leads to another."""
        answer = self.person.page.context.request.get(self.person.address + path, max_redirects=0)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            self.seen.add(endpoint)
            return None
        if answer.status != 200:
            return None
        reader = _Reader()
        reader.feed(answer.text())
        links = (urljoin(path, link).partition("#")[0] for link in reader.links)
        return Sight(
            endpoint=endpoint,
            path=path,
            title=unescape(reader.title),
            links=tuple(link for link in links if link.startswith("/")),
            build=frozenset(reader.made_of),
        )

    def endpoint(self, path: str) -> str | None:
        """Return the kind of a page, or None for an address that is no page."""
        try:
            endpoint, _ = self.endpoints.match(urlsplit(path).path, method="GET")
        except HTTPException:
            return None
        return str(endpoint)
