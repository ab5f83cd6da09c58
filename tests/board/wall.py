"""A screen that shows the board of a conference and hears its news."""

from confsys.live.hub import Audience
from tests.live.applied import applied


class Wall:
    def __init__(self, newsroom, conference_id):
        self.newsroom, self.id, self.audience = newsroom, conference_id, Audience("board", "", "vi")
        news = newsroom.latest(conference_id, self.audience)
        self.version, self.epoch, self.parts = news.version, news.epoch, dict(news.parts)

    def hear(self):
        """Take in what happened since; the ids of what came."""
        news = self.newsroom.latest(self.id, self.audience, self.version, self.epoch)
        self.parts, self.version = applied(self.parts, news.parts), news.version
        return set(news.parts)

    @property
    def fresh(self):
        return self.newsroom.latest(self.id, self.audience).parts
