"""The first tables, and the row of a community without people."""

import sqlalchemy as sa
from alembic import op

from api.store.tables.base import UtcDateTime
from scheduler.domain.policy import Policy

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this form."""
    op.create_table(
        "audit",
        sa.Column(
            "audit_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_actor"), ["actor"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_subject"), ["subject"], unique=False)

    op.create_table(
        "carers",
        sa.Column("carer_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("max_visits_per_day", sa.Integer(), nullable=True),
        sa.Column("max_minutes_per_week", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role IN ('social_worker', 'helper', 'volunteer', 'police')",
            name=op.f("ck_carers_role"),
        ),
        sa.CheckConstraint(
            "gender IN ('female', 'male')",
            name=op.f("ck_carers_gender"),
        ),
        sa.CheckConstraint(
            "mode IN ('walk', 'ebike', 'bike', 'car')",
            name=op.f("ck_carers_mode"),
        ),
        sa.PrimaryKeyConstraint("carer_id", name=op.f("pk_carers")),
    )
    with op.batch_alter_table("carers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_carers_organisation"), ["organisation"], unique=False
        )

    op.create_table(
        "community",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "revision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "id = 1",
            name=op.f("ck_community_one_row"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
    )
    op.create_table(
        "plans",
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("base_plan_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("late_bound", sa.JSON(), nullable=True),
        sa.Column("pins", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["base_plan_id"], ["plans.plan_id"], name=op.f("fk_plans_base_plan_id")
        ),
        sa.CheckConstraint(
            "first_day <= last_day",
            name=op.f("ck_plans_days"),
        ),
        sa.CheckConstraint(
            "version IS NULL OR content IS NOT NULL",
            name=op.f("ck_plans_published_with_content"),
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'draft', 'published', 'superseded', 'failed')",
            name=op.f("ck_plans_status"),
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_plans")),
        sa.UniqueConstraint("version", name=op.f("uq_plans_version")),
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plans_first_day"), ["first_day"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_plans_status"), ["status"], unique=False)

    op.create_table(
        "seniors",
        sa.Column("senior_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("building", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("lift", sa.Boolean(), nullable=True),
        sa.Column("visit_minutes", sa.Integer(), nullable=True),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("carers_needed", sa.Integer(), nullable=False),
        sa.Column("prefer", sa.JSON(), nullable=False),
        sa.Column("avoid", sa.JSON(), nullable=False),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_until", sa.Date(), nullable=True),
        sa.Column("last_visit", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.CheckConstraint(
            "tag IN ('red', 'orange', 'green')",
            name=op.f("ck_seniors_tag"),
        ),
        sa.CheckConstraint(
            "gender IN ('female', 'male')",
            name=op.f("ck_seniors_gender"),
        ),
        sa.CheckConstraint(
            "status IN ('active', 'hospital', 'away', 'suspended', 'ended')",
            name=op.f("ck_seniors_status"),
        ),
        sa.CheckConstraint(
            "carers_needed IN (1, 2)",
            name=op.f("ck_seniors_carers_needed"),
        ),
        sa.PrimaryKeyConstraint("senior_id", name=op.f("pk_seniors")),
    )
    with op.batch_alter_table("seniors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seniors_tag"), ["tag"], unique=False)

    op.create_table(
        "travel",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "id = 1",
            name=op.f("ck_travel_one_row"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel")),
    )
    op.create_table(
        "users",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("carer_id", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "role IN ('coordinator', 'organisation', 'carer', 'auditor')",
            name=op.f("ck_users_role"),
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_users")),
    )
    op.create_table(
        "answers",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("request_digest", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.user_id"],
            name=op.f("fk_answers_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_at"), ["at"], unique=False)

    op.create_table(
        "cases",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("senior_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deadline", UtcDateTime(), nullable=False),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.Column("dispatched_at", UtcDateTime(), nullable=True),
        sa.Column("on_site_at", UtcDateTime(), nullable=True),
        sa.Column("resolved_at", UtcDateTime(), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("ending_note", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["senior_id"],
            ["seniors.senior_id"],
            name=op.f("fk_cases_senior_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (ending IS NULL)",
            name=op.f("ck_cases_ends_by_an_ending"),
        ),
        sa.CheckConstraint(
            "resolved_at IS NULL OR coalesce(confirmed_by, '') <> ''",
            name=op.f("ck_cases_ends_by_a_person"),
        ),
        sa.CheckConstraint(
            "kind IN ('no_answer', 'outcome_missing', 'pause_expired', "
            "'follow_up_late', 'overdue')",
            name=op.f("ck_cases_kind"),
        ),
        sa.CheckConstraint(
            "ending IN ('seen', 'spoken_to', 'whereabouts_confirmed')",
            name=op.f("ck_cases_ending"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cases_resolved_at"), ["resolved_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_cases_senior_id"), ["senior_id"], unique=False
        )
        batch_op.create_index(
            "uq_cases_open_senior_id_kind",
            ["senior_id", "kind"],
            unique=True,
            sqlite_where=sa.text("resolved_at IS NULL"),
            postgresql_where=sa.text("resolved_at IS NULL"),
        )

    op.create_table(
        "events",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("happening", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=True),
        sa.Column("base_plan_id", sa.String(), nullable=True),
        sa.Column("plan_id", sa.String(), nullable=True),
        sa.Column("reported_at", UtcDateTime(), nullable=False),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["base_plan_id"], ["plans.plan_id"], name=op.f("fk_events_base_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.plan_id"], name=op.f("fk_events_plan_id")
        ),
        sa.CheckConstraint(
            "status IN ('proposed', 'accepted', 'declined', 'outdated')",
            name=op.f("ck_events_status"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_status"), ["status"], unique=False)

    op.create_table(
        "jobs",
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.Column("time_limit", sa.Double(), nullable=True),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("heartbeat_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("stop_requested", sa.Boolean(), nullable=False),
        sa.Column("phase_zh", sa.String(), nullable=False),
        sa.Column("phase_en", sa.String(), nullable=False),
        sa.Column("late_days", sa.JSON(), nullable=True),
        sa.Column("cost", sa.Double(), nullable=True),
        sa.Column("seconds_left", sa.Double(), nullable=True),
        sa.Column("error", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plans.plan_id"],
            name=op.f("fk_jobs_plan_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'done', 'failed')",
            name=op.f("ck_jobs_status"),
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_jobs")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jobs_status"), ["status"], unique=False)

    op.create_table(
        "pins",
        sa.Column("senior_id", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("carer_ids", sa.JSON(), nullable=False),
        sa.Column("pinned_at", UtcDateTime(), nullable=False),
        sa.Column("pinned_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["senior_id"],
            ["seniors.senior_id"],
            name=op.f("fk_pins_senior_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("senior_id", "date", name=op.f("pk_pins")),
    )
    op.create_table(
        "roster",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("carer_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["carer_id"],
            ["carers.carer_id"],
            name=op.f("fk_roster_carer_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "kind IN ('work', 'leave')",
            name=op.f("ck_roster_kind"),
        ),
        sa.CheckConstraint(
            '(start IS NULL) = ("end" IS NULL)',
            name=op.f("ck_roster_both_or_neither"),
        ),
        sa.CheckConstraint(
            'start < "end"',
            name=op.f("ck_roster_start_before_end"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
    )
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_roster_carer_id"), ["carer_id"], unique=False
        )

    op.create_table(
        "tokens",
        sa.Column("token_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.user_id"],
            name=op.f("fk_tokens_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_id", name=op.f("pk_tokens")),
    )
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tokens_user_id"), ["user_id"], unique=False
        )

    op.create_table(
        "visits",
        sa.Column(
            "visit_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("senior_id", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("carer_id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["senior_id"],
            ["seniors.senior_id"],
            name=op.f("fk_visits_senior_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "outcome IN ('completed', 'partial', 'phone', 'no_answer', 'refused', "
            "'absent', 'missed')",
            name=op.f("ck_visits_outcome"),
        ),
        sa.CheckConstraint(
            "attempt >= 1",
            name=op.f("ck_visits_attempt"),
        ),
        sa.CheckConstraint(
            "minutes BETWEEN 0 AND 1440",
            name=op.f("ck_visits_minutes"),
        ),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visits")),
        sa.UniqueConstraint(
            "senior_id",
            "date",
            "carer_id",
            "attempt",
            name=op.f("uq_visits_senior_id_date_carer_id_attempt"),
        ),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_visits_date_carer_id"), ["date", "carer_id"], unique=False
        )

    op.create_table(
        "case_steps",
        sa.Column(
            "step_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.case_id"],
            name=op.f("fk_case_steps_case_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "step IN ('knock', 'phone', 'neighbour', 'contact', 'emergency', 'note')",
            name=op.f("ck_case_steps_step"),
        ),
        sa.PrimaryKeyConstraint("step_id", name=op.f("pk_case_steps")),
    )
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_steps_case_id"), ["case_id"], unique=False
        )

    op.create_table(
        "follow_ups",
        sa.Column(
            "follow_up_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("senior_id", sa.String(), nullable=False),
        sa.Column(
            "visit_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deadline", UtcDateTime(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.Column("done_note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["senior_id"],
            ["seniors.senior_id"],
            name=op.f("fk_follow_ups_senior_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visits.visit_id"],
            name=op.f("fk_follow_ups_visit_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("follow_up_id", name=op.f("pk_follow_ups")),
    )
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_follow_ups_senior_id"), ["senior_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_follow_ups_visit_id"), ["visit_id"], unique=False
        )

    op.bulk_insert(
        sa.table(
            "community",
            sa.column("id", sa.Integer),
            sa.column("revision", sa.Integer),
            sa.column("policy", sa.JSON),
        ),
        [{"id": 1, "revision": 0, "policy": Policy().model_dump(mode="json")}],
    )


def downgrade() -> None:
    """Go back to the form before."""
    with op.batch_alter_table("follow_ups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_ups_visit_id"))
        batch_op.drop_index(batch_op.f("ix_follow_ups_senior_id"))

    op.drop_table("follow_ups")
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_steps_case_id"))

    op.drop_table("case_steps")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visits_date_carer_id"))

    op.drop_table("visits")
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tokens_user_id"))

    op.drop_table("tokens")
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roster_carer_id"))

    op.drop_table("roster")
    op.drop_table("pins")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jobs_status"))

    op.drop_table("jobs")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_status"))

    op.drop_table("events")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_cases_open_senior_id_kind",
            sqlite_where=sa.text("resolved_at IS NULL"),
            postgresql_where=sa.text("resolved_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_cases_senior_id"))
        batch_op.drop_index(batch_op.f("ix_cases_resolved_at"))

    op.drop_table("cases")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_at"))

    op.drop_table("answers")
    op.drop_table("users")
    op.drop_table("travel")
    with op.batch_alter_table("seniors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seniors_tag"))

    op.drop_table("seniors")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plans_status"))
        batch_op.drop_index(batch_op.f("ix_plans_first_day"))

    op.drop_table("plans")
    op.drop_table("community")
    with op.batch_alter_table("carers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_carers_organisation"))

    op.drop_table("carers")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_at"))
        batch_op.drop_index(batch_op.f("ix_audit_actor"))

    op.drop_table("audit")
