"""Every page there is: its address, who sees most of it, and what to type and press before it stands as it is meant."""

from dataclasses import dataclass, field

from playwright.sync_api import Page as Tab

NOBODY = ""
ELSEWHERE = 303
ROLES = ("quantri", "vanphong", "lanhdao", "chutri", "kythuat", "caolanh")
UNBUSY = "() => !document.querySelector('form[aria-busy=true]')"
UNHINDERED = "for (const form of document.forms) form.noValidate = true"


@dataclass(frozen=True)
class Page:
    """`typed` goes into the fields by id, then each of `pressed` is clicked; `answer` is the status of the address."""

    path: str
    who: str = "vanphong"
    typed: dict[str, str] = field(default_factory=dict)
    pressed: tuple[str, ...] = ()
    answer: int = 200

    @property
    def may_be_refused(self) -> bool:
        """Whether a browser says in its console that an answer was no 200; that is meant here."""
        return self.answer != 200 or bool(self.pressed)

    def open(self, tab: Tab, url: str, ids: dict[str, str]) -> int:
        """Bring it up in a tab; the status of its address, or ELSEWHERE where it leads away."""
        answer = tab.goto(url + self.path.format(**ids))
        status = ELSEWHERE if answer.request.redirected_from else answer.status
        tab.evaluate(UNHINDERED)
        if status == 200:
            for name, text in self.typed.items():
                tab.locator(f"#{name.replace('_', '-')}").fill(text)
            for selector in self.pressed:
                tab.locator(selector).first.click()
                tab.wait_for_function(UNBUSY)  # a form by link is sent by a script before its page comes
                tab.wait_for_load_state()
        return status


def _seen(path: str, *pressed: str, who: str = "vanphong", **typed: str) -> Page:
    return Page(path, who, typed, pressed)


C, P = "/conferences/{id}", "/people/{person}"
TAKE_OFF = ("input[name=sites]:checked:visible", ".picker > footer .button")
LIST_HEAD = "name,kind,parent,code,gso_code,valid_from,valid_to,domain,source"
SEND = "main form[method=post] button.primary"
PAGES = {
    "styleguide": _seen("/styleguide", who="quantri"),
    # anybody
    "sign in": _seen("/sign-in", who=NOBODY),
    "a site's code": _seen("/join", who=NOBODY),
    "a site's code in vain": _seen("/join", ".six button", who=NOBODY, code="12"),
    "sign in in vain": _seen("/sign-in", SEND, who=NOBODY, username="vanphong", password="?"),
    "sign in by link": _seen("/sign-in/link/{sign_in_link}", who=NOBODY),
    "site's screen": _seen("/join/{join}", who=NOBODY),
    "site's screen in session": _seen("/join/{join_live}", who=NOBODY),
    "site's desk": _seen("/join/{join}/desk", who=NOBODY),
    "site's desk in session": _seen("/join/{join_live}/desk", who=NOBODY),
    "site asks to speak": _seen("/join/{join_live}/floor", who=NOBODY),
    "site asks to speak in vain": _seen("/join/{join}/floor", SEND, who=NOBODY, topic="x" * 300),
    "site answers": _seen("/join/{join}/answer", who=NOBODY),
    "site answers with mistakes": _seen("/join/{join}/answer", SEND, who=NOBODY, heads="-1"),
    "site tests its machine": _seen("/join/{join}/test", who=NOBODY),
    "site checks in": _seen("/join/{join_live}/check-in", who=NOBODY),
    "site checks in with mistakes": _seen("/join/{join_live}/check-in", ".check-in .large", who=NOBODY, heads="-1"),
    "site checks in too early": _seen("/join/{join}/check-in", who=NOBODY),
    "telephone of a delegate": _seen("/delegate/{delegate}", who=NOBODY),
    "telephone of a delegate in session": _seen("/delegate/{delegate_live}", who=NOBODY),
    "ballot of a delegate": _seen("/delegate/{delegate_live}/vote", who=NOBODY),
    "no ballot of a delegate": _seen("/delegate/{delegate}/vote", who=NOBODY),
    "links of delegates": _seen("/join/{join_live}/delegate-links", who=NOBODY),
    "links of delegates by the office": _seen("/conferences/{live}/sites/{site}/delegate-links"),
    "messages of a site": _seen("/join/{join_live}/messages", who=NOBODY),
    "messages of a site by the office": _seen("/conferences/{live}/sites/{site}/messages", who="kythuat"),
    "a site writes nothing": _seen("/join/{join_live}/messages", "#write button.primary", who=NOBODY),
    "messages": _seen("/conferences/{live}/messages"),
    "messages with mistakes": _seen("/conferences/{live}/messages", "#compose button.primary", text=""),
    "no message": _seen(f"{C}/messages?q=khongcogi"),
    "one message": _seen("/conferences/{live}/messages/{message}"),
    "stage": _seen("/stage/{stage}", who=NOBODY),
    "stage in session": _seen("/stage/{stage_live}", who=NOBODY),
    # everybody's own
    **{f"home of {who}": _seen("/", who=who) for who in ROLES},
    "account": _seen("/account"),
    "account with a new token": _seen("/account", "form[action='/account/tokens'] button", label="x"),
    "account with mistakes": _seen("/account", "form[action='/account/password'] button", new="short"),
    "calendars": _seen("/calendars"),
    "calendar made": _seen("/calendars", SEND, label="điện thoại"),
    "calendar with mistakes": _seen("/calendars", SEND, label=""),
    "for programs": _seen("/api"),
    "a call of programs": _seen("/api?q=adjust"),
    "find": _seen("/find?q=cao+lanh", who="quantri"),
    "found nothing": _seen("/find?q=khongcogi"),
    # conferences
    "list": _seen("/conferences"),
    "empty list": _seen("/conferences?q=khong-co-hoi-nghi-nay"),
    "plan": _seen("/conferences/new"),
    "plan with mistakes": _seen("/conferences/new", "#plan button.primary", title="", start="14 rưỡi"),
    "find a time": _seen("/find-time"),
    "a time found": _seen("/find-time?{everybody}&open=phuong"),
    "times in a table": _seen("/find-time?{everybody}", "#table > summary"),
    "find a time with mistakes": _seen("/find-time?{everybody}&first=31/2"),
    "calendar of a day": _seen("/planner/day"),
    "calendar of a week": _seen("/planner/week"),
    "calendar of a month": _seen("/planner/month"),
    "calendar of a week in a table": _seen("/planner/week?on={week_day}", "#table > summary"),
    "calendar of rooms": _seen("/planner/timeline?of=rooms", "#table > summary"),
    "calendar of leaders": _seen("/planner/timeline?of=people"),
    "calendar of sites": _seen("/planner/timeline?of=sites"),
    "calendar of leaders narrowed to nobody": _seen("/planner/timeline?of=people&leader=x"),
    "calendar narrowed to nothing": _seen("/planner/week?q=khongcogi&on=31/2"),
    "letters": _seen("/letters"),
    "letters not delivered": _seen("/letters?state=dead", who="quantri"),
    "no letters": _seen("/letters?q=khongcogi"),
    "letter": _seen("/letters/{letter}"),
    "letter sent again in vain": _seen("/letters/{letter_dead}", "form[action$=resend] button", address="?"),
    "polls": _seen("/polls"),
    "new poll": _seen("/polls/new"),
    "new poll with mistakes": _seen("/polls/new", "#poll button.primary.large", title="", **{"day-1": "31/2"}),
    "poll": _seen("/polls/{poll}"),
    "poll changed": _seen("/polls/{poll}/edit"),
    "answer of a guest": _seen("/polls/{poll}/answers/{guest}"),
    "answer by telephone": _seen("/polls/{poll}/answers/new"),
    "poll for guests": _seen("/poll/{poll_link}", who=NOBODY),
    "a guest's own answer": _seen("/poll/{poll_link}/answer/{guest_link}", who=NOBODY),
    "week": _seen("/week"),
    "week narrowed to nothing": _seen("/week?unit=khongcogi&on=31/2"),
    "week not published": _seen("/week?on=2030-01-07"),
    "week for everybody": _seen("/week/public", who=NOBODY),
    "week written": _seen("/week/edit"),
    "week with mistakes": _seen("/week/edit", ".line-fields + button", title="", day="31/2"),
    "line of a week": _seen("/week/entries/{line}"),
    "line of a conference": _seen("/week/conferences/{id}?on={week_day}"),
    "week on paper for everybody": _seen("/week/public/print", who=NOBODY),
    "week on paper": _seen("/week/{week}/editions/3/print"),
    "past": _seen("/conferences/past/new"),
    "past with mistakes": _seen("/conferences/past/new", "#plan button.primary", title=""),
    "conference": _seen(C),
    "conference in session": _seen("/conferences/{live}"),
    "edit": _seen(f"{C}/edit"),
    "agenda": _seen(f"{C}/agenda"),
    "agenda with mistakes": _seen(f"{C}/agenda", "#add button.primary", minutes="x"),
    "item": _seen(f"{C}/agenda/{{item}}"),
    "paste": _seen(f"{C}/agenda/paste"),
    "pasted": _seen(f"{C}/agenda/paste", "#understood .error", text="7h30 Khai mạc\n25h Không rõ – Tân Thanh"),
    "copy": _seen(f"{C}/agenda/copy"),
    "copy of one": _seen(f"{C}/agenda/copy", ".offered a"),
    "links": _seen(f"{C}/links"),
    "links to print": _seen(f"{C}/links/sheet"),
    "agenda to print": _seen(f"{C}/papers/agenda"),
    "sites to print": _seen(f"{C}/papers/sites"),
    "sheet to sign": _seen(f"{C}/papers/sign-in"),
    "ask for approval": _seen("/conferences/{draft}/submit"),
    "issue": _seen("/conferences/{approved}/issue"),
    "cancel": _seen(f"{C}/cancel"),
    "cancel without a reason": _seen(f"{C}/cancel", ".confirm button.danger"),
    "propose another time": _seen("/conferences/{requested}/propose", who="lanhdao"),
    "propose another time seen before": _seen(
        "/conferences/{requested}/propose", "button[name=look]", who="lanhdao", start="14h", end="17h30"
    ),
    "who goes instead": _seen(f"{C}/substitutes"),
    "rehearsal": _seen(f"{C}/rehearsal"),
    "step from elsewhere": _seen(f"{C}/reopen"),
    "another time": _seen(f"{C}/reschedule"),
    "another time seen before": _seen(f"{C}/reschedule", ".typed button", start="14h", end="17h30"),
    "another time with mistakes": _seen(f"{C}/reschedule", ".typed button", end="5h"),
    "other sites": _seen(f"{C}/sites"),
    "other sites seen before": _seen(f"{C}/sites", *TAKE_OFF, find_site="cao lanh"),
    "history": _seen(f"{C}/history"),
    "entry to take back": _seen(f"{C}/history/{{version}}"),
    "one edition": _seen("/conferences/{live}/editions"),
    "two editions side by side": _seen(f"{C}/editions/1/2"),
    "desk": _seen(f"{C}/operate"),
    "desk in session": _seen("/conferences/{live}/operate"),
    "chair": _seen(f"{C}/chair"),
    "course of a conference": _seen("/conferences/{live}/course"),
    "planned and actual times": _seen("/conferences/{live}/times"),
    "any moment again": _seen("/conferences/{live}/replay"),
    "chair in session": _seen("/conferences/{live}/chair"),
    "screen": _seen(f"{C}/screen"),
    "answers of the sites": _seen(f"{C}/answers"),
    "sites to telephone": _seen(f"{C}/answers/telephone"),
    "reminding silent sites": _seen(f"{C}/remind"),
    "the letter of a site": _seen(f"{C}/sites/{{site}}/letter"),
    "a silent site is called": _seen(f"{C}/sites/{{site}}/answer?calling=1"),
    "answers narrowed to nothing": _seen(f"{C}/answers?q=khongcogi"),
    "readiness board": _seen(f"{C}/board"),
    "readiness as a table": _seen(f"{C}/board/table"),
    "readiness narrowed to nothing": _seen(f"{C}/board/table?q=khongcogi"),
    "readiness of a site": _seen(f"{C}/board/{{site}}"),
    "readiness of a site with an empty note": _seen(f"{C}/board/{{site}}", "form.stack-s .primary"),
    "floor": _seen("/conferences/{live}/floor"),
    "floor with mistakes": _seen("/conferences/{live}/floor", SEND, topic="x"),
    "speaking for a site": _seen("/conferences/{live}/sites/{site}/floor"),
    "desk of a site": _seen(f"{C}/sites/{{site}}/desk"),
    "answer of a site by telephone": _seen(f"{C}/sites/{{site}}/answer"),
    "machine of a site tested": _seen(f"{C}/sites/{{site}}/test", who="kythuat"),
    "technicians": _seen(f"{C}/technician", who="kythuat"),
    "technicians in session": _seen("/conferences/{live}/technician"),
    "incidents": _seen(f"{C}/incidents", who="kythuat"),
    "readiness of the sites": _seen(f"{C}/readiness", who="kythuat"),
    "list of readiness narrowed to nothing": _seen(f"{C}/readiness?q=khongcogi"),
    "check list of a site": _seen(f"{C}/sites/{{site}}/check", who="kythuat"),
    "check list with mistakes": _seen(f"{C}/sites/{{site}}/check", "button[name=sign]", who="kythuat", name=""),
    "attendance": _seen("/conferences/{live}/attendance"),
    "attendance narrowed to nothing": _seen(f"{C}/attendance?q=khongcogi"),
    "attendance sheet": _seen("/conferences/{live}/attendance/print"),
    "poster of a site": _seen("/conferences/{live}/sites/{site}/poster"),
    "posters": _seen(f"{C}/posters"),
    "votes": _seen("/conferences/{live}/votes"),
    "vote of the office": _seen("/conferences/{live}/votes/{vote}"),
    "hands of every site": _seen("/conferences/{counting}/votes/{hands}/hands"),
    "record of a vote": _seen("/conferences/{live}/votes/{vote}/print"),
    "ballot of a site by the office": _seen("/conferences/{live}/sites/{site}/vote"),
    "ballot of a site": _seen("/join/{join_live}/vote", who=NOBODY),
    "roll call": _seen("/conferences/{live}/roll-call"),
    "check-in of a site by the office": _seen(f"{C}/sites/{{site}}/check-in"),
    "stage of the office": _seen(f"{C}/stage"),
    # screens of meeting rooms
    "screen that waits": _seen("/screen", who=NOBODY),
    "screens": _seen("/screens"),
    "no screen found": _seen("/screens?q=khongcogi"),
    "pair a screen": _seen("/screens/pair", who="caolanh"),
    "pair a screen with mistakes": _seen("/screens/pair", SEND, code="x", name=""),
    "one screen": _seen("/screens/{screen}"),
    "take a screen off": _seen("/screens/{screen}/revoke"),
    "lost link": _seen("/lost-link", who=NOBODY),
    "lost link of one site": _seen("/lost-link?q=cao+lanh", who=NOBODY),
    "lost link with mistakes": _seen("/lost-link?q=cao+lanh", SEND, who=NOBODY),
    "lost link asked for": _seen("/lost-link/asked", who=NOBODY),
    "lost link answered": _seen("/lost-links/{lost}"),
    # sites
    "sites": _seen("/sites"),
    "sites as a tree": _seen("/sites?view=tree"),
    "no site": _seen("/sites?q=khongcogi"),
    "site": _seen("/sites/{site}", who="quantri"),
    "sites as cards": _seen("/sites?view=cards"),
    "sites to be called": _seen("/sites?state=call"),
    "telephone list": _seen("/sites/print"),
    "telephone list by kinds": _seen("/sites/print?by=kind"),
    "list of sites": _seen("/sites/import", who="quantri"),
    "list of sites with mistakes": _seen("/sites/import", SEND, who="quantri", list="name;kind"),
    "list of sites judged": _seen(
        "/sites/import", SEND, who="quantri", list=f"{LIST_HEAD}\nXã A,xa,,,1,,,,\nB,làng,,,2,,,,"
    ),
    "reorganise": _seen("/sites/reorganise", who="quantri"),
    "reorganise with mistakes": _seen("/sites/reorganise", SEND, who="quantri", **{"old-1": "khong co"}),
    "reorganise seen before": _seen(
        "/sites/reorganise",
        SEND,
        who="quantri",
        **{"old-1": "29869", "name-1": "Phường Cao Lãnh mới", "code-1": "99999"},
    ),
    "sites of a group": _seen("/sites?group={group}"),
    "sets of groups": _seen("/sites/groups"),
    "sets of groups with mistakes": _seen("/sites/groups", SEND, name=""),
    "set of groups": _seen("/sites/groups/{set}"),
    "new group": _seen("/sites/groups/{set}/new"),
    "group with mistakes": _seen("/sites/groups/{set}/{group}", SEND, name=""),
    "somebody to call": _seen("/sites/{site}/contacts/new"),
    "somebody to call with mistakes": _seen("/sites/{site}/contacts/new", SEND, telephone="không có"),
    "deputy": _seen("/sites/{site}/contacts/{deputy}"),
    "check of a site": _seen("/sites/{site}/check"),
    "check of a site with mistakes": _seen("/sites/{site}/check", SEND, **{"camera-broken": "2"}),
    "connection of a site": _seen("/sites/{site}/connection"),
    "connection of a site with mistakes": _seen("/sites/{site}/connection", SEND, sip="a b", web="x"),
    "history of a site": _seen("/sites/{site}/history", who="quantri"),
    # rooms and equipment, days away
    "rooms": _seen("/rooms"),
    "no room": _seen("/rooms?q=khongcogi"),
    "room": _seen("/rooms/{room}"),
    "bridge": _seen("/rooms/{bridge}", who="kythuat"),
    "new room": _seen("/rooms/new"),
    "new room with mistakes": _seen("/rooms/new", SEND, name="", seats="x"),
    "edit room": _seen("/rooms/{room}/edit"),
    "history of a room": _seen("/rooms/{room}/history"),
    "days away": _seen("/absences"),
    "days away with mistakes": _seen("/absences", SEND, why="công tác"),
    # people
    "people": _seen("/people", who="quantri"),
    "nobody found": _seen("/people?q=khongcoai", who="quantri"),
    "new person": _seen("/people/new", who="quantri"),
    "new person with mistakes": _seen("/people/new", SEND, who="quantri", name="", email="x"),
    "list of people": _seen("/people/import", who="quantri"),
    "list of people judged": _seen("/people/import", SEND, who="quantri", list="Họ tên\tTên tài khoản\nA\taa\nB\t"),
    "person": _seen(P, who="quantri"),
    "person with a new link": _seen(P, "form[action$='/link'] button", who="quantri"),
    "edit person": _seen(f"{P}/edit", who="quantri"),
    "hand over": _seen(f"{P}/hand-over", who="quantri"),
    "hand over to somebody": _seen("/people/{leaver}/hand-over?to={successor}&day={day}", who="quantri"),
    "close account": _seen(f"{P}/disable", who="quantri"),
    "end role": _seen(f"{P}/roles/{{held}}/end", who="quantri"),
    "history of a person": _seen(f"{P}/history", who="quantri"),
    # what the office sets
    "settings": _seen("/settings", who="quantri"),
    "settings with mistakes": _seen("/settings", "#hours button.primary", who="quantri", morning="x"),
    # refusals
    "nothing there": Page("/conferences/nothing", answer=404),
    "not for everybody": Page("/settings", answer=403),
    "nothing there for nobody": Page("/nothing", NOBODY, answer=404),
}
NO_PAGES = {
    **dict.fromkeys(("site_lists.export", "roll_up.delegates", "sheets.workbook"), "files"),
    "codes.picture": "pictures",
    "votes.table": "files",
    "votes.progress": "figures",
    **dict.fromkeys(("calendars.feed", "calendars.public", "calendars.week", "calendars.single"), "calendar files"),
    **dict.fromkeys(("conferences.code", "people.sign_in_link_code", "office.picture", "polls.code"), "pictures"),
    **dict.fromkeys(("health.alive", "health.ready", "health.metrics"), "for machines"),
    **dict.fromkeys(
        ("static", "week_files.paper", "course.as_csv", "course.as_json", "times.as_csv", "times.as_json"), "files"
    ),
    "course.moment": "a piece of the page around it",
    **dict.fromkeys((f"self_tests.{each}" for each in ("ping", "bytes_", "ping_by_link", "bytes_by_link")), "figures"),
    **dict.fromkeys(("views.own", "views.own_by_link", "room.own"), "a piece of a screen"),
    "room.state": "for machines",
    **dict.fromkeys(("offline.worker", "walls.worker", "walls.waiting"), "for browsers"),
    **dict.fromkeys(("views.lower_third", "views.lower_third_by_link"), "for vision mixers"),
    "planner.index": "leads to the week",
}
