"""Who may change what: the application's role, and the guards of what is never changed"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WRITTEN_ONCE = ("journal", "ledger", "editions")
APPENDED = ("services", "histories", "access_log")
SEALED = ("matter_keys", "name_index")  # erasure takes from here
KEPT = (
    "number_series",
    "matters",
    "contents",
    "procedures",
    "outbox",
    "documents",
    "units",
    "people",
    "seats",
)
READ = ("cases", "case_places", "tasks", "parties", "sessions", "agreements")

# A role belongs to the whole cluster: another database, or another process, may have made it already.
ROLE = """
DO $$ BEGIN
    CREATE ROLE fengqiao_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""

GUARD = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written once and never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def upgrade() -> None:
    """Make the role, grant what it needs, and put the guards up."""
    op.execute(ROLE)
    op.execute("GRANT fengqiao_app TO CURRENT_USER WITH SET TRUE")
    op.execute("GRANT USAGE ON SCHEMA public TO fengqiao_app")
    for privileges, tables in (
        ("SELECT, INSERT", WRITTEN_ONCE + APPENDED),
        ("SELECT, INSERT, UPDATE", KEPT),
        ("SELECT, INSERT, UPDATE, DELETE", SEALED + READ),
    ):
        op.execute(f"GRANT {privileges} ON {', '.join(tables)} TO fengqiao_app")
    op.execute(GUARD)
    for table in WRITTEN_ONCE:
        op.execute(
            f"CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        for trigger in ("written_once", "never_emptied"):
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")
