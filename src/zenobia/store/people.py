"""People, their sessions and tokens: beside the ledger, for nothing of it can be computed again, and none of it is a ruling.

1. A person is never deleted: rulings are signed with the name. Closing an account ends its sessions and tokens.
2. What has ended is not given back, whoever asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Table, delete, select

from zenobia.store.codec import decode, encode, moment, writable
from zenobia.store.inserts import add_new, put
from zenobia.store.link import Link
from zenobia.store.tables import people, sessions, tokens
from zenobia.values.ids import folded
from zenobia.values.person import Person, Session, Token

Kept = TypeVar("Kept", Session, Token)


class People(Link):
    """Who may sign in."""

    def add_person(self, person: Person) -> bool:
        """Add a person; give whether the name was free. Names that differ only in case, marks or spaces are one."""
        row = {"id": folded(person.name), "value": encode(person)}
        with self._writing() as connection:
            return add_new(connection, people, row)

    def keep_person(self, person: Person) -> None:
        """Write over the person of this name; a closed one loses every session and token."""
        with self._writing() as connection:
            put(connection, people, {"id": folded(person.name), "value": encode(person)})
            if person.closed_at is not None:
                for table in (sessions, tokens):
                    connection.execute(delete(table).where(table.c.person == writable(person.name)))

    def person(self, name: str) -> Person | None:
        with self._reading() as connection:
            found = connection.execute(select(people.c.value).where(people.c.id == folded(name))).scalar_one_or_none()
        return None if found is None else decode(Person, found)

    def people(self) -> Sequence[Person]:
        """All people, by name."""
        with self._reading() as connection:
            found = connection.execute(select(people.c.value).order_by(people.c.id)).scalars().all()
        return [decode(Person, value) for value in found]

    def end_sessions(self, name: str) -> None:
        """Sign a person out everywhere, as a change of password must."""
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.person == writable(name)))

    def keep_session(self, session: Session) -> None:
        """Add a session, and clear away all that have ended by then."""
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.ends_at <= moment(session.made_at)))
            put(connection, sessions, _row(session))

    def session(self, digest: str, now: datetime) -> Session | None:
        return self._known(sessions, Session, digest, now)

    def drop_session(self, digest: str) -> None:
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def keep_token(self, token: Token) -> None:
        with self._writing() as connection:
            put(connection, tokens, _row(token))

    def token(self, digest: str, now: datetime) -> Token | None:
        return self._known(tokens, Token, digest, now)

    def tokens(self, person: str) -> Sequence[Token]:
        """A person's tokens, oldest first, those that have ended among them."""
        chosen = select(tokens.c.value).where(tokens.c.person == writable(person)).order_by(tokens.c.ends_at, tokens.c.digest)
        with self._reading() as connection:
            return [decode(Token, value) for value in connection.execute(chosen).scalars()]

    def drop_token(self, digest: str) -> None:
        with self._writing() as connection:
            connection.execute(delete(tokens).where(tokens.c.digest == digest))

    def _known(self, table: Table, kind: type[Kept], digest: str, now: datetime) -> Kept | None:
        chosen = select(table.c.value).where(table.c.digest == digest, table.c.ends_at > moment(now))
        with self._reading() as connection:
            found = connection.execute(chosen).scalar_one_or_none()
        return None if found is None else decode(kind, found)


def _row(kept: Session | Token) -> dict[str, object]:
    return {"digest": kept.digest, "person": writable(kept.person), "ends_at": moment(kept.ends_at), "value": encode(kept)}
