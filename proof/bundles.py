"""An evidence bundle (证据包), checked by whoever was given it: with no database, no engine and no settings.

What the signed checkpoints prove is proved by them alone; the rest by the signature over the manifest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from proof.containers import layout, packed, unpacked
from proof.keys import Introduced, known
from proof.manifests import ASTRAY, MANIFEST, SIGNATURE, Flaw, faults_of_parts, faults_of_signature
from proof.reading import CHECKPOINTS, PROOFS, Line, Parts, Reader, Standing
from rules.journal import canonical

FORMAT = "fengqiao-bundle/1"
KEYS = "keys.jsonl"
ABOUT = ("matter", "exported_at", "exported_by", "with_words")


@dataclass(frozen=True)
class Checked:
    """What was found. ``key``: the first key's fingerprint, to be compared with the one that is published."""

    flaws: tuple[Flaw, ...]
    about: Mapping[str, Any]
    key: str | None
    standing: tuple[Standing, ...]


def lined(lines: list[Line]) -> bytes:
    """Plain values, one to a line."""
    return b"".join(canonical(line) + b"\n" for line in lines)


def check(place: Path, first: str | None = None) -> Checked:
    """Check a bundle, packed or unpacked into a directory. Raises OSError if it cannot be read.

    ``first``: the fingerprint of the first key, as it was published.
    """
    if place.is_dir():
        files = (file for file in place.rglob("*") if file.is_file())
        return check_parts({file.relative_to(place).as_posix(): file.read_bytes() for file in files}, first)
    data = place.read_bytes()
    ways = [_with_container(check_parts(parts, first), parts, data) for parts in unpacked(data)]
    unreadable = Checked((Flaw("", "unreadable"),), {}, None, ())
    return min(ways, key=lambda checked: len(checked.flaws), default=unreadable)


def check_parts(parts: Parts, first: str | None = None) -> Checked:
    """Check what a container holds."""
    lost = [Flaw(name, "missing") for name in (MANIFEST, SIGNATURE, KEYS) if name not in parts]
    if lost:
        return Checked(tuple(lost), {}, None, ())
    introduced, keys, flaws = _keys(parts, first)
    signing = faults_of_signature(parts, keys)
    manifest = _manifest(parts)
    about = {name: said for name, said in (manifest or {}).items() if name != "parts"}
    if manifest is None:
        signing = signing or [Flaw(MANIFEST, "unreadable")]
    elif not any(flaw.part == MANIFEST for flaw in signing):
        found = faults_of_parts(manifest, parts)
        flaws = found if any(flaw.part == KEYS for flaw in found) else [*flaws, *found]
    changed = {flaw.part for flaw in flaws}
    if KEYS in changed:  # then the key may be unknown because its own line was changed
        signing = [flaw for flaw in signing if flaw.what != "key-unknown"]
    if changed & {KEYS, CHECKPOINTS}:
        changed |= {CHECKPOINTS, PROOFS}  # what rests on something changed is not judged by it
    reader = Reader({name: said for name, said in parts.items() if name not in changed}, keys)
    flaws += reader.flaws()
    key = introduced[0].id if introduced else None
    return Checked(tuple(dict.fromkeys([*signing, *flaws])), about, key, tuple(reader.standing()))


def _keys(parts: Parts, first: str | None) -> tuple[list[Introduced], dict[str, str], list[Flaw]]:
    try:
        introduced = [Introduced(**line) for line in _read(parts[KEYS])]
    except ASTRAY:
        return [], {}, [Flaw(KEYS, "unreadable")]
    keys, strangers = known(introduced, first)
    places = {each.id: n for n, each in enumerate(introduced, 1)}
    return introduced, keys, [Flaw(KEYS, "not-introduced", places[each]) for each in strangers]


def _manifest(parts: Parts) -> dict[str, Any] | None:
    try:
        manifest = json.loads(parts[MANIFEST])
        told = manifest["parts"].values()
        whole = all(each["sha256"] and each["lines"] for each in told) and set(ABOUT) <= set(manifest)
        if manifest["format"] != FORMAT or not whole:
            return None
    except ASTRAY:
        return None
    return dict(manifest)


def _read(said: bytes) -> list[Line]:
    return [json.loads(line) for line in said.decode().split("\n") if line]


def _with_container(checked: Checked, parts: Parts, data: bytes) -> Checked:
    """What was found, and where the container is not what its parts give when packed again."""
    again = packed(parts)
    if again == data:
        return checked
    blamed = {flaw.part for flaw in checked.flaws}
    found = {
        stretch.part
        for stretch in layout(parts)
        if data[stretch.start : stretch.start + stretch.size]
        != again[stretch.start : stretch.start + stretch.size]
    }
    if len(again) != len(data):
        found.add("")
    flaws = (Flaw(part, "container-changed") for part in sorted(found - blamed))
    return replace(checked, flaws=(*checked.flaws, *flaws))
