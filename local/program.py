"""Our own programs as the supervisor keeps them: the workers and the API."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from local.keys import SIMULATED
from local.ports import claim
from local.process import Child
from settings import Settings

_GRACE = 35.0  # seconds; a worker gives what it has in hand thirty


class Program:
    """A Python program of this repository, ready when it says so.

    `start` does not wait: while a server it needs is itself being started again, it must not hold up that.
    """

    def __init__(self, child: Child, says_ready: Callable[[], bool], before: Callable[[], None]) -> None:
        self.child = child
        self._says_ready = says_ready
        self._before = before

    @property
    def ready(self) -> bool:
        """Whether it says that it can work."""
        return self._says_ready()

    def start(self) -> None:
        """Start it. Raises CannotStart when its port is taken."""
        self._before()
        self.child.start()

    def stop(self) -> None:
        """Ask it to end and wait for it."""
        self.child.stop(_GRACE)

    def kill(self) -> None:
        """kill -9."""
        self.child.kill()


def worker(name: str, settings: Settings, run: Path, logs: Path) -> Program:
    """A worker process; it makes its ready file as soon as it polls."""
    ready = run / f"{name}.ready"
    environment = settings.model_copy(update={"ready_file": ready}).environment()
    child = _python(["-m", "worker"], name, environment, run, logs)
    return Program(child, ready.exists, lambda: ready.unlink(missing_ok=True))


def api(settings: Settings, run: Path, logs: Path, name: str = "api") -> Program:
    """A process of the API; ready when /health/ready says so."""
    child = _python(["-m", "api"], name, settings.environment(), run, logs)
    return Program(
        child,
        lambda: _is_healthy(f"http://{settings.api_host}:{settings.api_port}/health/ready"),
        lambda: claim(settings.api_port, "API", "FENGQIAO_API_PORT"),
    )


def archiver(settings: Settings, run: Path, logs: Path) -> Program:
    """What archives the log and takes backups."""
    child = _python(["-m", "backups"], "archiver", settings.environment(), run, logs)
    return Program(child, lambda: child.runs, lambda: None)


def simulator(settings: Settings, run: Path, logs: Path) -> Program:
    """The agencies' own systems, played: a process that shares nothing with ours but the contract."""
    url = f"http://127.0.0.1:{settings.simulator_port}"
    tempers = dict(pair.split("=") for pair in settings.simulator_tempers.split(",") if pair)
    played = [f"{agency}={tempers.get(agency, 'prompt')}" for agency in SIMULATED]
    command = [
        "-m",
        "simulator",
        "--store",
        str(run / "simulator.db"),
        "--county-url",
        f"http://{settings.api_host}:{settings.api_port}",
        "--port",
        str(settings.simulator_port),
        *(part for each in played for part in ("--agency", each)),
    ]
    secrets = {"FENGQIAO_AGENCY_SECRETS": settings.agency_secrets.get_secret_value()}
    child = _python(command, "simulator", secrets, run, logs)
    return Program(
        child,
        lambda: _is_healthy(f"{url}/health"),
        lambda: claim(settings.simulator_port, "simulator", "FENGQIAO_SIMULATOR_PORT"),
    )


def simulated(settings: Settings) -> Settings:
    """The settings in which the agencies that nobody has given an address are played on this machine."""
    if not settings.simulator_port or settings.agencies:
        return settings
    url = f"http://127.0.0.1:{settings.simulator_port}"
    return settings.model_copy(update={"agencies": ",".join(f"{each}={url}/{each}" for each in SIMULATED)})


def _python(command: list[str], name: str, environment: Mapping[str, str], run: Path, logs: Path) -> Child:
    return Child(
        name,
        [sys.executable, *command],
        logs / f"{name}.log",
        environment=environment,
        pid_file=run / f"{name}.pid",
    )


def _is_healthy(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).is_success
    except httpx.TransportError:
        return False
