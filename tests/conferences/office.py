"""A secretariat at the form that plans a conference, and everything that cannot be typed into it."""

from datetime import date

from tests.build import a_person, a_province, a_site, signed_in_client

DAY = "01/12/2026"
MARKUP = "\"><script>alert('1')</script>&lt;b&gt; {{ 7 * 7 }}"


class Office:
    """A secretariat in its browser, with what it needs to fill in the form."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            self.person = a_person(role="secretariat", site=province)
            self.province = province.id
            self.sites = [a_site(parent=province).id, a_site(parent=province).id]
            self.old = a_site("Huyện Cũ", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30)).id
            self.other_body = a_site("Tỉnh Khác", kind="tinh").id
            self.chair = a_person("Bà Chủ trì", role="chair", site=province).id
            self.browser = signed_in_client(app, self.person)
        self.browser.set_cookie("lang", "en", domain="localhost")

    def form(self, **changes):
        """What a person sends who fills in everything; `...` leaves a field out."""
        whole = {
            "title": "Giao ban tháng 12",
            "kind": "giao-ban",
            "mode": "ket-hop",
            "reach": "commune_wide",
            "day": DAY,
            "start": "7h30",
            "end": "11h45",
            "main_site": self.province,
            "organiser": self.province,
            "sites": self.sites,
            "chairs": [self.chair],
        }
        return {name: value for name, value in (whole | changes).items() if value is not ...}

    def plan(self, **changes):
        return self.browser.post("/conferences/new", data=self.form(**changes))


EMPTY = "This must not be empty."
ONE_OF = "Choose one of: "
NO_DAY = "Could not read the day “"
NO_HOUR = "Could not read the hour “"
WRONG = {
    "title": [
        *[(value, EMPTY) for value in (..., "", "   ", "\u00a0", "\u200b", "\u200d", "\ufeff \u2028", "\x00\x0b")],
        ("x" * 301, "At most 300 characters; this has 301."),
        ("ế" * 10_000, "At most 300 characters; this has 10000."),
    ],
    "kind": [(value, ONE_OF) for value in (..., "", "party", "GIAO-BAN", "0", MARKUP)],
    "mode": [(value, ONE_OF) for value in (..., "radio")],
    "reach": [(value, ONE_OF) for value in (..., "world", "x" * 10_000)],
    "public": [(value, "Yes or no is needed.") for value in ("maybe", "0", MARKUP)],
    "day": [
        *[(value, "A day is needed") for value in (..., "", "  ", "\u200b")],
        *[
            (value, NO_DAY)
            for value in ("someday", "0", "26/11/0026x", "1/12/2026 7h", "١/١٢/٢٠٢٦", MARKUP, "1" * 10_000)
        ],
        *[(value, "There is no such day") for value in ("31/2/2027", "29/02/2027", "2027-13-01", "0/0/2027")],
        *[(value, "The year must lie between") for value in ("1/1/1999", "1/1/2101", "1/1/0001")],
    ],
    "start": [
        *[(value, "An hour is needed") for value in (..., "", " ", "\u00a0")],
        *[(value, NO_HOUR) for value in ("7h60", "25:00", "2460", "7h30m45", "14 rưỡi", "-7", "7,30", "٧h")],
        *[(value, "24h is 0h of the next day") for value in ("24h", "24:00")],
        *[(value, NO_HOUR) for value in ("19h30 AM", "1e1", "🙂", MARKUP, "7" * 10_000)],
    ],
    "end": [
        ("", "An hour is needed"),
        ("25h", NO_HOUR),
        *[(value, "The end must come after the start.") for value in ("7h30", "7h29", "0h01")],
    ],
    "last_day": [
        *[(value, NO_DAY) for value in ("someday", MARKUP, "1" * 10_000)],
        ("31/2/2027", "There is no such day"),
    ],
    "main_site": [
        *[(value, "This is not an id.") for value in (..., "", "\x00", "'; DROP TABLE sites; --", "x" * 10_000)],
        ("nowhere", "There is no such site: nowhere."),
    ],
    "organiser": [
        *[(value, "This is not an id.") for value in (..., "", MARKUP)],
        *[(value, "You do not plan for this body.") for value in ("nowhere", "other_body", "old")],
    ],
    "sites": [
        (["nowhere"], "There is no such site: nowhere."),
        (["a", "a"], "The same one is named twice."),
        (["\x00"], "This is not an id."),
        ([MARKUP], "This is not an id."),
        ([f"a{number}" for number in range(501)], "At most 500 at once."),
    ],
    "chairs": [
        (["nobody"], "There is no such person: nobody."),
        (["a", "a"], "The same one is named twice."),
        (["Ông Ba"], "This is not an id."),
        ([f"a{number}" for number in range(21)], "At most 20 at once."),
    ],
}
