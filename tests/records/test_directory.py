"""Who sits where on a day."""

from datetime import date

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from records import directory
from records.directory import Person, Sitting, Unit
from rules.procedure import Officer

START, MOVE, TODAY = date(2026, 1, 1), date(2026, 6, 1), date(2026, 11, 2)

UNITS = [
    Unit("c", None, "county", "示例县", START),
    Unit("t", "c", "township", "东乡", START),
    Unit("v", "t", "village", "上村", START),
    Unit("w", "t", "village", "下村", START, MOVE),
]
PEOPLE = [Person("p-1", "王一", START), Person("p-2", "李二", START)]
SITTINGS = [
    Sitting("p-1", "village_party_secretary", "v", START, MOVE),
    Sitting("p-2", "village_party_secretary", "v", MOVE),
    Sitting("p-1", "supervisor", "c", MOVE),
]


@pytest.fixture(autouse=True)
async def entered(engine: AsyncEngine) -> None:
    for _ in range(2):  # entering twice is entering once
        async with engine.begin() as connection:
            await directory.enter(connection, UNITS, PEOPLE, SITTINGS)


async def test_a_seat_is_held_from_its_first_day_up_to_and_without_its_last(engine: AsyncEngine) -> None:
    secretary, supervisor = Officer("p-1", "village_party_secretary", "v"), Officer("p-1", "supervisor", "c")

    assert await directory.officers(engine, "p-1", date(2026, 5, 31)) == (secretary,)
    assert await directory.officers(engine, "p-1", MOVE) == (supervisor,)
    assert await directory.officers(engine, "nobody", TODAY) == ()


async def test_an_empty_seat_is_seen_to_be_empty(engine: AsyncEngine) -> None:
    seats = [("village_party_secretary", "v"), ("posted_township_cadre", "v")]

    assert await directory.sitting(engine, seats, TODAY) == {"p-2"}
    assert await directory.sitting(engine, seats[1:], TODAY) == frozenset()
    assert await directory.sitting(engine, [], TODAY) == frozenset()


async def test_a_units_area_is_itself_and_all_below(engine: AsyncEngine) -> None:
    assert await directory.area_of(engine, "t") == {"t", "v", "w"}
    assert [unit.unit for unit in await directory.units_on(engine, TODAY)] == ["c", "t", "v"]


async def test_officers_have_names(engine: AsyncEngine) -> None:
    assert await directory.names_of(engine, ["p-1", "nobody"]) == {"p-1": "王一"}


async def test_a_seat_is_left_by_entering_its_end(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        left = Sitting("p-1", "supervisor", "c", MOVE, TODAY)
        await directory.enter(connection, [], [], [left])

    assert await directory.officers(engine, "p-1", TODAY) == ()
