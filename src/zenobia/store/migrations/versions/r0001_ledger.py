"""The ledger: two logs, what readers make of them, what folds make of that, and the indexes that lists are drawn with."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = BigInteger().with_variant(Integer, "sqlite")
OFF_THE_GLOBE = 1000
"""Degrees: where the R*Tree keeps rows without a position, so that questions of time find them and boxes never do."""
OUT_OF_TIME = 8_000_000
"""Day ordinal of rows without a day: after every day that can be asked for, and exact in float32."""


def upgrade() -> None:
    _logs()
    _readings()
    _folds()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgres()
    op.execute("INSERT INTO pulse (one, changes) VALUES (1, 0)")


def _logs() -> None:
    op.create_table(
        "captures",
        Column("n", NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text, nullable=False, unique=True),
        Column("source", Text, nullable=False),
        Column("url", Text, nullable=False),
        Column("received_at", BigInteger, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("value", LargeBinary, nullable=False),
        Column("body", LargeBinary, nullable=False),
    )
    op.create_index("captures_by_arrival", "captures", ["n", "id"])
    op.create_table(
        "verdicts",
        Column("n", NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text, nullable=False, unique=True),
        Column("about", Text, nullable=False, index=True),
        Column("at", BigInteger, nullable=False),
        Column("value", LargeBinary, nullable=False),
    )
    op.create_index("verdicts_by_time", "verdicts", ["at", "n"])
    op.create_table("sources", Column("id", Text, primary_key=True), Column("value", LargeBinary, nullable=False))
    op.create_table("fetches", Column("url", Text, primary_key=True), Column("value", LargeBinary, nullable=False))
    op.create_table("pulse", Column("one", Integer, primary_key=True), Column("changes", BigInteger, nullable=False))


def _readings() -> None:
    op.create_table(
        "readings",
        Column("capture", Text, ForeignKey("captures.id"), primary_key=True),
        Column("stamp", Text, nullable=False),
        Column("digest", Text, nullable=False),
        Column("document", Text),
    )
    op.create_table(
        "rejects",
        Column("n", NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text, nullable=False, unique=True),
        Column("capture", Text, ForeignKey("captures.id"), index=True),
        Column("value", LargeBinary, nullable=False),
    )
    op.create_table(
        "documents",
        Column("n", NUMBER, primary_key=True, autoincrement=False),
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
    )
    op.create_index("documents_in_order", "documents", ["known_at", "id"])
    op.create_index("documents_by_source", "documents", ["source", "known_at", "id"])
    op.create_table(
        "events",
        Column("n", NUMBER, primary_key=True, autoincrement=False),
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
    )
    op.create_index("events_in_order", "events", ["known_at", "id"])
    op.create_index("events_by_type", "events", ["type", "known_at", "id"])
    op.create_index("events_by_country", "events", ["country", "known_at", "id"])


def _folds() -> None:
    op.create_table("folds", Column("stamp", Text, primary_key=True), Column("seen", BigInteger, nullable=False))
    op.create_table(
        "incidents",
        Column("n", NUMBER, primary_key=True, autoincrement=False),
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
    )
    op.create_index("incidents_in_order", "incidents", ["rank", "id"])
    op.create_table("grounds", Column("claim", Text, primary_key=True), Column("of", Text, primary_key=True))
    op.create_index("grounds_by_what_they_bear", "grounds", ["of", "claim"])
    op.create_table("contradictions", Column("id", Text, primary_key=True), Column("value", LargeBinary, nullable=False))
    op.create_table("redirects", Column("old", Text, primary_key=True), Column("new", Text, nullable=False))
    op.create_table(
        "controls",
        Column("n", NUMBER, primary_key=True, autoincrement=False),
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
    )
    op.create_index("controls_in_order", "controls", ["place", "day_from", "id"])


def _sqlite() -> None:
    op.execute("PRAGMA application_id = 0x5A454E4F")
    for log in ("captures", "verdicts"):
        refusal = f"BEGIN SELECT RAISE(ABORT, '{log} are kept for ever, unchanged'); END"
        op.execute(f"CREATE TRIGGER {log}_unchanged BEFORE UPDATE ON {log} {refusal}")
        op.execute(f"CREATE TRIGGER {log}_for_ever BEFORE DELETE ON {log} {refusal}")
        known = f"EXISTS (SELECT 1 FROM {log} WHERE id = new.id OR n = new.n)"
        op.execute(f"CREATE TRIGGER {log}_once BEFORE INSERT ON {log} WHEN {known} BEGIN SELECT RAISE(IGNORE); END")
    folding = 'tokenize = "unicode61 remove_diacritics 2", columnsize = 0'
    op.execute(f"CREATE VIRTUAL TABLE documents_words USING fts5(text, content = 'documents', content_rowid = 'n', {folding})")
    add = "INSERT INTO documents_words (rowid, text) VALUES (new.n, new.text);"
    drop = "INSERT INTO documents_words (documents_words, rowid, text) VALUES ('delete', old.n, old.text);"
    op.execute(f"CREATE TRIGGER documents_word_in AFTER INSERT ON documents BEGIN {add} END")
    op.execute(f"CREATE TRIGGER documents_word_out AFTER DELETE ON documents BEGIN {drop} END")
    op.execute(f"CREATE TRIGGER documents_reword AFTER UPDATE OF text ON documents BEGIN {drop} {add} END")
    for name in ("events", "incidents", "controls"):
        op.execute(f"CREATE VIRTUAL TABLE {name}_words USING fts5(words, parties, speakers, {folding})")
        drop = f"DELETE FROM {name}_words WHERE rowid = old.n;"
        op.execute(f"CREATE TRIGGER {name}_word_out AFTER DELETE ON {name} BEGIN {drop} END")
    for name in ("events", "incidents"):
        op.execute(f"CREATE VIRTUAL TABLE {name}_box USING rtree(n, west, east, south, north, day_from, day_until)")
        lon, lat = (f"coalesce(new.{axis}, {OFF_THE_GLOBE})" for axis in ("lon", "lat"))
        first, last = (f"coalesce(new.{day}, {OUT_OF_TIME})" for day in ("day_from", "day_until"))
        add = f"INSERT INTO {name}_box VALUES (new.n, {lon}, {lon}, {lat}, {lat}, {first}, {last});"
        op.execute(f"CREATE TRIGGER {name}_box_in AFTER INSERT ON {name} BEGIN {add} END")
        drop = f"DELETE FROM {name}_box WHERE n = old.n;"
        op.execute(f"CREATE TRIGGER {name}_box_out AFTER DELETE ON {name} BEGIN {drop} END")


def _postgres() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% are kept for ever, unchanged', TG_TABLE_NAME; END $$"
    )
    for log in ("captures", "verdicts"):
        op.execute(
            f"CREATE TRIGGER {log}_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON {log} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    for name in ("documents", "events", "incidents", "controls"):
        op.execute(f"ALTER TABLE {name} ADD COLUMN words tsvector")
        op.execute(f"CREATE INDEX {name}_words ON {name} USING gin (words)")
    for name in ("events", "incidents"):
        op.execute(f"CREATE INDEX {name}_where ON {name} USING gist (point(lon, lat)) WHERE lon IS NOT NULL")
        op.execute(f"CREATE INDEX {name}_days ON {name} (day_from, day_until)")
