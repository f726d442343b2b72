"""Seniors may say who comes second and when, and at what hours they like a visit."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LISTS = ("second_skills", "prefer_windows")


def upgrade() -> None:
    """Go to this form."""
    op.add_column("seniors", sa.Column("after", sa.String(), nullable=True))
    for name in LISTS:
        column = sa.Column(name, sa.JSON(), nullable=False, server_default="[]")
        op.add_column("seniors", column)


def downgrade() -> None:
    """Go back to the form before."""
    for name in ("after", *LISTS):
        op.drop_column("seniors", name)
