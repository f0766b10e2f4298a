"""PostgreSQL 15 or later, through psycopg: for many readers on other machines. Needs no extension.

1. One writer at a time, by an advisory lock, as on SQLite; readers never wait.
2. Words are a `tsvector` column, made of the same folded words as everywhere, labelled A parties, B speakers, C all.
3. Of a very long document only the first `INDEXED_CHARACTERS` can be searched: a `tsvector` holds at most 1 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, create_engine, func, literal_column, or_, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from zenobia.faults import BadSettings
from zenobia.store.dialect import Asked, Narrowed
from zenobia.store.tables import LISTED, controls, events, incidents
from zenobia.store.words import Terms, wording
from zenobia.values.ids import folded

WRITERS_LOCK = 0x5A454E4F
"""`ZENO`: the advisory lock that writers take turns by."""
INDEXED_CHARACTERS = 200_000
"""Characters of one row that are indexed: at four bytes each they stay under the 1,048,575 bytes that a tsvector may have."""
LOCK_TIMEOUT_S = 60
"""As long as a writer waits on SQLite, for the same reason."""


def open_postgres(url: str, *, read_only: bool) -> Postgres:
    """Open a database.

    Raises:
        BadSettings: the driver is not installed, the url is malformed, or nothing answers there.
    """
    try:
        import psycopg  # noqa: F401 - an extra: looked for here so that its absence is said in words
    except ImportError as fault:
        raise BadSettings("postgresql:// needs a driver that is not installed; run: pip install 'zenobia[postgres]'") from fault
    address = "postgresql+psycopg://" + url.partition("://")[2]
    try:
        engine = create_engine(address, pool_size=8, max_overflow=24, pool_pre_ping=True)
    except (ArgumentError, ValueError) as fault:
        raise BadSettings(f"--store {url!r} is malformed ({fault}); expected postgresql://USER@HOST/DATABASE") from fault
    opened = Postgres(engine, read_only=read_only)
    try:
        engine.connect().close()
    except OperationalError as fault:
        engine.dispose()
        reason = str(fault.orig).strip().splitlines()[0]
        raise BadSettings(f"{opened.where} does not answer ({reason}); check the server, the name and the password") from fault
    return opened


class Postgres:
    """One PostgreSQL database, opened."""

    def __init__(self, engine: Engine, *, read_only: bool) -> None:
        self._engine = engine.execution_options(postgresql_readonly=True) if read_only else engine
        self._read_only = read_only

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def where(self) -> str:
        return self._engine.url.set(drivername="postgresql").render_as_string(hide_password=True)

    def begin_writing(self) -> Connection:
        if self._read_only:
            raise BadSettings(f"{self.where} is open for reading only; open it without read_only to write")
        connection = self._engine.connect()
        try:
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_S}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS_LOCK})
        except DBAPIError as fault:
            connection.close()
            raise BadSettings(f"{self.where}: another process has been writing for {LOCK_TIMEOUT_S} s; try again") from fault
        return connection

    def index(self, connection: Connection, table: Table, entries: Sequence[tuple[int, Terms]]) -> None:
        if not entries:
            return
        parts = " || ".join(f"setweight(to_tsvector('simple', given.{label}), '{label.upper()}')" for label in "abc")
        given = "unnest(CAST(:n AS bigint[]), CAST(:a AS text[]), CAST(:b AS text[]), CAST(:c AS text[])) AS given (n, a, b, c)"
        rows = {
            "n": [n for n, _ in entries],
            "a": [terms.parties[:INDEXED_CHARACTERS] for _, terms in entries],
            "b": [terms.speakers[:INDEXED_CHARACTERS] for _, terms in entries],
            "c": [wording(terms.words[:INDEXED_CHARACTERS]) for _, terms in entries],
        }
        connection.execute(text(f"UPDATE {table.name} SET words = {parts} FROM {given} WHERE {table.name}.n = given.n"), rows)

    def narrow(self, connection: Connection, table: Table, asked: Asked) -> Narrowed:
        conditions = _words_found(table, asked)
        if asked.boxes and table in (events, incidents):
            place = func.point(table.c.lon, table.c.lat)
            boxes = [func.box(func.point(west, south), func.point(east, north)) for west, south, east, north in asked.boxes]
            conditions.append(or_(*(place.op("<@", is_comparison=True)(box) for box in boxes)))
        return Narrowed(source=table, conditions=tuple(conditions))

    def hits(self, table: Table, asked: Asked) -> Select[Any]:
        return select(table.c.n).where(*_words_found(table, asked))

    def empty(self, connection: Connection, tables: Iterable[Table]) -> None:
        for table in tables:
            connection.execute(table.delete())

    def problems(self, connection: Connection) -> Iterator[str]:
        for table in (events, incidents, controls):
            missing = connection.execute(text(f"SELECT count(*) FROM {table.name} WHERE words IS NULL")).scalar_one()
            if missing:
                yield f"{missing} rows of {table.name} are missing from the full text; run `zenobia rebuild`"


def _words_found(table: Table, asked: Asked) -> list[ColumnElement[bool]]:
    conditions = [_matches(table, " & ".join(_phrase(phrase, "C") for phrase in asked.phrases))] if asked.phrases else []
    for value, label in ((asked.actor, "A"), (asked.source, "B")):
        if value is not None:
            either = [_phrase(words, label) for words in (value, folded(value)) if wording(words)]
            conditions.append(_matches(table, f"({' | '.join(either)})" if either else ""))
    return conditions


def _phrase(phrase: str, label: str) -> str:
    """Give a phrase as a tsquery; its words are letters and digits alone, so none is syntax."""
    return "(" + " <-> ".join(f"'{word}':{label}" for word in wording(phrase).split()) + ")"


def _matches(table: Table, query: str) -> ColumnElement[bool]:
    assert table in LISTED
    return literal_column(f"{table.name}.words").op("@@", is_comparison=True)(func.to_tsquery("simple", query))
