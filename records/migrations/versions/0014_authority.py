"""Authority: in which seat a matter was taken in, what it was marked as, and who was shown what was masked"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of matters taken in before, the seat is not known; whoever took them in is."""
    instant = sa.DateTime(timezone=True)
    op.add_column("matters", sa.Column("registered_as", sa.Text(), nullable=True))
    op.create_index("ix_matters_registered_by", "matters", ["registered_by"])
    op.create_index("ix_matters_registered_as", "matters", ["registered_as"])
    op.create_table(
        "marks",
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("marked_by", sa.Text(), nullable=False),
        sa.Column("marked_as", sa.Text(), nullable=False),
        sa.Column("marked_at", instant, nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_as", sa.Text(), nullable=True),
        sa.Column("undone_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("command", name="pk_marks"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_marks_matter_matters"),
    )
    op.create_index(
        "uq_marks_standing",
        "marks",
        ["matter", "confidentiality"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "unmaskings",
        sa.Column("command", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("reason", sa.Uuid(), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=True),
        sa.Column("agreed_as", sa.Text(), nullable=True),
        sa.Column("agreed_at", instant, nullable=True),
        sa.Column("until", instant, nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_as", sa.Text(), nullable=True),
        sa.Column("reviewed_at", instant, nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "agreed_by IS NULL OR kind <> 'two-person' OR agreed_by <> person",
            name="ck_unmaskings_two_persons",
        ),
        sa.CheckConstraint(
            "reviewed_by IS NULL OR reviewed_by <> person", name="ck_unmaskings_not_their_own"
        ),
        sa.PrimaryKeyConstraint("command", name="pk_unmaskings"),
        sa.ForeignKeyConstraint(["matter"], ["matters.number"], name="fk_unmaskings_matter_matters"),
        sa.ForeignKeyConstraint(["reason"], ["contents.ref"], name="fk_unmaskings_reason_contents"),
    )
    op.create_index("ix_unmaskings_person_matter", "unmaskings", ["person", "matter"])
    op.create_index("ix_unmaskings_matter_asked_at", "unmaskings", ["matter", "asked_at"])
    op.execute("GRANT SELECT, INSERT, UPDATE ON marks, unmaskings TO fengqiao_app")
    _second_wall()


# Every line of the table of the rules: role, relation, how much of each class (0 absent, 1 in part, 2 clear).
# Frozen here: a table that changes is a migration of its own, and a test holds the two equal.
CLASSES = ("file", "words", "contact", "minor", "mediation", "private", "sensitive", "reporter", "accusation")
TABLE = (
    ("window_clerk", "intake", "222202220"),
    ("window_clerk", "assigned", "222202200"),
    ("window_clerk", "served", "222201100"),
    ("triage_officer", "area", "222201120"),
    ("petition_bureau", "area", "222201120"),
    ("petition_bureau_head", "area", "222201120"),
    ("centre_dispatcher", "area", "222101100"),
    ("dispute_resolution_centre", "area", "222222200"),
    ("petition_reception_centre", "area", "222222200"),
    ("petition_mediation_docking_office", "area", "222201100"),
    ("legal_service_window", "intake", "222202200"),
    ("legal_service_window", "assigned", "222202200"),
    ("legal_service_window", "served", "222201100"),
    ("county_leader", "assigned", "221121100"),
    ("supervisor", "area", "221100000"),
    ("auditor", "area", "200000000"),
    ("archivist", "area", "200000000"),
    ("review_handler", "reviewed", "222202200"),
    ("review_head", "reviewed", "222202200"),
    ("dept_handler", "own", "222202200"),
    ("dept_handler", "intake", "222202200"),
    ("dept_head", "area", "222202200"),
    ("docking_clerk", "docked", "222200000"),
    ("police_station", "assigned", "222200000"),
    ("peoples_tribunal", "assigned", "222200000"),
    ("political_legal_commissioner", "own", "222222200"),
    ("political_legal_commissioner", "area", "221121000"),
    ("justice_office", "own", "222222200"),
    ("justice_office", "area", "221121000"),
    ("township_petition_office", "own", "222202200"),
    ("township_petition_office", "intake", "222202200"),
    ("township_petition_office", "area", "221101000"),
    ("township_head", "own", "222202200"),
    ("township_head", "area", "221100000"),
    ("village_party_secretary", "own", "222222200"),
    ("village_party_secretary", "area", "222100000"),
    ("posted_township_cadre", "own", "222222200"),
    ("posted_township_cadre", "area", "222100000"),
    ("peoples_mediator", "own", "222222200"),
    ("peoples_mediator", "reported", "222200000"),
    ("grid_worker", "reported", "220000000"),
    ("auxiliary_police", "reported", "220000000"),
)
OF_ACCUSATIONS = (("discipline_clerk", "area", "222222222"),)
# Kinds of text that are of another class than ``words``.
KINDS = (
    ("contact", "contact"),
    ("party-contact", "contact"),
    ("address", "contact"),
    ("telephone", "contact"),
    ("hidden-name", "reporter"),
    ("hidden-author", "reporter"),
    ("hidden-contact", "reporter"),
    ("minutes", "mediation"),
)

# A role belongs to the whole cluster: another database, or another process, may have made it already.
ROLE = """
DO $$ BEGIN
    CREATE ROLE fengqiao_reader NOLOGIN NOSUPERUSER NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""

# What is set for one transaction by ``read_as`` and read by the policies; nothing set is nothing seen.
FUNCTIONS = """
CREATE FUNCTION reach(what text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('fengqiao.' || what, true), ''), '{}')::text[]
$$;

CREATE FUNCTION reach_of(class text) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('fengqiao.classes', true), '')::jsonb -> class
$$;

CREATE FUNCTION reaches(who jsonb) RETURNS TABLE (class text, way jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN -- in this language a plan is kept from one transaction to the next
    RETURN QUERY WITH RECURSIVE
    seat AS (
        SELECT split_part(s, '@', 1) AS role, split_part(s, '@', 2) AS unit, s AS seat
        FROM jsonb_array_elements_text(who -> 'seats') AS s
    ),
    absent AS (
        SELECT seat.seat, away || '@' || seat.unit AS instead
        FROM seat, jsonb_array_elements_text(coalesce(who -> 'instead' -> seat.seat, '[]')) AS away
    ),
    granted AS (
        SELECT seat.*, t.relation,
               t.confidentiality || CASE WHEN t.of_accusations THEN '!' ELSE '' END AS class
        FROM seat JOIN authority_table AS t USING (role)
        WHERE t.mask >= (who ->> 'least')::int
    ),
    today AS (
        SELECT unit, parent FROM units
        WHERE valid_from <= (who ->> 'day')::date
          AND (valid_until IS NULL OR valid_until > (who ->> 'day')::date)
        UNION ALL -- the sealed store keeps no directory: there the tree is told
        SELECT key, value FROM jsonb_each_text(coalesce(nullif(who -> 'tree', 'null'), '{}'))
        WHERE NOT EXISTS (SELECT 1 FROM units)
    ),
    area AS (
        SELECT DISTINCT today.unit AS top, today.unit
        FROM granted JOIN today USING (unit) WHERE relation IN ('area', 'served')
        UNION
        SELECT area.top, today.unit FROM today JOIN area ON today.parent = area.unit
    )
    SELECT class, jsonb_build_object(
        'units', coalesce((SELECT jsonb_agg(DISTINCT area.unit) FROM area
                  WHERE area.top = ANY (array_agg(g.unit) FILTER (WHERE g.relation = 'area'))), '[]'),
        'served', coalesce((SELECT jsonb_agg(DISTINCT area.unit) FROM area
                  WHERE area.top = ANY (array_agg(g.unit) FILTER (WHERE g.relation = 'served'))), '[]'),
        'own', coalesce(jsonb_agg(DISTINCT g.unit) FILTER (WHERE g.relation = 'own'), '[]'),
        'docked', coalesce(jsonb_agg(DISTINCT g.unit) FILTER (WHERE g.relation IN ('own', 'docked')), '[]'),
        'seats', coalesce(jsonb_agg(DISTINCT g.seat) FILTER (WHERE g.relation = 'assigned'), '[]'),
        'intake', coalesce(jsonb_agg(DISTINCT g.seat) FILTER (WHERE g.relation = 'intake'), '[]'),
        'reviewing', coalesce(jsonb_agg(DISTINCT g.unit) FILTER (WHERE g.relation = 'reviewed'), '[]'),
        'person', CASE WHEN bool_or(g.relation IN ('own', 'assigned'))
                       THEN jsonb_build_array(who -> 'person') ELSE '[]' END,
        'instead', coalesce((SELECT jsonb_agg(DISTINCT absent.instead) FROM absent WHERE absent.seat
                  = ANY (array_agg(g.seat) FILTER (WHERE g.relation IN ('own', 'assigned')))), '[]'),
        'registrar', CASE WHEN bool_or(g.relation IN ('reported', 'intake'))
                          THEN jsonb_build_array(who -> 'person') ELSE '[]' END)
    FROM granted AS g GROUP BY class;
END $$;

CREATE FUNCTION is_in_an_emergency(who jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM unmaskings AS u WHERE u.kind = 'emergency' AND u.person = who ->> 'person'
        AND u.until > (who ->> 'at')::timestamptz)
$$;

CREATE FUNCTION read_as(who jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    classes jsonb := (SELECT coalesce(jsonb_object_agg(r.class, r.way), '{}') FROM reaches(who) AS r);
    field text;
BEGIN
    PERFORM set_config('fengqiao.classes', classes::text, true);
    FOREACH field IN ARRAY
        ARRAY['units', 'served', 'own', 'docked', 'seats', 'intake', 'reviewing', 'person', 'instead',
              'registrar']
    LOOP
        PERFORM set_config('fengqiao.' || field, ARRAY(
            SELECT jsonb_array_elements_text(classes #> ARRAY['file', field]))::text, true);
    END LOOP;
    PERFORM set_config('fengqiao.here', ARRAY(
        SELECT DISTINCT split_part(s, '@', 2)
        FROM jsonb_array_elements_text(coalesce(who -> 'seats', '[]')) AS s)::text, true);
    PERFORM set_config('fengqiao.accusations', ARRAY(
        SELECT jsonb_array_elements_text(classes #> '{file!,units}'))::text, true);
    PERFORM set_config('fengqiao.who', coalesce(who ->> 'person', ''), true);
    PERFORM set_config('fengqiao.emergency',
        CASE WHEN is_in_an_emergency(who) THEN 'yes' ELSE 'no' END, true);
    PERFORM set_config('fengqiao.at', coalesce(who ->> 'at', ''), true);
    PERFORM set_config('fengqiao.code', coalesce(who ->> 'code', ''), true);
END $$;

CREATE FUNCTION reader_waiting() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.procedure FROM tasks AS t WHERE t.person = ANY (reach('person'))
    UNION
    SELECT t.procedure FROM unnest(reach('instead')) AS s
    JOIN tasks AS t ON t.person = split_part(s, '@', 1) AND t.unit = split_part(s, '@', 2)
    UNION
    SELECT t.procedure FROM unnest(reach('seats')) AS s
    JOIN tasks AS t ON t.role = split_part(s, '@', 1) AND t.unit = split_part(s, '@', 2)
$$;

CREATE FUNCTION reader_matters() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.number FROM matters AS m
    WHERE m.status <> 'accusation'
      AND (m.registered_by = ANY (reach('registrar')) OR m.registered_as = ANY (reach('intake')))
    UNION
    SELECT c.matter FROM cases AS c
    WHERE c.kind IN ('review', 're_review') AND c.owner_unit = ANY (reach('reviewing'))
    UNION
    SELECT m.number FROM matters AS m
    WHERE m.status <> 'accusation' AND m.tracking = nullif(current_setting('fengqiao.code', true), '')
    UNION
    SELECT u.matter FROM unmaskings AS u
    WHERE u.kind = 'emergency' AND u.person = nullif(current_setting('fengqiao.who', true), '')
      AND u.until > nullif(current_setting('fengqiao.at', true), '')::timestamptz
$$;

CREATE FUNCTION reader_reads(number text, class text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM unmaskings AS u
        WHERE u.matter = number AND u.person = nullif(current_setting('fengqiao.who', true), '')
          AND (u.confidentiality = class
               OR (u.kind = 'emergency' AND class IN ('file', 'words', 'contact', 'minor')))
          AND u.until > nullif(current_setting('fengqiao.at', true), '')::timestamptz
    ) OR EXISTS (
        SELECT 1 FROM matters AS m,
            LATERAL reach_of(class || CASE WHEN m.status = 'accusation' THEN '!' ELSE '' END) AS way
        WHERE m.number = reader_reads.number AND (
            way -> 'units' ? m.unit
            OR way -> 'registrar' ? m.registered_by OR way -> 'intake' ? m.registered_as
            OR EXISTS (
                SELECT 1 FROM cases AS c WHERE c.matter = m.number
                AND (NOT c.is_private OR c.places && reach('here')
                     OR c.handler = nullif(current_setting('fengqiao.who', true), '')) AND (
                    way -> 'units' ? c.owner_unit OR way -> 'units' ?| c.places
                    OR way -> 'person' ? c.handler OR way -> 'instead' ? (c.handler || '@' || c.owner_unit)
                    OR (c.handler IS NULL AND way -> 'own' ? c.owner_unit)
                    OR (c.kind = 'handoff'
                        AND (way -> 'docked' ? c.owner_unit OR way -> 'docked' ?| c.places))
                    OR way -> 'seats' ? (c.owner_role || '@' || c.owner_unit)
                    OR (c.kind IN ('review', 're_review') AND way -> 'reviewing' ? c.owner_unit)
                    OR (c.kind IN ('consultation', 'petition_aftercare', 'review', 'handoff')
                        AND (way -> 'served' ? c.owner_unit OR way -> 'served' ?| c.places))
                    OR EXISTS (
                        SELECT 1 FROM tasks AS t WHERE t.procedure = c.procedure
                        AND (way -> 'person' ? t.person OR way -> 'instead' ? (t.person || '@' || t.unit)
                             OR way -> 'seats' ? (t.role || '@' || t.unit)))))))
    OR (class <> 'reporter' AND EXISTS (
        SELECT 1 FROM matters AS m WHERE m.number = reader_reads.number
        AND m.tracking = nullif(current_setting('fengqiao.code', true), '')))
$$;

CREATE FUNCTION raised_classes(number text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.confidentiality FROM marks AS m WHERE m.matter = number AND m.undone_at IS NULL
    UNION
    SELECT 'minor' WHERE EXISTS (
        SELECT 1 FROM parties AS p JOIN cases AS c USING (procedure)
        WHERE c.matter = number AND p.is_minor)
$$;

CREATE FUNCTION reader_opens(number text, kind text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    -- What is read wherever the case is seen need not be asked again; an emergency opens only what it names.
    SELECT bool_and(
        coalesce(current_setting('fengqiao.emergency') = 'no' AND reach_of(class) = reach_of('file'), false)
        OR reader_reads(number, class)
    ) FROM (
        SELECT coalesce(
            (SELECT k.confidentiality FROM authority_kinds AS k WHERE k.kind = reader_opens.kind), 'words')
        UNION
        SELECT raised_classes(number)
    ) AS every (class)
$$;
"""
AS_THE_HOUSE = (
    *("reaches(jsonb)", "is_in_an_emergency(jsonb)", "reader_waiting()", "reader_matters()"),
    *("reader_reads(text, text)", "raised_classes(text)", "reader_opens(text, text)"),
)

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
    OR matter IN (SELECT reader_matters())
END
"""
MATTERS = """
unit = ANY (
    CASE WHEN status = 'accusation' THEN (SELECT reach('accusations')) ELSE (SELECT reach('units')) END)
OR number IN (SELECT reader_matters())
OR EXISTS (SELECT 1 FROM cases AS c WHERE c.matter = matters.number)
"""
OF_A_CASE = "EXISTS (SELECT 1 FROM cases AS c WHERE c.procedure = {table}.{column})"
OF_A_MATTER = "EXISTS (SELECT 1 FROM matters AS m WHERE m.number = {table}.{column})"
OF_A_LOOK = OF_A_MATTER.format(table="unmaskings", column="matter")
# table -> what of it is seen; through the case or the matter it belongs to, where nothing else is said
SEEN = {
    "cases": CASES,
    "matters": MATTERS,
    **{
        table: OF_A_CASE.format(table=table, column="procedure")
        for table in (
            *("case_places", "tasks", "parties", "sessions", "agreements", "clocks"),
            *("journal", "ledger", "outbox", "documents", "deliveries", "exchanges"),
        )
    },
    "procedures": OF_A_CASE.format(table="procedures", column="id"),
    "services": "EXISTS (SELECT 1 FROM documents AS d WHERE d.id = services.document)",
    "keeping": OF_A_MATTER.format(table="keeping", column="matter"),
    "keeping_now": OF_A_MATTER.format(table="keeping_now", column="matter"),
    "matter_keys": OF_A_MATTER.format(table="matter_keys", column="matter"),
    "contents": OF_A_MATTER.format(table="contents", column="matter") + " AND reader_opens(matter, kind)",
    "links": " AND ".join(OF_A_MATTER.format(table="links", column=each) for each in ("matter", "other")),
    "marks": OF_A_MATTER.format(table="marks", column="matter"),
    "unmaskings": f"person = nullif(current_setting('fengqiao.who', true), '') OR {OF_A_LOOK}",
}
# What the reader never reads, and which tables belong to no case: units and seats, editions, publications.
UNREAD = ("histories", "access_log", "agency_inbox")
OPEN = ("units", "people", "seats", "editions", "publications", "arrivals", "name_index")


def _second_wall() -> None:
    """Who reads stands behind a wall of the database's own: another role, and a policy on every table."""
    op.execute(ROLE)
    op.execute("GRANT fengqiao_reader TO CURRENT_USER WITH SET TRUE")
    op.execute("GRANT USAGE ON SCHEMA public TO fengqiao_reader")
    _table_of_the_rules()
    op.execute(FUNCTIONS)
    op.execute("GRANT CREATE ON SCHEMA public TO fengqiao_app")
    for function in AS_THE_HOUSE:
        op.execute(f"ALTER FUNCTION {function} OWNER TO fengqiao_app")
    op.execute("REVOKE CREATE ON SCHEMA public FROM fengqiao_app")
    for table, seen in SEEN.items():
        op.execute(f"CREATE POLICY seen ON {table} FOR SELECT TO fengqiao_reader USING ({seen})")
    for table in (*SEEN, *UNREAD):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY house ON {table} TO fengqiao_app USING (true) WITH CHECK (true)")
    op.execute(f"GRANT SELECT ON {', '.join((*SEEN, *OPEN))} TO fengqiao_reader")


def _table_of_the_rules() -> None:
    table = op.create_table(
        "authority_table",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("of_accusations", sa.Boolean(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("mask", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "role", "relation", "of_accusations", "confidentiality", name="pk_authority_table"
        ),
    )
    kinds = op.create_table(
        "authority_kinds",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_authority_kinds"),
    )
    rows = [
        {
            "role": role,
            "relation": relation,
            "of_accusations": of_accusations,
            "confidentiality": each,
            "mask": int(mask),
        }
        for lines, of_accusations in ((TABLE, False), (OF_ACCUSATIONS, True))
        for role, relation, masks in lines
        for each, mask in zip(CLASSES, masks, strict=True)
    ]
    op.bulk_insert(table, rows)
    op.bulk_insert(kinds, [{"kind": kind, "confidentiality": each} for kind, each in KINDS])
    op.execute("GRANT SELECT ON authority_table, authority_kinds TO fengqiao_app")
