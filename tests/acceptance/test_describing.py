"""An operator understands a case from the engine alone."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from demo.telling import eventually
from desk.seeding import seed
from local.process import program
from records import connect
from records.tables import cases
from tests.acceptance.conftest import Running

pytestmark = [pytest.mark.acceptance, pytest.mark.slow, pytest.mark.servers]

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "operator" / "describe_case.py"
NAMED = ("stage", "step", "owner", "waits_for", "next_moment", "timer")
FOLLOWS_WITHIN = 40  # seconds: the engine follows the journal, and is looked after every quarter of a minute


def described(running: Running, case: str) -> dict[str, Any]:
    """What the script says, given nothing but the way to the engine."""
    settings = running.system.settings
    environment = {
        **os.environ,
        "TEMPORAL_ADDRESS": settings.temporal_address,
        "TEMPORAL_NAMESPACE": settings.temporal_namespace,
    }
    command = [sys.executable, str(SCRIPT), case, "--temporal", program("temporal")]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.stdout, told.stderr
    said: dict[str, Any] = json.loads(told.stdout)
    return {name: said[name] for name in NAMED}


async def journalled(running: Running) -> dict[str, dict[str, Any]]:
    """What the table of cases, which is written with the journal, says of the seeded disputes."""
    records = connect(running.system.database_url)
    try:
        async with records.connect() as connection:
            rows = (await connection.execute(select(cases).where(cases.c.kind == "dispute"))).all()
    finally:
        await records.dispose()
    return {
        row.procedure: {
            "stage": row.stage,
            "step": row.step,
            "owner": f"{row.owner_unit}/{row.owner_role}",
            "waits_for": row.waits_for,
            "next_moment": row.next_moment.isoformat() if row.next_moment else None,
            "timer": "agrees",
        }
        for row in rows
    }


async def test_twenty_seeded_cases_are_told_from_the_engine_as_the_journal_has_them(running: Running) -> None:
    system = running.system
    before = set(await journalled(running))
    await seed(system.database_url, system.api_url)
    expected = {case: row for case, row in (await journalled(running)).items() if case not in before}
    twenty = {case: expected[case] for case in sorted(expected)[:20]}
    told: dict[str, dict[str, Any]] = {}

    async def all_are_told_as_journalled() -> bool:
        differing = [case for case in twenty if told.get(case) != twenty[case]]
        answers = await asyncio.gather(*(asyncio.to_thread(described, running, case) for case in differing))
        told.update(zip(differing, answers, strict=True))
        return told == twenty

    await eventually(all_are_told_as_journalled, FOLLOWS_WITHIN)

    assert len(twenty) == 20
    assert len({(row["stage"], row["step"]) for row in twenty.values()}) >= 8
    assert told == twenty
