"""Which object of an import a row was made of; external ids are unique within an import"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LAYERED = (
    *("source", "area", "organisation", "location", "contact", "opening_rule", "opening_exception", "closure"),
    *("note", "online_service", "service", "service_phrase", "service_text", "fee", "responsibility"),
)


def upgrade() -> None:
    for table in _LAYERED:
        op.add_column(table, sa.Column("record", sa.String(300)))
        op.create_index(f"ix_{table}_record", table, ["record"])
    op.drop_table("external_id")
    op.create_table(
        "external_id",
        sa.Column("origin", sa.String(60), primary_key=True),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("scheme", sa.String(120), primary_key=True),
        sa.Column("value", sa.String(120), primary_key=True),
        sa.Column("local", sa.String(80), nullable=False, index=True),
        sa.Column("record", sa.String(300), index=True),
    )


def downgrade() -> None:
    """Ids of other systems are gone; the next import brings them again."""
    op.drop_table("external_id")
    op.create_table(
        "external_id",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("scheme", sa.String(120), primary_key=True),
        sa.Column("value", sa.String(120), primary_key=True),
        sa.Column("local", sa.String(80), nullable=False, index=True),
        sa.Column("origin", sa.String(60), nullable=False, server_default="staff", index=True),
    )
    for table in _LAYERED:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(f"ix_{table}_record")
            batch.drop_column("record")
