"""The table of the matrix is whole: every address, every method, everybody."""

from tests.matrix.rules import EVERYBODY
from tests.matrix.who_may import REQUESTS
from tests.matrix.world import NAMES


def test_no_address_is_missing_from_the_table(fresh_app):
    addresses = fresh_app.url_map.bind("localhost")
    ids = dict.fromkeys(NAMES.findall(" ".join(request.path for request in REQUESTS)), "x1")
    covered = set()
    for request in REQUESTS:
        endpoint, _values = addresses.match(request.path.format(**ids).partition("?")[0], method=request.method)
        covered.add((endpoint, request.method))

    there = {
        (rule.endpoint, method)
        for rule in fresh_app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert there - covered == set()


def test_everybody_stands_in_every_line():
    assert [str(request) for request in REQUESTS if set(request.expected) != set(EVERYBODY)] == []
