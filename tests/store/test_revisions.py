"""Migrations: they make the tables that the code reads, once, and refuse what they do not know."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from zenobia.faults import BadSettings, StoreMismatch
from zenobia.store import open_store
from zenobia.store.revisions import FOLDER
from zenobia.store.tables import REVISION, metadata


def run_sql(url: str, *statements: str) -> None:
    past = sqlite3.connect(url.removeprefix("sqlite:///"))
    for statement in statements:
        past.execute(statement)
    past.commit()
    past.close()


def test_the_newest_revision_is_the_one_that_the_tables_name() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_the_migrations_make_the_tables_as_defined(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {
            "include_object": lambda _, name, kind, *__: (
                kind != "table" or not name.partition("_")[2].startswith(("words", "box"))
            )
        }
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()
    assert found == []


def test_a_newer_store_is_refused_naming_both_revisions(url: str) -> None:
    open_store(url).close()
    run_sql(url, "UPDATE alembic_version SET version_num = '7777'")
    for read_only in (False, True):
        with pytest.raises(StoreMismatch, match=f"7777.*{REVISION}.*install the zenobia that wrote it"):
            open_store(url, read_only=read_only)


def test_a_store_without_its_revision_is_refused(url: str) -> None:
    open_store(url).close()
    run_sql(url, "DROP TABLE alembic_version")
    with pytest.raises(StoreMismatch, match="another program's"):
        open_store(url)


def test_an_empty_database_is_not_made_a_store_by_reading(url: str) -> None:
    Path(url.removeprefix("sqlite:///")).touch()
    with pytest.raises(BadSettings, match="empty"):
        open_store(url, read_only=True)


def test_two_that_open_at_once_make_one_store(url: str) -> None:
    program = "import sys; from zenobia.store import open_store; print(open_store(sys.argv[1]).counts().captures)"
    both = [subprocess.Popen([sys.executable, "-c", program, url], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=60)[0].strip() for process in both]
    assert told == ["0", "0"]


def test_opening_a_store_that_is_up_to_date_needs_no_alembic(url: str, making: Any) -> None:
    open_store(url).close()
    program = "import sys; from zenobia.store import open_store; open_store(sys.argv[1]); print('alembic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
