"""The first tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "access_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_log"),
    )
    op.create_index("ix_access_log_matter_at", "access_log", ["matter", "at"])
    op.create_index("ix_access_log_person_at", "access_log", ["person", "at"])
    op.create_table(
        "editions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("county", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_editions"),
    )
    op.create_index("ix_editions_county_in_force_from", "editions", ["county", "in_force_from"])
    op.create_table(
        "histories",
        sa.Column("workflow_id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("exported", sa.LargeBinary(), nullable=False),
        sa.Column("exported_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("workflow_id", "run_id", name="pk_histories"),
    )
    op.create_table(
        "ledger",
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("receipt", postgresql.JSONB(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("command", name="pk_ledger"),
    )
    op.create_index("ix_ledger_procedure_recorded_at", "ledger", ["procedure", "recorded_at"])
    op.create_table(
        "matters",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("county", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("dispute_type", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("origin_id", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_matters"),
        sa.UniqueConstraint("origin", "origin_id", name="uq_matters_origin_origin_id"),
        sa.UniqueConstraint("tracking", name="uq_matters_tracking"),
    )
    op.create_index("ix_matters_received_at_number", "matters", ["received_at", "number"])
    op.create_index("ix_matters_unit", "matters", ["unit"])
    op.create_table(
        "number_series",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name="pk_number_series"),
    )
    op.create_table(
        "people",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_until > valid_from", name="ck_people_interval"),
        sa.PrimaryKeyConstraint("person", name="pk_people"),
    )
    op.create_table(
        "units",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("organ", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_until > valid_from", name="ck_units_interval"),
        sa.ForeignKeyConstraint(["parent"], ["units.unit"], name="fk_units_parent"),
        sa.PrimaryKeyConstraint("unit", name="pk_units"),
    )
    op.create_index("ix_units_parent", "units", ["parent"])
    op.create_table(
        "contents",
        sa.Column("ref", sa.Uuid(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("searchable", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_contents_matter"),
        sa.PrimaryKeyConstraint("ref", name="pk_contents"),
    )
    op.create_index("ix_contents_matter", "contents", ["matter"])
    op.create_table(
        "matter_keys",
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_matter_keys_matter"),
        sa.PrimaryKeyConstraint("matter", name="pk_matter_keys"),
    )
    op.create_table(
        "procedures",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("anchored_on", sa.Text(), nullable=True),
        sa.Column("anchored_seq", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("decided_seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("headed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["edition"], ["editions.digest"], name="fk_procedures_edition"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_procedures_matter"),
        sa.PrimaryKeyConstraint("id", name="pk_procedures"),
        sa.UniqueConstraint("matter", "kind", "n", name="uq_procedures_matter_kind_n"),
    )
    op.create_index(
        "ix_procedures_open", "procedures", ["headed_at"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_table(
        "seats",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_until > valid_from", name="ck_seats_interval"),
        sa.ForeignKeyConstraint(["person"], ["people.person"], name="fk_seats_person"),
        sa.ForeignKeyConstraint(["unit"], ["units.unit"], name="fk_seats_unit"),
        sa.PrimaryKeyConstraint("person", "role", "unit", "valid_from", name="pk_seats"),
    )
    op.create_index("ix_seats_unit_role", "seats", ["unit", "role"])
    op.create_table(
        "agreements",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("extent", sa.Text(), nullable=False),
        sa.Column("mediation_body", sa.Text(), nullable=False),
        sa.Column("confirmable", sa.Boolean(), nullable=False),
        sa.Column("confirm_by", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_agreements_procedure"),
        sa.PrimaryKeyConstraint("procedure", "number", name="pk_agreements"),
    )
    op.create_table(
        "case_places",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_case_places_procedure"),
        sa.PrimaryKeyConstraint("procedure", "unit", name="pk_case_places"),
    )
    op.create_index("ix_case_places_unit", "case_places", ["unit"])
    op.create_table(
        "cases",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("decided_seq", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("owner_unit", sa.Text(), nullable=False),
        sa.Column("owner_role", sa.Text(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("waits_for", sa.Text(), nullable=False),
        sa.Column("next_moment", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("needs_attention", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("places", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_cases_matter"),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_cases_procedure"),
        sa.PrimaryKeyConstraint("procedure", name="pk_cases"),
    )
    op.create_index("ix_cases_changed_at_procedure", "cases", ["changed_at", "procedure"])
    op.create_index("ix_cases_due_on_procedure", "cases", ["due_on", "procedure"])
    op.create_index("ix_cases_handler", "cases", ["handler"])
    op.create_index("ix_cases_matter", "cases", ["matter"])
    op.create_index("ix_cases_owner_unit", "cases", ["owner_unit"])
    op.create_table(
        "journal",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("command", sa.Text(), nullable=True),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_journal_procedure"),
        sa.PrimaryKeyConstraint("procedure", "seq", name="pk_journal"),
    )
    op.create_table(
        "name_index",
        sa.Column("ref", sa.Uuid(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("tokens", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_name_index_matter"),
        sa.ForeignKeyConstraint(["ref"], ["contents.ref"], name="fk_name_index_ref"),
        sa.PrimaryKeyConstraint("ref", name="pk_name_index"),
    )
    op.create_index("ix_name_index_matter", "name_index", ["matter"])
    op.create_index("ix_name_index_tokens", "name_index", ["tokens"], postgresql_using="gin")
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_outbox_procedure"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("procedure", "seq", "kind", "number", name="uq_outbox_procedure_seq_kind_number"),
    )
    op.create_index(
        "ix_outbox_waiting", "outbox", ["due_at", "id"], postgresql_where=sa.text("done_at IS NULL")
    )
    op.create_table(
        "parties",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column("guardian", sa.Text(), nullable=True),
        sa.Column("consents", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_parties_procedure"),
        sa.PrimaryKeyConstraint("procedure", "ref", name="pk_parties"),
    )
    op.create_index("ix_parties_ref", "parties", ["ref"])
    op.create_table(
        "sessions",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("scheduled_for", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place_unit", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_sessions_procedure"),
        sa.PrimaryKeyConstraint("procedure", "number", name="pk_sessions"),
    )
    op.create_table(
        "tasks",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["procedure"], ["procedures.id"], name="fk_tasks_procedure"),
        sa.PrimaryKeyConstraint("procedure", "position", name="pk_tasks"),
    )
    op.create_index("ix_tasks_person", "tasks", ["person"])
    op.create_index("ix_tasks_unit_role", "tasks", ["unit", "role"])
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("letter", sa.Integer(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("addressees", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_documents_matter"),
        sa.ForeignKeyConstraint(
            ["procedure", "seq"], ["journal.procedure", "journal.seq"], name="fk_documents_procedure_seq"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint(
            "procedure", "seq", "kind", "letter", name="uq_documents_procedure_seq_kind_letter"
        ),
        sa.UniqueConstraint("unit", "kind", "year", "number", name="uq_documents_unit_kind_year_number"),
    )
    op.create_index("ix_documents_matter", "documents", ["matter"])
    op.create_table(
        "services",
        sa.Column("document", sa.Uuid(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_services_document"),
        sa.PrimaryKeyConstraint("document", "party", name="pk_services"),
    )
    op.create_foreign_key(
        "fk_procedures_anchored_on_anchored_seq",
        "procedures",
        "journal",
        ["anchored_on", "anchored_seq"],
        ["procedure", "seq"],
    )
