"""The process in which one file is looked into: it has the file, its limits, a little memory and time, and
nothing else: no keys, no environment, no disk to write on. `python -m files.child`, by ``files/apart.py``.

In: one line of JSON with the limits, then the file to its end. Out: one line of JSON, then what is kept in
its place, if that is another.
"""

import json
import resource
import sys
from datetime import date
from typing import Any

MEMORY = (
    1536 * 1024 * 1024
)  # bytes of address space: a picture of fifty million pixels, twice, and the program
SECONDS = 20  # of processor time


def limited() -> None:
    """From here on this process has no more than it may."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Look into what is given. Whatever goes wrong, the other side sees that no answer came."""
    limited()
    from files.inspecting import inspected  # noqa: PLC0415  what it stands on is loaded within the limits
    from rules.added_papers import Limits, Unacceptable  # noqa: PLC0415

    told: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    told["in_force_from"] = date.fromisoformat(told["in_force_from"])
    limits = Limits(**told)
    data = sys.stdin.buffer.read(limits.largest + 1)
    kept: bytes | None = None
    try:
        found = inspected(data, limits)
    except Unacceptable as no:
        said: dict[str, Any] = {"why": no.why}
    else:
        kept = found.data
        said = {"kind": found.kind, "is_remade": kept is not None}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + (kept or b""))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
