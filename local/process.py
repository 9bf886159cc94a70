"""One child process: started with a log and a pid file, watched, stopped or killed by its id."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from local.ports import answers, listens
from local.words import CannotStart

ROOT = Path(__file__).resolve().parent.parent
_LAUNCH = Path(__file__).with_name("launch.py")
_LOOK_EVERY = 0.02  # seconds


def program(name: str) -> str:
    """A program that a wheel put beside the interpreter. Raises CannotStart("program-missing")."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise CannotStart("program-missing", program=name)
    return str(path)


@dataclass
class Child:
    """A process of ours: `ending` is the signal that asks it to end, `orphaned` what it gets when we die."""

    name: str
    command: list[str]
    log: Path
    ending: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGKILL
    account: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    pid_file: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it. What it prints is added to its log, which only its owner can read."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        output = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        launcher = [sys.executable, "-I", "-S", str(_LAUNCH)]
        conditions = [str(os.getpid()), str(int(self.orphaned)), self.account]
        try:
            process = subprocess.Popen(
                [*launcher, *conditions, *self.command],
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the supervisor; it ends us in order
            )
        finally:
            os.close(output)
        self._note(process.pid)
        self.process = process  # last: whoever sees it run finds its pid file too

    @property
    def pid(self) -> int:
        """Its process id. Raises RuntimeError when it was never started."""
        if self.process is None:
            raise RuntimeError(f"{self.name} was never started")
        return self.process.pid

    @property
    def code(self) -> int | None:
        """Its exit code; None while it runs or before it was started."""
        return self.process.poll() if self.process else None

    @property
    def runs(self) -> bool:
        """Whether it is running."""
        return self.process is not None and self.process.poll() is None

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait for it to be ready. Raises CannotStart when it ends first, or is not ready in time."""
        limit = time.monotonic() + seconds
        while True:
            ended = not self.runs
            if ready():
                return
            if ended:
                raise self._cannot_start("ended-early", exit=self.code)
            if time.monotonic() > limit:
                raise self._cannot_start("not-ready", seconds=seconds)
            time.sleep(_LOOK_EVERY)

    def wait_until_it_listens(self, port: int, setting: str, seconds: float) -> None:
        """Wait until the port answers, and make sure that it is this process which answers."""
        self.wait_until(lambda: answers(port), seconds)
        if not listens(self.pid, port):
            self.stop()
            raise CannotStart("port-lost", what=self.name, port=port, setting=setting)

    def stop(self, seconds: float = 20) -> None:
        """Ask it to end, and end it if it has not done so in time."""
        if self.process is None:
            return
        if self.runs:
            self.process.send_signal(self.ending)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self._forget()

    def kill(self) -> None:
        """End it without a chance to say goodbye, as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def tail(self, lines: int = 5) -> str:
        """The last lines of its log."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except FileNotFoundError:
            return ""

    def _cannot_start(self, code: str, **details: object) -> CannotStart:
        return CannotStart(code, what=self.name, log=self.log, tail=self.tail(), **details)

    def _note(self, pid: int) -> None:
        if self.pid_file:
            self.pid_file.parent.mkdir(parents=True, exist_ok=True)
            draft = self.pid_file.with_suffix(".new")
            draft.write_text(f"{pid}\n")
            draft.rename(self.pid_file)  # never to be seen half written

    def _forget(self) -> None:
        if self.pid_file:
            self.pid_file.unlink(missing_ok=True)
