"""What an installation may set, by environment variables, and what a running system notes of it."""

import base64
import binascii
import os
from itertools import pairwise
from pathlib import Path
from typing import Literal, NoReturn, Self

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

KEY_BYTES = 32
_SHORTEST_KEY, _FEWEST_LETTERS = 32, 12  # characters of a secret, and how many of them differ
PUBLICATION_RATE = 20.0  # people who decide meanwhile wait less than twice as long (docs/measurements.md)
_SECRETS = (
    "engine_keys",
    "keeper_key",
    "token_key",
    "sealed_engine_keys",
    "sealed_keeper_key",
    "agency_secrets",
)


class MissingSetting(Exception):
    """A setting without which this program cannot work. Chinese first, English beside it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"缺少设置 {name}；请设置该环境变量，或在本机运行 make run。\n"
            f"The setting {name} is missing; set this environment variable, or use make run on this machine."
        )


class SampleKey(MissingSetting):
    """A setting that holds a key everybody knows, or one that does two things at once: as good as none."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        zh = f"设置 {name} 是样例、太短，或者与另一项相同，不能用；请按 deploy/example.env 生成新的密钥。"
        en = f"The setting {name} is a sample, too short, or the same as another; make one of its own."
        self.args = (f"{zh}\n{en}",)


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

    # The sealed store (检举控告): the same machinery once more, with nothing in common but the servers.
    store: Literal["ordinary", "sealed"] = "ordinary"
    sealed_database_url: str = Field("", repr=False)
    """A database of its own; if it is empty, the one beside the other, named `…_sealed`."""
    sealed_namespace: str = ""
    """Of the engine; if it is empty, the one beside the other, named `…-sealed`."""
    sealed_task_queue: str = "fengqiao-sealed"

    api_host: str = "127.0.0.1"
    api_port: int = Field(8000, gt=0, lt=65536)
    proxies: str = ""
    """Addresses of the proxies in front, `10.0.0.5,10.0.0.6`: only what they forward is believed about where
    a request came from. None if it is empty."""
    postgres_port: int = Field(15432, gt=0, lt=65536)
    temporal_port: int = Field(7233, gt=0, lt=65536)
    temporal_ui_port: int = Field(8233, gt=0, lt=65536)

    var: Path = Path("var")
    public_submissions_an_hour: int = Field(20, ge=1)
    """How often one address may send something in without signing in."""
    model: Path | None = None
    """A county's own model for suggestions (`fengqiao train`), else the shipped one. Without a model at this
    place the words of the list serve alone."""
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
    sealed_engine_keys: SecretStr = SecretStr("")
    sealed_keeper_key: SecretStr = SecretStr("")
    token_key: SecretStr = SecretStr("")
    """Signs the sign-in tokens of a development installation."""

    agencies: str = ""
    """Where the agencies' own systems are: `court=https://…,police=https://…`."""
    agency_secrets: SecretStr = SecretStr("")
    """What is shared with them: `court:whsec_…,police:whsk_…|whpk_…`."""
    agency_rate: float = Field(20, gt=0)
    """Messages a second to one agency, at most, from one worker."""
    simulator_port: int = Field(0, ge=0, lt=65536)
    """Where a simulator of the agencies answers on one's own machine; none if it is 0."""
    simulator_tempers: str = ""
    """How they behave there: `court=slow,police=refuses`; all are prompt if it is empty."""

    development: bool = False
    clock: Literal["system", "engine"] = "system"

    @field_validator("engine_keys", "sealed_engine_keys")
    @classmethod
    def _engine_keys_are_keys(cls, keys: SecretStr) -> SecretStr:
        _keyring(keys)
        return keys

    @field_validator("keeper_key", "sealed_keeper_key")
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

    def sealed(self) -> Self:
        """The same settings for the sealed store: its database, namespace, queue and keys.

        Raises MissingSetting.
        """
        keys = {
            "engine_keys": self.sealed_engine_keys,
            "keeper_key": self.sealed_keeper_key,
        }
        for name, key in keys.items():
            if not key.get_secret_value():
                self._missing(f"FENGQIAO_SEALED_{name.upper()}")
        return self.model_copy(
            update={
                **keys,
                "store": "sealed",
                "database_url": self.sealed_database_url or _beside(self.database_url),
                "temporal_namespace": self.sealed_namespace or f"{self.temporal_namespace}-sealed",
                "task_queue": self.sealed_task_queue,
                "metrics_address": "",  # how much there is to do would tell that there is something
            }
        )

    def without_the_sealed(self) -> Self:
        """These settings for a program that has no business with the sealed store."""
        nothing = SecretStr("")
        return self.model_copy(
            update={"sealed_engine_keys": nothing, "sealed_keeper_key": nothing, "sealed_database_url": ""}
        )

    def complete(self) -> Self:
        """These settings, certain to name both servers and all keys. Raises MissingSetting and SampleKey."""
        for name, value in (("TEMPORAL_ADDRESS", self.temporal_address), ("DATABASE_URL", self.database_url)):
            if not value:
                self._missing(name)
        return self.with_all_keys()

    def with_all_keys(self) -> Self:
        """These settings, certain to hold all keys, and no samples. Raises MissingSetting and SampleKey."""
        self.engine_keyring()
        self.keeper()
        self.token_secret()
        self.sealed()
        self.refuse_samples()
        return self

    def refuse_samples(self) -> None:
        """That nothing secret is a sample, and nothing is used twice. Raises SampleKey; in a development
        installation nobody minds."""
        if self.development:
            return
        seen: set[str] = set()
        for name in ("engine_keys", "keeper_key", "sealed_engine_keys", "sealed_keeper_key", "token_key"):
            for key in _entries(getattr(self, name).get_secret_value()):
                if key in seen or _is_a_sample(key):
                    raise SampleKey(self._variable(name))
                seen.add(key)
        if "PASSWORD" in self.database_url:
            raise SampleKey("DATABASE_URL")

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


def _entries(written: str) -> list[str]:
    """The keys of a setting, without their ids. Of what stands elsewhere, whoever opens it knows."""
    return [
        entry.rpartition(":")[2] for entry in written.split(",") if entry and not entry.startswith("file:")
    ]


def _is_a_sample(key: str) -> bool:
    """Whether it was copied from a document, is too short, or counts instead of being random."""
    letters = key.rstrip("=")
    try:
        written = base64.b64decode(key, validate=True)
    except binascii.Error:
        written = b""
    counts = {(after - before) % 256 for before, after in pairwise(written)}
    return len(letters) < _SHORTEST_KEY or len(set(letters)) < _FEWEST_LETTERS or len(counts) == 1


def _beside(database_url: str) -> str:
    """The database of the same server whose name ends in ``_sealed``."""
    where, mark, options = database_url.partition("?")
    return f"{where}_sealed{mark}{options}" if where else ""


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
