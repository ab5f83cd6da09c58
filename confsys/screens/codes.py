"""What stands on a screen that waits to be paired: eight characters nobody confuses, good for ten minutes.

The code follows from the secret in the screen's cookie and the moment it was made, so that it need not be kept.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from flask import current_app

from confsys.folding import clean

LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXY"  # no 0 O, 1 I L, 5 S would be two: S is out, and Z for 2
LENGTH, GOOD_FOR = 8, timedelta(minutes=10)


def code_of(secret: str, made_at: datetime) -> str:
    """The code of a screen with this secret, as it is read: XXXX-XXXX."""
    digest = _keyed("pairing", f"{secret} {made_at.isoformat()}")
    number, letters = int.from_bytes(digest, "big"), ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return f"{letters[:4]}-{letters[4:]}"


def kept_as(code: str) -> str:
    """What is kept of a code: without our key nobody finds it by trying all there are."""
    return _keyed("code", read(code)).hex()


def read(typed: str) -> str:
    """A code as somebody types it: small letters, with or without the dash."""
    return "".join(each for each in clean(typed).upper() if each in LETTERS)


def _keyed(sort: str, text: str) -> bytes:
    return hmac.new(current_app.config["SECRET_KEY"].encode(), f"{sort}:{text}".encode(), hashlib.sha256).digest()
