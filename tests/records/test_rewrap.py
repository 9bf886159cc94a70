"""Another key takes over from the keeper's: while everybody works, across a kill, and from suite to suite."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

import records
from keys.ring import UnknownKey
from keys.suites import SUITES, SuiteName
from local.postgres import Postgres
from records import agencies, content, drafts, keyed, submissions
from records.agencies import PARKED, Incoming
from records.content import ERASED, Content
from records.drafts import Draft, Owned
from records.keeper import Keeper, keeper_from
from records.rewrap import rewrap
from records.search import search
from records.standing import standing_key
from records.submissions import Receipted
from records.tables import contents, ledger, matter_keys, name_index, standing_keys
from records.visible import EVERYTHING
from tests.records.house import RECEIVED, House, text

OLD, NEW = b"o" * 32, b"n" * 32
INTL, GM = SuiteName.INTL, SuiteName.GM
BEFORE = keeper_from([OLD])  # everybody, until the new key is known
KNOWN = keeper_from([OLD, NEW])  # the new key opens
CURRENT = keeper_from([NEW, OLD])  # the new key wraps
AFTER = keeper_from([NEW])  # the old one is retired
NUMBERS = iter(range(1, 1000))

changes = pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, CURRENT),
        (BEFORE, keeper_from([NEW, OLD], GM)),
        (keeper_from([OLD], GM), CURRENT),
        (BEFORE, keeper_from([OLD], GM)),
    ],
    ids=["another-key", "another-key-and-suite", "back-to-the-first-suite", "another-suite"],
)


@pytest.fixture
async def engine(postgres: Postgres) -> AsyncIterator[AsyncEngine]:
    """A database of one test's own: a rewrap takes all that there is."""
    name = f"rewrap_{next(NUMBERS)}"
    url = postgres.create_database(name)
    records.migrate(url)
    engine = records.connect(url)
    yield engine
    await engine.dispose()
    postgres.drop_database(name)


async def opened(engine: AsyncEngine, keeper: Keeper, refs: Sequence[UUID]) -> list[object]:
    async with engine.connect() as connection:
        said = await content.opened(connection, keeper, refs)
    return [said[ref] for ref in refs]


async def found(engine: AsyncEngine, keeper: Keeper, wanted: str) -> list[str]:
    return await search(engine, keeper, wanted, ["name", "words"], EVERYTHING)


async def rewrapped(engine: AsyncEngine, keeper: Keeper) -> int:
    return sum([batch.rows async for batch in rewrap(engine, keeper)])


async def in_use(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        return {id_ for table in keyed.KEYED for id_ in await keyed.in_use(connection, table)}


async def ciphertexts(engine: AsyncEngine) -> dict[UUID, bytes]:
    async with engine.connect() as connection:
        rows = await connection.execute(select(contents.c.ref, contents.c.ciphertext))
        return {row.ref: row.ciphertext for row in rows}


@changes
async def test_everything_is_opened_and_found_under_the_new_key_and_not_under_the_old(
    engine: AsyncEngine, before: Keeper, after: Keeper
) -> None:
    house = House(engine, before)
    texts = [text("陶渊明"), text("不为五斗米折腰", "words"), Content(text("").ref, "contact", "示例地址")]
    refs = [each.ref for each in texts]
    registered = await house.register(*texts)
    gone = text("谢灵运")
    erased = await house.register(gone)
    await content.erase(engine, erased.number)

    assert await rewrapped(engine, after) == 1
    assert await rewrapped(engine, after) == 0

    alone = replace_ring(after)
    assert await opened(engine, alone, refs) == [each.text for each in texts]
    assert await opened(engine, alone, [gone.ref]) == [ERASED]
    assert await found(engine, alone, "五斗米") == [registered.number]
    with pytest.raises(UnknownKey, match=after.key_id):
        await opened(engine, replace_ring(before), refs)
    with pytest.raises(UnknownKey, match=after.key_id):
        await found(engine, replace_ring(before), "五斗米")


def replace_ring(keeper: Keeper) -> Keeper:
    """The keeper with the current key alone."""
    suite = SUITES[GM if keeper.key_id.startswith("gm-") else INTL]
    key = OLD if suite.fingerprint(OLD) in keeper.key_id else NEW
    return Keeper(key, keeper.key_id, suite)


@changes
async def test_what_waits_at_the_counter_and_what_an_agency_said_too_early_go_over_too(
    engine: AsyncEngine, before: Keeper, after: Keeper
) -> None:
    said = Incoming("court", uuid4(), "court/1", "recalled", "digest", RECEIVED, '{"said": "裁定书"}')
    came = Receipted(
        id=uuid4(),
        command=str(uuid4()),
        digest="digest",
        tracking="tracking",
        county="sl",
        unit="sl",
        channel="letter",
        received_at=RECEIVED,
        received_by=None,
        texts={"body": "路灯不亮"},
        code=submissions.Code("0123456789ABCDEF"),
    )
    await submissions.receive(engine, before, came)
    async with engine.begin() as connection:
        await agencies.keep(connection, said, state=PARKED, keeper=before)

    begun = Draft(uuid4(), "dispute", RECEIVED, {"matter.title": ["路灯"]})
    await drafts.keep(engine, before, Owned("p-1", "sl"), begun)

    assert await rewrapped(engine, after) == 3

    alone = replace_ring(after)
    async with engine.connect() as connection:
        assert await agencies.parked(connection, alone, "court", "court/1") == (said,)
        opened_there = await submissions.opened(connection, alone, came.id, {"sl"})
        with pytest.raises(UnknownKey, match=after.key_id):
            await agencies.parked(connection, replace_ring(before), "court", "court/1")
        draft = await drafts.opened(connection, alone, "p-1", RECEIVED, begun.id)
    assert opened_there
    assert opened_there.texts == came.texts
    assert draft == begun


async def test_texts_are_sealed_anew_only_where_the_suite_is_another(engine: AsyncEngine) -> None:
    await House(engine, BEFORE).register(text("陶渊明"))
    first = await ciphertexts(engine)

    await rewrapped(engine, CURRENT)
    second = await ciphertexts(engine)
    await rewrapped(engine, keeper_from([NEW], GM))
    third = await ciphertexts(engine)

    assert first == second
    assert set(third) == set(first)
    assert not set(third.values()) & set(first.values())


async def test_every_order_in_which_processes_learn_of_a_key_works(engine: AsyncEngine) -> None:
    texts = {keeper: text(f"名{n}号") for n, keeper in enumerate((BEFORE, KNOWN, CURRENT))}
    numbers = {keeper: (await House(engine, keeper).register(texts[keeper])).number for keeper in texts}

    for reader in (KNOWN, CURRENT):
        for writer, said in texts.items():
            assert await opened(engine, reader, [said.ref]) == [said.text]
            assert await found(engine, reader, said.text) == [numbers[writer]]


async def test_a_process_that_was_not_told_of_a_key_says_which(engine: AsyncEngine) -> None:
    said = text("陶渊明")
    registered = await House(engine, CURRENT).register(said)

    for asking in (opened(engine, BEFORE, [said.ref]), found(engine, BEFORE, "陶渊明")):
        with pytest.raises(UnknownKey, match=CURRENT.key_id):
            await asking
    async with engine.begin() as connection:
        with pytest.raises(UnknownKey, match=CURRENT.key_id):
            await content.seal(connection, BEFORE, registered.number, [text("又")])

    assert await opened(engine, CURRENT, [said.ref]) == ["陶渊明"]  # nothing was lost


async def test_nobody_notices_while_others_read_write_and_search(engine: AsyncEngine) -> None:
    """Three processes: one that wraps by the old key still, one that wraps by the new one, and the rewrap."""
    old, new = House(engine, KNOWN), House(engine, CURRENT)
    written = [(await old.register(text("甲乙丙"), text("始终找得到", "words"))).number for _ in range(60)]
    ending = asyncio.Event()
    done = {"sealed": 0, "searched": 0, "opened": 0}
    more: list[tuple[str, Content]] = []

    async def write(house: House) -> None:
        while not ending.is_set():
            said, number = text(f"第{len(more)}号补充", "words"), written[len(more) % 60]
            async with engine.begin() as connection:
                await content.seal(connection, house.keeper, number, [said])
            more.append((number, said))
            done["sealed"] += 1

    async def look(house: House) -> None:
        while not ending.is_set():
            assert set(await found_all(engine, house.keeper, "始终找得到")) == set(written)
            done["searched"] += 1
            if more:
                _, said = more[len(more) // 2]
                assert await opened(engine, house.keeper, [said.ref]) == [said.text]
                done["opened"] += 1

    async with asyncio.TaskGroup() as everybody:
        for house in (old, new):
            everybody.create_task(write(house))
            everybody.create_task(look(house))
        await asyncio.sleep(0.5)
        assert await rewrapped(engine, CURRENT) >= 60
        await asyncio.sleep(0.3)
        ending.set()

    assert min(done.values()) > 3, done
    assert await in_use(engine) == {CURRENT.key_id}
    for number, said in more:
        assert await opened(engine, AFTER, [said.ref]) == [said.text]
        assert number in await found_all(engine, AFTER, said.text)


async def found_all(engine: AsyncEngine, keeper: Keeper, wanted: str) -> list[str]:
    return await search(engine, keeper, wanted, ["words"], EVERYTHING, limit=200)


HALF = """
import asyncio, sys, records
from records.keeper import keeper_from
from records.rewrap import rewrap

async def main():
    async for batch in rewrap(records.connect(sys.argv[1]), keeper_from([b"n" * 32, b"o" * 32])):
        print(batch.rows, flush=True)

asyncio.run(main())
"""


async def test_killed_half_way_it_is_begun_again_and_nothing_is_lost(engine: AsyncEngine) -> None:
    house = House(engine, BEFORE)
    texts = [text(f"第{n}号当事人") for n in range(150)]
    numbers = [(await house.register(each)).number for each in texts]
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    environment = {**os.environ, "PYTHONPATH": str(Path(records.__file__).parents[1])}

    with subprocess.Popen(  # noqa: ASYNC220 - the test has nothing else to do
        [sys.executable, "-c", HALF, url], stdout=subprocess.PIPE, env=environment
    ) as running:
        assert running.stdout
        running.stdout.readline()  # a batch stands
        running.kill()
        running.wait()

    assert len(await in_use(engine)) == 2, "it was not stopped half-way"
    assert await opened(engine, CURRENT, [each.ref for each in texts]) == [each.text for each in texts]
    for number, each in zip(numbers[::29], texts[::29], strict=True):
        assert await found(engine, CURRENT, each.text) == [number]
    assert 0 < await rewrapped(engine, CURRENT) < 150
    assert await in_use(engine) == {CURRENT.key_id}
    assert await opened(engine, AFTER, [each.ref for each in texts]) == [each.text for each in texts]


async def test_a_rewrap_that_forgot_the_index_would_be_seen_here(engine: AsyncEngine) -> None:
    """The negative control: the wrapped key goes over, the tokens stay behind."""
    registered = await House(engine, BEFORE).register(text("陶渊明"))
    async with engine.begin() as connection:
        row = (await connection.execute(select(matter_keys))).one()
        renewed = CURRENT.renew(row.matter, row.key_id, row.wrapped)
        await connection.execute(update(matter_keys).values(key_id=renewed.key_id, wrapped=renewed.wrapped))

    assert await found(engine, CURRENT, "陶渊明") == []

    async with engine.begin() as connection:
        await connection.execute(update(name_index).values(tokens=CURRENT.tokens("name", "陶渊明")))
    assert await found(engine, CURRENT, "陶渊明") == [registered.number]


async def test_what_was_tampered_with_is_left_and_stops_nothing(engine: AsyncEngine) -> None:
    house = House(engine, BEFORE)
    whole, broken_key, broken_text = text("完好"), text("坏钥"), text("坏文")
    await house.register(whole)
    spoilt = (await house.register(broken_key)).number
    await house.register(broken_text)
    async with engine.begin() as connection:
        key = update(matter_keys).where(matter_keys.c.matter == spoilt)
        await connection.execute(key.values(wrapped=b"x" * 60))
        its_text = update(contents).where(contents.c.ref == broken_text.ref)
        await connection.execute(its_text.values(ciphertext=b"x" * 40))

    await rewrapped(engine, CURRENT)

    assert await opened(engine, AFTER, [whole.ref]) == ["完好"]
    async with engine.connect() as connection:
        left = await keyed.in_use(connection, matter_keys)
    assert left == {BEFORE.key_id: 1, CURRENT.key_id: 2}


async def test_a_row_somebody_holds_is_waited_for(engine: AsyncEngine) -> None:
    registered = await House(engine, BEFORE).register(text("陶渊明"))
    async with engine.connect() as holding:
        await content.key_of(holding, BEFORE, registered.number)
        rewrapping = asyncio.create_task(rewrapped(engine, CURRENT))
        await asyncio.sleep(0.4)
        assert not rewrapping.done()
        await holding.rollback()

    assert await rewrapping == 1


async def test_the_standing_key_stays_the_same_whatever_wraps_it(engine: AsyncEngine) -> None:
    made = await standing_key(engine, BEFORE, OLD)
    house = House(engine, BEFORE)
    await house.register(text("陶渊明"))

    await rewrapped(engine, keeper_from([NEW, OLD], GM))

    assert await standing_key(engine, keeper_from([NEW], GM), NEW) == made
    assert made != OLD  # of records that had none before, it is nobody's but its own
    with pytest.raises(UnknownKey):
        await standing_key(engine, BEFORE, OLD)


async def test_records_that_were_begun_without_a_standing_key_go_on_with_the_first_they_had(
    engine: AsyncEngine,
) -> None:
    async with engine.begin() as connection:
        noted = {"command": "k", "digest": "d", "receipt": {"seq": 0, "stage": "s", "at": "2026-11-02"}}
        await connection.execute(insert(ledger).values(noted))

    assert await standing_key(engine, CURRENT, OLD) == OLD
    assert await standing_key(engine, CURRENT, NEW) == OLD


async def test_processes_that_start_at_once_agree_on_the_standing_key(engine: AsyncEngine) -> None:
    made = await asyncio.gather(*(standing_key(engine, CURRENT, OLD) for _ in range(8)))

    assert len(set(made)) == 1
    async with engine.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(standing_keys)) == 1
