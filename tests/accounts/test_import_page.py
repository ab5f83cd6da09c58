"""A list of people: what becomes of each line, kept all at once, again without doubles, and never by halves."""

import io
import re

import pytest

from confsys.accounts import lists
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people.models import Person, RoleHeld
from confsys.sites.models import Site
from tests.accounts.test_person_page import NO_MAIL, NO_NUMBER
from tests.build import a_site
from tests.queries import counted_queries
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

HEAD = "name\tposition\tusername\temail\ttelephone\trole\tsite"
ORIGIN = {"Origin": "http://localhost"}
ROW = re.compile(r'<tr class="fate-(\w+)">(.*?)</tr>', re.S)
WHY = re.compile(r'<p class="why">(.*?)</p>')


def a_list(*lines: str, head: str = HEAD) -> str:
    return "\n".join([head, *lines, ""])


def line(name="Trần Thị Mai", username="mai", email="", role="officer", site="Xã Tân Thạnh", **more) -> str:
    return "\t".join([name, more.get("position", ""), username, email, more.get("telephone", ""), role, site])


def judged(browser, text) -> list[tuple[str, str]]:
    """What the preview says of each line, and why."""
    sent = {"file": (io.BytesIO(text), "list.csv")} if isinstance(text, bytes) else {"list": text}
    answer = browser.post("/people/import", data=sent)
    assert answer.status_code == 200, answer.text
    return [(kind, "".join(WHY.findall(row)).replace("&#34;", '"')) for kind, row in ROW.findall(answer.text)]


def keep(browser, text, *numbers: int):
    return browser.post("/people/import/keep", data={"list": text, "keep": [str(number) for number in numbers]})


def everybody(office) -> list[str]:
    with office.app.app_context():
        return sorted(person.name for person in db.session.query(Person))


def test_a_list_with_mistakes_names_each_and_comes_back_to_be_corrected(office):
    text = a_list(line(username="mai thi", email="no", role="king"))
    page = office.browser.post("/people/import", data={"list": text}).text
    why = re.search(r'<p class="why">(.*?)</p>', page, re.S)[1].splitlines()
    assert [each.partition(":")[0] for each in why[:2]] == ["User name", "E-mail"] and "king" in why[2]
    assert "mai thi" in page and "1 not kept" in page and "0 new" not in page

    with nothing_changes(office.app):
        back = office.browser.post("/people/import", data={"list": text, "correct": "1"})

    assert back.status_code == 200 and "mai thi" in back.text and 'id="list"' in back.text


def test_a_list_is_kept_and_its_new_people_get_links(office, client):
    text = a_list(line(), line("Lê Văn Cảnh", "", "canh@example.vn", "technician", position="Kỹ thuật"))
    before = everybody(office)
    with nothing_changes(office.app):
        assert judged(office.browser, text) == [("new", ""), ("new", "")]

    answer = keep(office.browser, text, 2, 3)

    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert everybody(office) == sorted([*before, "Trần Thị Mai", "Lê Văn Cảnh"])
    links = re.findall(r"http://localhost(/sign-in/link/\w+)</p>", answer.text)
    assert len(links) == 2
    assert client.get(f"{links[0]}/code.svg").mimetype == "image/svg+xml"
    assert client.post(links[0], headers=ORIGIN).status_code == 303
    assert client.get(f"{links[0]}/code.svg").status_code == 410


def test_the_same_list_again_changes_nothing(office):
    text = a_list(line(email="mai@example.vn", telephone="0900 000 101"))
    keep(office.browser, text, 2)
    with nothing_changes(office.app):
        assert judged(office.browser, text) == [("same", "")]
        assert keep(office.browser, text, 2).status_code == 303


def test_who_is_known_by_name_or_address_is_brought_up_and_an_empty_cell_leaves_what_is_known(office):
    keep(office.browser, a_list(line(email="mai@example.vn", telephone="0900 000 101")), 2)
    text = a_list(line("Trần Thị Mai Hoa", "", "MAI@example.vn", "technician", "Tỉnh Thử Nghiệm"))
    assert judged(office.browser, text) == [("changed", "")]

    assert keep(office.browser, text, 2).status_code == 303

    with office.app.app_context():
        mai = db.session.query(Person).filter_by(username="mai").one()
        assert (mai.name, mai.email, mai.telephone) == ("Trần Thị Mai Hoa", "mai@example.vn", "0900000101")
        roles = {each.role for each in db.session.query(RoleHeld).filter_by(person_id=mai.id)}
        assert roles == {"officer", "technician"}


def test_only_what_was_chosen_is_kept(office):
    text = a_list(line(), line("Lê Văn Cảnh", "canh"))
    keep(office.browser, text, 3)
    assert "Lê Văn Cảnh" in everybody(office) and "Trần Thị Mai" not in everybody(office)


WRONG = [
    (line(name=""), "Name: This must not be empty."),
    (line(name="=HYPERLINK(1)"), "Name: This begins with “=”, as a formula does."),
    (line(position="@SUM(A1)"), "Office title: This begins with “@”, as a formula does."),
    (line(name="x" * 201), "Name: At most 200 characters; this has 201."),
    (
        line(username="có dấu"),
        "User name: 2 to 40 letters without marks, digits, dots and hyphens, such as vp.caolanh.",
    ),
    (line(email="mai@"), f"E-mail: {NO_MAIL}"),
    (line(telephone="gọi"), f"Telephone: {NO_NUMBER}"),
    (line(username=""), "A user name or an e-mail is needed, so that the list can be read again."),
    (line(role="king"), "There is no role “king”."),
    (line(role=""), "A role needs a unit, and a unit a role."),
    (line(site=""), "A role needs a unit, and a unit a role."),
    (line(role="", site=""), "Somebody new needs a role and a unit."),
    (line(site="Xã Không Có"), "There is no unit “Xã Không Có” today."),
    (line(site="xa tan thanh"), "Which unit is “xa tan thanh”? There is: Xã Tân Thành (29938), Xã Tân Thạnh (30157)."),
    (line(site="Tan Thạnh"), "Which unit is “Tan Thạnh”? There is: Xã Tân Thành (29938), Xã Tân Thạnh (30157)."),
    (line(site="🙂"), "There is no unit “🙂” today."),
    (line(site="Tỉnh Khác"), "You do not give this role for Tỉnh Khác."),
    (line(role="approver"), "You do not give this role for Xã Tân Thạnh."),
    (line() + "\tthừa", "There are 8 cells; the first line names 7."),
    (line(name='"Mai'), "A quotation mark is open or stands in the wrong place."),
    (line(name="Mai\x00"), "There are control characters in it."),
    (line(name="Mai\x1b[31m"), "There are control characters in it."),
    (line(name="Mai\ufffd"), "This line is not UTF-8 text. Save the list as “CSV UTF-8” and send it again."),
]


@pytest.fixture
def alike(office):
    """Two units whose names fold alike."""
    with office.app.app_context():
        province = db.session.get_one(Site, office.province)
        commune = db.session.get_one(Site, office.commune)
        a_site("Xã Tân Thành", parent=province, gso_code="29938")
        return commune.gso_code


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_each_thing_wrong_gets_a_sentence_in_its_row_and_spoils_no_other(office, alike, wrong, sentence):
    text = a_list(wrong, line("Lê Văn Cảnh", "canh"))
    with nothing_changes(office.app):
        assert judged(office.browser, text) == [("problem", sentence.replace("30157", alike)), ("new", "")]
        assert keep(office.browser, text, 2, 3).status_code == 409

    assert "Lê Văn Cảnh" not in everybody(office), "nothing was kept by halves"


def test_doubles_in_the_list_are_told_with_the_line_of_the_first(office):
    text = a_list(line(email="mai@example.vn"), line("Khác", "khac", "MAI@example.vn"), line("Khác", "Mai"))
    told = ("problem", "The same person already stands in line 2.")
    assert judged(office.browser, text) == [("new", ""), told, told]


def test_accounts_that_are_not_this_office_s_are_left_alone(office):
    with office.app.app_context():
        for person_id, username in ((office.leader, "chanh"), (office.neighbour, "ba"), (office.officer, "anh")):
            people.edit(None, db.session.get_one(Person, person_id), username=username)
        people.disable(None, db.session.get_one(Person, office.officer))
        people.add(None, name="Chưa Có Vai Trò", username="trong", email="trong@example.vn")
    text = a_list(*(line(username=name) for name in ("chanh", "ba", "trong", "anh")))

    only = ("problem", "Only an administrator changes this account.")
    closed = ("problem", "This account is closed. Open it again first.")
    assert judged(office.browser, text) == [only, only, only, closed]
    assert [kind for kind, _why in judged(office.chief, text)] == ["changed", "changed", "changed", "problem"]
    mixed = a_list(line(username="ba", email="trong@example.vn"))
    two = ("problem", "The user name and the e-mail belong to two different people.")
    assert judged(office.chief, mixed) == [two]


HEADS = [
    ("", "Paste the line with the names of the columns, and at least one line below it."),
    (" \n\n\t\n", "Paste the line with the names of the columns, and at least one line below it."),
    (a_list(), "Paste the line with the names of the columns, and at least one line below it."),
    ("name\tnick\nMai\tx", "The first line names “nick”; it may name:"),
    ("name\tname\nMai\tx", "The first line names “name”; it may name:"),
    ("name\tposition\nMai\tx", "The first line must name the columns name, and username or email."),
    ("Trần Thị Mai\tx\nMai\tx", "The first line names “Trần Thị Mai”; it may name:"),
    (a_list(*(line(username=f"u{turn}") for turn in range(10_000))), "At most 200 people at once; there are 10000."),
]


@pytest.mark.parametrize(("text", "sentence"), HEADS)
def test_a_list_that_cannot_be_read_at_all_says_why_and_stays_as_pasted(office, text, sentence):
    for path in ("/people/import", "/people/import/keep"):
        with nothing_changes(office.app):
            answer = office.browser.post(path, data={"list": text})
        assert answer.status_code == 422
        assert assert_sentence_at(answer.text, "list").startswith(sentence)
        assert [each.strip("\n") for each in ShownForm(answer.text).values["list"]] == [text.strip("\n")]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (a_list(line()).encode(), ["new"]),
        (a_list(line()).encode("utf-8-sig"), ["new"]),
        (a_list(line()).encode("utf-16"), ["new"]),
        (a_list(line()).replace("\n", "\r\n").encode(), ["new"]),
        (a_list(line()).replace("\n", "\r").encode(), ["new"]),
        (a_list(line()).replace("\t", ",").encode(), ["new"]),
        (a_list(line()).replace("\t", ";").encode(), ["new"]),
        (b"name;username;role;site\n\xd4ng Ba;ba;officer;x\nMai;mai;officer;y", ["problem", "problem"]),
    ],
)
def test_a_file_is_read_however_a_spreadsheet_wrote_it(office, data, found):
    assert [kind for kind, _why in judged(office.browser, data)] == found


def test_the_columns_may_be_named_in_vietnamese_and_stand_in_any_order(office):
    text = "Điểm cầu,Vai trò,Tên tài khoản,Họ và tên\nXã Tân Thạnh,Officer of a site,mai,Trần Thị Mai\n"
    assert judged(office.browser, text) == [("new", "")]


def test_nothing_chosen_is_said(office):
    with nothing_changes(office.app):
        answer = keep(office.browser, a_list(line()))
    assert answer.status_code == 422
    assert "Choose at least one line." in answer.text


def test_what_changed_between_the_two_steps_is_told_and_nothing_kept(office):
    text = a_list(line(), line("Lê Văn Cảnh", "canh"))
    assert judged(office.browser, text) == [("new", ""), ("new", "")]
    with office.app.app_context():
        people.add(None, name="Người khác", username="canh")
    with nothing_changes(office.app):
        answer = keep(office.browser, text, 2, 3)
    assert answer.status_code == 409
    assert "Line 3 can no longer be kept: Only an administrator changes this account." in answer.text


@pytest.mark.parametrize("number", [1, 200])
def test_a_preview_costs_the_same_for_few_and_for_many(office, number):
    text = a_list(*(line(f"Người {turn}", f"u{turn}") for turn in range(number)))
    with counted_queries(office.app) as sent:
        assert len(judged(office.browser, text)) == number
    assert len(sent) == 6


def test_every_line_is_read_by_itself():
    read = lists.read(a_list(line(), 'Mở "ngoặc\tx', line("Lê Văn Cảnh", "canh")))
    assert [(each.number, bool(each.problem)) for each in read] == [(2, False), (3, True), (4, False)]
