#!/bin/sh
# Begins as the official image does, as far as deploy/compose.yaml asks: a cluster is made where there is none, with
# the superuser's password from POSTGRES_PASSWORD_FILE and what /docker-entrypoint-initdb.d says, and then served.
# It is made beside and moved when it is whole: half a cluster is never taken for one.
set -eu
[ "${1:-postgres}" = postgres ] || exec "$@"
[ $# -eq 0 ] || shift

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    draft="$(dirname "$PGDATA")/.new"
    rm -rf "$draft"
    mkdir -p "$draft"
    chmod 700 "$draft"
    # shellcheck disable=SC2086  several arguments
    initdb --pgdata="$draft" --username=postgres --pwfile="$POSTGRES_PASSWORD_FILE" ${POSTGRES_INITDB_ARGS:-}
    echo "host all all all scram-sha-256" >> "$draft/pg_hba.conf"
    PGPASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")"
    export PGPASSWORD PGHOST=/var/run/postgresql PGUSER=postgres
    pg_ctl --pgdata="$draft" --wait --silent --options="-c listen_addresses='' -c unix_socket_directories=$PGHOST" start
    for script in /docker-entrypoint-initdb.d/*.sql; do
        [ ! -e "$script" ] || psql --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=postgres --file="$script"
    done
    pg_ctl --pgdata="$draft" --wait --silent --mode=fast stop
    unset PGPASSWORD PGHOST PGUSER
    mv "$draft" "$PGDATA"
fi
exec postgres -D "$PGDATA" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql "$@"
