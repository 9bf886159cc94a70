"""A matter gets its number, key and texts at once; twice is once; numbers have no gaps."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from records import content, intake, journal, outbox, papers
from records.intake import AlreadyOpened, NoSuchMatter, Opening
from records.tables import matters
from records.verify import verify
from rules.dispute import commands
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.procedure import Event
from rules.refusals import Refused
from tests.records.house import OPENING, House, first_event, registration, text
from tests.rules import county, story


def numbers_of(*registered: intake.Registered) -> list[int]:
    return sorted(int(each.number.rsplit("-", 1)[1]) for each in registered)


async def test_a_registration_is_numbered_sealed_opened_and_addressed_to_the_engine(house: House) -> None:
    name = text("张三丰")

    registered = await intake.register(house.engine, house.keeper, registration(name), OPENING)

    assert registered.is_new
    assert registered.procedure == f"dispute/sl/{registered.number}/1"
    async with house.engine.connect() as connection:
        assert await content.opened(connection, house.keeper, [name.ref]) == {name.ref: "张三丰"}
    loaded = await papers.load(house.engine, registered.procedure)
    assert [entry.kind for entry in loaded.entries] == ["Registered"]
    letters = await outbox.claim(house.engine, limit=1000)
    assert "start" in [letter.kind for letter in letters if letter.procedure == registered.procedure]
    assert await verify(house.engine, registered.procedure) == []


async def test_the_same_registration_twice_registers_once(house: House) -> None:
    whole = registration(text("李四"))
    first = await intake.register(house.engine, house.keeper, whole, OPENING)

    second = await intake.register(house.engine, house.keeper, whole, OPENING)

    assert second == replace(first, is_new=False)


async def test_twenty_deliveries_of_one_registration_register_one_matter(house: House) -> None:
    whole = registration(text("王五"))

    registered = await asyncio.gather(
        *(intake.register(house.engine, house.keeper, whole, OPENING) for _ in range(20))
    )

    assert [each.is_new for each in registered].count(True) == 1
    assert len({each.number for each in registered}) == 1


async def test_the_same_key_with_another_registration_is_another_body(house: House) -> None:
    whole = registration()
    await intake.register(house.engine, house.keeper, whole)

    with pytest.raises(journal.AnotherBody):
        await intake.register(house.engine, house.keeper, replace(whole, digest="another"))


async def test_the_key_of_a_command_does_not_register(house: House) -> None:
    case = await house.dispute()
    asked = commands.Claim(id=str(uuid4()), by=county.SECRETARY, digest="digest")
    await case.ask(asked)
    whole = replace(registration(), command=asked.id)

    registered = await intake.register(house.engine, house.keeper, whole)

    assert (registered.is_new, registered.number) == (False, case.state.number)


async def test_a_row_of_a_file_imported_twice_is_one_matter(house: House) -> None:
    first = await house.register(origin="messages.csv", origin_id="17")

    again, other = await asyncio.gather(
        house.register(origin="messages.csv", origin_id="17"),
        house.register(origin="messages.csv", origin_id="18"),
    )

    assert (again.is_new, again.number) == (False, first.number)
    assert other.is_new


async def test_numbers_have_no_gaps_whoever_comes_at_once_and_whoever_fails(house: House) -> None:
    def refused(procedure: str, number: str, edition: Edition) -> Event:
        event: Event = story.registration(id=procedure, number=number, parties=())
        return event

    before = await house.register()

    async def one(n: int) -> intake.Registered | None:
        if n % 3:
            return await house.register()
        try:
            opening = Opening(DISPUTE, county.TOLD, refused)
            return await intake.register(house.engine, house.keeper, registration(), opening)
        except Refused:
            return None

    came = [each for each in await asyncio.gather(*map(one, range(30))) if each]

    [last] = numbers_of(before)
    assert len(came) == 20
    assert numbers_of(*came) == list(range(last + 1, last + 21))


async def test_a_refused_registration_leaves_nothing(house: House) -> None:
    def of_no_known_type(procedure: str, number: str, edition: Edition) -> Event:
        event: Event = story.registration(id=procedure, number=number, dispute_type="no such type")
        return event

    whole = registration(text("赵六"))

    with pytest.raises(Refused):
        await intake.register(
            house.engine,
            house.keeper,
            whole,
            Opening(DISPUTE, county.TOLD, of_no_known_type),
        )

    assert await journal.receipt_of(house.engine, whole.command) is None
    async with house.engine.connect() as connection:
        kept = select(func.count()).where(matters.c.tracking == whole.tracking)
        assert await connection.scalar(kept) == 0


async def test_the_years_number_is_the_legal_years(house: House) -> None:
    eve = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # 00:00 on New Year's Day in Asia/Shanghai

    registered = await house.register(registered_at=eve)

    assert registered.number == "SL-2027-000001"


async def test_a_second_episode_is_opened_once_and_hangs_on_the_first(house: House) -> None:
    case = await house.dispute()
    again = f"dispute/sl/{case.state.number}/2"
    first_of_it = partial(first_event, again, case.state.number)
    key = str(uuid4())

    first, second = await asyncio.gather(
        *(
            intake.open_procedure(
                house.engine, first_of_it, county.TOLD, command=key, anchored_on=(case.id, case.state.seq)
            )
            for _ in range(2)
        )
    )

    assert {first.is_new, second.is_new} == {True, False}
    assert first.procedure == second.procedure == again
    with pytest.raises(AlreadyOpened):
        await intake.open_procedure(house.engine, first_of_it, county.TOLD, command=str(uuid4()))


async def test_a_key_that_came_to_answer_for_something_else_opens_nothing(house: House) -> None:
    case = await house.dispute()
    asked = commands.Claim(id=str(uuid4()), by=county.SECRETARY)
    await case.ask(asked)
    again: Any = first_event(f"dispute/sl/{case.state.number}/2", case.state.number)
    first = intake._first_entry(again, DISPUTE, county.TOLD).under(asked.id, None)

    with pytest.raises(journal.AnotherBody):
        async with house.engine.begin() as connection:
            await intake._open(connection, first, county.TOLD)

    assert (case.id, 2) in await papers.unfinished(house.engine)
    assert again.id not in [procedure for procedure, _ in await papers.unfinished(house.engine)]


async def test_nothing_is_opened_about_a_matter_that_is_not_there(house: House) -> None:
    first = partial(first_event, "dispute/sl/SL-2026-999999/1", "SL-2026-999999")

    with pytest.raises(NoSuchMatter):
        await intake.open_procedure(house.engine, first, county.TOLD, command=str(uuid4()))


async def test_the_papers_have_everything_to_begin_again(house: House) -> None:
    case = await house.dispute()
    await case.tell(lambda told: told.everyone_consents().schedule())

    loaded = await papers.load(house.engine, case.id)

    assert (loaded.procedure, loaded.kind, loaded.edition) == (case.id, "dispute", county.TOLD)
    assert [entry.seq for entry in loaded.entries] == [1, 2, 3, 4]
    assert [receipt.seq for receipt in loaded.receipts.values()] == [1, 2, 3, 4]
    assert not await papers.has_ended(house.engine, case.id)
    assert (case.id, 4) in await papers.unfinished(house.engine)
    assert (case.id, 4) in await papers.changed_and_open(house.engine)


async def test_a_procedure_that_has_ended_is_no_longer_among_the_open_ones(house: House) -> None:
    case = await house.dispute()
    await case.tell(lambda told: told.agree())

    assert await papers.has_ended(house.engine, case.id)
    assert case.id not in [procedure for procedure, _ in await papers.unfinished(house.engine)]
    assert case.id not in [procedure for procedure, _ in await papers.changed_and_open(house.engine)]
    with pytest.raises(journal.NoSuchProcedure):
        await papers.load(house.engine, "dispute/sl/SL-2026-999999/1")


async def test_a_matter_at_intake_becomes_a_dispute_once(house: House) -> None:
    registered = await house.register()
    key = str(uuid4())

    opened = await asyncio.gather(
        *(intake.open_about(house.engine, registered.number, OPENING, key, "digest") for _ in range(5))
    )
    another = await intake.open_about(house.engine, registered.number, OPENING, str(uuid4()), "digest")

    assert [each.is_new for each in opened].count(True) == 1
    assert {each.procedure for each in opened} == {f"dispute/sl/{registered.number}/1"}
    assert another.procedure == f"dispute/sl/{registered.number}/2"
    with pytest.raises(journal.AnotherBody):
        await intake.open_about(house.engine, registered.number, OPENING, key, "another")
    with pytest.raises(NoSuchMatter):
        await intake.open_about(house.engine, "SL-2026-999999", OPENING, str(uuid4()))


async def test_a_matter_that_becomes_a_dispute_is_found_by_its_type_and_village(house: House) -> None:
    registered = await house.register()

    await intake.open_about(house.engine, registered.number, OPENING, str(uuid4()), "digest")

    async with house.engine.connect() as connection:
        mine = select(matters.c.dispute_type, matters.c.unit).where(matters.c.number == registered.number)
        assert (await connection.execute(mine)).one() == ("neighbour", county.VILLAGE)
