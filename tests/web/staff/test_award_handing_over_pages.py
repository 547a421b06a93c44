"""Who was handed what at an award event, on its pages."""

import re
from typing import Any

import pytest
from builders.award_pages import HOME, detail_of
from builders.conference import revoked
from builders.databases import OnBothDatabases

from registry.rules.permissions import Role


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


class TestHandingOver(OnBothDatabases):
    def test_a_producer_is_handed_all_its_papers_at_once(self, web_app, held, officer) -> None:
        sun = held.producers["Hợp tác xã Ánh Dương"]
        address = f"{HOME}/{held.event}/ban-giao/{sun}"
        papers = ticked_on(officer.get(address).text)
        assert len(papers) == 3, officer.get(address).text
        assert officer.send(address, papers=papers, handed_to="Lò Thị Sao", handed_on="13/12/2020").status_code == 303

        call = detail_of(web_app, held.event).calls[0]
        assert call.has_collected
        page = officer.get(f"{HOME}/{held.event}/ban-giao?tinh-trang=da").text
        assert page.count("Lò Thị Sao, 13/12/2020") == 3
        assert "Hợp tác xã Ánh Dương" not in officer.get(f"{HOME}/{held.event}/ban-giao?tinh-trang=chua").text

    def test_a_paper_that_is_no_longer_good_is_told_of_and_not_ticked(self, web_app, held, officer) -> None:
        quiet = officer.get(f"{HOME}/{held.event}").text
        assert "không còn giá trị" not in quiet
        with web_app.app_context():
            revoked(held, "Chè Ánh Dương")
        address = f"{HOME}/{held.event}/ban-giao/{held.producers['Hợp tác xã Ánh Dương']}"

        event = " ".join(officer.get(f"{HOME}/{held.event}").text.split())
        assert "1 giấy chứng nhận của lễ trao không còn giá trị, không được trao." in event
        assert "Bản in gộp không có 1 giấy không còn giá trị" in event
        assert "(Chè Ánh Dương)</a> đã bị thu hồi" in event
        good = ticked_on(officer.get(address).text)
        assert len(good) == 2
        fallen = detail_of(web_app, held.event).calls[0].products[0].certificate
        refused = officer.send(address, papers=[fallen, *good], handed_to="Lò Thị Sao", handed_on="13/12/2020")
        assert refused.status_code == 422
        assert "(Chè Ánh Dương) đã bị thu hồi, không trao được." in refused.text
        assert officer.send(address, papers=good, handed_to="Lò Thị Sao", handed_on="13/12/2020").status_code == 303

    def test_only_the_papers_that_are_ticked_are_handed_over(self, web_app, held, officer) -> None:
        sun = held.producers["Hợp tác xã Ánh Dương"]
        address = f"{HOME}/{held.event}/ban-giao/{sun}"

        officer.send(
            address, papers=ticked_on(officer.get(address).text)[:1], handed_to="Lò Thị Sao", handed_on="13/12/2020"
        )

        assert [one.is_collected for one in detail_of(web_app, held.event).calls[0].products] == [True, False]
        assert len(ticked_on(officer.get(address).text)) == 2

    @pytest.mark.parametrize(
        ("wrong", "field", "sentence"),
        [
            ({"handed_to": " "}, "handed_to", "Mục này không được để trống."),
            ({"handed_on": "01/01/2199"}, "handed_on", "Ngày trao không được sau ngày hôm nay."),
            ({"handed_on": "01/12/2020"}, "handed_on", "không được trước ngày quyết định (11/12/2020)"),
            ({"papers": []}, "papers", "Mục này không được để trống."),
            ({"papers": ["a" * 16]}, "papers", "không có trong danh sách"),
        ],
    )
    def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(
        self, wrong, field, sentence, held, officer
    ) -> None:
        address = f"{HOME}/{held.event}/ban-giao/{held.producers['Hợp tác xã Ánh Dương']}"
        papers = ticked_on(officer.get(address).text)
        typed = {"papers": papers, "handed_to": "Lò Thị Sao", "handed_on": "13/12/2020", "note": "Nhận thay"} | wrong

        answer = officer.send(address, **typed)

        assert answer.status_code == 422
        assert sentence in answer.text.split(f'id="{field}-error"')[1].split("</p>")[0]
        assert "Nhận thay" in answer.text

    def test_another_person_over_an_entry_needs_a_note(self, web_app, held, officer) -> None:
        address = f"{HOME}/{held.event}/ban-giao/{held.producers['Hợp tác xã Chân Mây']}"
        papers = ticked_on(officer.get(address).text)
        first = {"papers": papers, "handed_to": "Lò Thị Sao", "handed_on": "13/12/2020"}
        officer.send(address, **first)

        refused = officer.send(address, **first | {"handed_to": "Vàng A Sử"})

        assert refused.status_code == 422
        assert "Đã ghi trao cho Lò Thị Sao ngày 13/12/2020" in refused.text
        assert officer.send(address, **first | {"handed_to": "Vàng A Sử", "note": "Ghi nhầm tên"}).status_code == 303
        assert "Vàng A Sử, 13/12/2020" in officer.get(f"{HOME}/{held.event}/ban-giao").text

    def test_somebody_who_is_no_producer_is_handed_a_merit_certificate(self, web_app, held, officer) -> None:
        merit = detail_of(web_app, held.event).other_merits[0]
        address = f"{HOME}/{held.event}/ban-giao/bang-khen/{merit.certificate}"

        officer.send(address, papers=[merit.certificate], handed_to="Lò Văn Thử", handed_on="13/12/2020")

        assert detail_of(web_app, held.event).uncollected_merits == ()

    def test_a_wrong_entry_is_taken_back_with_its_reason(self, web_app, held, officer) -> None:
        address = f"{HOME}/{held.event}/ban-giao/{held.producers['Hợp tác xã Chân Mây']}"
        papers = ticked_on(officer.get(address).text)
        officer.send(address, papers=papers, handed_to="Lò Thị Sao", handed_on="13/12/2020")
        back = f"{HOME}/{held.event}/ban-giao/rut-lai"

        assert officer.send(back, papers=papers, note=" ").status_code == 422
        assert officer.send(back, papers=papers, note="Chưa đến nhận").status_code == 303

        assert not detail_of(web_app, held.event).calls[1].has_collected
        page = officer.get(f"{HOME}/{held.event}/ban-giao?tinh-trang=chua&q=chan+may").text
        assert "Chưa đến nhận" in page

    def test_the_sheet_to_be_signed_names_every_paper(self, held, officer) -> None:
        page = officer.get(f"{HOME}/{held.event}/ban-giao/ky-nhan").text

        for number in range(1, 6):
            assert f"00{number}/2020/GCN-OCOP" in page
        assert "Ông Lò Văn Thử" in page

    def test_the_export_has_one_row_for_each_paper(self, held, officer) -> None:
        lines = officer.get(f"{HOME}/{held.event}/ban-giao?xuat=csv").data.decode("utf-8-sig").splitlines()

        assert len(lines) == 1 + 5 + 3

    def test_papers_of_another_event_are_not_found(self, held, officer) -> None:
        for page in ("", "/bang-khen"):
            assert officer.get(f"{HOME}/{held.event}/ban-giao{page}/{'a' * 16}").status_code == 404


def ticked_on(page: str) -> list[str]:
    return re.findall(r'<input checked(?:="")? [^>]*name="papers" [^>]*value="([a-z0-9]{16})"', page)
