"""What programs say and read of messages, and what they are refused."""

import pytest

from tests.readiness.office import Office

WORDS = "Đề nghị chuẩn bị bản chiếu"


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def program(office, who: str):
    client, headers = office.app.test_client(), office.programs[who]
    base = f"/api/v1/conferences/{office.id}"
    return (
        lambda path, key=None, **body: client.post(
            base + path, json=body, headers=headers | ({"Idempotency-Key": key} if key else {})
        ),
        lambda path: client.get(base + path, headers=headers),
    )


def test_it_is_sent_once_seen_answered_and_counted(office):
    post, get = program(office, "office")
    at_site, read = program(office, "site")
    mine = f"/sites/{office.sites[0]}/messages"

    made = post("/messages", key="k1", to="all", text=WORDS, urgent=True)
    again = post("/messages", key="k1", to="all", text=WORDS, urgent=True)
    assert (made.status_code, made.json["recipients"], made.json["to"]) == (201, 3, "all")
    assert again.json == made.json
    one = made.json["id"]

    [received] = read(mine).json["received"]
    assert (received["text"], received["urgent"], received["state"]) == (WORDS, True, "waiting")
    assert at_site(f"{mine}/{one}/seen").json["state"] == "seen"
    assert at_site(f"{mine}/{one}/answer", text="Đã rõ").json["answer"] == "Đã rõ"

    whole = get(f"/messages/{one}").json
    assert [whole[each] for each in ("delivered", "seen", "answered")] == [1, 1, 1]
    assert [(each["site"], each["state"]) for each in whole["sites"] if each["state"] != "waiting"] == [
        (office.sites[0], "answered")
    ]
    assert [each["id"] for each in get("/messages").json["items"]] == [one]
    assert post(f"/messages/{one}/withdraw").status_code == 409


def test_a_site_neither_sees_nor_marks_what_went_to_another(office):
    post, _get = program(office, "office")
    at_site, read = program(office, "site")
    other = post("/messages", to=[office.sites[1]], text=WORDS).json["id"]
    mine = f"/sites/{office.sites[0]}/messages"

    assert read(mine).json == {"received": [], "written": []}
    assert at_site(f"{mine}/{other}/seen").status_code == 404
    assert at_site(f"{mine}/{other}/answer", text="x").status_code == 404
    assert at_site(f"/sites/{office.sites[1]}/messages/{other}/seen").status_code == 403
    assert read("/messages").status_code == 403
    assert at_site("/messages", to="all", text="x").status_code == 403


def test_a_technician_reads_and_answers_what_a_site_wrote(office):
    at_site, read = program(office, "site")
    post, get = program(office, "technician")
    mine = f"/sites/{office.sites[0]}/messages"

    written = at_site(mine, text="Mất tiếng micro số 3", urgent=True)
    assert (written.status_code, written.json["site"], written.json["way"]) == (201, office.sites[0], "account")
    reply = post(f"/messages/{written.json['id']}/reply", text="Đang đổi")
    assert (reply.status_code, reply.json["answers"], reply.json["recipients"]) == (201, written.json["id"], 1)
    assert get(f"/messages/{written.json['id']}").json["read_at"] is not None
    assert [each["answers"] for each in read(mine).json["received"]] == [written.json["id"]]
    assert post("/messages", to="all", text="x").status_code == 403


def test_the_hall_is_shown_it_and_no_longer(office):
    post, _get = program(office, "office")
    one = post("/messages", to="all", text=WORDS, on_stage=True).json
    assert one["on_stage"]
    assert not post(f"/messages/{one['id']}/take-down").json["on_stage"]
    assert post(f"/messages/{one['id']}/release").json["on_stage"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"to": "all", "text": "x" * 301}, "text"),
        ({"to": "all", "text": " "}, "text"),
        ({"to": [], "text": "x"}, "to"),
        ({"to": "some", "text": "x"}, "to"),
        ({"to": ["0k3v9x2m7q5t8w1z"], "text": "x"}, "to"),
        ({"to": "all", "text": "x", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_field(office, body, field):
    post, _get = program(office, "office")
    refused = post("/messages", **body)
    assert (refused.status_code, list(refused.json["errors"])) == (422, [field])


def test_a_group_is_listed_and_told_as_the_page_does(office):
    post, get = program(office, "office")
    groups = get("/messages/groups").json["items"]
    page = office.browser.get(f"/conferences/{office.id}/messages").text
    assert groups and all(f'value="{each["to"]}"' in page and each["name"] for each in groups)

    sent = post("/messages", to=groups[0]["to"], text=WORDS)
    assert (sent.status_code, sent.json["to"], sent.json["group"]) == (201, "sites", groups[0]["name"])
    assert sorted(each["site"] for each in sent.json["sites"]) == groups[0]["sites"]
    everybody = post("/messages", to="all", text=WORDS).json
    some = post("/messages", to=[office.sites[0]], text=WORDS).json
    assert (everybody["group"], some["group"]) == (None, None)


def test_a_group_that_is_none_is_refused_at_its_field_and_nothing_is_sent(office):
    post, get = program(office, "office")
    gone = post("/messages", to="branch:0123456789abcdef", text=WORDS)
    assert (gone.status_code, gone.json["errors"]["to"]) == (422, "Cụm này vừa thay đổi. Hãy chọn lại.")
    for wrong in ("branch:", "branch:GONE", "nobody", "branch:0123456789abcdef0", ["branch:0123456789abcdef"], {}):
        answer = post("/messages", to=wrong, text=WORDS)
        assert (answer.status_code, list(answer.json["errors"])) == (422, ["to"]), wrong
    assert get("/messages").json["items"] == []


def test_only_the_office_lists_the_groups(office):
    assert [program(office, who)[1]("/messages/groups").status_code for who in ("site", "technician")] == [403, 403]
