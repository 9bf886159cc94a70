"""The bundle, on a host without any network: installed, worked with, upgraded, removed; the data stay.

Needs root and namespaces, and a package registry to fetch the wheels (or FENGQIAO_WHEELS, where they are).
Without them these skip, and in CI they may not.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.bundle.build import build, sums

STORY = Path(__file__).with_name("a_dispute.py")
_UNSHARE, _TAR = (shutil.which(each) or each for each in ("unshare", "tar"))
PATIENCE = 600  # seconds; a busy machine takes its time
URL = "http://127.0.0.1:8000"
# A Python of the host, not of our own environment.
HOSTS_PYTHON = str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")


def _lacking() -> str | None:
    if os.geteuid() != 0:
        return "a network namespace is made by root alone"
    lacking = [each for each in ("unshare", "nsenter", "ip", "tar") if shutil.which(each) is None]
    if lacking:
        return f"there is no {lacking[0]} here"
    tried = subprocess.run([_UNSHARE, "--net", "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "this machine makes no network namespaces"


@pytest.fixture(autouse=True, scope="module")
def able() -> None:
    """What is lacking is a skip, or where it must be there, a failure."""
    why = _lacking()
    if why and os.environ.get("FENGQIAO_MUST"):
        pytest.fail(why)
    if why:
        pytest.skip(why)


@pytest.fixture(scope="module")
def nowhere() -> Iterator[list[str]]:
    """How a command is begun where there is no network but loopback."""
    up = ["unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec sleep infinity"]
    with subprocess.Popen(up, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "up\n"
        yield ["nsenter", "--target", str(holder.pid), "--net", "--"]
        holder.kill()


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("FENGQIAO_WHEELS")
    return build(tmp_path_factory.mktemp("built"), Path(given) if given else None)


@dataclass
class Host:
    """Directories that stand for a host's, and how a command is begun there."""

    home: Path
    begin: list[str]

    @property
    def config(self) -> Path:
        return self.home / "etc"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def program(self) -> Path:
        return self.home / "opt" / "current" / "bin" / "fengqiao"

    def environment(self) -> dict[str, str]:
        """As a login has it: nothing of the tests' own environment, and tokens instead of accounts."""
        said = {"PATH": os.environ["PATH"], "HOME": str(self.home), "PYTHON": HOSTS_PYTHON, "LANG": "C.UTF-8"}
        return said | {"FENGQIAO_DEVELOPMENT": "true", "FENGQIAO_IDENTITY": "development"}

    def install(self, bundle: Path, *more: str) -> subprocess.CompletedProcess[str]:
        places = ("--prefix", self.home / "opt", "--config", self.config, "--data", self.data)
        command = [bundle / "install.sh", *places, "--user", "root", "--no-service", "--no-packages", *more]
        return subprocess.run(
            [*self.begin, *map(str, command)],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def ask(self, *story: str) -> str:
        """The story, told by what was installed."""
        release = (self.home / "opt" / "current").resolve()
        environment = self.environment() | {
            "PYTHONPATH": str(release / "app"),
            "FENGQIAO_VAR": str(self.data),
        }
        done = subprocess.run(
            [*self.begin, str(release / "venv" / "bin" / "python"), str(STORY), URL, *story],
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


class Running:
    """The installed system between its start and its end, as systemd would begin and end it."""

    def __init__(self, host: Host) -> None:
        self.host = host
        (host.data / "seeded").touch()  # the story enters its own people

    def __enter__(self) -> None:
        self.log = (self.host.home / "out.log").open("w")
        self.process = subprocess.Popen(
            [*self.host.begin, str(self.host.program), "run"],
            env=self.host.environment() | {"FENGQIAO_WORKERS": "1", "FENGQIAO_START_SECONDS": str(PATIENCE)},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait()
        except BaseException:
            self.process.terminate()
            raise

    def _wait(self) -> None:
        asking = ["python3", "-c", f"import urllib.request as u; u.urlopen('{URL}/health/ready', timeout=5)"]
        until = time.monotonic() + PATIENCE
        while subprocess.run([*self.host.begin, *asking], capture_output=True, check=False).returncode:
            assert self.process.poll() is None, (self.host.home / "out.log").read_text()
            assert time.monotonic() < until
            time.sleep(1)

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0
        self.log.close()


def unpacked(packed: Path, there: Path) -> Path:
    subprocess.run([_TAR, "-xf", str(packed), "-C", str(there)], check=True)
    return there / packed.stem


@pytest.fixture(scope="module")
def bundle(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(packed, tmp_path_factory.mktemp("carried"))


@pytest.fixture(scope="module")
def host(nowhere: list[str], tmp_path_factory: pytest.TempPathFactory) -> Host:
    return Host(tmp_path_factory.mktemp("host"), nowhere)


def keys_of(host: Host) -> str:
    return (host.config / "keys.env").read_text()


def test_there_is_no_network(nowhere: list[str]) -> None:
    trying = "import socket; socket.create_connection(('192.0.2.1', 443), 5)"

    tried = subprocess.run(
        [*nowhere, sys.executable, "-c", trying], capture_output=True, text=True, check=False
    )

    assert "Network is unreachable" in tried.stderr


def test_the_life_of_an_installation(host: Host, bundle: Path) -> None:
    first = host.install(bundle)
    assert first.returncode == 0, first.stderr
    assert (host.config / "keys.env").stat().st_mode & 0o077 == 0
    keys = keys_of(host)

    with Running(host):
        case = host.ask()
        assert host.ask(case) == "agreement"

    # The same once more changes nothing.
    before = host.program.resolve()
    again = host.install(bundle)
    assert again.returncode == 0, again.stderr
    assert (keys_of(host), host.program.resolve()) == (keys, before)

    # A later release over it: beside the first, with the same keys and data.
    (bundle / "VERSION").write_text("0.1.1 later\n")
    (bundle / "SHA256SUMS").write_text(sums(bundle))
    later = host.install(bundle)
    assert later.returncode == 0, later.stderr
    assert host.program.resolve() != before
    assert before.exists()
    assert keys_of(host) == keys
    with Running(host):
        assert host.ask(case) == "agreement"

    removed = host.install(bundle, "--uninstall")
    assert removed.returncode == 0, removed.stderr
    assert not (host.home / "opt").exists()
    assert keys_of(host) == keys
    assert (host.data / "postgres" / "PG_VERSION").exists()


def test_the_same_inputs_make_the_same_bytes(packed: Path, bundle: Path, tmp_path: Path) -> None:
    again = build(tmp_path, packed.parent / packed.stem / "wheels")

    digests = [hashlib.sha256(each.read_bytes()).hexdigest() for each in (packed, again)]

    assert digests[0] == digests[1]
