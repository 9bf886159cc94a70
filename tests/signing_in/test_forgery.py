"""What pages of others send with our cookie (T16): to every route that changes anything."""

import uuid
from typing import Any

import pytest

from tests.api.test_access import AT_THE_COUNTER, BY_SEAT, LISTS, SEEN, SIGNED_IN, example_of, reached
from tests.signing_in.conftest import ORIGIN, House

CHANGING = sorted(
    route for route in SIGNED_IN | BY_SEAT | AT_THE_COUNTER | SEEN if not route.startswith("GET ")
)
OURS = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}

# What is sent instead of what our own pages send. None leaves a header out.
FORGED: dict[str, dict[str, str | None]] = {
    "no token": {"X-CSRF-Token": None},
    "an empty token": {"X-CSRF-Token": ""},
    "another's token": {"X-CSRF-Token": "another's"},
    "the session for a token": {"X-CSRF-Token": "session"},
    "another site": {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    "a neighbour of ours": {"Origin": "https://other.fq.example", "Sec-Fetch-Site": "same-site"},
    "another site that a browser does not tell of": {
        "Origin": "https://evil.example",
        "Sec-Fetch-Site": None,
    },
    "another site behind our origin": {"Sec-Fetch-Site": "cross-site"},
    "typed into the address": {"Origin": None, "Sec-Fetch-Site": "none"},
    "the origin null": {"Origin": "null", "Sec-Fetch-Site": None},
    "our host without https": {"Origin": "http://fq.example", "Sec-Fetch-Site": None},
    "our host at another port": {"Origin": f"{ORIGIN}:8443", "Sec-Fetch-Site": None},
    "a host that begins like ours": {"Origin": f"{ORIGIN}.evil.example", "Sec-Fetch-Site": None},
}


# Every one of them on these routes, the first ones on all.
ON_ALL = ("no token", "another's token", "another site", "the origin null")
SOME = ("POST /sign-out", "POST /accounts", "POST /cases/dispute/{number}/{n}/claim")


def test_the_matrix_holds_every_route_that_changes_anything() -> None:
    assert len(CHANGING) > 150
    assert set(SOME) <= set(CHANGING)
    assert set(ON_ALL) <= set(FORGED)
    assert sum(len(routes) for routes in LISTS) > len(CHANGING)


async def test_no_route_is_moved_by_what_another_page_sends(house: House) -> None:
    mine = await house.signed_in(await house.account("system_admin"))
    other = await house.signed_in(await house.account())
    instead = {"another's": other.csrf, "session": mine.session}
    wrong: list[Any] = []

    for route in CHANGING:
        method, path = reached(route)
        for name in FORGED if route in SOME else ON_ALL:
            headers = {**OURS, "X-CSRF-Token": mine.csrf, "Idempotency-Key": str(uuid.uuid4())}
            changes = FORGED[name]
            for header, value in changes.items():
                headers.pop(header, None)
                if value is not None:
                    headers[header] = instead.get(value, value)
            answer = await mine.http.request(method, path, json=example_of(path), headers=headers)
            if (answer.status_code, answer.json().get("code")) != (403, "not-from-our-pages"):
                wrong.append((route, name, answer.status_code))

    assert wrong == []
    assert (await mine.get("/me")).status_code == 200  # nor was the session ended


@pytest.mark.parametrize(
    "headers",
    [OURS, {"Origin": ORIGIN}, {"Sec-Fetch-Site": "same-origin"}, {}],
    ids=[
        "a browser of these years",
        "one that says no site",
        "one that says no origin",
        "one that says nothing",
    ],
)
async def test_our_own_pages_are_heard_in_every_browser(house: House, headers: dict[str, str]) -> None:
    """The control, and the old browsers of county halls: the token alone carries it there."""
    browser = await house.signed_in(await house.account())

    answer = await browser.http.post("/me/tokens", headers={**headers, "X-CSRF-Token": browser.csrf})

    assert answer.status_code == 200


async def test_a_token_needs_no_token_against_forgery_for_no_browser_sends_it_unasked(house: House) -> None:
    browser = await house.signed_in(await house.account())
    bearer = (await browser.send("/me/tokens")).json()["token"]

    answer = await house.browser().http.post("/sign-out", headers={"Authorization": f"Bearer {bearer}"})

    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/enrolment", "/sign-in/enrolment/finish"])
@pytest.mark.parametrize("forged", ["another site", "the origin null", "typed into the address"])
async def test_nobody_is_signed_in_by_a_page_of_others(house: House, path: str, forged: str) -> None:
    """Login CSRF: a session of the attacker's own, in the victim's browser."""
    account = await house.account()
    headers = {name: value for name, value in FORGED[forged].items() if value is not None}
    bodies = {
        "/sign-in": {"login": account.login, "password": account.password, "code": house.code(account)},
        "/sign-in/enrolment": {"invitation": "x"},
        "/sign-in/enrolment/finish": {"invitation": "x", "password": "x", "code": "x"},
    }

    answer = await house.browser().http.post(path, json=bodies[path], headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "not-from-our-pages")
    assert "set-cookie" not in answer.headers


async def test_a_page_learns_its_token_from_its_own_session_alone(house: House) -> None:
    mine, other = await house.signed_in(await house.account()), await house.signed_in(await house.account())

    said = (await mine.get("/me/session")).json()

    assert said["csrf"] == mine.csrf != other.csrf


READING = sorted(
    route for routes in LISTS for route in routes if route.startswith("GET ") and "/events" not in route
)


async def test_reading_changes_nothing(house: House) -> None:
    """Every GET there is, crawled in a session: no row of any table differs, but of those who looked and of
    the minutes a server measures by itself.
    """
    browser = await house.signed_in(await house.account("system_admin"))
    tables = [
        name
        for (name,) in house.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        if name not in {"access_log", "minutes_measured"}
    ]

    def all_rows() -> dict[str, Any]:
        return {name: sorted(map(str, house.rows(f"SELECT * FROM {name}"))) for name in tables}  # noqa: S608

    await browser.get("/me")  # since when it is in use
    before = all_rows()
    for route in READING:
        _, path = reached(route.replace("{tracking}", "x").replace("{id}", "x"))
        assert (await browser.get(path)).status_code in {200, 204, 400, 401, 403, 404, 422, 503}, path

    assert all_rows() == before


async def test_the_sealed_store_is_there_in_a_session_and_for_nothing_that_others_send(house: House) -> None:
    """What is forged is answered like what is not there: nobody learns from a 403 that something is."""
    clerk = await house.signed_in(await house.account("discipline_clerk"))
    other = await house.signed_in(await house.account())
    path = "/sealed/cases/accusation/JJ-2026-000001/1/classify"

    seen = await clerk.get("/sealed/cases")
    forged = await clerk.http.post(path, json={}, headers={"Origin": "https://evil.example"})
    nobody = await other.send(path, {})

    assert (seen.status_code, (await other.get("/sealed/cases")).status_code) == (200, 404)
    assert (forged.status_code, nobody.status_code) == (404, 404)
    assert forged.content == nobody.content
