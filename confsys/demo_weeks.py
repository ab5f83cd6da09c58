"""The weekly calendar of the demo: last week, this week with two adjustments and one change more, next week."""

from datetime import date, time, timedelta

from sqlalchemy import select

from confsys import clock
from confsys.extensions import db
from confsys.office import actions as office
from confsys.people import actions as people
from confsys.people import queries as persons
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.sites.queries import by_gso_code
from confsys.weeks import actions
from confsys.weeks.models import WeekEntry
from confsys.weeks.rows import monday_of

PROVINCE = "82"
SHORT = {
    "Chủ tịch UBND tỉnh": "CT",
    "Phó Chủ tịch UBND tỉnh (kinh tế)": "PCT kinh tế",
    "Phó Chủ tịch UBND tỉnh (văn xã)": "PCT văn xã",
    "Bí thư Tỉnh ủy": "BT",
    "Chánh Văn phòng UBND tỉnh": "CVP",
}
# day of the week, hour, what, where, who leads it, unit that prepares it, who goes along; no leader of it is booked
LINES = (
    (0, time(7, 30), "Chào cờ, giao ban đầu tuần", "Phòng họp cơ quan", "CT, các PCT", "Văn phòng UBND tỉnh", ""),
    (0, time(9, 30), "Tiếp công dân định kỳ", "Trụ sở Tiếp công dân", "CT", "Thanh tra tỉnh", "LĐVP"),
    (0, time(14), "Làm việc với Sở Xây dựng về nhà ở xã hội", "Sở Xây dựng", "PCT kinh tế", "Sở Xây dựng", ""),
    (1, time(8), "Thẩm tra dự toán ngân sách năm sau", "Phòng họp cơ quan", "PCT kinh tế", "Sở Tài chính", ""),
    (1, time(15), "Họp kinh phí mua sắm tập trung", "Phòng họp cơ quan", "PCT kinh tế", "Sở Tài chính", "LĐVP"),
    (2, time(7), "Phiên họp UBND tỉnh", "Trụ sở UBND tỉnh", "CT, các PCT", "Văn phòng UBND tỉnh", ""),
    (3, time(7, 30), "Khảo sát tuyến dân cư", "UBND Xã Cái Bè", "PCT văn xã", "Sở Nông nghiệp và Môi trường", ""),
    (4, time(13, 30), "Gặp mặt doanh nghiệp", "Nhà khách tỉnh", "PCT kinh tế", "Sở Công Thương", "LĐVP"),
    (5, time(7), "Lễ ra quân trồng cây", "Xã Tràm Chim", "PCT văn xã", "Xã Tràm Chim", "LĐVP"),
)


def enter() -> None:
    """Everything by the actions of an office."""
    clerk, body = persons.by_username("vanphong"), _body()
    for name, short in SHORT.items():
        leader = db.session.scalars(select(Person).where(Person.name == name)).first()
        if leader is not None:
            people.edit(None, leader, short_name=short)
    office.change(None, "calendars", values={"week_public": True})
    monday = monday_of(clock.today())
    for weeks in (-1, 0, 1):
        _week(clerk, body, monday + timedelta(weeks=weeks))
    actions.publish(clerk, body=body, monday=monday - timedelta(weeks=1), expect=0)
    _adjusted(clerk, body, monday)


def _week(clerk: Person | None, body: Site, monday: date) -> None:
    for day, at, title, place, leaders, unit, along in LINES:
        more = {"leaders": leaders, "prepared_by": unit, "accompanied_by": along, "half": ""}
        actions.enter(clerk, body=body, day=monday + timedelta(days=day), at=at, title=title, place=place, **more)


def _adjusted(clerk: Person | None, body: Site, monday: date) -> None:
    """Published, and adjusted twice; one change more waits in the draft."""
    actions.publish(clerk, body=body, monday=monday, expect=0)
    actions.change(clerk, _line(monday, "Họp kinh phí mua sắm tập trung"), at=time(9), day=monday + timedelta(days=2))
    actions.publish(clerk, body=body, monday=monday, expect=1)
    actions.change(clerk, _line(monday, "Làm việc với Sở Xây dựng về nhà ở xã hội"), place="Trụ sở UBND tỉnh")
    actions.cancel_entry(clerk, _line(monday, "Gặp mặt doanh nghiệp"), reason="dời sang tuần sau, ngày sẽ báo sau")
    friday = monday + timedelta(days=4)
    urgent = {"title": "Họp khẩn ứng phó triều cường", "place": "Trụ sở UBND tỉnh", "leaders": "CT"}
    actions.enter(clerk, body=body, day=friday, at=time(15), half="", own_invitation=True, **urgent)
    actions.publish(clerk, body=body, monday=monday, expect=2)
    actions.change(clerk, _line(monday, "Lễ ra quân trồng cây"), at=time(6, 30))


def _line(monday: date, title: str) -> WeekEntry:
    days = WeekEntry.day.between(monday, monday + timedelta(days=6))
    return db.session.scalars(select(WeekEntry).where(WeekEntry.title == title, days)).one()


def _body() -> Site:
    body = by_gso_code(PROVINCE, clock.today())
    assert body is not None
    return body
