"""One suite for every store: each test that asks for `store` runs on SQLite, and on PostgreSQL where one can be started.

A server of the tests' own listens on a socket in a temporary folder, reachable by nobody else. `ZENOBIA_TEST_POSTGRES` names one
that runs already (a URL whose user may make databases).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text

from zenobia.store import Store, open_store
from zenobia.store.tables import metadata

DATABASE = "zenobia_test"


@pytest.fixture(scope="session")
def making() -> ModuleType:
    """The makers of small values, `making.py`."""
    if "making" not in sys.modules:
        spec = importlib.util.spec_from_file_location("making", Path(__file__).parent / "making.py")
        assert spec is not None and spec.loader is not None
        sys.modules["making"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["making"]


def _programs() -> Path | None:
    """Find the server's programs: on the path, or where Debian keeps them."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A URL of a server, with `{}` for the database's name."""
    pytest.importorskip("psycopg", reason="no PostgreSQL driver: pip install 'zenobia[postgres]'")
    running = os.environ.get("ZENOBIA_TEST_POSTGRES")  # noqa: TID251 - tells the tests, not the package
    if running:
        yield running.rsplit("/", 1)[0] + "/{}"
        return
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server: install Debian's postgresql, or set ZENOBIA_TEST_POSTGRES")
    # The server refuses to run as root; Debian's package brings a user for it. A socket's path must be short.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    made = subprocess.run([*as_user, "mktemp", "-d", "/tmp/zenobia-pg-XXXXXX"], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip("no PostgreSQL server: root needs the user `postgres` that Debian's package brings")
    folder = Path(made.stdout.strip())
    control = [*as_user, str(programs / "pg_ctl"), "-D", str(folder / "data"), "-s", "-w"]
    initdb = [
        *as_user,
        str(programs / "initdb"),
        "-D",
        str(folder / "data"),
        "-A",
        "trust",
        "-U",
        "zenobia",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    try:
        subprocess.run(initdb, check=True, capture_output=True, cwd="/")
        options = f"-k {folder} -c listen_addresses='' -F"
        subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], check=True, capture_output=True, cwd="/")
        yield f"postgresql://zenobia@/{{}}?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def database(postgres: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """A URL of a migrated, empty database, and what empties it again."""
    admin, url = _engine(postgres.format("postgres")), postgres.format(DATABASE)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {DATABASE}"))
        connection.execute(text(f"CREATE DATABASE {DATABASE}"))
    open_store(url).close()
    engine = _engine(url)

    def empty() -> None:
        with engine.connect() as connection:
            # The logs refuse to be emptied, even here: a superuser's session may set their triggers aside.
            connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY"))
            connection.execute(text("INSERT INTO pulse (one, changes) VALUES (1, 0)"))

    yield url, empty
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {DATABASE} WITH (FORCE)"))


def _engine(url: str) -> Engine:
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool, isolation_level="AUTOCOMMIT")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A URL at which no store is, or an empty one."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    url, empty = request.getfixturevalue("database")
    empty()
    yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def run_sql(store_url: str) -> Iterator[Any]:
    """Run SQL past the store, as somebody with another program would."""
    engine = _engine(store_url)

    def run(statement: str, **values: object) -> Any:
        with engine.connect() as connection:
            found = connection.execute(text(statement), values)
            return found.all() if found.returns_rows else found.rowcount

    yield run
    engine.dispose()
