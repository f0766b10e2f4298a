"""SQLite: one file, beside it its write-ahead log.

1. WAL, so that readers never wait for the writer; foreign keys on; a writer waits its turn for `BUSY_MS`.
2. Words are in FTS5: of documents beside their text (kept in step by triggers), of other rows in a table `…_words` of their own.
3. Where and when are in an R*Tree `…_box` (longitude, latitude, days), kept in step by triggers. Its numbers are float32 and
   rounded outwards, so it narrows and the exact columns decide.
4. An index drives a list only when it leaves few rows, by a CROSS JOIN that keeps the planner to it; else the list walks in its
   own order.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    QueuePool,
    Select,
    Table,
    and_,
    column,
    create_engine,
    event,
    exists,
    false,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import Join

from zenobia.faults import BadSettings, StoreMismatch
from zenobia.store.dialect import Asked, Narrowed
from zenobia.store.tables import controls, documents, events, incidents
from zenobia.store.words import Terms, wording
from zenobia.values.ids import folded

BUSY_MS = 60_000
"""Milliseconds that a writer waits for another: the longest write, a fold of 100,000 events, takes 9 s, 30 on a busy machine."""
SWITCH_PAUSE_S = 0.01
"""Pause between two tries to switch to the write-ahead log, which takes another process about as long."""
CACHE_KIB = 16_384
"""Page cache of one connection. With 40,000 events, 2 MiB made most lists two to five times slower, 64 MiB made none faster.
Before changing it run `tests/store/measure.py`."""
FEW = 4_000
"""Rows that an index may leave and still drive a list. Sorting as many takes some 6 ms; a list of n rows that walks instead reads
about n / `FEW` rows for each that it shows. At 100,000 events 3,000 made a list of 8,000 hits four times faster than 10,000 did,
and none slower by more than a fifth. Before changing it run `tests/store/measure.py`."""
APPLICATION_ID = 0x5A454E4F
"""`ZENO` in the file's header, so that `file` and we know our own."""
_BOXED = (events, incidents)


class _CrossJoin(Join):
    """A join whose left side the planner must read first; what joins them is among the conditions."""

    inherit_cache = True


@compiles(_CrossJoin)
def _compile_cross_join(join: _CrossJoin, compiler: SQLCompiler, **options: Any) -> str:
    options["asfrom"] = True
    return f"{compiler.process(join.left, **options)} CROSS JOIN {compiler.process(join.right, **options)}"


class Sqlite:
    """One SQLite file, opened."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        _look_at(path, read_only)
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=8, max_overflow=24)
        self._writer = self._engine.execution_options(is_writing=True)
        event.listen(self._engine, "begin", _begin)

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def where(self) -> str:
        return str(self._path)

    def _connect(self) -> sqlite3.Connection:
        address = f"file:{quote(str(self._path.absolute()))}?mode={'ro' if self._read_only else 'rwc'}"
        try:
            connection = sqlite3.connect(address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
            self._set_up(connection)
        except sqlite3.OperationalError as fault:
            advice = "check that the folder and file can be read and written, or give another --store"
            raise BadSettings(f"{self._path}: {fault}; {advice}") from fault
        except sqlite3.DatabaseError as fault:
            advice = "give another --store, or move the file away"
            raise StoreMismatch(f"{self._path} is not a SQLite file ({fault}); {advice}") from fault
        return connection

    def _set_up(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if self._read_only:
            connection.execute("PRAGMA query_only = ON")
            return
        if _turn_to_wal(connection) != "wal":
            raise BadSettings(f"{self._path}: this file system cannot hold a write-ahead log; put the store on a local disk")
        connection.execute("PRAGMA synchronous = FULL")

    def begin_writing(self) -> Connection:
        if self._read_only:
            raise BadSettings(f"{self._path} is open for reading only; open it without read_only to write")
        connection = self._writer.connect()
        try:
            connection.begin()
        except OperationalError as fault:
            connection.close()
            waited = f"another process has been writing for {BUSY_MS // 1000} s"
            raise BadSettings(f"{self._path}: {waited} ({fault.orig}); try again") from fault
        return connection

    def index(self, connection: Connection, table: Table, entries: Sequence[tuple[int, Terms]]) -> None:
        if table is documents or not entries:
            return
        rows = [{"rowid": n, "words": t.words, "parties": t.parties, "speakers": t.speakers} for n, t in entries]
        connection.execute(insert(_words_of(table)), rows)

    def narrow(self, connection: Connection, table: Table, asked: Asked) -> Narrowed:
        by_words = _matching(table, asked) if asked.asks_words else None
        # Days alone lead incidents to a stretch of their own order.
        by_days = asked.asks_where_or_when and table is not incidents
        by_box = _boxed(table, asked) if table in _BOXED and (asked.boxes or by_days) else None
        drivers = [(_count(connection, hits), hits) for hits in (by_words, by_box) if hits is not None]
        left, driver = min(drivers, key=lambda counted: counted[0], default=(FEW, None))
        if driver is None or left >= FEW:
            return Narrowed(source=table, conditions=_checks(table, asked) if by_words is not None else ())
        hits = driver.subquery("hits")
        source: FromClause = _CrossJoin(hits, table, true())
        conditions = () if driver is by_words or by_words is None else _checks(table, asked)
        return Narrowed(source=source, conditions=(hits.c.n == table.c.n, *conditions))

    def hits(self, table: Table, asked: Asked) -> Select[Any]:
        return _matching(table, asked)

    def empty(self, connection: Connection, tables: Iterable[Table]) -> None:
        for table_ in tables:
            kept = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name"), {"name": table_.name}
            ).all()
            for name, _ in kept:
                connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            connection.execute(table_.delete())
            if table_ in (documents, events, incidents, controls):
                clear = "INSERT INTO documents_words(documents_words) VALUES ('delete-all')"
                connection.exec_driver_sql(clear if table_ is documents else f"DELETE FROM {table_.name}_words")
            if table_ in _BOXED:
                connection.exec_driver_sql(f"DELETE FROM {table_.name}_box")
            for _, definition in kept:
                connection.exec_driver_sql(definition)

    def problems(self, connection: Connection) -> Iterator[str]:
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield f"the database file is damaged: {line}; restore it from a copy"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"a row of {row[0]} points at a row of {row[2]} that is not there; run `zenobia rebuild`"
        for table_ in (events, incidents, controls):
            (missing,) = connection.exec_driver_sql(
                f"SELECT count(*) FROM {table_.name} WHERE n NOT IN (SELECT rowid FROM {table_.name}_words)"
            ).one()
            if missing:
                yield f"{missing} rows of {table_.name} are missing from the full text; run `zenobia rebuild`"


def _look_at(path: Path, read_only: bool) -> None:
    """Refuse early, in words, what SQLite would refuse in its own."""
    if path.is_dir():
        raise BadSettings(f"{path} is a folder; name a file in it, such as sqlite:///{path / 'zenobia.db'}")
    if read_only and not path.exists():
        raise BadSettings(f"{path}: there is no store to read; `zenobia ingest FILE…` makes one, or give another --store")
    if not path.parent.is_dir():
        raise BadSettings(f"{path.parent}: there is no such folder; make it, or give another --store")
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\x00":
                raise StoreMismatch(f"{path} is not a SQLite file; give another --store, or move the file away")


def _turn_to_wal(connection: sqlite3.Connection) -> str:
    """Switch to the write-ahead log, waiting for others who are switching too; gives the mode that holds then.

    SQLite answers "locked" at once here, without the wait of its busy handler, while another process makes the same switch.
    """
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(SWITCH_PAUSE_S)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("is_writing") else "BEGIN")


def _words_of(of: Table) -> Any:
    return table(f"{of.name}_words", column("rowid"), column("words"), column("parties"), column("speakers"))


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', " ") + '"'


def _expression(of: Table, asked: Asked) -> str:
    """Give the FTS5 expression; every word is quoted, so nothing a user writes is syntax."""
    if of is documents:
        return " AND ".join(map(_quoted, asked.phrases))
    parts = [f"words : {_quoted(wording(phrase))}" for phrase in asked.phrases]
    for name, value in (("parties", asked.actor), ("speakers", asked.source)):
        if value is not None:
            parts.append(f"{name} : ({_quoted(wording(value))} OR {_quoted(folded(value))})")
    return " AND ".join(parts)


def _match(of: Table, asked: Asked) -> ColumnElement[bool]:
    return literal_column(f"{of.name}_words").op("MATCH", is_comparison=True)(literal(_expression(of, asked)))


def _matching(of: Table, asked: Asked) -> Select[Any]:
    found = table(f"{of.name}_words", column("rowid"))
    return select(found.c.rowid.label("n")).select_from(found).where(_match(of, asked))


def _checks(of: Table, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Ask the full text about one row, for a list that something else drives.

    The words of a row lie folded in the index's own content table, where finding them is fifty times faster than a MATCH that
    is set up anew for every row. A document's lie unfolded, and need one.
    """
    found = _words_of(of)
    if of is documents:
        holds = [_match(of, asked)]
    else:
        holds = [_says(found.c.words, phrase) for phrase in asked.phrases]
        for names, value in ((found.c.parties, asked.actor), (found.c.speakers, asked.source)):
            if value is not None:
                holds.append(or_(_says(names, value), _says(names, folded(value))))
    same: Select[Any] = select(literal_column("1")).select_from(found).where(found.c.rowid == of.c.n, *holds)
    return (exists(same.correlate(of)),)


def _says(names: ColumnElement[str], phrase: str) -> ColumnElement[bool]:
    words = wording(phrase)
    return func.instr(literal(" ") + names + " ", f" {words} ") > 0 if words else false()


def _boxed(of: Table, asked: Asked) -> Select[Any]:
    box = table(f"{of.name}_box", *(column(name) for name in ("n", "west", "east", "south", "north", "day_from", "day_until")))
    days = []
    if asked.day_until is not None:
        days.append(box.c.day_from <= asked.day_until)
    if asked.day_from is not None:
        days.append(box.c.day_until >= asked.day_from)
    sides = [
        and_(box.c.west <= east, box.c.east >= west, box.c.south <= north, box.c.north >= south)
        for west, south, east, north in asked.boxes
    ]
    if len(sides) < 2:
        return select(box.c.n.label("n")).where(*sides, *days)
    first, second = (select(box.c.n.label("n")).where(side, *days) for side in sides)
    both = first.union_all(second).subquery("sides")
    return select(both.c.n)


def _count(connection: Connection, hits: Select[Any]) -> int:
    """Count hits, up to FEW."""
    return connection.execute(select(func.count()).select_from(hits.limit(FEW).subquery("few"))).scalar_one()
