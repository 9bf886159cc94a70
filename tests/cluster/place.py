"""The whole system on a production engine: PostgreSQL with a standby, nodes with certificates and tokens, the
API and the workers as processes. All of it on loopback, each part kept running as a supervisor would."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import psycopg

from desk.seeding import enter_people
from local import certificates, tokens
from local.keeper import Part, _Kept
from local.namespaces import ensure_namespace, once_it_answers
from local.postgres import OWNER, Postgres
from local.program import worker
from local.system import System
from records import connect
from settings import Settings
from tests.cluster.door import Door
from tests.cluster.nodes import DATABASES, EVERY_SERVICE, SEPARATELY, SETTINGS, SHARDS, Node, make_tables
from tests.cluster.server import Programs
from tests.cluster.standby import follow, promote, wait_for_each_other
from workflows.attributes import SEARCH_ATTRIBUTES

NAME = "engine.fengqiao.test"
_READY_SECONDS = 240


class Cluster(System):
    """`separately`: a process for each service; else one process with all of them. The parts of a node are
    called after it, `history-a`; with all services in one, `engine-a`."""

    def __init__(
        self, settings: Settings, programs: Programs, *, separately: bool, with_standby: bool
    ) -> None:
        super().__init__(settings)
        self.home = self.settings.var
        self.vouching = self.home / "vouching"
        self._programs = programs
        self._services = SEPARATELY if separately else {"engine": EVERY_SERVICE}
        self._with_standby = with_standby
        self._doors = ExitStack()
        self.door = self._doors.enter_context(Door([]))
        self.nodes: dict[str, Node] = {}
        self.standby: Postgres | None = None
        self.primary: Postgres

    def stop(self) -> None:
        super().stop()
        self._doors.close()

    def add_node(self, letter: str) -> list[str]:
        """Another node with every service; the names of its parts. Of a new store only one process at a time
        may be the first: it writes down what the cluster is called."""
        is_first = not self.nodes
        for name, services in self._services.items():
            node = Node(f"{name}-{letter}", services, self._programs.server, self._environment(), self.home)
            self.nodes[node.child.name] = node
            self.add(node.child.name, node)
            if is_first:
                self.wait_for(node, _READY_SECONDS)
        return [f"{name}-{letter}" for name in self._services]

    def add(self, name: str, part: Part) -> None:
        """One more part to keep running, while the keeper looks after the others."""
        part.start()
        self._kept = {**self._kept, name: _Kept(part)}

    def open_door_to(self, letters: Sequence[str]) -> None:
        """Callers come to the frontends of these nodes from now on."""
        front = "front" if "front" in self._services else "engine"
        self.door.targets = [self.nodes[f"{front}-{letter}"].ports["frontend"] for letter in letters]

    def token_for(self, subject: str, *permissions: str, good_for: timedelta = timedelta(hours=6)) -> Path:
        """The file of a token with these permissions."""
        file = self.vouching / f"{subject}.token"
        made = tokens.token(self.vouching, subject, permissions, good_for=good_for)
        certificates.write(file, made.encode())
        return file

    def coming_as(self, subject: str, *permissions: str, client: str = "api") -> Settings:
        """The settings of somebody who comes with a token of their own."""
        return self.settings.model_copy(
            update={
                "temporal_token_file": self.token_for(subject, *permissions),
                "temporal_tls_cert": self.vouching / f"{client}.pem",
                "temporal_tls_key": self.vouching / f"{client}.key",
            }
        )

    def add_worker(self, name: str) -> None:
        """One more worker process for the ordinary store, as on another host."""
        self.add(name, worker(name, self.settings.without_the_sealed(), self._run, self._logs))

    def fail_over(self) -> None:
        """The primary is gone for good; its standby takes its place."""
        assert self.standby
        self._kept["postgres"].away = True
        self.primary.kill()
        promote(self.standby)

    def _bring_up_postgres(self) -> None:
        home = self.home
        self.primary = Postgres(
            home / "postgres", home / "keys", self.settings.postgres_port, home / "log" / "postgres.log"
        )
        self.keep("postgres", self.primary)
        ports = [self.primary.port]
        if self._with_standby:
            self.standby = follow(self.primary, home)
            self.keep("standby", self.standby)
            wait_for_each_other(self.primary)
            ports.append(self.standby.port)
        for name in (f"{OWNER}_sealed", *DATABASES):
            self.primary.create_database(name)
        at = psycopg.conninfo.conninfo_to_dict(self.primary.url())
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
        url = f"postgresql://{at['user']}:{at['password']}@{hosts}/{OWNER}?target_session_attrs=read-write"
        self._hosts = hosts
        self.settings = self.settings.model_copy(update={"database_url": url})
        super()._bring_up_postgres()

    def _bring_up_temporal(self) -> None:
        make_tables(self._programs, self.primary.url())
        certificates.issue(self.vouching, certificates.NODES, "node", (NAME,))
        for client in ("api", "worker"):
            certificates.issue(self.vouching, certificates.CLIENTS, client)
        tokens.ensure_key(self.vouching)
        self.add_node("a")
        self.open_door_to(["a"])
        namespace = self.settings.temporal_namespace
        sealed = self.settings.sealed().temporal_namespace
        self.settings = self.settings.model_copy(
            update={
                "temporal_address": self.door.address,
                "temporal_tls_ca": self.vouching / f"{certificates.NODES}-ca.pem",
                "temporal_tls_name": NAME,
            }
        )
        asyncio.run(self._make_namespaces(self.coming_as("setting-up", tokens.EVERYTHING)))
        self.settings = self.coming_as("fengqiao", f"{namespace}:write", f"{sealed}:write")

    async def _make_namespaces(self, settings: Settings) -> None:
        for store in (settings, settings.sealed()):
            await ensure_namespace(await once_it_answers(store, _READY_SECONDS), SEARCH_ATTRIBUTES)

    def _environment(self) -> dict[str, str]:
        at = psycopg.conninfo.conninfo_to_dict(self.primary.url())
        authority = self.vouching / f"{certificates.NODES}-ca.pem"
        password = self.vouching / "postgres-password"
        certificates.write(password, str(at["password"]).encode())
        return {
            "NUM_HISTORY_SHARDS": str(SHARDS),
            "POSTGRES_SEEDS": self._hosts,
            "POSTGRES_USER": str(at["user"]),
            "POSTGRES_PASSWORD_FILE": str(password),
            "SQL_MAX_CONNS": "6",
            "TEMPORAL_TLS_SERVER_CERT": str(self.vouching / "node.pem"),
            "TEMPORAL_TLS_SERVER_KEY": str(self.vouching / "node.key"),
            "TEMPORAL_TLS_INTERNODE_CA": str(authority),
            "TEMPORAL_TLS_CLIENT_CA": str(certificates.ensure_authority(self.vouching, certificates.CLIENTS)),
            "TEMPORAL_TLS_SERVER_NAME": NAME,
            "TEMPORAL_TLS_REFRESH_INTERVAL": "1s",
            "TEMPORAL_JWT_KEY_SOURCE": (self.vouching / "jwks.json").resolve().as_uri(),
            "TEMPORAL_JWT_KEY_REFRESH": "1s",
            "CLUSTER_RPC_ADDRESS": self.door.address,
            "DYNAMIC_CONFIG_FILE_PATH": str(SETTINGS / "dynamic.yaml"),
        }


async def settle(cluster: System) -> None:
    """Its people are there."""
    records = connect(cluster.database_url)
    await enter_people(records)
    await records.dispose()
