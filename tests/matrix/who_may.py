"""The table of the matrix test: each request there is, and for whom it is. Written from the rules, not from the code.

Everybody but `elsewhere` belongs to the province that organises; officer and delegate to a site that takes part.
"""

from dataclasses import dataclass, field

from confsys.people.models import ROLES

NOT_NOW = {"expect": "nothing like this"}  # let in, and then refused: nothing changes for those who ask next
IN, REFUSED, HIDDEN, SIGN_IN = "let in", "refused", "hidden", "asked to sign in"
EVERYBODY = (*(role for role in ROLES if role != "secretariat"), "elsewhere", "stranger", "secretariat")


@dataclass(frozen=True)
class Request:
    """One request; names in braces are ids of the world the test builds."""

    method: str
    path: str
    expected: dict[str, str]
    body: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def changes(self) -> bool:
        """Whether something is different afterwards."""
        return self.method != "GET" and self.body is not NOT_NOW and IN in self.expected.values()


def _for(*roles: str, rest: str = REFUSED) -> dict[str, str]:
    """Let in these roles, tell the rest of the office that it may not; others do not learn that the thing exists."""
    return {role: IN if role in roles else rest for role in ROLES} | {"elsewhere": HIDDEN, "stranger": SIGN_IN}


SEEN = _for(*ROLES)
MANAGED = _for("secretariat")
RUN = _for("secretariat", "chair")
LINKED = _for("secretariat", "technician")
WATCHED = _for("secretariat", "chair", "technician")
TOLD_OF_A_SITE = ("answer", "head-count", "delegates")
ANSWERED = _for("secretariat", "officer")
DRAFT = _for("secretariat", "approver", "administrator", rest=HIDDEN)
SIGNED_IN = SEEN | {"elsewhere": IN}
PLANNING = MANAGED | {"elsewhere": IN}
ADMINISTRATION = _for("administrator") | {"elsewhere": REFUSED}
KEEPING = _for("administrator", "secretariat")  # accounts; a person of another office is like nobody
KEEPING_OWN = KEEPING | {"elsewhere": IN}
ROOM = _for("administrator", "secretariat", "technician")  # whoever looks after it; others may choose it
ROOMS = ROOM | {"elsewhere": IN}
LETTER = _for("administrator", "secretariat", rest=HIDDEN)  # of the office that wrote it
POLL = _for("secretariat", rest=HIDDEN)  # what guests say is for the office that asked
BEYOND = {"officer": HIDDEN, "delegate": HIDDEN}  # their site takes part, but does not lie below the body
WEEK, WEEK_WRITTEN = SEEN | BEYOND, MANAGED | BEYOND
PUBLIC = dict.fromkeys(EVERYBODY, IN)
OF_SOMEBODY_ELSE = dict.fromkeys(EVERYBODY, HIDDEN) | {"stranger": SIGN_IN}
OF_THE_OFFICE = dict.fromkeys(EVERYBODY, REFUSED) | {"secretariat": IN, "administrator": IN, "stranger": SIGN_IN}
OF_THE_ADMINISTRATOR = OF_THE_OFFICE | {"secretariat": REFUSED}
CHECKED = OF_THE_OFFICE | {"technician": IN}
DESCRIBED_THERE = OF_THE_ADMINISTRATOR | {"officer": IN}  # the body is not above that site
GROUPS = OF_THE_OFFICE | BEYOND | {"elsewhere": HIDDEN}
NOWHERE = dict.fromkeys(EVERYBODY, HIDDEN)
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
        expected = _for(*roles, "administrator")
        yield Request("GET", f"{C}/{step}", expected)
        yield Request("POST", f"{C}/{step}", expected, NOT_NOW)
        yield Request("POST", f"{API}/{step}", expected, NOT_NOW)


def _proposals():
    decided = _for("approver", "administrator")
    yield Request("GET", f"{C}/propose", decided)
    for at in (C, API):
        yield Request("POST", f"{at}/propose", decided, NOT_NOW)
        yield from (Request("POST", f"{at}/{answer}-proposal", MANAGED, NOT_NOW) for answer in ("accept", "decline"))


REQUESTS = [
    # anybody
    *(Request("GET", path, PUBLIC) for path in ("/healthz", "/readyz", "/metrics", "/static/base.css", "/sign-in")),
    *(Request("GET", path, PUBLIC) for path in ("/api/v1/openapi.json", "/calendars/public.ics")),
    Request("POST", "/sign-in", PUBLIC),
    Request("POST", "/preferences", PUBLIC, {"theme": "dark"}),
    *(Request("GET", path, PUBLIC) for path in ("/join/{join}", "/stage/{stage}", "/calendars/{feed}/x.ics")),
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
    *(Request("POST", f"/settings/{part}", ADMINISTRATION) for part in ("names", "hours", "rules", "calendars")),
    *(Request("POST", f"/settings/{part}", ADMINISTRATION) for part in ("days", "logo", "logo/remove")),
    Request("POST", "/settings/bodies/{body}", ADMINISTRATION, {"below": "VĂN PHÒNG"}),
    Request("POST", "/settings/days/{day}/remove", ADMINISTRATION),
    Request("GET", "/logo/{logo}.png", PUBLIC),
    Request("GET", "/logo/{stage}.png", NOWHERE),
    # histories
    Request("GET", f"{C}/history", _for("secretariat", "administrator")),
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
    # answers of sites
    *(Request(method, "/join/{join}/answer", PUBLIC) for method in ("GET", "POST")),
    *(Request(method, "/join/{stage}/answer", NOWHERE) for method in ("GET", "POST")),
    *(Request(method, f"{C}/sites/{{site}}/answer", ANSWERED) for method in ("GET", "POST")),
    Request("GET", f"{C}/answers", WATCHED),
    *(Request("POST", f"{API}/sites/{{site}}/{told}", ANSWERED, NOT_NOW) for told in TOLD_OF_A_SITE),
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
    Request("GET", f"{API}/news?view=stage", WATCHED),
    Request("GET", f"{API}/news?view=operator", WATCHED),
    Request("GET", f"{API}/news?view=chair", RUN),
    Request("GET", f"{API}/news?view=data", SEEN),
    Request("GET", f"{C}/stage", WATCHED),
    Request("GET", f"{C}/operate", WATCHED),
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
