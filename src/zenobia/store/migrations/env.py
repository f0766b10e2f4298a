"""Run by Alembic: applies revisions on the connection that the opened store hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from zenobia.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
