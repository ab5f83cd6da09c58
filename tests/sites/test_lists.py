"""A CSV list of sites is read whole or refused whole, with the place of every mistake."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confsys import words
from confsys.sites import lists
from confsys.sites.lists import COLUMNS, MOST_LEVELS, MOST_PROBLEMS, BrokenList, Row, read, write
from confsys.sites.models import KINDS
from tests.sites.office import HEAD, a_list

PROVINCE = "Tỉnh Thử,tinh,,,10,,,,"
XA = "Xã Một,xa,Tỉnh Thử,,20,,,,"


def chain(length: int) -> list[str]:
    """Units one below the other."""
    return ["Cấp 0,khac,,,,,,,", *(f"Cấp {n},khac,Cấp {n - 1},,,,,," for n in range(1, length))]


# what is wrong -> the file, the line, the column, words of the reason
BROKEN = {
    "nothing at all": (b"", 1, "name", "first line must name the columns name,kind,parent"),
    "only a head": (a_list(), 2, "name", "list is empty"),
    "only blank lines": (a_list("", ",,,,,,,,", "  ,"), 2, "name", "list is empty"),
    "no head": (a_list(XA, head=PROVINCE), 1, "name", "first line must name"),
    "a column missing in the head": (a_list(PROVINCE, head=HEAD.removesuffix(",source")), 1, "name", "must name"),
    "columns in another order": (a_list(PROVINCE, head=",".join(reversed(COLUMNS))), 1, "name", "must name"),
    "semicolons instead of commas": (a_list(PROVINCE).replace(b",", b";"), 1, "name", "must name"),
    "another alphabet": (a_list(PROVINCE, XA).decode().encode("utf-16"), 1, "name", "not UTF-8"),
    "a byte that is not UTF-8": (a_list(PROVINCE, XA).replace(b"20", b"\xff0"), 3, "name", "not UTF-8"),
    "a NUL": (a_list(PROVINCE, XA).replace(b"20", b"\x000"), 3, "name", "not text"),
    "a column too few": (a_list(PROVINCE, "Xã Một,xa,Tỉnh Thử,,20,,,"), 3, "source", "must be 9 columns, there are 8"),
    "a column too many": (a_list(PROVINCE, XA + ","), 3, "source", "must be 9 columns, there are 10"),
    "no name": (a_list(PROVINCE, " ,xa,Tỉnh Thử,,20,,,,"), 3, "name", "name is missing"),
    "a name too long": (a_list(PROVINCE, f"{'ã' * 201},xa,,,20,,,,"), 3, "name", "At most 200"),
    "a code too long": (a_list(PROVINCE, f"Xã Một,xa,,,{'2' * 21},,,,"), 3, "gso_code", "At most 20"),
    "a source too long": (a_list(PROVINCE, f"Xã Một,xa,,,20,,,,{'s' * 201}"), 3, "source", "At most 200"),
    "a tab inside a name": (a_list(PROVINCE, "Xã\tMột,xa,,,20,,,,"), 3, "name", "control characters"),
    "an end of line inside a name": (a_list(PROVINCE, '"Xã\nMột",xa,,,20,,,,'), 3, "name", "control characters"),
    "an escape in the domain": (a_list(PROVINCE, "Xã Một,xa,,,20,,,a\x1bb,"), 3, "domain", "control characters"),
    "no kind": (a_list(PROVINCE, "Xã Một,,Tỉnh Thử,,20,,,,"), 3, "kind", "no kind of site “”"),
    "an unknown kind": (a_list(PROVINCE, "Làng Một,lang,Tỉnh Thử,,20,,,,"), 3, "kind", "no kind of site “lang”"),
    "a kind in capitals": (a_list("Tỉnh Thử,TINH,,,10,,,,"), 2, "kind", "no kind of site “TINH”"),
    "a day as people write it": (a_list("Tỉnh Thử,tinh,,,10,01/07/2025,,,"), 2, "valid_from", "such as 2025-07-01"),
    "a day without dashes": (a_list("Tỉnh Thử,tinh,,,10,20250701,,,"), 2, "valid_from", "not “20250701”"),
    "a day of a week": (a_list("Tỉnh Thử,tinh,,,10,2025-W27-2,,,"), 2, "valid_from", "not “2025-W27-2”"),
    "a day with an hour": (a_list("Tỉnh Thử,tinh,,,10,,2025-07-01T00:00,,"), 2, "valid_to", "such as 2025-07-01"),
    "a day that is in no calendar": (a_list("Tỉnh Thử,tinh,,,10,,2025-02-29,,"), 2, "valid_to", "not “2025-02-29”"),
    "a last day before the first": (a_list("Tỉnh Thử,tinh,,,10,2025-07-02,2025-07-01,,"), 2, "valid_to", "before the"),
    "an unknown parent": (a_list(PROVINCE, "Xã Một,xa,Huyện Lạ,,20,,,,"), 3, "parent", "“Huyện Lạ” is not in this"),
    "a parent without its marks": (a_list(PROVINCE, "Xã Một,xa,Tinh Thu,,20,,,,"), 3, "parent", "not in this list"),
    "a parent that stands twice": (
        a_list("Xã Đôi,xa,,,1,,,,", "Xã Đôi,xa,,,2,,,,", "Ấp Một,khac,Xã Đôi,,3,,,,"),
        4,
        "parent",
        "“Xã Đôi” stands more than once",
    ),
    "a unit below itself": (a_list("Xã Một,xa,Xã Một,,20,,,,"), 2, "parent", "stands below itself"),
    "a circle": (a_list("A,xa,B,,1,,,,", "B,xa,C,,2,,,,", "C,xa,A,,3,,,,"), 2, "parent", "stands below itself"),
    "units without end above one another": (a_list(*chain(3000)), MOST_LEVELS + 3, "parent", "At most 8 units"),
    "a code twice": (a_list(PROVINCE, XA, "Xã Hai,xa,Tỉnh Thử,,20,,,,"), 4, "gso_code", "already stands in line 3"),
    "a name twice, without a code": (
        a_list(PROVINCE, "Sở Y tế,so,Tỉnh Thử,,,,,,", "SỞ Y TẾ,so,Tỉnh Thử,,,,,,"),
        4,
        "name",
        "already stands in line 3",
    ),
    "a quotation mark left open": (a_list(PROVINCE, '"Xã Một,xa,Tỉnh Thử,,20,,,,', XA), 3, "name", "quotation mark"),
    "a quotation mark too early": (a_list(PROVINCE, '"Xã" Một,xa,,,20,,,,', XA), 3, "name", "quotation mark"),
    "an open quotation mark in the head": (a_list(PROVINCE, head='"' + HEAD), 1, "name", "quotation mark"),
    "more lines than anybody has": (a_list(*["x"] * 20_001), 20_002, "name", "At most 20000 lines"),
}


def mistakes_in(data: bytes):
    with pytest.raises(BrokenList) as refusal:
        read(data)
    return refusal.value.mistakes


@pytest.mark.parametrize(("data", "line", "column", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_list_is_refused_with_the_place(data, line, column, reason):
    first = mistakes_in(data)[0]
    assert (first.line, first.column) == (line, column)
    assert reason in str(first.reason)


FINE = {
    "a mark of the byte order": b"\xef\xbb\xbf" + a_list(PROVINCE, XA),
    "a parent later in the file": a_list(XA, PROVINCE),
    "lines that end as on Windows": a_list(PROVINCE, XA).replace(b"\n", b"\r\n"),
    "no end of the last line": a_list(PROVINCE, XA).rstrip(),
    "blank lines in between": a_list("", PROVINCE, ",,,,,,,,", XA),
    "spaces around the values": a_list(" Tỉnh Thử , tinh ,,,10,,,,", "Xã Một,xa, Tỉnh Thử,,20 ,,,,"),
    "letters in pieces, as some systems write them": a_list("Ti\u0309nh Thư\u0309,tinh,,,10,,,,", XA),
    "quotation marks around everything": a_list('"Tỉnh Thử","tinh","","","10","","","",""', XA),
}


@pytest.mark.parametrize("data", FINE.values(), ids=FINE)
def test_what_programs_write_differently_means_the_same(data):
    province, commune = read(data)
    assert (province.name, province.kind, province.gso_code) == ("Tỉnh Thử", "tinh", "10")
    assert (commune.name, commune.parent, commune.gso_code) == ("Xã Một", "Tỉnh Thử", "20")


def test_every_value_of_a_line_is_read():
    assert read(a_list('"Sở Văn hóa, Thể thao",so,,000.01,87,2025-07-01,2026-01-31,a.gov.vn,list')) == [
        Row(
            line=2,
            name="Sở Văn hóa, Thể thao",
            kind="so",
            parent=None,
            code="000.01",
            gso_code="87",
            valid_from=date(2025, 7, 1),
            valid_to=date(2026, 1, 31),
            domain="a.gov.vn",
            source="list",
        )
    ]


def test_one_unit_in_two_times_stands_twice():
    rows = read(a_list("Xã Một,xa,,,20,,2025-06-30,,", "Xã Một,xa,,,20,2025-07-01,,,"))
    assert [row.valid_from for row in rows] == [None, date(2025, 7, 1)]


def test_every_mistake_is_told_by_line():
    told = mistakes_in(a_list(PROVINCE, ",lang,,,1,,,,", "Xã Hai,xa,Huyện Lạ,,2,x,,,", "Xã Ba,xa,Huyện Lạ,,3,,,,"))
    assert [(each.line, each.column) for each in told] == [(3, "name"), (3, "kind"), (4, "valid_from"), (5, "parent")]


def test_a_mistake_in_a_parent_is_not_told_again_for_what_lies_below():
    told = mistakes_in(a_list("Huyện Một,huyen,,,10,gần đây,,,", *(f"Xã {n},xa,Huyện Một,,{n},,,," for n in range(9))))
    assert [(each.line, each.column) for each in told] == [(2, "valid_from")]


def test_only_the_units_of_a_circle_are_told():
    told = mistakes_in(a_list("A,xa,B,,1,,,,", "B,xa,A,,2,,,,", "C,xa,A,,3,,,,"))
    assert [each.line for each in told] == [2, 3]


def test_a_list_that_is_wrong_everywhere_tells_the_first_mistakes():
    told = mistakes_in(a_list(*[f"Xã {n},lang,,,{n},,,," for n in range(200)]))
    assert [each.line for each in told] == list(range(2, 2 + MOST_PROBLEMS))


def test_as_many_units_may_stand_above_one_another_as_is_said():
    assert len(read(a_list(*chain(MOST_LEVELS + 1)))) == MOST_LEVELS + 1


def test_a_refusal_speaks_the_language_of_who_reads_it():
    refusal = BrokenList(mistakes_in(a_list("Làng Một,lang,,,20,,,,")))
    assert str(refusal) == "line 2, column kind: There is no kind of site “lang”."
    words.speak("vi")
    assert str(refusal) == "dòng 2, cột kind: Không có loại đơn vị “lang”."


# -- whatever may be written can be read -----------------------------------------------------------

LETTERS = st.characters(exclude_categories=("Cc", "Cs"))
TEXTS = st.text(LETTERS, min_size=1, max_size=20).map(lists._tidy).filter(bool)
OPTIONAL = st.none() | TEXTS
DAYS = st.lists(st.dates(), min_size=2, max_size=2).map(sorted) | st.just([None, None])


@st.composite
def rows_of_a_list(draw) -> list[Row]:
    """Rows as a file gives them: each parent before its children, from the second line on."""
    names = draw(st.lists(TEXTS, min_size=1, max_size=8, unique=True))
    depths, rows = {}, []
    for number, name in enumerate(names):
        parent = draw(st.none() | st.sampled_from([None, *names[:number]]))
        depths[name] = depths[parent] + 1 if parent else 0
        first, last = draw(DAYS)
        values = {column: draw(OPTIONAL) for column in ("code", "domain", "source")}
        kind = draw(st.sampled_from(KINDS))
        rows.append(Row(0, name, kind, parent, gso_code=str(number), valid_from=first, valid_to=last, **values))
    rows.sort(key=lambda row: depths[row.name])
    return [replace(row, line=line) for line, row in enumerate(rows, start=2)]


@settings(deadline=None, derandomize=True, database=None)
@given(rows_of_a_list())
def test_what_was_written_is_read_again_as_it_was(rows):
    assert read(write(rows)) == rows


@settings(deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: a_list(text)))
def test_no_file_at_all_is_a_mistake_of_ours(data):
    try:
        assert read(data)
    except BrokenList as refusal:
        assert all(each.line >= 1 and each.column in COLUMNS for each in refusal.mistakes)
        assert str(refusal)
