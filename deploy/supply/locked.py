"""What the lock names: every library with its version, its condition and the digests of its files."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "requirements" / "run.txt"

_ENTRY = re.compile(
    r"^(?P<name>[a-z0-9][\w.-]*)(?:\[[\w,-]+\])?==(?P<version>[^\s;\\]+)"
    r"(?:\s*;\s*(?P<marker>[^\\\n]+?))?\s*(?P<hashes>(?:\\\n\s+--hash=sha256:[0-9a-f]{64}\s*)+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Locked:
    """One line of the lock. A library stands there twice where two Pythons need two versions."""

    name: str
    version: str
    marker: str
    """When it is installed, as the lock says it; always if it is empty."""
    hashes: frozenset[str]
    """SHA-256 of each file that may be installed."""


def locked(lock: Path = RUN) -> list[Locked]:
    """Every entry of a lock, in its order. Raises ValueError where a line names no digest."""
    text = lock.read_text(encoding="utf-8")
    found = [
        Locked(
            each["name"],
            each["version"],
            (each["marker"] or "").strip(),
            frozenset(re.findall(r"sha256:([0-9a-f]{64})", each["hashes"])),
        )
        for each in _ENTRY.finditer(text)
    ]
    lines = re.findall(r"^[a-z0-9][^\s=]*==\S+", text, re.MULTILINE)
    if len(lines) != len(found):
        raise ValueError(f"{lock.name}: {len(lines)} libraries, {len(found)} of them with digests")
    return found
