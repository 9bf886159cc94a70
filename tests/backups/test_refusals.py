"""What was changed or is not there is refused, and says what to do; without a key nothing is read."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from backups import key_copies
from backups.archiving import ARRIVES_WITHIN, BEAT
from backups.drilling import elsewhere
from backups.inspecting import flaws
from backups.place import BASE, ENGINE, MANIFEST
from backups.restoring import restore
from backups.retention import past, put_away
from backups.sealing import Recipients, identities, new_identity, opened
from backups.taking import Taker
from backups.words import Failed
from cli import app
from local.system import System
from proof.keys import Signer
from settings import Unreconciled
from tests.backups.installation import Installation, rows_of
from tests.backups.test_round_trip import archived_until, archiving, first_backup, now, started

SAID = "龘靐司马青云"


@pytest.fixture(scope="module")
def backed_up(house: Installation) -> Installation:
    """With one backup, and some files of the log behind it."""
    procedure = house.add_dispute(SAID)
    asyncio.run(house.add_file(procedure, f"{SAID}的材料".encode()))
    with archiving(house) as archiver:
        first_backup(house)
        for _ in range(2):
            house.add_dispute()
            switch_log(house)
            archived_until(archiver, now(house))
    return house


def switch_log(house: Installation) -> None:
    with house.server._superuser() as connection:
        connection.execute("SELECT pg_switch_wal()")


@pytest.fixture
def copy(backed_up: Installation, tmp_path: Path) -> Installation:
    """The same with another copy of its backups, to be spoiled."""
    where = tmp_path / "backups"
    shutil.copytree(backed_up.place.root, where)
    settings = backed_up.settings.model_copy(update={"backups": where})
    return replace(backed_up, settings=settings)


def refusal(house: Installation, **said: object) -> str:
    """Why nothing was restored; and that nothing was."""
    target = house.home / "refused"
    with pytest.raises(Failed) as refused:
        house.restored("refused", **said)
    assert not target.exists()
    return refused.value.code


def flip(path: Path, at: int = -100) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def the_set(house: Installation) -> Path:
    [manifest] = house.place.taken()
    return house.place.sets / manifest.id


@pytest.mark.parametrize("part", [BASE, ENGINE, "files.txt"])
def test_a_changed_part_is_refused(copy: Installation, part: str) -> None:
    flip(the_set(copy) / part, 5)

    assert refusal(copy) == "tampered"
    assert any(part in flaw for flaw in flaws(copy.place))


@pytest.mark.parametrize("part", [BASE, ENGINE])
def test_a_missing_part_is_refused(copy: Installation, part: str) -> None:
    (the_set(copy) / part).unlink()

    assert refusal(copy) == "part-missing"
    assert flaws(copy.place)


def test_a_manifest_that_says_something_else_is_refused(copy: Installation) -> None:
    path = the_set(copy) / MANIFEST
    path.write_text(path.read_text().replace('"is_embedded": true', '"is_embedded": false'))

    assert refusal(copy) == "tampered"


def test_a_backup_that_somebody_else_signed_is_refused(copy: Installation) -> None:
    path = the_set(copy) / MANIFEST
    [manifest] = copy.place.taken()
    path.write_text(manifest.signed(Signer(os.urandom(32))).written())

    assert refusal(copy) == "tampered"


def test_nobody_is_believed_without_knowing_a_key(copy: Installation) -> None:
    with pytest.raises(Failed) as refused:
        restore(copy.wish("refused"))

    assert refused.value.code == "signer-unknown"


def test_the_published_fingerprint_is_enough_to_believe_it(copy: Installation) -> None:
    [manifest] = copy.place.taken()

    with pytest.raises(Failed) as refused:
        restore(copy.wish("refused", fingerprint="0" * 32))
    assert refused.value.code == "tampered"
    assert restore(copy.wish("by-fingerprint", fingerprint=manifest.keys[0].id)).has_engine


def test_a_missing_file_of_the_log_is_named(copy: Installation) -> None:
    [manifest] = copy.place.taken()
    log = copy.place.log(manifest.system)
    behind = [path for name, path in log.items() if name > manifest.start]
    behind[0].unlink()

    assert refusal(copy) == "wal-gap"
    assert any(flaw.startswith("wal-gap") for flaw in flaws(copy.place))


def test_a_changed_file_of_the_log_is_refused(copy: Installation) -> None:
    [manifest] = copy.place.taken()
    path = copy.place.log(manifest.system)[manifest.start]
    flip(path)

    assert refusal(copy) == "tampered"
    assert any("tampered" in flaw for flaw in flaws(copy.place))


def test_a_moment_beyond_the_archive_and_one_before_any_backup_are_refused(backed_up: Installation) -> None:
    [manifest] = backed_up.place.taken()

    assert refusal(backed_up, until=datetime.now(UTC) + timedelta(days=1)) == "wal-missing"
    assert refusal(backed_up, until=manifest.at - timedelta(seconds=1)) == "no-backup-before"
    assert refusal(backed_up, backup="20000101T000000Z-000000") == "no-backup"


def test_without_the_private_key_nothing_is_read(backed_up: Installation) -> None:
    stranger = backed_up.home / "stranger"
    stranger.write_text(new_identity()[0])
    empty = backed_up.home / "empty"
    empty.write_text("nothing\n")

    assert refusal(backed_up, identity=stranger) == "identity-does-not-open"
    assert refusal(backed_up, identity=empty) == "identity-unreadable"


def test_no_byte_of_a_backup_is_in_clear_and_no_key_is_in_it(backed_up: Installation) -> None:
    """What was said, whom it is about, even the numbers of matters: nothing; and behind the seal, no key."""
    numbers = [number for (number,) in _numbers(backed_up)]
    secrets = [value for value in backed_up.settings.secrets().values() if value]
    keys = [entry.rpartition(":")[2] for value in secrets for entry in value.split(",")]
    [manifest] = backed_up.place.taken()

    for path in backed_up.place.root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert SAID.encode() not in data
            assert not any(number.encode() in data for number in numbers)
            assert not any(key.encode() in data for key in keys)
    inside = _everything_in(backed_up, the_set(backed_up) / BASE)
    assert any(number.encode() in inside for number in numbers)  # the search does find what is there
    assert SAID.encode() not in inside  # sealed a second time, under the matter's own key
    assert not any(key.encode() in inside for key in keys)
    assert manifest.recipients == Recipients(backed_up.settings.backup_recipients).names


def _numbers(house: Installation) -> list[tuple[str]]:

    with psycopg.connect(house.settings.database_url) as connection:
        return connection.execute("SELECT number FROM matters").fetchall()


def _everything_in(house: Installation, base: Path) -> bytes:
    [manifest] = house.place.taken()
    whole = bytearray()
    with (
        opened(base, identities(house.identity), manifest.recipients) as stream,
        tarfile.open(fileobj=stream, mode="r|gz") as tar,
    ):
        for member in tar:
            if member.isfile():
                found = tar.extractfile(member)
                assert found
                whole += found.read()
    return bytes(whole)


def test_a_copy_of_the_keys_is_sealed_and_never_lies_with_the_backups(
    backed_up: Installation, tmp_path: Path
) -> None:
    recipients = Recipients(backed_up.settings.backup_recipients)
    copy = tmp_path / "keys.age"

    count = key_copies.write(backed_up.settings, copy, recipients)

    found = key_copies.opened(copy, identities(backed_up.identity))
    assert len(found) == count
    assert found["keeper_key"] == backed_up.settings.keeper_key.get_secret_value()
    assert found["keeper_key"].encode() not in copy.read_bytes()
    for file, code in (
        (backed_up.place.root / "keys.age", "keys-beside-the-backup"),
        (copy, "file-there"),
    ):
        with pytest.raises(Failed) as refused:
            key_copies.write(backed_up.settings, file, recipients)
        assert refused.value.code == code
    restored = restore(backed_up.wish("with-keys", keys=copy))
    laid = backed_up.home / "with-keys" / "keys" / "keeper-key"
    assert restored.has_keys
    assert laid.read_text().strip() == found["keeper_key"]
    assert laid.stat().st_mode & 0o777 == 0o600


def test_recipients_are_needed_and_must_be_some(backed_up: Installation) -> None:
    for written, code in (("", "recipients-missing"), ("age1nobody", "recipients-wrong")):
        settings = backed_up.settings.model_copy(update={"backup_recipients": written})
        with pytest.raises(Failed) as refused:
            Taker.of(settings)
        assert refused.value.code == code


def test_killed_in_the_middle_a_backup_leaves_the_one_before_and_the_next_clears_up(
    copy: Installation,
) -> None:
    before = [manifest.id for manifest in copy.place.taken()]
    environment = {**os.environ, **copy.settings.environment()}
    code = "from settings import Settings; from backups.taking import Taker; Taker.of(Settings()).take()"
    process = subprocess.Popen([sys.executable, "-c", code], env=environment)
    while not any((draft / BASE).exists() for draft in copy.place.sets.glob(".draft-*")):
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert list(copy.place.sets.glob(".draft-*"))
    assert [manifest.id for manifest in copy.place.taken()] == before
    assert copy.restored("after-the-kill").backup == before[0]

    after = copy.taker.take()
    assert [manifest.id for manifest in copy.place.taken()] == [*before, after.id]
    assert not list(copy.place.sets.glob(".draft-*"))


def test_two_backups_at_once_are_one(copy: Installation) -> None:
    with copy.place.alone(), pytest.raises(Failed) as refused:
        copy.taker.take()

    assert refused.value.code == "busy"


def test_what_is_old_goes_with_its_log_and_files_and_never_the_last(copy: Installation) -> None:
    [first] = copy.place.taken()
    switch_log(copy)
    second = copy.taker.take()
    late = datetime.now(UTC) + timedelta(days=100)

    assert put_away(copy.place, late, 35, 2).sets == ()
    put = put_away(copy.place, late, 35, 1)

    assert put.sets == (first.id,)
    assert [each.id for each in copy.place.taken()] == [second.id]
    assert all(name[8:] >= second.start[8:] for name in copy.place.log(second.system))
    assert put.logs > 0
    assert put.files == 0  # the later backup has them too
    assert past([first, second], first.at, 35, 1) == []


def test_what_is_acknowledged_lies_in_the_archive_at_the_next_beat(backed_up: Installation) -> None:
    """The beat it has in earnest, with all that it waits for at most, is less than a minute."""
    with archiving(backed_up) as archiver:
        archived_until(archiver, now(backed_up))
        backed_up.add_dispute()
        acknowledged = now(backed_up)
        archived_until(archiver, acknowledged)
    rows = backed_up.rows()

    restored = backed_up.restored("acknowledged")

    assert datetime.fromisoformat(restored.until) >= acknowledged
    with started(backed_up, "acknowledged") as url:
        assert rows_of(url) == rows
    assert BEAT + ARRIVES_WITHIN < 60


def test_what_came_back_does_not_start_before_the_command_line_has_reconciled_it(
    backed_up: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up.restored("to-start", with_engine=False)
    there = elsewhere(backed_up.settings, backed_up.home / "to-start")
    for name, value in there.environment().items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["reconcile", *arguments])
        assert done.exit_code == code, done.output
        return done.output

    with pytest.raises(Unreconciled), System(there):
        pass
    listed = json.loads(run("--list", "--json", code=1))
    found = json.loads(run("--json"))
    whats = {each["what"] for each in found["differences"]}

    assert whats == {each["what"] for each in listed["differences"]} == {"not-in-engine"}
    assert found["looked_at"] == len(found["differences"]) > 0
    assert {each["repair"] for each in found["differences"]} == {"begun-from-the-journal"}
    assert found["is_open"]
    assert not listed["is_open"]
    assert "0" in run()
    run("--mark")
    with pytest.raises(Unreconciled), System(there):
        pass
