"""Whether a name that came onto a list is one that went from it, spelled right. No database, no clock.

Somebody else who comes in his place must not have his link: at most one letter of a word is put right, or the office.
"""

from collections.abc import Collection
from itertools import takewhile


def corrected(gone: Collection[str], came: Collection[str]) -> dict[str, str]:
    """From each that came to the one it corrects, where only one of them may be meant. All as they are folded."""
    pairs = [(new, old) for new in came for old in gone if is_respelled(old, new)]
    news, olds = [new for new, _old in pairs], [old for _new, old in pairs]
    return {new: old for new, old in pairs if news.count(new) == olds.count(old) == 1}


def is_respelled(old: str, new: str) -> bool:
    (name, _bar, office), (other, _bar, other_office) = old.partition("|"), new.partition("|")
    if name == other:
        return True
    words, others = name.split(), other.split()
    if office != other_office or len(words) != len(others):
        return False
    return all(_is_one_letter_off(one, two) for one, two in zip(words, others, strict=True))


def _is_one_letter_off(one: str, two: str) -> bool:
    """At most: one is missing, is too many, or is another. A single letter is a name of its own."""
    if len(one) == 1:
        return one == two
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))))
    return two[same + 1 :] in (one[same:], one[same + 1 :]) or two[same:] == one[same + 1 :]
