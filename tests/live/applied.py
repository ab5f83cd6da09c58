"""What a browser makes of news: parts by their ids, and pieces inside the part that holds them."""

import re


def applied(parts: dict[str, str | None], news: dict[str, str | None]) -> dict[str, str | None]:
    """The parts after the news; a piece takes the place of the element with its id."""
    whole = {name: html for name, html in news.items() if name in parts}
    result = parts | whole
    for name, html in news.items():
        if name not in parts:
            result = {each: _replaced(there, name, html) for each, there in result.items()}
    return result


def _replaced(html: str | None, name: str, piece: str | None) -> str | None:
    pattern = rf'<section class="[^"]*" id="{name}" data-part.*?</section>'
    return html and re.sub(pattern, lambda _old: piece or "", html, flags=re.S)
