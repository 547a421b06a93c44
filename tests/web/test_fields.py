"""What may be typed into a field, and what it is read as."""

from datetime import date
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField

from registry.rules.instruments import RecognitionKind
from registry.rules.permissions import Role
from registry.web.dates import long_day, read_day
from registry.web.filters import file_size, money, score_words, thousands
from registry.web.forms.fields import DayField, MoneyField, Required, ScoreField, WholeField, WordField, WordsField
from registry.web.forms.form import OurForm


class Everything(OurForm):
    class Meta(OurForm.Meta):
        csrf = False

    name = StringField("Tên")
    story = TextAreaField("Câu chuyện")
    day = DayField("Ngày")
    score = ScoreField("Điểm")
    money = MoneyField("Tiền")
    whole = WholeField("Số")
    kind = WordField("Loại", kind=RecognitionKind, blank="—")
    roles = WordsField("Vai trò", of=(Role.OFFICER, Role.AUDITOR))


@pytest.fixture
def form(web_app):
    def fill(**typed: str) -> Everything:
        made = Everything(MultiDict(typed))
        made.is_valid = made.validate()
        return made

    with web_app.test_request_context("/"):
        yield fill


@pytest.mark.parametrize("typed", ["13/12/2020", "13-12-2020", "13.12.2020", "2020-12-13", " 13 / 12 / 2020 "])
def test_a_day_is_read_as_it_is_written_here(typed, form) -> None:
    assert form(day=typed).day.data == date(2020, 12, 13)


@pytest.mark.parametrize(
    "typed", ["31/02/2021", "12/13/2020", "2020", "13/12/20", "mai", "0/0/0000", "٣/٣/٢٠٢٠", "1/1/9999"]
)
def test_what_is_no_day_is_refused_and_kept(typed, form) -> None:
    filled = form(day=typed)

    assert not filled.is_valid
    assert "ngày/tháng/năm" in filled.day.errors[0]
    assert filled.day._value() == typed


@pytest.mark.parametrize(
    ("typed", "points"), [("87,5", "87.5"), ("87.50", "87.5"), ("0", "0"), ("100", "100"), ("4,25", "4.25")]
)
def test_a_score_takes_comma_and_point(typed, points, form) -> None:
    assert form(score=typed).score.data == Decimal(points)


@pytest.mark.parametrize("typed", ["100,01", "-1", "87,555", "NaN", "Infinity", "1e1000", "tám", "8 7", "87,5,1"])
def test_what_is_no_score_is_refused(typed, form) -> None:
    assert form(score=typed).score.errors


@pytest.mark.parametrize("typed", ["5.000.000", "5000000", "5 000 000", "5.000.000 đồng"])
def test_money_is_read_with_and_without_stops(typed, form) -> None:
    assert form(money=typed).money.data == 5_000_000


@pytest.mark.parametrize("typed", ["-5", "5,5", "năm triệu", "9" * 40])
def test_what_is_no_money_is_refused(typed, form) -> None:
    assert form(money=typed).money.errors


@pytest.mark.parametrize("typed", ["-1", "1.5", "²", "9" * 20])
def test_what_is_no_whole_number_is_refused(typed, form) -> None:
    assert form(whole=typed).whole.errors


def test_a_choice_of_words_is_a_member_or_nothing(form) -> None:
    assert form(kind="first").kind.data is RecognitionKind.FIRST
    assert form(kind="").kind.data is None
    assert form(kind="").is_valid
    assert form(kind="khong-co").kind.errors == ["Lựa chọn này không có trong danh sách."]


def test_boxes_to_tick_are_members(form) -> None:
    assert form(roles="officer").roles.data == [Role.OFFICER]
    assert form(roles="approver").roles.errors


def test_text_is_cleaned_at_the_entrance(form) -> None:
    filled = form(name="  Che\u0300  \u200bshan\u00a0tuyết ", story="Một\r\n\r\n\r\n  hai \x00")

    assert filled.name.data == "Chè shan tuyết"
    assert filled.story.data == "Một\n\nhai"


def test_a_required_field_takes_nought_for_a_value(web_app) -> None:
    class Scored(OurForm):
        class Meta(OurForm.Meta):
            csrf = False

        score = ScoreField("Điểm", [Required()])

    with web_app.test_request_context("/"):
        assert Scored(MultiDict({"score": "0"})).validate()
        blank = Scored(MultiDict({"score": "  "}))
        assert not blank.validate()
        assert blank.score.errors == ["Mục này không được để trống."]
        wrong = Scored(MultiDict({"score": "x"}))
        assert not wrong.validate()
        assert len(wrong.score.errors) == 1


def test_values_are_written_as_offices_write_them() -> None:
    assert score_words(8750) == "87,5"
    assert score_words(10000) == "100"
    assert score_words(None) == ""
    assert money(5_000_000) == "5.000.000 đồng"
    assert thousands(1_234_567) == "1.234.567"
    assert long_day(date(2021, 1, 5)) == "ngày 05 tháng 01 năm 2021"
    assert long_day(date(2020, 12, 13)) == "ngày 13 tháng 12 năm 2020"
    assert file_size(1_500_000) == "1,4 MB"
    assert file_size(10) == "1 KB"
    assert read_day("29/02/2020") == date(2020, 2, 29)
