"""How ready the sites of the demo's next conference are: tests, check lists, incidents. All of it is made up."""

from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.people.models import Person
from confsys.readiness import checking, incidents, testing
from confsys.readiness.models import FAILED, LINK, OK, POINTS, UNUSABLE

WELL = {
    "clock_offset_ms": 140.0,
    "websocket": True,
    "polling": True,
    "delay_ms": 21.0,
    "loss_percent": 0.0,
    "down_kbps": 38_200.0,
    "up_kbps": 21_600.0,
    "screen_width": 1920.0,
    "screen_height": 1080.0,
    "camera": "ok",
    "microphone": "ok",
    "speaker": "ok",
}
# Every so many sites: what its machine measured otherwise.
TROUBLES = (
    (31, {"microphone": "failed"}),
    (23, {"websocket": False, "delay_ms": 84.0}),
    (17, {"down_kbps": 1_240.0, "up_kbps": 820.0, "delay_ms": 320.0}),
    (13, {"clock_offset_ms": 640_000.0}),
)
DEVICES = ("Chrome, Windows, 1920 × 1080", "Cốc Cốc, Windows, 1366 × 768", "Safari, iPad, 820 × 1180")
UNTESTED, UNSIGNED = 9, 5  # every so many sites
# Which site, what is lost, what is known, and whether somebody takes care of it or it is over: what was done.
REPORTS = (
    (4, "sound", "Micro số 3 không lên tiếng", "taken", ""),
    (19, "line", "", "waiting", ""),
    (33, "picture", "", "over", "Cắm lại dây HDMI"),
    (47, "line", "Đứt cáp chính", "over", "Chuyển sang đường dự phòng"),
    (61, "picture", "Camera xoay lệch", "taken", ""),
)


def enter(conference: Conference, technician: Person) -> None:
    sites = participations_of(conference)[1:]
    for number, site in enumerate(sites):
        if number % UNTESTED:
            measured = WELL | next((found for every, found in TROUBLES if number % every == 0), {})
            device = DEVICES[number % len(DEVICES)]
            test = testing.keep_test(None, site, way=LINK, device=device, measured=measured)
            if number % UNSIGNED and test.verdict != UNUSABLE:
                _sign(technician, site, number)
    for number, kind, known, how_far, done in REPORTS:
        if number < len(sites):
            incident, _is_new = incidents.open_incident(None, sites[number], kind=kind, way=LINK, note=known)
            if how_far != "waiting":
                incidents.take(technician, incident)
            if how_far == "over":
                incidents.solve(technician, incident, way="office", done=done)


def _sign(technician: Person, site: Participation, number: int) -> None:
    points = {point: {"state": OK, "note": ""} for point in POINTS}
    if number % 14 == 0:
        points["backup_line"] = {"state": FAILED, "note": "Đường dự phòng đang sửa"}
    checking.sign_off(technician, site, name=technician.name, points=points)
