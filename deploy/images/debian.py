"""The lowest layer: Debian's essential packages and a few more, from the sources of this machine."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.images import EPOCH
from deploy.images.layers import Layer

ALWAYS = ("ca-certificates", "tzdata")
_SOURCES = tuple(
    Path("/etc/apt") / each
    for each in ("sources.list.d/debian.sources", "sources.list.d/debian.list", "sources.list")
)
_LEFT_OUT = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*")


class CannotBuild(Exception):
    """Something is missing that images are built with. Chinese first, English beside it."""


def why_not() -> str | None:
    """Why no Debian layer can be made here, or None."""
    if shutil.which("mmdebstrap") is None:
        return "mmdebstrap is not installed"
    if os.geteuid() != 0:
        return "mmdebstrap needs root here"
    return None if _sources() else "no sources of Debian packages are set up here"


def layer(path: Path, packages: Sequence[str]) -> Layer:
    """A system with the essential packages, these and what they need, and no package manager's traces.

    Licences stay, other documents do not. The same packages give the same bytes. Raises CannotBuild.
    """
    if (why := why_not()) is not None:
        raise CannotBuild(f"无法制作 Debian 底层：{why}\nNo Debian layer can be made: {why}")
    command = [
        *(
            "mmdebstrap",
            "--quiet",
            "--format=tar",
            "--variant=essential",
            f"--include={','.join([*ALWAYS, *packages])}",
        ),
        *("--dpkgopt=force-unsafe-io",),  # what breaks off is made anew
        *(f"--dpkgopt=path-exclude={each}" for each in _LEFT_OUT),
        "--dpkgopt=path-include=/usr/share/doc/*/copyright",
        # Where this machine has its packages from is nobody's business; keys and caches are of no use there.
        '--customize-hook=rm -rf "$1"/etc/apt/sources.list* "$1"/var/cache/* "$1"/var/log/*',
        *(_codename(), str(path), *map(str, _sources())),
    ]
    # In memory where there is some: packages are unpacked thousands of small files at a time.
    room = "/dev/shm" if Path("/dev/shm").is_dir() else str(path.parent)  # noqa: S108  as above
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "TMPDIR": room}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBuild(f"mmdebstrap 失败：\nmmdebstrap failed:\n{done.stderr[-2000:]}")
    return Layer.of(path)


def _sources() -> list[Path]:
    """This machine's own; a file that names none is left out."""
    return [each for each in _SOURCES if each.exists() and "deb" in each.read_text()][:1]


def _codename() -> str:
    release = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line
    )
    return release["VERSION_CODENAME"].strip('"')
