"""The one seam between databases: everything that SQLite and PostgreSQL do differently, as a Protocol.

1. Connecting, migrating extras, full text, looking up by position, emptying and self-checking are here; plain SQL is not.
2. What a dialect narrows by may let too much through (a rounded position), never too little: exact columns are checked besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Select, Table

from zenobia.store.words import Terms

Box = tuple[float, float, float, float]
"""(west, south, east, north) degrees, west <= east."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The part of a question that special indexes answer."""

    phrases: tuple[str, ...] = ()
    actor: str | None = None
    source: str | None = None
    boxes: tuple[Box, ...] = ()
    """None, one, or the two sides of the date line."""
    day_from: int | None = None
    day_until: int | None = None

    @property
    def asks_words(self) -> bool:
        return bool(self.phrases or self.actor is not None or self.source is not None)

    @property
    def asks_where_or_when(self) -> bool:
        return bool(self.boxes) or self.day_from is not None or self.day_until is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What to select from, and what must hold besides the exact columns."""

    source: FromClause
    conditions: tuple[ColumnElement[bool], ...] = ()


class Dialect(Protocol):
    """A database, opened."""

    @property
    def engine(self) -> Engine: ...

    @property
    def where(self) -> str:
        """Say in words where the store lies."""
        ...

    def begin_writing(self) -> Connection:
        """Give a connection inside a transaction that no other writer shares.

        Raises:
            BadSettings: the store is open for reading only, or another writer holds it for too long.
        """
        ...

    def index(self, connection: Connection, table: Table, entries: Sequence[tuple[int, Terms]]) -> None:
        """Make rows, by their `n`, findable by their words."""
        ...

    def narrow(self, connection: Connection, table: Table, asked: Asked) -> Narrowed:
        """Answer with the special indexes what they answer best."""
        ...

    def hits(self, table: Table, asked: Asked) -> Select[Any]:
        """Give the `n` of every row that the words of a question find."""
        ...

    def empty(self, connection: Connection, tables: Iterable[Table]) -> None:
        """Delete every row of these tables, and their words and positions."""
        ...

    def problems(self, connection: Connection) -> Iterator[str]:
        """Check the database's own soundness."""
        ...
