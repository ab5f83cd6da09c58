"""The product behind a bad line for some, and without it for others: pages of both addresses are its own."""

import os

from confsys.app import create_app
from confsys.config import origins


def application():
    """CONFSYS_BASE_URL is the address through the line; the one the server is bound to counts as well."""
    through, without = os.environ["CONFSYS_BASE_URL"], f"http://127.0.0.1:{os.environ['PORT']}"
    return create_app({"ALLOWED_ORIGINS": origins(through) | origins(without)})
