"""People who review: who they are, what they may do, how they are known again.

1. A person's name is chosen once, for rulings are signed with it; who leaves is closed, never deleted.
2. Secrets are not kept: of a password its Argon2 hash, of a session or token a digest.
3. A role holds all that the roles before it may do.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from zenobia.faults import BadSettings

Role = Literal["reader", "reviewer", "editor"]
"""A reader sees the desk; a reviewer rules, and takes back what they ruled; an editor also retracts, restores, takes back what
others ruled, and keeps the accounts."""
Scope = Literal["read", "review"]
"""What a token may be used for: to see the desk, and to enter rulings with its owner's role."""
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: tuple[Scope, ...] = get_args(Scope)
NAME = re.compile(r"[\w][\w .'’-]{0,58}[\w.]")
"""A name as signed under rulings: 2 to 60 letters, digits, spaces and the marks that names hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    role: Role
    password: str
    """Argon2id in its own encoded form, with salt and cost."""
    made_at: datetime
    closed_at: datetime | None = None

    def may(self, role: Role) -> bool:
        """Tell whether this person may do what a role may."""
        return self.closed_at is None and ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser signed in."""

    digest: str
    person: str
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One program that acts for a person."""

    digest: str
    person: str
    scopes: tuple[Scope, ...]
    note: str
    made_at: datetime
    ends_at: datetime


def secret_digest(secret: str) -> str:
    """Give what is kept of a session's or token's secret: enough to know it again, of no use to a thief of the store.

    The secrets are 256 random bits, so that a plain digest cannot be turned round.
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def check_name(name: str) -> str:
    """Give a name as it is kept.

    Raises:
        BadSettings: it cannot stand under a ruling.
    """
    name = " ".join(name.split())
    if not NAME.fullmatch(name):
        raise BadSettings(f"name {name[:80]!r}: use 2 to 60 letters, digits, spaces, and . ' - between them")
    return name
