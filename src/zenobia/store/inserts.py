"""Writing a row once, or over the one with its key: the one statement that SQLite and PostgreSQL share beyond the standard.

Statements are built once a table: building takes longer than running them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert


def _insert(table: Table, dialect: str) -> Any:
    return sqlite_insert(table) if dialect == "sqlite" else postgres_insert(table)


@lru_cache
def _adding(table: Table, dialect: str) -> Executable:
    # Inline and preserved: else the driver is asked for the new row's number in place of how many there were.
    made: Executable = _insert(table, dialect).on_conflict_do_nothing().inline().execution_options(preserve_rowcount=True)
    return made


@lru_cache
def _putting(table: Table, dialect: str) -> Executable:
    key = [column.name for column in table.primary_key.columns]
    statement = _insert(table, dialect)
    fresh = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    made: Executable = statement.on_conflict_do_update(index_elements=key, set_=fresh)
    return made


def add_new(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Add a row unless its key is there; give whether it was new."""
    done: Any = connection.execute(_adding(table, connection.dialect.name), row)
    return bool(done.rowcount == 1)


def put(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Add a whole row, or write it over the one with its primary key."""
    connection.execute(_putting(table, connection.dialect.name), row)
