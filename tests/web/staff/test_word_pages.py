"""Drafts as Word documents on their pages, and the template they are written into."""

from io import BytesIO
from typing import Any

import pytest
from builders.conference import Conference

from registry.documents.word_template import template
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Role

HOME = "/can-bo/van-ban-word"


@pytest.fixture
def administrator(someone: Any) -> Any:
    return someone(Role.ADMINISTRATOR)


def test_a_decision_is_sent_as_a_word_document(held: Conference, someone: Any) -> None:
    answer = someone(Role.OFFICER).get(f"{HOME}/quyet-dinh/{held.recognised[0]}.docx")
    assert answer.status_code == 200
    assert answer.mimetype.endswith("wordprocessingml.document")
    assert answer.data[:2] == b"PK"
    assert ".docx" in answer.headers["Content-Disposition"]


def test_the_template_is_replaced_tried_out_and_taken_back(administrator: Any) -> None:
    for kind in (DecisionKind.RECOGNITION, DecisionKind.REVOCATION):
        page, asked = f"{HOME}/mau?loai={kind}", f"?loai={kind}"
        assert "đang dùng mẫu có sẵn" in administrator.get(page).text
        own = template(kind)
        assert administrator.send(page, template=(BytesIO(own), "mau.docx")).status_code == 303
        assert "đang dùng mẫu của đơn vị" in administrator.get(page).text
        assert "đang dùng mẫu có sẵn" in administrator.get(f"{HOME}/mau?loai=award").text
        assert administrator.get(f"{HOME}/mau/dang-dung.docx{asked}").data == own
        assert administrator.get(f"{HOME}/mau/dien-thu.docx{asked}").data[:2] == b"PK"
        assert administrator.send(f"{HOME}/mau/bo{asked}", page=page).status_code == 303
        assert "đang dùng mẫu có sẵn" in administrator.get(page).text
    assert administrator.get(f"{HOME}/mau?loai=khac").status_code == 404


def test_what_is_no_template_is_refused_at_its_field(administrator: Any) -> None:
    refused = administrator.send(f"{HOME}/mau", template=(BytesIO(b"x"), "mau.docx"))
    assert refused.status_code == 422
    assert "không phải văn bản Word" in refused.text


def test_a_comparison_may_be_asked_for_by_a_setting(administrator: Any) -> None:
    page = "/can-bo/thiet-lap/phu-luc-da-ky"
    seen = administrator.get(page).text.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert administrator.send(page, seen=seen, signed_annex_required="y").status_code == 303
    assert "checked" in administrator.get(page).text
