"""The secrets of an installation in containers: made once, each in a file, and read from there."""

import os
import re
from pathlib import Path

import pytest

from local import fresh_secrets
from settings import Settings

MADE_OF_THEM = ("FENGQIAO_TOKEN_KEY", "DATABASE_URL", "TEMPORAL_ADDRESS")


def test_a_program_finds_its_secrets_in_the_directory_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_secrets.make(tmp_path / "secrets", "db:5432")
    for name in MADE_OF_THEM:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FENGQIAO_SECRETS", str(tmp_path / "secrets"))
    monkeypatch.setenv("FENGQIAO_DEVELOPMENT", "false")

    settings = Settings(temporal_address="temporal:7233").complete()

    assert re.fullmatch(r"postgresql://fengqiao:[\w-]{32}@db:5432/fengqiao", settings.database_url)
    assert list(settings.engine_keyring()) == ["engine-1"]
    assert list(settings.sealed().engine_keyring()) == ["sealed-1"]


def test_what_the_environment_says_goes_before_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_secrets.make(tmp_path / "secrets")
    monkeypatch.setenv("FENGQIAO_SECRETS", str(tmp_path / "secrets"))
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/fengqiao")

    assert Settings().database_url == "postgresql://elsewhere/fengqiao"


def test_a_directory_that_is_named_and_not_there_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setenv("FENGQIAO_SECRETS", str(tmp_path / "nowhere"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert Settings().database_url == ""
    assert not recwarn.list


def test_secrets_that_are_there_are_never_made_anew(tmp_path: Path) -> None:
    before = {file.name: file.read_text() for file in fresh_secrets.make(tmp_path / "secrets")}

    after = {file.name: file.read_text() for file in fresh_secrets.make(tmp_path / "secrets")}

    assert before == after
    assert (tmp_path / "secrets" / "engine").exists()
    assert len(set(before.values())) == len(before)


def test_who_comes_to_the_engine_has_what_it_asks_for_and_nothing_of_whoever_vouches(tmp_path: Path) -> None:
    fresh_secrets.make(tmp_path)

    engine = tmp_path / "engine"
    held = {each.name: {file.name for file in each.iterdir()} for each in engine.iterdir()}
    comes = {"client.pem", "client.key", "nodes-ca.pem", "token"}
    assert held.pop("node") == {"node.pem", "node.key", "nodes-ca.pem", "clients-ca.pem", "jwks.json"}
    assert held == dict.fromkeys(("api", "worker", "sealed", "pages", "setup"), comes)
    assert (tmp_path / "vouching").stat().st_mode & 0o077 == 0


def test_what_the_engine_asks_for_is_renewed_under_the_same_authorities(tmp_path: Path) -> None:
    fresh_secrets.make(tmp_path)
    node = tmp_path / "engine" / "node"
    before = {file.name: file.read_bytes() for file in node.iterdir()}

    fresh_secrets.make_for_the_engine(tmp_path)

    after = {file.name: file.read_bytes() for file in node.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"node.pem", "node.key"}


@pytest.mark.parametrize(("user", "mode", "owner"), [(0, 0o440, (0, 10_001)), (1000, 0o400, None)])
def test_nobody_but_the_containers_reads_them(
    user: int, mode: int, owner: tuple[int, int] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: set[tuple[int, int]] = set()
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(os, "chown", lambda _, who, group: given.add((who, group)))

    made = fresh_secrets.make(tmp_path / "secrets")

    assert {file.stat().st_mode & 0o777 for file in made} == {mode}
    assert given == ({owner} if owner else set())
