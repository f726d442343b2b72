"""The database itself keeps the audit trail and published plans as they are.

An audit entry is never changed, and not removed before it is three years old (Personal
Information Protection Law, article 56). The content of a published plan never changes.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = {
    "audit_never_changes": """
        CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'an audit entry never changes'); END
    """,
    "audit_is_not_replaced": """
        CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE audit_id = NEW.audit_id)
        BEGIN SELECT RAISE(ABORT, 'an audit entry never changes'); END
    """,
    "audit_stays": """
        CREATE TRIGGER audit_stays BEFORE DELETE ON audit
        WHEN OLD.at >= datetime('now', '-3 years')
        BEGIN SELECT RAISE(ABORT, 'an audit entry stays for three years'); END
    """,
    "published_plan_never_changes": """
        CREATE TRIGGER published_plan_never_changes
        BEFORE UPDATE OF content, version ON plans
        WHEN OLD.version IS NOT NULL
        AND (NEW.content IS NOT OLD.content OR NEW.version IS NOT OLD.version)
        BEGIN SELECT RAISE(ABORT, 'a published plan never changes'); END
    """,
}

FUNCTIONS = {
    "qixiu_audit_never_changes": """
        CREATE FUNCTION qixiu_audit_never_changes() RETURNS trigger AS $$
        BEGIN
            RAISE EXCEPTION 'an audit entry never changes, and stays for three years'
            USING ERRCODE = 'restrict_violation';
        END $$ LANGUAGE plpgsql
    """,
    "qixiu_published_plan_never_changes": """
        CREATE FUNCTION qixiu_published_plan_never_changes() RETURNS trigger AS $$
        BEGIN
            RAISE EXCEPTION 'a published plan never changes'
            USING ERRCODE = 'restrict_violation';
        END $$ LANGUAGE plpgsql
    """,
}

POSTGRESQL = (
    """
        CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
        FOR EACH ROW EXECUTE FUNCTION qixiu_audit_never_changes()
    """,
    """
        CREATE TRIGGER audit_stays BEFORE DELETE ON audit
        FOR EACH ROW WHEN (OLD.at >= now() - interval '3 years')
        EXECUTE FUNCTION qixiu_audit_never_changes()
    """,
    """
        CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION qixiu_audit_never_changes()
    """,
    """
        CREATE TRIGGER published_plan_never_changes
        BEFORE UPDATE OF content, version ON plans
        FOR EACH ROW WHEN (
            OLD.version IS NOT NULL
            AND (NEW.content::text IS DISTINCT FROM OLD.content::text
                OR NEW.version IS DISTINCT FROM OLD.version)
        )
        EXECUTE FUNCTION qixiu_published_plan_never_changes()
    """,
)


def upgrade() -> None:
    """Go to this form."""
    if op.get_bind().dialect.name == "sqlite":
        statements = tuple(SQLITE.values())
    else:
        statements = (*FUNCTIONS.values(), *POSTGRESQL)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Go back to the form before."""
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE:
            op.execute(f"DROP TRIGGER {name}")
    else:
        for name in FUNCTIONS:
            op.execute(f"DROP FUNCTION {name}() CASCADE")
