"""People who review, their sessions and tokens; and what folds ask people about."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("people", Column("id", Text, primary_key=True), Column("value", LargeBinary, nullable=False))
    for name in ("sessions", "tokens"):
        op.create_table(
            name,
            Column("digest", Text, primary_key=True),
            Column("person", Text, nullable=False, index=True),
            Column("ends_at", BigInteger, nullable=False),
            Column("value", LargeBinary, nullable=False),
        )
    op.create_table(
        "reviews",
        Column("n", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
        Column("id", Text, nullable=False, unique=True),
        Column("value", LargeBinary, nullable=False),
    )
