"""Names as people look for them: without tone marks, and in the order of the Vietnamese alphabet."""

import unicodedata

# The alphabet with its twelve letters of their own; f, j, w, z stand where Latin has them.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
RANK = {letter: f"{place:02d}" for place, letter in enumerate(ALPHABET, start=10)}
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def clean(text: str) -> str:
    """One line of plain text: NFC, no control or format characters, single spaces; nothing if none of it is seen."""
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    shown = "".join(c for c in shown if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn") or c == "\u200d")
    line = " ".join(unicodedata.normalize("NFC", shown).split())
    return line if any(unicodedata.category(c)[0] not in "CMZ" for c in line) else ""


def folded(text: str) -> str:
    """Lower case without marks: "Hội nghị" -> "hoi nghi"; also đ -> d, and y -> i after q (Quí, Quý)."""
    words = "".join(c if c.isalnum() else " " for c in without_marks(text.lower())).split()
    return " ".join(word.replace("quy", "qui") for word in words)


def without_marks(lower: str) -> str:
    """Lower case letters without their marks, and everything else as it stands: "7 giờ rưỡi" -> "7 gio ruoi"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def sort_key(text: str) -> str:
    """A key whose plain byte order is the order of the Vietnamese alphabet; tones decide last; numbers by size.

    A space ends the words and comes before the dot between them: a name stands before those that begin with it.
    """
    letters, tones = "", ""
    for word in unicodedata.normalize("NFC", text.lower()).split():
        bare, tone = _without_tone(word)
        letters += "".join(RANK.get(c, c if c.isdigit() else "") for c in _padded(bare)) + "."
        tones += tone
    return f"{letters.strip('.')} {tones}"


def _without_tone(word: str) -> tuple[str, str]:
    """ "hội" -> ("hôi", "5"): the letters keep their own marks, the tone stands apart."""
    pieces = unicodedata.normalize("NFD", word)
    tone = next((TONES[c] for c in pieces if c in TONES), "0")
    return unicodedata.normalize("NFC", "".join(c for c in pieces if c not in TONES)), tone


def _padded(word: str) -> str:
    return word.zfill(8) if word.isdigit() else word
