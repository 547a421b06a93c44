"""The desks of an officer and an approver before their browsers, and what stands behind their pages."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from builders.page_forms import fill, press
from builders.register import a_line, a_producer, a_product, sign_off
from flask import Flask
from pypdf import PdfWriter
from sqlalchemy import select
from web.conftest import Browser
from werkzeug.test import TestResponse

from registry.jobs import progress, queue
from registry.models.account import Account
from registry.models.decision import Decision
from registry.queries import decisions as decision_queries
from registry.queries.decisions import DecisionDetail
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import certification, drafting
from registry.usecases.drafting import Line

HOME = "/can-bo/quyet-dinh"
RECORD = {
    "body_kind": "district",
    "body_name": "Ủy ban nhân dân huyện Tam Đường",
    "number": "0915/QĐ-UBND",
    "signed_on": "15/10/2024",
    "stars": "3",
    "kind": "first",
    "certificate_number": "15/GCN-TĐ",
    "score": "57,5",
    "instrument": "148",
    "source": "Bản giấy do chủ thể cung cấp",
}
"""What is typed of a certificate that a district gave."""
SIGNED = {"number": "1757/QĐ-UBND", "signed_on": "11/12/2020", "signatory": "Nguyễn Văn Thử"}


def a_scan() -> bytes:
    """Return a paper as a scanner leaves it."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@dataclass
class Desk:
    """Two people at work on one register."""

    app: Flask
    officer: Browser
    approver: Browser
    products: dict[str, str] = field(default_factory=dict)
    producer: str | None = None

    def acts(self, act: Callable[..., Any], **values: Any) -> Any:
        """Do an act behind the pages, as the officer."""
        with self.app.app_context():
            return act(actor=self.actor(self.officer, Role.OFFICER), **values)

    def actor(self, browser: Browser, role: Role) -> Actor:
        """Return who sits before a browser."""
        with self.app.app_context(), reading() as session:
            row = session.scalars(select(Account).where(Account.public_id == browser.account)).one()
            return Actor(account_id=row.id, name=row.name, roles=frozenset({role}), means="web")

    def product(self, name: str = "Chè thử nghiệm", **options: Any) -> str:
        """Put a product into the register, of the one producer unless another is named."""
        with self.app.app_context():
            self.producer = options.pop("producer", None) or self.producer or a_producer()
            self.products[name] = a_product(name, producer=self.producer, **options)
        return self.products[name]

    def draft(
        self,
        *names: str,
        kind: DecisionKind = DecisionKind.RECOGNITION,
        title: str = "Công nhận sản phẩm năm 2020",
        recognised_as: RecognitionKind = RecognitionKind.FIRST,
        **line: Any,
    ) -> str:
        """Draft a decision with a line for each named product."""
        decision: str = self.acts(drafting.draft, kind=kind, title=title)
        products = [self.products.get(name) or self.product(name) for name in names]
        lines = [a_line(product, kind=recognised_as, **line) for product in products]
        if lines:
            self.add(decision, *lines)
        return decision

    def add(self, decision: str, *lines: Line) -> None:
        """Add lines to a draft."""
        self.acts(drafting.add_lines, decision=decision, lines=lines)

    def page(self, decision: str, part: str = "", *, browser: Browser | None = None) -> TestResponse:
        """Look at a page of a decision."""
        return (browser or self.officer).get(f"{HOME}/{decision}{part}")

    def detail(self, decision: str) -> DecisionDetail:
        """Return a decision as it is kept."""
        with self.app.app_context(), reading() as session:
            found = decision_queries.decision(session, decision)
            assert found is not None
            return found

    def check(self, decision: str) -> None:
        """Settle the check sheet and pass the draft on."""
        client, address = self.officer.client, f"{HOME}/{decision}/kiem-tra"
        while "Xác nhận<" in client.get(address).text:
            assert press(client, address).status_code == 303
        assert fill(client, address).status_code == 303, client.get(address).text

    def approve(self, decision: str) -> None:
        """Approve a checked decision."""
        assert fill(self.approver.client, f"{HOME}/{decision}/duyet").status_code == 303

    def sign(self, decision: str, **facts: Any) -> None:
        """Enter the signed facts."""
        answer = fill(self.officer.client, f"{HOME}/{decision}/ky", **{**SIGNED, **facts})
        assert answer.status_code == 303, answer.text

    def put_in_effect(self, decision: str) -> None:
        """Order a signed decision to be put in effect, and be the worker that does it."""
        assert fill(self.approver.client, f"{HOME}/{decision}/hieu-luc").status_code == 303
        self.work(decision)

    def work(self, decision: str) -> None:
        """Do the job that waits for a decision, as the worker does."""
        with self.app.app_context():
            job = progress.latest(decision)
            assert job is not None
            queue.work(job.id)

    def issue(self, *names: str, **options: Any) -> str:
        """Bring a decision about the named products all the way, behind the pages."""
        facts = {name: options.pop(name) for name in ("number", "signed_on") if name in options}
        decision = self.draft(*names, **options)
        self.carry_out(decision, **facts)
        return decision

    def carry_out(self, decision: str, **facts: Any) -> None:
        """Check, approve, sign and put in effect a draft, behind the pages."""
        with self.app.app_context():
            approver = self.actor(self.approver, Role.APPROVER)
            sign_off(self.actor(self.officer, Role.OFFICER), approver, decision, **facts)
            certification.put_in_effect(actor=approver, decision=decision)


@contextmanager
def a_desk(app: Flask, someone: Callable[..., Browser]) -> Iterator[Desk]:
    """Seat an officer and an approver; what their work opened is closed behind them."""
    yield Desk(app=app, officer=someone(Role.OFFICER), approver=someone(Role.APPROVER))
    opened = app.extensions.pop("job_queue", None)
    if opened is not None:
        opened.huey.storage.close()


def landed(browser: Browser, answer: TestResponse) -> str:
    """Return the page that an act led to."""
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["Location"]).text


def visible(page: str) -> str:
    """Return what a page says, without its marks."""
    body = page.partition("<main")[2] or page
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def decision_of(location: str) -> str:
    """Return the decision that an address is about."""
    return location.rstrip("/").split("/")[3]


def kept_decision(app: Flask, public_id: str) -> Decision:
    """Return the row of a decision."""
    with app.app_context(), reading() as session:
        return session.scalars(select(Decision).where(Decision.public_id == public_id)).one()
