"""What the office and a site do with messages on their pages; a stranger's and another site's link learn nothing."""

import pytest

from confsys.extensions import db
from confsys.live import service
from confsys.live.hub import Audience
from confsys.messages import actions, queries
from tests.queries import counted_queries
from tests.readiness.office import Office

WORDS = "Đề nghị chuẩn bị bản chiếu"


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


@pytest.fixture
def message(office):
    return actions.send(office.clerk, office.conference, text=WORDS, to=[office.sites[0]])


def test_only_the_site_itself_is_shown_what_went_to_it(office, message):
    for tail in ("", "/desk", "/messages", "/own"):
        assert WORDS in office.guest.get(office.join(0, tail)).text, tail
        assert WORDS not in office.guest.get(office.join(1, tail)).text, tail
    for gesture in ("seen", "answer"):
        answer = office.guest.post(office.join(1, f"/messages/{message.id}/{gesture}"), data={"text": "x"})
        assert answer.status_code == 404
    office.guest.post(office.join(1, "/messages/shown"), data={"ids": message.id})
    assert [each.state for each in queries.recipients_of(message)] == ["waiting"]
    assert office.stranger.get(f"/conferences/{office.id}/messages").status_code == 404


def test_news_names_the_sites_and_holds_no_word_of_it(office):
    newsroom = service.of(office.app).newsroom
    audiences = [Audience(view, "", "vi") for view in ("screen", "site")]
    before = [newsroom.latest(office.id, each) for each in audiences]
    actions.send(office.clerk, office.conference, text=WORDS, to=[office.sites[0], office.sites[2]])
    for audience, old in zip(audiences, before, strict=True):
        news = newsroom.latest(office.id, audience, old.version, old.epoch)
        assert WORDS not in news.body
        assert [site for site in office.sites if site in news.body] == [office.sites[0], office.sites[2]]


def test_that_a_page_showed_it_bids_no_site_to_look_again(office, message):
    newsroom, audience = service.of(office.app).newsroom, Audience("site", "", "vi")
    old = newsroom.latest(office.id, audience)
    assert office.guest.post(office.join(0, "/messages/shown"), data={"ids": message.id}).status_code == 204
    news = newsroom.latest(office.id, audience, old.version, old.epoch)
    assert (news.version, '"sites":[]' in news.body) == (old.version + 1, True)
    assert office.guest.post(office.join(0, "/messages/shown"), data={"ids": message.id}).status_code == 204
    assert newsroom.latest(office.id, audience).version == news.version


def test_the_office_that_looks_at_a_sites_page_is_not_the_site(office, message):
    office.technicians.post(office.at(0, "/messages/shown"), data={"ids": message.id})
    assert [each.state for each in queries.recipients_of(message)] == ["waiting"]
    office.own.post(office.at(0, "/messages/shown"), data={"ids": message.id})
    assert [each.state for each in queries.recipients_of(message)] == ["delivered"]


def test_a_site_sees_and_answers_by_link_and_the_office_writes_down_what_it_hears(office):
    message = actions.send(office.clerk, office.conference, text=WORDS)
    seen = office.guest.post(office.join(0, f"/messages/{message.id}/seen"), data={"back": "desk"})
    assert (seen.status_code, seen.location) == (303, office.join(0, "/desk"))
    office.guest.post(office.join(0, f"/messages/{message.id}/answer"), data={"text": "Đã rõ"})
    back = f"/conferences/{office.id}/messages/{message.id}"
    told = office.browser.post(
        office.at(1, f"/messages/{message.id}/seen"), data={"told_by": "Chánh Văn phòng", "back": back}
    )
    assert (told.status_code, told.location) == (303, back)
    page = office.browser.get(back).text
    assert "Đã rõ" in page
    assert "By telephone, from Chánh Văn phòng." in page
    states = {each.participation.site_id: (each.state, each.seen_way) for each in queries.recipients_of(message)}
    assert [states[each] for each in office.sites] == [("answered", "link"), ("seen", "office"), ("waiting", None)]


def test_a_message_is_sent_to_a_branch_to_some_and_to_one_and_what_is_wrong_stands_at_its_field(office):
    page = f"/conferences/{office.id}/messages"
    shown = office.browser.get(page).text
    branch = next(part.partition('"')[0] for part in shown.split('value="') if part.startswith("branch:"))
    for typed in ({"to": branch}, {"to": "all", "sites": office.sites[:2]}, {"to": office.sites[2]}):
        assert office.browser.post(page, data={"text": WORDS, **typed}).status_code == 303
    assert [each.roll_up.sent for each in queries.told_in(office.conference)] == [1, 2, 2]

    wrong = office.browser.post(page, data={"text": "x" * 301, "to": "branch:gone", "urgent": "1"})
    assert wrong.status_code == 422
    assert "At most 300 characters; this has 301." in wrong.text
    assert "This group has changed meanwhile." in wrong.text
    assert "x" * 301 in wrong.text
    assert len(queries.told_in(office.conference)) == 3


def test_a_script_sends_once_however_often_it_is_sent_again(office):
    page, key = f"/conferences/{office.id}/messages", {"Idempotency-Key": "one"}
    for _turn in range(2):
        assert office.browser.post(page, data={"text": WORDS, "to": "all"}, headers=key).status_code == 204
    assert len(queries.told_in(office.conference)) == 1
    join = office.join(0, "/messages")
    for _turn in range(2):
        assert office.guest.post(join, data={"text": "Mất tiếng"}, headers=key).status_code == 204
    assert len(queries.said_by(office.site(0))) == 1


def test_what_a_site_wrote_is_a_task_until_somebody_reads_it(office):
    office.guest.post(office.join(0, "/messages"), data={"text": "Mất tiếng micro số 3", "urgent": "1"})
    for who in (office.technicians, office.browser):
        assert "Xã Bình Thạnh writes: Mất tiếng micro số 3" in who.get("/").text
    [told] = queries.waiting_in(office.conference)
    page = f"/conferences/{office.id}/messages"
    answer = office.technicians.post(f"{page}/{told.message.id}/reply", data={"text": "Đang đổi micro"})
    assert answer.status_code == 303
    assert "Mất tiếng" not in office.technicians.get("/").text
    assert "Đang đổi micro" in office.guest.get(office.join(0, "/desk")).text


def test_the_list_is_searched_without_tone_marks(office, message):
    actions.write(None, office.site(1), text="Gọi lại", way="link")
    page = f"/conferences/{office.id}/messages"
    found = {each: office.browser.get(f"{page}?q={each}").text for each in ("ban+chieu", "binh+thanh", "khong")}
    assert [WORDS in found[each] for each in found] == [True, True, False]
    assert ["Gọi lại" in found[each] for each in found] == [False, True, False]


def test_pages_cost_the_same_for_one_message_and_for_many(office, message):
    pages = (
        (office.browser, f"/conferences/{office.id}/messages"),
        (office.browser, f"/conferences/{office.id}/messages/{message.id}"),
        (office.guest, office.join(0, "/messages")),
    )
    actions.write(None, office.site(), text="x", way="link")
    office.browser.get(pages[0][1])  # the first look of a session writes down when it was used last
    assert [_cost(office, *page) for page in pages] == [11, 8, 4]
    for _turn in range(3):
        actions.send(office.clerk, office.conference, text="thêm")
        actions.write(None, office.site(), text="thêm", way="link")
    assert [_cost(office, *page) for page in pages] == [11, 8, 4]


def _cost(office, client, path) -> int:
    db.session.expunge_all()  # the page shares the test's session, and would find there what it should read
    with counted_queries(office.app) as sent:
        assert client.get(path).status_code == 200
    return len(sent)
