"""Vietnamese is complete, says nothing twice in two ways, and keeps every placeholder."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ("templates/**.html", "templates/**.txt")  # pages, and letters
METHODS = [("confsys/**.py", "python"), *((each, "jinja2.ext:babel_extract") for each in TEMPLATES)]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "n_": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)s")


@cache
def said_in_code() -> dict[str, str]:
    """Every sentence in code and templates -> the first place it stands in."""
    found: dict[str, str] = {}
    options = {each: {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true"} for each in TEMPLATES}
    folders = extract_from_dir(ROOT, METHODS, options, KEYWORDS, (), directory_filter=wanted)
    for file, line, message, _comments, _context in folders:
        key = message[0] if isinstance(message, tuple) else message
        found.setdefault(key, f"{file}:{line}")
    return found


def wanted(folder) -> bool:
    return Path(folder).name not in (".venv", "node_modules", "tests", "instance", "static", "bench", ".git")


@cache
def catalogues() -> list[tuple[str, object]]:
    messages = []
    for file in sorted((ROOT / "confsys/words/vi").glob("*.po")):
        with file.open("rb") as lines:
            messages += [(file.name, message) for message in read_po(lines) if message.id]
    return messages


def key_of(message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def test_every_sentence_has_its_vietnamese():
    known = {key_of(message) for _file, message in catalogues() if message.string and all(message.string)}
    missing = {sentence: place for sentence, place in said_in_code().items() if sentence not in known}
    assert missing == {}


def test_no_catalogue_says_what_nobody_asks():
    said = said_in_code()
    assert [(file, key_of(message)) for file, message in catalogues() if key_of(message) not in said] == []


def test_a_sentence_is_translated_once():
    keys = [key_of(message) for _file, message in catalogues()]
    assert sorted(key for key, times in Counter(keys).items() if times > 1) == []


def placeholders_in(text: str | tuple[str, ...]) -> set[str]:
    return set(PLACEHOLDER.findall(text if isinstance(text, str) else " ".join(text)))


def test_placeholders_survive_translation():
    lost = [(file, said.id) for file, said in catalogues() if placeholders_in(said.string) != placeholders_in(said.id)]
    assert lost == []
