"""Guessing (T04): how many are tried, for whom nobody may try, and what it tells. The time is handed in."""

import asyncio
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from argon2 import PasswordHasher
from structlog.testing import capture_logs

from identity.lockout import ACCOUNT
from identity.passwords import Hasher
from tests.signing_in.conftest import QUICK, Account, House

WRONG = "a guess that is wrong"
T = TypeVar("T")
GUESSES = int(os.environ.get("FENGQIAO_PASSWORD_GUESSES", "250"))
FELT = PasswordHasher(time_cost=2, memory_cost=8 * 1024, parallelism=1)  # a cost that can be felt


async def guesses(house: House, account: Account, times: int, address: str = "10.1.1.1") -> list[int]:
    browser = house.browser(address)
    return [(await house.try_(account, browser, password=WRONG)).status_code for _ in range(times)]


async def test_after_five_failures_nobody_tries_for_a_quarter_of_an_hour_not_even_the_person(
    house: House,
) -> None:
    account = await house.account()

    statuses = await guesses(house, account, 7)
    barred = await house.try_(account, house.browser("10.2.2.2"))
    house.clock.pass_by(minutes=15)
    let_in = await house.try_(account, house.browser("10.2.2.2"))

    assert statuses == [401] * 5 + [429] * 2
    assert (barred.status_code, barred.json()["code"]) == (429, "tried-too-often")
    assert 0 < int(barred.headers["Retry-After"]) <= 15 * 60 + 1
    assert let_in.status_code == 200


async def test_each_failure_after_that_bars_for_twice_as_long(house: House) -> None:
    account = await house.account()
    await guesses(house, account, 5)
    waits = []
    for _ in range(5):
        answer = await house.try_(account, house.browser(), password=WRONG)
        waits.append(round(int(answer.headers["Retry-After"]) / 60))
        house.clock.pass_by(seconds=int(answer.headers["Retry-After"]))
        assert (await house.try_(account, house.browser(), password=WRONG)).status_code == 401

    assert waits == [15, 30, 60, 120, 240]


async def test_a_sign_in_that_succeeds_forgets_what_failed(house: House) -> None:
    account = await house.account()
    for _ in range(3):
        assert await guesses(house, account, 4) == [401] * 4
        await house.signed_in(account)


async def test_failures_are_forgotten_after_a_day(house: House) -> None:
    account = await house.account()
    await guesses(house, account, 4)
    house.clock.pass_by(days=1)

    assert await guesses(house, account, 5) == [401] * 5


async def test_an_account_that_is_not_there_is_barred_like_one_that_is(house: House) -> None:
    nobody = Account("nobody", "nobody.at.all", WRONG, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")

    assert await guesses(house, nobody, 6) == [401] * 5 + [429]


async def test_many_guesses_at_once_are_not_more_than_one_after_the_other(house: House) -> None:
    account = await house.account()

    answers = await asyncio.gather(
        *(house.try_(account, house.browser(f"10.3.0.{n}"), password=WRONG) for n in range(40))
    )

    statuses = [answer.status_code for answer in answers]
    assert 0 < statuses.count(401) <= ACCOUNT.free
    assert statuses.count(401) + statuses.count(429) + statuses.count(503) == 40  # 503 on a busy machine


async def test_one_address_does_not_try_all_accounts(house: House) -> None:
    statuses = []
    for n in range(70):
        nobody = Account("", f"nobody-{n}", WRONG, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        statuses += await guesses(house, nobody, 1, "10.4.4.4")

    assert statuses == [401] * 50 + [429] * 20
    account = await house.account()
    assert (await house.try_(account, house.browser("10.5.5.5"))).status_code == 200  # others still may


async def test_a_day_of_guesses_at_one_account_is_a_handful(house: House) -> None:
    """T04. Ten thousand in a day with FENGQIAO_PASSWORD_GUESSES=10000: no more are tried."""
    account = await house.account()
    browser, tried = house.browser("10.6.6.6"), 0
    for _ in range(GUESSES):
        tried += (await house.try_(account, browser, password=WRONG)).status_code == 401
        house.clock.at += timedelta(days=1) / GUESSES

    assert 5 < tried <= 14


async def test_a_bar_outlasts_a_restart(house: House) -> None:
    account = await house.account()
    await guesses(house, account, 5)

    async with house.again() as restarted:
        assert (await restarted.try_(account, restarted.browser())).status_code == 429


async def test_the_addresses_and_names_that_were_tried_are_kept_as_keyed_digests(house: House) -> None:
    account = await house.account()
    await guesses(house, account, 1, "10.7.7.7")

    kept = str(house.rows("SELECT * FROM sign_in_attempts"))

    assert "10.7.7.7" not in kept
    assert account.login not in kept


async def test_an_administrator_lets_somebody_in_again_at_once(house: House) -> None:
    account = await house.account()
    await guesses(house, account, 5)
    admin = await house.administrator()

    reset = await admin.send(f"/accounts/{account.person}/reset", {})
    anew = await house.enrolled(account.person, reset.json()["invitation"], "另一句谁也想不到的长口令")

    assert (await house.try_(anew, house.browser())).status_code == 200
    assert (await house.try_(account, house.browser())).status_code == 401


async def test_guessing_at_invitations_is_barred_too(house: House) -> None:
    browser = house.browser("10.8.8.8")
    statuses = [
        (await browser.send("/sign-in/enrolment", {"invitation": f"guess-{n}"})).status_code
        for n in range(60)
    ]

    assert statuses == [401] * 50 + [429] * 10


async def test_whoever_failed_is_on_record_and_so_is_whoever_did_not(house: House) -> None:
    account = await house.account()
    await guesses(house, account, 2)
    await house.signed_in(account)

    noted = house.rows("SELECT what FROM sign_in_log WHERE person = %s ORDER BY id", account.person)

    assert [what for (what,) in noted] == [
        "account-created",
        "enrolled",
        "signed-in",
        "signed-out",
        "sign-in-failed",
        "sign-in-failed",
        "signed-in",
    ]


async def test_the_log_says_by_which_factors_somebody_came_in(house: House) -> None:
    account = await house.account()

    with capture_logs() as lines:
        await house.try_(account, house.browser())
        await house.try_(account, house.browser(), code=account.recovery[0])
        await guesses(house, account, 1)

    begun = [(line["person"], line["code"]) for line in lines if line["event"] == "session.begun"]
    assert begun == [(account.person, "password+totp"), (account.person, "password+recovery")]
    assert [line["status"] for line in lines if line["event"] == "request.answered"] == [200, 200, 401]


def _overlap(one: list[float], other: list[float]) -> float:
    """The share of pairs in which the one took longer: a half where nothing tells them apart."""
    pairs = [(a > b) + 0.5 * (a == b) for a in one for b in other]
    return statistics.fmean(pairs)


async def test_how_long_it_takes_does_not_tell_whether_an_account_is_there(house: House) -> None:
    """Interleaved, so that whatever else the machine does falls on both."""
    there, gate = await house.account(), house.office.gate
    nobody = Account("", "nobody-there", WRONG, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    took: dict[str, list[float]] = {"there": [], "nobody": []}
    house.through(replace(gate, local=replace(gate.local, hasher=Hasher(argon2=FELT))))
    await house.signed_in(there)  # hashed anew, as all are

    for n in range(40):
        for name, account in (("there", there), ("nobody", nobody))[:: 1 if n % 2 else -1]:
            house.change("DELETE FROM sign_in_attempts")
            began = time.perf_counter()
            assert (await house.try_(account, house.browser(), password=WRONG)).status_code == 401
            took[name].append(time.perf_counter() - began)
    house.through(gate)

    # Forty against forty: beyond this either way would come by chance less than once in ten thousand.
    assert 0.25 < _overlap(took["there"], took["nobody"]) < 0.75


async def test_that_measure_would_see_an_account_whose_password_is_not_hashed_at_all() -> None:
    """The control: the hash left out for those who are not there."""
    hasher = Hasher(argon2=FELT)
    kept = await hasher.hashed(WRONG)
    took: dict[str, list[float]] = {"there": [], "nobody": []}
    for _ in range(40):
        began = time.perf_counter()
        await hasher.is_right(kept, WRONG)
        took["there"].append(time.perf_counter() - began)
        began = time.perf_counter()
        await asyncio.to_thread(str)
        took["nobody"].append(time.perf_counter() - began)

    assert _overlap(took["there"], took["nobody"]) > 0.95


class Counting(Hasher):
    """How often a password was hashed or checked."""

    def __init__(self) -> None:
        super().__init__(argon2=QUICK)
        self.times = 0

    async def _work(self, work: Callable[[], T]) -> T:
        self.times += 1
        return await super()._work(work)


@pytest.mark.parametrize("new_password", [None, "另一句谁也想不到的长口令"])
async def test_what_is_hashed_for_a_sign_in_that_fails_does_not_tell_in_what(
    house: House, new_password: str | None
) -> None:
    """Not even with a new password along: a hash that only a right password costs would tell that it was."""
    account, gate, counted = await house.account(), house.office.gate, []
    older = PasswordHasher(time_cost=2, memory_cost=512, parallelism=1).hash(account.password)
    house.change("UPDATE accounts SET password = %s WHERE person = %s", older, account.person)
    more = {} if new_password is None else {"new_password": new_password}

    for wrong in ({"password": WRONG}, {"code": "000000"}, {"login": "nobody-at-all"}):
        hasher = Counting()
        house.through(replace(gate, local=replace(gate.local, hasher=hasher)))
        assert (await house.try_(account, house.browser(), **wrong, **more)).status_code == 401
        counted.append(hasher.times)
    house.through(gate)

    assert len(set(counted)) == 1


async def test_while_too_many_wait_to_be_checked_the_next_is_told_to_come_back(house: House) -> None:
    account = await house.account()
    answers = await asyncio.gather(
        *(house.try_(account, house.browser(), login=f"nobody-{n}") for n in range(200))
    )

    by_status = {status: sum(each.status_code == status for each in answers) for status in (401, 429, 503)}
    assert sum(by_status.values()) == 200
    assert by_status[401] > 0
    turned_away = [each for each in answers if each.status_code == 503]
    assert {each.json()["code"] for each in turned_away} <= {"sign-in-busy", "records-away"}
    house.change("DELETE FROM sign_in_attempts")
    assert (await house.try_(account, house.browser())).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/enrolment/finish"])
async def test_whoever_would_wait_in_vain_for_a_hash_is_told_even_after_being_let_in(
    house: House, path: str
) -> None:
    """Many are let in at the same moment, and find the one place taken."""
    gate = house.office.gate
    house.through(replace(gate, local=replace(gate.local, hasher=Hasher(1, 0, FELT))))
    bodies = [
        {"login": f"nobody-{n}", "password": WRONG, "code": "000000"}
        if path == "/sign-in"
        else {"invitation": f"nobody-{n}", "password": WRONG, "code": "000000"}
        for n in range(8)
    ]

    answers = await asyncio.gather(*(house.browser().send(path, body) for body in bodies))
    house.through(gate)

    told = {(each.status_code, each.json()["code"]) for each in answers}
    assert (503, "sign-in-busy") in told
    assert {status for status, _ in told} <= {401, 503}


async def test_while_all_places_are_taken_nobody_is_let_in_to_try(house: House) -> None:
    gate, account = house.office.gate, await house.account()
    hasher = Hasher(0, 0, FELT)
    house.through(replace(gate, local=replace(gate.local, hasher=hasher)))

    answer = await house.try_(account, house.browser())
    house.through(gate)

    assert (answer.status_code, answer.json()["code"]) == (503, "sign-in-busy")
    assert (await house.try_(account, house.browser())).status_code == 200  # and it was not counted


@pytest.mark.parametrize("days", [0, 1])
async def test_what_is_long_past_is_not_kept(house: House, days: int) -> None:
    await guesses(house, await house.account(), 1)
    house.clock.pass_by(days=3 + days)
    await guesses(house, await house.account(), 1)

    ((oldest,),) = house.rows("SELECT min(since) FROM sign_in_attempts")
    assert house.clock.at - oldest < timedelta(days=2)
