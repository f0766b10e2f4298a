"""Writing a row once, or over the one with its key: the one statement that SQLite and PostgreSQL share beyond the standard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert


def _insert(connection: Connection, table: Table) -> Any:
    return sqlite_insert(table) if connection.dialect.name == "sqlite" else postgres_insert(table)


def add_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Add a row unless its key is there; give whether it was new."""
    # Inline and preserved: else the driver is asked for the new row's number in place of how many there were.
    statement = _insert(connection, table).on_conflict_do_nothing().inline().execution_options(preserve_rowcount=True)
    done = connection.execute(statement, row)
    return bool(done.rowcount == 1)


def put(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Add a row, or write it over the one with its primary key."""
    key = [column.name for column in table.primary_key.columns]
    statement = _insert(connection, table)
    fresh = {name: statement.excluded[name] for name in row if name not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=fresh), row)
