"""The whole system on this machine: PostgreSQL, Temporal, the workers and the API of one `var` directory."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO, cast

import structlog
from pydantic import SecretStr

from engine import engine_of
from local.keeper import Keeper
from local.keys import private, with_keys
from local.kinds import check_records, refuse_unreconciled
from local.lock import Lock
from local.postgres import OWNER, Postgres
from local.program import api, archiver, simulated, simulator, worker
from local.temporal import Temporal, ensure_search_attributes
from local.testserver import TestServer
from logbook import Forgiving
from records import migrate
from settings import Settings, environment_note
from workflows.attributes import SEARCH_ATTRIBUTES


class System(Keeper):
    """Everything, kept running. A context manager: inside the block it is ready.

    Its parts are `postgres` and `temporal`, unless the settings name other servers, `worker-1` …, `sealed`
    (the one worker of the sealed store) and `api`; `archiver`, where backups have a place.
    With `settings.clock == "engine"` the time-skipping server takes the place of Temporal.
    Its `settings` are complete: addresses, keys and an absolute `var`.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings.model_copy(update={"var": settings.var.resolve()})
        self._lock = Lock(self.settings.var / ".lock")
        self._log_file: TextIO | None = None
        self._has_ui = False

    def bring_up(self) -> None:
        """Lock and keys, servers and what must be in them, then all programs at once."""
        self._bring_up_servers()
        self._note_environment()
        for store in (self.settings, self.settings.sealed()):
            refuse_unreconciled(store)

        names = [f"worker-{number}" for number in range(1, self.settings.workers + 1)]
        ordinary = self.settings.without_the_sealed()
        programs = [
            worker(name, _measured_apart(ordinary, number), self._run, self._logs)
            for number, name in enumerate(names)
        ]
        sealed = self.settings.model_copy(update={"store": "sealed"})
        programs.append(worker("sealed", sealed, self._run, self._logs))
        programs.append(api(self.settings, self._run, self._logs))
        if self.settings.simulator_port:
            programs.append(simulator(self.settings, self._run, self._logs))
        if self.settings.backups:
            programs.append(archiver(self.settings, self._run, self._logs))
        for program in programs:
            self.keep(program.child.name, program)
        for program in programs:
            self.wait_for(program, self.settings.start_seconds)

    def _bring_up_servers(self) -> None:
        self._lock.take()
        self._open_log()
        self.settings = simulated(with_keys(self.settings, self.settings.var / "keys"))
        self._bring_up_postgres()
        self._bring_up_temporal()

    def stop(self) -> None:
        """Stop everything in the reverse order, and let go of the directory."""
        super().stop()
        if self._lock.taken:
            environment_note(self.settings.var).unlink(missing_ok=True)
            self._lock.release()
        if self._log_file:
            with suppress(OSError):  # what there was no room for
                self._log_file.close()

    @property
    def api_url(self) -> str:
        """Where the API answers."""
        return f"http://{self.settings.api_host}:{self.settings.api_port}"

    @property
    def temporal_address(self) -> str:
        """Where Temporal answers, host:port."""
        return self.settings.temporal_address

    @property
    def temporal_ui_url(self) -> str:
        """Where Temporal's own web pages are; "" when the server is not ours or skips time."""
        return f"http://127.0.0.1:{self.settings.temporal_ui_port}" if self._has_ui else ""

    @property
    def database_url(self) -> str:
        """Where PostgreSQL answers, password and all."""
        return self.settings.database_url

    @property
    def _run(self) -> Path:
        return self.settings.var / "run"

    @property
    def _logs(self) -> Path:
        return self.settings.var / "log"

    def _open_log(self) -> None:
        """A file of our own: the terminal is for people, and may go away."""
        self._logs.mkdir(parents=True, exist_ok=True)
        self._log_file = private(self._logs / "system.log")
        self.log = structlog.wrap_logger(
            structlog.WriteLogger(cast(TextIO, Forgiving(self._log_file))),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.processors.JSONRenderer(),
            ],
        )

    def _bring_up_postgres(self) -> None:
        if not self.settings.database_url:
            server = Postgres(
                self.settings.var / "postgres",
                self.settings.var / "keys",
                self.settings.postgres_port,
                self._logs / "postgres.log",
                self._run / "postgres.pid",
            )
            self.keep("postgres", server)
            self.settings = self.settings.model_copy(update={"database_url": server.url()})
            if self.settings.backups and not self.settings.backup_url.get_secret_value():
                url = SecretStr(server.backup_url())
                self.settings = self.settings.model_copy(update={"backup_url": url})
            if not self.settings.sealed_database_url:
                server.create_database(f"{OWNER}_sealed")
        for store in (self.settings, self.settings.sealed()):
            migrate(store.database_url)
            check_records(store)

    def _bring_up_temporal(self) -> None:
        settings = self.settings
        self._has_ui = not settings.temporal_address and settings.clock == "system"
        log, pid_file = self._logs / "temporal.log", self._run / "temporal.pid"
        sealed = settings.sealed().temporal_namespace
        if settings.temporal_address:
            for store in (settings, settings.sealed()):
                asyncio.run(_ensure_search_attributes(store))
            return
        server: Temporal | TestServer
        if settings.clock == "engine":
            # Its namespaces are there when they are named, and know the same search attributes.
            server = TestServer(settings.temporal_port, settings.temporal_namespace, log, pid_file)
        else:
            ports = settings.temporal_port, settings.temporal_ui_port
            place, namespace = settings.var / "temporal", settings.temporal_namespace
            server = Temporal(place, *ports, namespace, log, pid_file, beside=(sealed,))
        self.keep("temporal", server)
        server.ensure_search_attributes(SEARCH_ATTRIBUTES)
        self.settings = settings.model_copy(update={"temporal_address": server.address})

    def _note_environment(self) -> None:
        """For the command line beside us. It holds the keys, so only its owner may read it."""
        note = environment_note(self.settings.var)
        note.unlink(missing_ok=True)
        note.parent.mkdir(parents=True, exist_ok=True)
        with private(note) as file:
            file.writelines(f"{name}='{value}'\n" for name, value in self.settings.environment().items())


async def _ensure_search_attributes(settings: Settings) -> None:
    await ensure_search_attributes(await engine_of(settings, payloads=False), SEARCH_ATTRIBUTES)


def _measured_apart(settings: Settings, number: int) -> Settings:
    """Each worker offers its metrics at a port of its own: the one in the settings, and those behind it."""
    host, _, port = settings.metrics_address.rpartition(":")
    at = f"{host}:{int(port) + number}" if port else ""
    return settings.model_copy(update={"metrics_address": at})


class Servers(System):
    """The servers alone, without any program of ours: for whoever looks at what they hold."""

    def bring_up(self) -> None:
        """Lock and keys, and the servers."""
        self._bring_up_servers()


def run(settings: Settings, *, on_ready: Callable[[System], None]) -> None:
    """Run the system until Ctrl-C or SIGTERM; `on_ready` is called once everything is ready.

    Raises CannotStart, MissingSetting and SettingsDisagree when it does not come up. Called from the main
    thread.
    """
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        with System(settings) as system:
            on_ready(system)
            system.wait()
    except KeyboardInterrupt:
        pass  # how a person ends it
