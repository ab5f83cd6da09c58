"""The same piece twice on one page: ids, what points to them, and the names of landmarks stay unlike."""

from confsys.styleguide.scopes import in_scope

PIECE = """<section aria-labelledby="a" id="s"><h2 id="a">A</h2><label for="x">X</label>
<input id="x" aria-describedby="hint error" data-focus><a href="#x">X</a>
<nav aria-label="Pages"></nav></section>"""
SCOPED = """<section aria-labelledby="a-dark dark" id="s-dark"><h2 id="a-dark">A</h2><label for="x-dark">X</label>
<input id="x-dark" aria-describedby="hint-dark error-dark"><a href="#x-dark">X</a>
<nav aria-label="Pages, Dark"></nav></section>"""


def test_everything_that_has_or_names_an_id_gets_the_scope():
    assert in_scope(PIECE, "dark", "Dark") == SCOPED


def test_addresses_and_words_are_left_alone():
    piece = '<a href="/people#x" data-id="x">id="x"</a>'
    assert in_scope(piece, "dark", "Dark") == piece


def test_nothing_leaves_or_presses_itself():
    piece = '<div data-toast><form data-undo="9"><button data-key="Z">Z</button></form></div>'
    assert in_scope(piece, "dark", "Dark") == "<div><form><button>Z</button></form></div>"
