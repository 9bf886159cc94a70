"""PostgreSQL does not run as root, and gets no more than it needs."""

import os
import stat
from pathlib import Path

import pytest

from local import account
from local.words import CannotStart


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A file below a directory that others cannot pass through."""
    path = tmp_path / "closed" / "open" / "program"
    path.parent.mkdir(parents=True)
    path.touch()
    path.parent.chmod(0o755)
    path.parent.parent.chmod(0o700)
    return path


def test_an_ordinary_person_runs_it_as_themselves(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert account.account_for(str(closed)) == ""
    assert stat.S_IMODE(closed.parent.parent.stat().st_mode) == 0o700


def test_others_may_pass_through_and_not_look_into(closed: Path) -> None:
    account.let_through(closed)

    assert stat.S_IMODE(closed.parent.parent.stat().st_mode) == 0o701
    assert stat.S_IMODE(closed.parent.stat().st_mode) == 0o755


def test_nothing_changes_owner_for_an_ordinary_person(closed: Path) -> None:
    before = closed.stat().st_uid

    account.give_to("", closed)

    assert closed.stat().st_uid == before


def test_an_account_that_cannot_be_made_is_a_clear_error(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "ACCOUNT", "no such: name")

    with pytest.raises(CannotStart, match="no such: name") as refusal:
        account.account_for(str(closed))

    assert refusal.value.code == "no-account"
