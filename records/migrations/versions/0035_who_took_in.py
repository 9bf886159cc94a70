"""Authority: whose matter it is by having taken it in is looked up for the row that is asked, not for all"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# Owned by the role that sees every matter, so that the policy of ``matters`` does not ask itself. As a view
# it is part of the statement that asks: one row is looked up, and of many the database makes a set.
WHOSE = """
CREATE VIEW reader_matters AS
    SELECT m.number FROM matters AS m
    WHERE m.status <> 'accusation'
      AND (m.registered_by = ANY ((SELECT reach('registrar'))::text[])
           OR m.registered_as = ANY ((SELECT reach('intake'))::text[])
           OR m.tracking = nullif(current_setting('fengqiao.code', true), ''))
    UNION ALL
    SELECT c.matter FROM cases AS c
    WHERE c.kind IN ('review', 're_review') AND c.owner_unit = ANY ((SELECT reach('reviewing'))::text[])
    UNION ALL
    SELECT u.matter FROM unmaskings AS u
    WHERE u.kind = 'emergency' AND u.person = nullif(current_setting('fengqiao.who', true), '')
      AND u.until > nullif(current_setting('fengqiao.at', true), '')::timestamptz
"""
CASES = """
(NOT is_private OR places && (SELECT reach('here'))
    OR handler = nullif(current_setting('fengqiao.who', true), ''))
AND CASE WHEN kind = 'accusation' THEN
    owner_unit = ANY ((SELECT reach('accusations'))::text[]) OR places && (SELECT reach('accusations'))
ELSE
    owner_unit = ANY ((SELECT reach('units'))::text[]) OR places && (SELECT reach('units'))
    OR handler = ANY ((SELECT reach('person'))::text[])
    OR handler || '@' || owner_unit = ANY ((SELECT reach('instead'))::text[])
    OR (handler IS NULL AND owner_unit = ANY ((SELECT reach('own'))::text[]))
    OR (kind = 'handoff' AND
        (owner_unit = ANY ((SELECT reach('docked'))::text[]) OR places && (SELECT reach('docked'))))
    OR (kind IN ('consultation', 'petition_aftercare', 'review', 'handoff') AND
        (owner_unit = ANY ((SELECT reach('served'))::text[]) OR places && (SELECT reach('served'))))
    OR owner_role || '@' || owner_unit = ANY ((SELECT reach('seats'))::text[])
    OR procedure IN (SELECT reader_waiting())
    OR EXISTS (SELECT 1 FROM reader_matters AS r WHERE r.number = cases.matter)
END
"""
MATTERS = """
unit = ANY (
    CASE WHEN status = 'accusation' THEN (SELECT reach('accusations')) ELSE (SELECT reach('units')) END)
OR EXISTS (SELECT 1 FROM reader_matters AS r WHERE r.number = matters.number)
OR EXISTS (SELECT 1 FROM cases AS c WHERE c.matter = matters.number)
"""


def upgrade() -> None:
    """What is seen stays the same (``reader_matters`` in 0014); only how it is found changes."""
    op.execute(WHOSE)
    op.execute("GRANT CREATE ON SCHEMA public TO fengqiao_app")
    op.execute("ALTER VIEW reader_matters OWNER TO fengqiao_app")
    op.execute("REVOKE CREATE ON SCHEMA public FROM fengqiao_app")
    op.execute("GRANT SELECT ON reader_matters TO fengqiao_reader")
    op.execute(f"ALTER POLICY seen ON cases USING ({CASES})")
    op.execute(f"ALTER POLICY seen ON matters USING ({MATTERS})")
    op.execute("DROP FUNCTION reader_matters()")
