"""What the components show on the styleguide: a province made up in memory. No row of it is ever kept."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

from confsys import clock
from confsys.agenda.models import CALLED, CARRIED_OVER, DONE, PAUSED, PLANNED, RUNNING, SKIPPED, AgendaItem
from confsys.agenda.queries import Scheduled, scheduled
from confsys.conferences import consequences, ribbon
from confsys.conferences.consequences import Stand
from confsys.conferences.days import Day, drawn
from confsys.conferences.leading import Leading
from confsys.conferences.models import Conference, Participation
from confsys.folding import folded
from confsys.history.telling import Line, Told
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.sites.tree import Group
from confsys.steps.queries import Preview
from confsys.tasks import Chip, Press, Remark, Task

# state, title, minute of the day, length
BLOCKS = (
    ("closed", "Giao ban đầu tuần", 7 * 60 + 30, 120),
    ("live", "Ứng dụng CNTT phục vụ các nhiệm vụ trọng tâm", 9 * 60, 150),
    ("requested", "Giữ chỗ: Sở Y tế", 12 * 60, 90),
    ("approved", "Làm việc với Sở Xây dựng", 14 * 60, 120),
)
# state, title, sites
LISTED = (
    ("issued", "Giao ban chuyển đổi số", 103),
    ("requested", "Rà soát hồ sơ đất đai tồn đọng", 31),
    ("draft", "Họp khác", 1),
)
NOW = 10 * 60 + 14  # the minute of the day on the ribbon
TOWNS = (
    *("Phường Cao Lãnh", "Phường Mỹ Tho", "Phường Sa Đéc", "Phường Gò Công", "Phường Hồng Ngự", "Xã Cái Bè"),
    *("Xã Lấp Vò", "Xã Lai Vung", "Xã Tam Nông", "Xã Tân Hồng", "Xã Tân Thạnh", "Xã Tân Thành", "Xã Thường Lạc"),
)
# state, kind, title, who, planned minutes, how many minutes ago it began and ended
ITEMS = (
    (DONE, "khai-mac", "Khai mạc", "", 10, 70, 58),
    (DONE, "tham-luan", "Một cửa điện tử", "Phường Cao Lãnh", 15, 58, 41),
    (RUNNING, "tham-luan", "Tiếp nhận phản ánh của người dân qua mạng", "Phường Sa Đéc", 20, 12, None),
    (RUNNING, "tham-luan", "Mục kéo quá giờ thì ghi rõ", "Xã Lấp Vò", 20, 24, None),
    (PAUSED, "thao-luan", "Thảo luận, đang tạm dừng", "", 20, 15, None),
    (CALLED, "tham-luan", "Nghe dân nói trên mạng xã hội", "Phường Mỹ Tho", 15, None, None),
    (SKIPPED, "tham-luan", "Báo cáo không trình bày tại hội nghị", "Xã Cái Bè", 10, None, None),
    (PLANNED, "giai-lao", "Giải lao", "", 15, None, None),
    (CARRIED_OVER, "tham-luan", "Chuyển sang hội nghị sau", "Xã Tam Nông", 10, None, None),
    (PLANNED, "phat-bieu-chi-dao", "Phát biểu chỉ đạo", "Chủ tịch UBND tỉnh", 30, None, None),
)


class Samples:
    """Everything the page shows, as it stands at one instant."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.sites = [a_site(number, name) for number, name in enumerate(TOWNS)]
        self.body = a_site(87, "Tỉnh Đồng Tháp", "tinh")

    def conference(self, number: int, state: str, title: str, hour: datetime, minutes: int) -> Conference:
        return Conference(
            id=f"sample-{number}",
            code=f"HN-2026-{number:04}",
            title=title,
            kind="giao-ban",
            mode="truc-tuyen",
            state=state,
            starts_at=hour,
            ends_at=hour + timedelta(minutes=minutes),
            main_site_id=self.body.id,
            main_site=self.body,
            organiser=self.body,
            public=False,
            edition=1,
            revision=1,
        )

    def agenda(self) -> list[Scheduled]:
        """One item in each state; two of them run, one within its time and one beyond."""
        begun = self.now - timedelta(minutes=80)
        conference = self.conference(1, "live", "Ứng dụng CNTT phục vụ các nhiệm vụ trọng tâm", begun, 240)
        places = {site.name: site for site in self.sites}
        return scheduled(conference, [self._item(number, *each, places) for number, each in enumerate(ITEMS, 1)])

    def _item(self, number, state, kind, title, who, minutes, began, ended, places) -> AgendaItem:
        def ago(since: int | None) -> datetime | None:
            return None if since is None else self.now - timedelta(minutes=since)

        return AgendaItem(
            id=f"sample-{number}",
            position=number,
            kind=kind,
            title=title,
            minutes=minutes,
            presenter="" if who in places else who,
            site=places.get(who),
            state=state,
            extra_minutes=0,
            started_at=ago(began),
            ended_at=ago(ended),
            paused_at=ago(8) if state == PAUSED else None,
            paused_seconds=0,
        )

    def day(self) -> Day:
        """Today with a block of each look; it is fourteen past ten."""
        morning = clock.day_span(clock.today())[0]
        held = [
            self.conference(number, state, title, morning + timedelta(minutes=minute), length)
            for number, (state, title, minute, length) in enumerate(BLOCKS)
        ]
        day = drawn(clock.today(), held)
        return replace(day, now=morning + timedelta(minutes=NOW), share=ribbon.share_of(NOW, day.hours))

    def groups(self) -> list[Group]:
        wards, communes = self.sites[:5], self.sites[5:]
        return [Group("p", "Phường", "phuong", sites=wards), Group("x", "Xã Cái – Thường", "xa", sites=communes)]

    def preview(self) -> Preview:
        """Another time and other sites for what is issued already: everything that can be announced."""
        start = self.now.replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
        conference = self.conference(2, "issued", "Giao ban chuyển đổi số", start, 60)
        stand = Stand("issued", start, conference.ends_at, "87", frozenset(site.id for site in self.sites), edition=1)
        later = {"starts_at": start + timedelta(minutes=90), "ends_at": stand.ends_at + timedelta(minutes=90)}
        kept = frozenset(site.id for site in self.sites[2:]) | {"new"}
        return Preview(
            conference=conference,
            consequences=consequences.of_replanning(stand, sites=kept, **later),
            participations=[Participation(site=site, site_id=site.id) for site in self.sites],
            chairs=[Leading(Person(name="Chủ tịch UBND tỉnh"))],
            rows=[row for row in self.agenda() if row.item.state == PLANNED],
            added=[a_site(99, "Xã Mỹ Thọ")],
            screens=4,
            reach=lambda: set(kept),
            in_the_way=[self.conference(3, "approved", "Làm việc với Sở Xây dựng", start, 120)],
        )

    def listed(self) -> list[tuple[Conference, int]]:
        """Three rows of a list, each with how many sites it has."""
        tomorrow = clock.day_span(clock.today())[1]
        return [
            (self.conference(number, state, title, tomorrow + timedelta(hours=8), 150), sites)
            for number, (state, title, sites) in enumerate(LISTED)
        ]

    def told(self) -> Told:
        """An entry of the history with each sort of change."""
        changed = [
            Line("Tên", "Giao ban tháng 11", "Giao ban chuyển đổi số"),
            Line("Ngày cuối", "", "27/11/2026"),
            Line("Lý do", "Bão số 9", ""),
            Line("Điểm cầu", came=["Xã Mỹ Thọ"], went=["Xã Cái Bè", "Xã Lấp Vò"]),
        ]
        return Told(7, "conference.edited", self.now, "", "", "Văn phòng UBND tỉnh", "Theo ý kiến chủ trì", changed)

    def desk(self) -> SimpleNamespace:
        """The tasks of a home page, with every press, chip and remark there is."""
        return SimpleNamespace(tasks=self._tasks(), now=self.now, has=lambda *roles: False)

    def _tasks(self) -> list[Task]:
        url = "/styleguide"
        return [
            Task(
                due=self.now + timedelta(minutes=40),
                title="Giao ban Chủ tịch UBND tỉnh quý IV",
                url=url,
                why="Sở Nội vụ xin họp; cần trả lời trong buổi sáng",
                verb=Press("Duyệt 26/11, 08:00", url, "check", fields={}),
                quiet=Press("Trả lại", url, fields={}, asks="Trả lại Sở Nội vụ"),
                chips=(Chip("13 điểm cầu", icon="map-pins"), Chip("Trùng giờ", "wait", "alert-triangle")),
                asked=(("Thời gian", "08:00–11:30"), ("Điểm cầu", "13"), ("Chủ trì", "Chủ tịch UBND tỉnh")),
                remarks=(
                    Remark("blocks", "Hội trường Thống Nhất đã có hội nghị khác lúc 08:00."),
                    Remark("warns", "Phó Chủ tịch (văn xã) đã có lịch lúc 09:30."),
                    Remark("tells", "Mời trước 2 ngày làm việc, sớm hơn quy định."),
                ),
            ),
            Task(
                due=self.now + timedelta(days=2),
                title="Sơ kết chính quyền địa phương hai cấp",
                url=url,
                why="Chương trình chưa soạn",
                verb=Press("Soạn chương trình", "/conferences", "list-check"),
                chips=(Chip("Nháp", icon="pencil"), Chip("Gấp", "bad", "bell"), Chip("Đã đủ", "ok", "check")),
            ),
        ]


def a_site(number: int, name: str, kind: str = "xa") -> Site:
    """A unit with what pages show of one."""
    bare = folded(name)
    return Site(id=str(number), name=name, folded=bare, sort_key=bare, kind=kind, gso_code=str(29000 + number))
