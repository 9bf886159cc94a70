"""PostgreSQL's own programs, and how they reach the server: no password stands in a list of processes."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from backups.words import Failed
from local.postgres import program as embedded
from settings import MissingSetting, Settings

APPLICATION = "fengqiao-backup"


@dataclass(frozen=True)
class Source:
    """A server to be backed up, reached as a role that may replicate and need do nothing else."""

    url: str
    programs: Path | None = None

    def program(self, name: str) -> str:
        return str(self.programs / name) if self.programs else embedded(name)

    def command(self, name: str, *arguments: str) -> list[str]:
        where = conninfo_to_dict(self.url)
        where.pop("password", None)
        where.pop("dbname", None)
        return [self.program(name), "-d", make_conninfo("", **where), *arguments]

    def environment(self) -> dict[str, str]:
        password = conninfo_to_dict(self.url).get("password")
        return {**os.environ, "PGAPPNAME": APPLICATION, **({"PGPASSWORD": str(password)} if password else {})}

    def connect(self) -> psycopg.Connection:
        where = conninfo_to_dict(self.url)
        where.setdefault("dbname", "postgres")
        return psycopg.connect(
            make_conninfo("", **where), autocommit=True, connect_timeout=60, application_name=APPLICATION
        )

    def run(self, name: str, *arguments: str) -> None:
        """Run one of the programs to its end. Raises Failed."""
        done = subprocess.run(
            self.command(name, *arguments), env=self.environment(), capture_output=True, check=False
        )
        if done.returncode:
            raise failed(name, done.returncode, done.stderr)


def source_of(settings: Settings) -> Source:
    """Raises MissingSetting."""
    url = settings.backup_url.get_secret_value()
    if not url:
        raise MissingSetting("FENGQIAO_BACKUP_URL")
    return Source(url, settings.postgres_programs)


def failed(name: str, code: int, said: bytes) -> Failed:
    """What a program said last, as a failure."""
    tail = " / ".join(said.decode(errors="replace").strip().splitlines()[-3:])
    return Failed("program-failed", program=name, exit=code, tail=tail)
