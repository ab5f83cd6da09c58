"""Who sits where: the browsers of one conference, and how a screen is compared with itself loaded fresh."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from shutil import which

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from confsys import clock, demo
from tests import daytime

CHROMIUM = {  # without a window, which costs half as much; else with one that nobody sees
    "executable_path": which("chromium-headless-shell") or "/usr/bin/chromium",
    "args": [
        *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
        "--font-render-hinting=none",  # letters are as far apart as on paper
        *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),  # a test picture, and a beep
    ],
}
PATIENCE = 15_000  # with a page that does not come at all; where a time is promised, the test names it
expect.set_options(timeout=PATIENCE)
MILLISECOND = timedelta(milliseconds=1)
DESK = {"viewport": {"width": 1440, "height": 900}, "locale": "vi-VN", "reduced_motion": "reduce"}
WHY = "Đã hỏi ý kiến lãnh đạo"
FOCUSED = "selector => document.activeElement.matches(selector)"
# Parts of the page as it stands that differ from the page as it is served now; clocks are drawn, so they are left out.
DIFFERENCES = """async () => {
  const answer = await fetch(location.href, { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const bare = part => {
    const copy = part.cloneNode(true);
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      if (["countdown", "clock", "lead"].some(name => name in each.dataset)) each.textContent = "";
      if ("bar" in each.dataset) each.setAttribute("width", "0");
      each.removeAttribute("data-phase");
      each.removeAttribute("aria-busy");
      each.classList.remove("ours");
      if (!each.classList.length) each.removeAttribute("class");
    }
    copy.normalize();
    return copy;
  };
  const version = each => each.querySelector("[data-live]").dataset.version;
  if (version(document) !== version(fresh)) return [`version ${version(document)} of ${version(fresh)}`];
  return [...fresh.querySelectorAll("[data-part]")]
    .map(part => [document.getElementById(part.id), part])
    .filter(([shown, part]) => !shown || !bare(shown).isEqualNode(bare(part)))
    .map(([shown, part]) => `shown: ${shown?.outerHTML}\\nfresh: ${part.outerHTML}`);
}"""


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        yield browser
        browser.close()


class Chair:
    """One browser with a cookie jar of its own; what its pages complain about is kept."""

    def __init__(self, browser, url: str, **settings):
        self.url = url
        self.context = browser.new_context(**{**DESK, **settings})
        self.complaints: list[str] = []
        self.page = self.open()

    def share_the_servers_clock(self) -> None:
        """Its own would be off by as much as the tests put the server's forward or back."""
        self.context.add_init_script(f"const now = Date.now; Date.now = () => now() + {daytime.AHEAD / MILLISECOND}")

    def open(self, path: str = "") -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(30_000)  # a busy machine draws a hundred codes slowly
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))
        if path:
            self.visit(path, page)
        return page

    def _watch(self, address: str) -> None:
        """Nothing is asked of another host, and nothing of ours over a line that leaves it."""
        if not address.startswith((self.url, "blob:", "about:")):
            self.complaints.append(f"asked another host: {address}")

    def visit(self, path: str, page: Page | None = None) -> None:
        answer = (page or self.page).goto(path if path.startswith("http") else self.url + path)
        assert answer.status == 200, f"{path}: {answer.status}"

    def sign_in(self, username: str) -> None:
        self.visit("/sign-in")
        self.page.locator("#username").fill(username)
        self.page.locator("#password").fill(demo.PASSWORD)
        self.page.locator("main form[action='/sign-in'] button").click()
        expect(self.page).to_have_url(self.url + "/")


class Keyboard(Chair):
    """Uses no mouse: goes from place to place by Tab, and presses Enter."""

    def go_to(self, selector: str) -> None:
        for _turn in range(300):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED, selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector} at {self.page.url}")

    def press(self, selector: str) -> None:
        self.go_to(selector)
        self.enter()

    def press_in_a_group(self, selector: str) -> None:
        """Opens the group in which it stands, then presses it."""
        self.go_to(f".drop:has({selector}) > summary")
        self.page.keyboard.press("Enter")
        self.press(selector)

    def enter(self, key: str = "Enter") -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def type_over(self, selector: str, text: str) -> None:
        self.go_to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)


class Office:
    """A clerk, an approver and whoever else sits there, each in a browser; `path` is the conference they are about."""

    path = ""

    def __init__(self, server, *chairs: Chair):
        self.server = server
        self.all = chairs
        self.clerk, self.approver = chairs[:2]
        self.page = self.clerk.page

    def day(self, ahead: int) -> str:
        """A day to come as it is typed."""
        return f"{self.server.in_app(clock.today) + timedelta(days=ahead):%d/%m/%Y}"

    def state(self) -> Locator:
        return self.page.locator(".facts .tag").first

    def toast(self, page: Page) -> Locator:
        return page.locator("[data-toast]")

    def request(self, page: Page, title: str) -> Locator:
        """The row of the first page that asks for a decision on it."""
        return page.locator("[data-tasks] > li", has_text=title)


def say_why(page: Page) -> None:
    """Type a word against each reminder that asks for one."""
    page.locator(".confirm").wait_for()
    for field in page.locator("input[name^=why-]").all():
        field.fill(WHY)


def equals_its_fresh_self(page: Page, seconds: float = 5) -> float:
    """Wait until the page shows what it would show if it were loaded now; how long that took."""
    begun = time.monotonic()
    while differences := page.evaluate(DIFFERENCES):
        assert time.monotonic() - begun < seconds, f"{page.url} is stale: " + "\n".join(differences)
        page.wait_for_timeout(20)
    return time.monotonic() - begun
