"""What the pictures of these docs show: who looks at which page, and what was done there before."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.e2e.hall import say_why

LAPTOP, TALL, TABLET, PHONE, WALL = (1440, 900), (1440, 1040), (1180, 820), (360, 740), (1920, 1080)
PASTED = """14h00 Khai mạc, giới thiệu đại biểu (10')
Báo cáo tình hình dịch bệnh - Sở Nông nghiệp và Môi trường (25 phút)
Tham luận: Giữ đàn vịt chạy đồng an toàn - Xã An Long 10p
Tham luận: Tiêm phòng đủ mũi trước Tết - Phường Sa Đéc 10p
15h00 Giải lao 15 phút
Thảo luận 30 phút
Kết luận - Phó Chủ tịch UBND tỉnh (kinh tế) 20'"""
PEOPLE = """Họ tên\tTên tài khoản\tĐiện thoại\tVai trò\tĐơn vị
Văn phòng Phường Sa Đéc\tsadec\t0277 3 861 000\tĐầu mối điểm cầu\tPhường Sa Đéc
Văn phòng Xã Tân Hồng\ttanhong\t0277 3 830 000\tĐầu mối điểm cầu\tXã Tân Hồng
Phường Cao Lãnh\tcaolanh\t0277 3 851 000\tĐầu mối điểm cầu\tPhường Cao Lãnh
Văn phòng Xã Mỹ Hiệp\tmyhiep\t\tĐầu mối điểm cầu\tXã Mĩ Hiệp"""


def nothing(_page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class Scene:
    name: str
    who: str  # a demo account; nobody where empty
    path: str
    prepare: Callable[[Page], None] = nothing
    size: tuple[int, int] = LAPTOP

    @property
    def width(self) -> int:
        return self.size[0]

    @property
    def height(self) -> int:
        return self.size[1]


def plan(page: Page) -> None:
    page.fill("#title", "Sơ kết cải cách hành chính quý IV")
    page.fill("#start", "7h30")
    page.fill("#end", "11h45")
    page.get_by_label("Phó Chủ tịch UBND tỉnh (kinh tế)").check()
    page.get_by_role("button", name="Cụm số 1", exact=True).click()


def past(page: Page) -> None:
    page.fill("#title", "Giao ban công tác tháng 10")
    page.fill("#day", "28/10/2026")
    page.fill("#start", "8h")
    page.fill("#end", "10h30")
    page.get_by_label("Chủ tịch UBND tỉnh", exact=True).check()
    page.get_by_role("button", name="Cả cấp xã", exact=True).click()


def paste(page: Page) -> None:
    page.fill("#text", PASTED)
    page.wait_for_timeout(1500)


def another_time(page: Page) -> None:
    page.fill("#start", "14h")
    page.fill("#end", "17h30")
    page.locator(".typed button").click()
    page.wait_for_load_state()


def just_moved(page: Page) -> None:
    """Moved by five minutes, and not yet taken back."""
    page.fill("#start", "8h15")
    page.locator(".typed button").click()
    page.wait_for_load_state()
    say_why(page)
    page.locator(".confirm button").click()
    page.wait_for_url(lambda url: "reschedule" not in url)


def two_editions(page: Page) -> None:
    """Moved to the afternoon; before and after side by side."""
    another_time(page)
    say_why(page)
    page.locator(".confirm button").click()
    page.wait_for_url(lambda url: "reschedule" not in url)
    page.goto(page.url + "/editions")


def list_people(page: Page) -> None:
    page.fill("textarea", PEOPLE)
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def calendar_link(page: Page) -> None:
    page.fill("#label", "điện thoại của tôi")
    page.get_by_role("button", name="Tạo liên kết").click()
    page.wait_for_load_state()


def find(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.locator("dialog.palette input").fill("cao lanh")
    page.wait_for_timeout(600)


def start(page: Page) -> None:
    """The conference begins, and its first two items."""
    page.get_by_role("button", name="Bắt đầu hội nghị").click()
    page.wait_for_timeout(800)
    for _item in range(2):
        page.keyboard.press("n")
        page.wait_for_timeout(1500)


SCENES = (
    Scene("home-secretariat", "vanphong", "/"),
    Scene("home-approver", "lanhdao", "/"),
    Scene("home-administrator", "quantri", "/"),
    Scene("home-technician", "kythuat", "/"),
    Scene("home-site-phone", "caolanh", "/", size=PHONE),
    Scene("plan", "vanphong", "/conferences/new", plan, TALL),
    Scene("past", "vanphong", "/conferences/past/new", past, TALL),
    Scene("conference", "vanphong", "/conferences/{told}"),
    Scene("agenda", "vanphong", "/conferences/{told}/agenda"),
    Scene("agenda-pasted", "vanphong", "/conferences/{draft}/agenda/paste", paste, TALL),
    Scene("issue", "vanphong", "/conferences/{approved}/issue"),
    Scene("another-time", "vanphong", "/conferences/{told}/reschedule", another_time, TALL),
    Scene("undo", "vanphong", "/conferences/{approved}/reschedule", just_moved),
    Scene("editions", "vanphong", "/conferences/{told}/reschedule", two_editions),
    Scene("links", "vanphong", "/conferences/{soon}/links"),
    Scene("people", "vanphong", "/people"),
    Scene("people-from-a-list", "quantri", "/people/import", list_people),
    Scene("settings", "quantri", "/settings"),
    Scene("account", "quantri", "/account"),
    Scene("api", "quantri", "/api"),
    Scene("site", "caolanh", "/sites/{ward}"),
    Scene("find", "vanphong", "/conferences", find),
    Scene("paper-agenda", "vanphong", "/conferences/{told}/papers/agenda"),
    Scene("calendar-phone", "caolanh", "/calendars", calendar_link, PHONE),
    Scene("board", "vanphong", "/conferences/{soon}/board", size=WALL),
    Scene("site-desk-phone", "", "/join/{join}/desk", size=PHONE),
    Scene("operator", "vanphong", "/conferences/{soon}/operate", start),
    Scene("operator-phone", "chutri", "/conferences/{soon}/operate", size=PHONE),
    Scene("chair", "chutri", "/conferences/{soon}/chair", size=TABLET),
    Scene("history", "vanphong", "/conferences/{approved}/history"),
    Scene("stage", "", "/stage/{stage}"),
    Scene("screen", "", "/join/{join}"),
    Scene("screen-phone", "", "/join/{join}", size=PHONE),
)
