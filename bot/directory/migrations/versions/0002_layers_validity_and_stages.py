"""Layers of imports, sources that expire by themselves, exceptions of opening hours, ids of other systems"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_LAYERED = (
    *("source", "area", "organisation", "location", "contact", "opening_rule", "closure", "note"),
    *("online_service", "service", "service_phrase", "service_text", "fee", "responsibility"),
)
_UNIQUE_NAMES = {"uq": "uq_%(table_name)s_%(column_0_name)s"}


def upgrade() -> None:
    for table in _LAYERED:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("origin", sa.String(60), nullable=False, server_default="staff"))
            batch.create_index(batch.f(f"ix_{table}_origin"), ["origin"])
    with op.batch_alter_table("source") as batch:
        batch.add_column(sa.Column("retrieved", sa.Date()))
        batch.add_column(sa.Column("stale", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("example", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE source SET stale = (state = 'expired'), example = (state = 'example')")
    with op.batch_alter_table("source") as batch:
        batch.drop_column("state")
    # A citation is a source of its own now.
    with op.batch_alter_table("service_text") as batch:
        batch.drop_column("citation")
    with op.batch_alter_table("opening_rule") as batch:
        batch.add_column(sa.Column("school_holidays", sa.String(8)))
    with op.batch_alter_table("online_service") as batch:
        batch.alter_column("organisation", existing_type=sa.String(80), nullable=True)
        batch.add_column(sa.Column("area", sa.String(80)))
        batch.create_foreign_key("online_service_area_fkey", "area", ["area"], ["slug"])
    with op.batch_alter_table("responsibility") as batch:
        batch.add_column(sa.Column("valid_from", sa.Date()))
        batch.add_column(sa.Column("valid_to", sa.Date()))
    with op.batch_alter_table("meta") as batch:
        batch.alter_column("key", existing_type=sa.String(40), type_=sa.String(80), existing_nullable=False)
    # An import may bring several services with one LeiKa key; for staff files `kreislotse check` sees to it.
    with op.batch_alter_table("service", naming_convention=_UNIQUE_NAMES) as batch:
        batch.drop_constraint(_unique_leika(), type_="unique")
        batch.create_index(batch.f("ix_service_leika"), ["leika"])
    op.create_table(
        "opening_exception",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("organisation", sa.String(80), sa.ForeignKey("organisation.slug"), nullable=False, index=True),
        sa.Column("lane", sa.String(12), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("opens", sa.String(5), nullable=False),
        sa.Column("closes", sa.String(5), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("source", sa.String(80), sa.ForeignKey("source.slug"), nullable=False),
        sa.Column("origin", sa.String(60), nullable=False, server_default="staff", index=True),
    )
    op.create_table(
        "external_id",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("scheme", sa.String(120), primary_key=True),
        sa.Column("value", sa.String(120), primary_key=True),
        sa.Column("local", sa.String(80), nullable=False, index=True),
        sa.Column("origin", sa.String(60), nullable=False, server_default="staff", index=True),
    )
    _defer("DEFERRABLE INITIALLY DEFERRED")


def downgrade() -> None:
    """Only the staff layer fits the old tables; imports have to be repeated after an upgrade."""
    op.drop_table("external_id")
    op.drop_table("opening_exception")
    op.execute("DELETE FROM online_service WHERE organisation IS NULL")
    for table in reversed(_LAYERED):
        op.execute(f"DELETE FROM {table} WHERE origin <> 'staff'")  # noqa: S608 - a constant
    with op.batch_alter_table("service") as batch:
        batch.drop_index("ix_service_leika")
        batch.create_unique_constraint(_unique_leika(), ["leika"])
    with op.batch_alter_table("meta") as batch:
        batch.alter_column("key", existing_type=sa.String(80), type_=sa.String(40), existing_nullable=False)
    with op.batch_alter_table("responsibility") as batch:
        batch.drop_column("valid_to")
        batch.drop_column("valid_from")
    with op.batch_alter_table("online_service") as batch:
        batch.drop_constraint("online_service_area_fkey", type_="foreignkey")
        batch.drop_column("area")
        batch.alter_column("organisation", existing_type=sa.String(80), nullable=False)
    with op.batch_alter_table("opening_rule") as batch:
        batch.drop_column("school_holidays")
    with op.batch_alter_table("service_text") as batch:
        batch.add_column(sa.Column("citation", sa.Text()))
    with op.batch_alter_table("source") as batch:
        batch.add_column(sa.Column("state", sa.String(12), nullable=False, server_default="unverified"))
    op.execute("UPDATE source SET state = 'verified' WHERE verified_by IS NOT NULL")
    op.execute("UPDATE source SET state = 'expired' WHERE stale")
    op.execute("UPDATE source SET state = 'example' WHERE example")
    with op.batch_alter_table("source") as batch:
        batch.drop_column("example")
        batch.drop_column("stale")
        batch.drop_column("retrieved")
    for table in _LAYERED:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(f"ix_{table}_origin")
            batch.drop_column("origin")
    _defer("NOT DEFERRABLE")


def _unique_leika() -> str:
    """The name of an unnamed constraint: PostgreSQL gives one, for SQLite Alembic takes that of the convention."""
    return "service_leika_key" if op.get_bind().dialect.name == "postgresql" else "uq_service_leika"


def _defer(how: str) -> None:
    """SQLite defers by a pragma of the transaction (session.importing); PostgreSQL by the constraint itself."""
    bind = op.get_bind()
    if bind.dialect.name != "postgresql":
        return
    inspector = sa.inspect(bind)
    for table in inspector.get_table_names():
        for key in inspector.get_foreign_keys(table):
            op.execute(f'ALTER TABLE {table} ALTER CONSTRAINT "{key["name"]}" {how}')
