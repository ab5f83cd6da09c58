"""What stands against a conference: each kind of clash is found, with whose it is, and nothing else is."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.conferences import actions, clashes, judging, proposals
from confsys.conferences.clashes import NeedsWord
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.journal import Entry
from confsys.office import actions as office
from confsys.scheduling import actions as scheduling
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class House:
    """A province with a room, a leader and two sites, and a conference approved in it: “Giao ban đã giữ”."""

    def __init__(self):
        self.province = a_province()
        self.room = scheduling.add_resource(None, self.province, kind="room", name="Hội trường")
        self.unit = scheduling.add_resource(None, self.province, kind="unit", name="Bộ di động")
        self.leader = a_person("Bà Chủ trì", role="chair", site=self.province)
        self.by = a_person(role="secretariat", site=self.province)
        self.sites, self.place = [a_site("Xã Một"), a_site("Xã Hai")], a_site("Nơi khác")
        self.begin = an_ordinary_morning()
        self.other = self.plan(state="approved", title="Giao ban đã giữ", main_site=a_site("Nơi chính"), **self.all())

    def all(self) -> dict:
        return {"room": self.room.id, "units": [self.unit.id], "chairs": [self.leader], "sites": self.sites}

    def plan(self, **values):
        usual = {
            "organiser": self.province,
            "by": self.by,
            "main_site": self.place,
            "sites": [],
            "starts_at": self.begin,
        }
        return a_conference(**usual | values)

    def against(self, conference=None, person=None, **values) -> list[tuple[str, str]]:
        """(level, sentence) of all that is found against such a conference."""
        conference = conference or self.plan(**values)
        found = clashes.of_one(proposals.of_saved(conference), person or self.by, clock.now())
        return [(each.level, str(each.words)) for each in found]


@pytest.fixture
def house(app):
    return House()


def test_at_another_hour_nothing_stands_against_it(house):
    assert house.against(starts_at=house.begin + DAY, **house.all()) == []


def test_with_nothing_in_common_nothing_stands_against_it(house):
    assert house.against() == []


@pytest.mark.parametrize(
    ("what", "level", "said"),
    [
        ("room", "blocks", "Hội trường is held by “Giao ban đã giữ” (Tỉnh Thử Nghiệm)"),
        ("units", "blocks", "Bộ di động is held by “Giao ban đã giữ”"),
        ("chairs", "warns", "Bà Chủ trì is already in “Giao ban đã giữ”"),
        ("sites", "warns", "2 sites are then in “Giao ban đã giữ”"),
    ],
)
def test_what_another_holds_is_said_with_whose_it_is(house, what, level, said):
    [(found, words)] = house.against(**{what: house.all()[what]})
    assert (found, words[: len(said)]) == (level, said)


def test_who_may_not_know_of_the_other_hears_only_whose_it_is(house):
    stranger = a_person(role="secretariat", site=a_province())
    [(_level, words)] = house.against(person=stranger, room=house.room.id)
    assert "Giao ban đã giữ" not in words
    assert words.startswith("Hội trường is held by another conference of Tỉnh Thử Nghiệm")


def test_what_is_only_asked_for_blocks_nobody(house):
    house.plan(state="requested", title="Đang xin", room=house.room.id, starts_at=house.begin + DAY)
    other = a_site("Nơi thứ ba")
    [(level, words)] = house.against(room=house.room.id, starts_at=house.begin + DAY, main_site=other)
    assert level == "tells" and words.startswith("Hội trường is also asked for by “Đang xin”")


def test_a_site_with_another_room_that_is_free_is_told_so(house):
    scheduling.add_resource(None, house.sites[0], kind="room", name="Phòng nhỏ")
    [(_level, words)] = house.against(sites=house.sites)
    assert words.endswith("Free there: Phòng nhỏ.")


@pytest.mark.parametrize(("gap", "warns"), [(15, True), (45, True), (60, False), (90, False)])
def test_too_little_time_to_set_up_a_room_and_to_test_the_lines(house, gap, warns):
    after = house.other.ends_at + timedelta(minutes=gap)
    found = house.against(starts_at=after, minutes=30, room=house.room.id, sites=house.sites)
    margins = [words for level, words in found if level == "warns" and words.startswith(("Only", "2 sites have only"))]
    assert (len(margins) == 2) is warns
    assert not warns or all(f"{gap}\u00a0min" in words for words in margins)


def test_days_away_of_a_leader(house):
    day = clock.local(house.begin).date()
    scheduling.enter_absence(None, house.leader, first_day=day, last_day=day, why="Đi công tác")
    found = house.against(chairs=[house.leader], starts_at=house.begin + 4 * HOUR + HOUR * 1.5)
    assert [words.partition(" from")[0] for _level, words in found] == ["Bà Chủ trì is away"]
    assert "công tác" not in str(found)  # why is nobody's business


RULES = {
    "weekend": ({"days": 4}, "is not a working day"),
    "night": ({"hours": -3}, "outside office hours"),
    "lunch": ({"hours": 3}, "outside office hours"),
    "evening": ({"hours": 11}, "outside office hours"),
    "long": ({"minutes": 9 * 60}, "one of this kind may last half a day"),
}


@pytest.mark.parametrize(("moved", "said"), RULES.values(), ids=RULES)
def test_the_rules_of_the_state_and_of_the_office(house, moved, said):
    shift = {name: value for name, value in moved.items() if name != "minutes"}
    found = house.against(starts_at=house.begin + timedelta(**shift), minutes=moved.get("minutes", 120))
    assert [level for level, words in found if said in words] == ["warns"]


def test_a_day_the_office_takes_off_and_one_it_works_on(house):
    day = clock.local(house.begin).date()
    office.enter_day(None, day=day, works=False, why="Ngày truyền thống")
    office.enter_day(None, day=day + 4 * DAY, works=True, why="Làm bù")
    assert [words for _level, words in house.against()][0].endswith("is not a working day (Ngày truyền thống).")
    assert house.against(starts_at=house.begin + 4 * DAY) == []


@pytest.mark.parametrize(("hours", "warns"), [(3, True), (24 * 20, False)])
def test_short_notice(house, hours, warns):
    soon = house.plan(starts_at=clock.now() + hours * HOUR)
    assert any("of notice" in words for _level, words in house.against(soon)) is warns


def test_the_quota_of_a_year_counts_our_own_and_not_what_is_convened_outside(house):
    for number in range(2):
        house.plan(state="approved", reach="province_wide", starts_at=house.begin + (number + 1) * DAY * 7)
    [(level, words)] = house.against(reach="province_wide", starts_at=house.begin + DAY)
    assert level == "warns" and words.startswith("2 of at most 2 conferences")
    outside = {"convener": "Chính phủ", "reach": "province_wide", "starts_at": house.begin + DAY}
    assert house.against(**outside) == []


def test_the_same_topic_twice_in_a_year_is_told(house):
    house.plan(state="approved", title="Sơ kết chuyển đổi số", kind="so-ket", starts_at=house.begin + DAY)
    [(level, words)] = house.against(title="Sơ Kết  Chuyển đổi số", kind="so-ket", starts_at=house.begin + 7 * DAY)
    assert level == "tells" and words.startswith("The same topic is held")


@pytest.mark.parametrize("midnight", range(7))
def test_the_small_hours_belong_to_their_own_local_day(house, midnight):
    """At UTC+7 all before 07:00 is the day before in UTC: a Monday morning must not be taken for a Sunday."""
    monday = house.begin - DAY - HOUR * (8 - midnight)
    found = house.against(starts_at=monday, minutes=30)
    assert not any("not a working day" in words for _level, words in found)
    sunday = monday - DAY
    assert any("not a working day" in words for _level, words in house.against(starts_at=sunday, minutes=30))


def test_a_warning_passes_with_a_word_and_the_history_keeps_it(house):
    draft = house.plan(chairs=[house.leader])
    with pytest.raises(NeedsWord) as refusal:
        actions.take(house.by, draft, TRANSITIONS["submit"])
    [warning] = refusal.value.warnings

    actions.take(house.by, draft, TRANSITIONS["submit"], reasons={warning.id: "Phó Chủ tịch đi thay"})

    latest = db.session.query(Entry).filter_by(stream=draft.stream).order_by(Entry.version.desc()).first()
    assert latest.after["reasons"] == {warning.id: "Phó Chủ tịch đi thay"}
    actions.take(a_person(role="approver", site=house.province), draft, TRANSITIONS["approve"])  # it stays said
    with pytest.raises(NeedsWord):
        actions.edit(house.by, draft, sites=[each.id for each in house.sites])  # another one is not


@pytest.mark.parametrize("word", ["", "   ", None])
def test_nothing_is_no_word(house, word):
    draft = house.plan(chairs=[house.leader])
    with pytest.raises(NeedsWord) as refusal:
        actions.take(house.by, draft, TRANSITIONS["submit"])
    with pytest.raises(NeedsWord):
        actions.take(house.by, draft, TRANSITIONS["submit"], reasons={refusal.value.warnings[0].id: word})


def test_many_are_judged_as_one_is(house):
    requests = [house.plan(state="requested", chairs=[house.leader], sites=house.sites[:1]) for _turn in range(3)]
    together = clashes.of_all(proposals.of_requests(requests), house.by, clock.now())
    alone = [clashes.of_one(proposals.of_saved(each), house.by, clock.now()) for each in requests]
    assert [sorted(each.id for each in found) for found in together] == [sorted(c.id for c in found) for found in alone]
    assert all(len(found) == 6 for found in together)  # the leader and the site in each of the three others


def test_another_time_leaves_time_to_set_up(house):
    proposal = proposals.of_saved(house.plan(room=house.room.id, minutes=60, starts_at=house.begin + HOUR))
    others = judging.other_times(proposal)
    held = house.other.starts_at - HOUR, house.other.ends_at + HOUR
    assert len(others) == 3
    assert all(each.ends_at <= held[0] or each.starts_at >= held[1] for each in others)


def test_another_chair_outside_is_judged_like_any_other(house):
    outside = {"convener": "Chính phủ", "outside_place": "Hà Nội"}
    house.plan(state="approved", outside_chair="Phó Thủ tướng", **outside)
    asked = house.plan(state="requested", outside_chair="Bộ trưởng", main_site=a_site("Nơi thứ ba"), **outside)
    with pytest.raises(NeedsWord, match="1 warning"):
        actions.edit(house.by, asked, outside_chair="Phó thủ tướng")
