"""`python -m local.fresh_secrets DIRECTORY`: the secrets of a new installation in containers, each in a file.

What is there already stays as it is: a key that was replaced would open nothing of what it had sealed. Run as
root, the files belong to root and are read by the group that the containers are in, and by nobody else.
"""

import os
import secrets
import sys
from pathlib import Path

from local.keys import MAKERS, kept

GROUP = 10_001  # that of our image
SUPERUSER, OWNER, ENGINE = "postgres_password", "fengqiao_password", "temporal_password"
OF_PEOPLE = ("grafana_password",)
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
    made = sorted(each for each in directory.iterdir() if each.is_file())
    _give_to_the_containers(directory, made)
    return made


def _give_to_the_containers(directory: Path, files: list[Path]) -> None:
    """Those of the group read them; where that cannot be set, their owner alone."""
    is_root = os.geteuid() == 0
    for file in files:
        if is_root:
            os.chown(file, 0, GROUP)
        file.chmod(_GROUP_READS if is_root else _OWNER_READS)
    if is_root:
        os.chown(directory, 0, GROUP)
        directory.chmod(_GROUP_ENTERS)


if __name__ == "__main__":
    for each in make(Path(sys.argv[1])):
        sys.stdout.write(f"{each.name}\n")
