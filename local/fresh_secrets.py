"""`python -m local.fresh_secrets DIRECTORY`: the secrets of a new installation in containers, each in a file.

What is there already stays as it is: a key that was replaced would open nothing of what it had sealed. Run as
root, the files belong to root and are read by the group that the containers are in, and by nobody else; the
authorities that vouch for who comes to the engine (`vouching`) root alone reads.

`python -m local.fresh_secrets DIRECTORY engine`: certificates and tokens of the engine anew, over the old.
"""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path

from local import certificates, tokens
from local.keys import MAKERS, kept

GROUP = 10_001  # that of our image
SUPERUSER, OWNER, ENGINE = "postgres_password", "fengqiao_password", "temporal_password"
OF_PEOPLE = ("grafana_password",)
_NAMES = ("engine.fengqiao", "temporal", "127.0.0.1")  # of the engine, on the network of compose.yaml
_AUTHORITIES = (certificates.NODES, certificates.CLIENTS)
_YEAR, _DAY = timedelta(days=365), timedelta(days=1)
# Who comes to the engine, and what they may do there (docs/cluster.md).
_BEARERS = {
    "api": (_YEAR, ("fengqiao:write", "fengqiao-sealed:write")),
    "worker": (_YEAR, ("fengqiao:write",)),
    "sealed": (_YEAR, ("fengqiao-sealed:write",)),
    "pages": (_YEAR, ("fengqiao:read",)),
    "setup": (_DAY, (tokens.EVERYTHING,)),
}
_OWNER_READS, _GROUP_READS, _GROUP_ENTERS = 0o400, 0o440, 0o750


def make(directory: Path, host: str = "postgres:5432") -> list[Path]:
    """Every secret in a file of this directory. ``host``: where the database will be. What was made or found.

    Files are named as `Settings` reads them from FENGQIAO_SECRETS, and as deploy/compose.yaml mounts them.
    """
    for name in (SUPERUSER, OWNER, ENGINE, *OF_PEOPLE):
        kept(directory, name, lambda: secrets.token_urlsafe(24))
    password = (directory / OWNER).read_text().strip()
    kept(directory, "database_url", lambda: f"postgresql://fengqiao:{password}@{host}/fengqiao")
    for name, maker in MAKERS.items():
        kept(directory, f"fengqiao_{name}", maker)
    if not (directory / "engine").exists():
        make_for_the_engine(directory)
    made = sorted(each for each in directory.iterdir() if each.is_file())
    _give_to_the_containers([directory], made)
    return made


def make_for_the_engine(directory: Path) -> None:
    """A certificate for the engine, and for each who comes to it one with a token that says what they may do:
    for a year, and for setting up a day. Each has a directory. The authorities are made once and stay."""
    vouching, engine = directory / "vouching", directory / "engine"
    keys = tokens.ensure_key(vouching)
    nodes, clients = (certificates.ensure_authority(vouching, each) for each in _AUTHORITIES)
    certificate, key = certificates.issue(vouching, certificates.NODES, "node", _NAMES)
    _lay(engine / "node", {each.name: each for each in (certificate, key, nodes, clients, keys)})
    for bearer, (good_for, permissions) in _BEARERS.items():
        certificate, key = certificates.issue(vouching, certificates.CLIENTS, bearer)
        where = engine / bearer
        _lay(where, {"client.pem": certificate, "client.key": key, nodes.name: nodes})
        token = tokens.token(vouching, bearer, permissions, good_for=good_for)
        certificates.write(where / "token", f"{token}\n".encode())
    directories = [each for each in engine.rglob("*") if each.is_dir()]
    _give_to_the_containers([engine, *directories], [each for each in engine.rglob("*") if each.is_file()])


def _lay(where: Path, files: dict[str, Path]) -> None:
    for name, file in files.items():
        certificates.write(where / name, file.read_bytes())


def _give_to_the_containers(directories: list[Path], files: list[Path]) -> None:
    """Those of the group read them; where that cannot be set, their owner alone."""
    is_root = os.geteuid() == 0
    for file in files:
        if is_root:
            os.chown(file, 0, GROUP)
        file.chmod(_GROUP_READS if is_root else _OWNER_READS)
    for directory in directories if is_root else ():
        os.chown(directory, 0, GROUP)
        directory.chmod(_GROUP_ENTERS)


if __name__ == "__main__":
    where = Path(sys.argv[1])
    if sys.argv[2:] == ["engine"]:
        make_for_the_engine(where)
    for each in make(where):
        sys.stdout.write(f"{each.name}\n")
