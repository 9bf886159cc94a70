"""What an installation may set, by environment variables, and what a running system notes of it."""

import base64
import binascii
import os
from pathlib import Path
from typing import Literal, NoReturn, Self

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

KEY_BYTES = 32
PUBLICATION_RATE = 20.0  # people who decide meanwhile wait less than twice as long (docs/measurements.md)
_SECRETS = ("engine_keys", "keeper_key", "token_key")


class MissingSetting(Exception):
    """A setting without which this program cannot work. Chinese first, English beside it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"缺少设置 {name}；请设置该环境变量，或在本机运行 make run。\n"
            f"The setting {name} is missing; set this environment variable, or use make run on this machine."
        )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(BaseSettings):
    """All settings. Variables begin with FENGQIAO_, but for the three that other programs know by name.

    An empty address or URL means a server of our own, from its wheel, on the port that stands here.
    """

    model_config = SettingsConfigDict(
        env_prefix="FENGQIAO_",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,  # it may be a key
    )

    temporal_address: str = Field("", validation_alias="TEMPORAL_ADDRESS")
    temporal_namespace: str = Field("fengqiao", validation_alias="TEMPORAL_NAMESPACE")
    database_url: str = Field("", validation_alias="DATABASE_URL", repr=False)
    task_queue: str = "proceedings"

    api_host: str = "127.0.0.1"
    api_port: int = Field(8000, gt=0, lt=65536)
    postgres_port: int = Field(15432, gt=0, lt=65536)
    temporal_port: int = Field(7233, gt=0, lt=65536)
    temporal_ui_port: int = Field(8233, gt=0, lt=65536)

    var: Path = Path("var")
    publication_rate: float = Field(PUBLICATION_RATE, gt=0)
    """Cases told a second, at most, of what was published."""
    workers: int = Field(default_factory=_cores, ge=1)
    metrics_address: str = ""
    """Where a worker offers its metrics for scraping, as host:port; nowhere if it is empty."""
    ready_file: Path | None = None
    """Where a worker says that it is ready, by making this file."""

    engine_keys: SecretStr = SecretStr("")
    """Keys of the engine's payloads, `kid:base64,kid:base64`; the first is the current one."""
    keeper_key: SecretStr = SecretStr("")
    """The key that wraps every matter's own key; base64."""
    token_key: SecretStr = SecretStr("")
    """Signs the sign-in tokens of a development installation."""

    development: bool = False
    clock: Literal["system", "engine"] = "system"

    @field_validator("engine_keys")
    @classmethod
    def _engine_keys_are_keys(cls, keys: SecretStr) -> SecretStr:
        _keyring(keys)
        return keys

    @field_validator("keeper_key")
    @classmethod
    def _keeper_key_is_a_key(cls, key: SecretStr) -> SecretStr:
        if key.get_secret_value():
            _key(key.get_secret_value())
        return key

    def engine_keyring(self) -> dict[str, bytes]:
        """The engine's payload keys by id; the first is the current one. Raises MissingSetting."""
        return _keyring(self.engine_keys) or self._missing("FENGQIAO_ENGINE_KEYS")

    def keeper(self) -> bytes:
        """The 32 bytes that wrap every matter's key. Raises MissingSetting."""
        return _key(self.keeper_key.get_secret_value() or self._missing("FENGQIAO_KEEPER_KEY"))

    def token_secret(self) -> str:
        """What development tokens are signed with. Raises MissingSetting."""
        return self.token_key.get_secret_value() or self._missing("FENGQIAO_TOKEN_KEY")

    def complete(self) -> Self:
        """These settings, certain to name both servers and all keys. Raises MissingSetting."""
        for name, value in (("TEMPORAL_ADDRESS", self.temporal_address), ("DATABASE_URL", self.database_url)):
            if not value:
                self._missing(name)
        return self.with_all_keys()

    def with_all_keys(self) -> Self:
        """These settings, certain to hold all keys. Raises MissingSetting."""
        self.engine_keyring()
        self.keeper()
        self.token_secret()
        return self

    def environment(self) -> dict[str, str]:
        """The variables from which another process reads these same settings."""
        plain = self.model_dump(mode="json", exclude_none=True)
        secret = {name: getattr(self, name).get_secret_value() for name in _SECRETS}
        return {self._variable(name): str(value) for name, value in (plain | secret).items()}

    @classmethod
    def _variable(cls, name: str) -> str:
        alias = cls.model_fields[name].validation_alias
        return alias if isinstance(alias, str) else f"FENGQIAO_{name.upper()}"

    @staticmethod
    def _missing(name: str) -> NoReturn:
        raise MissingSetting(name)


def attached() -> Settings:
    """The settings of a program beside a running system: the environment's, else what that noted in `var`.

    Raises MissingSetting when neither names the servers and the keys.
    """
    note = environment_note(Settings().var)
    return Settings(_env_file=note).complete()


def environment_note(var: Path) -> Path:
    """Where a running system notes its environment for the command line; readable by its owner alone."""
    return var / "run" / "environment"


def _keyring(keys: SecretStr) -> dict[str, bytes]:
    pairs = [pair.partition(":") for pair in keys.get_secret_value().split(",") if pair]
    return {name: _key(key) for name, _, key in pairs}


def _key(encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key must be {KEY_BYTES} bytes in base64")  # and never say what it was
    return key
