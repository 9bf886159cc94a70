"""`python -m deploy.bundle.build`: one file from which a host without any network is installed.

In it: the wheels of the lock (the engine and PostgreSQL among them), our own rooms, Debian packages, images
that were saved, the list of all that, the documents, the installer and the digests. The same inputs make the
same bytes: names are sorted, times are the commit's, owners are nobody's.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.supply import sbom
from deploy.supply.locked import ROOT, RUN, Locked, locked

# What no wheel brings: a Python to install into, and what paper is set with.
DEBIAN = ("python3-venv", "libpango-1.0-0", "libpangoft2-1.0-0", "fonts-noto-cjk")
_SUMS = "SHA256SUMS"
_GIT = shutil.which("git") or "git"
_HERE = Path(__file__).parent
_DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text())
_DOCUMENTS = ("README.md", "ARCHITECTURE.md", "docs")


class Unlike(Exception):
    """Something that is about to be shipped is not what the lock names."""


def version() -> str:
    """Of this release."""
    return str(_DECLARED["project"]["version"])


def build(
    output: Path, wheels: Path | None = None, debian: Path | None = None, images: Path | None = None
) -> Path:
    """Make the bundle; the file. ``wheels``, ``debian`` and ``images`` are directories that are there;
    wheels are fetched where none are given. Raises Unlike and CalledProcessError."""
    name = f"fengqiao-{version()}"
    home = output / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    _put_wheels(home / "wheels", wheels)
    _put_rooms(home / "app")
    listing = _put_debian(home / "debian", debian) if debian else []
    if images:
        (home / "images").mkdir()
        for image in filter(_is_image, sorted(images.glob("*.tar"))):  # beside them lie layers
            shutil.copy(image, home / "images" / image.name)
    for each in _DOCUMENTS:
        _copy(ROOT / each, home / "documents" / each)
    for each in ("install.sh", "fengqiao.service"):
        shutil.copy(_HERE / each, home / each)
    shutil.copy(RUN, home / "run.txt")
    (home / "VERSION").write_text(f"{version()} {_commit()}\n")
    (home / "sbom.json").write_text(sbom.written(sbom.sbom(debian=listing)), encoding="utf-8")
    (home / _SUMS).write_text(sums(home))
    _sign(home)
    return _pack(home)


def _is_image(archive: Path) -> bool:
    """Whether an engine of containers would load it: what it saves begins with saying what is in it."""
    with tarfile.open(archive) as opened:
        return "manifest.json" in opened.getnames()


def fetch_wheels(there: Path) -> None:
    """The very files of the lock, for this kind of machine. Raises CalledProcessError."""
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(RUN), "-d", str(there)),
    ]
    subprocess.run(command, check=True)


def fetch_debian(there: Path) -> None:
    """The packages of `DEBIAN` with all they need, as for a machine on which nothing is installed; nothing is
    installed here either. Raises CalledProcessError."""
    (there / "partial").mkdir(parents=True, exist_ok=True)
    nothing = there / "status"
    nothing.touch()
    apt = shutil.which("apt-get") or "apt-get"
    options = {"Dir::State::status": nothing, "Dir::Cache::archives": there, "Debug::NoLocking": 1}
    command = [
        *(apt, "-qq", "-y", "install", "--download-only", "--no-install-recommends", *DEBIAN),
        *(part for key, value in options.items() for part in ("-o", f"{key}={value}")),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def sums(home: Path) -> str:
    """A line for every file, as `sha256sum` writes and reads them."""
    own = {home / _SUMS, home / f"{_SUMS}.sig"}
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(home)}\n"
        for path in _files(home)
        if path not in own
    )


def _put_wheels(there: Path, given: Path | None) -> None:
    there.mkdir()
    if given:
        for wheel in sorted(given.glob("*.whl")):
            shutil.copy(wheel, there / wheel.name)
    else:
        fetch_wheels(there)
    compare(there, locked())


def compare(there: Path, lock: list[Locked]) -> None:
    """That every wheel is one of the lock, and none that this machine needs is missing. Raises Unlike."""
    known = {digest: each for each in lock for digest in each.hashes}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(there.iterdir())}
    strange = [name for name, digest in found.items() if digest not in known]
    here = {known[digest].name for digest in found.values() if digest in known}
    # What stands under a condition may be left out: which condition holds, the machine knows.
    missing = sorted({each.name for each in lock if not each.marker} - here)
    if strange or missing:
        raise Unlike(f"not locked: {strange}; missing: {missing}")


def _put_rooms(there: Path) -> None:
    """Our own rooms and modules, as the image holds them."""
    declared = _DECLARED["tool"]["setuptools"]
    there.mkdir()
    for room in sorted({name.partition(".")[0] for name in declared["packages"]}):
        _copy(ROOT / room, there / room)
    for module in declared["py-modules"]:
        shutil.copy(ROOT / f"{module}.py", there / f"{module}.py")


def _put_debian(there: Path, given: Path) -> list[tuple[str, str, str]]:
    """The packages, and the index by which apt takes what a host lacks; name, version and architecture."""
    there.mkdir()
    listing, index = [], []
    tool = shutil.which("dpkg-deb") or "dpkg-deb"
    for package in sorted(given.glob("*.deb")):
        kept = there / package.name.replace("%3a", "_")  # an address would read the other as a colon
        shutil.copy(package, kept)
        about = subprocess.run(
            [tool, "--field", str(kept)], capture_output=True, text=True, check=True
        ).stdout.strip()
        digest = hashlib.sha256(kept.read_bytes()).hexdigest()
        index.append(f"{about}\nFilename: ./{kept.name}\nSize: {kept.stat().st_size}\nSHA256: {digest}\n")
        fields = dict(line.split(": ", 1) for line in about.splitlines() if ": " in line and line[0] != " ")
        listing.append((fields["Package"], fields["Version"], fields["Architecture"]))
    (there / "Packages").write_text("\n".join(index))
    return listing


def _copy(source: Path, there: Path) -> None:
    there.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, there, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copy(source, there)


def _commit() -> str:
    asked = subprocess.run(
        [_GIT, "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"


def _instant() -> int:
    """When all of it was written, in seconds of the epoch: as asked for, else the commit's."""
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(said)
    asked = subprocess.run(
        [_GIT, "-C", str(ROOT), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    )
    return int(asked.stdout.strip() or 0)


def _sign(home: Path) -> None:
    """By the key in the file of FENGQIAO_RELEASE_KEY (Ed25519, PEM); without one there are digests alone."""
    where = os.environ.get("FENGQIAO_RELEASE_KEY")
    if not where:
        return
    key = load_pem_private_key(Path(where).read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Unlike("FENGQIAO_RELEASE_KEY is no Ed25519 key")
    (home / f"{_SUMS}.sig").write_bytes(key.sign((home / _SUMS).read_bytes()))


def _files(home: Path) -> Iterator[Path]:
    return (path for path in sorted(home.rglob("*")) if path.is_file())


def _pack(home: Path) -> Path:
    """Wheels, packages and images are packed already, so this only lays them one after the other."""
    packed = home.with_name(f"{home.name}.tar")
    moment = _instant()
    with tarfile.open(packed, "w", format=tarfile.PAX_FORMAT) as tar:
        for path in _files(home):
            entry = tarfile.TarInfo(f"{home.name}/{path.relative_to(home)}")
            entry.size, entry.mtime = path.stat().st_size, moment
            entry.mode = 0o755 if path.suffix == ".sh" else 0o644
            with path.open("rb") as file:
                tar.addfile(entry, file)
    return packed


def main() -> int:
    """Make it, and say what it is. The exit code."""
    parser = argparse.ArgumentParser(description="离线安装包 the bundle for a host without a network")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bundle")
    parser.add_argument("--wheels", type=Path, help="the wheels, if they are there already")
    parser.add_argument("--debian", type=Path, help="Debian packages; `fetch` fetches them (needs apt)")
    parser.add_argument("--images", type=Path, help="images that were saved")
    asked = parser.parse_args()
    debian = asked.debian
    if debian == Path("fetch"):
        debian = asked.output / "fetched"
        fetch_debian(debian)
    try:
        packed = build(asked.output, asked.wheels, debian, asked.images)
    except Unlike as not_locked:
        sys.stderr.write(f"{not_locked}\n")
        return 1
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    sys.stdout.write(f"{packed}\n{packed.stat().st_size / 1e6:.0f} MB, sha256 {digest}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
