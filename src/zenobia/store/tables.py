"""The tables, once for every database: the same definition makes SQLite's and PostgreSQL's.

1. Sacred: captures, verdicts. Kept beside them because nothing can compute them again: sources, fetches, redirects, people with
   their sessions and tokens, and rejects that belong to no capture. All else is derived and may be emptied.
2. A value is kept whole as canonical JSON in `value`; every other column repeats what filters, orders or joins need.
3. Derived rows belong to one edition (`capture`) of a document. `superseded_at` is when the next edition reached us; null on
   the latest. So the state at any past moment is a filter, and an earlier edition's claims stay resolvable.
4. Moments are whole microseconds since 1970 UTC; days are proleptic ordinals, open ends `DAY_MIN` and `DAY_MAX`.
5. What only one database has (full text, R*Tree, triggers) is not here but in `sqlite.py`, `postgres.py` and the migrations.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

REVISION = "0005"
"""The newest migration, which these tables mirror; `tests/store/test_migrations.py` holds the two together."""
DAY_MIN, DAY_MAX = 0, 4_000_000
"""Open ends of a stretch of days. `date.min` is day 1 and `date.max` day 3,652,059, so both lie outside, and inside float32."""

metadata = MetaData()
_number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows itself only where the type is spelled INTEGER."""

captures = Table(
    "captures",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("captures_by_arrival", "n", "id"),
)
"""`value` is the capture with an empty body; `body` its bytes, zlib-compressed."""

verdicts = Table(
    "verdicts",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("about", Text, nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Index("verdicts_by_time", "at", "n"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

fetches = Table(
    "fetches",
    metadata,
    Column("url", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""`id` is the folded name."""

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("ends_at", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("ends_at", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
)

pulse = Table(
    "pulse",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("changes", BigInteger, nullable=False),
)
"""One row: how often what folds rest on has changed."""

readings = Table(
    "readings",
    metadata,
    Column("capture", Text, ForeignKey("captures.id"), primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("document", Text),
)
"""Which reader read a capture last, and a digest of what it gave, so that the same again changes nothing."""

rejects = Table(
    "rejects",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("capture", Text, ForeignKey("captures.id"), index=True),
    Column("value", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("capture", Text, ForeignKey("captures.id"), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("published", Integer),
    Column("received_at", BigInteger, nullable=False),
    Column("known_at", BigInteger, nullable=False),
    Column("superseded_at", BigInteger),
    Column("value", LargeBinary, nullable=False),
    Column("passages", LargeBinary, nullable=False),
    Column("passage_count", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("documents_in_order", "known_at", "id"),
    Index("documents_by_source", "source", "known_at", "id"),
)
"""One row an edition. `value` is the document without its text; `passages` a zlib-compressed JSON list."""

events = Table(
    "events",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("claim", Text, nullable=False, index=True),
    Column("capture", Text, ForeignKey("captures.id"), nullable=False, index=True),
    Column("document", Text, nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text),
    Column("country", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("day_from", Integer),
    Column("day_until", Integer),
    Column("received_at", BigInteger, nullable=False),
    Column("known_at", BigInteger, nullable=False),
    Column("superseded_at", BigInteger),
    Column("value", LargeBinary, nullable=False),
    UniqueConstraint("id", "capture", name="events_once_an_edition"),
    Index("events_in_order", "known_at", "id"),
    Index("events_by_type", "type", "known_at", "id"),
    Index("events_by_country", "country", "known_at", "id"),
)
"""One row an event an edition, with its claim inside. `known_at` is when the first edition that says so reached us."""

folds = Table(
    "folds",
    metadata,
    Column("stamp", Text, primary_key=True),
    Column("seen", BigInteger, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text),
    Column("country", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("day_from", Integer),
    Column("day_until", Integer),
    Column("rank", Integer, nullable=False),
    Column("known_at", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Index("incidents_in_order", "rank", "id", "day_from", "day_until"),
)
LONG_DAYS = 31
"""Days from which an incident is one of the few that last: they are looked for apart, so that a list of days need not walk past
all that came later. Any length does; with a longer one more rows are walked past, with a shorter one more incidents last."""
lasting = incidents.c.day_until - incidents.c.day_from > literal_column(str(LONG_DAYS))
Index(
    "incidents_that_last",
    incidents.c.rank,
    incidents.c.id,
    incidents.c.day_from,
    incidents.c.day_until,
    sqlite_where=lasting,
    postgresql_where=lasting,
)
"""Holds the days, or the planner would rather walk the whole order."""
"""`rank` is minus the latest day, so that the latest come first in an ascending index. It holds the days too,
so that walking it need not touch the values."""

grounds = Table(
    "grounds",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("of", Text, primary_key=True),
    Index("grounds_by_what_they_bear", "of", "claim"),
)
"""Which claims an incident or a stretch of control (`of`) rests on or has against it."""

contradictions = Table(
    "contradictions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("value", LargeBinary, nullable=False),
)
"""What the last fold could not resolve and asks people about, in its order."""

redirects = Table(
    "redirects",
    metadata,
    Column("old", Text, primary_key=True),
    Column("new", Text, nullable=False),
)

controls = Table(
    "controls",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("place", Text, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("status", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("day_from", Integer, nullable=False),
    Column("day_until", Integer, nullable=False),
    Column("known_at", BigInteger, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Index("controls_in_order", "place", "day_from", "id"),
)
"""`name` is folded."""

strips = Table(
    "strips",
    metadata,
    Column("name", Text, primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("value", LargeBinary, nullable=False),
)
"""What tiles are drawn from, column by column, without touching the values; see `pins.py`."""

DERIVED = (strips, controls, reviews, contradictions, grounds, incidents, folds, events, documents, readings)
"""What `wipe_derived` empties whole, in an order that no foreign key minds."""
LISTED = (documents, events, incidents, controls)
"""Tables that lists are drawn from: each has full text and, the last three, a position and days."""
