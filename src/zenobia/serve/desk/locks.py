"""Passwords and secrets: Argon2id for what people remember, 256 random bits for what machines hold.

1. A password is 12 to 200 characters; nothing is asked of its make-up, and it may not be the name.
2. Looking up a name that is not there takes as long as a wrong password, so that the answer tells nobody who has an account.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from zenobia.faults import BadSettings
from zenobia.values.ids import folded
from zenobia.values.person import Person

MIN_PASSWORD, MAX_PASSWORD = 12, 200
"""Characters. The lower is NIST SP 800-63B's 8 with a margin, for accounts that can change what a newsroom shows; the upper keeps
the hash from being given megabytes."""
SECRET_BYTES = 32
TOKEN_MARK = "zn_"
"""What a token begins with, so that scanners for leaked secrets can know it."""
COVER = "nobody has this password"
_hasher = PasswordHasher()
"""The library's own costs: RFC 9106's second recommendation, 64 MiB and three passes."""
_at_once = BoundedSemaphore(4)
"""Hashes computed at a time, so that many who sign in at once take 256 MiB and not all there is."""


def hash_password(name: str, password: str) -> str:
    """Give what is kept of a password.

    Raises:
        BadSettings: it is too short, too long, or the name.
    """
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise BadSettings(f"a password of {len(password)} characters; use {MIN_PASSWORD} to {MAX_PASSWORD}")
    if folded(password) == folded(name):
        raise BadSettings("the password is the name; use another")
    return _hasher.hash(password)


@lru_cache(maxsize=1)
def _cover() -> str:
    return _hasher.hash(COVER)


def fits(person: Person | None, password: str) -> bool:
    """Tell whether a password is this person's; takes as long for nobody as for somebody."""
    known = person is not None and person.closed_at is None
    kept = person.password if known and person is not None else _cover()
    try:
        with _at_once:
            _hasher.verify(kept, password[: MAX_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
    return known


def new_secret() -> str:
    """Give the secret of a session."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_token() -> str:
    """Give the secret of a token."""
    return TOKEN_MARK + new_secret()
