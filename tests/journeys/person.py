"""A person before a browser of his own: where he goes, what he types, and what his browser complained of."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from journeys.opened_register import ROOT
from playwright.sync_api import BrowserContext, ConsoleMessage, Download, Locator, Page, Request, expect

PICTURES = ROOT / "build" / "journeys"
TAKES_PICTURES = bool(os.environ.get("PICTURES"))
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (403|404|409|422)")
"""What Chromium writes of every refusal, which is an answer like another."""


@dataclass
class Person:
    """Somebody at work, or a passer-by, in a browser of his own."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    """What the browser found wrong: errors of scripts, blocked styles, requests to other hosts."""

    @classmethod
    def in_context(cls, context: BrowserContext, address: str) -> "Person":
        """Seat a person before a fresh page, and listen to the browser from the first moment."""
        person = cls(context.new_page(), address)
        context.on("request", person._watch)
        context.on("console", person._hear)
        context.on("weberror", lambda error: person.complaints.append(str(error.error)))
        return person

    def _watch(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https"} and not request.url.startswith(self.address + "/"):
            self.complaints.append(f"asked {request.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not REFUSED.match(message.text):
            self.complaints.append(f"{message.type} on {self.page.url}: {message.text}")

    def goes_to(self, path: str) -> None:
        """Open a page of the register."""
        self.page.goto(self.address + path)

    def signs_in(self, email: str, password: str, *, chooses: str | None = None, home: str = "/can-bo") -> None:
        """Sign in by the form, choose a password of one's own where it is asked, and arrive at the work list.

        :param home: where this person begins.
        """
        self.goes_to(home)
        self.types("Số điện thoại hoặc thư điện tử", email)
        self.types("Mật khẩu", password)
        self.presses("Đăng nhập")
        if chooses is not None:
            self.types("Mật khẩu đang dùng", password)
            self.types("Mật khẩu mới", chooses)
            self.types("Nhập lại mật khẩu mới", chooses)
            self.presses("Đổi mật khẩu")
        expect(self.page).to_have_url(self.address + home)

    def control(self, label: str) -> Locator:
        """Return the control that bears a label."""
        return self.page.get_by_label(re.compile(rf"^{_literally(label)}( \(không bắt buộc\))?$"))

    def types(self, label: str, text: str) -> None:
        """Write into the field that bears a label."""
        self.control(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        """Choose an option of the list that bears a label."""
        self.control(label).select_option(label=option)

    def presses(self, name: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follows(self, name: str) -> None:
        """Follow the first link of that name."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def turns_to(self, name: str) -> None:
        """Open the part of the staff menu that an entry stands in, and follow the entry."""
        entry = self.page.get_by_role("link", name=name, exact=True, include_hidden=True)
        part = self.page.locator(".menu details", has=entry)
        part.locator("summary").click()
        part.get_by_role("link", name=name, exact=True).click()

    def downloads(self, name: str) -> Download:
        """Follow the link of that name to a file, and take the file."""
        with self.page.expect_download() as taken:
            self.follows(name)
        return taken.value

    def sees(self, text: str) -> None:
        """Wait until the page says something."""
        expect(self.page.locator("main")).to_contain_text(text)

    def reads(self, pattern: re.Pattern[str]) -> str:
        """Wait until the page shows something of that form, and return it."""
        main = self.page.locator("main")
        expect(main).to_contain_text(pattern, use_inner_text=True)
        found = pattern.search(main.inner_text())
        assert found is not None
        return found[0]

    def does_not_see(self, text: str) -> None:
        """Make sure that the page does not say something."""
        expect(self.page.locator("main")).not_to_contain_text(text)

    def is_told_at(self, label: str, text: str) -> None:
        """Make sure that a field says what is wrong with it, also to those who do not see it."""
        control = self.control(label)
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_description(re.compile(_literally(text)))

    @property
    def path(self) -> str:
        """The address of the page, without the host."""
        return self.page.url.removeprefix(self.address)

    def takes_picture(self, name: str) -> None:
        """Keep a picture of the whole page for the eye, where the variable PICTURES asks for pictures."""
        if not TAKES_PICTURES:
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def bytes_of(download: Download) -> bytes:
    """Return what was downloaded."""
    return Path(download.path()).read_bytes()


def _literally(text: str) -> str:
    # For a pattern that the browser reads: re.escape would also escape blanks.
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", text)
