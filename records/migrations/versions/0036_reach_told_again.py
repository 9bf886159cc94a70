"""Authority: how far somebody reads is worked out once for one page, and told to its other transactions"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# What the policies read stays what ``read_as`` works out (0014, 0018), and ``read_at_first`` says what that
# was. ``read_as`` stays for a release that still calls it, and has prepared to.
TOLD = """
CREATE FUNCTION reach_as_set(who jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    classes jsonb := (SELECT coalesce(jsonb_object_agg(r.class, r.way), '{}') FROM reaches(who) AS r);
BEGIN
    RETURN (
        SELECT jsonb_object_agg(
            field, ARRAY(SELECT jsonb_array_elements_text(classes #> ARRAY['file', field]))::text)
        FROM unnest(ARRAY['units', 'served', 'own', 'docked', 'seats', 'intake', 'reviewing', 'entrusted',
                          'person', 'instead', 'registrar']) AS field
    ) || jsonb_build_object(
        'classes', classes::text,
        'here', ARRAY(
            SELECT DISTINCT split_part(s, '@', 2)
            FROM jsonb_array_elements_text(coalesce(who -> 'seats', '[]')) AS s)::text,
        'accusations', ARRAY(SELECT jsonb_array_elements_text(classes #> '{file!,units}'))::text,
        'who', coalesce(who ->> 'person', ''),
        'emergency', CASE WHEN is_in_an_emergency(who) THEN 'yes' ELSE 'no' END,
        'at', coalesce(who ->> 'at', ''),
        'code', coalesce(who ->> 'code', ''));
END $$;

CREATE FUNCTION read_again(reach jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('fengqiao.' || key, value, true) FROM jsonb_each_text(reach);
END $$;

CREATE FUNCTION read_at_first(who jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    reach jsonb := reach_as_set(who);
BEGIN
    PERFORM read_again(reach);
    RETURN reach;
END $$;

CREATE OR REPLACE FUNCTION read_as(who jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM read_at_first(who);
END $$;
"""


def upgrade() -> None:
    """For this transaction alone, as before; nothing set is nothing seen."""
    op.execute(TOLD)
