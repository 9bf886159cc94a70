"""What a backup says of itself (备份清单), and each file of the archive: signed as checkpoints are."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from backups.sealing import Part
from backups.words import Failed
from proof.keys import Introduced, Signer, is_signed, known
from rules.journal import canonical

FORMAT = 1
_BACKUP, _LOG = "backup", "backup-log"


@dataclass(frozen=True)
class Manifest:
    """One backup. Instants are ISO 8601 in UTC; ``begun`` is before all that it holds, ``finished`` behind.

    ``system`` is the cluster's own identifier, ``start`` the first file of the log that it needs,
    ``databases`` the databases by store, ``files`` how many files of each store belong to it.
    """

    id: str
    begun: str
    finished: str
    system: str
    version: str
    start: str
    superuser: str
    databases: dict[str, str]
    is_embedded: bool
    has_engine: bool
    files: dict[str, int]
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
    keys: tuple[Introduced, ...]
    key: str = ""
    signature: str = ""
    format: int = FORMAT

    @property
    def said(self) -> bytes:
        """What the key has signed."""
        return canonical({**asdict(self), "signature": ""})

    @property
    def at(self) -> datetime:
        """From this moment on it can be restored to."""
        return datetime.fromisoformat(self.finished)

    def part(self, name: str) -> Part:
        """Raises Failed."""
        found = next((each for each in self.parts if each.name == name), None)
        if found is None:
            raise Failed("part-missing", what=f"{self.id}/{name}")
        return found

    def signed(self, signer: Signer) -> "Manifest":
        """The same, signed."""
        draft = replace(self, key=signer.id, signature="")
        return replace(draft, signature=signer.sign(_BACKUP, draft.said))

    def written(self) -> str:
        return json.dumps(asdict(self), sort_keys=True, indent=1) + "\n"

    @classmethod
    def read(cls, text: str) -> "Manifest":
        """Raises ValueError, KeyError, TypeError for what is none."""
        plain = json.loads(text)
        plain["parts"] = tuple(Part(**each) for each in plain["parts"])
        plain["keys"] = tuple(Introduced(**each) for each in plain["keys"])
        plain["recipients"] = tuple(plain["recipients"])
        return cls(**plain)


@dataclass(frozen=True)
class LogHead:
    """The first line of a sealed file of the log: what it is, and up to which instant the log is known with
    it. ``is_whole`` is false for the file that is still being written."""

    name: str
    system: str
    until: str
    is_whole: bool
    size: int
    sha256: str
    recipients: tuple[str, ...]
    key: str = ""
    signature: str = ""

    @property
    def said(self) -> bytes:
        return canonical({**asdict(self), "signature": ""})

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.until)

    def signed(self, signer: Signer) -> "LogHead":
        draft = replace(self, key=signer.id, signature="")
        return replace(draft, signature=signer.sign(_LOG, draft.said))

    def written(self) -> bytes:
        return canonical(asdict(self)) + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "LogHead":
        """Raises ValueError, KeyError, TypeError for what is none."""
        plain = json.loads(line)
        return cls(**{**plain, "recipients": tuple(plain["recipients"])})


def trusted(
    introduced: Sequence[Introduced], signers: Collection[Signer], fingerprint: str | None
) -> Mapping[str, str]:
    """The public keys (id -> public) by which a backup is believed: our own, and those that lead back to a
    known first key, or to one of ours. Raises Failed if nothing is known."""
    ours = {each.id: each.public for each in signers}
    keys, _ = known(introduced, fingerprint)
    if fingerprint is not None or ours.keys() & keys.keys():
        return {**keys, **ours}
    if not ours:
        raise Failed("signer-unknown")
    return ours


def check_manifest(manifest: Manifest, keys: Mapping[str, str]) -> None:
    """Raises Failed unless one of these keys has signed it, just as it is."""
    _check(manifest.id, _BACKUP, manifest, keys)


def check_head(head: LogHead, keys: Mapping[str, str]) -> None:
    """As ``check_manifest``, for a file of the log."""
    _check(head.name, _LOG, head, keys)


def _check(what: str, purpose: str, signed: Manifest | LogHead, keys: Mapping[str, str]) -> None:
    public = keys.get(signed.key)
    if public is None or not is_signed(public, purpose, signed.said, signed.signature):
        raise Failed("tampered", what=what)


def instant(at: datetime | None = None) -> str:
    """An instant as it is written down."""
    return (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")


def plain(manifest: Manifest) -> dict[str, Any]:
    """As the command line lists it."""
    return {
        "id": manifest.id,
        "finished": manifest.finished,
        "bytes": sum(each.size for each in manifest.parts),
        "files": sum(manifest.files.values()),
        "engine": manifest.has_engine,
        "recipients": list(manifest.recipients),
    }
