"""The engine's own server and its tool for tables, built by Go once and kept outside the tree."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

VERSION = "v1.32.0"
_PROGRAMS = {"server": "go.temporal.io/server/cmd/server", "sql": "go.temporal.io/server/cmd/tools/sql"}
_BUILD_SECONDS = 3600
# The compiler need not clear up behind itself: the memory is there.
_BUILDING = {"GOFLAGS": "-p=2", "CGO_ENABLED": "0", "GOGC": "400"}


@dataclass(frozen=True)
class Programs:
    """Where the built programs lie."""

    server: Path
    sql: Path


def why_not() -> str | None:
    """Why nothing can be built here, or None."""
    if all(path.exists() for path in (_built().server, _built().sql)):
        return None
    return None if _go() else "no Go here to build Temporal's server with, and no TEMPORAL_ADDRESS of one"


def programs() -> Programs:
    """Both, built unless they are there. Raises CalledProcessError."""
    built, go = _built(), _go()
    for name, package in _PROGRAMS.items():
        path: Path = getattr(built, name)
        if not path.exists():
            assert go
            path.parent.mkdir(parents=True, exist_ok=True)
            environment = {**os.environ, "GOBIN": str(path.parent), **_BUILDING}
            subprocess.run(
                [go, "install", f"{package}@{VERSION}"], env=environment, check=True, timeout=_BUILD_SECONDS
            )
    return built


def _built() -> Programs:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = cache / "fengqiao" / f"temporal-{VERSION.removeprefix('v')}"
    return Programs(home / "server", home / "sql")


def _go() -> str | None:
    return shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")


if __name__ == "__main__":
    programs()
