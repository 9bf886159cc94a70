"""A keeper of programs that sleep."""

import sys
from pathlib import Path

from local.keeper import Keeper
from local.process import Child
from local.program import Program

SLEEP = "import time; time.sleep(600)"


class Sleepers(Keeper):
    """Programs that sleep, by name; `ended` are those it stopped, in order."""

    def __init__(self, home: Path, names: str, code: str = SLEEP) -> None:
        super().__init__()
        self.ended: list[str] = []
        self._programs = [self._program(home, name, code) for name in names]

    def bring_up(self) -> None:
        for program in self._programs:
            self.keep(program.child.name, program)

    def _ready_to_start(self) -> None:
        """What must be before any of them starts: nothing, until a test says so."""

    def _program(self, home: Path, name: str, code: str) -> Program:
        child = Child(name, [sys.executable, "-c", code], home / f"{name}.log", pid_file=home / f"{name}.pid")
        program = Program(child, lambda: True, lambda: self._ready_to_start())  # noqa: PLW0108  a test may replace it
        stop = program.stop

        def noted_stop() -> None:
            self.ended.append(name)
            stop()

        program.stop = noted_stop  # type: ignore[method-assign]
        return program
