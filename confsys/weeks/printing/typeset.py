"""Words set into lines of a width. Knows no fonts: who asks says how wide some words are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from confsys.weeks.cells import NBSP, Run

Measure = Callable[[Run], float]


@dataclass(frozen=True)
class Piece:
    """Some words of one style, so far from the left edge."""

    run: Run
    x: float


def set_in_lines(runs: Iterable[Run], width: float, measure: Measure) -> list[list[Piece]]:
    """Lines no wider than `width`, at least one. A word that is wider by itself is broken; a box never is."""
    lines: list[list[Piece]] = [[]]
    x, space = 0.0, measure(Run(" "))
    for word in _words(runs, width, measure):
        wide = measure(word)
        if lines[-1] and x + space + wide > width:
            lines.append([])
        x = x + space if lines[-1] else 0.0
        lines[-1].append(Piece(word, x))
        x += wide
    return [_joined(line) for line in lines]


def _words(runs: Iterable[Run], width: float, measure: Measure) -> Iterable[Run]:
    for run in runs:
        if run.boxed:
            yield run
            continue
        for text in run.text.split(" "):
            yield from _broken(replace(run, text=text), width, measure)


def _broken(word: Run, width: float, measure: Measure) -> Iterable[Run]:
    while len(word.text) > 1 and measure(word) > width:
        fits = max(1, _fitting(word, width, measure))
        yield replace(word, text=word.text[:fits])
        word = replace(word, text=word.text[fits:])
    yield word


def _fitting(word: Run, width: float, measure: Measure) -> int:
    """How many letters of a word go into a line."""
    low, high = 0, len(word.text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(replace(word, text=word.text[:middle])) <= width else (low, middle - 1)
    return low


def _joined(line: list[Piece]) -> list[Piece]:
    """Neighbours of one style drawn as one, so that what is copied from the paper has its spaces."""
    whole: list[Piece] = []
    for piece in line:
        last = whole[-1] if whole else None
        if last and not piece.run.boxed and replace(piece.run, text="") == replace(last.run, text=""):
            whole[-1] = Piece(replace(last.run, text=f"{last.run.text} {piece.run.text}"), last.x)
        else:
            whole.append(piece)
    return [Piece(replace(piece.run, text=piece.run.text.replace(NBSP, " ")), piece.x) for piece in whole]
