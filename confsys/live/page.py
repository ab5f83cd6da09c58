"""The first rendering of a page that will keep itself up to date: the same parts the news will bring."""

from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup

from confsys import clock, words
from confsys.conferences.models import Conference
from confsys.live import service
from confsys.live.access import PAIRED
from confsys.live.build import build
from confsys.live.news import News
from confsys.live.pulse import now_text

HOLE = Markup('<template id="{}" data-part></template>')  # keeps the place of a part that is not there now


@dataclass(frozen=True)
class LivePage:
    """What a template needs: `attributes` for its root element, `part(id)` where a part belongs."""

    news: News
    view: str
    language: str
    link: str | None
    is_paired: bool = False  # shown by the computer of a meeting room

    @property
    def attributes(self) -> Markup:
        values = {
            "live": "",
            "conference": self.news.conference_id,
            "view": self.view,
            "lang": self.language,
            "version": self.news.version,
            "epoch": self.news.epoch,
            "build": build(),
            "now": now_text(),
            "zone-offset": clock.zone_offset(),
        }
        if self.link:
            values["link"] = self.link
        if self.is_paired:
            values["as"] = PAIRED
        return Markup(" ").join(Markup('data-{}="{}"').format(name, value) for name, value in values.items())

    def part(self, part_id: str) -> Markup:
        html = self.news.parts[part_id]
        return HOLE.format(part_id) if html is None else Markup(html)


def live_page(conference: Conference, view: str, *, link: str | None = None, is_paired: bool = False) -> LivePage:
    """The page of a view in the reader's language. `link`: the join or stage token it was opened with."""
    language = words.language()
    news = service.of(current_app).newsroom.first(conference.id, view, language)
    return LivePage(news, view, language, link, is_paired)
