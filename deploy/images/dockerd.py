"""A Docker engine to work with: the one that answers, or one of our own until the block ends."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from deploy.images.archive import Image, write

_START_SECONDS, _STOP_SECONDS = 120.0, 60.0
_LOOK_EVERY = 0.2


def why_not() -> str | None:
    """Why there is no engine to work with here, or None."""
    if _answers(os.environ.get("DOCKER_HOST", "")):
        return None
    if _client() is None:
        return "there is no docker command here"
    if shutil.which("dockerd") is None:
        return "no Docker engine answers here, and dockerd is not installed"
    return None if os.geteuid() == 0 else "no Docker engine answers here, and only root may start one"


@contextmanager
def engine(home: Path | None = None) -> Iterator[str]:
    """Where an engine answers, as DOCKER_HOST names it.

    One that is started here has a data root of its own, in ``home`` or in a new directory, which is taken
    away with everything in it. Raises RuntimeError where `why_not` gives a reason.
    """
    if (why := why_not()) is not None:
        raise RuntimeError(why)
    named = os.environ.get("DOCKER_HOST", "")
    if _answers(named):
        yield named or "unix:///var/run/docker.sock"
        return
    place = Path(mkdtemp(prefix="fengqiao-docker-", dir=home))
    address = f"unix://{place}/docker.sock"
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(_command(place, address), stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(process, address, place / "log")
        yield address
    finally:
        _stop(process, address)
        _take_away(place)


def load(image: Image, address: str) -> None:
    """Have the engine know an image, unless it does. Raises CalledProcessError."""
    known = run(address, "images", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}").splitlines()
    if f"sha256:{image.id} {image.name}" not in known:
        with TemporaryDirectory(dir=image.layers[0].path.parent) as beside:
            archive = Path(beside) / "image.tar"
            write(archive, [image])
            run(address, "load", "--quiet", "--input", str(archive))


def run(address: str, *words: str) -> str:
    """What the client answers. Raises CalledProcessError."""
    client = _client()
    assert client
    command = [client, "--host", address, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _command(place: Path, address: str) -> list[str]:
    return [
        *("dockerd", "--data-root", str(place / "data"), "--exec-root", str(place / "run")),
        *("--pidfile", str(place / "pid"), "--host", address, "--log-level", "warn"),
    ]


def _client() -> str | None:
    return shutil.which("docker")


def _answers(address: str) -> bool:
    client = _client()
    if client is None:
        return False
    command = [
        client,
        *(("--host", address) if address else ()),
        "version",
        "--format",
        "{{.Server.Version}}",
    ]
    try:
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while not _answers(address):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"dockerd did not come up:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(_LOOK_EVERY)


def _stop(process: subprocess.Popen[bytes], address: str) -> None:
    """Its containers first: what outlives their engine nobody ends."""
    if process.poll() is None and _answers(address):
        left = run(address, "ps", "--quiet", "--all").split()
        if left:
            run(address, "rm", "--force", "--volumes", *left)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _take_away(place: Path) -> None:
    """Whatever it has left mounted, then everything."""
    mounts = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    for mount in sorted((each for each in mounts if each.startswith(f"{place}/")), reverse=True):
        command = [shutil.which("umount") or "umount", "--lazy", mount]
        subprocess.run(command, check=False, capture_output=True)
    shutil.rmtree(place, ignore_errors=True)
