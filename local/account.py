"""Whom PostgreSQL runs as. It refuses to run as root; then it gets an account of its own."""

import os
import pwd
import stat
import subprocess
from pathlib import Path

from local.words import CannotStart

ACCOUNT = "fengqiao-postgres"


def account_for(binary: str) -> str:
    """The account to run the program under, "" for our own. As root: one of its own, made when missing."""
    if os.geteuid() != 0:
        return ""
    if not _exists():
        _make()
    let_through(Path(binary))
    return ACCOUNT


def _exists() -> bool:
    return any(person.pw_name == ACCOUNT for person in pwd.getpwall())


def _make() -> None:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    where = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}  # root's own may lack it
    done = subprocess.run(command, env=where, check=False, capture_output=True, text=True)
    if not _exists():  # another start may have made it between our look and ours
        raise CannotStart("no-account", account=ACCOUNT, reason=done.stderr.strip())


def give_to(account: str, *paths: Path) -> None:
    """Make the account the owner of the paths, and let it reach them."""
    if not account:
        return
    person = pwd.getpwnam(account)
    for path in paths:
        os.chown(path, person.pw_uid, person.pw_gid)
        let_through(path)


def let_through(path: Path) -> None:
    """Let others pass through the directories above, where they cannot yet: pass through, not look into."""
    for directory in path.resolve().parents:
        mode = directory.stat().st_mode
        if not mode & stat.S_IXOTH:
            directory.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
