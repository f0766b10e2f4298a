"""Lists: one ordered page after another, each a short read of its own.

1. A page is found by its keys alone and only then are its values fetched, so sorting never carries them.
2. Between pages nothing is held open: a writer may write, and memory stays that of one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, literal, select, tuple_, union_all
from sqlalchemy import Row as Found

from zenobia.store.codec import page_key, read_page_key
from zenobia.store.contract import Query, Row
from zenobia.store.dialect import Asked, Dialect, Narrowed

T = TypeVar("T")
Stretches = Sequence[Sequence[ColumnElement[bool]]]
FIRST_PAGE = 128
"""Rows of the first page: what a screen or an API page asks for, so most lists are one read."""
PAGE = 1024
"""Rows of every later page: with values of 1 to 3 KB, some 3 MB of memory (`tests/store/test_sqlite.py` holds it to that)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Generic[T]):
    """A list: its table, its order and how to make an item of a row."""

    name: str
    """What its page keys are marked with."""
    table: Table
    order: tuple[ColumnElement[Any], ...]
    """Ascending; the last makes it total."""
    shape: tuple[type, ...]
    fetched: tuple[ColumnElement[Any], ...]
    make: Callable[[Found[Any]], T]
    page: int = PAGE

    def rows(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        dialect: Dialect,
        query: Query,
        conditions: Sequence[ColumnElement[bool]],
        asked: Asked,
        stretches: Stretches = ((),),
    ) -> Iterator[Row[T]]:
        """Stream the list; give nothing after `query.limit` items.

        Args:
            stretches: parts of the list's order, as conditions, that hold every item, each once; what walks it walks these alone.
        """
        position = read_page_key(self.name, query.after, self.shape) if query.after is not None else None
        return self._stream(reading, dialect, query.limit, position, conditions, asked, stretches)

    def _stream(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        dialect: Dialect,
        limit: int | None,
        position: list[int | str] | None,
        conditions: Sequence[ColumnElement[bool]],
        asked: Asked,
        stretches: Stretches,
    ) -> Iterator[Row[T]]:
        narrowed: Narrowed | None = None
        size = min(FIRST_PAGE, self.page)
        while limit is None or limit > 0:
            size = size if limit is None else min(size, limit)
            with reading() as connection:
                narrowed = narrowed or dialect.narrow(connection, self.table, asked)
                found = connection.execute(self._page(narrowed, conditions, stretches, position, size)).all()
            for row in found:
                position = list(row[: len(self.order)])
                yield Row(item=self.make(row), key=page_key(self.name, position))
            if len(found) < size:
                return
            limit = None if limit is None else limit - size
            size = self.page

    def _page(
        self,
        narrowed: Narrowed,
        conditions: Sequence[ColumnElement[bool]],
        stretches: Stretches,
        position: list[int | str] | None,
        size: int,
    ) -> Any:
        keys = select(self.table.c.n, *self.order).select_from(narrowed.source).where(*conditions, *narrowed.conditions)
        if position is not None:
            keys = keys.where(tuple_(*self.order) > tuple_(*map(literal, position)))
        walked = stretches if narrowed.source is self.table else ((),)
        parts = [keys.where(*stretch).order_by(*self.order).limit(size).subquery("page") for stretch in walked]
        page = parts[0]
        if len(parts) > 1:
            every = union_all(*(select(part) for part in parts)).subquery("parts")
            page = select(every).order_by(*(every.c[column.name] for column in self.order)).limit(size).subquery("page")
        ordered = [page.c[column.name] for column in self.order]
        source = page.join(self.table, self.table.c.n == page.c.n)
        return select(*ordered, *self.fetched).select_from(source).order_by(*ordered)
