"""The nodes of a production engine as processes: one service of the server each, or several of them."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg

from local.ports import LOOPBACK, answers, free_port
from local.process import ROOT, Child
from tests.cluster.server import Programs

SETTINGS = ROOT / "deploy" / "temporal"
DATABASES = ("temporal", "temporal_visibility")
EVERY_SERVICE = ("frontend", "internal-frontend", "history", "matching", "worker")
SEPARATELY = {
    "front": ("frontend", "internal-frontend"),
    "history": ("history",),
    "matching": ("matching",),
    "system": ("worker",),
}
SHARDS = int(os.environ.get("FENGQIAO_SHARDS", "512"))  # as in production, unless a slow machine says less
_SCHEMAS = {
    "temporal": "postgresql/v12/temporal",
    "temporal_visibility": "postgresql/v12/visibility",
}


class Node:
    """A process of the server with some services; ready when they listen."""

    def __init__(
        self, name: str, services: Sequence[str], program: Path, environment: Mapping[str, str], home: Path
    ) -> None:
        self.ports = {service: free_port() for service in services}
        ports = {
            f"{service.upper().replace('-', '_')}_{kind}_PORT": str(free_port())
            for service in EVERY_SERVICE
            for kind in ("GRPC", "MEMBERSHIP")
        }
        ports |= {
            f"{service.upper().replace('-', '_')}_GRPC_PORT": str(port)
            for service, port in self.ports.items()
        }
        command = [str(program), "--config-file", str(SETTINGS / "server.yaml"), "start"]
        self.child = Child(
            name,
            [*command, *(part for service in services for part in ("--service", service))],
            home / "log" / f"{name}.log",
            environment={**environment, **ports},
            pid_file=home / "run" / f"{name}.pid",
        )

    @property
    def ready(self) -> bool:
        return all(answers(port) for port in self.ports.values())

    def start(self) -> None:
        self.child.start()

    def stop(self) -> None:
        self.child.stop(30)

    def kill(self) -> None:
        self.child.kill()


def make_tables(programs: Programs, url: str) -> None:
    """Both databases, their tables made and brought to this version by the engine's own tool."""
    at = psycopg.conninfo.conninfo_to_dict(url)
    for database, schema in _SCHEMAS.items():
        environment = {
            **os.environ,
            "SQL_PLUGIN": "postgres12_pgx",
            "SQL_HOST": LOOPBACK,
            "SQL_PORT": str(at["port"]),
            "SQL_USER": str(at["user"]),
            "SQL_PASSWORD": str(at["password"]),
            "SQL_DATABASE": database,
        }
        for arguments in (["setup-schema", "-v", "0.0"], ["update-schema", "--schema-name", schema]):
            subprocess.run([str(programs.sql), *arguments], env=environment, check=True, capture_output=True)
