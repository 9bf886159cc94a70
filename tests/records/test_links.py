"""Links between matters: one stands for any two, whoever asks at once, and what was said is never changed."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from records import links
from records.links import LinkedAlready, NotLinked, Request
from records.visible import EVERYTHING, Visible
from rules.linking import LinkKind
from tests.records.house import RECEIVED, House


def request(digest: str = "digest", by: str = "p-1", days: int = 0) -> Request:
    return Request(str(uuid4()), digest, by, "window_clerk@sl", RECEIVED + timedelta(days=days))


async def two(house: House) -> tuple[str, str]:
    return (await house.register()).number, (await house.register()).number


async def link(house: House, pair: tuple[str, str], kind: LinkKind = LinkKind.SAME_MATTER) -> bool:
    _, is_new = await links.link(house.engine, house.keeper, request(), pair, kind)
    return is_new


async def others(house: House, number: str, visible: Visible = EVERYTHING) -> list[str]:
    async with house.engine.connect() as connection:
        found = await links.links_of(connection, visible, number)
    return [each.other if each.matter == number else each.matter for each in found]


async def test_ten_who_link_two_matters_at_once_make_one_link(house: House) -> None:
    one, other = await two(house)
    pairs = [(one, other), (other, one)] * 5

    made = await asyncio.gather(*(link(house, pair) for pair in pairs))

    assert sorted(made) == [False] * 9 + [True]
    assert await others(house, one) == [other]


async def test_of_two_who_say_different_things_at_once_one_is_told_so(house: House) -> None:
    pair = await two(house)
    kinds = (LinkKind.REPEAT, LinkKind.RELATED)

    said = await asyncio.gather(*(link(house, pair, kind) for kind in kinds), return_exceptions=True)

    assert sorted(type(each).__name__ for each in said) == ["LinkedAlready", "bool"]


async def test_a_repeat_said_the_other_way_round_is_something_else(house: House) -> None:
    one, other = await two(house)
    await link(house, (one, other), LinkKind.REPEAT)

    with pytest.raises(LinkedAlready):
        await link(house, (other, one), LinkKind.REPEAT)


async def test_links_are_shown_in_the_order_in_which_they_were_made(house: House) -> None:
    one, first, second = [(await house.register()).number for _ in range(3)]
    for day, other in enumerate((first, second)):
        await links.link(house.engine, house.keeper, request(days=day), (one, other), LinkKind.RELATED)

    assert await others(house, one) == [first, second]


async def test_what_is_undone_can_be_said_again_and_both_stay_on_record(house: House) -> None:
    one, other = pair = await two(house)
    await link(house, pair)

    undone = await links.undo(house.engine, request(by="p-2", days=1), (other, one))

    assert (undone.linked_by, undone.undone_by) == ("p-1", "p-2")
    assert undone.undone_at == RECEIVED + timedelta(days=1)
    assert await others(house, one) == []
    assert await link(house, pair)
    async with house.engine.connect() as connection:
        rows = await connection.scalar(sql("SELECT count(*) FROM links WHERE matter = :one"), {"one": one})
    assert rows == 2


async def test_nothing_is_undone_where_nothing_stands(house: House) -> None:
    with pytest.raises(NotLinked):
        await links.undo(house.engine, request(), await two(house))


async def test_a_link_to_what_is_not_seen_is_not_shown(house: House) -> None:
    mine = (await house.register(unit="sl-t1-v1")).number
    hidden = (await house.register(unit="sl-t2-v1")).number
    await link(house, (mine, hidden))

    assert await others(house, mine, Visible(units=frozenset({"sl-t1-v1"}))) == []
    assert await others(house, mine, Visible(units=frozenset({"sl-t1-v1", "sl-t2-v1"}))) == [hidden]


@pytest.mark.parametrize(
    "change", ["DELETE FROM links", "UPDATE links SET kind = 'related'", "UPDATE links SET linked_by = 'p-2'"]
)
async def test_what_was_linked_is_never_changed_or_deleted(house: House, change: str) -> None:
    await link(house, await two(house))

    with pytest.raises(DBAPIError, match="permission denied"):
        async with house.engine.begin() as connection:
            await connection.execute(sql(change))


async def test_a_matter_is_never_linked_to_itself(house: House) -> None:
    number = (await house.register()).number

    with pytest.raises(DBAPIError, match="ck_links_two"):
        await link(house, (number, number))
