"""Of a signed paper to which something was added after signing it is said what was added, and no more."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from builders.in_force_today import issued
from builders.pdf_updates import laid_over, updated
from builders.signing import PERSON, Keys
from builders.time_stamps import stamped, with_proofs
from sqlalchemy import select

from registry import clock
from registry.models.certificate import FileRole, PaperFile
from registry.models.decision import Decision
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import settings, signing_here

GENUINE = "Đúng tệp do sổ này cấp"
PEOPLE = Actor(account_id=None, name="Q", roles=frozenset({Role.ADMINISTRATOR, Role.OFFICER}), means="system")


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def test_what_was_added_to_a_signed_paper_is_said(desk: Desk, visitor: Any, tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    pen = keys.pen(PERSON)
    issued(desk)
    with desk.app.app_context():
        settings.change(actor=PEOPLE, values={"signing_persons": PERSON})
        with reading() as session:
            decision = session.scalars(select(Decision.public_id)).one()
        signing_here.sign_here(actor=PEOPLE, decision=decision, pens=[pen])
        with reading() as session:
            name = session.scalars(select(PaperFile.sha256).where(PaperFile.role == FileRole.SIGNED)).one()
        signed = desk.app.config["VAULT"].read(name)
    lists = [keys.revocation_list(at=clock.now(), until=clock.now())]
    kept_long = with_proofs(stamped(signed, at=clock.now()), lists=lists)
    signed_by_another = Keys(tmp_path / "others").pen("Ai đó").sign(signed, number=9)

    def told(content: bytes) -> str:
        answer = visitor.client.post("/xac-minh/tep", data={"tep": (io.BytesIO(content), "giay.pdf")})
        assert GENUINE not in visible(answer.text)
        return visible(answer.text)

    assert "Chữ ký số trong tệp đúng" in told(kept_long)
    assert "bản đã ký số của giấy số" in told(kept_long)
    assert "Sổ này không cấp" not in told(kept_long)
    for content in (updated(kept_long, laid_over), signed_by_another, with_proofs(signed_by_another, lists=lists)):
        text = told(content)
        assert "bắt đầu bằng một giấy của sổ, nhưng đã bị ghi thêm" in text
        assert "bản đã ký số của giấy số" not in text
