"""Other sites: shown by name before it happens, with the links that stop and the items that lose theirs."""

import pytest

from confsys.conferences import actions, links, queries
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes
from tests.steps.conftest import Office, values_of, words_of

BUTTON = "Change and tell 5 sites"


def changed(office):
    """Without the second, with a new one."""
    first, _second, third = office.places
    return {"sites": [first, third, office.new_place], "revision": office.conference(lambda it: it.revision)}


def test_the_boxes_begin_with_the_sites_it_has(office):
    shown = ShownForm(office.browser.get(f"{office.path}/sites").text)
    assert {*shown.values["sites"]} == {*office.places, office.province}


def test_a_look_changes_nothing_and_names_who_comes_and_who_goes(office):
    with nothing_changes(office.app):
        answer = office.post("sites", **changed(office))

    assert answer.status_code == 200
    page = words_of(answer.text)
    assert "Sites 4 4 1 added, 1 taken off, 3 stay" in page
    assert "1 site added Xã Mới Thêm 1 site taken off Xã Số 2" in page
    assert "1 agenda item is left without a site Mục của Xã Số 2" in page
    assert "The old links of the sites taken off never work again" in page
    assert "Edition Adjustment 3 Adjustment 4" in page and BUTTON in page


def test_it_is_made_as_it_was_shown_and_can_be_taken_back(office):
    links_before = office.conference(_links)
    sent = values_of(office.post("sites", **changed(office)).text, BUTTON)

    assert office.post("sites", confirm="1", **sent).status_code == 303

    first, second, third = office.places
    assert office.sites() == {first, third, office.new_place}
    assert office.sites_of_items() == [first, None, third]
    html = office.browser.get(office.path).text
    assert "The sites are changed: 1 added, 1 taken off. Undo" in words_of(html)
    assert office.browser.get(f"/join/{links_before[second]}").status_code == 410

    undo = html.split('<form method="post" action="/undo/')[1].split('"')[0]
    office.browser.post(f"/undo/{undo}", data={"next": office.path})

    assert office.sites() == {*office.places}
    assert office.sites_of_items() == office.places
    assert office.conference(_links)[first] == links_before[first]


def _links(conference):
    return {each.site_id: links.join_token(each) for each in queries.participations_of(conference)}


@pytest.mark.parametrize(
    ("sites", "sentence"),
    [
        (["nowhere"], "There is no such site: nowhere."),
        (["a", "a"], "The same one is named twice."),
        (["\x00"], "This is not an id."),
        ([f"a{number}" for number in range(501)], "At most 500 at once."),
        ("same", "These sites take part already; tick or untick some first."),
        ("old", "Huyện Cũ does not exist on 03/12/2030."),
    ],
)
@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}], ids=["look", "confirm"])
def test_what_cannot_be_is_said_at_the_list(office, sites, sentence, confirm):
    sites = {"same": office.places, "old": [office.old_place]}.get(sites, sites) if isinstance(sites, str) else sites
    with nothing_changes(office.app):
        answer = office.post("sites", sites=sites, revision=office.conference(lambda it: it.revision), **confirm)
    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, "sites") == sentence


def test_who_saw_an_older_revision_is_shown_what_is_now(office):
    sent = changed(office)
    office.conference(lambda it: actions.edit(None, it, sites=office.places[:2]))

    with nothing_changes(office.app):
        answer = office.post("sites", confirm="1", **sent)

    assert answer.status_code == 409
    page = words_of(answer.text)
    assert "Somebody else changed this conference meanwhile." in page
    assert "2 sites added Xã Mới Thêm Xã Số 3 1 site taken off Xã Số 2" in page


def test_a_draft_loses_sites_without_telling_any(fresh_app):
    office = Office(fresh_app, state="draft")
    page = words_of(office.post("sites", **changed(office)).text)
    assert "Change the sites" in page and "Adjustment" not in page and "In calendars" not in page


def test_a_stranger_learns_nothing_and_a_chair_may_not(office):
    assert office.stranger.post(f"{office.path}/sites", data=changed(office)).status_code == 404
    assert office.colleague.post(f"{office.path}/sites", data=changed(office)).status_code == 403
