"""What the sites of the demo have answered so far: half will attend, some cannot or ask, the rest are silent."""

from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.invitations import answering, standing_in

FIRST, EVERY = 10, 5  # the first sites are silent, and of each five after them two
NOT = {"answer": "declined", "heads": 0, "word": "Trùng kỳ họp Hội đồng nhân dân xã"}
ASKS = {"answer": "tentative", "heads": 0, "word": "Có cần mời các trưởng ấp cùng dự không?"}
TWO = [
    {"name": "Đại biểu thứ nhất (ví dụ)", "office": "Chủ tịch Ủy ban nhân dân", "speaks": True},
    {"name": "Đại biểu thứ hai (ví dụ)", "office": "Công chức Văn phòng", "speaks": False},
]
SPECIAL = {11: NOT, 26: NOT, 16: ASKS, 31: ASKS}
STAND_IN = {"leader": "Chủ tịch Ủy ban nhân dân", "stand_in": "Phó Chủ tịch (ví dụ)"}


def enter(conference: Conference, *, without: str) -> None:
    """`without`: the code of the site whose officer tries things on himself."""
    sites = [each for each in participations_of(conference) if each.site.gso_code != without and not each.is_main]
    for number, site in enumerate(sites):
        if number < FIRST or number % EVERY > 2:
            continue
        told = {"answer": "accepted", "heads": 6 + number % 9, "word": "", "delegates": TWO if number % 2 else []}
        answering.answer(None, site, way="link", **told | SPECIAL.get(number, {}))
        if number == FIRST:
            standing_in.name_stand_in(None, site, **STAND_IN)
