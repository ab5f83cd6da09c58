"""The rooms, the equipment and the bridge of the demo province, and the days on which its leaders are away."""

from datetime import timedelta

from sqlalchemy import select

from confsys import clock, demo_screens
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions
from confsys.scheduling.models import BRIDGE, ROOM, UNIT, Resource
from confsys.sites.queries import by_gso_code

PROVINCE, CAO_LANH, SA_DEC, TAN_THANH = "82", "29869", "29905", "30157"
HALL, FIRST, SECOND = "Hội trường UBND tỉnh", "Phòng họp số 1", "Phòng họp số 2"
CAMERAS, MORE_CAMERAS = (f"Bộ thiết bị hội nghị di động số {number}" for number in (1, 2))
BRIDGE_NAME = "MCU tỉnh"
# code of the unit, kind, name, sizes, note
PLACES: tuple[tuple[str, str, str, dict, str], ...] = (
    (PROVINCE, ROOM, HALL, {"seats": 300}, "Sân khấu, hai màn chiếu"),
    (PROVINCE, ROOM, FIRST, {"seats": 60}, "Tầng 2, camera bám người nói"),
    (PROVINCE, ROOM, SECOND, {"seats": 30}, ""),
    (PROVINCE, UNIT, CAMERAS, {}, "Camera, micro, màn 65 inch"),
    (PROVINCE, UNIT, MORE_CAMERAS, {}, "Camera, micro"),
    (PROVINCE, BRIDGE, BRIDGE_NAME, {"capacity": 130}, "Đặt tại trung tâm kỹ thuật"),
    (CAO_LANH, ROOM, "Phòng họp trực tuyến", {"seats": 40}, ""),
    (SA_DEC, ROOM, "Hội trường phường", {"seats": 120}, ""),
    (TAN_THANH, ROOM, "Phòng họp xã", {"seats": 35}, ""),
)
# who, first day after the Monday of next week, days, why
AWAY = (
    ("Bí thư Tỉnh ủy", 0, 2, "Họp Trung ương tại Hà Nội"),
    ("Phó Chủ tịch UBND tỉnh (kinh tế)", 2, 3, "Công tác tại Thành phố Hồ Chí Minh"),
)
# the kinds of conferences that are not held in the hall, and what they need
SMALL: dict[str, tuple[str, tuple[str, ...]]] = {
    "hop-khac": (SECOND, ()),
    "tap-huan": (FIRST, (MORE_CAMERAS,)),
    "chuyen-de": (FIRST, (CAMERAS,)),
}


def enter() -> None:
    """Everything there is to book, and the days away of next week."""
    for code, kind, name, sizes, note in PLACES:
        site = by_gso_code(code, clock.today())
        assert site is not None, f"the list has no unit {code}"
        actions.add_resource(None, site, kind=kind, name=name, note=note, **sizes)
    demo_screens.enter()
    monday = clock.today() + timedelta(days=7 - clock.today().weekday())
    for who, after, days, why in AWAY:
        person = db.session.scalars(select(Person).where(Person.name == who)).one()
        first = monday + timedelta(days=after)
        actions.enter_absence(None, person, first_day=first, last_day=first + timedelta(days=days - 1), why=why)


def equipment(kind: str) -> dict:
    """The room and the units of a conference of this kind, as ids."""
    ids = {each.name: each.id for each in db.session.scalars(select(Resource))}
    room, units = SMALL.get(kind, (HALL, ()))
    return {"room": ids[room], "units": [ids[name] for name in units]}
