"""Door: the ledger's logs, and the views on them.

In: what was captured, read, ruled and folded. Out: the same, filtered, in order, page by page. `open_store(url)` gives a store;
`contract.py` says what it promises. It never judges, and never changes a value.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from zenobia.faults import BadSettings
from zenobia.store.contract import Counts, FetchState, Query, Row, Store
from zenobia.store.dialect import Dialect
from zenobia.store.ledger import Ledger
from zenobia.store.revisions import bring_up
from zenobia.store.sqlite import Sqlite

__all__ = ["Counts", "FetchState", "Query", "Row", "Store", "open_store"]


def open_store(url: str, *, read_only: bool = False) -> Store:
    """Open a store, making or migrating it first unless it is only to be read.

    Args:
        url: `sqlite:///FILE` (relative; four slashes for an absolute path) or `postgresql://USER@HOST/DATABASE`.

    Raises:
        BadSettings: the url names no store that can be opened here.
        StoreMismatch: what lies there is not a store, or one of a later version.
    """
    dialect = _dialect(url, read_only)
    with ExitStack() as undo:
        undo.callback(dialect.engine.dispose)
        bring_up(dialect, read_only=read_only)
        undo.pop_all()
    return Ledger(dialect)


def _dialect(url: str, read_only: bool) -> Dialect:
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and rest[1:] not in {"", ":memory:"}:
        return Sqlite(Path(rest[1:]), read_only=read_only)
    if scheme in {"postgresql", "postgres"}:
        # The driver is an extra: who has no PostgreSQL need not install it.
        from zenobia.store.postgres import open_postgres

        return open_postgres(url, read_only=read_only)
    raise BadSettings(f"--store {url!r} names no store; expected sqlite:///FILE or postgresql://USER@HOST/DATABASE")
