"""Identifiers and secrets: unguessable, short enough to read aloud in part."""

import hashlib
import hmac
import secrets

from flask import current_app

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread


def new_id() -> str:
    """A public id of 80 random bits: 16 lower-case letters and digits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


def new_secret() -> str:
    """A secret of 160 random bits: 32 lower-case letters and digits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(32))


def hashed(secret: str) -> str:
    """What is stored of a secret. It is random and long, so a plain hash suffices."""
    return hashlib.sha256(secret.encode()).hexdigest()


def signed(text: str, sort: str, length: int) -> str:
    """The text with so many hexadecimal digits only this installation can make; another `sort` has others."""
    key = current_app.config["SECRET_KEY"].encode()
    return f"{text}-{hmac.new(key, f'{sort}:{text}'.encode(), hashlib.sha256).hexdigest()[:length]}"


def is_signed(whole: str, sort: str, length: int) -> bool:
    """Whether `signed` made it."""
    return hmac.compare_digest(whole, signed(whole.rpartition("-")[0], sort, length))
