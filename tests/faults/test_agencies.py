"""F23, F24, F27: agencies that say things twice, late, in the wrong order, or not at all; and messages that
cannot be swallowed."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from random import Random
from uuid import uuid4

import psycopg
import pytest

from tests.faults.catalogue import POISON, TWICE
from tests.faults.experiment import CONTROLS, experiment, negative_control, note_control
from tests.faults.figures import SEED, Figures, keep, size
from tests.faults.rig import Rig
from tests.handoffs.agreement import differences, figures
from tests.handoffs.chaos import SENT_TO_US, Chaos, Plan, agree
from tests.handoffs.county import CLERK, County, eventually, opened, path_of

_A_LETTER = """
INSERT INTO outbox (procedure, seq, kind, number, body)
SELECT procedure, seq, 'of-no-kind', 900 + row_number() OVER (), '{"words": 7}'
FROM journal WHERE seq = 1 ORDER BY procedure DESC LIMIT 5
"""


@pytest.fixture
async def county(rig: Rig) -> AsyncIterator[County]:
    async with opened(rig) as county:
        yield county


async def test_a_message_that_were_taken_twice_would_be_seen_by_both_sides(county: County, rig: Rig) -> None:
    tempers = dict(pair.split("=") for pair in rig.settings.simulator_tempers.split(","))
    sender = next(agency for agency, temper in tempers.items() if temper == "double-sends")
    subject = await county.pushed(sender, SENT_TO_US[sender][0])
    handoff = await eventually(lambda: county.handoff_of(sender, subject), 180)

    async def found() -> int:
        return sum("more than one effect" in each for each in await differences(county, [handoff]))

    with rig.with_fault("armed"):  # the inbox forgets what came before
        wanted = await county.ask(CLERK, path_of(handoff, "want-supplement"), {"what": "送达地址。"})
        assert wanted.status == 200, wanted
        reported = await eventually(found, 180)

    CONTROLS[TWICE] = {"name": TWICE, "reported": reported, "of": {"I07": reported}}


async def test_what_agencies_say_twice_late_or_never_counts_once(county: County, rig: Rig) -> None:
    began, known = time.monotonic(), set(await differences(county))
    count, kills = size(10, 200), size(3, 30)
    chaos = Chaos(county, Plan(SEED, count, kills))

    await chaos.play()
    await asyncio.to_thread(rig.wait_ready, 300)
    at_rest = await agree(chaos)

    found = [each for each in await differences(county) if each not in known]
    line = Figures("F23", SEED, duration_s=round(time.monotonic() - began, 1))
    line.faults = {f"kill {part}": times for part, times in chaos.tally.kills.items()}
    line.acknowledged = sum(times for status, times in chaos.tally.answers.items() if status < 300)
    line.offered = sum(chaos.tally.answers.values())
    line.answers = {str(status): times for status, times in chaos.tally.answers.items()}
    line.duplicated = sum("effect" in each or "times" in each for each in found)
    line.lost = sum("lost" in each for each in found)
    line.others = {
        **vars(await figures(county)),
        "agreed_after_s": round(at_rest - chaos.tally.last_kill, 1),
        "differences": len(found),
    }
    note_control(line)
    keep(line)
    assert chaos.tally.broken == []
    assert found == []


async def test_a_relay_that_stopped_at_what_it_cannot_carry_would_be_found(rig: Rig) -> None:
    async with negative_control(POISON, rig) as control:
        await control.load.more(10)
        with rig.with_fault("stops-at-poison"), poisoned(rig):
            control.others["waiting"] = await eventually(lambda: more_than_five(rig), 300)

    CONTROLS[POISON] = {
        "name": POISON,
        "reported": control.others["waiting"],
        "of": {"I07": control.others["waiting"]},
    }
    assert control.others["waiting"] > 5


async def test_what_cannot_be_swallowed_harms_no_neighbour(county: County, rig: Rig) -> None:
    throw, statuses = Random(f"{SEED}/F24"), []
    agencies = sorted(SENT_TO_US)

    async with experiment("F24", rig) as run:
        await run.load.more(15)
        with poisoned(rig):
            run.book.did("five letters that nobody can carry")
            for _ in range(size(40, 2000)):
                answer = await county.said(throw.choice(agencies), a_poisonous_message(throw))
                statuses.append(answer.status)
            run.book.did("messages that are none")
            await run.load.more(size(30, 400))
            run.others["waiting_meanwhile"] = waiting(rig)
        run.others["statuses"] = {str(each): statuses.count(each) for each in sorted(set(statuses))}

    assert run.result.violations == []
    assert all(400 <= each < 500 for each in statuses)
    assert run.others["waiting_meanwhile"] <= 8  # the five, and what is just on its way


def a_poisonous_message(throw: Random) -> bytes:
    """Not JSON, not what the schema says, of another version, endless, deep, in another code, or empty."""
    whole = {"id": str(uuid4()), "specversion": "1.0", "type": "accepted", "data": {}}
    return throw.choice(
        [
            b"",
            b"{",
            b"\xff\xfe\x00{",
            b"[" * 5_000,
            json.dumps({**whole, "specversion": "9.9"}).encode(),
            json.dumps({**whole, "type": "of-no-kind"}).encode(),
            json.dumps({**whole, "data": {"words": "长" * 700_000}}).encode(),
            json.dumps({**whole, "id": "不是编号"}, ensure_ascii=False).encode("gb18030"),
            json.dumps({**whole, "id": 7}).encode(),
        ]
    )


class poisoned:  # noqa: N801  used as `with poisoned(rig)`
    """Letters in the outbox that nobody can carry, as long as the block lasts."""

    def __init__(self, rig: Rig) -> None:
        self._url = rig.settings.database_url

    def __enter__(self) -> None:
        with psycopg.connect(self._url) as owner:
            owner.execute(_A_LETTER)

    def __exit__(self, *_: object) -> None:
        with psycopg.connect(self._url) as owner:
            owner.execute("DELETE FROM outbox WHERE number >= 900")


async def more_than_five(rig: Rig) -> int:
    return found if (found := waiting(rig)) > 5 else 0


def waiting(rig: Rig) -> int:
    """Letters that should have gone out."""
    with psycopg.connect(rig.settings.database_url) as owner:
        query = (
            "SELECT count(*) FROM outbox WHERE done_at IS NULL AND (not_before IS NULL OR not_before < now())"
        )
        row = owner.execute(query).fetchone()
    return int(row[0]) if row else 0
