"""Ten at once, at as many windows, bring what may be the same: on real records and the real engine."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import func, select

from records.tables import contents, journal, matters, procedures
from tests.api.conftest import CLERK, Desk
from tests.api.test_on_the_engine import eventually, real, working

__all__ = ["real"]

TEN = 10
SMOKE = "幸福小区三号楼楼下的烧烤店每天营业到凌晨两点，油烟直接排到居民家里，多次反映没有人管，请求尽快处理。"
LIGHTS = (
    "柳湾村小学门口的路灯从上个月起一直不亮，孩子放学走夜路很不安全，打了几次电话没有人来修，请求尽快修好。"
)


def petition(body: str, origin: dict[str, str] | None = None) -> dict[str, Any]:
    matter = {"channel": "online-form", "title": body[:10], "body": body}
    return {
        "matter": {**matter, **({"origin": origin} if origin else {})},
        "channel": "online-form",
        "people": [{"role": "petitioner", "name": "王甲", "contact": "示例县柳湾村"}],
        "village": "sl-t1-v1",
    }


async def at_once(desk: Desk, body: dict[str, Any], keys: list[str]) -> list[httpx.Response]:
    clerk = await desk.sign_in(CLERK)
    return await asyncio.gather(*(clerk.post("/petitions", body, key) for key in keys))


async def petitions_about(desk: Desk, number: str) -> list[str]:
    async with desk.app.state.office.records.connect() as connection:
        mine = select(procedures.c.id).where(procedures.c.matter == number)
        return list(await connection.scalars(mine))


async def runs(desk: Desk, procedure: str) -> bool:
    described = await desk.app.state.office.engine.get_workflow_handle(procedure).describe()
    return bool(described.status.name == "RUNNING")


async def test_ten_times_the_same_key_is_one_petition_and_ten_times_the_same_answer(real: Desk) -> None:
    async with working(real):
        answers = await at_once(real, petition(SMOKE), [str(uuid4())] * TEN)

        assert [answer.status_code for answer in answers] == [201] * TEN
        assert len({answer.text for answer in answers}) == 1
        opened = answers[0].json()
        assert await petitions_about(real, opened["number"]) == [opened["procedure"]]
        assert await runs(real, opened["procedure"])
    async with real.app.state.office.records.connect() as connection:
        entries = select(func.count()).where(journal.c.procedure == opened["procedure"])
        bodies = select(func.count()).where(contents.c.matter == opened["number"], contents.c.kind == "body")
        assert (await connection.scalar(entries), await connection.scalar(bodies)) == (1, 1)


async def test_ten_keys_for_the_same_row_are_one_matter_and_one_petition(real: Desk) -> None:
    row = {"source": "parallel", "id": str(uuid4())}

    async with working(real):
        answers = await at_once(real, petition(SMOKE, row), [str(uuid4()) for _ in range(TEN)])

        opened = next(answer.json() for answer in answers if answer.status_code == 201)
        assert await eventually(lambda: runs(real, opened["procedure"]))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (TEN - 1)
    refused = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert refused == {"not-at-this-stage"}
    async with real.app.state.office.records.connect() as connection:
        mine = select(matters.c.number).where(matters.c.origin_id == row["id"])
        assert list(await connection.scalars(mine)) == [opened["number"]]
    assert await petitions_about(real, opened["number"]) == [opened["procedure"]]


async def test_ten_people_who_bring_the_same_are_ten_matters_that_suggest_each_other(real: Desk) -> None:
    clerk = await real.sign_in(CLERK)

    async with working(real):
        answers = await at_once(real, petition(LIGHTS), [str(uuid4()) for _ in range(TEN)])

    assert [answer.status_code for answer in answers] == [201] * TEN
    numbers = {answer.json()["number"] for answer in answers}
    serial = sorted(int(number.rpartition("-")[2]) for number in numbers)
    assert serial == list(range(serial[0], serial[0] + TEN))
    for number in numbers:
        found = (await clerk.get(f"/matters/{number}/likenesses")).json()
        suggested = {each["matter"]["number"] for each in found}
        assert len(suggested) == 5
        assert suggested < numbers - {number}
        assert all("same-words" in {reason["code"] for reason in each["reasons"]} for each in found)
    stages = {(await clerk.get(f"/cases/petition/{number}/1")).json()["case"]["stage"] for number in numbers}
    assert stages == {"routing"}
