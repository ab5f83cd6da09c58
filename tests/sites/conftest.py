import pytest

from tests.sites.office import REAL, brought_file, real_file


@pytest.fixture
def real(kept, app):
    """Both real lists, imported one after the other: what each import counted."""
    return kept(both_lists)


def both_lists(app) -> list[tuple[int, int, int]]:
    with app.app_context():
        return [brought_file(real_file(name)) for name in REAL]
