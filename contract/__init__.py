"""The wire contract of a handoff (对接合同), as data: its schemas and examples, and how to load them.

For a person it stands in docs/agency-contract.md. Everybody may read it; it knows nobody.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PREFIX = "urn:fengqiao:contract:1:"
MESSAGE = f"{PREFIX}message"
LARGEST = 65_536  # bytes of a message's body


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its `$id`."""
    return {schema["$id"]: schema for schema in map(_read, sorted(HERE.rglob("*.schema.json")))}


@cache
def dockings() -> dict[str, tuple[str, ...]]:
    """The code of every docking, and the outcomes with which it can be returned."""
    return {
        path.name.removesuffix(".schema.json"): _outcomes(_read(path))
        for path in sorted((HERE / "dockings").glob("*.schema.json"))
    }


@cache
def examples() -> dict[str, dict[str, Any]]:
    """A good message of every type, by the name of its file."""
    return {path.stem: _read(path) for path in sorted((HERE / "examples").glob("*.json"))}


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _outcomes(docking: dict[str, Any]) -> tuple[str, ...]:
    returned = docking["allOf"][1]["then"]["properties"]["data"]
    return tuple(returned["properties"]["outcome"]["enum"])
