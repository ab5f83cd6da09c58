"""Two editions side by side, from plain values."""

from datetime import UTC, datetime, timedelta

from confsys.history.comparing import compare

OWN = {"convener": "", "outside_chair": "", "outside_place": ""}
NINE = datetime(2030, 3, 5, 9, tzinfo=UTC)


def an_edition(items="", *, sites="ab", starts_at=NINE, **facts):
    """An edition with items of ten minutes named by letters, and sites named by letters."""
    agenda = [
        {
            "id": letter,
            "title": letter,
            "kind": "khac",
            "minutes": 10,
            "site": None,
            "presenter": "",
            "starts_at": (starts_at + timedelta(minutes=10 * place)).isoformat(),
        }
        for place, letter in enumerate(items)
    ]
    told = {"title": "Giao ban", "kind": "giao-ban", "mode": "truc-tuyen", "main_site": "a", "chairs": []} | OWN | facts
    ends_at = starts_at + timedelta(hours=2)
    times = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    return told | times | {"sites": {site: f"Xã {site}" for site in sites}, "agenda": agenda}


def marks(rows):
    return [((row.after or row.before)["id"], row.mark) for row in rows]


def test_two_alike_have_nothing_between_them():
    told = compare(an_edition("abc"), an_edition("abc"))
    assert {row.mark for rows in (told.facts, told.sites, told.agenda) for row in rows} == {"same"}


def test_facts_are_told_one_by_one():
    told = compare(an_edition(title="Giao ban"), an_edition(title="Tổng kết", chairs=["p1"]))
    assert [(row.name, row.before, row.after) for row in told.facts if row.mark == "changed"] == [
        ("title", "Giao ban", "Tổng kết"),
        ("chairs", [], ["p1"]),
    ]


def test_sites_come_and_go():
    told = compare(an_edition(sites="abc"), an_edition(sites="bcd"))
    assert [(row.before, row.after, row.mark) for row in told.sites] == [
        ("Xã a", None, "gone"),
        ("Xã b", "Xã b", "same"),
        ("Xã c", "Xã c", "same"),
        (None, "Xã d", "new"),
    ]


def test_what_went_stands_where_it_stood():
    told = compare(an_edition("abcd"), an_edition("ad"))
    assert marks(told.agenda) == [("a", "same"), ("b", "gone"), ("c", "gone"), ("d", "changed")]
    told = compare(an_edition("abc"), an_edition("bc"))
    assert marks(told.agenda) == [("a", "gone"), ("b", "changed"), ("c", "changed")]


def test_what_is_new_or_moved_shifts_what_follows():
    told = compare(an_edition("abc"), an_edition("anbc"))
    assert marks(told.agenda) == [("a", "same"), ("n", "new"), ("b", "changed"), ("c", "changed")]
    assert told.agenda[2].changed == {"from_start"}
    assert marks(compare(an_edition("abc"), an_edition("cab")).agenda)[0] == ("c", "changed")


def test_a_conference_that_moves_as_a_whole_changes_no_item():
    told = compare(an_edition("ab"), an_edition("ab", starts_at=NINE + timedelta(days=1)))
    assert marks(told.agenda) == [("a", "same"), ("b", "same")]
    assert [row.name for row in told.facts if row.mark == "changed"] == ["starts_at", "ends_at"]
