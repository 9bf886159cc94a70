"""Sessions: stolen, planted, forgotten ones (T06), and rights that change under an open one (T10)."""

import re
from dataclasses import replace

import httpx
import pytest

from api.app import create_app
from api.gate import development_token
from identity.handles import new_secret
from tests.api.conftest import SECRETARY
from tests.signing_in.conftest import ORIGIN, Browser, House


async def test_the_cookie_is_for_this_host_over_https_and_for_no_script(house: House) -> None:
    account = await house.account()

    cookie = (await house.try_(account, house.browser())).headers["Set-Cookie"]

    value, *attributes = cookie.split("; ")
    assert re.fullmatch(r"__Host-fengqiao=[A-Za-z0-9_-]{43}", value)
    assert attributes == ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"]


async def test_a_session_that_somebody_planted_is_not_the_one_that_begins(house: House) -> None:
    """Fixation: the secret of before the sign-in is worth nothing after it."""
    account = await house.account()
    attacker, victim = house.browser(), house.browser()
    planted = new_secret()
    for browser in (attacker, victim):
        browser.http.cookies.set("__Host-fengqiao", planted, domain="fq.example")

    assert (await house.try_(account, victim)).status_code == 200

    assert victim.session != planted
    assert (await victim.get("/me")).status_code == 200
    assert (await attacker.get("/me")).status_code == 401


async def test_a_good_session_of_another_that_was_planted_ends_with_the_sign_in(house: House) -> None:
    mallory, account = await house.account(), await house.account()
    his, victim = await house.signed_in(mallory), house.browser()
    victim.http.cookies.set("__Host-fengqiao", his.session, domain="fq.example")

    await house.try_(account, victim)

    assert (await victim.get("/me")).json()["person"] == account.person
    assert (await his.get("/me")).status_code == 401


async def test_every_sign_in_has_a_secret_of_its_own(house: House) -> None:
    account = await house.account()
    browser = house.browser()
    seen = set()
    for _ in range(3):
        await house.try_(account, browser)
        seen.add(browser.session)
        house.clock.pass_by(seconds=60)

    assert len(seen) == 3
    ((number,),) = house.rows("SELECT count(*) FROM sign_ins WHERE person = %s", account.person)
    assert number == 1  # the one before ended


async def test_a_session_that_is_not_used_ends_and_one_that_is_goes_on(house: House) -> None:
    account = await house.account()
    used, forgotten = await house.signed_in(account), await house.signed_in(account)

    for _ in range(3):
        house.clock.pass_by(minutes=14)
        assert (await used.get("/me")).status_code == 200

    assert (await forgotten.get("/me")).status_code == 401


async def test_a_session_ends_after_twelve_hours_however_much_it_is_used(house: House) -> None:
    browser = await house.signed_in(await house.account())
    statuses = []
    for _ in range(37):
        house.clock.pass_by(minutes=20)
        statuses.append((await browser.get("/me")).status_code)

    assert statuses == [200] * 35 + [401] * 2  # a minute has passed since it began


async def test_a_session_that_was_ended_is_over_for_every_process_at_once(house: House) -> None:
    """Two apps over one database, as two processes are: nothing of a session is kept in either."""
    browser = await house.signed_in(await house.account())
    other = create_app(house.office.settings, clock=house.clock)
    other.state.office = replace(house.office)
    elsewhere = Browser(httpx.AsyncClient(transport=httpx.ASGITransport(app=other), base_url=ORIGIN))
    elsewhere.http.cookies.set("__Host-fengqiao", browser.session, domain="fq.example")
    assert (await elsewhere.get("/me")).status_code == 200

    await browser.send("/sign-out")

    assert (await elsewhere.get("/me")).status_code == 401


async def test_signing_out_clears_what_the_browser_has(house: House) -> None:
    browser = await house.signed_in(await house.account())
    before = browser.session

    answer = await browser.send("/sign-out")

    assert answer.json() == {"go_to": ""}
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert browser.session == ""
    browser.http.cookies.set("__Host-fengqiao", before, domain="fq.example")
    assert (await browser.get("/me")).status_code == 401


async def test_i_see_where_i_am_signed_in_and_end_what_i_do_not_know(house: House) -> None:
    account = await house.account()
    elsewhere = await house.signed_in(account)
    house.clock.pass_by(minutes=2)
    here = await house.signed_in(account)

    listed = (await here.get("/me/sessions")).json()
    mine, other = sorted(listed, key=lambda each: not each["is_this"])
    ended = await here.send(f"/me/sessions/{other['id']}", method="DELETE")

    assert [each["is_this"] for each in (mine, other)] == [True, False]
    assert mine["proof"] == "password+totp"
    assert mine["device"].startswith("python-httpx/")
    assert ended.status_code == 204
    assert (await elsewhere.get("/me")).status_code == 401
    assert [each["id"] for each in (await here.get("/me/sessions")).json()] == [mine["id"]]


async def test_nobody_ends_or_sees_another_persons_session(house: House) -> None:
    mine = await house.signed_in(await house.account())
    other = await house.signed_in(await house.account())
    (its,) = (await mine.get("/me/sessions")).json()

    answer = await other.send(f"/me/sessions/{its['id']}", method="DELETE")

    assert answer.status_code == 404
    assert its["id"] not in (await other.get("/me/sessions")).text
    assert (await mine.get("/me")).status_code == 200


async def test_all_my_other_sessions_end_together(house: House) -> None:
    account = await house.account()
    others = [await house.signed_in(account) for _ in range(2)]
    here = await house.signed_in(account)

    assert (await here.send("/me/sessions", method="DELETE")).status_code == 204

    assert [(await each.get("/me")).status_code for each in (*others, here)] == [401, 401, 200]


async def test_a_token_is_given_in_a_session_and_dies_with_it(house: House) -> None:
    browser, program = await house.signed_in(await house.account()), house.browser()
    given = (await browser.send("/me/tokens")).json()
    bearer = {"Authorization": f"Bearer {given['token']}"}

    me = await program.get("/me", **bearer)
    another = await program.send("/me/tokens", **bearer)
    page = await program.get("/me/session", **bearer)
    sessions = await program.get("/me/sessions", **bearer)

    assert me.status_code == 200
    assert {another.json()["code"], page.json()["code"]} == {"no-session"}
    assert len(sessions.json()) == 1
    assert (await program.send("/sign-out", **bearer)).status_code == 200
    assert (await program.get("/me", **bearer)).status_code == 401
    assert (await browser.get("/me")).status_code == 401


async def test_a_token_is_good_for_an_hour_if_it_is_used(house: House) -> None:
    browser, program = await house.signed_in(await house.account()), house.browser()
    bearer = {"Authorization": f"Bearer {(await browser.send('/me/tokens')).json()['token']}"}
    statuses = []
    for _ in range(4):
        house.clock.pass_by(minutes=20)
        statuses.append((await program.get("/me", **bearer)).status_code)
        await browser.get("/me")

    assert statuses == [200, 200, 401, 401]
    assert (await browser.send("/me/tokens")).status_code == 200
    ((left,),) = house.rows("SELECT count(*) FROM sign_in_tokens")
    assert left == 1


@pytest.mark.parametrize("authorization", ["Bearer ", "Bearer x", "Basic eDp5", "bearer", "Bearer a b", "x"])
async def test_a_cookie_does_not_make_a_bad_token_good(house: House, authorization: str) -> None:
    browser = await house.signed_in(await house.account())

    answer = await browser.get("/me", Authorization=authorization)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("cookie", ["", "x", "a" * 43, "é" * 43, "%00", "a" * 4000])
async def test_a_cookie_that_is_none_of_ours_lets_nobody_in(house: House, cookie: str) -> None:
    browser = house.browser()

    answer = await browser.http.get("/me", headers={b"Cookie": f"__Host-fengqiao={cookie}".encode("latin-1")})

    assert answer.status_code == 401


async def test_a_cookie_by_another_name_is_no_session(house: House) -> None:
    browser = await house.signed_in(await house.account())

    answer = await house.browser().http.get("/me", headers={"Cookie": f"fengqiao={browser.session}"})

    assert answer.status_code == 401


async def test_a_seat_that_is_taken_away_is_gone_with_the_next_request(house: House) -> None:
    account = await house.account()
    browser = await house.signed_in(account)
    assert len((await browser.get("/me")).json()["seats"]) == 1

    house.change("UPDATE seats SET valid_until = %s WHERE person = %s", house.clock.at.date(), account.person)

    assert (await browser.get("/me")).json()["seats"] == []
    assert (await browser.get("/cases")).json()["items"] == []
    as_before = await browser.get("/me", **{"Act-As": "window_clerk@sl"})
    assert as_before.status_code == 403


async def test_whoever_moves_to_another_unit_sees_from_there_with_the_next_request(house: House) -> None:
    account = await house.account("justice_office", "sl-t1")
    browser = await house.signed_in(account)

    house.change("UPDATE seats SET unit = 'sl-t2' WHERE person = %s", account.person)

    assert (await browser.get("/me")).json()["seats"][0]["unit"] == "sl-t2"


async def test_whoever_has_left_is_out_with_the_next_request(house: House) -> None:
    account = await house.account()
    browser = await house.signed_in(account)
    house.change(
        "UPDATE people SET valid_until = %s WHERE person = %s", house.clock.at.date(), account.person
    )

    assert (await browser.get("/me")).status_code == 401
    assert (await house.try_(account, house.browser())).status_code == 401


async def test_whose_account_is_disabled_is_out_with_the_next_request(house: House) -> None:
    account = await house.account()
    browser, admin = await house.signed_in(account), await house.administrator()

    await admin.send(f"/accounts/{account.person}/disable", {})

    assert (await browser.get("/me")).status_code == 401
    assert (await house.try_(account, house.browser())).status_code == 401
    await admin.send(f"/accounts/{account.person}/enable", {})
    assert (await house.try_(account, house.browser())).status_code == 200


async def test_a_session_of_another_way_of_signing_in_is_none(house: House) -> None:
    browser = await house.signed_in(await house.account())

    house.change("UPDATE sign_ins SET way = 'development'")

    assert (await browser.get("/me")).status_code == 401


async def test_development_tokens_open_nothing_where_people_sign_in_with_accounts(house: House) -> None:
    browser = house.browser()
    token = development_token(house.office.settings, SECRETARY)

    assert (await browser.get("/me", Authorization=f"Bearer {token}")).status_code == 401
    assert (await browser.send("/dev/sign-in", {"person": SECRETARY})).status_code == 404


async def test_what_goes_is_gone_from_the_records_too(house: House) -> None:
    account = await house.account()
    browser = await house.signed_in(account)
    await browser.send("/me/tokens")
    house.clock.pass_by(hours=13)

    await house.signed_in(await house.account())

    assert house.rows("SELECT 1 FROM sign_ins WHERE person = %s", account.person) == []
    assert house.rows("SELECT 1 FROM sign_in_tokens") == []
