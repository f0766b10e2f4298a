"""What the map is drawn from; the folds are asked for again, since only they can fill it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Float, Integer, Text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "spots",
        Column("n", NUMBER, primary_key=True, autoincrement=False),
        Column("name", Text, nullable=False),
        Column("precision", Text, nullable=False),
        Column("lat", Float(53), nullable=False),
        Column("lon", Float(53), nullable=False),
        Column("radius_km", Float(53)),
        Column("zoom", Integer, nullable=False),
    )
    op.create_table(
        "pins",
        Column("quad", NUMBER, primary_key=True, autoincrement=False),
        Column("n", NUMBER, primary_key=True, autoincrement=False),
        Column("spot", Integer, nullable=False, index=True),
        Column("vague", Integer, nullable=False),
        Column("zoom", Integer, nullable=False),
        Column("x", Integer, nullable=False),
        Column("y", Integer, nullable=False),
        Column("type", Text, nullable=False),
        Column("day_from", Integer),
        Column("day_until", Integer),
        Column("known_at", BigInteger, nullable=False),
        Column("contested_at", BigInteger),
        Column("low", BigInteger),
        Column("high", BigInteger),
        Column("toll_at", BigInteger),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cells",
        Column("level", Integer, primary_key=True, autoincrement=False),
        Column("quad", NUMBER, primary_key=True, autoincrement=False),
        Column("type", Text, primary_key=True),
        Column("many", Integer, nullable=False),
        Column("contested", Integer, nullable=False),
        Column("vague", Integer, nullable=False),
        Column("low", BigInteger),
        Column("high", BigInteger),
        Column("open", Integer, nullable=False),
        Column("x", BigInteger, nullable=False),
        Column("y", BigInteger, nullable=False),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute("DELETE FROM folds")
