"""The dockings as the contract with the agencies has them (对接合同): one schema each, from its row, and
their list.

`python -m desk.docking_schemas` writes them anew into ``contract/``.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import contract
from rules.dockings.docking import Docking
from rules.dockings.whole import DOCKING_OUTCOMES, DOCKINGS
from rules.handoff.matter import What
from rules.words import say

HERE = Path(contract.__file__).parent
WHERE = HERE / "dockings"
_ABOUT = (
    "一次对接的消息，按其类别收窄 What a message of a handoff of this docking is, beyond message.schema.json."
)


def files() -> Mapping[Path, str]:
    """Every file that names the dockings or their outcomes, and what is to stand in it."""
    outcomes = sorted(DOCKING_OUTCOMES)
    return {
        **{WHERE / f"{code}.schema.json": _written(row) for code, row in DOCKINGS.items()},
        **_listing("sent", "docking", list(DOCKINGS)),
        **_listing("returned", "outcome", outcomes),
    }


def _listing(what: str, field: str, codes: list[str]) -> Mapping[Path, str]:
    """The schema of a message's data as it stands, with all codes that this field may have."""
    path = HERE / "data" / f"{what}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"][field]["enum"] = codes
    return {path: _text(schema)}


def _text(schema: Mapping[str, Any]) -> str:
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"


def _written(row: Docking) -> str:
    """What is handed over names its docking, and what comes back has an outcome of it."""
    id = f"{contract.PREFIX}{row.code}"
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id,
        "title": f"{say('docking', row.code, 'zh')} {row.code}",
        "description": _ABOUT,
        "allOf": [
            _of(What.SENT, {"dataschema": {"const": id}, "data": _having("docking", {"const": row.code})}),
            _of(What.RETURNED, {"data": _having("outcome", {"enum": sorted(row.outcomes)})}),
        ],
    }
    return _text(schema)


def _of(what: What, properties: dict[str, Any]) -> dict[str, Any]:
    is_that = {"type": {"const": f"cn.fengqiao.handoff.{what}.v1"}}
    return {"if": {"properties": is_that, "required": ["type"]}, "then": {"properties": properties}}


def _having(name: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {name: value}}


def write() -> None:
    """The directory as it is to be: what is no docking any more goes."""
    for path in WHERE.glob("*.schema.json"):
        path.unlink()
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
