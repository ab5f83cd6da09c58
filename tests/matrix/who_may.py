"""The table of the matrix: each request there is, and for whom it is. Written from the rules, not from the code."""

from itertools import product

from tests.matrix.rules import (
    ADMINISTRATION,
    ANSWERED,
    CHECKED,
    CHECKED_IN,
    DESCRIBED_THERE,
    DRAFT,
    EVERYBODY,
    GROUPS,
    HIDDEN,
    IN,
    KEEPING,
    KEEPING_OWN,
    LETTER,
    LINKED,
    MANAGED,
    NOT_NOW,
    NOWHERE,
    OF_SOMEBODY_ELSE,
    OF_THE_ADMINISTRATOR,
    OF_THE_OFFICE,
    PLANNING,
    POLL,
    PUBLIC,
    REFUSED,
    REPORTED,
    ROOM,
    ROOMS,
    RUN,
    SCREEN,
    SCREEN_KEPT,
    SEEN,
    SIGN_IN,
    SIGNED_IN,
    WATCHED,
    WEEK,
    WEEK_WRITTEN,
    Request,
    for_roles,
)

TOLD_OF_A_SITE = ("answer", "head-count", "delegates")
TESTED = ("test", "test/ping", "test/bytes")
STEPS = {
    "submit": ("secretariat",),
    "withdraw": ("secretariat",),  # it was this very person who asked
    "refuse": ("approver",),
    "approve": ("approver",),
    "issue": ("secretariat",),
    "open": ("secretariat", "technician"),
    "start": ("secretariat", "chair"),
    "recess": ("secretariat", "chair"),
    "resume": ("secretariat", "chair"),
    "close": ("secretariat", "chair"),
    "reopen": ("secretariat", "chair"),
    "postpone": ("secretariat",),
    "cancel": ("secretariat",),
    "restore": ("secretariat",),
    "archive": ("secretariat",),
}
GESTURES = ("call", "start", "pause", "resume", "finish", "skip", "reopen")
C, API = "/conferences/{conference}", "/api/v1/conferences/{conference}"


def _steps():
    for step, roles in STEPS.items():
        expected = for_roles(*roles, "administrator")
        yield Request("GET", f"{C}/{step}", expected)
        yield Request("POST", f"{C}/{step}", expected, NOT_NOW)
        yield Request("POST", f"{API}/{step}", expected, NOT_NOW)


def _proposals():
    decided = for_roles("approver", "administrator")
    yield Request("GET", f"{C}/propose", decided)
    for at in (C, API):
        yield Request("POST", f"{at}/propose", decided, NOT_NOW)
        yield from (Request("POST", f"{at}/{answer}-proposal", MANAGED, NOT_NOW) for answer in ("accept", "decline"))


def _readiness():
    for method, tail in (*(("GET", each) for each in TESTED), ("POST", "test"), ("POST", "test/bytes")):
        yield Request(method, f"/join/{{join}}/{tail}", PUBLIC)
        yield Request(method, f"/join/{{stage}}/{tail}", NOWHERE)
        yield Request(method, f"{C}/sites/{{site}}/{tail}", REPORTED)
    for tail in ("incident", "incidents/{incident}/solve"):
        yield Request("POST", f"/join/{{join}}/{tail}", PUBLIC)
        yield Request("POST", f"/join/{{stage}}/{tail}", NOWHERE)
        yield Request("POST", f"{C}/sites/{{site}}/{tail}", REPORTED)
    yield from (Request("GET", f"{C}/{name}", WATCHED) for name in ("incidents", "readiness"))
    yield Request("GET", f"{C}/technician", LINKED)
    yield Request("POST", f"{C}/incidents", LINKED)
    yield from (Request(method, f"{C}/sites/{{site}}/check", LINKED) for method in ("GET", "POST"))
    yield Request("POST", f"{C}/sites/{{site}}/check/reopen", LINKED)
    for base, gesture in product((C, API), ("take", "note", "solve", "reopen")):
        yield Request("POST", f"{base}/incidents/{{incident}}/{gesture}", LINKED)
    yield Request("GET", f"{API}/incidents", WATCHED)
    yield Request("POST", f"{API}/sites/{{site}}/incident", REPORTED)


def _delegates():
    yield Request("GET", "/delegate/{delegate}", PUBLIC)
    yield Request("GET", "/delegate/{join}", NOWHERE)
    yield Request("GET", "/join/{delegate}", NOWHERE)
    yield Request("POST", "/delegate/{delegate}/floor", PUBLIC, NOT_NOW)
    yield Request("POST", "/delegate/{join}/floor", NOWHERE)
    yield Request("POST", "/delegate/{delegate}/floor/{mark}/withdraw", NOWHERE)
    for method, link in product(("GET", "POST"), ("join", "stage")):
        yield Request(method, f"/delegate/{{{link}}}/vote", NOWHERE)
    yield from (Request(method, "/delegate/{delegate}/vote", PUBLIC) for method in ("GET", "POST"))
    yield from (Request(method, "/join/{delegate}/vote", NOWHERE) for method in ("GET", "POST"))
    for base, who in (("/join/{join}", PUBLIC), (f"{C}/sites/{{site}}", ANSWERED), ("/join/{stage}", NOWHERE)):
        yield Request("GET", f"{base}/delegate-links", who)
        yield Request("POST", f"{base}/delegate-links/{{mark}}/renew", who)


def _messages():
    said = {"read": {}, "reply": {"text": "Gọi lại"}, "seen": {}, "answer": {"text": "Đã rõ"}}
    yield Request("GET", f"{C}/messages", WATCHED)
    yield Request("GET", f"{C}/messages/{{message}}", WATCHED)
    yield Request("POST", f"{C}/messages", MANAGED, {"to": "all", "text": "Mời bật micro"})
    for gesture in ("release", "take-down", "withdraw"):
        yield Request("POST", f"{C}/messages/{{message}}/{gesture}", MANAGED)
    for gesture in ("read", "reply"):
        yield Request("POST", f"{C}/messages/{{written}}/{gesture}", LINKED, said[gesture])
    for base, who in (("/join/{join}", PUBLIC), (f"{C}/sites/{{site}}", REPORTED)):
        yield Request("GET", f"{base}/messages", who)
        yield Request("POST", f"{base}/messages", who, {"text": "Mất tiếng"})
        yield Request("POST", f"{base}/messages/shown", who, {"ids": "x"})
        for gesture in ("seen", "answer"):
            yield Request("POST", f"{base}/messages/{{message}}/{gesture}", who, said[gesture])
            yield Request("POST", f"/join/{{stage}}/messages/{{message}}/{gesture}", NOWHERE)
    yield from (Request(method, "/join/{stage}/messages", NOWHERE) for method in ("GET", "POST"))
    yield Request("POST", "/join/{stage}/messages/shown", NOWHERE)
    yield Request("GET", f"{API}/messages", WATCHED)
    yield Request("POST", f"{API}/messages", MANAGED, {"to": "all", "text": "Mời bật micro"})
    yield Request("GET", f"{API}/messages/groups", MANAGED)
    yield Request("GET", f"{API}/messages/{{message}}", WATCHED)
    for gesture in ("release", "take-down", "withdraw"):
        yield Request("POST", f"{API}/messages/{{message}}/{gesture}", MANAGED)
    for gesture in ("read", "reply"):
        yield Request("POST", f"{API}/messages/{{written}}/{gesture}", LINKED, said[gesture])
    yield Request("GET", f"{API}/sites/{{site}}/messages", REPORTED)
    yield Request("POST", f"{API}/sites/{{site}}/messages", REPORTED, {"text": "Mất tiếng"})
    for gesture in ("seen", "answer"):
        yield Request("POST", f"{API}/sites/{{site}}/messages/{{message}}/{gesture}", REPORTED, said[gesture])


def _floor():
    yield Request("GET", f"{API}/floor", WATCHED)
    yield Request("POST", f"{API}/floor", SEEN)  # and then it is asked for which site
    yield from (Request("GET", f"{base}/floor", who) for base, who in ((C, WATCHED), ("/join/{join}", PUBLIC)))
    yield Request("POST", f"{C}/floor", MANAGED)
    for base in (C, API):
        yield from (Request("POST", f"{base}/floor/{each}", RUN) for each in ("close", "open", "minutes", "extra"))
        for gesture in ("call", "pause", "resume", "finish", "put-last", "speak", "refuse", "move"):
            yield Request("POST", f"{base}/floor/{{turn}}/{gesture}", RUN)
    yield Request("POST", f"{C}/floor/{{turn}}/withdraw", RUN)
    yield Request("POST", f"{API}/floor/{{turn}}/withdraw", RUN | {"officer": IN})
    yield from (Request(method, f"{C}/sites/{{site}}/floor", ANSWERED) for method in ("GET", "POST"))
    yield Request("POST", f"{C}/sites/{{site}}/floor/{{turn}}/withdraw", ANSWERED)
    yield Request("POST", "/join/{join}/floor", PUBLIC)
    yield Request("POST", "/join/{join}/floor/{turn}/withdraw", PUBLIC)
    yield from (Request(method, "/join/{stage}/floor", NOWHERE) for method in ("GET", "POST"))
    yield Request("POST", "/join/{stage}/floor/{turn}/withdraw", NOWHERE)


def _votes():
    yield Request("GET", f"{C}/votes", WATCHED)
    yield Request("POST", f"{C}/votes", MANAGED)
    yield from (Request("GET", f"{C}/votes/{{vote}}{tail}", WATCHED) for tail in ("", "/print", ".csv", "/progress"))
    yield Request("POST", f"{C}/votes/{{vote}}", MANAGED)
    yield from (Request(method, f"{C}/votes/{{vote}}/hands", MANAGED) for method in ("GET", "POST"))
    for base, gesture in product((C, API), ("close", "publish", "open", "cancel")):
        yield Request("POST", f"{base}/votes/{{vote}}/{gesture}", RUN)
    for method in ("GET", "POST"):
        yield Request(method, "/join/{join}/vote", PUBLIC)
        yield Request(method, "/join/{stage}/vote", NOWHERE)
        yield Request(method, f"{C}/sites/{{site}}/vote", ANSWERED)
    yield Request("GET", f"{API}/votes", SEEN)
    yield Request("GET", f"{API}/votes/{{vote}}", WATCHED)
    yield Request("POST", f"{API}/votes", MANAGED)
    yield Request("PATCH", f"{API}/votes/{{vote}}", MANAGED)
    yield Request("POST", f"{API}/votes/{{vote}}/ballot", SEEN)  # whose ballot it is stands in the body


REQUESTS = [
    # anybody
    *(Request("GET", path, PUBLIC) for path in ("/healthz", "/readyz", "/metrics", "/static/base.css", "/sign-in")),
    *(Request("GET", path, PUBLIC) for path in ("/api/v1/openapi.json", "/calendars/public.ics")),
    Request("POST", "/sign-in", PUBLIC),
    Request("POST", "/preferences", PUBLIC, {"theme": "dark"}),
    *(Request("GET", path, PUBLIC) for path in ("/join/{join}", "/stage/{stage}", "/calendars/{feed}/x.ics")),
    *(Request("GET", path, PUBLIC) for path in ("/stage/{stage}/lower-third", "/join/{join}/own")),
    Request("GET", f"{C}/sites/{{site}}/own", REPORTED),
    *(Request("GET", path, NOWHERE) for path in ("/join/{stage}/own", "/screen/own")),
    Request("GET", "/stage/{join}/lower-third", NOWHERE),
    *(Request("GET", path, NOWHERE) for path in ("/join/{stage}", "/stage/{join}", "/calendars/{join}/x.ics")),
    *(Request("GET", f"/sign-in/link/{{sign_in_link}}{tail}", PUBLIC) for tail in ("", "/code.svg")),
    Request("POST", "/sign-in/link/unknown", PUBLIC),  # unknown, used and old ones answer alike
    # whoever is signed in
    *(
        Request("GET", path, SIGNED_IN)
        for path in ("/conferences", "/sites", "/sites/{site}", "/find", "/find-time", "/account", "/calendars", "/api")
    ),
    *(Request("GET", f"/planner{view}", SIGNED_IN) for view in ("", "/day", "/week", "/month")),
    Request("GET", "/planner/timeline", ROOMS),
    Request("GET", "/", PUBLIC),  # a stranger is led to the sign-in page
    *(Request("GET", f"/api/v1/{name}", SIGNED_IN) for name in ("conferences", "sites", "people", "calendar-links")),
    Request("GET", "/api/v1/free-time", SIGNED_IN),
    *(Request("POST", path, SIGNED_IN) for path in ("/account/tokens", "/calendars", "/api/v1/calendar-links")),
    *(Request("POST", f"/account/{tail}", SIGNED_IN) for tail in ("contact", "password", "sessions/end-others")),
    Request("POST", "/sign-out", SIGNED_IN),
    # one's own
    Request("POST", "/account/sessions/{session}/end", OF_SOMEBODY_ELSE),
    Request("POST", "/account/tokens/{token}/revoke", OF_SOMEBODY_ELSE),
    Request("POST", "/calendars/{calendar_link}/revoke", OF_SOMEBODY_ELSE),
    Request("DELETE", "/api/v1/calendar-links/{calendar_link}", OF_SOMEBODY_ELSE),
    Request("POST", "/undo/conference:{conference}/1", OF_SOMEBODY_ELSE | {"secretariat": IN}),
    # what the office sets
    *(Request("GET", path, ADMINISTRATION) for path in ("/settings", "/styleguide")),
    *(
        Request("POST", f"/settings/{part}", ADMINISTRATION)
        for part in ("names", "hours", "rules", "answers", "calendars")
    ),
    *(Request("POST", f"/settings/{part}", ADMINISTRATION) for part in ("days", "logo", "logo/remove")),
    Request("POST", "/settings/bodies/{body}", ADMINISTRATION, {"below": "VĂN PHÒNG"}),
    Request("POST", "/settings/days/{day}/remove", ADMINISTRATION),
    Request("GET", "/logo/{logo}.png", PUBLIC),
    Request("GET", "/logo/{stage}.png", NOWHERE),
    # histories
    Request("GET", f"{C}/history", for_roles("secretariat", "administrator")),
    *(Request(method, f"{C}/history/1", MANAGED) for method in ("GET", "POST")),
    *(Request("GET", f"{C}/editions{tail}", SEEN) for tail in ("", "/1/1")),
    Request("GET", "/sites/{body}/history", OF_THE_OFFICE),
    *(Request(method, "/sites/{body}/history/1", OF_THE_ADMINISTRATOR) for method in ("GET", "POST")),
    Request("GET", "/people/{person}/history", KEEPING),
    *(Request(method, "/people/{person}/history/1", KEEPING) for method in ("GET", "POST")),
    # letters
    Request("GET", "/letters", KEEPING_OWN),
    Request("POST", "/letters/resend", KEEPING_OWN),
    Request("GET", "/letters/{letter}", LETTER),
    *(Request("POST", f"/letters/{{letter}}/{tail}", LETTER) for tail in ("withdraw", "resend")),
    # polls of guests
    *(Request("GET", path, PLANNING) for path in ("/polls", "/polls/new")),
    Request("POST", "/polls/new", PLANNING),
    *(
        Request("GET", f"/polls/{{poll}}{tail}", POLL)
        for tail in ("", "/edit", "/code.svg", "/answers/new", "/answers/{guest}", "/history")
    ),
    *(Request("POST", f"/polls/{{poll}}/{tail}", POLL) for tail in ("edit", "close", "reopen", "erase-names")),
    *(Request("POST", f"/polls/{{poll}}/link/{change}", POLL) for change in ("renew", "revoke")),
    Request("POST", "/polls/{poll}/slots/{slot}/decide", POLL),
    *(Request("POST", f"/polls/{{poll}}/answers/{tail}", POLL) for tail in ("new", "{guest}")),
    *(Request("POST", f"/polls/{{poll}}/answers/{{guest}}/{tail}", POLL) for tail in ("strike", "put-back")),
    *(Request(method, "/polls/{poll}/history/1", POLL) for method in ("GET", "POST")),
    *(Request(method, "/poll/{poll_link}", PUBLIC) for method in ("GET", "POST")),
    *(Request(method, "/poll/{poll_link}/answer/{guest_link}", PUBLIC) for method in ("GET", "POST")),
    *(Request("GET", path, NOWHERE) for path in ("/poll/{join}", "/poll/{poll_link}/answer/{join}")),
    *(Request("GET", path, PUBLIC) for path in ("/join/worker.js", "/walls/worker.js", "/walls/waiting")),
    # answers of sites
    *(Request(method, "/join/{join}/answer", PUBLIC) for method in ("GET", "POST")),
    *(Request(method, "/join/{stage}/answer", NOWHERE) for method in ("GET", "POST")),
    *(Request(method, f"{C}/sites/{{site}}/answer", ANSWERED) for method in ("GET", "POST")),
    Request("GET", "/join/{join}/desk", PUBLIC),
    Request("GET", "/join/{stage}/desk", NOWHERE),
    Request("GET", f"{C}/sites/{{site}}/desk", ANSWERED),
    Request("GET", f"{C}/answers", WATCHED),
    *_readiness(),
    *_votes(),
    *_messages(),
    *_delegates(),
    *_floor(),
    # incidents
    Request("GET", f"{API}/incidents", WATCHED),
    Request("POST", f"{API}/sites/{{site}}/incident", REPORTED),
    *(Request("POST", f"{API}/incidents/{{incident}}/{each}", LINKED) for each in ("note", "take", "solve", "reopen")),
    # the readiness board
    *(Request("GET", f"{C}/board{tail}", WATCHED) for tail in ("", "/table", "/{site}")),
    Request("POST", f"{C}/board/{{site}}", WATCHED),
    *(Request("GET", f"{C}/{tail}", WATCHED) for tail in ("answers", "answers/telephone", "sites/{site}/letter")),
    *(Request("GET", f"{C}/{tail}", MANAGED) for tail in ("remind", "answers/delegates.csv")),
    Request("POST", f"{C}/remind", MANAGED),
    Request("POST", f"{C}/sites/{{site}}/consent", RUN),
    *(Request("POST", f"{API}/sites/{{site}}/{told}", ANSWERED, NOT_NOW) for told in TOLD_OF_A_SITE),
    # who is there
    Request("POST", f"{API}/sites/{{site}}/check-in", CHECKED_IN, NOT_NOW),
    # screens of meeting rooms; what a screen itself does, it does by its cookie
    *(Request("GET", f"/screen{tail}", PUBLIC) for tail in ("", "/state")),
    Request("POST", "/screen/again", PUBLIC),
    Request("POST", "/screen/choose", dict.fromkeys(EVERYBODY, SIGN_IN)),
    Request("GET", "/screens", ROOMS | {"officer": IN}),
    *(Request(method, "/screens/pair", KEEPING_OWN | {"officer": IN}) for method in ("GET", "POST")),
    Request("GET", "/screens/{screen}", SCREEN),
    *(Request("POST", f"/screens/{{screen}}/{tail}", SCREEN) for tail in ("identify", "reload", "tell", "take-away")),
    Request("POST", "/screens/{screen}/view", SCREEN, {"view": "stage"}),
    Request("POST", "/screens/{screen}/rename", SCREEN_KEPT, {"name": ""}),
    Request("GET", "/screens/{screen}/revoke", SCREEN_KEPT),
    Request("POST", "/screens/{screen}/revoke", SCREEN_KEPT),
    Request("GET", "/join/{join}/check-in", PUBLIC),
    *(Request(method, "/join", PUBLIC) for method in ("GET", "POST")),
    *(Request("GET", f"{C}/sites/{{site}}/{tail}", CHECKED_IN) for tail in ("poster", "check-in.svg")),
    Request("GET", f"{C}/posters", LINKED),
    Request("POST", f"{C}/quorum", MANAGED),
    *(Request("POST", f"/join/{{join}}/{tail}", PUBLIC) for tail in ("check-in", "delegates")),
    *(Request(method, "/join/{stage}/check-in", NOWHERE) for method in ("GET", "POST")),
    *(Request(method, f"{C}/sites/{{site}}/check-in", CHECKED_IN) for method in ("GET", "POST")),
    Request("POST", f"{C}/sites/{{site}}/delegates", ANSWERED),
    *(Request("GET", f"{C}/attendance{tail}", WATCHED) for tail in ("", "/print", ".xlsx")),
    Request("GET", f"{C}/roll-call", MANAGED),
    Request("POST", f"{C}/roll-call/{{site}}", MANAGED, NOT_NOW),
    # lost links: whoever asks is answered alike
    *(Request("GET", f"/lost-link{tail}", PUBLIC) for tail in ("", "/asked")),
    Request("POST", "/lost-link", PUBLIC),
    Request("GET", "/lost-links/{lost}", LETTER),
    *(Request("POST", f"/lost-links/{{lost}}/{tail}", LETTER) for tail in ("send", "tell", "refuse")),
    # weekly calendars
    Request("GET", "/week", SIGNED_IN),
    Request("GET", "/week?of={body}", WEEK),
    Request("GET", "/calendars/week.ics", NOWHERE),
    Request("GET", "/week/public/print", NOWHERE),
    Request("POST", "/week/move?of={body}", WEEK_WRITTEN),
    Request("GET", "/week/public", NOWHERE),  # until the office says that everybody may read it
    *(Request("GET", f"/week/{{week}}/editions/1{tail}", WEEK) for tail in (".pdf", ".xlsx", ".docx", "/print")),
    *(Request(method, "/week/edit?of={body}", WEEK_WRITTEN) for method in ("GET", "POST")),
    Request("POST", "/week/publish?of={body}", WEEK_WRITTEN),
    *(Request(method, "/week/entries/{entry}", WEEK_WRITTEN) for method in ("GET", "POST")),
    *(Request("POST", f"/week/entries/{{entry}}/{tail}", WEEK_WRITTEN, NOT_NOW) for tail in ("cancel", "restore")),
    Request("POST", "/week/entries/{entry}/copy", WEEK_WRITTEN),
    Request("POST", "/week/entries/{spare}/remove", WEEK_WRITTEN),
    *(
        Request(method, "/week/conferences/{conference}?of={body}&on={conference_day}", WEEK_WRITTEN)
        for method in ("GET", "POST")
    ),
    # planning
    Request("GET", "/conferences/new", PLANNING),
    Request("POST", "/conferences/new", PLANNING),
    Request("GET", "/conferences/past/new", PLANNING),
    Request("POST", "/conferences/past/new", PLANNING),
    Request("POST", "/api/v1/conferences", PLANNING),
    Request("GET", f"{C}/edit", MANAGED),
    Request("POST", f"{C}/edit", MANAGED),
    Request("POST", "/conferences/clashes", PLANNING, NOT_NOW),
    Request("POST", "/api/v1/clashes", PLANNING),
    Request("POST", f"{C}/clashes", MANAGED, NOT_NOW),
    *(Request("GET", f"{C}/{change}", MANAGED) for change in ("reschedule", "sites")),
    *(Request("POST", f"{C}/{change}", MANAGED) for change in ("reschedule", "sites")),
    *(Request("POST", f"{C}/{door}", MANAGED) for door in ("move", "move/look")),
    Request("PATCH", API, MANAGED, {"title": ""}),
    # accounts
    *(Request("GET", path, KEEPING_OWN) for path in ("/people", "/people/new", "/people/import")),
    *(Request("POST", f"/people/{tail}", KEEPING_OWN) for tail in ("new", "import", "import/keep")),
    *(
        Request("GET", f"/people/{{person}}{tail}", KEEPING)
        for tail in ("", "/edit", "/disable", "/hand-over", "/roles/{held}/end")
    ),
    *(
        Request("POST", f"/people/{{person}}{tail}", KEEPING)
        for tail in ("/edit", "/roles", "/link", "/enable", "/hand-over")
    ),
    Request("POST", "/people/{person}/roles/{held}/end", KEEPING),
    Request("POST", "/people/{person}/disable", KEEPING),
    # rooms and equipment, days away
    *(Request("GET", path, ROOMS) for path in ("/rooms", "/rooms/new")),
    Request("POST", "/rooms/new", ROOMS),
    *(Request("GET", f"/rooms/{{room}}{tail}", ROOM) for tail in ("", "/edit", "/history")),
    *(Request("POST", f"/rooms/{{room}}/{tail}", ROOM) for tail in ("edit", "retire", "bring-back")),
    *(Request(method, "/rooms/{room}/history/2", ROOM) for method in ("GET", "POST")),
    *(Request(method, "/absences", KEEPING_OWN) for method in ("GET", "POST")),
    Request("POST", "/absences/{absence}/drop", KEEPING_OWN),
    # what a site has, and how it is reached: the body's own, and those of a site that lies elsewhere
    *(Request(method, "/sites/{body}/check", CHECKED) for method in ("GET", "POST")),
    *(Request(method, "/sites/{site}/check", DESCRIBED_THERE) for method in ("GET", "POST")),
    *(Request(method, "/sites/{body}/connection", OF_THE_OFFICE) for method in ("GET", "POST")),
    *(Request(method, "/sites/{site}/connection", DESCRIBED_THERE) for method in ("GET", "POST")),
    *(Request(method, "/sites/{body}/contacts/new", OF_THE_OFFICE) for method in ("GET", "POST")),
    *(Request(method, "/sites/{body}/contacts/{contact}", OF_THE_OFFICE) for method in ("GET", "POST")),
    *(
        Request("POST", f"/sites/{{body}}/contacts/{{contact}}/{tail}", OF_THE_OFFICE)
        for tail in ("first", "up", "remove")
    ),
    # the directory as a list
    *(Request("GET", f"/sites/export.{form}", SIGNED_IN) for form in ("csv", "xlsx")),
    Request("GET", "/sites/import", ADMINISTRATION),
    *(Request("POST", f"/sites/import{tail}", ADMINISTRATION) for tail in ("", "/keep")),
    # merging, splitting, renaming units
    *(Request(method, "/sites/reorganise", ADMINISTRATION) for method in ("GET", "POST")),
    Request("POST", "/sites/reorganise/keep", ADMINISTRATION),
    # saved groups
    *(Request("GET", path, SIGNED_IN | {"delegate": REFUSED}) for path in ("/sites/groups", "/sites/print")),
    Request("POST", "/sites/groups", OF_THE_OFFICE | {"elsewhere": IN}),
    Request("GET", "/sites/groups/{set}", WEEK),
    *(Request("POST", f"/sites/groups/{{set}}{tail}", GROUPS) for tail in ("", "/remove")),
    *(Request(method, "/sites/groups/{set}/new", GROUPS) for method in ("GET", "POST")),
    *(Request(method, "/sites/groups/{set}/{group}", GROUPS) for method in ("GET", "POST")),
    Request("POST", "/sites/groups/{set}/{group}/remove", GROUPS),
    # what is seen
    *(Request("GET", path, SEEN) for path in (C, f"{C}/screen", API, f"{API}/live", f"{API}/events")),
    Request("GET", f"{C}.ics", SEEN | {"stranger": HIDDEN}),
    Request("GET", f"{API}/news?view=screen", SEEN),
    *(Request("GET", f"{API}/news?view={view}", WATCHED) for view in ("stage", "lower-third")),
    Request("GET", f"{API}/news?view=operator", WATCHED),
    Request("GET", f"{API}/news?view=chair", RUN),
    Request("GET", f"{API}/news?view=data", SEEN),
    *(Request("GET", f"{C}/stage{tail}", WATCHED) for tail in ("", "/lower-third")),
    *(Request("POST", f"{at}/stage", WATCHED, {"scene": "agenda"}) for at in (C, API)),
    Request("GET", f"{C}/operate", WATCHED),
    Request("GET", f"{C}/chair", RUN),
    *(Request("GET", f"{C}/{name}{tail}", WATCHED) for name in ("course", "times") for tail in ("", ".csv", ".json")),
    *(Request("GET", f"{API}/{name}", WATCHED) for name in ("times", "forecast")),
    *(Request("GET", f"{C}/replay{tail}", WATCHED) for tail in ("", "/moment")),
    Request("POST", f"{C}/operate/undo/1", MANAGED),
    Request("GET", "/conferences/{draft}", DRAFT),
    Request("GET", "/conferences/{draft}/screen", DRAFT),
    Request("GET", "/conferences/{draft}.ics", dict.fromkeys(EVERYBODY, HIDDEN)),
    Request("GET", "/api/v1/conferences/{draft}/live", DRAFT),
    *(Request("GET", f"{C}/papers/{name}", SEEN) for name in ("agenda", "sites", "sign-in")),
    # links
    Request("GET", f"{C}/links", LINKED),
    Request("GET", f"{C}/links/sheet", LINKED),
    Request("GET", f"{C}/links/{{participation}}/code.svg", LINKED),
    Request("POST", f"{C}/links/{{participation}}/renew", MANAGED),
    Request("POST", f"{C}/links/stage/renew", MANAGED),
    # the agenda
    *(Request(method, f"{C}/agenda/{name}", MANAGED) for method in ("GET", "POST") for name in ("paste", "copy")),
    Request("GET", f"{C}/agenda", MANAGED),
    Request("POST", f"{C}/agenda", MANAGED),
    *(Request("POST", f"{at}/agenda/warnings", MANAGED) for at in (C, API)),
    Request("GET", f"{C}/agenda/{{item}}", MANAGED),
    Request("POST", f"{C}/agenda/{{item}}", MANAGED),
    Request("POST", f"{C}/agenda/{{item}}/move", MANAGED),
    Request("POST", f"{C}/agenda/{{item}}/delete", MANAGED),
    Request("POST", f"{API}/agenda", MANAGED),
    Request("PATCH", f"{API}/agenda/{{item}}", MANAGED, {"title": ""}),
    Request("POST", f"{API}/agenda/{{item}}/move", MANAGED),
    Request("DELETE", f"{API}/agenda/{{item}}", MANAGED),
    Request("POST", f"{C}/agenda/next", RUN),
    Request("POST", f"{API}/agenda/next", RUN),
    *(Request("POST", f"{base}/agenda/{{item}}/adjust", RUN) for base in (C, API)),
    *(Request("POST", f"{base}/agenda/{{item}}/start", RUN) for base in (C, API)),
    *(Request("POST", f"{API}/agenda/{{item}}/{each}", RUN, NOT_NOW) for each in GESTURES if each != "start"),
    *_steps(),
    *_proposals(),
    *(Request(method, f"{C}/{name}", MANAGED) for method in ("GET", "POST") for name in ("substitutes", "rehearsal")),
]
