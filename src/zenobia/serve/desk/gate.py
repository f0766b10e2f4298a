"""Who is asking, and may they? In: a request. Out: a Person, or a refusal that says what to do.

1. A browser is known by a cookie that no script can read and that goes to the desk alone; a program by a bearer token.
2. What changes something must come from a page of ours: Sec-Fetch-Site says same-origin, or, from browsers that do not send it,
   Origin names this host. A request with neither is refused. Tokens need no such check: no browser sends them by itself.
3. Signing in is limited by name and by address, tokens by address; the answer says how long to wait.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from fastapi import Request, Response
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from zenobia.serve.desk.locks import TOKEN_MARK, fits, new_secret
from zenobia.serve.problems import Problem
from zenobia.serve.shelf import Shelf
from zenobia.values.ids import folded
from zenobia.values.person import Person, Role, Scope, Session, secret_digest

COOKIE = "zenobia_desk"
SESSION_HOURS = 12
"""A working day: who leaves a newsroom's machine signed in is out by the next morning."""
TRIES_A_NAME = RateLimitItemPerMinute(8, 5)
"""Sign-ins tried on one name: a forgetful person stops before that, and a guesser gets 2,300 tries a day at twelve characters."""
TRIES_AN_ADDRESS = RateLimitItemPerMinute(40, 5)
"""Sign-ins and unknown tokens from one address: a newsroom behind one address signs in of a morning."""


class SignInNeeded(Exception):
    """Nobody is signed in; the browser is sent to the sign-in page and back."""


class Gate:
    """Knows people by cookie or token."""

    def __init__(self, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._shelf = shelf
        self._now = now
        self._limits = MovingWindowRateLimiter(MemoryStorage())

    def viewer(self, request: Request) -> Person | None:
        """Give who is signed in with this browser."""
        secret = request.cookies.get(COOKIE)
        if not secret:
            return None
        with self._shelf.ledger() as store:
            session = store.session(secret_digest(secret), self._now())
            person = store.person(session.person) if session else None
        return person if person and person.may("reader") else None

    def person(self, request: Request, role: Role = "reader") -> Person:
        """Give who is signed in, if they may do what a role may.

        Raises:
            SignInNeeded: nobody is.
            Problem: they may not.
        """
        person = self.viewer(request)
        if person is None:
            raise SignInNeeded
        return allowed(person, role)

    def sign_in(self, request: Request, name: str, password: str) -> str:
        """Give the secret of a new session.

        Raises:
            Problem: the two do not fit, or too many have been tried.
        """
        self._count(TRIES_AN_ADDRESS, "address", address_of(request))
        self.count_try(name)
        with self._shelf.ledger() as store:
            person = store.person(name)
            if not fits(person, password) or person is None:
                raise Problem(403, "the name and the password do not fit; try again, or ask an editor for a new password")
            now = self._now()
            secret = new_secret()
            ends_at = now + timedelta(hours=SESSION_HOURS)
            store.keep_session(Session(digest=secret_digest(secret), person=person.name, made_at=now, ends_at=ends_at))
        return secret

    def sign_out(self, request: Request) -> None:
        """End this browser's session."""
        secret = request.cookies.get(COOKIE)
        if secret:
            with self._shelf.ledger() as store:
                store.drop_session(secret_digest(secret))

    def bearer(self, request: Request, scope: Scope, role: Role = "reader") -> Person:
        """Give whom a program acts for.

        Raises:
            Problem: there is no token, it is not known, or it may not be used for this.
        """
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.startswith(TOKEN_MARK):
            raise Problem(401, f"send the header Authorization: Bearer {TOKEN_MARK}…; a token is made at /desk/account")
        with self._shelf.ledger() as store:
            token = store.token(secret_digest(secret.strip()), self._now())
            person = store.person(token.person) if token else None
        if token is None or person is None or not person.may("reader"):
            self._count(TRIES_AN_ADDRESS, "address", address_of(request))
            raise Problem(401, "this token is not known here, or has ended; make another at /desk/account")
        if scope not in token.scopes:
            raise Problem(403, f"this token may {' and '.join(token.scopes)}, not {scope}; make one with the scope {scope!r}")
        return allowed(person, role)

    def count_try(self, name: str) -> None:
        """Count one try at a name's password.

        Raises:
            Problem: there were too many.
        """
        self._count(TRIES_A_NAME, "name", folded(name)[:100])

    def _count(self, limit: RateLimitItemPerMinute, kind: str, key: str) -> None:
        if not self._limits.hit(limit, kind, key):
            raise Problem(429, f"more than {limit.amount} tries in {limit.multiples} minutes; wait {limit.multiples} minutes")


def allowed(person: Person, role: Role) -> Person:
    """Give the person back, or refuse."""
    if not person.may(role):
        article = "an" if role[0] in "aeiou" else "a"
        raise Problem(403, f"{person.name} is a {person.role}, and this takes {article} {role}; ask an editor")
    return person


def address_of(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def same_site(request: Request) -> None:
    """Refuse what another site's page asks for in our reader's name.

    Raises:
        Problem: it does.
    """
    fetch_site = request.headers.get("sec-fetch-site")
    if fetch_site is not None:
        is_ours = fetch_site == "same-origin"
    else:
        origin = request.headers.get("origin")
        is_ours = origin is not None and urlsplit(origin).netloc == request.headers.get("host")
    if not is_ours:
        raise Problem(403, "this came from another site's page, or says not from where; open the desk here and send it again")


def set_cookie(request: Request, response: Response, secret: str) -> Response:
    """Hand a browser the secret of its session."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=SESSION_HOURS * 3600,
        path="/desk",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response
