"""The code of an accusation, in the hands of somebody who tries what it does: no more than one that waits."""

import time
from statistics import median
from uuid import uuid4

import httpx
import psycopg
from psycopg import sql

from api import examples
from tests.sealed.conftest import Counter

ROUNDS = 15


async def a_code_that_waits_and_one_of_an_accusation(counter: Counter) -> tuple[str, str]:
    waiting, (id, sealed) = await counter.submitted(), await counter.came_with_code()
    await counter.classified(id)
    return waiting, sealed


async def asked(counter: Counter, code: str, act: str) -> httpx.Response:
    headers = {"Idempotency-Key": str(uuid4()), "Tracking-Code": code}
    return await counter.http.post(f"/public/status/{act}", json=examples.BY_CODE[act], headers=headers)


def kept(counter: Counter) -> list[int]:
    """How much stands in the journals, the ledgers and the sealed texts of both stores."""
    url = counter.settings.database_url
    counts = []
    for each in (url, url + "_sealed"):
        with psycopg.connect(each) as connection:
            for table in ("journal", "ledger", "contents"):
                query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
                row = connection.execute(query).fetchone()
                assert row
                counts.append(row[0])
    return counts


async def test_the_code_of_an_accusation_does_what_that_of_a_waiting_letter_does_which_is_nothing(
    counter: Counter,
) -> None:
    counter.clock.pass_by(days=40)
    waiting, sealed = await a_code_that_waits_and_one_of_an_accusation(counter)
    before = kept(counter)

    for act in examples.BY_CODE:
        counter.clock.pass_by(hours=2)
        answers = [await asked(counter, code, act) for code in (waiting, sealed)]

        assert [answer.status_code for answer in answers] == [409, 409]
        assert answers[0].content == answers[1].content
        assert answers[0].json()["code"] == "not-at-this-stage"
        assert set(answers[0].headers) == set(answers[1].headers)
    assert kept(counter) == before


async def test_and_it_takes_no_other_time(counter: Counter) -> None:
    counter.clock.pass_by(days=80)
    codes = await a_code_that_waits_and_one_of_an_accusation(counter)
    times: tuple[list[float], list[float]] = ([], [])

    for _ in range(ROUNDS):
        counter.clock.pass_by(hours=2)  # nobody has asked too often
        for code, taken in zip(codes, times, strict=True):
            began = time.perf_counter()
            await asked(counter, code, "withdrawal")
            taken.append(time.perf_counter() - began)

    waiting, sealed = map(median, times)
    assert 1 / 4 < sealed / waiting < 4
