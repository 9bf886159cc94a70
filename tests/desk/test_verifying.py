from dataclasses import replace
from typing import Any

import pytest

from desk import seeding
from desk.samples import SAMPLES
from desk.town import county
from desk.verifying import difference
from tests.desk.room import Room


@pytest.mark.parametrize(
    ("changed", "what", "where"),
    [
        ({}, None, ()),
        ({"seq": 1}, "engine-behind", ()),
        ({"seq": 99}, "engine-ahead", ()),
        ({"handler": "p-somebody", "step": 2}, "engine-differs", ("step", "handler")),
    ],
)
async def test_where_the_engine_differs_from_the_journal_is_named(
    changed: dict[str, Any], what: str | None, where: tuple[str, ...]
) -> None:
    room = Room()
    half_agreed = next(sample for sample in SAMPLES if sample.title == "老人赡养费分担")
    await seeding.tell(1, half_agreed, room.caller, county())
    (told,) = room.states.values()

    found = difference(told, replace(told, **changed))

    assert (found.what if found else None) == what
    assert (found.where if found else ()) == where
