"""The same piece of a page twice on one page: the ids of the second are other ids. Pure."""

import re

from markupsafe import Markup

IDS = re.compile(r'(?<=\s)(id|for|form|aria-labelledby|aria-describedby|data-copy|data-reasons)="([^"]+)"')
ANCHORS = re.compile(r'(?<=\s)href="#([^"]+)"')
NAMES = re.compile(r'(?<=\s)aria-label="([^"]+)"')
# What would act by itself: take the focus, leave after a while, press itself when a key is struck.
ACTS = re.compile(r'\sdata-(?:focus|toast|undo|key)(?:="[^"]*")?(?=[\s>])')


def in_scope(html: str, scope: str, words: str) -> Markup:
    """`html` with ids of its own; each landmark is also called by the words of its scope, whose id is the scope's."""

    def renamed(found: re.Match) -> str:
        ids = [f"{each}-{scope}" for each in found[2].split()]
        more = [scope] if found[1] == "aria-labelledby" else []
        return f'{found[1]}="{" ".join(ids + more)}"'

    html = IDS.sub(renamed, html)
    html = ANCHORS.sub(rf'href="#\1-{scope}"', html)
    html = NAMES.sub(lambda found: f'aria-label="{found[1]}, {words}"', html)
    return Markup(ACTS.sub("", html))
