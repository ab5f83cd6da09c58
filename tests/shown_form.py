"""A page's form as a person meets it: what stands in each field, and where the sentences are."""

from collections import defaultdict
from contextlib import contextmanager
from html.parser import HTMLParser

from sqlalchemy import func, select

from confsys.extensions import db
from confsys.journal import Entry, Stream

VOID = {"input", "meta", "link", "br", "img", "hr", "use", "path", "rect"}


class ShownForm(HTMLParser):
    """`values`: field -> what stands in it; `summary`: id it leads to -> sentence; `sentences`: id -> text of errors;
    `described`: field -> ids of what describes it; `ids`: every id of the page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = defaultdict(list)
        self.summary: dict[str, str] = {}
        self.sentences: dict[str, str] = {}
        self.described: dict[str, list[str]] = {}
        self.parsed: dict[str, str] = {}
        self.ids: list[str] = []
        self._open: list[tuple[str, dict]] = []
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        name = attributes.get("name") or attributes.get("id")
        if name and "aria-describedby" in attributes:
            self.described[name] = attributes["aria-describedby"].split()
        if tag == "input":
            self._input(attributes)
        if tag == "textarea":
            self.values[attributes["name"]].append("")
        if tag == "select":
            self._select = attributes["name"]
        if tag == "option" and "selected" in attributes:
            self.values[self._select].append(attributes["value"])
        if tag not in VOID:
            self._open.append((tag, attributes))

    def _input(self, attributes):
        is_box = attributes.get("type") in ("checkbox", "radio")
        if "name" in attributes and (not is_box or "checked" in attributes):
            self.values[attributes["name"]].append(attributes.get("value", ""))

    def handle_endtag(self, tag):
        while any(opened == tag for opened, _attributes in self._open) and self._open.pop()[0] != tag:
            continue

    def handle_data(self, text):
        for tag, attributes in self._open:
            if tag == "textarea":
                self.values[attributes["name"]][-1] += text
            if "error" in attributes.get("class", "").split():
                where = attributes.get("id", "")
                self.sentences[where] = self.sentences.get(where, "") + text.strip()
            if tag == "p" and "data-parsed" in attributes:
                self.parsed[attributes["data-parsed"]] = text.strip()
            if tag == "a" and any(box.get("id") == "errors" for _tag, box in self._open):
                self.summary[attributes["href"].removeprefix("#")] = text.strip()


def assert_sentence_at(html: str, field: str) -> str:
    """The summary leads to `field` alone and says, perhaps after its label, what describes the field. Returns that."""
    shown = ShownForm(html)
    assert list(shown.summary) == [field], shown.summary
    sentence = shown.sentences.get(f"error-{field}")
    assert sentence and sentence[-1] == "." and shown.ids.count(field) == 1
    assert f": {shown.summary[field]}".endswith(f": {sentence}"), (shown.summary, sentence)
    assert f"error-{field}" in shown.described.get(field, []), shown.described
    return sentence


@contextmanager
def nothing_changes(app):
    """What is done inside leaves no trace in the journal."""
    before = _stand(app)
    yield
    assert _stand(app) == before


def _stand(app):
    with app.app_context():
        versions = sorted(tuple(row) for row in db.session.execute(select(Stream.name, Stream.version)))
        return versions, db.session.scalar(select(func.count()).select_from(Entry))
