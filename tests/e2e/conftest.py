"""How a page looks does not depend on the database: once is enough."""

from tests.conftest import ON_POSTGRESQL

collect_ignore = ["test_pages.py"] if ON_POSTGRESQL else []
