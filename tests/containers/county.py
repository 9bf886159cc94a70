"""A county in containers: our own image as everybody would run it, on a network of its own."""

import asyncio
import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Self, cast

import httpx
from docker.errors import NotFound
from docker.models.containers import Container
from docker.types import Mount
from testcontainers.core.container import DockerContainer
from testcontainers.core.network import Network

from demo.town import Town
from desk.caller import Caller
from local import fresh_secrets
from local.keys import SIMULATED, agency_secrets
from local.ports import free_port
from local.system import System
from settings import Settings

PATIENCE = 600.0  # seconds: a busy machine starts slowly, and that is no fault of ours
READY = "/tmp/ready"  # noqa: S108  in a container's own memory
STARTED = ("postgres", "temporal", "agencies", "api", "worker-1", "worker-2", "sealed")
_USERS = {"postgres": "999:999", "temporal": "1000:1000", "provider": "10003:10003"}
_OURS = "10001:10001"
_KEPT = {"postgres": ["/var/lib/postgresql"], "temporal": ["/engine"], "provider": []}
_OURS_KEPT = ["/data", "/files"]  # what is written there goes with the container
_LOOK_EVERY = 0.2


class County:
    """PostgreSQL, the engine, an API, two workers, the worker of the sealed store and played agencies.

    A context manager: inside the block it is ready. To stories it is what a system on one's own machine is.
    """

    def __init__(self, home: Path, images: dict[str, str]) -> None:
        self.home = home
        self.images = images
        self.api_port, self.agencies_port = free_port(), free_port()
        self.settings = Settings(development=True, simulator_port=self.agencies_port)
        self.api_url = f"http://127.0.0.1:{self.api_port}"
        self.containers: dict[str, DockerContainer] = {}
        self.killed_at: dict[str, float] = {}
        self._network = Network()
        self._open = ExitStack()
        self._agency_secrets = ""

    def __enter__(self) -> Self:
        fresh_secrets.make(self.home / "secrets")
        self._agency_secrets = agency_secrets()
        self._network.create()
        self._open.callback(self._network.remove)
        try:
            self._start_servers()
            self._start_ours()
            self.wait_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _start_servers(self) -> None:
        root = Path(__file__).parents[2]
        self.start(
            "postgres",
            self.images["postgres"],
            environment={
                "POSTGRES_PASSWORD_FILE": "/run/secrets/postgres_password",
                "POSTGRES_INITDB_ARGS": "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 "
                "--locale=C --auth-host=scram-sha-256 --auth-local=scram-sha-256",
            },
            mounts={root / "deploy/postgres/databases.sql": "/docker-entrypoint-initdb.d/databases.sql"},
            tmpfs={"/var/run/postgresql": "uid=999,gid=999,mode=0755"},
        )
        self.start(
            "temporal",
            self.images["temporal-trial"],
            command=[
                *("server", "start-dev", "--disable-config-file", "--log-level=error", "--ip=0.0.0.0"),
                *("--db-filename=/engine/temporal.db", "--namespace=fengqiao", "--namespace=fengqiao-sealed"),
                *("--sqlite-pragma=journal_mode=wal", "--sqlite-pragma=synchronous=full", "--headless"),
                "--dynamic-config-value=frontend.namespaceRPS.visibility=200",
            ],
            environment={"HOME": "/engine"},
        )
        self.until(lambda: self.says("postgres", "pg_isready", "--host=127.0.0.1", "--dbname=fengqiao"))
        self.until(lambda: self.says("temporal", "temporal", "operator", "cluster", "health"))

    def _start_ours(self) -> None:
        self.once("python3", "-m", "local.prepare")
        self.once("python3", "-c", _ENTER_PEOPLE)
        self.start(
            "agencies",
            self.images["fengqiao"],
            command=[
                *("python3", "-m", "simulator", "--host=0.0.0.0", "--port=8300", "--store=/data/agencies.db"),
                "--county-url=http://api:8000",
                *(f"--agency={agency}=desk" for agency in SIMULATED),
            ],
            environment={"FENGQIAO_AGENCY_SECRETS": self._agency_secrets, "FENGQIAO_SECRETS": ""},
            ports={8300: self.agencies_port},
        )
        self.start(
            "api",
            self.images["fengqiao"],
            command=["python3", "-m", "api"],
            environment=self.environment(),
            ports={8000: self.api_port},
        )
        for name in ("worker-1", "worker-2", "sealed"):
            self.start_worker(name, self.images["fengqiao"])

    def start_worker(self, name: str, image: str) -> None:
        """A worker from this image."""
        store = {"FENGQIAO_STORE": "sealed"} if name == "sealed" else {}
        environment = {**self.environment(), "FENGQIAO_READY_FILE": READY, **store}
        self.start(name, image, command=["python3", "-m", "worker"], environment=environment)

    def start(
        self,
        name: str,
        image: str,
        *,
        command: Sequence[str] = (),
        environment: dict[str, str] | None = None,
        ports: dict[int, int] | None = None,
        mounts: dict[Path, str] | None = None,
        tmpfs: dict[str, str] | None = None,
        beside: str = "",
    ) -> DockerContainer:
        """A container that may do no more than those of deploy/compose.yaml. ``beside``: it shares the
        network of that one."""
        made = DockerContainer(image, command=list(command) or None)  # type: ignore[arg-type]  # docker takes a list
        made.with_envs(**(environment or {}))
        for path, where in {self.home / "secrets": "/run/secrets", **(mounts or {})}.items():
            made.with_volume_mapping(path, where)
        for where, options in {"/tmp": "mode=1777", **(tmpfs or {})}.items():  # noqa: S108  in memory
            made.with_tmpfs_mount(where, options)
        limits: dict[str, Any] = {
            "read_only": True,
            "cap_drop": ["ALL"],
            "security_opt": ["no-new-privileges:true"],
            "group_add": [fresh_secrets.GROUP],
            "user": _USERS.get(name, _OURS),
            "pids_limit": 512,
            "mounts": [
                Mount(target=where, source="", type="volume") for where in _KEPT.get(name, _OURS_KEPT)
            ],
        }
        if beside:
            shared = self.containers[beside].get_wrapped_container().id
            limits["network_mode"] = f"container:{shared}"
        else:
            made.with_network(self._network)
            made.with_network_aliases(name)
            for inside, here in (ports or {}).items():
                cast("dict[int, tuple[str, int]]", made.ports)[inside] = ("127.0.0.1", here)
        made.with_kwargs(**limits)
        made.start()
        self.containers[name] = made
        self._open.callback(lambda: self._remove(made))
        return made

    def once(self, *command: str) -> str:
        """What a program of our image says, run to its end. Raises AssertionError if it fails."""
        name = f"once-{len(self.containers)}"
        container = self.start(name, self.images["fengqiao"], command=command, environment=self.environment())
        wrapped = container.get_wrapped_container()
        code = wrapped.wait(timeout=PATIENCE)["StatusCode"]
        said = wrapped.logs().decode(errors="replace")
        assert code == 0, said[-4000:]
        return str(said)

    def says(self, name: str, *command: str) -> bool:
        """Whether this succeeds in that container."""
        return bool(self.wrapped(name).exec_run(list(command)).exit_code == 0)

    def wrapped(self, name: str) -> Container:
        """The container, as Docker's own library has it."""
        return self.containers[name].get_wrapped_container()

    def kill(self, name: str) -> None:
        """kill -9 of everything in the container; and it is started again."""
        self.killed_at[name] = time.monotonic()
        container = self.wrapped(name)
        container.kill()
        container.wait(timeout=PATIENCE)
        container.start()

    def replace(self, name: str, image: str) -> None:
        """Stop a worker as an upgrade does, and start it from this image."""
        before = self.containers.pop(name)
        before.get_wrapped_container().stop(timeout=45)
        code = before.get_wrapped_container().wait(timeout=PATIENCE)["StatusCode"]
        assert code == 0, f"{name} ended with {code}"
        before.stop()
        self.start_worker(name, image)

    def end(self, name: str) -> None:
        """End a container that is not needed any more."""
        self.containers.pop(name).stop()

    def wait_ready(self, _: float = PATIENCE) -> None:
        """Until everything answers again."""
        self.until(self._is_ready)

    def _is_ready(self) -> bool:
        workers = [name for name in ("worker-1", "worker-2", "sealed") if name in self.containers]
        return (
            self.answers(f"{self.api_url}/health/ready")
            and self.answers(f"http://127.0.0.1:{self.agencies_port}/health")
            and all(self.says(name, "test", "-e", READY) for name in workers)
        )

    def answers(self, url: str) -> bool:
        """Whether somebody answers there, and well."""
        try:
            return httpx.get(url, timeout=10, trust_env=False).is_success
        except httpx.HTTPError:
            return False

    def until(self, is_so: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait for a condition; what the containers said last, if it never comes."""
        end = time.monotonic() + seconds
        while not self._holds(is_so):
            assert time.monotonic() < end, self.last_words()
            time.sleep(_LOOK_EVERY)

    def _holds(self, is_so: Callable[[], bool]) -> bool:
        for name, container in self.containers.items():
            wrapped = container.get_wrapped_container()
            wrapped.reload()
            ended = wrapped.status == "exited" and not name.startswith("once-")
            assert not ended, f"{name} has ended: {wrapped.logs()[-4000:].decode(errors='replace')}"
        return is_so()

    def last_words(self) -> str:
        """The end of every container's log."""
        return json.dumps(
            {
                name: container.get_wrapped_container().logs(tail=12).decode(errors="replace")
                for name, container in self.containers.items()
            },
            ensure_ascii=False,
            indent=1,
        )

    def environment(self) -> dict[str, str]:
        """What every program of ours is told."""
        return {
            "TEMPORAL_ADDRESS": "temporal:7233",
            "TEMPORAL_NAMESPACE": "fengqiao",
            "FENGQIAO_API_HOST": "0.0.0.0",  # noqa: S104  in the container
            "FENGQIAO_DEVELOPMENT": "true",  # stories are told by people who sign in without a password
            "FENGQIAO_AGENCIES": ",".join(f"{each}=http://agencies:8300/{each}" for each in SIMULATED),
            "FENGQIAO_AGENCY_SECRETS": self._agency_secrets,
        }

    def _remove(self, container: DockerContainer) -> None:
        with suppress(NotFound):  # it was replaced
            container.stop()


class PatientTown(Town):
    """A town whose people ask again for as long as a busy machine takes."""

    def __init__(self, county: County) -> None:
        super().__init__(cast(System, county))
        self.county = county
        self.caller = self._caller = Caller(county.api_url, patience=PATIENCE, transport=self._doors)
        self._killing: asyncio.Task[None] | None = None

    async def kill(self, parts: Sequence[str]) -> None:
        """Cases that want something killed at the same moment share one killing."""
        self._killing = self._killing or asyncio.create_task(self._kill(parts))
        await self._killing

    async def _kill(self, parts: Sequence[str]) -> None:
        await asyncio.sleep(self.kill_after)  # what is asked at the same time is then on its way
        for part in parts:
            await asyncio.to_thread(self.county.kill, part)
        await asyncio.to_thread(self.county.wait_ready)


_ENTER_PEOPLE = (
    "import asyncio; from records import connect; from settings import Settings; "
    "from desk.seeding import enter_people; asyncio.run(enter_people(connect(Settings().database_url)))"
)


def note(figure: str, **values: Any) -> None:
    """A line of JSON on what was measured, said and kept in the file that FENGQIAO_FIGURES names, if any."""
    line = json.dumps({"figure": figure, **values}, ensure_ascii=False)
    print(line)  # noqa: T201
    if where := os.environ.get("FENGQIAO_FIGURES"):
        with Path(where).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
