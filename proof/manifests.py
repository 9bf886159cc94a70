"""The manifest of a bundle (清单): every part with its hash and the hash of each of its lines, signed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from proof.keys import Signer, is_signed

MANIFEST, SIGNATURE = "manifest.json", "signature.json"
PURPOSE = "bundle"
# What a changed part can raise.
ASTRAY = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
_LINE_HASH = 16  # hex digits: a line is located by it; what proves is the hash of the whole part


@dataclass(frozen=True)
class Flaw:
    """Something of a bundle is not as it was exported. ``line`` counts from 1: of a journal, the entry."""

    part: str
    what: str
    line: int | None = None


def manifest_of(about: Mapping[str, Any], parts: Mapping[str, bytes]) -> bytes:
    """What a bundle is ``about``, and its parts."""
    told = {
        name: {"sha256": _sha256(said), "size": len(said), "lines": _lines(said)}
        for name, said in parts.items()
    }
    return _plainly({**about, "parts": told})


def signature_of(manifest: bytes, signer: Signer) -> bytes:
    """Who says so."""
    digest = _sha256(manifest)
    return _plainly(
        {"key": signer.id, "manifest": digest, "signature": signer.sign(PURPOSE, digest.encode())}
    )


def faults_of_signature(parts: Mapping[str, bytes], keys: Mapping[str, str]) -> list[Flaw]:
    """Whether the manifest is the one that was signed; and if not, which of the two was changed."""
    actual = _sha256(parts[MANIFEST])
    try:
        signed = json.loads(parts[SIGNATURE])
        key, claimed, signature = (str(signed[name]) for name in ("key", "manifest", "signature"))
    except ASTRAY:
        return [Flaw(SIGNATURE, "unreadable")]
    if key not in keys:
        return [Flaw(SIGNATURE, "key-unknown")]
    if is_signed(keys[key], PURPOSE, actual.encode(), signature):
        is_spelled = _plainly({"key": key, "manifest": actual, "signature": signature}) == parts[SIGNATURE]
        return [] if is_spelled else [Flaw(SIGNATURE, "changed")]
    if claimed != actual and is_signed(keys[key], PURPOSE, claimed.encode(), signature):
        return [Flaw(MANIFEST, "changed")]
    return [Flaw(SIGNATURE, "not-signed")]


def faults_of_parts(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> list[Flaw]:
    """Parts that are gone, that were added, and that were changed: with the first line that was."""
    told = manifest["parts"]
    there = {name: said for name, said in parts.items() if name not in (MANIFEST, SIGNATURE)}
    flaws = [Flaw(name, "missing") for name in told if name not in there]
    flaws += [Flaw(name, "not-in-manifest") for name in there if name not in told]
    for name, said in there.items():
        if name in told and _sha256(said) != told[name]["sha256"]:
            flaws.append(Flaw(name, "changed", _first_changed(told[name]["lines"], _lines(said))))
    return flaws


def _first_changed(was: list[str], now: list[str]) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(was, now, strict=False), 1) if a != b), min(len(was), len(now)) + 1
    )


def _lines(said: bytes) -> list[str]:
    return [_sha256(line)[:_LINE_HASH] for line in said.split(b"\n")]


def _sha256(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()


def _plainly(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"
