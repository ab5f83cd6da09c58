"""What the office and the sites of the demo have told each other before the conference begins."""

from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.messages import actions
from confsys.people.models import Person

EVERY_SEEN, EVERY_SHOWN = 4, 3  # one site in three was shown it, one in four of them says so
TO_ALL = "Đề nghị các điểm cầu vào thử âm thanh, hình ảnh trước giờ khai mạc 15 phút"
TO_ONE = "Đề nghị gửi bản chiếu cho Văn phòng trước giờ khai mạc"
WRITTEN = "Không nghe tiếng hội trường, đề nghị kỹ thuật gọi lại"


def enter(conference: Conference, clerk: Person, *, without: str) -> None:
    """`without`: the code of the site whose officer tries things on himself: he was only told."""
    sites = [each for each in participations_of(conference) if not each.is_main]
    others = [each for each in sites if each.site.gso_code != without]
    to_all = actions.send(clerk, conference, text=TO_ALL)
    for number, site in enumerate(others[::EVERY_SHOWN]):
        actions.acknowledge(None, site, messages=[to_all.id])
        if number % EVERY_SEEN == 0:
            actions.see(None, to_all, site, way="link")
    to_one = actions.send(clerk, conference, text=TO_ONE, to=[others[1].site_id])
    actions.answer(None, to_one, others[1], text="Đã gửi lúc 7 giờ", way="link")
    actions.write(None, others[2], text=WRITTEN, way="link")
