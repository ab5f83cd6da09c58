"""An administrator at the page of the settings, and everything that cannot be typed into it."""

from confsys.office import queries
from confsys.people import actions as people
from tests.build import a_person, a_province, signed_in_client

MARKUP = "\"><script>alert('1')</script>&lt;b&gt; {{ 7 * 7 }}"
EMPTY = "This must not be empty."
HOURS = "Two hours are needed, such as 7h00–11h30."
HOST = "A host name such as hop.dongthap.gov.vn is needed: letters a–z, digits, hyphens, dots."
NUMBER = "A telephone number has digits, spaces, dots and a plus sign only."
DAYS = "A whole number from 1 to 30 is needed."
KINDS = ("giao-ban", "chuyen-mon", "so-ket", "tong-ket", "chuyen-de", "tap-huan", "hop-khac")

WHOLE = {
    "names": {"agency": "Văn phòng UBND tỉnh", "product": "Phòng họp", "telephone": "0277 3851 431"},
    "hours": {"morning": "7h30–11h30", "afternoon": "13:00 đến 17:00", "weekdays": ["0", "1", "2", "3", "4", "5"]},
    "rules": {
        **{
            "notice_days": "5",
            "approve_within": "1",
            "conclude_within": "7",
            "longest_conclusion": "45",
            "set_up": "60",
            "province_wide": "2",
            "commune_wide": "3",
        },
        **dict.fromkeys((f"longest-{kind}" for kind in KINDS), "2"),
        "one_person": "1",
    },
    "answers": {"due_hour": "9h30", "list_closes": "30", "remind_after": "4", "remind_hour": ""},
    "running": {"warn_at": "3", "danger_at": "45", "tell_turns": "1", "tell_moves": "5", "tell_every": "20"},
    "calendars": {"uid_domain": "Hop.DongThap.gov.vn"},
    "days": {"day": "16/05/2026", "works": "on", "why": "Làm bù ngày 15/05"},
}
WRONG = {
    ("names", "agency"): [(each, EMPTY) for each in ("", "  ", "\u200b", ...)]
    + [("ế" * 121, "At most 120 characters; this has 121.")],
    ("names", "product"): [("", EMPTY), ("x" * 61, "At most 60 characters; this has 61.")],
    ("names", "telephone"): [(each, NUMBER) for each in ("gọi anh Ba", "12", "+", "()()", MARKUP[:40], "٠٢٧٧٣٨٥١")],
    ("hours", "morning"): [(each, HOURS) for each in ("", "7h", "sáng", "\x00", MARKUP, "7h-", ...)]
    + [
        ("7 rưỡi – 11h", "Could not read the hour “7 rưỡi”. Type it as 14h30 or 14:30."),
        ("7h – 25h", "Could not read the hour “25h”. Type it as 14h30 or 14:30."),
        ("11h30–7h00", "It must end after 11:30, when it begins."),
        ("7h–7h", "It must end after 07:00, when it begins."),
    ],
    ("hours", "afternoon"): [
        ("17h–13h30", "It must end after 17:00, when it begins."),
        ("11h00–17h00", "The afternoon may not begin before the morning ends at 11:30."),
    ],
    ("hours", "weekdays"): [
        ([], "The office must work on at least one day of the week."),
        (["7"], "Choose days of the week."),
        (["0", MARKUP], "Choose days of the week."),
    ],
    ("rules", "notice_days"): [
        (each, "A whole number from 0 to 30 is needed.") for each in ("", "-1", "31", "3,5", "ba", MARKUP, "9" * 400)
    ],
    ("rules", "approve_within"): [("0", DAYS), ("31", DAYS)],
    ("rules", "conclude_within"): [("0", DAYS), ("x", DAYS), (..., DAYS)],
    ("rules", "longest_conclusion"): [("241", "A whole number from 5 to 240 is needed.")],
    ("rules", "one_person"): [("maybe", "Yes or no is needed.")],
    ("rules", "longest-giao-ban"): [
        (each, "Choose one of: 0, 1, 2, 3, 4, 6, 8, 10.") for each in ("", "7", "-1", MARKUP)
    ],
    ("answers", "due_hour"): [
        ("", "An hour is needed, such as 7h30."),
        ("trưa", "Could not read the hour “trưa”. Type it as 14h30 or 14:30."),
    ],
    ("answers", "list_closes"): [("241", "A whole number from 0 to 240 is needed.")],
    ("answers", "remind_after"): [(each, "A whole number from 0 to 80 is needed.") for each in ("", "-1", MARKUP)],
    ("answers", "remind_hour"): [("25h", "Could not read the hour “25h”. Type it as 14h30 or 14:30.")],
    ("running", "warn_at"): [(each, "A whole number from 0 to 30 is needed.") for each in ("", "-1", "31", MARKUP)],
    ("running", "tell_turns"): [("maybe", "Yes or no is needed.")],
    ("running", "tell_moves"): [("0", "A whole number from 1 to 120 is needed.")],
    ("running", "tell_every"): [("4", "A whole number from 5 to 240 is needed.")],
    ("running", "danger_at"): [
        ("601", "A whole number from 0 to 600 is needed."),
        ("181", "It comes after the warning, so it may be at most as long before the end."),
    ],
    ("calendars", "uid_domain"): [
        (each, HOST)
        for each in ("", "localhost", "a b.vn", "-a.vn", "a-.vn", "hội.vn", "a..vn", "https://a.vn", "10.0.0.1", ".vn")
    ]
    + [(f"{'x' * 64}.vn", HOST), ("a." * 127 + "vn", HOST)],
    ("days", "day"): [
        ("", "A day is needed, such as 26/11/2026."),
        ("31/02/2026", "There is no such day: “31/02/2026”."),
        ("15/05/2026", "15/05/2026 is a working day anyway."),
    ],
    ("days", "works"): [("", "Choose one of: off, on."), ("maybe", "Choose one of: off, on.")],
    ("days", "why"): [("", EMPTY), ("x" * 101, "At most 100 characters; this has 101.")],
}


class Room:
    """An administrator in a browser."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            self.body = province.id
            self.person = a_person("Quản trị hệ thống", role="administrator", site=province)
            people.give_role(None, a_person(), role="secretariat", site_id=province.id)
            self.browser = signed_in_client(app, self.person)
        self.browser.set_cookie("lang", "en", domain="localhost")

    def send(self, part: str, **changes):
        """What a person sends who fills in a whole part; `...` leaves a field out."""
        whole = {"revision": self.revision(part)} | WHOLE[part] | changes
        return self.browser.post(
            f"/settings/{part}", data={name: each for name, each in whole.items() if each is not ...}
        )

    def revision(self, part: str) -> str:
        return str(self.office().revisions.get(part, 0))

    def office(self):
        with self.app.app_context():
            return queries.current()
