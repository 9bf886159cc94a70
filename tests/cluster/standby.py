"""A second PostgreSQL that follows the first, waits with it for every commit, and takes its place."""

import time
from pathlib import Path

import psycopg
from psycopg import sql

from local.account import account_for, give_to
from local.ports import LOOPBACK, free_port
from local.postgres import _SUPERUSER, Postgres, program
from local.process import Child

NAME = "standby"
_COPY_SECONDS = 300


def follow(primary: Postgres, home: Path) -> Postgres:
    """A standby of this primary, copied from it; not started yet. The two have the same passwords."""
    directory = home / "standby"
    directory.mkdir(mode=0o700)
    account = account_for(program("postgres"))
    give_to(account, directory)
    at = psycopg.conninfo.make_conninfo(
        host=LOOPBACK,
        port=primary.port,
        user=_SUPERUSER,
        password=primary._password(_SUPERUSER),
        application_name=NAME,
    )
    command = [program("pg_basebackup"), "-D", str(directory), "--dbname", at, "--write-recovery-conf"]
    copying = Child(
        "pg_basebackup", [*command, "--checkpoint=fast"], home / "log" / "copy.log", account=account
    )
    copying.start()
    copying.wait_until(lambda: copying.code == 0, _COPY_SECONDS)
    return Postgres(directory, primary._keys, free_port(), home / "log" / "standby.log")


def wait_for_each_other(primary: Postgres) -> None:
    """From now on nothing is confirmed that the standby does not hold: what is promoted lacks nothing."""
    with primary._superuser() as connection:
        connection.execute(
            sql.SQL("ALTER SYSTEM SET synchronous_standby_names = {}").format(sql.Literal(NAME))
        )
        connection.execute("SELECT pg_reload_conf()")
        asked = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
        limit = time.monotonic() + 120
        while (found := connection.execute(asked).fetchone()) != (1,):
            assert time.monotonic() < limit, f"the standby does not follow: {found}"
            time.sleep(0.1)


def promote(standby: Postgres) -> None:
    """It takes the place of the primary, which must be gone for good, and waits for nobody."""
    with standby._superuser() as connection:
        connection.execute("SELECT pg_promote(wait => true, wait_seconds => 60)")
        connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
        connection.execute("SELECT pg_reload_conf()")
