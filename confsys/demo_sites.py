"""Whom to call at the sites of the demo province, how some are equipped, and a set of groups: all of it made up."""

from confsys import clock
from confsys.extensions import db
from confsys.people import queries as persons
from confsys.sites import contacting, equipping, grouping
from confsys.sites.equipment import ITEMS, Seen
from confsys.sites.models import COMMUNE_LEVEL, Site
from confsys.sites.queries import by_gso_code, existing_on

PROVINCE, CAO_LANH = "82", "29869"
CLERK = "Công chức Văn phòng HĐND và UBND"
ANSWERED, CHECKED = 30, 18  # of the communes, by the alphabet
GROUPS = tuple(f"Cụm số {number}" for number in range(1, 7))
OF_A_GROUP = 16  # the last communes by code stay in none
FAULTY = {3: ("microphones", "mất tiếng ở hàng ghế sau"), 9: ("display", "TV 55″ không lên hình")}
OF_CAO_LANH = {
    "codec": Seen("good", note="codec phần cứng, 2022"),
    "camera": Seen("good", note="xoay, 1080p"),
    "display": Seen("good", note="TV 75″ và TV 55″"),
    "microphones": Seen("broken", 1, "6 để bàn, 1 không dây"),
    "speakers": Seen("good", note="loa hội nghị"),
}


def enter() -> None:
    """Numbers for some of the communes, for the province, and everything about Phường Cao Lãnh."""
    communes = [site for site in db.session.scalars(existing_on(clock.today())) if site.kind in COMMUNE_LEVEL]
    for number, site in enumerate(each for each in communes if each.gso_code != CAO_LANH):
        if number < ANSWERED:
            contacting.add_contact(None, site, name=CLERK, telephone=f"0900000{200 + number}")
        if number < CHECKED:
            equipping.check_equipment(persons.by_username("kythuat"), site, found=_found(number))
    province, cao_lanh = (_site(code) for code in (PROVINCE, CAO_LANH))
    contacting.add_contact(None, province, name="Trực kỹ thuật tỉnh", telephone="0900000100")
    _cao_lanh(cao_lanh)
    _groups(province, communes)


def _groups(province: Site, communes: list[Site]) -> None:
    """Which commune is in which group is each office's own matter: these only show how it looks."""
    made = grouping.add_set(persons.by_username("vanphong"), province, name="Cụm (ví dụ)")
    by_code = sorted(communes, key=lambda site: site.gso_code or "")
    for number, name in enumerate(GROUPS):
        part = by_code[number * OF_A_GROUP : (number + 1) * OF_A_GROUP]
        grouping.add_group(persons.by_username("vanphong"), made, name=name, sites=[site.id for site in part])


def _found(number: int) -> dict[str, Seen]:
    found = {item: Seen("good") for item in ITEMS}
    if number in FAULTY:
        item, note = FAULTY[number]
        found[item] = Seen("broken", 1, note)
    return found


def _cao_lanh(site: Site) -> None:
    officer = persons.by_username("caolanh")
    assert officer is not None
    told = {"person_id": officer.id, "position": CLERK, "telephone": "0900000101"}
    contacting.add_contact(officer, site, **told)
    contacting.add_contact(officer, site, name="Công chức Văn hóa – Xã hội", telephone="0900000102")
    on_duty = {"name": "Trực máy UBND phường", "position": "giờ hành chính", "telephone": "0900000103"}
    contacting.add_contact(officer, site, **on_duty)
    equipping.check_equipment(officer, site, found=OF_CAO_LANH)
    lines = {"main_provider": "Cục Bưu điện Trung ương", "main_kind": "tslcd", "main_mbits": 40}
    lines |= {"backup_provider": "Cáp quang của phường", "backup_kind": "fibre", "backup_mbits": 80}
    power = {"power": "ups", "power_minutes": 30}
    equipping.describe_connection(officer, site, room_code="4821", **lines, **power)


def _site(code: str) -> Site:
    site = by_gso_code(code, clock.today())
    assert site is not None, f"the list has no unit {code}"
    return site
