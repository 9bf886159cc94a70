"""A clock that disagrees with that of the records is not believed: nothing stands before it has come."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from api.clock import AgreedClock
from api.problems import Problem
from records import connect
from tests.api.conftest import settings_for


class Wall:
    """This machine's clock, which somebody may set wrong; and the seconds that have really passed."""

    def __init__(self) -> None:
        self.wrong_by = timedelta()
        self.passed = 0.0

    async def clock(self) -> datetime:
        return datetime.now(UTC) + self.wrong_by

    def steady(self) -> float:
        return self.passed


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.mark.parametrize("wrong_by", [timedelta(hours=1), -timedelta(hours=1)], ids=["ahead", "behind"])
async def test_a_clock_that_is_wrong_is_refused_until_it_is_right(
    wrong_by: timedelta, wall: Wall, database_url: str
) -> None:
    records = connect(database_url)
    agreed = AgreedClock(wall.clock, records, wall.steady)
    assert abs(await agreed() - datetime.now(UTC)) < timedelta(minutes=1)

    wall.wrong_by = wrong_by
    with pytest.raises(Problem) as refused:
        await agreed()
    wall.wrong_by = timedelta()
    again = await agreed()

    assert (refused.value.status, refused.value.code) == (503, "clocks-disagree")
    assert abs(again - datetime.now(UTC)) < timedelta(minutes=1)
    await records.dispose()


async def test_the_records_are_not_asked_at_every_turn(wall: Wall, database_url: str) -> None:
    records = connect(database_url)
    agreed, asked = AgreedClock(wall.clock, records, wall.steady), Asked(records)
    agreed._records = asked  # type: ignore[assignment]

    for _ in range(20):
        await agreed()
    wall.passed = 6.0
    await agreed()

    assert asked.times == 2
    await records.dispose()


async def test_without_records_what_was_seen_last_holds(wall: Wall) -> None:
    nobody = connect(settings_for("postgresql://nobody@127.0.0.1:1/none").database_url)

    assert abs(await AgreedClock(wall.clock, nobody, wall.steady)() - datetime.now(UTC)) < timedelta(
        minutes=1
    )


class Asked:
    """Records that count how often they are asked."""

    def __init__(self, records: AsyncEngine) -> None:
        self._records = records
        self.times = 0

    def connect(self) -> object:
        self.times += 1
        return self._records.connect()
