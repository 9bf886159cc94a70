"""A day's assignments, worked out again from the journal: identical, and what was tampered with is found."""

import json
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from cli import app
from desk.terminal import FOUND, SENSELESS
from local.postgres import Postgres
from records import intake
from records.assignments import rerun
from records.intake import Opening
from rules.assigning import assign
from rules.editions import Edition
from rules.event.procedure import EVENT
from rules.procedure import Event
from tests.records.house import House, registration
from tests.records.test_verify import superuser
from tests.rules import county
from tests.rules.event_stories import registration as registered

DAY = date(2026, 11, 2)
HOLDERS = (("p-a", 2), ("p-b", 1), ("p-c", 1))
TAMPER = "UPDATE journal SET body = jsonb_set(body, %s, %s) WHERE procedure = %s"


def an_event(id: str, number: str, edition: Edition) -> Event:
    """Of three who hold the seat, the two on duty have as many in hand: the seed decides."""
    event = registered(
        id=id, number=number, edition=edition, holders=HOLDERS, on_duty=frozenset({"p-b", "p-c"})
    )
    whole: Event = replace(event, assigned=assign(replace(event.assigned.asked, number=number)))
    return whole


async def events(house: House, count: int) -> list[str]:
    opening = Opening(EVENT, county.TOLD, an_event)
    taken = [await intake.register(house.engine, house.keeper, registration(), opening) for _ in range(count)]
    return [str(each.procedure) for each in taken]


def tampered(postgres: Postgres, url: str, procedure: str, path: str, value: str) -> None:
    with superuser(postgres, url) as connection:
        connection.execute(TAMPER, (path, json.dumps(value), procedure))


async def test_a_days_assignments_come_out_the_same_and_what_was_tampered_with_is_found(
    house: House, postgres: Postgres, migrated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = await events(house, 6)

    same = await rerun(house.engine, DAY)

    assert [each.procedure for each in same] == ours
    assert all(each.is_identical and each.again == each.person for each in same)
    assert {each.person for each in same} <= {"p-b", "p-c"}
    assert await rerun(house.engine, DAY + timedelta(days=1)) == ()

    tampered(postgres, migrated, ours[2], "{assigned,person}", "p-a")
    tampered(postgres, migrated, ours[3], "{assigned,asked,number}", "SL-2026-999999")
    tampered(postgres, migrated, ours[4], "{assigned,because}", "only-one")

    found = await rerun(house.engine, DAY)

    assert [each.procedure for each in found if not each.is_identical] == ours[2:5]
    assert (found[2].person, found[2].again) == ("p-a", same[2].person)


def test_the_command_says_what_is_not_identical(migrated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the story above, on the same database."""
    monkeypatch.setattr("desk.assignments.attached", lambda: SimpleNamespace(database_url=migrated))
    runner = CliRunner()

    that_day = runner.invoke(app, ["assignments", "rerun", "--on", "2026-11-02"])
    as_json = runner.invoke(app, ["assignments", "rerun", "--on", "2026-11-02", "--json"])
    the_next = runner.invoke(app, ["assignments", "rerun", "--on", "2026-11-03"])
    no_day = runner.invoke(app, ["assignments", "rerun", "--on", "yesterday"])

    assert (that_day.exit_code, the_next.exit_code, no_day.exit_code) == (FOUND, 0, SENSELESS)
    assert "3 件一致，3 件不一致" in that_day.stdout
    assert "p-a" in that_day.stdout
    assert [each["is_identical"] for each in json.loads(as_json.stdout)] == [
        True,
        True,
        False,
        False,
        False,
        True,
    ]
    assert "0 identical, 0 not" in the_next.stdout
