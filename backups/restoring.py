"""Restoring (恢复): from a backup and the log behind it, to a moment, into a directory that is empty.

All is checked before anything is unpacked, and put together beside the directory; that is there whole, or not
at all. What comes back is marked: nothing is decided on it before it has been reconciled.
"""

import hashlib
import os
import secrets
import shlex
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

import records
from backups import key_copies
from backups.manifests import LogHead, Manifest, check_head, check_manifest, trusted
from backups.place import BASE, ENGINE, Place, head_of
from backups.sealing import digest_of, identities, opened, unpacked
from backups.words import Failed
from local.account import account_for, give_to
from local.keys import kept
from local.lock import Lock
from local.postgres import OWNER
from local.postgres import program as embedded
from local.process import Child
from local.words import CannotStart
from proof.keys import Signer

_RECOVERY_SECONDS = 24 * 60 * 60.0
_ENDED_BEFORE = "recovery ended before configured recovery target was reached"
_SEGMENT = 24  # characters of a file's name; what is shorter is a history
_CONNECTS_WITHIN = 60.0


@dataclass(frozen=True)
class Wish:
    """What is to be restored, from where, to where. ``until`` None: as late as the archive reaches.
    ``identity`` is the file of a private key, ``keys`` the copy of the keys, ``fingerprint`` the first
    signing key's as it was published."""

    place: Place
    target: Path
    identity: Path
    until: datetime | None = None
    backup: str = ""
    keys: Path | None = None
    fingerprint: str | None = None
    with_engine: bool = True
    programs: Path | None = None


@dataclass
class Restored:
    """What came back, and how long its parts took, in seconds. ``missing``: files that rows name and no
    backup has."""

    backup: str
    until: str
    took: dict[str, float] = field(default_factory=dict)
    files: int = 0
    missing: tuple[str, ...] = ()
    has_engine: bool = False
    has_keys: bool = False


Told = Callable[[str], None]
Heads = Mapping[str, tuple[LogHead, Path, int]]  # the files of the log: what each says, and where it begins


def restore(wish: Wish, signers: Sequence[Signer] = (), told: Told = lambda _: None) -> Restored:
    """Bring a backup back to life in an empty directory. ``told`` hears of each step by its code.

    Raises Failed, which says what is to be done, and OSError.
    """
    return _Restoring(wish, list(signers), told).whole()


class _Restoring:
    def __init__(self, wish: Wish, signers: list[Signer], told: Told) -> None:
        self.wish, self.signers, self.told = wish, signers, told
        self.target = wish.target.resolve()
        self.draft = self.target.with_name(f".{self.target.name}.restoring")
        self.identities = identities(wish.identity)
        self.took: dict[str, float] = {}

    def whole(self) -> Restored:
        self._refuse_what_is_there()
        manifest = self._chosen()
        self._trust(manifest)
        with self._timed("check"):
            self._check_parts(manifest)
            heads = self._log(manifest)
        shutil.rmtree(self.draft, ignore_errors=True)
        self.draft.mkdir(parents=True, mode=0o700)
        has_keys = self._keys()
        with self._timed("unpack"):
            self._unpack(manifest)
            self._unpack_log(heads)
        with self._timed("recover"):
            until, names = self._recover(manifest, heads)
        with self._timed("engine"):
            has_engine = self._engine(manifest)
        with self._timed("files"):
            count, missing = self._files(names)
        self._put_in_place()
        return Restored(manifest.id, until, self.took, count, missing, has_engine, has_keys)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        self.told(step)
        began = time.monotonic()
        yield
        self.took[step] = round(time.monotonic() - began, 2)

    def _refuse_what_is_there(self) -> None:
        lock = Lock(self.target / ".lock")
        if (self.target / ".lock").exists():
            try:
                lock.take()
            except CannotStart:
                raise Failed("target-in-use", target=self.target) from None
            lock.release()
        if self.target.exists() and (not self.target.is_dir() or any(self.target.iterdir())):
            raise Failed("target-not-empty", target=self.target)

    def _chosen(self) -> Manifest:
        """The backup that was asked for, else the newest from which the moment can be reached."""
        taken = self.wish.place.taken()
        if self.wish.backup:
            taken = [each for each in taken if each.id == self.wish.backup]
        if not taken:
            raise Failed("no-backup", place=self.wish.place.root)
        until = self.wish.until
        reaching = [each for each in taken if until is None or each.at <= until]
        if not reaching:
            first = taken[0].finished
            raise Failed("no-backup-before", place=self.wish.place.root, first=first, until=until)
        return reaching[-1]

    def _trust(self, manifest: Manifest) -> None:
        """The signature first: nothing else of it is believed before."""
        if self.wish.keys is not None:
            copied = key_copies.opened(self.wish.keys, self.identities)
            self.signers += key_copies.signers_of(copied)
        self.public = trusted(manifest.keys, self.signers, self.wish.fingerprint)
        check_manifest(manifest, self.public)

    def _check_parts(self, manifest: Manifest) -> None:
        for part in manifest.parts:
            path = self.wish.place.sets / manifest.id / part.name
            try:
                found = digest_of(path)
            except FileNotFoundError:
                raise Failed("part-missing", what=f"{manifest.id}/{part.name}") from None
            if found != (part.size, part.sha256):
                raise Failed("tampered", what=f"{manifest.id}/{part.name}")

    def _log(self, manifest: Manifest) -> Heads:
        """The files of the log from the backup on, each as it was signed. Raises Failed where one is missing
        and where they do not reach far enough."""
        found: dict[str, tuple[LogHead, Path, int]] = {}
        for name, path in self.wish.place.log(manifest.system).items():
            if len(name) == _SEGMENT and name[8:] < manifest.start[8:]:
                continue
            head, begins = head_of(path)
            check_head(head, self.public)
            if head.name != name or head.system != manifest.system:
                raise Failed("tampered", what=path.name)
            found[name] = (head, path, begins)
        segments = {name: each for name, each in found.items() if len(name) == _SEGMENT}
        if gap := first_gap(manifest, segments):
            before = [head.at for name, (head, _, _) in segments.items() if name[8:] < gap[8:]]
            raise Failed("wal-gap", segment=gap, until=max(before, default=manifest.at).isoformat())
        until = self.wish.until
        reaches = max((head.at for head, _, _ in segments.values()), default=manifest.at)
        if until is not None and until > reaches:
            raise Failed("wal-missing", until=reaches.isoformat(), asked=until.isoformat())
        return found

    def _unpack(self, manifest: Manifest) -> None:
        """The cluster as it lay there, every file of it held to the server's own list."""
        cluster = self.draft / "postgres"
        cluster.mkdir(mode=0o700)
        with opened(
            self.wish.place.sets / manifest.id / BASE, self.identities, manifest.recipients
        ) as stream:
            try:
                with tarfile.open(fileobj=stream, mode="r|gz") as tar:
                    tar.extractall(cluster, filter="data")
            except (tarfile.TarError, zlib.error, EOFError) as error:
                raise Failed("tampered", what=f"{manifest.id}/{BASE}") from error
        for each in (cluster, *cluster.rglob("*")):
            each.chmod(0o700 if each.is_dir() else 0o600)
        self._right_version(cluster, manifest)
        checking = [self._program("pg_verifybackup"), "--no-parse-wal", "--quiet", str(cluster)]
        done = subprocess.run(checking, capture_output=True, check=False)
        if done.returncode:
            raise Failed("tampered", what=f"{manifest.id}/{BASE}")

    def _right_version(self, cluster: Path, manifest: Manifest) -> None:
        major = (cluster / "PG_VERSION").read_text().strip()
        done = subprocess.run(
            [self._program("postgres"), "--version"], capture_output=True, text=True, check=False
        )
        if f" {major}." not in f"{done.stdout} ":
            raise Failed("other-version", found=manifest.version, ours=done.stdout.strip())

    def _unpack_log(self, heads: Heads) -> None:
        self._wal = self.draft / "wal-restored"
        self._wal.mkdir(mode=0o700)
        for name, (head, path, begins) in needed(heads, self.wish.until).items():
            size, sha256 = behind(path, begins)
            if (size, sha256) != (head.size, head.sha256):
                raise Failed("tampered", what=path.name)
            with opened(path, self.identities, head.recipients, begins) as stream:
                try:
                    with (self._wal / name).open("wb") as out:
                        unpacked(stream, out.write)
                except zlib.error as error:
                    raise Failed("tampered", what=path.name) from error

    def _recover(self, manifest: Manifest, heads: Heads) -> tuple[str, dict[str, list[str]]]:
        """Have PostgreSQL play the log up to the moment, mark what came back, and say which files its rows
        name."""
        with Recovery(self.draft / "postgres", self._wal, self._program, self.draft) as server:
            server.play(self.wish.until, manifest.superuser)
            if manifest.is_embedded:
                self._set_passwords(server, manifest.superuser)
            server.mark(manifest.databases, manifest.superuser, manifest.id, self.wish.until or manifest.at)
            names = {
                store: server.files(database, manifest.superuser)
                for store, database in manifest.databases.items()
            }
        shutil.rmtree(self._wal)
        reached = max((head.at for head, _, _ in heads.values()), default=manifest.at)
        return (self.wish.until or reached).isoformat(), names

    def _set_passwords(self, server: "Recovery", superuser: str) -> None:
        """New ones, beside the data: the old ones were kept elsewhere, as keys are."""
        with server.connect("postgres", superuser) as connection:
            for role in (superuser, OWNER):
                password = kept(self.draft / "keys", f"postgres-{role}", lambda: secrets.token_urlsafe(24))
                statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
                connection.execute(statement.format(sql.Identifier(role), sql.Literal(password)))

    def _engine(self, manifest: Manifest) -> bool:
        if not (manifest.has_engine and self.wish.with_engine):
            return False
        directory = self.draft / "temporal"
        directory.mkdir(mode=0o700)
        database = directory / "temporal.db"
        sealed = self.wish.place.sets / manifest.id / ENGINE
        with opened(sealed, self.identities, manifest.recipients) as stream:
            descriptor = os.open(database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                unpacked(stream, out.write)
        connection = sqlite3.connect(database)
        try:
            found = connection.execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError:
            found = None
        finally:
            connection.close()
        if found != ("ok",):
            raise Failed("engine-broken")
        return True

    def _files(self, names: Mapping[str, list[str]]) -> tuple[int, tuple[str, ...]]:
        """The files that the restored rows name, each held to its name; and those that no backup has."""
        copied, missing = 0, []
        for store, some in names.items():
            for name in some:
                source = self.wish.place.file(store, name)
                if not source.exists() or digest_of(source)[1] != name:
                    missing.append(f"{store}/{name}")
                    continue
                copy = self.draft / "files" / store / name[:2] / name
                copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copyfile(source, copy)
                copied += 1
        return copied, tuple(missing)

    def _keys(self) -> bool:
        if self.wish.keys is None:
            return False
        key_copies.lay(key_copies.opened(self.wish.keys, self.identities), self.draft / "keys")
        return True

    def _put_in_place(self) -> None:
        (self.draft / "seeded").touch()  # nobody enters a fictional county into it
        with suppress(FileNotFoundError):
            self.target.rmdir()
        self.draft.rename(self.target)

    def _program(self, name: str) -> str:
        return str(self.wish.programs / name) if self.wish.programs else embedded(name)


class Recovery:
    """PostgreSQL on restored files, reached by nobody but us: through a socket in a directory of its own."""

    def __init__(self, cluster: Path, wal: Path, program: Callable[[str], str], above: Path) -> None:
        self._cluster, self._wal, self._program = cluster, wal, program
        self._account = account_for(program("postgres"))
        self._log = above / "recovery.log"
        self._child: Child | None = None

    def __enter__(self) -> Self:
        self._sockets = Path(tempfile.mkdtemp(prefix="fq-"))  # a socket's path may not be long
        (self._sockets / "hba").write_text("local all all trust\n")
        give_to(self._account, self._sockets, self._sockets / "hba")
        for path in (self._cluster, self._wal):
            for each in (path, *path.rglob("*")):
                if self._account:
                    shutil.chown(each, self._account)
            give_to(self._account, path)
        return self

    def __exit__(self, *_: object) -> None:
        if self._child is not None:
            self._child.stop(600)
        shutil.rmtree(self._sockets, ignore_errors=True)

    def play(self, until: datetime | None, superuser: str) -> None:
        """Raises Failed when the moment is not reached."""
        (self._cluster / "recovery.signal").touch()
        if self._account:
            shutil.chown(self._cluster / "recovery.signal", self._account)
        wal = shlex.quote(str(self._wal).replace("%", "%%"))
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._sockets),
            "hba_file": str(self._sockets / "hba"),
            "hot_standby": "off",
            "archive_mode": "off",
            "restore_command": f"cp {wal}/%f %p",
            "recovery_target_timeline": "latest",
            "recovery_target_action": "promote",
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            "lc_messages": "C",
            **({"recovery_target_time": until.isoformat()} if until else {}),
        }
        configuration = self._cluster / "postgresql.conf"
        if not configuration.exists():  # it lay elsewhere, as Debian has it
            configuration.touch(mode=0o600)
            if self._account:
                shutil.chown(configuration, self._account)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [self._program("postgres"), "-D", str(self._cluster), *options]
        self._child = Child("PostgreSQL", command, self._log, account=self._account)
        self._child.start()
        try:
            self._child.wait_until(lambda: self._is_up(superuser), _RECOVERY_SECONDS)
        except CannotStart:
            raise self._why(until) from None

    def _why(self, until: datetime | None) -> Failed:
        tail = self._child.tail(8) if self._child else ""
        asked = until.isoformat() if until else "…"
        code = "wal-missing" if _ENDED_BEFORE in tail else "recovery-failed"
        return Failed(code, until="…", asked=asked, log=self._log, tail=tail)

    def _is_up(self, superuser: str) -> bool:
        try:
            with self.connect("postgres", superuser) as connection:
                row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        except psycopg.OperationalError:
            return False
        return row == (False,)

    def mark(self, databases: Mapping[str, str], superuser: str, backup: str, until: datetime) -> None:
        """Bring each database to the tables of this release, and note in it that it came back."""
        for database in databases.values():
            with self.connect(database, superuser) as connection:
                query = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
                owner = connection.execute(query).fetchone()
                assert owner
                records.migrate(f"postgresql://{quote(owner[0])}@/{quote(database)}?host={self._sockets}")
                row = "INSERT INTO restorations (backup, until) VALUES (%s, %s)"
                connection.execute(row, [backup, until])

    def connect(self, database: str, role: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self._sockets), dbname=database, user=role, autocommit=True, connect_timeout=60
        )

    def files(self, database: str, superuser: str) -> list[str]:
        """The files that its matters have."""
        with self.connect(database, superuser) as connection:
            if connection.execute("SELECT to_regclass('added_papers')").fetchone() == (None,):
                return []
            return [
                row[0]
                for row in connection.execute(
                    "SELECT DISTINCT a.digest FROM added_papers AS a JOIN matter_keys AS k USING (matter)"
                    " WHERE k.wrapped IS NOT NULL AND a.scan <> 'infected' ORDER BY 1"
                )
            ]


def following(segment: str) -> str:
    """The name of the file of the log behind this one, for files of the usual size (16 MB)."""
    number = int(segment[8:16], 16) * 256 + int(segment[16:], 16) + 1
    return f"{segment[:8]}{number // 256:08X}{number % 256:08X}"


def first_gap(manifest: Manifest, there: Collection[str]) -> str | None:
    """The first file of the log behind a backup that is missing, though a later one is there."""
    places = {name[8:] for name in there if len(name) == _SEGMENT}
    last, expected = max(places, default=""), manifest.start
    while expected[8:] <= last:
        if expected[8:] not in places:
            return expected
        expected = following(expected)
    return None


def needed(heads: Heads, until: datetime | None) -> Heads:
    """The files that are needed to come to a moment: up to the heartbeat behind it, which proves that it was
    reached, and lies in one of the files that were sent along with it or in the first one after them."""
    if until is None:
        return heads
    found: dict[str, tuple[LogHead, Path, int]] = {}
    beat: datetime | None = None
    for name, each in heads.items():
        is_over = beat is not None and each[0].at > beat
        found[name] = each
        if each[0].at > until and beat is None and len(name) == _SEGMENT:
            beat = each[0].at
        if is_over and len(name) == _SEGMENT:
            break
    return {**{name: each for name, each in heads.items() if len(name) != _SEGMENT}, **found}


def behind(path: Path, begins: int) -> tuple[int, str]:
    """The size and SHA-256 of what lies behind the first line of a file."""
    with path.open("rb") as file:
        file.seek(begins)
        digest = hashlib.sha256()
        size = 0
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()
