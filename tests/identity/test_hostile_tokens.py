"""Families of tokens that nobody may come in with (T01): each row is one, and is refused by its code."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest

from identity.provider import Provider
from identity.tokens import LARGEST, NotGenuine, check_access_token, header_of
from tests.identity.issuer import (
    API,
    AT,
    EC,
    ED,
    ISSUER,
    NOW,
    OTHER_RSA,
    RSA,
    RSA_2,
    FakeIssuer,
    access_claims,
    encoded,
    handmade,
    id_claims,
    signed,
)

GOOD = access_claims()
BODY = json.dumps(GOOD).encode()
HEAD = {"alg": "RS256", "kid": "rsa-1", "typ": "at+jwt"}
PUBLIC_PEM = RSA.as_pem(private=False)
PUBLIC_DER = RSA.as_der(private=False)
ATTACKER = OTHER_RSA.as_dict(private=False)


def by_secret(secret: bytes, algorithm: str = "HS256", **header: Any) -> str:
    """Signed with a secret, where the provider signs with a private key."""
    digest = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}[algorithm]
    said = json.dumps({"alg": algorithm, "kid": "rsa-1", "typ": "at+jwt", **header}).encode()
    signing = f"{encoded(said)}.{encoded(BODY)}"
    return f"{signing}.{encoded(hmac.digest(secret, signing.encode(), digest))}"


def swapped(token: str, segment: int, instead: str) -> str:
    parts = token.split(".")
    parts[segment] = instead
    return ".".join(parts)


def unencoded() -> str:
    """RFC 7797: a body that is not encoded, named as critical."""
    header = {"alg": "RS256", "kid": "rsa-1", "typ": "at+jwt", "b64": False, "crit": ["b64"]}
    return handmade(header, BODY)


JSON_TWICE = json.dumps(GOOD)[:-1].encode() + b', "sub": "s-2"}'
DEEP = b'{"a":' + b"[" * 2500 + b"]" * 2500 + b"}"

# What it is -> the token, and the code it is refused with.
FAMILIES: dict[str, tuple[Callable[[], str], str]] = {
    # no algorithm, or another family's
    "alg none, no signature": (
        lambda: handmade({"alg": "none", "kid": "rsa-1"}, BODY, b"")[:-1] + ".",
        "unreadable",
    ),
    "alg none, some signature": (lambda: handmade({"alg": "none", "kid": "rsa-1"}, BODY), "algorithm"),
    "alg NoNe": (lambda: handmade({"alg": "NoNe", "kid": "rsa-1"}, BODY), "algorithm"),
    "alg missing": (lambda: handmade({"kid": "rsa-1"}, BODY), "algorithm"),
    "alg empty": (lambda: handmade({"alg": "", "kid": "rsa-1"}, BODY), "algorithm"),
    "alg a list": (lambda: handmade({"alg": ["RS256"], "kid": "rsa-1"}, BODY), "header"),
    "alg null": (lambda: handmade({"alg": None, "kid": "rsa-1"}, BODY), "header"),
    "HS256 with the public key in PEM": (lambda: by_secret(PUBLIC_PEM), "algorithm"),
    "HS384 with the public key in PEM": (lambda: by_secret(PUBLIC_PEM, "HS384"), "algorithm"),
    "HS512 with the public key in DER": (lambda: by_secret(PUBLIC_DER, "HS512"), "algorithm"),
    "HS256 with an empty key (CVE-2026-49852)": (lambda: by_secret(b""), "algorithm"),
    "HS256 with the modulus": (lambda: by_secret(str(RSA.as_dict(private=False)["n"]).encode()), "algorithm"),
    "ES256 named, an RSA key by that name": (lambda: swapped_alg("ES256"), "algorithm"),
    "Ed25519 named, an RSA key by that name": (lambda: swapped_alg("Ed25519"), "algorithm"),
    "an encrypting algorithm": (lambda: handmade({"alg": "RSA-OAEP", "kid": "rsa-1"}, BODY), "algorithm"),
    "an algorithm nobody knows": (lambda: handmade({"alg": "XX1", "kid": "rsa-1"}, BODY), "algorithm"),
    "ES256K": (lambda: handmade({"alg": "ES256K", "kid": "ec-1"}, BODY), "algorithm"),
    # a key that the token chooses
    "jwk in the header (CVE-2026-27962)": (lambda: signed(GOOD, OTHER_RSA, jwk=ATTACKER), "header"),
    "jwk in the header, no kid": (lambda: signed(GOOD, OTHER_RSA, jwk=ATTACKER, kid=None), "header"),
    "jku": (lambda: signed(GOOD, OTHER_RSA, jku="https://evil.example/jwks"), "header"),
    "x5u": (lambda: signed(GOOD, OTHER_RSA, x5u="https://evil.example/cert"), "header"),
    "x5c": (lambda: signed(GOOD, OTHER_RSA, x5c=[base64.b64encode(PUBLIC_DER).decode()]), "header"),
    "no kid": (lambda: signed(GOOD, kid=None), "no-key-named"),
    "an empty kid": (lambda: handmade({"alg": "RS256", "kid": ""}, BODY), "no-key-named"),
    "kid a number": (lambda: handmade({"alg": "RS256", "kid": 1}, BODY), "header"),
    "kid of nobody": (lambda: signed(GOOD, OTHER_RSA, kid="rsa-9"), "unknown-key"),
    "kid a path": (lambda: signed(GOOD, OTHER_RSA, kid="../../dev/null"), "unknown-key"),
    "kid a query": (lambda: signed(GOOD, OTHER_RSA, kid="' OR 1=1 --"), "unknown-key"),
    "another's key under a good kid": (lambda: signed(GOOD, OTHER_RSA), "signature"),
    "kid of another key of the provider": (lambda: signed(GOOD, EC, "ES256", kid="rsa-1"), "algorithm"),
    "a key it encrypts with": (lambda: signed(GOOD, RSA, kid="enc-1"), "unknown-key"),
    "a secret it published": (lambda: by_secret(b"k" * 32, kid="oct-1"), "algorithm"),
    "a key too weak": (lambda: signed(GOOD, RSA, kid="weak-1"), "unknown-key"),
    "a name two keys have": (lambda: signed(GOOD, RSA, kid="twice"), "unknown-key"),
    # what else a header may say
    "crit unknown (CVE-2026-32597)": (lambda: handmade({**HEAD, "crit": ["exp"], "exp": 1}, BODY), "header"),
    "crit empty": (lambda: signed(GOOD, crit=[]), "header"),
    "b64 false (RFC 7797)": (unencoded, "header"),
    "b64 true": (lambda: signed(GOOD, b64=True), "header"),
    "zip": (lambda: signed(GOOD, zip="DEF"), "header"),
    "enc": (lambda: signed(GOOD, enc="A256GCM"), "header"),
    "cty: a token in a token": (lambda: signed(GOOD, cty="JWT"), "header"),
    "a header nobody knows": (lambda: signed(GOOD, x_debug="1"), "header"),
    # what is no token, or not in its one form
    "nothing": (lambda: "", "unreadable"),
    "one segment": (lambda: "e30", "unreadable"),
    "five segments: an encrypted token": (lambda: "e30.e30.e30.e30.e30", "unreadable"),
    "JSON instead of segments": (
        lambda: json.dumps({"payload": encoded(BODY), "signatures": []}),
        "unreadable",
    ),
    "an empty body": (lambda: swapped(signed(GOOD), 1, ""), "unreadable"),
    "a signature that is not there": (lambda: swapped(signed(GOOD), 2, ""), "unreadable"),
    "white space around it": (lambda: f" {signed(GOOD)} ", "unreadable"),
    "a line break in it": (lambda: signed(GOOD).replace(".", ".\n", 1), "unreadable"),
    "padding": (lambda: signed(GOOD) + "==", "unreadable"),
    "base64 of the other alphabet": (lambda: swapped(signed(GOOD), 2, "+/+/"), "unreadable"),
    "bits that say nothing": (lambda: swapped(signed(GOOD), 2, last_bits(signed(GOOD))), "unreadable"),
    "a segment cut short": (lambda: swapped(signed(GOOD), 1, "A"), "unreadable"),
    "larger than 8 KB": (lambda: signed({**GOOD, "x": "a" * LARGEST}), "too-large"),
    "a header that is a list": (lambda: handmade(b"[]", BODY), "unreadable"),
    "a header that is no JSON": (lambda: handmade(b"{", BODY), "unreadable"),
    "a header in another encoding": (lambda: handmade(b"\xff\xfe{}", BODY), "unreadable"),
    "alg twice": (lambda: handmade(b'{"alg":"RS256","alg":"none","kid":"rsa-1"}', BODY), "unreadable"),
    "claims that are a list": (lambda: signed(b"[]"), "unreadable"),
    "claims that are no JSON": (lambda: signed(b"sub=s-1"), "unreadable"),
    "claims in another encoding": (lambda: signed(b"\xff"), "unreadable"),
    "sub twice": (lambda: signed(JSON_TWICE), "unreadable"),
    "exp NaN": (lambda: signed(BODY.replace(str(AT + 300).encode(), b"NaN")), "unreadable"),
    "exp Infinity": (lambda: signed(BODY.replace(str(AT + 300).encode(), b"Infinity")), "unreadable"),
    "claims without a bottom": (lambda: signed(DEEP), "unreadable"),
    # signed, but not what was signed
    "a body put in place of another": (lambda: swapped(signed(GOOD), 1, encoded(BODY + b" ")), "signature"),
    "a header put in place of another": (
        lambda: swapped(signed(GOOD), 0, encoded(json.dumps(HEAD).encode())),
        "signature",
    ),
    "an ECDSA signature of zeros": (
        lambda: handmade({**HEAD, "alg": "ES256", "kid": "ec-1"}, BODY, b"\x00" * 64),
        "signature",
    ),
    "an ECDSA signature in DER": (
        lambda: handmade({**HEAD, "alg": "ES256", "kid": "ec-1"}, BODY, b"\x30\x44" + b"\x02" * 68),
        "signature",
    ),
    "PS256 under a key for RS256": (lambda: swapped_alg("PS256"), "signature"),
    # good tokens, for something else
    "an ID token": (lambda: signed(id_claims(aud=API), typ="JWT"), "type"),
    "no type": (lambda: signed(GOOD, typ=None), "type"),
    "a logout token": (lambda: signed(GOOD, typ="logout+jwt"), "type"),
    "another type": (lambda: signed(GOOD, typ="at+jwt+x"), "type"),
    "another issuer": (lambda: signed(access_claims(iss="https://evil.example")), "iss"),
    "the issuer with a slash": (lambda: signed(access_claims(iss=f"{ISSUER}/")), "iss"),
    "the issuer in a list": (lambda: signed(access_claims(iss=[ISSUER])), "iss"),
    "another audience": (lambda: signed(access_claims(aud="https://other.example")), "aud"),
    "an audience that begins like ours": (lambda: signed(access_claims(aud=f"{API}.evil.example")), "aud"),
    "an audience that is an object": (lambda: signed(access_claims(aud={"a": API})), "aud"),
    "expired": (lambda: signed(access_claims(iat=AT - 600, exp=AT - 61)), "exp"),
    "of the future": (lambda: signed(access_claims(iat=AT + 61)), "iat"),
    "not yet good": (lambda: signed(access_claims(nbf=AT + 61)), "nbf"),
    "exp true": (lambda: signed(access_claims(exp=True)), "exp"),
    "exp a text": (lambda: signed(access_claims(exp="4102444800")), "exp"),
    "for ever": (lambda: signed(access_claims(exp=AT + 3601)), "lives-too-long"),
}


def swapped_alg(algorithm: str) -> str:
    """A good signature under a header that names another algorithm."""
    return swapped(signed(GOOD), 0, encoded(json.dumps({**HEAD, "alg": algorithm}).encode()))


def last_bits(token: str) -> str:
    """The same signature with bits set that its last character does not need."""
    signature = token.rpartition(".")[2]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return signature[:-1] + alphabet[alphabet.index(signature[-1]) ^ 1]


def the_provider() -> FakeIssuer:
    """It publishes what is good, and what nobody may believe by."""
    issuer = FakeIssuer(RSA, RSA_2, EC, ED)
    public = RSA.as_dict(private=False)
    issuer.keys += [
        {**public, "kid": "enc-1", "use": "enc"},
        {"kty": "oct", "kid": "oct-1", "k": encoded(b"k" * 32)},
        {**public, "kid": "weak-1", "n": encoded(b"\xc1" + b"\x01" * 127)},
        {**public, "kid": "twice"},
        {**ATTACKER, "kid": "twice"},
        {name: value for name, value in public.items() if name != "kid"},
        {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"},
        {"kty": "EC", "kid": "no-curve"},
        {**RSA.as_dict(private=True), "kid": "private"},
        "no key at all",
    ]
    return issuer


async def brought(token: str) -> dict[str, Any]:
    """What a token brings that the API takes."""
    return await checked(the_provider().provider(), token)


async def checked(provider: Provider, token: str) -> dict[str, Any]:
    """As the API reads an access token."""
    header, claims = await provider.claims_in(token)
    check_access_token(header, claims, issuer=ISSUER, audience=API, at=NOW)
    return claims


def test_there_are_forty_families_and_more() -> None:
    assert len(FAMILIES) >= 40


@pytest.mark.parametrize("family", FAMILIES)
async def test_a_hostile_token_is_refused(family: str) -> None:
    make, code = FAMILIES[family]

    with pytest.raises(NotGenuine) as refused:
        await brought(make())

    assert refused.value.code == code


# The control: what differs from a row above in that one thing alone is let in.
@pytest.mark.parametrize(
    ("key", "algorithm"),
    [(RSA, "RS256"), (RSA_2, "PS256"), (RSA_2, "RS512"), (EC, "ES256"), (ED, "Ed25519")],
    ids=lambda each: each if isinstance(each, str) else each.kid,
)
async def test_a_token_that_the_provider_has_signed_is_believed(key: Any, algorithm: str) -> None:
    assert (await brought(signed(GOOD, key, algorithm)))["sub"] == "s-1"


@pytest.mark.parametrize(
    "header",
    [{"typ": "application/at+jwt"}, {"typ": "AT+JWT"}, {"x5t": "abc"}, {"x5t#S256": "abc"}],
    ids=str,
)
async def test_what_a_header_may_say_besides(header: dict[str, Any]) -> None:
    assert await brought(signed(GOOD, **header))


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": [API, "https://other.example"]},
        {"exp": AT - 59, "iat": AT - 400},
        {"iat": AT + 60},
        {"nbf": AT + 60},
        {"exp": AT + 3600},
        {"exp": AT + 300.5},
    ],
    ids=str,
)
async def test_what_claims_may_be_besides(changes: dict[str, Any]) -> None:
    assert await brought(signed(access_claims(**changes)))


ABSENT = "absent"
WRONG: dict[str, list[Any]] = {
    "iss": [ABSENT, "", "https://ID.example", 1, None, {}, True],
    "aud": [ABSENT, "", [], "x", ["x"], [1], 1, None, f" {API}"],
    "exp": [ABSENT, 0, -1, "1", None, [], True, AT - 3600],
    "iat": [ABSENT, "1", None, [], True, AT + 3600],
    "sub": [ABSENT, "", 1, None, [], "a" * 256],
    "client_id": [ABSENT, "", 1, None, []],
    "jti": [ABSENT, "", 1, None, []],
    "nbf": ["1", None, [], True, AT + 3600],
}


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        pytest.param(claim, value, id=f"{claim}={value!r:.30}")
        for claim, values in WRONG.items()
        for value in values
    ],
)
async def test_a_claim_that_is_not_what_it_must_be_lets_nobody_in(claim: str, value: Any) -> None:
    claims = {name: said for name, said in GOOD.items() if name != claim}
    if value != ABSENT:
        claims[claim] = value

    with pytest.raises(NotGenuine):
        await brought(signed(json.dumps(claims).encode()))


async def test_every_bit_of_a_token_counts() -> None:
    token = signed(GOOD, ED, "Ed25519")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    provider = the_provider().provider()
    changed = 0

    for place, character in enumerate(token):
        if character == ".":
            continue
        for bit in range(6):
            other = token[:place] + alphabet[alphabet.index(character) ^ (1 << bit)] + token[place + 1 :]
            with pytest.raises(NotGenuine):
                await checked(provider, other)
            changed += 1

    assert changed > 1000
    assert await provider.claims_in(token)


def test_a_header_is_read_before_anything_is_believed() -> None:
    header = header_of(signed(GOOD))

    assert (header.algorithm, header.key_id, header.type) == ("RS256", "rsa-1", "at+jwt")
