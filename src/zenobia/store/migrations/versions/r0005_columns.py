"""The map is drawn from columns, which only the folds can fill, so they are due again; incidents that last have an index."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, Text, text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LASTING = text("day_until - day_from > 31")


def upgrade() -> None:
    for table in ("cells", "pins", "spots"):
        op.drop_table(table)
    op.create_table(
        "strips",
        Column("name", Text, primary_key=True),
        Column("part", Integer, primary_key=True, autoincrement=False),
        Column("value", LargeBinary, nullable=False),
    )
    ordered = ["rank", "id", "day_from", "day_until"]
    op.create_index("incidents_that_last", "incidents", ordered, sqlite_where=LASTING, postgresql_where=LASTING)
    op.execute("DELETE FROM folds")
