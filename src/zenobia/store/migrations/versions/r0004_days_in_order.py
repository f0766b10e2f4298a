"""The order of incidents holds their days, so that a list of a past month walks the index alone."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("incidents_in_order", "incidents")
    op.create_index("incidents_in_order", "incidents", ["rank", "id", "day_from", "day_until"])
