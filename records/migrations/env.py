"""Alembic's door: runs on the connection it is handed, inside that connection's transaction."""

from alembic import context

from records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
