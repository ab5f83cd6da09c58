"""The words on screen. English in the code, Vietnamese in words/vi/*.po, one file per package.

`_` gives a lazy sentence: it is put into the reader's language only when it is shown, so an
action may refuse without knowing who will read the refusal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, Translations

LANGUAGES = ("vi", "en")
HERE = Path(__file__).parent / "words"

_language: ContextVar[str] = ContextVar("language", default="vi")


@cache
def translations(language: str) -> NullTranslations:
    """Every catalogue of a language, joined; English needs none."""
    whole = Catalog(locale=language)
    for file in sorted((HERE / language).glob("*.po")):
        with file.open("rb") as lines:
            for message in read_po(lines, locale=language):
                if message.id:
                    whole.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return Translations(compiled)


def speak(language: str) -> None:
    """From here on, in this context, sentences are in `language`."""
    _language.set(language)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Inside, sentences are in `language`; afterwards as before."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    return _language.get()


def gettext(sentence: str, **values) -> str:
    """The sentence in the language spoken now, with its values put in."""
    said = translations(language()).gettext(sentence)
    return said % values if values else said


def ngettext(one: str, many: str, count: int, **values) -> str:
    said = translations(language()).ngettext(one, many, count)
    return said % {"num": count, **values}


def _(sentence: str, **values) -> LazyProxy:
    """A lazy sentence."""
    return LazyProxy(gettext, sentence, enable_cache=False, **values)


def n_(one: str, many: str, count: int, **values) -> LazyProxy:
    """A lazy sentence that counts."""
    return LazyProxy(ngettext, one, many, count, enable_cache=False, **values)
