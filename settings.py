"""What an installation may set, by environment variables, and what a running system notes of it."""

import base64
import binascii
import os
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Literal, NoReturn, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)

from keys import ring
from keys.suites import SuiteName

_SHORTEST_KEY, _FEWEST_LETTERS = 32, 12  # characters of a secret, and how many of them differ
DEPLOYMENT = "fengqiao"  # what the engine calls all our builds together; lies there for years
PUBLICATION_RATE = 20.0  # people who decide meanwhile wait less than twice as long (docs/measurements.md)
_SECRETS = (
    "engine_keys",
    "keeper_key",
    "token_key",
    "signing_keys",
    "sealed_engine_keys",
    "sealed_keeper_key",
    "sealed_signing_keys",
    "agency_secrets",
    "key_service_token",
    "oidc_client_secret",
    "files_secret",
    "mail_server",
    "sms_secret",
    "backup_url",
)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_WAYS_OUT = ("mail_server", "sms_gateway")  # to people; in a training installation there is none

Way = Literal["development", "local", "oidc"]

_OUR_OWN = (
    "engine_keys",
    "keeper_key",
    "signing_keys",
    "sealed_engine_keys",
    "sealed_keeper_key",
    "sealed_signing_keys",
    "token_key",
)


class MissingSetting(Exception):
    """A setting without which this program cannot work. Chinese first, English beside it."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"缺少设置 {name}；请设置该环境变量，或在本机运行 make run。\n"
            f"The setting {name} is missing; set this environment variable, or use make run on this machine."
        )


class SettingsDisagree(Exception):
    """Settings that contradict each other, so that none can be meant. Chinese first, English beside it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


class Unreconciled(SettingsDisagree):
    """Records that came back from a backup, on which nothing may be decided yet."""

    def __init__(self) -> None:
        super().__init__(
            "数据库是从备份恢复的，尚未与流程引擎核对，不能开始办理；请先运行 fengqiao reconcile。",
            "These records came back from a backup and are not reconciled with the engine yet; "
            "run fengqiao reconcile first.",
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
    """All settings. Variables begin with FENGQIAO_, but for those of the two servers, which other programs
    know by name.

    An empty address or URL means a server of our own, from its wheel, on the port that stands here.
    What is secret may stand in files instead, in the directory of FENGQIAO_SECRETS, each named as its
    variable in small letters: `database_url`, `fengqiao_engine_keys`. The environment goes before a file.
    """

    model_config = SettingsConfigDict(
        env_prefix="FENGQIAO_",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,  # it may be a key
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is passed on, then the environment, a note of it, and files of secrets."""
        where = os.environ.get("FENGQIAO_SECRETS")
        if where and Path(where).is_dir():  # an image names one, and not everybody mounts it
            file_secret_settings = SecretsSettingsSource(settings_cls, where)
        return init_settings, env_settings, dotenv_settings, file_secret_settings

    temporal_address: str = Field("", validation_alias="TEMPORAL_ADDRESS")
    temporal_namespace: str = Field("fengqiao", validation_alias="TEMPORAL_NAMESPACE")
    temporal_tls_ca: Path | None = Field(None, validation_alias="TEMPORAL_TLS_CA")
    """Certificates of the authorities that vouch for the engine; without, the connection to it is open."""
    temporal_tls_cert: Path | None = Field(None, validation_alias="TEMPORAL_TLS_CERT")
    """Our own certificate there, and its key."""
    temporal_tls_key: Path | None = Field(None, validation_alias="TEMPORAL_TLS_KEY")
    temporal_tls_name: str = Field("", validation_alias="TEMPORAL_TLS_NAME")
    """What the engine's certificate calls it, where that is not the host of its address."""
    temporal_token_file: Path | None = Field(None, validation_alias="TEMPORAL_TOKEN_FILE")
    """The token that says what we may do there; read again when it changes."""
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

    engine_pages: str = ""
    """Origins of the engine's own pages, which may ask to open histories: `https://temporal.example,…`."""

    var: Path = Path("var")
    public_submissions_an_hour: int = Field(20, ge=1)
    """How often one address may send something in without signing in."""
    public_tickets_an_hour: int = Field(200, ge=1)
    """How many tickets one address may take within an hour: a hall's machine gives them to everybody."""
    public_address: str = ""
    """Where people reach this system, `https://fengqiao.example`, for the labels of places; if it is empty,
    where the label itself was asked for."""
    public_guesses_an_hour: int = Field(20, ge=1)
    """How often one address may ask with a wrong tracking code."""
    matters_an_hour: int = Field(300, ge=1)
    """How many matters one person opens in an hour, at most."""
    model: Path | None = None
    """A county's own model for suggestions (`fengqiao train`), else the shipped one. Without a model at this
    place the words of the list serve alone."""
    publication_rate: float = Field(PUBLICATION_RATE, gt=0)
    """Cases told a second, at most, of what was published."""
    keeps_rota: bool = False
    """Whether the meetings that come round by the counties' rota are opened ahead of their day."""
    workers: int = Field(default_factory=_cores, ge=1)
    build: str = Field("", pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$|^$")
    """The name of this build, where several work side by side: a run stays with the build that began it
    (docs/upgrades.md). Empty where all workers are replaced one after another."""
    start_seconds: int = Field(120, ge=10, le=3600)
    """How long each program may take at a start of the whole system on one machine until it is ready."""
    metrics_address: str = ""
    """Where a worker offers its metrics for scraping and says whether it can work, as host:port; nowhere if
    it is empty."""
    api_metrics_address: str = ""
    """Where the API offers its metrics, the same way: an address that only those reach who watch."""
    traces: str = ""
    """The collector to which traces are sent, `http://host:4318` (OTLP over HTTP); none are made if it is
    empty."""
    drain_seconds: int = Field(0, ge=0, le=600)
    """How long the API still serves after it was told to stop, saying that it is not ready: as long as
    whatever spreads the requests needs to notice."""
    ready_file: Path | None = None
    """Where a worker says that it is ready, by making this file."""

    suite: SuiteName = SuiteName.INTL
    """What seals from now on: `intl`, or `gm` for the algorithms of the Chinese standards. Both open."""

    # A ring is written as its entries, the current key first, or as `file:/path` of a file of them; a key as
    # its 32 bytes in base64, or as what the key service made of them.
    engine_keys: SecretStr = SecretStr("")
    """Keys of the engine's payloads, `kid:key,kid:key`; the first is the current one."""
    keeper_key: SecretStr = SecretStr("")
    """The keys that wrap every matter's own key, `key,key`; the first is the current one."""
    signing_keys: SecretStr = SecretStr("")
    """Seeds of the keys that sign checkpoints and bundles, `base64,base64`; the first is the current one. The
    one before stays here until it has introduced it."""
    anchors: Path | None = None
    """Where every checkpoint is written a second time, out of reach of whoever keeps the database."""
    sealed_engine_keys: SecretStr = SecretStr("")
    sealed_keeper_key: SecretStr = SecretStr("")
    sealed_signing_keys: SecretStr = SecretStr("")
    sealed_anchors: Path | None = None
    key_service: str = ""
    """The key management service that opens wrapped keys, `https://…/v1/transit`; none if it is empty."""
    key_service_key: str = "fengqiao"
    """What the wrapping key is called there."""
    key_service_token: SecretStr = SecretStr("")
    """By which it knows us; or `file:/path` of a file with it."""
    key_service_authorities: Path | None = None
    """Certificates of the authorities that vouch for it; else those of this machine."""

    # Papers and pictures that are added to matters (补充材料) lie outside the database, sealed.
    files: str = ""
    """Where: a directory, or `s3://bucket/prefix`; if it is empty, `files` in the data directory."""
    files_endpoint: str = ""
    """Of a store that speaks S3, `https://…`; Amazon's own if it is empty."""
    files_region: str = ""
    files_key_id: str = ""
    files_secret: SecretStr = SecretStr("")
    scanner: str = ""
    """The scanner for malware, ClamAV's daemon: `unix:/run/clamav/clamd.ctl` or `host:port`; none if it is
    empty."""

    # Backups (docs/backups.md).
    backups: Path | None = None
    """Where they go, best a mount of another machine; none are taken if it is empty."""
    backup_recipients: str = ""
    """For whom they are sealed: age public keys, `age1…,age1…`. Whoever holds one private key restores."""
    backup_url: SecretStr = SecretStr("")
    """The server's, as a role that may replicate: `postgresql://fengqiao_backup:…@host/postgres`."""
    backup_hours: int = Field(24, ge=1)
    """How often a whole backup is taken by the process that archives the log."""
    backup_days: int = Field(35, ge=1)
    """How long a backup is kept, and the log behind it."""
    backup_at_least: int = Field(2, ge=1)
    """So many are kept however old they are."""
    postgres_programs: Path | None = None
    """The directory of PostgreSQL's programs, of the server's version; else those of the wheel."""

    # Notices of what was issued (通知): into files below the data directory, where no way out is set up.
    mail_server: SecretStr = SecretStr("")
    """`smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS."""
    mail_from: str = "fengqiao@localhost"
    sms_gateway: str = ""
    """Of a gateway for short messages, `https://…`; what is sent there is signed (Standard Webhooks)."""
    sms_secret: SecretStr = SecretStr("")
    """`whsec_…`, shared with it."""

    token_key: SecretStr = SecretStr("")
    """Signs the sign-in tokens of a development installation; seals the second factors of local accounts."""

    identity: Literal["", "development", "local", "oidc"] = ""
    """How people sign in, one way for the whole installation; if it is empty, `development` in a development
    installation, else `local`."""
    public_url: str = ""
    """Where browsers reach the API, without a path: `https://fengqiao.example.gov.cn`."""
    session_idle_minutes: int = Field(30, ge=1, le=24 * 60)
    session_hours: int = Field(12, ge=1, le=24)
    hsts_seconds: int = Field(365 * 24 * 60 * 60, ge=0)
    """How long a browser is to come by https alone; said only where `public_url` is https."""
    password_max_age_days: int = Field(0, ge=0)
    """After how many days a password of a local account is to be changed; never if it is 0."""
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    """None for a public client."""
    oidc_audience: str = ""
    """What access tokens for this API name as their audience."""
    oidc_person_claim: str = ""
    """A claim of ID tokens that names people at their first sign-in, such as an employee number; none that
    people can set themselves."""
    oidc_acr: str = ""
    """The authentication context class that is demanded, where the provider knows any."""
    agency_clients: str = ""
    """As what agencies' systems are registered at the provider: `court=client-id,police=client-id`."""

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

    training: bool = False
    """Whether this is a training installation (演练): marked everywhere, and nothing leaves it
    (docs/training.md)."""

    development: bool = False
    clock: Literal["system", "engine"] = "system"

    @field_validator("engine_keys", "sealed_engine_keys")
    @classmethod
    def _engine_keys_are_keys(cls, keys: SecretStr) -> SecretStr:
        written = keys.get_secret_value()
        if ring.in_a_file(written) is None:
            _check_keys(ring.named(written).values())
        return keys

    @field_validator("signing_keys", "sealed_signing_keys")
    @classmethod
    def _signing_keys_are_keys(cls, keys: SecretStr) -> SecretStr:
        _check_keys(ring.entries(keys.get_secret_value()))
        return keys

    @field_validator("keeper_key", "sealed_keeper_key")
    @classmethod
    def _keeper_key_is_a_key(cls, key: SecretStr) -> SecretStr:
        written = key.get_secret_value()
        if ring.in_a_file(written) is None:
            _check_keys(ring.entries(written))
        return key

    def engine_keyring(self) -> dict[str, bytes]:
        """The engine's payload keys by id, once `keys.opening` has opened them; the first is the current one.

        Raises MissingSetting.
        """
        written = self.engine_keys.get_secret_value() or self._missing("FENGQIAO_ENGINE_KEYS")
        return {id_: ring.decoded(key) for id_, key in ring.named(written).items()}

    def keeper(self) -> tuple[bytes, ...]:
        """The keys that wrap every matter's key, once they are opened; the first is the current one.

        Raises MissingSetting.
        """
        written = self.keeper_key.get_secret_value() or self._missing("FENGQIAO_KEEPER_KEY")
        return tuple(map(ring.decoded, ring.entries(written)))

    def signing_seeds(self) -> tuple[bytes, ...]:
        """The 32-byte seeds of the signing keys; the first is the current one's. Raises MissingSetting."""
        written = self.signing_keys.get_secret_value() or self._missing("FENGQIAO_SIGNING_KEYS")
        return tuple(map(ring.decoded, ring.entries(written)))

    def token_secret(self) -> str:
        """What development tokens are signed with. Raises MissingSetting."""
        return self.token_key.get_secret_value() or self._missing("FENGQIAO_TOKEN_KEY")

    def origins_of_the_engines_pages(self) -> tuple[str, ...]:
        """From where histories may be asked for; on one's own machine, the pages of its own server."""
        if self.engine_pages:
            return tuple(origin.strip() for origin in self.engine_pages.split(","))
        hosts = ("127.0.0.1", "localhost") if self.development else ()
        return tuple(f"http://{host}:{self.temporal_ui_port}" for host in hosts)

    def signs_in_by(self) -> Way:
        """The one way in. Raises SettingsDisagree where another one is set up too, and MissingSetting."""
        way: Way = self.identity or ("development" if self.development else "local")
        if way == "development" and not self.development:
            raise SettingsDisagree(
                "FENGQIAO_IDENTITY=development 只能用于开发环境；请改用 local 或 oidc。",
                "FENGQIAO_IDENTITY=development is for development installations alone; use local or oidc.",
            )
        for other, names in _OF_ONE_WAY.items():
            stray = [name for name in names if other != way and self._is_set(name)]
            if stray:
                variables = "、".join(map(self._variable, stray))
                raise SettingsDisagree(
                    f"登录方式是 {way}，却设置了只用于 {other} 的 {variables}；请去掉，或者改登录方式。",
                    f"People sign in by {way}, but {variables} belong to {other}; remove one or the other.",
                )
        for name in _NEEDED[way]:
            if not self._is_set(name):
                self._missing(self._variable(name))
        if self.public_url and not _is_origin(self.public_url):
            raise SettingsDisagree(
                "FENGQIAO_PUBLIC_URL 应为 https://主机名，不带路径；只有本机可以用 http。",
                "FENGQIAO_PUBLIC_URL is https://host without a path; http is for this very machine alone.",
            )
        return way

    def origin(self) -> str:
        """The origin of our own pages, as a browser names it."""
        return self.public_url.rstrip("/") or f"http://{self.api_host}:{self.api_port}"

    def _is_set(self, name: str) -> bool:
        value = getattr(self, name)
        return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)

    def sealed(self) -> Self:
        """The same settings for the sealed store: its database, namespace, queue and keys.

        Raises MissingSetting.
        """
        keys = {
            "engine_keys": self.sealed_engine_keys,
            "keeper_key": self.sealed_keeper_key,
            "signing_keys": self.sealed_signing_keys,
        }
        for name, key in keys.items():
            if not key.get_secret_value():
                self._missing(f"FENGQIAO_SEALED_{name.upper()}")
        return self.model_copy(
            update={
                **keys,
                "store": "sealed",
                "anchors": self.sealed_anchors,
                "database_url": self.sealed_database_url or _beside(self.database_url),
                "temporal_namespace": self.sealed_namespace or f"{self.temporal_namespace}-sealed",
                "task_queue": self.sealed_task_queue,
                "metrics_address": "",  # how much there is to do would tell that there is something
                "api_metrics_address": "",
                "traces": "",
            }
        )

    def without_the_sealed(self) -> Self:
        """These settings for a program that has no business with the sealed store."""
        nothing = SecretStr("")
        return self.model_copy(
            update={
                "sealed_engine_keys": nothing,
                "sealed_keeper_key": nothing,
                "sealed_signing_keys": nothing,
                "sealed_anchors": None,
                "sealed_database_url": "",
            }
        )

    def complete(self) -> Self:
        """These settings, certain to name both servers and all keys. Raises MissingSetting, SampleKey and
        SettingsDisagree."""
        for name, value in (("TEMPORAL_ADDRESS", self.temporal_address), ("DATABASE_URL", self.database_url)):
            if not value:
                self._missing(name)
        return self.with_all_keys()

    def with_all_keys(self) -> Self:
        """These settings, certain to hold all keys, and no samples. Raises MissingSetting, SampleKey and
        SettingsDisagree."""
        for name in ("engine_keys", "keeper_key"):
            if not getattr(self, name).get_secret_value():
                self._missing(f"FENGQIAO_{name.upper()}")
        self.signing_seeds()
        self.sealed()
        self.refuse_samples()
        self.refuse_ways_out()
        return self

    def refuse_records_of(self, *, is_training: bool) -> None:
        """That an installation works on records of its own kind, a training one or a real one. Raises
        SettingsDisagree."""
        if is_training is self.training:
            return
        variable = "FENGQIAO_SEALED_DATABASE_URL" if self.store == "sealed" else "DATABASE_URL"
        ours, theirs = _KINDS[self.training], _KINDS[is_training]
        raise SettingsDisagree(
            f"{variable} 指向的数据库属于{theirs[0]}，而本系统按设置是{ours[0]}，不能使用；"
            "请换一个数据库，或者改 FENGQIAO_TRAINING。",
            f"The database of {variable} belongs to a {theirs[1]} installation, but by FENGQIAO_TRAINING "
            f"this is a {ours[1]} one; use another database, or change the setting.",
        )

    def refuse_ways_out(self) -> None:
        """That from a training installation nothing reaches anybody. A mail server on this very machine hands
        letters on as any other does; agencies are simulated here. Raises SettingsDisagree."""
        if not self.training:
            return
        for name in _WAYS_OUT:
            if self._is_set(name):
                variable = self._variable(name)
                raise SettingsDisagree(
                    f"这是演练环境（FENGQIAO_TRAINING），不得设置 {variable}；请去掉它，通知会写入数据目录。",
                    f"This is a training installation (FENGQIAO_TRAINING), where {variable} has no place; "
                    "remove it, and notices become files in the data directory.",
                )
        for entry in self.agencies.split(","):
            agency, _, url = entry.partition("=")
            if url and _host_of(url.strip()) not in _LOOPBACK:
                raise SettingsDisagree(
                    "这是演练环境（FENGQIAO_TRAINING），FENGQIAO_AGENCIES 中 "
                    f"{agency.strip()} 的地址不在本机；请去掉它，或者改用本机的模拟机关。",
                    "This is a training installation (FENGQIAO_TRAINING), but in FENGQIAO_AGENCIES the "
                    f"address of {agency.strip()} is not on this machine; remove it, or use the simulator.",
                )

    def refuse_samples(self) -> None:
        """That nothing secret is a sample, and nothing is used twice. Raises SampleKey; in a development
        installation nobody minds."""
        if self.development:
            return
        seen: set[str] = set()
        for name in _OUR_OWN:
            for key in _entries(getattr(self, name).get_secret_value()):
                if key in seen or _is_a_sample(key):
                    raise SampleKey(self._variable(name))
                seen.add(key)
        if "PASSWORD" in self.database_url:
            raise SampleKey("DATABASE_URL")

    def environment(self) -> dict[str, str]:
        """The variables from which another process reads these same settings."""
        plain = self.model_dump(mode="json", exclude_none=True)
        return {self._variable(name): str(value) for name, value in (plain | self.secrets()).items()}

    def secrets(self) -> dict[str, str]:
        """What of it is secret, by name, as it was set; "" where it is not."""
        return {name: getattr(self, name).get_secret_value() for name in _SECRETS}

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


_KINDS = {True: ("演练环境", "training"), False: ("正式环境", "real")}

# What belongs to one way of signing in, and what each needs.
_OF_ONE_WAY: dict[Way, tuple[str, ...]] = {
    "local": ("password_max_age_days",),
    "oidc": (
        "oidc_issuer",
        "oidc_client",
        "oidc_client_secret",
        "oidc_audience",
        "oidc_person_claim",
        "oidc_acr",
        "agency_clients",
    ),
}
_NEEDED: dict[Way, tuple[str, ...]] = {
    "development": ("token_key",),
    "local": ("token_key", "public_url"),
    "oidc": ("public_url", "oidc_issuer", "oidc_client", "oidc_audience"),
}


def _host_of(url: str) -> str:
    """Whom an address asks; nobody, where it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_origin(url: str) -> bool:
    """Whether it is https and a host, or http and this very machine; nothing behind it."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    is_bare = parts.path in {"", "/"} and not (parts.query or parts.fragment or "@" in parts.netloc)
    is_private = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    return bool(host) and is_bare and is_private


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


def _check_keys(entries: Iterable[str]) -> None:
    """Raises ValueError for one that is neither a key nor wrapped."""
    for entry in entries:
        if not ring.is_wrapped(entry):
            ring.decoded(entry)
