"""Alembic environment: runs on the connection that bot.directory.session.migrate hands in."""

from alembic import context

from bot.directory.models import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
