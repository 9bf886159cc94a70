"""Where keys come from: settings, files nobody else can read, a key service; and every way they do not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from keys.opening import key_service, open_keys, purpose
from keys.ring import encoded
from keys.service import KeysUnavailable, Transit
from settings import Settings
from tests.keys.vault import TOKEN, Vault, vault_in

OLD, NEW = bytes(range(32)), bytes(range(32, 64))


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings().environment():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path)


@pytest.fixture
def address(vault: Vault) -> Iterator[str]:
    with vault.open() as address:
        yield address


def wrapped(vault: Vault, key: bytes, name: str) -> str:
    return vault.encrypt(key, purpose(name).encode())


def settings_at(vault: Vault, address: str, **more: Any) -> Settings:
    values = {
        "key_service": address,
        "key_service_token": TOKEN,
        "key_service_authorities": vault.authorities,
        "engine_keys": f"k2:{wrapped(vault, NEW, 'engine_keys')},k1:{encoded(OLD)}",
        "keeper_key": wrapped(vault, OLD, "keeper_key"),
    }
    return Settings(**{**values, **more})


def test_keys_in_settings_are_what_they_are() -> None:
    settings = Settings(engine_keys=f"k1:{encoded(OLD)}", keeper_key=f"{encoded(NEW)},{encoded(OLD)}")

    assert open_keys(settings) == settings
    assert settings.engine_keyring() == {"k1": OLD}
    assert settings.keeper() == (NEW, OLD)


@pytest.mark.parametrize("written", ["k1:{0},k2:{1}", "k1:{0}\nk2:{1}\n", " k1:{0} ,\n k2:{1}"])
def test_keys_in_a_file_of_ones_own_are_read(tmp_path: Path, written: str) -> None:
    file = tmp_path / "ring"
    file.write_text(written.format(encoded(NEW), encoded(OLD)))
    file.chmod(0o600)

    opened = open_keys(Settings(engine_keys=f"file:{file}"))

    assert list(opened.engine_keyring().items()) == [("k1", NEW), ("k2", OLD)]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_key_file_that_others_can_read_or_write_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "ring"
    file.write_text(encoded(OLD))
    file.chmod(mode)

    with pytest.raises(KeysUnavailable, match=r"FENGQIAO_KEEPER_KEY .*他人也能读取.*\n.*chmod 600"):
        open_keys(Settings(keeper_key=f"file:{file}"))


def test_a_key_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeysUnavailable, match=r"FENGQIAO_KEEPER_KEY .*nowhere.*FileNotFoundError"):
        open_keys(Settings(keeper_key=f"file:{tmp_path / 'nowhere'}"))


def test_what_stands_in_a_file_must_be_keys_and_is_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "ring"
    file.write_text("not a key at all")
    file.chmod(0o600)

    with pytest.raises(KeysUnavailable, match="FENGQIAO_KEEPER_KEY 所指的内容不是密钥串") as refusal:
        open_keys(Settings(keeper_key=f"file:{file}"))
    assert "not a key at all" not in str(refusal.value)


@pytest.mark.parametrize("written", ["{0}", "k1:{0},k1:{1}", ":{0}"])
def test_which_key_is_meant_is_never_a_matter_of_luck(written: str) -> None:
    with pytest.raises(ValidationError, match="an id of its own"):
        Settings(engine_keys=written.format(encoded(OLD), encoded(NEW)))


def test_wrapped_keys_are_opened_by_the_service_and_the_others_are_left(vault: Vault, address: str) -> None:
    opened = open_keys(settings_at(vault, address))

    assert list(opened.engine_keyring().items()) == [("k2", NEW), ("k1", OLD)]
    assert opened.keeper() == (OLD,)
    assert vault.answers == 2


def test_the_service_is_asked_nothing_where_nothing_is_wrapped(vault: Vault, address: str) -> None:
    open_keys(settings_at(vault, address, engine_keys=f"k1:{encoded(OLD)}", keeper_key=encoded(OLD)))

    assert vault.answers == 0


def test_what_it_wraps_it_opens_and_for_no_other_ring(vault: Vault, address: str) -> None:
    service = key_service(settings_at(vault, address))

    entry = service.wrap(purpose("engine_keys"), NEW)

    assert entry.startswith("vault:")
    assert service.unwrap(purpose("engine_keys"), entry) == NEW
    with pytest.raises(KeysUnavailable, match="keeper-key（400）"):
        open_keys(settings_at(vault, address, keeper_key=entry))


def test_its_token_may_stand_in_a_file(vault: Vault, address: str, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN + "\n")
    token.chmod(0o400)

    assert open_keys(settings_at(vault, address, key_service_token=f"file:{token}")).keeper() == (OLD,)


def test_without_the_service_nothing_starts_and_its_return_is_enough(vault: Vault) -> None:
    with vault.open() as address:
        settings = settings_at(vault, address)
    with pytest.raises(
        KeysUnavailable, match=r"密钥服务 .* 无应答（ConnectError）[\s\S]*Start again once it answers"
    ):
        open_keys(settings)


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ((503, b'{"errors": ["Vault is sealed"]}'), "503"),
        ((200, b"<html>"), "not-understood"),
        ((200, b'{"data": {}}'), "not-understood"),
        ((200, b'["data"]'), "not-understood"),
        ((200, b'{"data": {"plaintext": "c2hvcnQ="}}'), "not-a-key"),
    ],
)
def test_what_it_answers_out_of_order_is_said_and_not_repeated(
    vault: Vault, address: str, says: tuple[int, bytes], why: str
) -> None:
    vault.says = says

    with pytest.raises(KeysUnavailable, match=why) as refusal:
        open_keys(settings_at(vault, address))
    assert "c2hvcnQ" not in str(refusal.value)


def test_a_wrong_token_a_wrong_key_and_an_unknown_authority_are_refused(vault: Vault, address: str) -> None:
    for wrong, why in (
        ({"key_service_token": SecretStr("another")}, "403"),
        ({"key_service_key": "another"}, "404"),
        ({"key_service_authorities": None}, "ConnectError"),
    ):
        with pytest.raises(KeysUnavailable, match=why):
            open_keys(settings_at(vault, address, **wrong))


def test_no_key_travels_in_clear() -> None:
    with pytest.raises(KeysUnavailable, match="https"):
        Transit("http://127.0.0.1:1/v1/transit", "fengqiao", TOKEN)


def test_a_wrapped_key_without_a_service_says_what_is_missing(vault: Vault) -> None:
    with pytest.raises(KeysUnavailable, match="FENGQIAO_KEY_SERVICE"):
        open_keys(settings_at(vault, ""))


def test_settings_with_wrapped_keys_survive_the_way_to_another_process(
    vault: Vault, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_at(vault, address)

    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)

    assert Settings() == settings
    assert encoded(NEW) not in str(settings.environment())
