"""The colours by their roles, read from the style sheet itself, each with its contrast on a surface."""

import re
from dataclasses import dataclass
from pathlib import Path

TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);")
SURFACE = "surface"
ROLES = ("text", "text-2", "text-3", "line-2", "act", "now", "ok", "wait", "bad", "mute")


@dataclass(frozen=True)
class Colour:
    """One role in both themes: (value, contrast with the surface it stands on)."""

    role: str
    light: tuple[str, float]
    dark: tuple[str, float]


def colours(sheet: Path) -> list[Colour]:
    """The roles that words, edges and signs are drawn in."""
    themes = {name: pair for name, *pair in TOKEN.findall(sheet.read_text())}
    grounds = themes[SURFACE]
    return [Colour(role, *map(_measured, themes[role], grounds)) for role in ROLES]


def _measured(colour: str, ground: str) -> tuple[str, float]:
    return colour, contrast(colour, ground)


def contrast(one: str, other: str) -> float:
    """As WCAG counts it: 1 for the same colour, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
