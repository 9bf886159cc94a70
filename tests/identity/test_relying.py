"""Signing in at a provider: only the browser that left comes back, only with what was made for it (T03)."""

import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from identity.handles import derived
from identity.provider import ProviderAway
from identity.relying import Client, RelyingParty
from identity.tokens import JUST_ISSUED, NotGenuine
from tests.identity.issuer import (
    AT,
    CLIENT,
    ISSUER,
    NOW,
    OTHER_RSA,
    RSA,
    FakeIssuer,
    access_claims,
    id_claims,
    signed,
)

MINE, OTHERS = "m" * 43, "o" * 43  # as long as a secret is, and the same in every process that runs tests
SECRET = "s€cret&"
LOGOUT: dict[str, Any] = {"http://schemas.openid.net/event/backchannel-logout": {}}


class There:
    """A provider, and we towards it."""

    def __init__(self, secret: str = SECRET, acr: str = "") -> None:
        self.issuer = FakeIssuer(RSA)
        client = Client(CLIENT, secret, "https://fq.example/back", "https://fq.example/", acr)
        self.relying = RelyingParty(self.issuer.provider(), client)

    async def come_back(self, secret: str = MINE, **answer: Any) -> Any:
        said = {"state": derived(secret, "state"), "iss": ISSUER, "code": "c-1", **answer}
        return await self.relying.come_back(
            secret, {name: value for name, value in said.items() if value is not None}, NOW
        )

    def gives(self, token: Any = None, **changes: Any) -> None:
        claims = id_claims(nonce=derived(MINE, "nonce"), **changes)
        self.issuer.tokens = {"access_token": "a", "id_token": token or signed(claims, typ="JWT")}


async def test_the_way_there_carries_a_challenge_and_nothing_that_can_be_used() -> None:
    there = There()

    address = urlsplit(await there.relying.way_there(MINE))
    said = dict(parse_qsl(address.query))

    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/auth"
    assert said["tenant"] == "1"  # of the provider's own address
    assert said["redirect_uri"] == "https://fq.example/back"
    assert (said["response_type"], said["scope"], said["code_challenge_method"]) == ("code", "openid", "S256")
    assert said["state"] == derived(MINE, "state")
    assert len({said["state"], said["nonce"], said["code_challenge"], MINE}) == 4
    assert MINE not in address.query
    assert derived(MINE, "verifier") not in address.query
    assert "acr_values" not in said


async def test_whoever_comes_back_with_what_was_made_for_them_is_known() -> None:
    there = There()
    there.gives(sid="session-1")

    known = await there.come_back()

    assert (known.subject, known.session) == ("s-1", "session-1")
    form = parse_qs(there.issuer.forms[0].content.decode())
    assert form["code_verifier"] == [derived(MINE, "verifier")]
    assert form["redirect_uri"] == ["https://fq.example/back"]
    assert there.issuer.forms[0].headers["Authorization"].startswith("Basic ")


async def test_a_secret_is_sent_as_a_form_would_write_it() -> None:
    there = There()
    there.gives()
    await there.come_back()

    sent = base64.b64decode(there.issuer.forms[0].headers["Authorization"].removeprefix("Basic ")).decode()

    assert sent == "fengqiao:s%E2%82%ACcret%26"


async def test_a_public_client_has_no_secret_and_says_who_it_is() -> None:
    there = There(secret="")
    there.gives()
    await there.come_back()

    assert "Authorization" not in there.issuer.forms[0].headers
    assert parse_qs(there.issuer.forms[0].content.decode())["client_id"] == [CLIENT]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"state": None}, "state"),
        ({"state": ""}, "state"),
        ({"state": derived(OTHERS, "state")}, "state"),
        ({"state": derived(MINE, "nonce")}, "state"),
        ({"iss": None}, "iss"),
        ({"iss": "https://evil.example"}, "iss"),
        ({"iss": f"{ISSUER}/"}, "iss"),
        ({"code": None}, "refused-by-provider"),
        ({"code": ""}, "refused-by-provider"),
        ({"error": "access_denied"}, "refused-by-provider"),
    ],
    ids=str,
)
async def test_an_answer_that_was_not_made_for_this_sign_in_ends_it(
    answer: dict[str, Any], code: str
) -> None:
    there = There()
    there.gives()

    with pytest.raises(NotGenuine, match=code):
        await there.come_back(**answer)

    assert there.issuer.forms == []  # the code is not even tried


async def test_a_provider_that_does_not_name_itself_need_not_but_may_not_name_another() -> None:
    there = There()
    there.issuer.discovery["authorization_response_iss_parameter_supported"] = False
    there.gives()

    assert (await there.come_back(iss=None)).subject == "s-1"
    with pytest.raises(NotGenuine, match="iss"):
        await there.come_back(iss="https://evil.example")


async def test_what_another_browser_began_cannot_be_finished_here() -> None:
    there = There()
    there.gives()  # for MINE

    with pytest.raises(NotGenuine, match="nonce"):
        await there.come_back(OTHERS)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda c: signed(c, OTHER_RSA, typ="JWT"), "signature"),
        (lambda c: signed(c, typ="at+jwt"), "type"),
        (lambda c: signed({**c, "nonce": "x"}, typ="JWT"), "nonce"),
        (lambda c: signed({n: v for n, v in c.items() if n != "nonce"}, typ="JWT"), "nonce"),
        (lambda c: signed({**c, "aud": "other"}, typ="JWT"), "aud"),
        (lambda c: signed({**c, "aud": [CLIENT, "other"]}, typ="JWT"), "azp"),
        (lambda c: signed({**c, "aud": [CLIENT, "other"], "azp": "other"}, typ="JWT"), "azp"),
        (lambda c: signed({**c, "azp": "other"}, typ="JWT"), "azp"),
        (lambda c: signed({**c, "azp": None}, typ="JWT"), "azp"),
        (lambda c: signed({**c, "iss": "https://evil.example"}, typ="JWT"), "iss"),
        (lambda c: signed({**c, "iat": AT - JUST_ISSUED - 1}, typ="JWT"), "iat"),
        (lambda c: signed({**c, "exp": AT - 61}, typ="JWT"), "exp"),
        (lambda c: signed({**c, "sub": ""}, typ="JWT"), "sub"),
        (lambda _: signed(access_claims()), "type"),
        (lambda _: 1, "no-id-token"),
        (lambda _: {"sub": "s-1"}, "no-id-token"),
    ],
)
async def test_an_id_token_that_is_not_ours_lets_nobody_in(make: Callable[[Any], Any], code: str) -> None:
    there = There()
    there.gives(make(id_claims(nonce=derived(MINE, "nonce"))))

    with pytest.raises(NotGenuine, match=code):
        await there.come_back()


@pytest.mark.parametrize(
    "changes",
    [{"azp": CLIENT}, {"aud": [CLIENT]}, {"aud": [CLIENT, "other"], "azp": CLIENT}, {"sid": 7}],
    ids=str,
)
async def test_what_an_id_token_may_say_besides(changes: dict[str, Any]) -> None:
    there = There()
    there.gives(**changes)

    assert (await there.come_back()).session == ""


async def test_a_code_the_provider_does_not_take_is_no_sign_in() -> None:
    there = There()
    await there.relying.provider.addresses()
    there.issuer.status, there.issuer.tokens = 400, {"error": "invalid_grant"}

    with pytest.raises(NotGenuine, match="refused-by-provider"):
        await there.come_back()


async def test_a_provider_that_breaks_half_way_is_away() -> None:
    there = There()
    await there.relying.provider.addresses()
    there.issuer.status = 502

    with pytest.raises(ProviderAway):
        await there.come_back()


async def test_the_strength_of_sign_in_that_is_demanded_is_asked_for_and_checked() -> None:
    there = There(acr="urn:two-factors")

    assert "acr_values=urn%3Atwo-factors" in await there.relying.way_there(MINE)
    there.gives(acr="urn:password")
    with pytest.raises(NotGenuine, match="acr"):
        await there.come_back()
    there.gives(acr="urn:two-factors")
    assert (await there.come_back()).subject == "s-1"


@pytest.mark.parametrize("endpoint", [f"{ISSUER}/out", f"{ISSUER}/out?tenant=1"])
async def test_the_way_out_names_the_client_and_where_to_come_back_to(endpoint: str) -> None:
    there = There()
    there.issuer.discovery["end_session_endpoint"] = endpoint

    said = parse_qs(urlsplit(await there.relying.way_out()).query)

    assert said["client_id"] == [CLIENT]
    assert said["post_logout_redirect_uri"] == ["https://fq.example/"]


async def test_a_provider_without_a_way_out_has_none() -> None:
    there = There()
    del there.issuer.discovery["end_session_endpoint"]

    assert await there.relying.way_out() == ""


def logout(**changes: Any) -> dict[str, Any]:
    claims = {
        "iss": ISSUER,
        "aud": CLIENT,
        "iat": AT,
        "exp": AT + 120,
        "jti": "l-1",
        "events": LOGOUT,
        "sub": "s-1",
    }
    return {name: value for name, value in {**claims, **changes}.items() if value is not None}


@pytest.mark.parametrize(
    ("changes", "said"),
    [({}, ("s-1", "")), ({"sid": "q"}, ("s-1", "q")), ({"sid": "q", "sub": None}, ("", "q"))],
    ids=str,
)
async def test_a_logout_token_names_whose_sessions_end(
    changes: dict[str, Any], said: tuple[str, str]
) -> None:
    assert await There().relying.signed_out(signed(logout(**changes), typ="logout+jwt"), NOW) == said


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (signed(id_claims(jti="l-1"), typ="JWT"), "events"),
        (signed(logout(nonce="n"), typ="logout+jwt"), "events"),
        (signed(logout(events=[]), typ="logout+jwt"), "events"),
        (signed(logout(events={**LOGOUT, next(iter(LOGOUT)): 1}), typ="logout+jwt"), "events"),
        (signed(logout(sub=None), typ="logout+jwt"), "nobody"),
        (signed(logout(sub=1), typ="logout+jwt"), "sub"),
        (signed(logout(jti=None), typ="logout+jwt"), "jti"),
        (signed(logout(aud="other"), typ="logout+jwt"), "aud"),
        (signed(logout(iat=AT - 301), typ="logout+jwt"), "iat"),
        (signed(logout()), "type"),
    ],
)
async def test_what_is_no_logout_token_ends_nothing(token: str, code: str) -> None:
    with pytest.raises(NotGenuine, match=code):
        await There().relying.signed_out(token, NOW)
