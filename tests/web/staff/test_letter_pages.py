"""Letters on their page: which are to go out, how they print, and that printing is written down."""

from typing import Any

import pytest
from builders.databases import OnBothDatabases
from builders.people import a_person
from flask import Flask

from registry import clock
from registry.models.outbox import Letter
from registry.queries import letters as letter_queries
from registry.rules.permissions import NotAllowed, Role
from registry.transaction import reading, transaction
from registry.usecases import letters

HOME = "/can-bo/thu"


HOSTILE = ["?tinh-trang=lost", "?q=%00", "?sap=body", "?sap=-written_at", "?xuat=csv", "?trang=99"]


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


def a_letter(app: Flask, to: str = "Hợp tác xã <Ánh & Dương>", **changes: Any) -> str:
    """Put a letter into the outbox, as an act does."""
    with app.app_context(), transaction() as session:
        letter = Letter(
            recipient_name=to,
            subject="Cấp giấy chứng nhận",
            body=f"Kính gửi: {to}\n\nDòng một\nDòng hai",
            written_at=clock.now(),
            **changes,
        )
        session.add(letter)
        session.flush()
        return letter.public_id


def state(app: Flask, letter: str) -> str:
    with app.app_context(), reading() as session:
        row = letter_queries.letter(session, letter)
        assert row is not None
        return letter_queries.state_of(row).value


def test_an_empty_outbox_says_when_letters_are_written(officer) -> None:
    page = officer.get(HOME).text

    assert "Thư báo cho chủ thể được viết khi quyết định có hiệu lực." in page
    assert "In thư đang chờ" not in page


def test_a_letter_is_shown_as_it_prints_with_markup_in_names_as_text(web_app, officer) -> None:
    letter = a_letter(web_app)

    page = officer.get(f"{HOME}/{letter}").text

    assert "Hợp tác xã &lt;Ánh &amp; Dương&gt;" in page
    assert "Dòng một<br>Dòng hai" in page


def test_all_letters_that_wait_print_together_each_on_its_own_page(web_app, officer) -> None:
    waiting = [a_letter(web_app, f"Hợp tác xã {number}") for number in range(3)]
    a_letter(web_app, "Hợp tác xã Đã Gửi", sent_at=clock.now())

    page = officer.get(f"{HOME}/in").text

    assert page.count('<article class="panel sheet">') == 3
    assert "Hợp tác xã Đã Gửi" not in page
    assert officer.send(f"{HOME}/in", letter=waiting[:2]).status_code == 303
    assert [state(web_app, letter) for letter in waiting] == ["printed", "printed", "open"]


def test_what_a_mail_server_has_sent_stays_sent(web_app, officer) -> None:
    letter = a_letter(web_app, sent_at=clock.now())

    officer.send(f"{HOME}/in", letter=letter)

    assert state(web_app, letter) == "sent"


def test_a_stale_form_marks_nothing(web_app, officer) -> None:
    letter = a_letter(web_app)

    officer.client.post(f"{HOME}/{letter}/da-in", data={"csrf_token": "sai"})

    assert state(web_app, letter) == "open"


def test_an_auditor_reads_letters_and_marks_none(web_app, someone) -> None:
    letter = a_letter(web_app)
    auditor = someone(Role.AUDITOR)

    page = auditor.get(f"{HOME}/{letter}")

    assert page.status_code == 200
    assert "Đánh dấu đã in" not in page.text
    assert auditor.get(f"{HOME}/in").status_code == 403
    with web_app.app_context(), pytest.raises(NotAllowed):
        letters.mark_printed(actor=a_person(Role.AUDITOR), letters=[letter])


def test_no_address_breaks_the_list(web_app, officer) -> None:
    a_letter(web_app)

    for query in HOSTILE:
        assert officer.get(HOME + query).status_code == 200, query


def test_there_is_no_letter_at_an_unknown_address(officer) -> None:
    assert officer.get(f"{HOME}/{'a' * 16}").status_code == 404
    assert officer.send(f"{HOME}/in", letter="a" * 16).status_code == 404


class TestOnBothDatabases(OnBothDatabases):
    def test_letters_that_wait_stand_before_those_that_are_done(self, web_app, officer) -> None:
        a_letter(web_app, "Hợp tác xã Đã Gửi", sent_at=clock.now())
        a_letter(web_app, "Hợp tác xã Đang Chờ")

        page = officer.get(HOME).text

        assert page.index("Hợp tác xã Đang Chờ") < page.index("Hợp tác xã Đã Gửi")
        assert "Không có thư điện tử" in page

    def test_a_printed_letter_is_written_down_once(self, web_app, officer) -> None:
        letter = a_letter(web_app)

        assert officer.send(f"{HOME}/{letter}/da-in", page=f"{HOME}/{letter}").status_code == 303

        assert state(web_app, letter) == "printed"
        assert "Đã ghi 1 thư đã in." in officer.get(HOME).text
        assert "Đánh dấu đã in" not in officer.get(f"{HOME}/{letter}").text

    def test_letters_are_narrowed_by_state_and_found_without_accents(self, web_app, officer) -> None:
        a_letter(web_app, "Hợp tác xã Đã Gửi", sent_at=clock.now())
        a_letter(web_app, "Hợp tác xã Đang Chờ", last_error="451 try later")

        waiting = officer.get(f"{HOME}?tinh-trang=open&q=dang cho").text

        assert "Hợp tác xã Đang Chờ" in waiting
        assert "Máy chủ thư chưa nhận, sẽ gửi lại" in waiting
        assert "Hợp tác xã Đã Gửi" not in waiting
        assert "Không có dòng nào khớp" in officer.get(f"{HOME}?tinh-trang=printed").text
