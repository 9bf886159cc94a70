"""What docs/agency-contract.md tells a developer, done as it stands there."""

import asyncio
import json
import os
import re
from pathlib import Path

import contract
from conformance.clauses import CLAUSES
from local.process import ROOT
from simulator.exchange import BY_RECEIVER, BY_SENDER
from simulator.planning import Temper
from tests.simulator.playing import SECRET, court

DOCUMENT = (ROOT / "docs" / "agency-contract.md").read_text(encoding="utf-8")


async def test_the_worked_example_works(tmp_path: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE)
    script = "set -eu\n" + "\necho\n".join(blocks)
    async with court(tmp_path / "s", Temper.PROMPT) as kit:
        known = {**os.environ, "BASE": kit.url, "SECRET": SECRET, "AGENCY": "court"}
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", script, cwd=tmp_path, env=known, stdout=asyncio.subprocess.PIPE
        )

        output, _ = await process.communicate()

    receipt, state = (json.loads(line) for line in output.decode().splitlines())
    assert (receipt["effect"], receipt["stage"]) == ("taken", "sent")
    assert (state["stage"], state["taken"]) == ("sent", [receipt["message"]])


def test_its_clauses_are_those_of_the_kit() -> None:
    told = re.findall(r"^\| (\d\.\d+) \| (.*) \|$", DOCUMENT, re.MULTILINE)

    assert told == [(each.number, f"{each.zh} {each.en}") for each in CLAUSES]


def test_its_tables_are_those_of_the_contract() -> None:
    said = set(re.findall(r"^\| `([a-z-]+)` \S+ \| (?:发送|接收)方", DOCUMENT, re.MULTILINE))
    outcomes = {
        code: tuple(re.findall(r"`([a-z-]+)`", cell))
        for code, cell in re.findall(r"^\| `([a-z-]+)` \| \S+ \| (`.*) \|$", DOCUMENT, re.MULTILINE)
    }

    assert said == BY_SENDER | BY_RECEIVER
    assert outcomes == contract.dockings()
    assert all(f"`{temper}`" in DOCUMENT for temper in Temper)
