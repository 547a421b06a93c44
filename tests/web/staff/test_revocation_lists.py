"""Staff hand in lists of revoked certificates, see how old they are, and take them away."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders.desk import Desk, a_desk, visible
from builders.signing import PERSON, Keys

from registry import clock
from registry.queries.kept_files import hashes_named
from registry.queries.settings import settings
from registry.rules.permissions import Role
from registry.transaction import reading

PAGE = "/can-bo/thiet-lap/ky-so/thu-hoi"


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def test_a_list_is_kept_until_a_newer_one_of_its_authority_or_its_removal(
    desk: Desk, someone: Any, tmp_path: Path
) -> None:
    administrator, keys, now = someone(Role.ADMINISTRATOR), Keys(tmp_path), clock.now()
    pen = keys.pen(PERSON)
    old = keys.revocation_list(at=now - timedelta(days=9), until=now - timedelta(days=2))
    new = keys.revocation_list(pen, at=now, until=now + timedelta(days=7))

    for content, is_old in ((old, True), (new, False)):
        assert administrator.send(PAGE, lists=(io.BytesIO(content), "ca.crl")).status_code == 303
        page = visible(administrator.get(PAGE).text)
        assert "Cơ quan chứng thực nào đó" in page
        assert ("Đã cũ" in page) == is_old

    with desk.app.app_context(), reading() as session:
        [kept] = settings(session).signing_revocation_lists
        assert kept in hashes_named(session)
        assert desk.app.config["VAULT"].read(kept) == new
    assert administrator.send(PAGE, go="1").status_code == 303
    assert "Chưa có danh sách nào" in visible(administrator.get(PAGE).text)


def test_what_is_no_list_is_refused_at_its_field(someone: Any) -> None:
    administrator = someone(Role.ADMINISTRATOR)

    answer = administrator.send(PAGE, lists=(io.BytesIO(b"khong phai"), "ca.crl"))

    assert answer.status_code == 422
    assert "Không phải danh sách thu hồi" in visible(answer.text)
    assert someone(Role.OFFICER).get(PAGE).status_code == 403
