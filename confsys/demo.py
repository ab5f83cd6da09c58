"""A province to try things on: the real sites of Đồng Tháp, accounts by office, and a lively calendar.

Persons are public offices, never names. Everything is made by the same actions as in an office."""

from datetime import date, datetime, time, timedelta
from itertools import accumulate

from flask import Flask
from sqlalchemy import select

from confsys import clock, demo_answers, demo_attendance, demo_floor, demo_readiness, demo_rooms, demo_sites, demo_weeks
from confsys import demo_messages as messages
from confsys.agenda import actions as agenda
from confsys.changes import transaction
from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.config import ROOT
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people import queries as persons
from confsys.people import sessions
from confsys.people.models import Person
from confsys.sites import actions as sites
from confsys.sites import lists
from confsys.sites.models import COMMUNE_LEVEL, DISTRICT_LEVEL, Site
from confsys.sites.queries import by_gso_code, existing_on

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PASSWORD = "demo"
LISTS = ("sites_dong_thap_2015.csv", "sites_dong_thap_2025.csv")
PROVINCE_2015, PROVINCE_2025, CAO_LANH = "87", "82", "29869"
DAY_2015 = date(2015, 3, 3)

ACCOUNTS = {
    "vanphong": ("Văn phòng UBND tỉnh", "secretariat"),
    "lanhdao": ("Chánh Văn phòng UBND tỉnh", "approver"),
    "chutri": ("Chủ tịch UBND tỉnh", "chair"),
    "kythuat": ("Trung tâm kỹ thuật tỉnh", "technician"),
    "quantri": ("Quản trị hệ thống", "administrator"),
}
LEADERS = ("Bí thư Tỉnh ủy", "Phó Chủ tịch UBND tỉnh (kinh tế)", "Phó Chủ tịch UBND tỉnh (văn xã)")

# title, kind, minutes, presenter; a paper's site is filled in from those that take part
AGENDA_2015 = (
    ("Khai mạc, giới thiệu đại biểu", "khai-mac", 15, "Văn phòng UBND tỉnh"),
    ("Kết quả ứng dụng công nghệ thông tin và định hướng đến năm 2020", "bao-cao", 40, "Sở Thông tin và Truyền thông"),
    ("Tổng quan về mạng xã hội", "bao-cao", 30, "Sở Thông tin và Truyền thông"),
    ("Giải lao", "giai-lao", 15, ""),
    ("Trang Facebook của cơ quan trong công việc hằng ngày", "tham-luan", 20, "Sở Khoa học và Công nghệ"),
    ("Một cửa điện tử, hẹn giờ trả kết quả", "tham-luan", 20, "Thành phố Sa Đéc"),
    ("Tiếp nhận phản ánh của người dân qua mạng", "tham-luan", 20, "Sở Giao thông vận tải"),
    ("Thảo luận với các điểm cầu", "thao-luan", 35, ""),
    ("Phát biểu chỉ đạo, kết luận", "ket-luan", 45, "Bí thư Tỉnh ủy"),
    ("Bế mạc", "be-mac", 5, "Văn phòng UBND tỉnh"),
)
AGENDA = (
    ("Khai mạc, giới thiệu đại biểu", "khai-mac", 10, "Văn phòng UBND tỉnh"),
    ("Tình hình thực hiện nhiệm vụ chuyển đổi số mười một tháng", "bao-cao", 25, "Sở Khoa học và Công nghệ"),
    ("Vận hành Trung tâm phục vụ hành chính công cấp xã", "bao-cao", 20, "Sở Nội vụ"),
    ("Tổ công nghệ số cộng đồng đến từng hộ", "tham-luan", 10, ""),
    ("Trả kết quả hồ sơ đất đai trong ngày", "tham-luan", 10, ""),
    ("Giải lao", "giai-lao", 15, ""),
    ("Dùng trang thông tin của phường để báo tin mùa lũ", "tham-luan", 10, ""),
    ("Số hóa hồ sơ hộ tịch ở xã biên giới", "tham-luan", 10, ""),
    ("Thanh toán không tiền mặt ở chợ", "tham-luan", 10, ""),
    ("Thảo luận với các điểm cầu", "thao-luan", 30, "Phó Chủ tịch UBND tỉnh (văn xã)"),
    ("Phát biểu chỉ đạo, kết luận", "ket-luan", 30, "Chủ tịch UBND tỉnh"),
    ("Bế mạc", "be-mac", 5, "Văn phòng UBND tỉnh"),
)
SHORT = (
    ("Khai mạc", "khai-mac", 10, "Văn phòng UBND tỉnh"),
    ("Báo cáo tình hình trong tháng", "bao-cao", 30, "Sở Tài chính"),
    ("Ý kiến của các địa phương", "thao-luan", 40, ""),
    ("Kết luận", "ket-luan", 30, "Phó Chủ tịch UBND tỉnh (kinh tế)"),
)

# working days from today, hour, minutes, title, kind, how far it has come, number of communes, agenda, public
PRESENT = (
    (-5, time(8), 180, "Giao ban công tác tháng 11", "giao-ban", "past", 102, SHORT, False),
    (-3, time(14), 120, "Tập huấn dịch vụ công trực tuyến cho cán bộ phường, xã", "tap-huan", "past", 40, SHORT, False),
    (1, time(8), 150, "Họp ứng phó triều cường và sạt lở bờ sông", "hop-khac", "approved", 21, SHORT, False),
    (2, time(7, 30), 240, "Sơ kết chính quyền địa phương hai cấp", "so-ket", "issued", 102, AGENDA, True),
    (2, time(14), 120, "Rà soát hồ sơ đất đai tồn đọng", "chuyen-de", "requested", 30, SHORT, False),
    (3, time(8), 120, "Giao ban xây dựng nông thôn mới", "giao-ban", "requested", 82, SHORT, False),
    (5, time(14), 180, "Phòng, chống dịch bệnh gia súc, gia cầm vụ đông xuân", "chuyen-de", "draft", 60, (), False),
    (6, time(8), 240, "Tổng kết cải cách hành chính năm", "tong-ket", "draft", 102, (), False),
    (7, time(8), 120, "Giới thiệu giống lúa mới vụ đông xuân", "chuyen-de", "postponed", 45, SHORT, False),
    (8, time(14), 90, "Họp ban tổ chức lễ hội hoa Sa Đéc", "hop-khac", "cancelled", 13, SHORT, False),
)
STEPS_TO = {
    "draft": (),
    "requested": ("submit",),
    "approved": ("submit", "approve"),
    "issued": ("submit", "approve", "issue"),
    "postponed": ("submit", "approve", "issue", "postpone"),
    "cancelled": ("submit", "approve", "cancel"),
}
EXAMPLE = Because("Ví dụ trong dữ liệu thử")
REASONS = {"postpone": "Chờ kết quả khảo nghiệm của vụ trước", "cancel": "Ghép vào cuộc họp của Phường Sa Đéc"}


def load() -> bool:
    """Bring everything or, if it is stopped on the way, nothing; False if it was there already."""
    if persons.has_demo_accounts():
        return False
    with transaction():
        for name in LISTS:
            sites.import_list(None, lists.read((ROOT / "data" / name).read_bytes()))
        office = _people()
        demo_rooms.enter()
        demo_sites.enter()
        _conference_of_2015(office["vanphong"].id)
        for entry in PRESENT:
            _conference_of_the_present(*entry)
        _conference_convened_from_outside()
        _conference_about_to_start()
        demo_weeks.enter()
    return True


def refuse_on_open_address(app: Flask, host: str) -> None:
    """Accounts whose password everybody knows may only be reached from this machine. Raises RuntimeError."""
    if host in LOOPBACK and app.config["DEMO"]:
        return
    with app.app_context():
        if persons.has_demo_accounts():
            raise RuntimeError(
                "This database holds demo accounts with a known password. It is served only on 127.0.0.1 and with "
                "CONFSYS_DEMO=1; use another CONFSYS_INSTANCE or CONFSYS_DATABASE_URL for a real office."
            )


def _people() -> dict[str, Person]:
    password = sessions.hash_password(PASSWORD)
    provinces = [_site(PROVINCE_2015, DAY_2015), _site(PROVINCE_2025, clock.today())]
    made = {}
    for username, (name, role) in ACCOUNTS.items():
        made[username] = _account(name, username, password)
        for province in provinces:
            people.give_role(None, made[username], role=role, site_id=province.id)
    for name in LEADERS:
        leader = people.add(None, name=name, is_demo=True)
        for province in provinces:
            people.give_role(None, leader, role="chair", site_id=province.id)
    officer = _account("Phường Cao Lãnh", "caolanh", password)
    people.give_role(None, officer, role="officer", site_id=_site(CAO_LANH, clock.today()).id)
    return made


def _account(name: str, username: str, password: str) -> Person:
    """With an address that no mail server delivers to: a letter of the demo reaches nobody."""
    told = {"username": username, "email": f"{username}@example.invalid"}
    return people.add(None, name=name, password=password, is_demo=True, **told)


def _conference_of_2015(office_id: str) -> None:
    """The morning of 3 March 2015: the province, its districts and its communes of that day, 157 sites."""
    taking_part = [
        site.id for site in db.session.scalars(existing_on(DAY_2015)) if site.kind in (*DISTRICT_LEVEL, *COMMUNE_LEVEL)
    ]
    conference = conferences.enter_past(
        db.session.get_one(Person, office_id),
        closed_at=clock.instant(DAY_2015, time(11, 52)),
        title="Ứng dụng công nghệ thông tin phục vụ các nhiệm vụ trọng tâm tỉnh Đồng Tháp",
        kind="chuyen-de",
        starts_at=clock.instant(DAY_2015, time(7, 30)),
        ends_at=clock.instant(DAY_2015, time(11, 45)),
        main_site=_site(PROVINCE_2015, DAY_2015).id,
        sites=taking_part,
        chairs=_chairs("Bí thư Tỉnh ủy", "Phó Chủ tịch UBND tỉnh (văn xã)"),
        organiser=_site(PROVINCE_2015, DAY_2015).id,
        reach="province_wide",
    )
    _past_agenda(conference, AGENDA_2015, late=(1, 0, 5, 4, 0, 1, 1, 0, 0, 0))


def _conference_of_the_present(days, hour, minutes, title, kind, state, communes, items, is_public) -> None:
    start = clock.instant(_working_day(days), hour)
    values = _values(title, kind, start, minutes, communes)
    if state == "past":
        end = start + timedelta(minutes=minutes)
        _past_agenda(conferences.enter_past(_person("vanphong"), closed_at=end, **values), items)
        return
    conference = conferences.plan(_person("vanphong"), public=is_public, **values)
    _add_items(conference, items)
    for step in STEPS_TO[state]:
        _take(conference, step)
    if state == "issued":
        demo_answers.enter(conference, without=CAO_LANH)


def _take(conference: Conference, step: str) -> None:
    actor = _person("lanhdao" if step == "approve" else "vanphong")
    conferences.take(actor, conference, TRANSITIONS[step], reason=REASONS.get(step), reasons=EXAMPLE)


def _conference_convened_from_outside() -> None:
    """Hà Nội calls: the province is one site there and relays to its communes. Approved, not issued yet."""
    values = _values(
        "Phòng, chống thiên tai và cứu nạn", "chuyen-de", clock.instant(_working_day(4), time(8)), 210, 102
    )
    outside = {"convener": "Văn phòng Chính phủ", "outside_chair": "Phó Thủ tướng Chính phủ"}
    outside |= {"outside_place": "Điểm cầu Chính phủ, Hà Nội"}
    conference = conferences.plan(_person("vanphong"), **values | outside)
    for step in STEPS_TO["approved"]:
        _take(conference, step)


def _conference_about_to_start() -> None:
    """Issued, on all 103 sites, in about half an hour."""
    soon = (clock.now() + timedelta(minutes=30)).replace(second=0, microsecond=0)
    start = soon - timedelta(minutes=soon.minute % 5)
    values = _values("Giao ban chuyển đổi số", "giao-ban", start, 190, 102)
    conference = conferences.plan(_person("vanphong"), public=True, **values)
    _add_items(conference, AGENDA)
    for step in STEPS_TO["issued"]:
        _take(conference, step)
    demo_readiness.enter(conference, _person("kythuat"))
    for each in (demo_attendance, messages, demo_floor):
        each.enter(conference, _person("vanphong"), without=CAO_LANH)


def _values(title: str, kind: str, start: datetime, minutes: int, communes: int) -> dict:
    day = clock.local(start).date()
    province = _site(PROVINCE_2025, day)
    found = [site for site in db.session.scalars(existing_on(day)) if site.kind in COMMUNE_LEVEL]
    first = _site(CAO_LANH, day)
    chosen = [first, *(site for site in found if site.id != first.id)][:communes]
    return {
        "title": title,
        "kind": kind,
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "main_site": province.id,
        "sites": [site.id for site in chosen],
        "chairs": _chairs(
            "Chủ tịch UBND tỉnh" if kind in ("so-ket", "tong-ket") else "Phó Chủ tịch UBND tỉnh (văn xã)"
        ),
        "organiser": province.id,
        **demo_rooms.equipment(kind),
    }


def _add_items(conference: Conference, items) -> None:
    sites_of_papers = iter(_communes_of(conference))
    for title, kind, minutes, presenter in items:
        site = next(sites_of_papers).id if kind == "tham-luan" else None
        values = {"title": title, "kind": kind, "minutes": minutes, "presenter": presenter, "site": site}
        agenda.add(_person("vanphong"), conference, **values)


def _past_agenda(conference: Conference, items, late=()) -> None:
    """Items that really were: each a few minutes longer than planned, one after the other."""
    lengths = [minutes + extra for (_t, _k, minutes, _p), extra in zip(items, late or [0] * len(items), strict=True)]
    starts = [conference.starts_at + timedelta(minutes=m) for m in accumulate([0, *lengths])]
    values = [
        {
            "title": title,
            "kind": kind,
            "minutes": minutes,
            "presenter": presenter,
            "started_at": begun,
            "ended_at": ended,
        }
        for (title, kind, minutes, presenter), begun, ended in zip(items, starts, starts[1:], strict=False)
    ]
    agenda.enter_past(_person("vanphong"), conference, items=values)


def _communes_of(conference: Conference) -> list[Site]:
    return [each.site for each in conferences.queries.participations_of(conference) if not each.is_main]


def _chairs(*names: str) -> list[str]:
    found = {person.name: person.id for person in db.session.scalars(select(Person).where(Person.name.in_(names)))}
    return [found[name] for name in names]


def _person(username: str) -> Person:
    person = persons.by_username(username)
    assert person is not None
    return person


def _working_day(days: int) -> date:
    """So many working days (Monday to Friday) from today."""
    day, step = clock.today(), 1 if days > 0 else -1
    while days:
        day += timedelta(days=step)
        days -= step if day.weekday() < 5 else 0
    return day


def _site(code: str, day: date) -> Site:
    site = by_gso_code(code, day)
    assert site is not None, f"the list has no unit {code} on {day}"
    return site
