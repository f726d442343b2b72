"""Keep with a plan how few visits were proved possible."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this form."""
    op.add_column("plans", sa.Column("visits_bound", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Go back to the form before."""
    op.drop_column("plans", "visits_bound")
