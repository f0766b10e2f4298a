"""Bring a store to the tables of this version, or say why that cannot be.

1. A store at our revision is opened as it is. An older one is migrated, in one transaction, unless it is only to be read.
2. A store of a later version, and a database that is not ours, are refused, and not touched.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from zenobia.faults import BadSettings, StoreMismatch
from zenobia.store.dialect import Dialect
from zenobia.store.tables import REVISION

MARK = "alembic_version"
FOLDER = Path(__file__).parent / "migrations"


def bring_up(dialect: Dialect, *, read_only: bool) -> None:
    """Migrate if need be.

    Raises:
        StoreMismatch: the store is newer than this version, or is none of ours.
        BadSettings: the store needs migrating and is open for reading only.
    """
    with dialect.engine.connect() as connection:
        found = _revision(connection, dialect)
    if found == REVISION:
        return
    if found is not None:
        _look_up(found, dialect)
    if read_only:
        state = f"at revision {found}, and this zenobia reads {REVISION}" if found else "empty"
        raise BadSettings(f"the store {dialect.where} is {state}; open it once for writing, as `zenobia ingest` does")
    with dialect.begin_writing() as connection:
        if _revision(connection, dialect) != REVISION:
            _migrate(connection)
        connection.commit()


def _revision(connection: Connection, dialect: Dialect) -> str | None:
    """Give the store's revision, None for a new store."""
    names = set(inspect(connection).get_table_names())
    if MARK not in names:
        if names:
            raise StoreMismatch(
                f"{dialect.where} is another program's database (it holds {', '.join(sorted(names)[:4])}); give another --store"
            )
        return None
    return connection.execute(text(f"SELECT version_num FROM {MARK}")).scalar_one_or_none()


# Alembic takes a third of a second to import: only a store that needs it pays.


def _look_up(found: str, dialect: Dialect) -> None:
    """Refuse a revision that this version does not know."""
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory(str(FOLDER)).get_revision(found)
    except CommandError as fault:
        raise StoreMismatch(
            f"the store {dialect.where} is at revision {found}, and this zenobia knows none after {REVISION}; "
            "install the zenobia that wrote it, or give another --store"
        ) from fault


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
