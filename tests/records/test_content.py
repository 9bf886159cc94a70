"""The sealed store: what is personal is read with the key, found by the index, and gone when erased."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from psycopg import sql
from sqlalchemy import delete, update

from records import content, journal
from records.content import ERASED, Content
from records.keeper import Keeper
from records.rebuild import compare
from records.search import search
from records.tables import contents, name_index
from records.verify import verify
from records.visible import EVERYTHING, Visible
from tests.records.house import House, text
from tests.rules import county

EMOJI = "小区楼下👩‍👩‍👧 stray dogs 太吵了"


async def opened(house: House, *texts: Content) -> list[object]:
    async with house.engine.connect() as connection:
        said = await content.opened(connection, house.keeper, [each.ref for each in texts])
    return [said[each.ref] for each in texts]


async def found(house: House, wanted: str, *kinds: str, visible: Visible = EVERYTHING) -> list[str]:
    return await search(house.engine, house.keeper, wanted, kinds or ("name", "words"), visible)


async def test_what_was_sealed_is_opened_as_it_was(house: House) -> None:
    texts = [text("欧阳娜娜"), text(EMOJI, "words"), text("", "words"), text("\ud800 broken", "words")]

    await house.register(*texts)

    assert await opened(house, *texts) == [each.text for each in texts]


async def test_sealing_the_same_reference_twice_leaves_the_first(house: House) -> None:
    name = text("张三")
    registered = await house.register(name)

    async with house.engine.begin() as connection:
        await content.seal(connection, house.keeper, registered.number, [replace(name, text="李四")])

    assert await opened(house, name) == ["张三"]
    assert registered.number not in await found(house, "李四")


async def test_a_reference_nobody_wrote_is_not_there(house: House) -> None:
    with pytest.raises(content.NoSuchContent):
        await opened(house, text("nobody"))


@pytest.mark.parametrize("moved", ["matter", "kind", "ref"])
async def test_a_text_moved_to_another_place_does_not_open(house: House, moved: str) -> None:
    name, other = text("张三"), await house.register()
    await house.register(name)
    place = {"matter": other.number, "kind": "words", "ref": uuid4()}[moved]

    async with house.engine.connect() as connection:
        await connection.execute(delete(name_index).where(name_index.c.ref == name.ref))
        await connection.execute(update(contents).where(contents.c.ref == name.ref).values({moved: place}))
        with pytest.raises(InvalidTag):
            await content.opened(connection, house.keeper, [place if isinstance(place, UUID) else name.ref])
        await connection.rollback()

    assert await opened(house, name) == ["张三"]


async def test_a_text_somebody_tampered_with_does_not_end_a_search(house: House) -> None:
    spoilt, whole = text("独孤求败"), text("独孤求败")
    gone, registered = await house.register(spoilt), await house.register(whole)

    async with house.engine.begin() as connection:
        broken = update(contents).where(contents.c.ref == spoilt.ref)
        await connection.execute(broken.values(ciphertext=b"x" * 40))

    assert await found(house, "独孤求败") == [registered.number]
    await content.erase(house.engine, gone.number)


async def test_another_keeper_opens_nothing(house: House) -> None:
    name = text("张三")
    await house.register(name)

    with pytest.raises(InvalidTag):
        await opened(replace(house, keeper=Keeper(b"x" * 32, "keeper-1")), name)


async def test_the_planted_name_stands_nowhere_in_the_database(house: House, migrated: str) -> None:
    planted = "司马相如甲乙丙"
    case = await house.dispute(text(planted), text(f"{planted} 的围墙占了我家的地", "words"))
    await case.tell(lambda told: told.agree())

    def columns(connection: psycopg.Connection) -> Iterator[tuple[str, str]]:
        yield from connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()

    with psycopg.connect(migrated) as connection:
        scanned = 0
        for table, column in columns(connection):
            whole = sql.SQL("SELECT coalesce(string_agg({}::text, ' '), '') FROM {}").format(
                sql.Identifier(column), sql.Identifier(table)
            )
            said = connection.execute(whole).fetchone()
            assert said
            scanned += len(said[0])
            for part in (planted, planted.encode().hex(), planted[:3], planted[:3].encode().hex()):
                assert part not in said[0], (table, column)
    assert scanned > 10_000


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("张三", "张三"),
        ("张三", "三"),
        ("欧阳娜娜", "阳娜"),
        ("家住A3区的王先生", "A3区"),
        ("家住Ａ３区的王先生", "a3区"),  # full width
        ("Straße nach Süden", "STRASSE"),
        ("围墙 占 地", "占地"),
        (EMOJI, "👩‍👩‍👧"),
        (EMOJI, "stray dogs"),
        ("𠮷野家", "𠮷野"),
    ],
)
async def test_a_text_is_found_by_any_part_of_it(house: House, said: str, wanted: str) -> None:
    registered = await house.register(text(said))

    assert registered.number in await found(house, wanted)


async def test_a_text_is_not_found_by_what_it_does_not_say(house: House) -> None:
    registered = await house.register(text("中国人国中"))  # has both pairs of 国人... but not 人中国

    assert registered.number in await found(house, "中国人")
    assert await found(house, "国中国") == []  # every pair of it is there, the whole is not
    assert await found(house, "日本") == []
    assert await found(house, " ") == []


async def test_a_matter_that_says_it_twice_is_found_once(house: House) -> None:
    registered = await house.register(text("九曲桥"), text("桥在九曲桥村", "words"))

    assert await found(house, "九曲桥") == [registered.number]


@pytest.mark.parametrize("at_once", [1, 2, 3])
async def test_all_is_found_however_few_are_fetched_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    name = f"诸葛{uuid4()}"
    said = [[text(f"{name}{n}"), text(f"{name}与{n}", "words"), text("旁人")] for n in range(3)]
    numbers = [(await house.register(*texts)).number for texts in said]
    monkeypatch.setattr("records.search._AT_ONCE", at_once)

    assert await found(house, name) == sorted(numbers, reverse=True)


async def test_what_is_not_searchable_is_not_found(house: House) -> None:
    secret = Content(uuid4(), "contact", "鼎湖山听泉记", is_searchable=False)
    await house.register(secret)

    assert await found(house, "鼎湖山", "contact") == []


async def test_a_search_looks_only_into_the_kinds_asked_for(house: House) -> None:
    registered = await house.register(text("白居易", "words"))

    assert await found(house, "白居易", "name") == []
    assert await found(house, "白居易", "name", "words") == [registered.number]


async def test_a_search_shows_only_what_is_visible_page_by_page(house: House) -> None:
    here = [await house.register(text("上官婉儿"), unit=county.VILLAGE) for _ in range(3)]
    there = await house.register(text("上官婉儿"), unit=county.OTHER_VILLAGE)
    mine = Visible(frozenset({county.VILLAGE}))

    first = await search(house.engine, house.keeper, "上官婉儿", ["name"], mine, limit=2)
    rest = await search(house.engine, house.keeper, "上官婉儿", ["name"], mine, limit=2, before=first[-1])

    assert first + rest == [each.number for each in reversed(here)]
    assert there.number in await found(house, "上官婉儿")


async def test_an_erased_matter_reads_erased_is_found_no_more_and_keeps_its_story(house: House) -> None:
    name = text("诸葛孔明")
    case = await house.dispute(name)
    await case.tell(lambda told: told.agree())
    entries = await journal.read(house.engine, case.id)

    await content.erase(house.engine, case.state.number)
    await content.erase(house.engine, case.state.number)  # twice is once

    assert await opened(house, name) == [ERASED]
    assert await found(house, "诸葛孔明") == []
    assert await journal.read(house.engine, case.id) == entries
    assert await verify(house.engine, case.id) == []
    assert await compare(house.engine, case.id) == []
    async with house.engine.connect() as connection:
        with pytest.raises(content.MatterErased):
            await content.seal(connection, house.keeper, case.state.number, [text("again")])


async def test_erasing_one_matter_leaves_the_others(house: House) -> None:
    name, other = text("孟浩然"), text("孟浩然")
    gone, kept = await house.register(name), await house.register(other)

    await content.erase(house.engine, gone.number)

    assert await opened(house, name, other) == [ERASED, "孟浩然"]
    assert await found(house, "孟浩然") == [kept.number]
