"""The script against the clock: each act when its minute comes, whatever became of the one before."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from confsys.bots.hands import Server
from confsys.bots.lines import Line
from confsys.bots.script import CHAIR, DOORS_OPEN, OFFICE, Act

Answer = tuple[int, Any]


@dataclass(frozen=True)
class Cast:
    """Who plays: the tokens of the office and of the chair, the sites with their links."""

    conference: str
    office: str
    chair: str
    links: dict[str, str]


class Show:
    """One conference being played."""

    def __init__(self, server: Server, cast: Cast) -> None:
        self.server, self.cast = server, cast
        self.screens: dict[str, Line] = {}
        self.incidents: dict[str, str] = {}
        self.vote = self.message = ""
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def play(self, acts: Sequence[Act], speed: float, tell: Callable[[Act], None] = lambda act: None) -> None:
        """`speed`: how many minutes of the script go by in one minute."""
        begun = time.monotonic()
        for act in acts:
            due = begun + (act.at - DOORS_OPEN) * 60 / speed
            time.sleep(max(0.0, due - time.monotonic()))
            self.act(act)
            tell(act)

    def act(self, act: Act) -> None:
        with suppress(KeyError):  # what it would follow did not happen
            status, _answer = getattr(self, f"{self._sort(act.who)}_{act.what}")(act.who, **act.values)
            (self.done if status < 400 else self.refused)[act.what] += 1

    def end(self) -> None:
        for line in self.screens.values():
            line.drop()

    @staticmethod
    def _sort(who: str) -> str:
        return who if who in (OFFICE, CHAIR) else "site"

    def _office(self, path: str, method: str = "POST", **values: Any) -> Answer:
        return self.server.api(self.cast.office, method, f"/conferences/{self.cast.conference}{path}", **values)

    def _chair(self, path: str, method: str = "POST", **values: Any) -> Answer:
        return self.server.api(self.cast.chair, method, f"/conferences/{self.cast.conference}{path}", **values)

    def _agenda(self) -> list[dict[str, Any]]:
        return self._office("/live", "GET")[1]["agenda"]

    def _running(self) -> str | None:
        return next((item["id"] for item in self._agenda() if item["state"] in ("running", "paused")), None)

    # -- the office --------------------------------------------------------------------------------

    def office_open(self, _who: str) -> Answer:
        return self._office("/open")

    def office_start(self, _who: str) -> Answer:
        return self._office("/start")

    def office_next(self, _who: str) -> Answer:
        return self._office("/agenda/next", expect=self._running())

    def office_adjust(self, _who: str, minutes: int) -> Answer:
        return self._office(f"/agenda/{self._running()}/adjust", minutes=minutes)

    def office_finish(self, _who: str) -> Answer:
        return self._office(f"/agenda/{self._running()}/finish")

    def office_tell(self, _who: str, text: str) -> Answer:
        status, told = self._office("/messages", to="all", text=text)
        self.message = told["id"]
        return status, told

    def office_take_care(self, _who: str, site: str) -> Answer:
        return self._office(f"/incidents/{self.incidents[site]}/take", over=True)

    def office_put_vote(self, _who: str, **values: Any) -> Answer:
        self.vote = self._office("/votes", **values)[1]["id"]
        return self._office(f"/votes/{self.vote}/open", reasons={"quorum": "Chạy thử"})

    def office_close_vote(self, _who: str) -> Answer:
        return self._office(f"/votes/{self.vote}/close")

    def office_publish_vote(self, _who: str) -> Answer:
        return self._office(f"/votes/{self.vote}/publish")

    def office_close(self, _who: str) -> Answer:
        return self._office("/close")

    # -- the chair ---------------------------------------------------------------------------------

    def chair_speak(self, _who: str) -> Answer:
        """The first who waits; whoever speaks has finished."""
        waiting = [turn for turn in self._floor() if turn["state"] in ("waiting", "called")]
        self.chair_hush(_who)
        return self._chair(f"/floor/{waiting[0]['id']}/speak") if waiting else (200, {})

    def chair_hush(self, _who: str) -> Answer:
        for turn in self._floor():
            if turn["state"] in ("speaking", "paused"):
                return self._chair(f"/floor/{turn['id']}/finish")
        return 200, {}

    def _floor(self) -> list[dict[str, Any]]:
        return self._chair("/live", "GET")[1]["floor"]

    # -- a site ------------------------------------------------------------------------------------

    def site_screen(self, site: str) -> Answer:
        self.site_drop(site)
        self.screens[site] = Line(self.server.base_url, self.cast.conference, self.cast.links[site])
        return 200, {}

    def site_drop(self, site: str) -> Answer:
        if site in self.screens:
            self.screens.pop(site).drop()
        return 200, {}

    def site_check_in(self, site: str, heads: int) -> Answer:
        return self._form(site, "check-in", heads=heads)

    def site_report(self, site: str, kind: str) -> Answer:
        answer = self._form(site, "incident", kind=kind)
        rows = self._office("/incidents", "GET")[1]["items"]
        self.incidents |= {row["site"]: row["id"] for row in rows if row["site"] == site}
        return answer

    def site_solved(self, site: str) -> Answer:
        return self._form(site, f"incidents/{self.incidents.pop(site)}/solve")

    def site_has_read(self, site: str) -> Answer:
        return self._form(site, f"messages/{self.message}/seen")

    def site_write(self, site: str, text: str) -> Answer:
        return self._form(site, "messages", text=text)

    def site_ask(self, site: str, kind: str, topic: str) -> Answer:
        return self._form(site, "floor", kind=kind, topic=topic)

    def site_withdraw(self, site: str) -> Answer:
        """Its hand goes down again, if it was not called meanwhile."""
        own = [turn["id"] for turn in self._floor() if turn["site"] == site and turn["state"] in ("waiting", "called")]
        return self._form(site, f"floor/{own[0]}/withdraw") if own else (200, {})

    def site_ballot(self, site: str, choice: str) -> Answer:
        return self._form(site, "vote", vote=self.vote, choice=choice)

    def _form(self, site: str, tail: str, **values: Any) -> Answer:
        return self.server.form(f"/join/{self.cast.links[site]}/{tail}", **values)
