"""Who of the demo has registered to speak before the conference begins."""

from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.floor import actions
from confsys.floor.queries import papers_of
from confsys.people.models import Person

CHAIRMAN = "Chủ tịch UBND xã"
REGISTERED = (
    ("paper", "Đưa dịch vụ công về khóm, ấp", CHAIRMAN),
    ("request", "Kinh phí thay máy tính cũ ở cấp xã", CHAIRMAN),
    ("request", "Chữ ký số cho cán bộ không chuyên trách", "Phó Chủ tịch UBND xã"),
)
BY_TELEPHONE = ("request", "Đường truyền dự phòng mùa mưa bão", CHAIRMAN)


def enter(conference: Conference, clerk: Person, *, without: str) -> None:
    """`without`: the code of the site whose officer tries things on himself."""
    sites = [each for each in participations_of(conference) if not each.is_main and each.site.gso_code != without]
    free = [each for each in sites if not papers_of(each)]
    for site, (kind, topic, speaker) in zip(free, REGISTERED, strict=False):
        actions.ask(None, site, kind=kind, way="link", topic=topic, speaker=speaker)
    kind, topic, speaker = BY_TELEPHONE
    actions.ask(clerk, free[-1], kind=kind, way="office", topic=topic, speaker=speaker, told_by="Văn phòng xã")
