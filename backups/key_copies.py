"""A copy of the keys (密钥副本): sealed like a backup, and never in the same place as one."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from backups.place import write_durably
from backups.sealing import Recipients, opened_bytes, sealed_bytes
from backups.words import Failed
from keys.ring import decoded, entries
from local.keys import private
from proof.keys import Signer
from settings import Settings

_OF_THE_SERVER = ("database_url", "sealed_database_url", "backup_url")  # with passwords that are made anew


def write(settings: Settings, file: Path, recipients: Recipients) -> int:
    """Every secret of the installation, in a sealed file; how many there are. Raises Failed, OSError."""
    place = settings.backups
    if place is not None and file.resolve().is_relative_to(place.resolve()):
        raise Failed("keys-beside-the-backup", file=file, place=place)
    if file.exists():
        raise Failed("file-there", file=file)
    secrets = settings.secrets()
    found = {name: value for name, value in secrets.items() if value and name not in _OF_THE_SERVER}
    write_durably(file, sealed_bytes(json.dumps(found, sort_keys=True).encode(), recipients))
    return len(found)


def opened(file: Path, identities: Sequence[Any]) -> Mapping[str, str]:
    """The secrets by the names of their settings. Raises Failed."""
    try:
        sealed = file.read_bytes()
    except OSError:
        raise Failed("part-missing", what=file) from None
    try:
        found = json.loads(opened_bytes(sealed, identities, str(file)))
    except ValueError:
        raise Failed("tampered", what=file) from None
    return {str(name): str(value) for name, value in found.items()}


def signers_of(secrets: Mapping[str, str]) -> list[Signer]:
    """Whose signatures the owner of these keys believes."""
    return [Signer(decoded(each)) for each in entries(secrets.get("signing_keys", ""))]


def lay(secrets: Mapping[str, str], directory: Path) -> None:
    """One file for each, where an installation on one's own machine looks for them; for another, from there
    into its settings. Their owner alone may read them."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, value in secrets.items():
        with private(directory / name.replace("_", "-")) as file:
            file.write(value + "\n")
