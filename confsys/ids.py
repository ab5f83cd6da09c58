"""Identifiers and secrets: unguessable, short enough to read aloud in part."""

import hashlib
import secrets

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
