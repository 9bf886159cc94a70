"""Opening the rings of an installation: from settings, from files, or by the key service."""

import os
import stat
from pathlib import Path

from pydantic import SecretStr, ValidationError

from keys import ring
from keys.service import KeyService, KeysUnavailable, Transit
from settings import Settings

# The rings of both stores; those of the engine have ids written before their keys.
RINGS = ("engine_keys", "keeper_key", "sealed_engine_keys", "sealed_keeper_key")
_WITH_IDS = frozenset({"engine_keys", "sealed_engine_keys"})


def open_keys(settings: Settings) -> Settings:
    """The settings with every key of every ring in clear, as a process holds them while it runs.

    Raises KeysUnavailable: a file others can read or without keys, a service that is away or knows no entry.
    """
    service: KeyService | None = None
    opened: dict[str, SecretStr] = {}
    for name in RINGS:
        written = getattr(settings, name).get_secret_value()
        text = _from_its_file(name, written)
        if any(ring.is_wrapped(_key_in(name, entry)) for entry in ring.entries(text)):
            service = service or key_service(settings)
            text = ",".join(_unwrapped(service, name, entry) for entry in ring.entries(text))
        if text != written:
            opened[name] = SecretStr(text)
    try:
        return Settings.model_validate({**dict(settings), **opened}) if opened else settings
    except ValidationError as invalid:  # it never repeats what stands there
        names = ", ".join(f"FENGQIAO_{str(error['loc'][0]).upper()}" for error in invalid.errors())
        raise KeysUnavailable(
            f"{names} 所指的内容不是密钥串；每把密钥是 32 字节的 base64，流程密钥前有编号。",
            f"What {names} leads to is no ring of keys: 32 bytes in base64 each, an engine's with its id.",
        ) from None


def key_service(settings: Settings) -> KeyService:
    """The key service of this installation. Raises KeysUnavailable if none is named."""
    if not settings.key_service:
        raise KeysUnavailable(
            "密钥由密钥服务封装，但未设置 FENGQIAO_KEY_SERVICE。",
            "Keys are wrapped by a key service, but FENGQIAO_KEY_SERVICE is not set.",
        )
    token = _from_its_file("key_service_token", settings.key_service_token.get_secret_value())
    return Transit(
        settings.key_service, settings.key_service_key, token.strip(), settings.key_service_authorities
    )


def _unwrapped(service: KeyService, name: str, entry: str) -> str:
    key = _key_in(name, entry)
    if not ring.is_wrapped(key):
        return entry
    before = entry.removesuffix(key)
    return before + ring.encoded(service.unwrap(purpose(name), key))


def purpose(name: str) -> str:
    """Under which name the keys of a ring are wrapped, `engine-keys`; one of another ring opens in none."""
    return name.replace("_", "-")


def _key_in(name: str, entry: str) -> str:
    return entry.partition(":")[2] if name in _WITH_IDS else entry


def _from_its_file(name: str, written: str) -> str:
    place = ring.in_a_file(written)
    if place is None:
        return written
    variable, path = f"FENGQIAO_{name.upper()}", Path(place)
    try:
        with path.open() as file:
            _check_is_private(variable, path, os.fstat(file.fileno()))
            return file.read().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KeysUnavailable(
            f"{variable} 所指的密钥文件 {path} 无法读取（{type(error).__name__}）。",
            f"The key file {path} of {variable} cannot be read ({type(error).__name__}).",
        ) from None


def _check_is_private(variable: str, path: Path, seen: os.stat_result) -> None:
    if stat.S_IMODE(seen.st_mode) & 0o077 or seen.st_uid not in (0, os.getuid()):
        raise KeysUnavailable(
            f"{variable} 所指的密钥文件 {path} 他人也能读取；请改为仅属主可读（chmod 600）。",
            f"The key file {path} of {variable} can be read by others; chmod 600 makes it its owner's.",
        )
