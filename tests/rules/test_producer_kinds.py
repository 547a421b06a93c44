import pytest

from registry.rules.producer_kinds import (
    STATISTICAL_GROUPS,
    ProducerKind,
    StatisticalGroup,
    guess_kind,
    name_without_kind,
    producer_near_key,
)


def test_every_kind_is_counted_in_one_group():
    assert set(STATISTICAL_GROUPS) == set(ProducerKind)
    assert set(STATISTICAL_GROUPS.values()) == set(StatisticalGroup)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("HTX Minh Ngọc", "cooperative"),
        ("HTXNN Bình An", "cooperative"),
        ("Hợp tác xã Minh Họa 07", "cooperative"),
        ("Liên hiệp HTX Minh Họa", "cooperative"),
        ("Tổ hợp tác Lê Nậm Pung", "cooperative_group"),
        ("THT chè", "cooperative_group"),
        ("Công ty TNHH Thương mại Tổng hợp Lan Rừng", "company_limited"),
        ("Công ty TNHH MTV Dũng Long", "company_limited_one_member"),
        ("Công ty TNHH Một thành viên Dũng Long", "company_limited_one_member"),
        ("Công ty trách nhiệm hữu hạn 1 thành viên X", "company_limited_one_member"),
        ("Công ty CP Trà Than Uyên", "company_joint_stock"),
        ("CÔNG TY CỔ PHẦN TRÀ THAN UYÊN", "company_joint_stock"),
        ("DNTN Hoa Ban", "private_enterprise"),
        ("Doanh nghiệp tư nhân Hoa Ban", "private_enterprise"),
        ("Doanh nghiệp giống thủy sản Minh Nhựt", "enterprise"),
        ("Trang trại Sìn Hồ", "farm"),
        ("HKD Lò Văn A", "household"),
        ("Hộ kinh doanh Lò Văn A", "household"),
        ("Hộ SXKD Lò Văn A", "household"),
        ("hộ cá thể Lò Văn A", "household"),
        ("Cơ sở sản xuất rượu Nậm Pung", "household"),
        ("Hội Nông dân xã", "association"),
        ("Trung tâm điều hành du lịch Sin Suối Hồ", "tourism_centre"),
        ("Hồ Văn Minh", None),
        ("Lan Rừng", None),
        ("", None),
    ],
)
def test_the_kind_is_guessed_from_the_words_a_name_begins_with(name, kind):
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("HTX Thanh Xuân", "Hợp tác xã Thanh Xuân", True),
        ("HTX Thanh Xuân", "htx  thanh xuan", True),
        ("Công ty CP Minh Họa", "Công ty Cổ phần Minh Họa", True),
        ("HTX Tân Quy", "HTX Tân Qui", False),
        ("HTX Minh Ngọc", "Công ty TNHH Minh Ngọc", False),
    ],
)
def test_names_of_units_are_near_however_the_kind_is_said(one, other, near):
    assert (producer_near_key(one) == producer_near_key(other)) is near


def test_a_name_that_is_only_its_kind_keeps_its_words():
    assert name_without_kind("Hợp tác xã") == "hop tac xa"
