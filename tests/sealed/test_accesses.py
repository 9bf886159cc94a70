"""Who has opened my matter, by the code of an accusation: the same as by that of a waiting letter."""

import time
from statistics import median

import httpx

from tests.sealed.conftest import DISCIPLINE, Counter
from tests.sealed.test_by_code import ROUNDS, a_code_that_waits_and_one_of_an_accusation


async def test_the_code_of_an_accusation_tells_what_that_of_a_waiting_letter_tells(counter: Counter) -> None:
    counter.clock.pass_by(days=120)
    codes = await a_code_that_waits_and_one_of_an_accusation(counter)
    for case in await counter.cases():
        read = await (await counter.sign_in(DISCIPLINE)).get(f"/sealed/matters/{case['case']['matter']}")
        assert read.status_code == 200
    times: tuple[list[float], list[float]] = ([], [])

    answers: list[httpx.Response] = []
    for _ in range(ROUNDS):
        answers = []
        for code, taken in zip(codes, times, strict=True):
            began = time.perf_counter()
            answers.append(await counter.http.get("/public/status/accesses", headers={"Tracking-Code": code}))
            taken.append(time.perf_counter() - began)

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content == b"[]"
    assert set(answers[0].headers) == set(answers[1].headers)
    waiting, sealed = map(median, times)
    assert 1 / 4 < sealed / waiting < 4


async def test_no_look_at_an_accusation_is_in_the_ordinary_log(counter: Counter) -> None:
    counter.clock.pass_by(days=160)
    case = await counter.accusation()
    before = await looks(counter)

    await case.read()

    assert await looks(counter) == before


async def looks(counter: Counter) -> int:
    async with counter.app.state.office.records.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT count(*) FROM access_log")
        return int(rows.scalar_one())
