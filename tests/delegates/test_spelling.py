"""Which name that came onto a list is one that went from it, spelled right."""

import pytest

from confsys.delegates.spelling import corrected, is_respelled
from confsys.invitations.models import folded_delegate


def of(text):
    name, _comma, office = text.partition(", ")
    return folded_delegate(name, office)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Nguyễn Văn Nhâm, Chủ tịch", "Nguyễn Văn Nhân, Chủ tịch", True),
        ("Lê Vũ Hùng", "Lê Võ Hùng", True),
        ("Trần Thị Phước", "Trần Thị Phúc", True),
        ("Trần Thị Phúc", "Trần Thị Phước", True),
        ("Bà Hai, Chủ tịch", "Bà Hai, Bí thư", True),
        ("Bà Hai, Chủ tịch", "Bà Hay, Bí thư", False),
        ("Nguyễn Văn An", "Nguyễn Văn Ba", False),
        ("Nguyễn Văn A", "Nguyễn Văn B", False),
        ("Nguyễn Văn An", "Nguyễn An", False),
        ("Ông Ba", "Ông Tư", False),
    ],
)
def test_one_letter_of_a_word_or_the_office_is_put_right(old, new, same):
    assert is_respelled(of(old), of(new)) is same


def test_where_two_may_be_meant_nobody_is():
    gone, came = ["le van hung|", "tran thi phuc|"], ["le van hunh|", "le van hun|", "tran thi phuoc|"]
    assert corrected(gone, came) == {"tran thi phuoc|": "tran thi phuc|"}
    assert corrected(["le van hung|", "le van hang|"], ["le van hong|"]) == {}
