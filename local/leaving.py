"""How a program that came to the engine ends (收场): with its own code, whatever the engine's library is at.

That library runs threads of its own. One that has an answer to give while Python takes itself apart makes it
abort: what was done stands, and the code says that it failed.
"""

import atexit
import os
import sys
from collections.abc import Callable
from typing import NoReturn


def run_and_leave(program: Callable[[], object]) -> NoReturn:
    """Run the program, do what is due at its end, and be gone: with 0, with the code it ends with, or with 1
    once what it raised was told."""
    code = _code_of(program)
    atexit._run_exitfuncs()  # noqa: SLF001  as multiprocessing does before it leaves in this way
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # nobody reads any more
            code = code or 1
    os._exit(code)


def _code_of(program: Callable[[], object]) -> int:
    try:
        program()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return ended.code or 0
        sys.stderr.write(f"{ended.code}\n")
        return 1
    except BaseException:  # noqa: BLE001  as Python itself would tell it
        sys.excepthook(*sys.exc_info())
        return 1
    return 0
