"""Signing in with an account: both factors or nothing, one answer to all that fails, each code once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from identity.handles import new_secret
from tests.signing_in.conftest import PASSWORD, Account, House


async def test_whoever_has_both_factors_is_signed_in(house: House) -> None:
    account = await house.account()
    browser = house.browser()

    answer = await house.try_(account, browser)
    me = await browser.get("/me")

    assert (answer.status_code, answer.json()["person"]) == (200, account.person)
    assert answer.json()["idle_minutes"] == 30
    assert me.json()["person"] == account.person
    assert me.json()["seats"][0]["role"] == "window_clerk"


@pytest.mark.parametrize("login", ["ＷＡＮＧ.ＪＩＡ", " Wang.Jia ", "wang.jia"])
async def test_a_name_is_the_same_however_it_is_typed(house: House, login: str) -> None:
    if not house.rows("SELECT 1 FROM accounts WHERE login = 'wang.jia'"):
        admin, person = await house.administrator(), await house.person()
        made = await admin.send("/accounts", {"person": person, "login": "WANG.jia"})
        house.wang = await house.enrolled(person, made.json()["invitation"])  # type: ignore[attr-defined]
    account = house.wang  # type: ignore[attr-defined]

    assert (await house.try_(account, house.browser(), login=login)).status_code == 200


async def test_all_that_fails_is_answered_alike(house: House) -> None:
    account, other = await house.account(), await house.account()
    disabled = await house.account()
    await (await house.administrator()).send(f"/accounts/{disabled.person}/disable", {})

    answers = [
        await house.try_(account, house.browser(), password="another password"),
        await house.try_(account, house.browser(), code="000000"),
        await house.try_(account, house.browser(), code=house.code(other)),
        await house.try_(account, house.browser(), code=other.recovery[0]),
        await house.try_(account, house.browser(), code="not a code"),
        await house.try_(account, house.browser(), login="nobody"),
        await house.try_(disabled, house.browser()),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert {answer.json()["code"] for answer in answers} == {"sign-in-failed"}
    assert not any("set-cookie" in answer.headers for answer in answers)


async def test_an_account_that_is_not_set_up_lets_nobody_in(house: House) -> None:
    account = await house.account()
    await (await house.administrator()).send(f"/accounts/{account.person}/reset", {})

    assert (await house.try_(account, house.browser())).status_code == 401


async def test_a_code_is_good_once_and_an_earlier_one_no_more(house: House) -> None:
    account = await house.account()
    code = house.code(account)
    assert (await house.try_(account, house.browser(), code=code)).status_code == 200

    again = await house.try_(account, house.browser(), code=code)
    house.clock.pass_by(seconds=30)
    later = await house.try_(account, house.browser(), code=code)
    next_one = await house.try_(account, house.browser())

    assert (again.status_code, later.status_code, next_one.status_code) == (401, 401, 200)


async def test_a_code_that_is_tried_twice_at_once_lets_one_in(house: House) -> None:
    account = await house.account()

    answers = await asyncio.gather(*(house.try_(account, house.browser()) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]


async def test_a_recovery_code_is_good_once_and_kept_as_a_digest(house: House) -> None:
    account = await house.account()
    [code, other, *_] = account.recovery
    kept = {
        row[0] for row in house.rows("SELECT digest FROM recovery_codes WHERE person = %s", account.person)
    }

    first = await house.try_(account, house.browser(), code=code.lower().replace("-", " "))
    again = await house.try_(account, house.browser(), code=code)
    another = await house.try_(account, house.browser(), code=other)

    assert (first.status_code, again.status_code, another.status_code) == (200, 401, 200)
    assert len(kept) == 10
    assert not {code, code.replace("-", "")} & kept


async def test_of_what_somebody_signs_in_with_nothing_is_kept_that_could_be_used(house: House) -> None:
    account = await house.account()
    browser = await house.signed_in(account)
    token = (await browser.send("/me/tokens")).json()["token"]

    tables = ("accounts", "recovery_codes", "sign_ins", "sign_in_tokens", "sign_in_attempts", "sign_in_log")
    kept = "".join(str(house.rows(f"SELECT * FROM {table}")) for table in tables)  # noqa: S608

    for secret in (account.password, account.seed, *account.recovery, browser.session, token):
        assert secret not in kept
        assert secret.replace("-", "") not in kept
    assert "$argon2id$" in kept


async def test_a_password_that_is_old_is_changed_when_somebody_signs_in(house: House) -> None:
    account = await house.account()
    sitting = await house.signed_in(account)
    gate = house.office.gate
    house.through(replace(gate, local=replace(gate.local, max_age=timedelta(days=90))))
    house.clock.pass_by(days=91)

    try:
        refused = await house.try_(account, house.browser())
        same = await house.try_(account, house.browser(), new_password=PASSWORD)
        weak = await house.try_(account, house.browser(), new_password="Password@2026")
        own = await house.try_(account, house.browser(), new_password=f"{account.login}-Xk7q")
        done = await house.try_(account, house.browser(), new_password="另一句谁也想不到的长口令")
    finally:
        house.through(gate)

    assert (refused.status_code, refused.json()["code"]) == (403, "password-expired")
    assert [error["code"] for error in same.json()["errors"]] == ["the-same"]
    assert [error["code"] for error in weak.json()["errors"]] == ["common"]
    assert [error["code"] for error in own.json()["errors"]] == ["personal"]
    assert {same.status_code, weak.status_code, own.status_code} == {422}
    assert done.status_code == 200  # with the same code: none of the others had spent it
    house.clock.pass_by(seconds=60)
    assert (await house.try_(account, house.browser())).status_code == 401
    account.password = "另一句谁也想不到的长口令"
    assert (await house.try_(account, house.browser())).status_code == 200
    assert (await sitting.get("/me")).status_code == 401


async def test_a_password_stays_good_where_no_age_is_set(house: House) -> None:
    account = await house.account()
    house.clock.pass_by(days=1000)

    assert house.office.settings.password_max_age_days == 0
    assert (await house.try_(account, house.browser())).status_code == 200


async def test_with_a_new_password_every_other_session_ends(house: House) -> None:
    account = await house.account()
    elsewhere = await house.signed_in(account)
    here = house.browser()

    await house.try_(account, here, new_password="另一句谁也想不到的长口令")

    assert (await here.get("/me")).status_code == 200
    assert (await elsewhere.get("/me")).status_code == 401


async def test_a_password_that_was_hashed_as_it_once_was_is_hashed_anew(house: House) -> None:
    account = await house.account()
    older = PasswordHasher(time_cost=2, memory_cost=512, parallelism=1).hash(account.password)
    house.change("UPDATE accounts SET password = %s WHERE person = %s", older, account.person)

    assert (await house.try_(account, house.browser())).status_code == 200

    ((kept,),) = house.rows("SELECT password FROM accounts WHERE person = %s", account.person)
    assert "m=1024,t=1,p=1" in kept


async def test_an_invitation_is_good_once_and_sets_what_nobody_else_knows(house: House) -> None:
    person = await house.person()
    invitation = await house.invited(person)
    account = await house.enrolled(person, invitation)

    again = await house.browser().send("/sign-in/enrolment", {"invitation": invitation})

    assert (again.status_code, again.json()["code"]) == (401, "invitation-void")
    assert invitation not in str(house.rows("SELECT * FROM accounts"))
    assert (await house.try_(account, house.browser())).status_code == 200


@pytest.mark.parametrize("days", [3, 100])
async def test_an_invitation_runs_out(house: House, days: int) -> None:
    invitation = await house.invited(await house.person())
    house.clock.pass_by(days=days)

    assert (await house.browser().send("/sign-in/enrolment", {"invitation": invitation})).status_code == 401


async def test_whoever_has_no_invitation_sets_up_nothing(house: House) -> None:
    body = {"invitation": new_secret(), "password": PASSWORD, "code": "000000"}

    begun = await house.browser().send("/sign-in/enrolment", {"invitation": body["invitation"]})
    finished = await house.browser().send("/sign-in/enrolment/finish", body)

    assert (begun.status_code, finished.status_code) == (401, 401)


async def test_nothing_is_set_up_before_password_and_code_are_as_they_must_be(house: House) -> None:
    person = await house.person()
    invitation = await house.invited(person)
    browser = house.browser()
    body = {"invitation": invitation, "password": PASSWORD, "code": "000000"}

    too_early = await browser.send("/sign-in/enrolment/finish", body)
    begun = (await browser.send("/sign-in/enrolment", {"invitation": invitation})).json()
    wrong_code = await browser.send("/sign-in/enrolment/finish", body)
    code = house.code(Account(person, begun["login"], PASSWORD, begun["seed"]))
    weak = await browser.send(
        "/sign-in/enrolment/finish", {**body, "code": code, "password": "Password@2026"}
    )
    done = await browser.send("/sign-in/enrolment/finish", {**body, "code": code})

    assert (too_early.json()["code"], wrong_code.json()["code"]) == ("code-not-right", "code-not-right")
    assert weak.json()["code"] == "password-too-weak"
    assert begun["uri"].startswith("otpauth://totp/")
    assert done.status_code == 200
    assert len(done.json()["recovery_codes"]) == 10
    assert (await browser.get("/me")).json()["person"] == person


async def test_asking_for_a_device_again_voids_the_one_before(house: House) -> None:
    person = await house.person()
    invitation, browser = await house.invited(person), house.browser()
    first = (await browser.send("/sign-in/enrolment", {"invitation": invitation})).json()
    await browser.send("/sign-in/enrolment", {"invitation": invitation})

    code = house.code(Account(person, person, PASSWORD, first["seed"]))
    body = {"invitation": invitation, "password": PASSWORD, "code": code}

    assert (await browser.send("/sign-in/enrolment/finish", body)).status_code == 422
