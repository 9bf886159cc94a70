"""What a provider publishes: read in time, never too often, and never believed beyond what it is."""

import asyncio
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey

from identity.provider import LAST_GOOD, PAUSE, Provider, ProviderAway, is_safe
from identity.tokens import NotGenuine
from tests.identity.issuer import ISSUER, OTHER_RSA, RSA, RSA_2, FakeIssuer, access_claims, signed

OLD, NEW = RSA, RSA_2


def tried(issuer: FakeIssuer) -> int:
    return issuer.fetched["keys"]


async def outcome(provider: Provider, token: str) -> str:
    try:
        await provider.claims_in(token)
    except NotGenuine as no:
        return no.code
    return "believed"


async def test_a_new_key_is_believed_at_once_and_the_one_before_no_longer() -> None:
    issuer = FakeIssuer(OLD)
    provider = issuer.provider()
    assert await outcome(provider, signed(access_claims())) == "believed"

    issuer.keys, issuer.ticks = [NEW.as_dict(private=False)], issuer.ticks + PAUSE

    assert await outcome(provider, signed(access_claims(), NEW)) == "believed"
    assert await outcome(provider, signed(access_claims(), OLD)) == "unknown-key"


async def test_a_retired_key_is_refused_within_a_minute_even_if_nobody_brings_a_new_one() -> None:
    issuer = FakeIssuer(OLD)
    provider = issuer.provider()
    await provider.claims_in(signed(access_claims()))

    issuer.keys = []
    issuer.ticks += PAUSE

    assert await outcome(provider, signed(access_claims())) == "unknown-key"


async def test_keys_that_rotate_under_load_refuse_nobody_who_is_right_after_a_minute() -> None:
    """T02: ten rotations; every second eight callers at once, with tokens of the newest key and of others."""
    keys = [RSAKey.generate_key(2048, {"kid": f"k-{n}"}, private=True) for n in range(4)]
    issuer = FakeIssuer(keys[0])
    provider = issuer.provider()
    callers = [(key, signed(access_claims(), key)) for key in keys for _ in range(2)]
    current, rotated = keys[0], -60
    wrong_rejects = wrong_accepts = settled = 0

    for second in range(1200):
        if second % 120 == 47:
            current, rotated = keys[(second // 120 + 1) % len(keys)], second
            issuer.keys = [current.as_dict(private=False)]
        issuer.ticks += 1
        answers = await asyncio.gather(*(outcome(provider, token) for _, token in callers))
        if second - rotated < PAUSE:
            continue
        settled += 1
        for (key, _), answer in zip(callers, answers, strict=True):
            wrong_rejects += key is current and answer != "believed"
            wrong_accepts += key is not current and answer == "believed"

    assert (wrong_rejects, wrong_accepts) == (0, 0)
    assert settled >= 500
    assert tried(issuer) <= 1200 / PAUSE + 1


async def test_a_provider_that_is_read_once_would_be_caught_by_that() -> None:
    """The control: with keys that are read and never again, the retired one is still believed."""
    issuer = FakeIssuer(OLD)
    provider = issuer.provider()
    await provider.claims_in(signed(access_claims()))

    issuer.keys = [NEW.as_dict(private=False)]

    assert await outcome(provider, signed(access_claims(), NEW)) == "unknown-key"
    assert await outcome(provider, signed(access_claims(), OLD)) == "believed"


async def test_a_flood_of_unknown_keys_asks_the_provider_once_a_minute() -> None:
    issuer = FakeIssuer(OLD)
    provider = issuer.provider()
    await provider.claims_in(signed(access_claims()))
    before = tried(issuer)

    for second in range(180):
        issuer.ticks += 1
        for n in range(5):
            assert (
                await outcome(provider, signed(access_claims(), OTHER_RSA, kid=f"x-{second}-{n}"))
                == "unknown-key"
            )

    assert tried(issuer) - before <= 3
    assert issuer.fetched["discovery"] == 1


async def test_a_key_that_is_known_costs_no_question_at_all() -> None:
    issuer = FakeIssuer(OLD)
    provider = issuer.provider()

    for _ in range(50):
        await provider.claims_in(signed(access_claims()))

    assert tried(issuer) == 1


async def test_while_the_provider_is_away_what_was_read_serves_for_a_day_and_no_longer() -> None:
    issuer = FakeIssuer(OLD)
    provider = issuer.provider()
    await provider.claims_in(signed(access_claims()))
    issuer.is_away = True

    issuer.ticks += LAST_GOOD
    assert await outcome(provider, signed(access_claims())) == "believed"

    issuer.ticks += 1
    with pytest.raises(ProviderAway, match="nothing-read"):
        await provider.claims_in(signed(access_claims()))

    issuer.is_away = False
    issuer.ticks += PAUSE
    assert await outcome(provider, signed(access_claims())) == "believed"


async def test_a_provider_that_was_never_there_is_asked_again_after_seconds() -> None:
    issuer = FakeIssuer(OLD)
    issuer.is_away = True
    provider = issuer.provider()

    for _ in range(3):
        with pytest.raises(ProviderAway):
            await provider.claims_in(signed(access_claims()))
    assert issuer.fetched == {"keys": 0, "discovery": 1}

    issuer.is_away = False
    issuer.ticks += 5
    assert await outcome(provider, signed(access_claims())) == "believed"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"issuer": "https://evil.example"}, "another-issuer"),
        ({"issuer": f"{ISSUER}/"}, "another-issuer"),
        ({"issuer": None}, "another-issuer"),
        ({"code_challenge_methods_supported": ["plain"]}, "no-pkce"),
        ({"code_challenge_methods_supported": "S256"}, "no-pkce"),
        ({"jwks_uri": "http://id.example/jwks"}, "jwks-uri"),
        ({"jwks_uri": None}, "jwks-uri"),
        ({"token_endpoint": ["https://id.example/token"]}, "token-endpoint"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "authorization-endpoint"),
        ({"end_session_endpoint": "//evil.example/"}, "end-session-endpoint"),
    ],
    ids=str,
)
async def test_a_discovery_document_that_is_not_as_it_must_be_is_not_followed(
    changes: dict[str, Any], code: str
) -> None:
    issuer = FakeIssuer(OLD)
    issuer.discovery |= changes

    with pytest.raises(ProviderAway, match=code):
        await issuer.provider().addresses()


async def test_a_provider_need_not_offer_to_end_a_session_nor_list_what_it_takes_for_granted() -> None:
    issuer = FakeIssuer(OLD)
    for name in ("end_session_endpoint", "code_challenge_methods_supported"):
        del issuer.discovery[name]
    issuer.discovery["authorization_response_iss_parameter_supported"] = "true"  # a text is no yes

    addresses = await issuer.provider().addresses()

    assert (addresses.end_session, addresses.names_itself) == ("", False)


@pytest.mark.parametrize("keys", [None, {}, "keys"])
async def test_what_is_no_list_of_keys_is_none(keys: Any) -> None:
    issuer = FakeIssuer(OLD)
    issuer.keys = keys

    with pytest.raises(ProviderAway, match="no-keys"):
        await issuer.provider().claims_in(signed(access_claims()))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (httpx.Response(200, content=b"<html>"), "unreachable"),
        (httpx.Response(200, json=["a"]), "no-answer"),
        (httpx.Response(302, headers={"Location": "https://evil.example"}, json={}), "no-answer"),
        (httpx.Response(500, json={}), "no-answer"),
        (httpx.Response(404, json={}), "no-answer"),
        (httpx.Response(200, content=b"{" + b" " * 600_000 + b"}"), "no-answer"),
    ],
    ids=["no JSON", "a list", "elsewhere", "broken", "not there", "too much"],
)
async def test_what_a_provider_does_not_answer_properly_is_no_answer(
    answer: httpx.Response, code: str
) -> None:
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: answer))

    with pytest.raises(ProviderAway, match=code):
        await Provider(ISSUER, http).addresses()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://id.example", True),
        ("http://localhost:9000/a", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:9000", True),
        ("http://id.example", False),
        ("http://localhost.evil.example", False),
        ("ftp://localhost", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_what_cannot_be_read_on_the_way_is_safe(url: str, safe: bool) -> None:
    assert is_safe(url) is safe
