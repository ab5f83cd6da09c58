"""The forms that write and run an agenda: whatever is typed gets one sentence at its place, and stays as typed."""

import pytest

from confsys.agenda import queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, signed_in_client
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

MARKUP = "\"><script>alert('1')</script>&lt;b&gt; {{ 7 * 7 }}"
MOST = 600


class Desk:
    """A secretariat in its browser at the agenda of a conference with three items."""

    def __init__(self, app, state: str = "draft") -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            person = a_person(role="secretariat", site=province)
            site = a_site(parent=province)
            conference = a_conference(organiser=province, by=person, sites=[site], state=state)
            self.items = [item.id for item in an_agenda(conference, 3)]
            self.site, self.elsewhere = site.id, a_site("Xã Không Dự").id
            self.other_item = an_agenda(a_conference(organiser=province, by=person), 1)[0].id
            self.id, self.path = conference.id, f"/conferences/{conference.id}/agenda"
            self.browser = signed_in_client(app, person)
        self.browser.set_cookie("lang", "en", domain="localhost")

    def form(self, **changes):
        whole = {"title": "Báo cáo", "kind": "bao-cao", "minutes": "15", "presenter": "Sở Y tế", "site": self.site}
        return {name: value for name, value in (whole | changes).items() if value is not ...}

    def post(self, tail="", **form):
        return self.browser.post(self.path + tail, data=form)

    def order(self):
        with self.app.app_context():
            return [item.id for item in queries.items_of(db.session.get_one(Conference, self.id))]


@pytest.fixture
def desk(kept):
    return kept(Desk)


@pytest.fixture
def live(kept):
    return kept(Desk, state="live")


EMPTY = "This must not be empty."
ONE_OF = "Choose one of: "
NO_MINUTES = f"A whole number from 1 to {MOST} is needed."
WRONG = {
    "title": [
        *[(value, EMPTY) for value in (..., "", "  ", "\u00a0", "\u200b", "\u200d\ufe0f", "\x00")],
        *[("x" * 301, "At most 300 characters; this has 301."), ("🙂" * 10_000, "At most 300 characters;")],
    ],
    "kind": [(value, ONE_OF) for value in (..., "", "party", "0", MARKUP)],
    "minutes": [
        *[(value, NO_MINUTES) for value in (..., "", "0", "-5", "601", "1e2", "10.0", "0x10", "NaN", "true")],
        *[(value, NO_MINUTES) for value in ("mười", "١٠", MARKUP, "9" * 10_000)],
    ],
    "presenter": [("x" * 201, "At most 200 characters; this has 201."), ("x" * 10_000, "At most 200 characters;")],
    "site": [
        *[(value, "This is not an id.") for value in ("\x00", "Xã A", MARKUP, "x" * 10_000)],
        *[(value, "This site does not take part in the conference.") for value in ("nowhere", "elsewhere")],
    ],
}


@pytest.mark.parametrize("is_new", [True, False], ids=["adding", "changing"])
@pytest.mark.parametrize("field", WRONG)
def test_each_thing_wrong_gets_its_sentence_at_its_place_and_stays_as_typed(desk, field, is_new):
    tail, more = ("", {}) if is_new else (f"/{desk.items[0]}", {"revision": "1"})
    for value, sentence in WRONG[field]:
        sent = desk.form(**{field: desk.elsewhere if value == "elsewhere" else value}) | more
        with nothing_changes(desk.app):
            answer = desk.post(tail, **sent)

        assert answer.status_code == 422, value
        assert assert_sentence_at(answer.text, field).startswith(sentence), value
        assert "<script>alert" not in answer.text
        stands = ShownForm(answer.text).values
        for name in {*sent} - ({field} & {"kind", "site"}):
            assert stands[name] == [sent[name]], (value, name)


def test_what_may_be_left_out_may_be_left_out(desk):
    assert desk.post(title=" Thảo luận\u200b ", kind="thao-luan", minutes=" +15 ").status_code == 303
    with desk.app.app_context():
        item = queries.items_of(db.session.get_one(Conference, desk.id))[-1]
        assert (item.title, item.minutes, item.presenter, item.site_id) == ("Thảo luận", 15, "", None)


@pytest.mark.parametrize("text", [MARKUP, "🙂 Hội nghị 👩‍💻", "x" * 200])
def test_a_title_and_a_presenter_are_only_ever_text(live, text):
    assert live.post(**live.form(title=text, presenter=text)).status_code == 303

    item = live.order()[-1]
    for path in ("", "/agenda", f"/agenda/{item}", "/operate", "/screen", "/stage"):
        page = live.browser.get(f"/conferences/{live.id}{path}")
        assert page.status_code == 200, path
        assert "<script>alert" not in page.text
    stands = ShownForm(live.browser.get(f"{live.path}/{item}").text).values
    assert (stands["title"], stands["presenter"]) == ([text], [text])


def test_who_saw_an_older_revision_is_told_and_keeps_what_he_typed(desk):
    tail = f"/{desk.items[0]}"
    assert desk.post(tail, **desk.form(title="Người khác sửa", revision="1")).status_code == 303

    with nothing_changes(desk.app):
        answer = desk.post(tail, **desk.form(title="Tôi cũng sửa", minutes="99", revision="1"))

    assert answer.status_code == 409
    shown = ShownForm(answer.text)
    sentence = "Somebody else changed this item meanwhile. Load it again and repeat your change."
    assert list(shown.summary.values()) == [sentence]
    assert {*shown.summary} <= {*shown.ids}
    assert (shown.values["title"], shown.values["minutes"]) == (["Tôi cũng sửa"], ["99"])


@pytest.mark.parametrize("revision", [..., "", "0", "x", "1.0", "9" * 10_000])
def test_a_revision_is_needed(desk, revision):
    with nothing_changes(desk.app):
        answer = desk.post(f"/{desk.items[0]}", **desk.form(title="Khác", revision=revision))
    assert answer.status_code == 422
    shown = ShownForm(answer.text)
    assert [*shown.summary] == ["revision"]
    assert shown.values["title"] == ["Khác"]


def test_the_agenda_of_a_conference_that_is_over_stays_and_so_does_what_was_typed(fresh_app):
    desk = Desk(fresh_app, "live")
    assert desk.browser.post(f"/conferences/{desk.id}/close").status_code == 303
    for tail, more in (("", {}), (f"/{desk.items[0]}", {"revision": "1"})):
        with nothing_changes(desk.app):
            answer = desk.post(tail, **desk.form(title="Muộn rồi"), **more)
        assert answer.status_code == 409, tail
        assert ShownForm(answer.text).values["title"] == ["Muộn rồi"]


@pytest.mark.parametrize("minutes", [..., "", "0", "x", "1.5", "601", "-600", "591", "\x00", "9" * 10_000])
def test_an_adjustment_is_a_number_that_leaves_some_time(live, minutes):
    item = f"/{live.items[0]}/adjust"
    form = {} if minutes is ... else {"minutes": minutes}
    with nothing_changes(live.app):
        page = live.post(item, **form)
        script = live.browser.post(live.path + item, data=form, headers={"Idempotency-Key": "adjust"})
    assert (page.status_code, page.mimetype) == (422, "text/html")
    assert (script.status_code, script.mimetype) == (422, "application/problem+json")
    assert list(script.json["errors"]) == ["minutes"] and script.json["errors"]["minutes"]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 422),
        ({"before": "0", "after": "1"}, 422),
        ({"before": ""}, 422),
        ({"before": "\x00"}, 422),
        ({"after": MARKUP}, 422),
        ({"before": "nowhere"}, 404),
        ({"before": "other_item"}, 404),
        ({"after": "x" * 41}, 422),
    ],
)
def test_an_item_moves_only_beside_one_of_its_own_agenda(desk, form, status):
    names = {"0": desk.items[0], "1": desk.items[1], "other_item": desk.other_item}
    with nothing_changes(desk.app):
        answer = desk.post(f"/{desk.items[2]}/move", **{name: names.get(value, value) for name, value in form.items()})
    assert answer.status_code == status
    assert desk.order() == desk.items


@pytest.mark.parametrize("expect", ["nowhere", "\x00", MARKUP, "x" * 10_000])
def test_going_on_from_an_item_that_does_not_run_is_refused(live, expect):
    with nothing_changes(live.app):
        assert live.post("/next", expect=expect).status_code == 409


def test_a_press_sent_twice_counts_once_and_its_id_is_good_for_nothing_else(live):
    press = {"Idempotency-Key": "1"}
    for _turn in range(2):
        assert live.browser.post(f"{live.path}/next", data={"expect": ""}, headers=press).status_code == 204
    with nothing_changes(live.app):
        other = live.browser.post(f"{live.path}/{live.items[0]}/pause", headers=press)
        long = live.browser.post(f"{live.path}/{live.items[0]}/pause", headers={"Idempotency-Key": "x" * 201})
    assert (other.status_code, long.status_code) == (422, 422)
    assert list(other.json["errors"]) == list(long.json["errors"]) == ["Idempotency-Key"]


def test_an_item_is_reached_only_through_its_own_conference(desk):
    for tail in ("", "/start", "/adjust", "/move", "/delete"):
        with nothing_changes(desk.app):
            answer = desk.post(f"/{desk.other_item}{tail}", **desk.form(revision="1"))
        assert answer.status_code == 404, tail
