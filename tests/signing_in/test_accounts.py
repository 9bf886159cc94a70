"""Who lets people sign in: an administrator, who sees no case; the first one at the machine."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest

import records
from desk.accounts import First, let_in
from desk.terminal import Stopped
from local.postgres import Postgres
from tests.signing_in.conftest import Browser, House


async def test_an_administrator_lists_accounts_and_how_they_stand(house: House) -> None:
    active, disabled, invited, lapsed = [await house.account(), await house.account(), "", ""]
    person = await house.person()
    admin = await house.administrator()
    await admin.send("/accounts", {"person": person, "login": person})
    house.clock.pass_by(days=2)
    admin = await house.administrator()
    other = await house.person()
    await admin.send("/accounts", {"person": other, "login": other})
    await admin.send(f"/accounts/{disabled.person}/disable", {})
    house.clock.pass_by(days=2)
    admin = await house.administrator()

    states = {each["person"]: each["state"] for each in (await admin.get("/accounts")).json()}

    assert (invited, lapsed) == ("", "")
    assert [states[each] for each in (active.person, disabled.person, other, person)] == [
        "active",
        "disabled",
        "invited",
        "lapsed",
    ]


async def test_an_invitation_is_shown_once_and_no_list_holds_a_secret(house: House) -> None:
    account, admin = await house.account(), await house.administrator()
    made = await admin.send("/accounts", {"person": await house.person(), "login": f"new-{account.login}"})

    listed = (await admin.get("/accounts")).text

    assert made.status_code == 201
    assert made.json()["invitation"] not in listed
    assert "argon2" not in listed
    assert "seed" not in listed


@pytest.mark.parametrize("what", ["the same person", "the same name"])
async def test_a_person_has_one_account_and_a_name_one_person(house: House, what: str) -> None:
    account, admin, other = await house.account(), await house.administrator(), await house.person()
    body = {"person": account.person, "login": "another.name"}
    if what == "the same name":
        body = {"person": other, "login": account.login.upper()}

    answer = await admin.send("/accounts", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "account-there")


@pytest.mark.parametrize("login", ["a", "a b", "a/b", "é" * 65, "<script>", "", "a\x00b"])
async def test_a_name_is_made_of_letters_digits_and_little_else(house: House, login: str) -> None:
    admin, person = await house.administrator(), await house.person()

    answer = await admin.send("/accounts", {"person": person, "login": login})

    assert answer.status_code == 422


async def test_whoever_is_not_here_gets_no_account(house: House) -> None:
    admin, gone = await house.administrator(), await house.person()
    house.change("UPDATE people SET valid_until = %s WHERE person = %s", house.clock.at.date(), gone)

    for person in ("p-nobody", gone):
        answer = await admin.send("/accounts", {"person": person, "login": "abc"})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-person")


@pytest.mark.parametrize("verb", ["reset", "disable", "enable"])
async def test_an_account_that_is_not_there_is_404(house: House, verb: str) -> None:
    answer = await (await house.administrator()).send(f"/accounts/p-nobody/{verb}", {})

    assert answer.status_code == 404


ROUTES = [
    ("GET", "/accounts", None),
    ("POST", "/accounts", {"person": "p-sl-window-clerk", "login": "abc"}),
    ("POST", "/accounts/p-sl-window-clerk/reset", None),
    ("POST", "/accounts/p-sl-window-clerk/disable", None),
    ("POST", "/accounts/p-sl-window-clerk/enable", None),
    ("GET", "/subjects", None),
    ("POST", "/subjects", {"person": "p-sl-window-clerk", "subject": "s"}),
    ("DELETE", "/subjects/6f0c2f0e-5c0e-5b5e-9a55-0b1d5e6a7c01", None),
]


async def sent(browser: Browser, method: str, path: str, body: Any) -> int:
    return (await browser.send(path, body, method)).status_code


@pytest.mark.parametrize(
    "role",
    ["window_clerk", "centre_dispatcher", "supervisor", "auditor", "county_leader", "discipline_clerk"],
)
async def test_nobody_else_lets_anybody_sign_in(house: House, role: str) -> None:
    browser = await house.signed_in(await house.account(role))

    assert {await sent(browser, *route) for route in ROUTES} == {403}


async def test_what_belongs_to_a_provider_is_not_there_with_accounts(house: House) -> None:
    admin = await house.administrator()
    depart = await admin.send("/sign-in/provider", {})
    back = await admin.get("/sign-in/provider/callback?code=a&state=b")
    ended = await admin.http.post("/sign-in/provider/ended", data={"logout_token": "x"})

    statuses = [await sent(admin, *route) for route in ROUTES if route[1].startswith("/subjects")]
    assert statuses == [404] * 3
    assert {depart.status_code, back.status_code, ended.status_code} == {404}


async def test_an_administrator_sees_no_case(house: House) -> None:
    admin = await house.administrator()

    for path in ("/cases", "/matters", "/worklists/mine"):
        answer = await admin.get(path)
        assert answer.json().get("items", answer.json()) == []


async def test_whoever_lets_somebody_in_or_out_is_on_record(house: House) -> None:
    account, admin = await house.account(), await house.administrator()
    for verb in ("disable", "enable", "reset"):
        await admin.send(f"/accounts/{account.person}/{verb}", {})

    noted = house.rows(
        'SELECT what, by FROM sign_in_log WHERE person = %s AND "by" IS NOT NULL ORDER BY id', account.person
    )

    assert house.first
    assert noted == [
        (what, house.first.person)
        for what in ("account-created", "account-disabled", "account-enabled", "account-reset")
    ]


async def test_what_is_on_record_is_never_changed(house: House) -> None:
    await house.account()

    async with house.office.records.connect() as connection:
        rights = await connection.exec_driver_sql(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE table_name = 'sign_in_log' AND grantee = 'fengqiao_app'"
        )

    assert {right for (right,) in rights} == {"SELECT", "INSERT"}


def first(**changes: str) -> First:
    return First(**{"person": "p-second-admin", "name": "某某", "unit": "sl", "login": "second", **changes})


@pytest.mark.parametrize("table", ["accounts", "subjects", "people", "seats"])
def test_an_installation_begins_with_nobody_in_it(postgres: Postgres, table: str) -> None:
    url = postgres.create_database(f"begins_{table}")
    records.migrate(url)

    with psycopg.connect(url) as connection:
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608

    assert rows == []


async def test_once_there_is_an_administrator_the_machine_lets_no_other_in(house: House) -> None:
    await house.administrator()

    with pytest.raises(Stopped) as stopped:
        await let_in(house.office.directory, house.office.settings, first(), house.clock.at)

    assert "系统管理员" in stopped.value.words[0]


async def test_the_first_administrator_is_let_in_again_at_the_machine(house: House) -> None:
    """Whoever lost everything: what was there is void, and the person sets it anew."""
    admin = await house.administrator()
    assert house.first
    house.change("UPDATE accounts SET disabled_at = now() WHERE person = %s", house.first.person)
    asked = first(person=house.first.person, login="ignored")

    told = await let_in(house.office.directory, house.office.settings, asked, house.clock.at)
    before = house.first
    house.first = await house.enrolled(before.person, told["invitation"])

    assert told["login"] == before.login
    assert (await admin.get("/me")).status_code == 401
    assert (await house.try_(before, house.browser())).status_code == 401
    assert (await house.try_(house.first, house.browser())).status_code == 200


async def test_a_unit_that_is_not_there_lets_nobody_in(house: House) -> None:
    with pytest.raises(Stopped, match="nowhere"):
        await let_in(house.office.directory, house.office.settings, first(unit="nowhere"), house.clock.at)


async def test_a_development_installation_has_no_accounts_to_let_in(house: House) -> None:
    settings = house.office.settings.model_copy(update={"identity": "development", "development": True})

    with pytest.raises(Stopped, match="fengqiao token"):
        await let_in(house.office.directory, settings, first(), house.clock.at)


async def test_every_answer_tells_a_browser_to_make_nothing_of_it(house: House) -> None:
    browser = house.browser()
    answers = [await browser.get(path) for path in ("/health/live", "/me", "/nowhere", "/openapi.json")]

    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"hsts_seconds": 63_072_000}, "max-age=63072000; includeSubDomains"), ({"hsts_seconds": 0}, None)],
)
async def test_for_how_long_browsers_come_by_https_alone_is_a_setting(
    house: House, changes: dict[str, int], said: str | None
) -> None:
    office = house.office
    house.app.state.office = replace(office, settings=office.settings.model_copy(update=changes))

    answer = await house.browser().get("/health/live")
    house.app.state.office = office

    assert answer.headers.get("Strict-Transport-Security") == said


async def test_the_openapi_document_names_both_ways_to_ask(house: House) -> None:
    schemes = (await house.browser().get("/openapi.json")).json()["components"]["securitySchemes"]

    assert schemes["SignIn"]["scheme"] == "bearer"
    assert (schemes["Session"]["in"], schemes["Session"]["name"]) == ("cookie", "__Host-fengqiao")


async def test_at_the_machine_nobody_is_let_in_by_anothers_name(house: House) -> None:
    account = await house.account()
    await house.administrator()
    assert house.first
    other = await house.person("system_admin")
    house.change("UPDATE seats SET role = 'auditor' WHERE person = %s", house.first.person)

    with pytest.raises(Stopped, match=account.login):
        await let_in(
            house.office.directory,
            house.office.settings,
            first(person=other, login=account.login),
            house.clock.at,
        )
    house.change("UPDATE seats SET role = 'system_admin' WHERE person = %s", house.first.person)
