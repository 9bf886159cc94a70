"""Secrets of this installation, made once and kept in files that only their owner can read."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from pydantic import SecretStr

from keys.ring import KEY_BYTES, encoded
from settings import Settings

# The agencies that the simulator plays on one's own machine.
SIMULATED = ("court", "police", "petition-office", "procuratorate", "arbitration")


def with_keys(settings: Settings, directory: Path) -> Settings:
    """The settings with every key in them. Only a development installation has missing ones made.

    Raises MissingSetting elsewhere: a key made silently in production is a key nobody has a copy of; and
    SettingsDisagree.
    """
    if not settings.development:
        return _complete(settings)
    makers = {**MAKERS, "agency_secrets": agency_secrets}
    made = {
        name: SecretStr(kept(directory, name.replace("_", "-"), make))
        for name, make in makers.items()
        if not getattr(settings, name).get_secret_value()
    }
    return _complete(settings.model_copy(update=made))


def _complete(settings: Settings) -> Settings:
    complete = settings.with_all_keys()
    complete.signs_in_by()
    return complete


def _new_key() -> str:
    return encoded(secrets.token_bytes(KEY_BYTES))


def agency_secrets() -> str:
    """What is shared with each of the played agencies, made anew."""
    return ",".join(f"{agency}:whsec_{_new_key()}" for agency in SIMULATED)


# What every installation has of its own, by the names of the settings.
MAKERS: Mapping[str, Callable[[], str]] = {
    "engine_keys": lambda: f"engine-1:{_new_key()}",
    "keeper_key": _new_key,
    "signing_keys": _new_key,
    "token_key": _new_key,
    "sealed_engine_keys": lambda: f"sealed-1:{_new_key()}",
    "sealed_keeper_key": _new_key,
    "sealed_signing_keys": _new_key,
}


def kept(directory: Path, name: str, make: Callable[[], str]) -> str:
    """The secret of that name, made and written down when there is none: 0600 in a directory of 0700."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    directory.chmod(0o700)
    path = directory / name
    if not path.exists():
        _write(path, make())
    return path.read_text().strip()


def private(path: Path) -> TextIO:
    """A file to add to that only its owner can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600), "a")


def _write(path: Path, secret: str) -> None:
    """Whole or not at all, and on the disk: a lost key is lost data."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with private(draft) as file:
        file.write(secret + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
