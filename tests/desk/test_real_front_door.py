"""Real messages at the front door: taken in, read, suggested for, registered. A person decides, each time."""

import asyncio
import csv
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, LiteralString
from uuid import uuid4

import psycopg
import pytest

from desk.caller import Caller
from desk.together import together
from desk.town import CLERK, DISPATCHER
from desk.where import api_url
from rules.instants import legal_day
from settings import attached
from tests.desk.test_real_input import fengqiao, running

pytestmark = [pytest.mark.acceptance, pytest.mark.servers, pytest.mark.slow]

MESSAGES = Path(__file__).parents[3] / "shared" / "data" / "messages.csv"
# A multiple of twelve: four channels, and a third to the counter.
SAMPLE = int(os.environ.get("FENGQIAO_MESSAGES", "120"))
AT_THE_COUNTER, LOOKED_AT = SAMPLE // 3, SAMPLE // 8
CHANNELS = ("letter", "visit", "phone", "online-form")
_AT_ONCE = 8
Row = Mapping[str, str]


@dataclass
class Day:
    """What came of a day's messages."""

    petitions: list[dict[str, Any]] = field(default_factory=list)
    suggestions: list[dict[str, Any]] = field(default_factory=list)
    likenesses: list[list[dict[str, Any]]] = field(default_factory=list)


@pytest.fixture(scope="module", autouse=True)
def _beside_the_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with running(tmp_path_factory.mktemp("run"), empty=True):
        yield


@pytest.fixture(scope="module")
def sample() -> list[Row]:
    """Every tenth message or so, from the whole file."""
    if not MESSAGES.exists():
        pytest.skip("../shared/data is not here: no real messages to take in")
    with MESSAGES.open(newline="") as file:
        rows: list[Row] = list(csv.DictReader(file))
    return rows[:: len(rows) // SAMPLE][:SAMPLE]


@pytest.fixture(scope="module")
def day(sample: list[Row]) -> Day:
    """A third is brought to the counter and waits there, sealed, until the clerk has read it; the others are
    registered as they come."""
    return asyncio.run(_a_day(sample))


async def _a_day(sample: list[Row]) -> Day:
    happened = Day()
    channelled = list(zip(sample, cycle(CHANNELS), strict=False))

    async with Caller(api_url()) as caller:

        async def ask(path: str, **body: Any) -> Any:
            return (await caller.post(CLERK, path, body, str(uuid4()))).body

        async def bring(what: tuple[Row, str]) -> None:
            row, channel = what
            said = {name: row[name] for name in ("title", "body", "author")}
            await ask("/submissions", channel=channel, **said)

        async def register(text: str, channel: str, author: str, **what: Any) -> None:
            happened.suggestions.append(await ask("/diversion/suggestions", text=text))
            people = [{"role": "petitioner", "name": author}]
            happened.petitions.append(await ask("/petitions", channel=channel, people=people, **what))

        async def read(waiting: dict[str, Any]) -> None:
            opened = await caller.get(CLERK, f"/submissions/{waiting['submission']['id']}")
            classified = await ask(f"/submissions/{opened['id']}/classify", purpose="ordinary")
            texts, number = opened["texts"], classified["number"]
            text = f"{texts['title']}\n{texts.get('body', '')}"
            await register(text, opened["channel"], texts["author"], number=number)

        async def come(what: tuple[Row, str]) -> None:
            row, channel = what
            said = {name: row[name] for name in ("title", "body", "author")}
            matter = {"channel": channel, **said, "origin": {"source": MESSAGES.stem, "id": row["id"]}}
            await register(f"{row['title']}\n{row['body']}", channel, row["author"], matter=matter)

        async def look(petition: dict[str, Any]) -> None:
            path = f"/matters/{petition['number']}/likenesses"
            happened.likenesses.append(await caller.get(CLERK, path))

        await together(channelled[:AT_THE_COUNTER], bring, _AT_ONCE)
        await together(await caller.get(CLERK, "/submissions", limit=200), read, _AT_ONCE)
        await together(channelled[AT_THE_COUNTER:], come, _AT_ONCE)
        await together(happened.petitions[:LOOKED_AT], look, _AT_ONCE)
    return happened


BROUGHT: LiteralString = (
    "WITH brought AS (SELECT cases.procedure FROM cases JOIN matters ON matters.number = cases.matter "
    "WHERE cases.kind = 'petition') "
)


def asked_of_the_records(query: LiteralString) -> list[Any]:
    with psycopg.connect(attached().database_url) as connection:
        return list(connection.execute(BROUGHT + query))


def read(path: str, **asked: Any) -> Any:
    async def answer() -> Any:
        async with Caller(api_url()) as caller:
            return await caller.get(CLERK, path, **asked)

    return asyncio.run(answer())


def test_every_message_becomes_one_petition(day: Day) -> None:
    assert len({petition["procedure"] for petition in day.petitions}) == SAMPLE
    assert read("/cases", kind="petition", limit=1)["total"] == SAMPLE
    assert read("/submissions") == []


def test_nothing_that_was_said_is_lost(day: Day, sample: list[Row]) -> None:
    texts = [read(f"/matters/{petition['number']}")["texts"] for petition in day.petitions[::10]]

    bodies = {row["title"].strip(): row["body"].strip() for row in sample}
    assert [text["body"].strip() for text in texts] == [bodies[text["title"].strip()] for text in texts]


def test_each_gets_at_most_three_suggestions_and_every_one_needs_a_person(day: Day) -> None:
    counted = Counter(len(each["suggestions"]) for each in day.suggestions)

    assert sum(counted.values()) == SAMPLE
    assert set(counted) <= {0, 1, 2, 3}
    assert counted[0] < SAMPLE // 10
    shown = [each for answer in day.suggestions for each in answer["suggestions"]]
    assert {each["needs_human"] for each in shown} == {True}
    assert all(each["because"] for each in shown)


def test_no_petition_is_classified_sent_on_or_ended_by_the_machine(day: Day) -> None:
    journalled = asked_of_the_records(
        "SELECT kind, count(*), count(body -> 'by') FROM journal JOIN brought USING (procedure) GROUP BY 1"
    )
    waiting = asked_of_the_records(
        "SELECT stage, waits_for, count(*) FROM cases JOIN brought USING (procedure) GROUP BY 1, 2"
    )

    assert journalled == [("PetitionRegistered", SAMPLE, SAMPLE)]
    assert waiting == [("routing", "classify-petition", SAMPLE)]
    assert {petition["stage"] for petition in day.petitions} == {"routing"}


def test_what_came_to_the_counter_is_counted_by_channel_before_anybody_read_it(day: Day) -> None:
    today = legal_day(datetime.now(UTC))

    counted = read("/channels", since=str(today - timedelta(days=1)), until=str(today))

    received: Counter[str] = Counter()
    for each in counted:
        received[each["channel"]] += each["received"]
    assert received == dict.fromkeys(CHANNELS, AT_THE_COUNTER // 4)
    registered = asked_of_the_records(
        "SELECT body ->> 'channel', count(*) FROM journal JOIN brought USING (procedure) "
        "WHERE kind = 'PetitionRegistered' GROUP BY 1"
    )
    assert dict(registered) == dict.fromkeys(CHANNELS, SAMPLE // 4)


def test_what_may_be_the_same_is_suggested_with_its_reasons_and_linked_to_nothing(day: Day) -> None:
    assert len(day.likenesses) == LOOKED_AT
    assert max(map(len, day.likenesses)) <= 5
    assert all(each["reasons"] for found in day.likenesses for each in found)
    assert asked_of_the_records("SELECT count(*) FROM links") == [(0,)]


def test_no_word_of_a_message_is_in_the_journal_and_everything_agrees(day: Day, sample: list[Row]) -> None:
    bodies = asked_of_the_records("SELECT body FROM journal WHERE procedure LIKE 'petition/%'")
    journal = json.dumps(bodies, ensure_ascii=False)

    assert [row["id"] for row in sample if row["title"] in journal or row["author"] in journal] == []
    assert fengqiao("case", "list", "--as", DISPATCHER, "--limit", "1")["total"] == SAMPLE
    assert fengqiao("verify") == []
