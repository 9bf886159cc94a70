"""Signing in at a provider: there and back in a browser, by a program, and what the provider takes back.

The provider here signs whatever it is told to; tests/signing_in/test_real_provider.py has a real one.
"""

import json
import random
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from api.gate import gate_of
from desk.accounts import First, let_in
from desk.terminal import Stopped
from identity.tokens import LONGEST
from tests.identity.issuer import AT, CLIENT, ISSUER, RSA, access_claims, id_claims, signed
from tests.identity.test_hostile_tokens import FAMILIES, the_provider
from tests.identity.test_relying import logout
from tests.signing_in.conftest import Browser, Provided

CALLBACK = "/sign-in/provider/callback"
_subjects = iter(f"subject-{n}" for n in range(10_000))


async def known(provided: Provided, subject: str, role: str = "window_clerk") -> str:
    """A person for whom the provider vouches by this name."""
    person = await provided.house.person(role)
    admin = await administrator(provided)
    answer = await admin.send("/subjects", {"person": person, "subject": subject})
    assert answer.status_code == 201, answer.text
    return person


async def administrator(provided: Provided) -> Browser:
    house, subject = provided.house, "admin-subject"
    if house.first is None:
        asked = First("p-first-admin", "管理员", "sl", "", subject)
        await let_in(house.office.directory, house.office.settings, asked, house.clock.at)
        house.first = True  # type: ignore[assignment]
    browser = house.browser("10.9.9.9")
    answer = await signed_in(provided, browser, subject)
    assert answer.status_code == 303, answer.text
    return browser


async def departed(provided: Provided, browser: Browser, return_to: str = "/cases") -> dict[str, str]:
    """What the provider is asked with."""
    answer = await browser.send("/sign-in/provider", {"return_to": return_to})
    assert answer.status_code == 200, answer.text
    address = answer.json()["go_to"]
    assert address.startswith(f"{ISSUER}/auth?")
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


async def signed_in(provided: Provided, browser: Browser, subject: str, **claims: Any) -> Any:
    asked = await departed(provided, browser)
    provided.issuer.tokens = {
        "access_token": signed(access_claims(sub=subject)),
        "refresh_token": "a-token-to-refresh-with",
        "id_token": signed(id_claims(sub=subject, nonce=asked["nonce"], **claims), typ="JWT"),
    }
    answer = await browser.get(f"{CALLBACK}?code=c&state={asked['state']}&iss={ISSUER}")
    if answer.status_code == 303:
        browser.csrf = (await browser.get("/me/session")).json()["csrf"]
    return answer


def bearer(subject: str, **claims: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {signed(access_claims(**{'sub': subject, **claims}))}"}


async def test_whoever_the_provider_vouches_for_comes_in_and_is_shown_the_page_they_wanted(
    provided: Provided,
) -> None:
    subject = next(_subjects)
    person = await known(provided, subject)
    browser = provided.house.browser()

    answer = await signed_in(provided, browser, subject)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/cases")
    assert (await browser.get("/me")).json()["person"] == person
    assert browser.http.cookies.get("__Host-fengqiao-way") is None
    (listed,) = (await browser.get("/me/sessions")).json()
    assert listed["proof"] == "provider"


async def test_no_token_of_the_provider_reaches_the_browser_or_the_records(provided: Provided) -> None:
    subject, browser = next(_subjects), provided.house.browser()
    await known(provided, subject)

    answer = await signed_in(provided, browser, subject)

    told = [answer, *[await browser.get(path) for path in ("/me", "/me/session", "/me/sessions")]]
    tables = ("sign_ins", "sign_in_tokens", "sign_in_log", "departures", "subjects")
    kept = "".join(str(provided.house.rows(f"SELECT * FROM {table}")) for table in tables)  # noqa: S608
    said = kept + "".join(f"{each.headers}{each.text}" for each in told)
    assert len(provided.issuer.tokens) == 3
    assert not any(token in said for token in provided.issuer.tokens.values())


async def test_whom_nobody_has_entered_is_told_so_and_has_no_session(provided: Provided) -> None:
    browser = provided.house.browser()

    answer = await signed_in(provided, browser, next(_subjects))

    assert (answer.status_code, answer.json()["code"]) == (403, "nobody-here")
    assert browser.session == ""


async def test_an_answer_is_good_once(provided: Provided) -> None:
    subject = next(_subjects)
    await known(provided, subject)
    browser = provided.house.browser()
    asked = await departed(provided, browser)
    way = browser.http.cookies["__Host-fengqiao-way"]
    provided.issuer.tokens = {"id_token": signed(id_claims(sub=subject, nonce=asked["nonce"]), typ="JWT")}
    back = f"{CALLBACK}?code=c&state={asked['state']}&iss={ISSUER}"
    assert (await browser.get(back)).status_code == 303

    browser.http.cookies.set("__Host-fengqiao-way", way, domain="fq.example")
    again = await browser.get(back)

    assert (again.status_code, again.json()["code"]) == (401, "sign-in-not-finished")


async def test_an_answer_that_comes_after_ten_minutes_is_too_late(provided: Provided) -> None:
    browser = provided.house.browser()
    asked = await departed(provided, browser)
    provided.house.clock.pass_by(minutes=10)

    assert (await browser.get(f"{CALLBACK}?code=c&state={asked['state']}&iss={ISSUER}")).status_code == 401


@pytest.mark.parametrize(
    "mixed",
    [
        "the other's state",
        "no cookie",
        "the other's cookie",
        "another issuer",
        "no issuer",
        "a code twice",
        "an error",
    ],
)
async def test_what_was_begun_in_one_browser_is_not_finished_in_another(
    provided: Provided, mixed: str
) -> None:
    """Code injection, login CSRF and mix-up: each answer fits the browser that left, and no other. What
    stands twice is not even read."""
    subject = next(_subjects)
    await known(provided, subject)
    mine, other = provided.house.browser(), provided.house.browser()
    asked, others = await departed(provided, mine), await departed(provided, other)
    provided.issuer.tokens = {"id_token": signed(id_claims(sub=subject, nonce=asked["nonce"]), typ="JWT")}
    state, query = asked["state"], f"&iss={ISSUER}"
    if mixed == "the other's state":
        state = others["state"]
    elif mixed == "no cookie":
        mine.http.cookies.clear()
    elif mixed == "the other's cookie":
        theirs = other.http.cookies["__Host-fengqiao-way"]
        mine.http.cookies.set("__Host-fengqiao-way", theirs, domain="fq.example")
    else:
        query = {
            "another issuer": "&iss=https://evil.example",
            "no issuer": "",
            "a code twice": f"&iss={ISSUER}&code=d",
            "an error": f"&iss={ISSUER}&error=access_denied",
        }[mixed]

    answer = await mine.get(f"{CALLBACK}?code=c&state={state}{query}")

    no = (422, "malformed") if mixed == "a code twice" else (401, "sign-in-not-finished")
    assert (answer.status_code, answer.json()["code"]) == no
    assert mine.session == ""


async def test_a_provider_that_is_away_is_said_to_be(provided: Provided) -> None:
    browser = provided.house.browser()
    asked = await departed(provided, browser)
    provided.issuer.is_away = True

    back = await browser.get(f"{CALLBACK}?code=c&state={asked['state']}&iss={ISSUER}")

    assert (back.status_code, back.json()["code"]) == (503, "provider-away")


async def test_while_the_provider_was_never_there_nobody_departs_and_no_token_is_believed(
    provided: Provided,
) -> None:
    provided.issuer.is_away = True
    browser = provided.house.browser()

    answers = [
        await browser.send("/sign-in/provider", {}),
        await browser.get("/me", **bearer("s-1")),
        await browser.http.post("/sign-in/provider/ended", data={"logout_token": signed(logout())}),
    ]

    assert {(each.status_code, each.json()["code"]) for each in answers} == {(503, "provider-away")}


async def test_the_page_leads_to_the_provider_by_a_link(provided: Provided) -> None:
    browser = provided.house.browser()

    page = await browser.get("/desk/sign-in?back=/desk/cases")
    led = await browser.get("/desk/sign-in/provider?back=/desk/")

    assert 'href="/desk/sign-in/provider?back=/desk/cases"' in page.text
    assert led.status_code == 303
    assert led.headers["Location"].startswith(f"{ISSUER}/auth?")
    assert "set-cookie" in led.headers


OUTSIDE = [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "http:evil.example",
    "/／evil.example", "/。evil.example", "//evil。example", "javascript:alert(1)", "/%2f/evil.example",
    "/a//b", "/a/../b", "/a/./b", "/..", "/.", "/a?x=//evil", "/a#b", "/a\n", "/a\r\nSet-Cookie: x", " /a",
    "/a b", "", "a", "/a/", "/\t/evil.example", "/@evil.example", "/:80", "/evil.example:80", "/a\x00",
]  # fmt: skip


async def test_nobody_is_sent_anywhere_but_to_a_page_of_ours(provided: Provided) -> None:
    """T03: a thousand addresses made of what redirects are fooled with, and those that are known."""
    chance = random.Random(7)
    pieces = [
        "/",
        "//",
        "\\",
        ".",
        "..",
        "。",
        "．",
        "@",
        ":",
        "%2f",
        "%5c",
        "evil.example",
        "https:",
        "?",
        "#",
        "\t",
        "a",
        "／",
        "ⓐ",
    ]
    made = ["".join(chance.choices(pieces, k=chance.randint(1, 6))) for _ in range(1000)]
    browser = provided.house.browser()
    let_through = []

    for address in [*OUTSIDE, *made]:
        answer = await browser.send("/sign-in/provider", {"return_to": address})
        if answer.status_code == 200:
            let_through.append(address)
        else:
            assert answer.status_code == 422, address

    assert not set(let_through) & set(OUTSIDE)
    for address in let_through:
        parts = urlsplit(f"https://fq.example{address}")
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("https", "fq.example", "", "")
        assert address.startswith("/")
        assert not address.startswith("//")
        assert address.isascii()
        assert not any(segment in {".", ".."} for segment in address.split("/"))


@pytest.mark.parametrize("page", ["/", "/cases", "/cases/dispute/SL-2026-000001/1", "/a.html", "/a~b_c-d"])
async def test_pages_of_ours_are_returned_to(provided: Provided, page: str) -> None:
    answer = await provided.house.browser().send("/sign-in/provider", {"return_to": page})

    assert answer.status_code == 200


async def test_a_page_of_others_sends_nobody_to_the_provider(provided: Provided) -> None:
    answer = await provided.house.browser().send("/sign-in/provider", {}, Origin="https://evil.example")

    assert answer.status_code == 403


async def test_a_claim_names_a_person_once_and_their_subject_ever_after(provided: Provided) -> None:
    subject, thief = next(_subjects), next(_subjects)
    person, admin = await provided.house.person(), await administrator(provided)
    number = f"E-{subject}"
    assert (await admin.send("/subjects", {"person": person, "claimed": number})).status_code == 201
    browser = provided.house.browser()

    first = await signed_in(provided, browser, subject, employee=number)
    later = await signed_in(provided, provided.house.browser(), subject)
    another = await signed_in(provided, provided.house.browser(), thief, employee=number)

    assert (first.status_code, later.status_code, another.status_code) == (303, 303, 403)
    (entered,) = [each for each in (await admin.get("/subjects")).json() if each["person"] == person]
    assert (entered["subject"], entered["claimed"]) == (subject, None)


@pytest.mark.parametrize("claim", [None, "", 7, ["E-1"], {"a": 1}])
async def test_a_claim_that_says_nothing_names_nobody(provided: Provided, claim: Any) -> None:
    answer = await signed_in(provided, provided.house.browser(), next(_subjects), employee=claim)

    assert answer.status_code == 403


async def test_a_claim_in_a_programs_token_names_nobody(provided: Provided) -> None:
    person, admin = await provided.house.person(), await administrator(provided)
    await admin.send("/subjects", {"person": person, "claimed": f"E-{person}"})

    answer = await provided.house.browser().get("/me", **bearer(next(_subjects), employee=f"E-{person}"))

    assert answer.status_code == 403


async def test_a_program_comes_in_with_a_token_of_the_provider(provided: Provided) -> None:
    subject = next(_subjects)
    person = await known(provided, subject)

    me = await provided.house.browser().get("/me", **bearer(subject))

    assert me.json()["person"] == person


@pytest.mark.parametrize(("acr", "status"), [("urn:two-factors", 200), ("urn:password", 401), (None, 401)])
async def test_a_program_comes_in_no_more_weakly_than_people_do(
    provided: Provided, acr: str | None, status: int
) -> None:
    subject, house = next(_subjects), provided.house
    await known(provided, subject)
    strict = house.office.settings.model_copy(update={"oidc_acr": "urn:two-factors"})
    http = httpx.AsyncClient(transport=httpx.MockTransport(provided.issuer.answer))
    house.through(gate_of(strict, house.office.directory, http))
    said = {} if acr is None else {"acr": acr}

    assert (await house.browser().get("/me", **bearer(subject, **said))).status_code == status


# White space around a header is no part of it: nothing of that family reaches us.
@pytest.mark.parametrize("family", sorted(FAMILIES.keys() - {"white space around it"}))
async def test_a_hostile_token_is_401_whatever_it_is(provided: Provided, family: str) -> None:
    """T01 at the door: every family, and beside it what would have opened it."""
    if not provided.house.rows("SELECT 1 FROM subjects WHERE subject = 's-1'"):
        await known(provided, "s-1")
    provided.issuer.keys = the_provider().keys
    browser, (make, _) = provided.house.browser(), FAMILIES[family]
    authorization = f"Bearer {make()}".encode("latin-1", "replace")

    answer = await browser.http.get("/me", headers={b"Authorization": authorization})
    control = await browser.get("/me", **bearer("s-1"))

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert control.status_code == 200


async def test_a_token_of_somebody_nobody_has_entered_is_403_and_says_what_to_do(provided: Provided) -> None:
    answer = await provided.house.browser().get("/me", **bearer(next(_subjects)))

    assert (answer.status_code, answer.json()["code"]) == (403, "nobody-here")
    assert "administrator" in answer.json()["words"]["en"]


async def test_whoever_is_taken_back_is_out_with_the_next_request(provided: Provided) -> None:
    subject = next(_subjects)
    person = await known(provided, subject)
    browser, admin = provided.house.browser(), await administrator(provided)
    await signed_in(provided, browser, subject)
    (entered,) = [each for each in (await admin.get("/subjects")).json() if each["person"] == person]

    gone = await admin.send(f"/subjects/{entered['id']}", method="DELETE")

    assert gone.status_code == 204
    assert (await browser.get("/me")).status_code == 401
    assert (await browser.get("/me", **bearer(subject))).status_code == 403
    assert (await admin.send(f"/subjects/{entered['id']}", method="DELETE")).status_code == 404


async def test_whoever_has_left_is_nobody_whatever_the_provider_says(provided: Provided) -> None:
    subject = next(_subjects)
    person = await known(provided, subject)
    today = provided.house.clock.at.date()
    provided.house.change("UPDATE people SET valid_until = %s WHERE person = %s", today, person)

    assert (await provided.house.browser().get("/me", **bearer(subject))).status_code == 403
    assert (await signed_in(provided, provided.house.browser(), subject)).status_code == 403


async def test_signing_out_here_leads_to_where_the_provider_is_signed_out_of(provided: Provided) -> None:
    subject = next(_subjects)
    await known(provided, subject)
    browser = provided.house.browser()
    await signed_in(provided, browser, subject)

    answer = await browser.send("/sign-out")

    assert answer.json()["go_to"].startswith(f"{ISSUER}/out?client_id={CLIENT}")
    assert (await browser.get("/me")).status_code == 401


async def test_a_provider_that_is_away_keeps_nobody_from_signing_out(provided: Provided) -> None:
    subject = next(_subjects)
    await known(provided, subject)
    browser = provided.house.browser()
    await signed_in(provided, browser, subject)
    provided.issuer.is_away = True
    provided.forget()

    answer = await browser.send("/sign-out")

    assert (answer.status_code, answer.json()) == (200, {"go_to": ""})


@pytest.mark.parametrize("by", ["subject", "session"])
async def test_the_provider_ends_sessions_here_and_no_others(provided: Provided, by: str) -> None:
    subject, other = next(_subjects), next(_subjects)
    for each in (subject, other):
        await known(provided, each)
    mine, second, theirs = (provided.house.browser() for _ in range(3))
    await signed_in(provided, mine, subject, sid=f"sid-{subject}")
    await signed_in(provided, second, subject, sid=f"sid2-{subject}")
    await signed_in(provided, theirs, other, sid=f"sid-{other}")
    claims = logout(sub=subject) if by == "subject" else logout(sub=None, sid=f"sid-{subject}")

    answer = await provided.house.browser().http.post(
        "/sign-in/provider/ended", data={"logout_token": signed(claims, typ="logout+jwt")}
    )

    assert answer.status_code == 200
    statuses = [(await each.get("/me")).status_code for each in (mine, second, theirs)]
    assert statuses == ([401, 401, 200] if by == "subject" else [401, 200, 200])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"logout_token=",
        b"logout_token=x",
        b"logout_token=a&logout_token=b",
        b"x=y",
        b"\xff\xfe",
        json.dumps({}).encode(),
    ],
)
async def test_what_is_no_logout_token_is_400(provided: Provided, body: bytes) -> None:
    answer = await provided.house.browser().http.post("/sign-in/provider/ended", content=body)

    assert answer.status_code == 400


async def test_what_belongs_to_another_way_of_signing_in_is_not_there(provided: Provided) -> None:
    admin = await administrator(provided)
    person = await provided.house.person()
    body = {"login": "a", "password": "b", "code": "c"}

    answers = [
        await admin.send("/sign-in", body),
        await admin.send("/sign-in/enrolment", {"invitation": "x"}),
        await admin.send("/me/tokens"),
        await admin.get("/accounts"),
        await admin.send("/accounts", {"person": person, "login": "abc"}),
        await admin.send("/dev/sign-in", {"person": person}),
    ]

    assert {each.status_code for each in answers} == {404}


async def test_a_name_of_the_providers_is_one_person(provided: Provided) -> None:
    subject = next(_subjects)
    await known(provided, subject)
    admin, other = await administrator(provided), await provided.house.person()

    twice = await admin.send("/subjects", {"person": other, "subject": subject})
    nobody = await admin.send("/subjects", {"person": "p-nobody", "subject": "x"})
    both = await admin.send("/subjects", {"person": other, "subject": "x", "claimed": "y"})
    neither = await admin.send("/subjects", {"person": other})

    assert (twice.status_code, twice.json()["code"]) == (409, "account-there")
    assert {nobody.status_code, both.status_code, neither.status_code} == {422}


async def test_nobody_but_an_administrator_says_whom_the_provider_means(provided: Provided) -> None:
    subject = next(_subjects)
    person = await known(provided, subject)
    browser = provided.house.browser()
    await signed_in(provided, browser, subject)

    answer = await browser.send("/subjects", {"person": person, "subject": "another"})

    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours-to-do")


MESSAGES = "/agencies/{agency}/messages"


@pytest.mark.parametrize(
    ("agency", "claims", "is_heard"),
    [
        ("court", {"client_id": "court-system", "sub": "court-system"}, True),
        ("police", {"client_id": "court-system", "sub": "court-system"}, False),
        ("court", {"client_id": "other", "sub": "other"}, False),
        ("court", {"client_id": "court-system", "sub": "s-1"}, False),  # a person who uses it
        ("court", {"client_id": "court-system", "sub": "court-system", "exp": AT + LONGEST + 1}, False),
    ],
    ids=["its own", "another agency's", "another client", "a person", "for too long"],
)
async def test_an_agencys_own_client_is_heard_for_that_agency(
    provided: Provided, agency: str, claims: dict[str, Any], is_heard: bool
) -> None:
    headers = {**bearer("x", **claims), "Content-Type": "application/cloudevents+json", "webhook-id": "m-1"}

    answer = await provided.house.browser().http.post(
        MESSAGES.format(agency=agency), content=b"{}", headers=headers
    )

    # What is heard is read, and found to keep to no schema; what is not is not even read.
    assert answer.status_code == (422 if is_heard else 401)


async def test_an_agencys_client_opens_no_other_door(provided: Provided) -> None:
    headers = bearer("court-system", client_id="court-system")

    assert (await provided.house.browser().get("/me", **headers)).status_code == 403


@pytest.mark.parametrize("authorization", ["Basic eDp5", "Bearer", "Bearer x"])
async def test_what_is_no_token_makes_no_agency(provided: Provided, authorization: str) -> None:
    answer = await provided.house.browser().http.post(
        MESSAGES.format(agency="court"), content=b"{}", headers={"Authorization": authorization}
    )

    assert answer.status_code == 401


def test_the_provider_signs_with_the_key_it_publishes() -> None:
    assert RSA.kid == "rsa-1"


async def test_a_claim_is_entered_only_where_the_settings_name_one(provided: Provided) -> None:
    admin, person = await administrator(provided), await provided.house.person()
    office = provided.house.office
    without = office.settings.model_copy(update={"oidc_person_claim": ""})
    provided.house.app.state.office = replace(office, settings=without)

    answer = await admin.send("/subjects", {"person": person, "claimed": "E-1"})
    provided.house.app.state.office = office

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "no-claim-set")


async def test_a_token_of_the_provider_is_no_session(provided: Provided) -> None:
    subject = next(_subjects)
    await known(provided, subject)

    for path in ("/me/sessions", "/me/session"):
        answer = await provided.house.browser().get(path, **bearer(subject))
        assert (answer.status_code, answer.json()["code"]) == (403, "no-session")


@pytest.mark.parametrize("subject", ["", "admin-subject"])
async def test_at_the_machine_an_administrator_is_let_in_by_a_subject_of_their_own(
    provided: Provided, subject: str
) -> None:
    await administrator(provided)
    office = provided.house.office
    asked = First("p-first-admin", "管理员", "sl", "", subject)

    with pytest.raises(Stopped, match="--subject" if not subject else "admin-subject"):
        await let_in(office.directory, office.settings, asked, provided.house.clock.at)
