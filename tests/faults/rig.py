"""The system under test: the product's own programs, twice the API and twice the worker, and what may be done
to their processes."""

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

import local.postgres
import local.system
import local.temporal
from demo.playing import settings_of_our_own
from local.ports import free_port
from local.program import api
from local.system import System
from settings import Settings
from tests.acceptance.conftest import enter_people_of

PARTS = ("postgres", "temporal", "worker-1", "worker-2", "api", "api-2")
PLANTED = Path(__file__).with_name("planted")
_PR_SET_CHILD_SUBREAPER = 36
_READY_SECONDS = 1800


class Rig(System):
    """The whole system with a second API, started with the faults that can be armed in its programs.

    ``armed`` is the directory in which a file of its name arms a fault (see ``planted``)."""

    def __init__(self, settings: Settings, armed: Path) -> None:
        super().__init__(settings)
        self.armed = armed
        self.api_urls: tuple[str, ...] = ()

    def bring_up(self) -> None:
        """Everything, and one API more."""
        become_subreaper()
        super().bring_up()
        second = self.settings.model_copy(update={"api_port": free_port()})
        program = api(second, self._run, self._logs, "api-2")
        self.keep("api-2", program)
        self.wait_for(program, _READY_SECONDS)
        self.api_urls = (self.api_url, f"http://{second.api_host}:{second.api_port}")

    @property
    def logs(self) -> Path:
        return self._logs

    def kill_whole(self, *names: str) -> None:
        """kill -9 of these parts, with every process that they have started."""
        for process in [each for name in names for each in self.processes(name)]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        for name in names:
            self.kill(name)

    @contextmanager
    def dark(self, *names: str) -> Iterator[None]:
        """As ``kill_whole``, all at once; nothing of it is started again before the block ends."""
        kept = [self._kept[name] for name in names]
        for each in kept:
            each.away = True
        try:
            self.kill_whole(*names)
            yield
        finally:
            for each in kept:
                each.away = False

    @contextmanager
    def paused(self, *names: str) -> Iterator[None]:
        """These parts stand still, as a machine does that is being moved."""
        processes = [each for name in names for each in self.processes(name)]
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(signal.SIGCONT)

    def processes(self, name: str) -> list[psutil.Process]:
        """The processes of a part, those it started first; none while it is away."""
        pid = self.pids.get(name)
        if pid is None:
            return []
        try:
            process = psutil.Process(pid)
            return [*process.children(recursive=True), process]
        except psutil.NoSuchProcess:
            return []

    @contextmanager
    def with_fault(self, name: str, said: str = "") -> Iterator[Path]:
        """The fault of this name, armed in every program as long as the block lasts."""
        mark = self.armed / name
        draft = self.armed / f".{name}"
        draft.write_text(said)
        draft.rename(mark)
        try:
            yield mark
        finally:
            mark.unlink(missing_ok=True)


@contextmanager
def running(
    prepare: Callable[[Path], None] = lambda _: None, rig: type[Rig] = Rig, **changed: object
) -> Iterator[Rig]:
    """The system, up and with its people in it. ``prepare`` is called with its ``var`` before it starts;
    ``changed`` are settings of its own."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="fengqiao-faults-")))
        armed = home / "armed"
        armed.mkdir()
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        environment.setenv("PYTHONPATH", str(PLANTED), prepend=os.pathsep)
        environment.setenv("FAULTS_AT", str(armed))
        var = home / "var"
        var.mkdir()
        prepare(var)
        settings = settings_of_our_own(var, "system").model_copy(
            update={"workers": 2, "simulator_port": free_port(), **changed}
        )
        system = stack.enter_context(rig(settings, armed))
        asyncio.run(enter_people_of(system))
        yield system


@contextmanager
def patient() -> Iterator[None]:
    """Servers may take their time to start: a busy machine is no fault of ours."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (local.system, local.postgres, local.temporal):
            for name in ("_READY_SECONDS", "_START_SECONDS"):
                if hasattr(module, name):
                    patch.setattr(module, name, _READY_SECONDS)
        yield


def become_subreaper() -> None:
    """What those leave behind that we kill comes to us: its end is seen, and nothing else takes its id."""
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def reap(pids: Sequence[int]) -> None:
    """Of orphans that came to us; what was never ours is passed over."""
    for pid in pids:
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
