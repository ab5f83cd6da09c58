"""What happened, in words: no event is left without them."""

from confsys.agenda import actions as agenda
from confsys.desk.history import WORDS, told
from confsys.reactions import REACTIONS
from tests.build import a_conference, an_agenda


def test_every_event_of_a_conference_has_words():
    assert {kind for kind in REACTIONS if kind.startswith(("conference.", "agenda."))} == WORDS.keys()


def test_an_item_is_named_even_after_it_was_taken_off(app):
    conference = a_conference()
    kept, gone = an_agenda(conference, 2)
    title = gone.title
    agenda.delete(None, gone)

    assert [(str(each.words), each.about) for each in told(conference)][:3] == [
        ("Item taken off", title),
        ("Item added", title),
        ("Item added", kept.title),
    ]
