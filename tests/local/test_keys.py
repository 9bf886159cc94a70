"""Keys are made once, kept to their owner, and never made silently where it matters."""

import base64
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from local.keys import with_keys
from local.process import ROOT
from settings import MissingSetting, SampleKey, Settings, attached, environment_note


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings().environment():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_development_installation_makes_its_keys_once(tmp_path: Path) -> None:
    first = with_keys(Settings(development=True), tmp_path / "keys")
    second = with_keys(Settings(development=True), tmp_path / "keys")

    assert first.engine_keyring() == second.engine_keyring()
    assert first.keeper() == second.keeper()
    assert first.token_secret() == second.token_secret()
    stores = (first, first.sealed())
    assert len({key for each in stores for key in (*each.engine_keyring().values(), *each.keeper())}) == 4


def test_keys_can_be_read_by_their_owner_alone(tmp_path: Path) -> None:
    with_keys(Settings(development=True), tmp_path / "keys")

    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 8  # those of the agencies among them
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_outside_development_a_missing_key_is_a_clear_error_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(MissingSetting, match="缺少设置 FENGQIAO_ENGINE_KEYS"):
        with_keys(Settings(), tmp_path / "keys")

    assert not (tmp_path / "keys").exists()


def test_a_key_that_is_set_is_used_and_not_kept(tmp_path: Path) -> None:
    given = Settings(development=True, keeper_key="ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=")

    keeper = with_keys(given, tmp_path / "keys").keeper()

    assert keeper == (bytes(range(32, 64)),)
    assert not (tmp_path / "keys" / "keeper-key").exists()


def in_production(**others: Any) -> Settings:
    """Settings that hold a random key for everything, but for those that are given."""

    def key() -> str:
        return base64.b64encode(os.urandom(32)).decode()

    made: dict[str, Any] = {
        "temporal_address": "127.0.0.1:1",
        "database_url": "postgresql://fengqiao:hunted@db/fengqiao",
        "engine_keys": f"first:{key()}",
        "keeper_key": key(),
        "signing_keys": key(),
        "sealed_engine_keys": f"sealed-first:{key()}",
        "sealed_keeper_key": key(),
        "sealed_signing_keys": key(),
        "token_key": key(),
    }
    return Settings(**{**made, **others})


COUNTED = base64.b64encode(bytes(range(32))).decode()
ZEROS = base64.b64encode(bytes(32)).decode()


def test_random_keys_of_ones_own_will_do() -> None:
    assert in_production().complete().token_secret()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("token_key", "A-LONG-RANDOM-STRING"),
        ("token_key", "hunted"),
        ("token_key", "a" * 64),
        ("keeper_key", COUNTED),
        ("keeper_key", ZEROS),
        ("engine_keys", f"first:{COUNTED}"),
        ("engine_keys", f"first:{base64.b64encode(os.urandom(32)).decode()},second:{ZEROS}"),
        ("signing_keys", COUNTED),
        ("sealed_keeper_key", COUNTED),
        ("sealed_signing_keys", ZEROS),
        ("database_url", "postgresql://fengqiao:PASSWORD@postgres:5432/fengqiao"),
    ],
)
def test_in_production_nothing_starts_with_a_sample_key(name: str, said: str) -> None:
    with pytest.raises(SampleKey, match=f"设置 (FENGQIAO_)?{name.upper()}") as refusal:
        in_production(**{name: said}).complete()

    assert said not in str(refusal.value).removesuffix(".")
    in_production(**{name: said}).model_copy(update={"development": True}).complete()


def test_in_production_no_key_does_two_things() -> None:
    key = base64.b64encode(os.urandom(32)).decode()

    for first, second in (
        ("keeper_key", "sealed_keeper_key"),
        ("keeper_key", "token_key"),
        ("keeper_key", "signing_keys"),
        ("signing_keys", "sealed_signing_keys"),
    ):
        with pytest.raises(SampleKey):
            in_production(**{first: key, second: key}).complete()
    with pytest.raises(SampleKey):
        in_production(engine_keys=f"first:{key}", sealed_engine_keys=f"first:{key}").complete()


def test_the_example_holds_no_key_at_all() -> None:
    example = (ROOT / "deploy" / "example.env").read_text()

    assert re.findall(r"FENGQIAO_\w*KEYS?=", example) == []


@pytest.mark.parametrize(
    ("name", "sample"),
    [
        ("engine_keys", "first:BASE64-OF-32-BYTES"),
        ("keeper_key", "BASE64-OF-32-BYTES"),
        ("signing_keys", "BASE64-OF-32-BYTES"),
        ("token_key", "A-LONG-RANDOM-STRING"),
    ],
)
def test_what_stands_for_a_key_in_words_about_keys_is_refused_as_it_stands(name: str, sample: str) -> None:
    with pytest.raises((SampleKey, ValidationError)):
        in_production(**{name: sample}).complete()


def test_the_first_engine_key_is_the_current_one() -> None:
    old, new = "A" * 43 + "=", "B" * 42 + "A="

    keyring = Settings(engine_keys=f"new:{new},old:{old}").engine_keyring()

    assert list(keyring) == ["new", "old"]


@pytest.mark.parametrize("key", ["c2hvcnQ=", "no base64 at all"])
def test_a_key_that_is_none_is_refused_without_being_repeated(key: str) -> None:
    with pytest.raises(ValidationError, match="32 bytes") as refusal:
        Settings(keeper_key=key)

    assert key not in str(refusal.value)


def test_settings_print_no_secret() -> None:
    settings = Settings(database_url="postgresql://fengqiao:hidden@127.0.0.1/fengqiao", token_key="hidden")

    assert "hidden" not in repr(settings)


def test_another_process_reads_the_same_settings_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(
        development=True, temporal_address="127.0.0.1:1", token_key="t", api_port=8123, workers=3
    )

    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)

    assert Settings() == settings


def test_the_three_names_that_other_programs_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "temporal:7233")
    monkeypatch.setenv("TEMPORAL_NAMESPACE", "county")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/county")

    settings = Settings()

    assert (settings.temporal_address, settings.temporal_namespace) == ("temporal:7233", "county")
    assert settings.database_url == "postgresql://db/county"


def test_a_command_beside_a_running_system_finds_it_by_what_the_system_noted(tmp_path: Path) -> None:
    note = environment_note(Path("var"))
    note.parent.mkdir(parents=True)
    running = Settings(development=True, temporal_address="127.0.0.1:1", database_url="postgresql://x/y")
    running = with_keys(running, tmp_path / "keys")
    note.write_text("".join(f"{name}='{value}'\n" for name, value in running.environment().items()))

    assert attached() == running


def test_a_command_beside_nothing_says_what_is_missing() -> None:
    with pytest.raises(MissingSetting, match="TEMPORAL_ADDRESS"):
        attached()
