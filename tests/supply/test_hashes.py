"""Nothing is installed but the very files that the lock names: another byte, and nothing is installed."""

import base64
import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.repository import ROOT, files, name_of, text

NAME = "parcel-1.0-py3-none-any.whl"
# As the Makefile installs, but for where from and where to.
AS_WE_DO = ("--quiet", "--no-deps", "--require-hashes")


def wheel(folder: Path) -> str:
    """A library of one line in this folder; the digest of its file."""
    about = {
        "parcel.py": "CONTENT = 1\n",
        "parcel-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: parcel\nVersion: 1.0\n",
        "parcel-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    listed = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest()).decode().rstrip('=')},{len(said)}"
        for name, said in about.items()
    ]
    about["parcel-1.0.dist-info/RECORD"] = "\n".join([*listed, "parcel-1.0.dist-info/RECORD,,"]) + "\n"
    with zipfile.ZipFile(folder / NAME, "w") as packed:
        for name, said in about.items():
            packed.writestr(name, said)
    return hashlib.sha256((folder / NAME).read_bytes()).hexdigest()


def installed(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    (folder / "lock.txt").write_text(line + "\n")
    command = [
        *(sys.executable, "-m", "pip", "--isolated", "install", *AS_WE_DO, "--no-index"),
        *("--find-links", str(folder), "--target", str(folder / "there"), "-r", str(folder / "lock.txt")),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_file_that_is_locked_is_installed(tmp_path: Path) -> None:
    digest = wheel(tmp_path)

    done = installed(tmp_path, f"parcel==1.0 --hash=sha256:{digest}")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there" / "parcel.py").exists()


@pytest.mark.parametrize("what", ["another digest", "no digest", "another file"])
def test_whatever_is_not_locked_is_not_installed(what: str, tmp_path: Path) -> None:
    digest = wheel(tmp_path)
    line = f"parcel==1.0 --hash=sha256:{digest}"
    if what == "another digest":
        line = line.replace(digest, digest[:-1] + ("0" if digest[-1] != "0" else "1"))
    if what == "no digest":
        line = "parcel==1.0"
    if what == "another file":
        with zipfile.ZipFile(tmp_path / NAME, "a") as packed:
            packed.writestr("more.py", "")

    done = installed(tmp_path, line)

    assert done.returncode != 0
    assert re.search("DO NOT MATCH|hashes are required|hash", done.stderr)
    assert not (tmp_path / "there").exists()


def test_every_command_that_installs_demands_the_digests() -> None:
    places = [ROOT / "Makefile", ROOT / ".ci" / "run", *files("deploy", endings=())]
    joined = {name_of(path): text(path).replace("\\\n", " ") for path in places if _is_text(path)}
    commands = [
        f"{name}: {each.strip()}"
        for name, said in joined.items()
        for each in re.findall(r"^.*\bpip (?:--\S+ )*install\b.*$", said, re.MULTILINE)
    ]

    ours = [each for each in commands if each.endswith("--editable .")]  # no library: this very tree
    assert len(ours) == 1
    assert "--no-deps" in ours[0]
    assert len(commands) >= 4
    loose = [each for each in commands if not ("--require-hashes" in each and "--no-deps" in each)]
    assert [each for each in loose if each not in ours] == []


def _is_text(path: Path) -> bool:
    try:
        text(path)
    except UnicodeDecodeError:
        return False
    return True
