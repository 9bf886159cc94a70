"""Our own programs as the supervisor keeps them: the workers and the API."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

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


def api(settings: Settings, run: Path, logs: Path) -> Program:
    """The API process; ready when /health/ready says so."""
    where = ("--host", settings.api_host, "--port", str(settings.api_port))
    quiet = ("--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "5")  # streams never end
    command = ["-m", "uvicorn", "api.app:create_app", "--factory", *where, *quiet]
    child = _python(command, "api", settings.environment(), run, logs)
    return Program(
        child,
        lambda: _is_healthy(f"http://{settings.api_host}:{settings.api_port}/health/ready"),
        lambda: claim(settings.api_port, "API", "FENGQIAO_API_PORT"),
    )


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
