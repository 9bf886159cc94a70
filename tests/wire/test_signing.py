"""Standard Webhooks, by hand: HMAC-SHA256 over id.timestamp.body, or Ed25519 over the same."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from wire.signing import ID, SIGNATURE, TIMESTAMP, WINDOW, Keys, NotSigned, check, sign

RAW = bytes(range(24))
SECRET = "whsec_" + base64.b64encode(RAW).decode()
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
BODY = '{"subject":"调解"}'

_key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_private = _key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
_public = _key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
OURS = Keys(ours="whsk_" + base64.b64encode(_private).decode())
THEIRS = Keys(theirs="whpk_" + base64.b64encode(_public).decode())
SHARED = Keys(SECRET)


def by_hand(id: str, at: datetime, body: str) -> str:
    said = f"{id}.{int(at.timestamp())}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(RAW, said, hashlib.sha256).digest()).decode()


def test_a_shared_secret_signs_as_the_scheme_says() -> None:
    assert sign(SHARED, "m-1", AT, BODY) == {
        ID: "m-1",
        TIMESTAMP: str(int(AT.timestamp())),
        SIGNATURE: by_hand("m-1", AT, BODY),
    }


def test_a_key_of_ones_own_signs_what_its_other_half_opens() -> None:
    headers = sign(OURS, "m-1", AT, BODY)

    assert headers[SIGNATURE].startswith("v1a,")
    said = f"m-1.{headers[TIMESTAMP]}.{BODY}".encode()
    _key.public_key().verify(base64.b64decode(headers[SIGNATURE][4:]), said)
    assert check(THEIRS, headers, BODY, AT) == "m-1"


def test_both_ways_at_once_are_two_signatures_and_either_is_enough() -> None:
    headers = sign(Keys(SECRET, OURS.ours), "m-1", AT, BODY)

    assert [each.partition(",")[0] for each in headers[SIGNATURE].split(" ")] == ["v1", "v1a"]
    assert check(SHARED, headers, BODY, AT) == check(THEIRS, headers, BODY, AT) == "m-1"


@pytest.mark.parametrize("after", [-WINDOW, -timedelta(seconds=1), timedelta(0), WINDOW])
def test_it_holds_for_five_minutes_either_way(after: timedelta) -> None:
    assert check(SHARED, sign(SHARED, "m-1", AT, BODY), BODY, AT + after) == "m-1"


@pytest.mark.parametrize("after", [-WINDOW - timedelta(seconds=1), WINDOW + timedelta(seconds=1)])
def test_it_does_not_hold_any_longer(after: timedelta) -> None:
    with pytest.raises(NotSigned, match="outside-the-window"):
        check(SHARED, sign(SHARED, "m-1", AT, BODY), BODY, AT + after)


GOOD = sign(SHARED, "m-1", AT, BODY)
STAMP = GOOD[TIMESTAMP]
BAD = {
    "nothing": ({}, "headers-missing"),
    "no id": ({**GOOD, ID: ""}, "headers-missing"),
    "another id": ({**GOOD, ID: "m-2"}, "signature"),
    "no instant": ({**GOOD, TIMESTAMP: "soon"}, "timestamp"),
    "an instant of no year": ({**GOOD, TIMESTAMP: "9" * 12}, "timestamp"),
    "the last instant that can be": ({**GOOD, TIMESTAMP: "9" * 11}, "outside-the-window"),
    "a negative instant": ({**GOOD, TIMESTAMP: "-" + STAMP}, "timestamp"),
    "another instant": ({**GOOD, TIMESTAMP: str(int(STAMP) + 1)}, "signature"),
    "another scheme": ({**GOOD, SIGNATURE: GOOD[SIGNATURE].replace("v1,", "v2,")}, "signature"),
    "the scheme of keys": ({**GOOD, SIGNATURE: GOOD[SIGNATURE].replace("v1,", "v1a,")}, "signature"),
    "no base64": ({**GOOD, SIGNATURE: "v1,調解"}, "signature"),
    "nothing signed": ({**GOOD, SIGNATURE: "v1,"}, "signature"),
    "a part of it": ({**GOOD, SIGNATURE: GOOD[SIGNATURE][:-5]}, "signature"),
}


@pytest.mark.parametrize(("headers", "code"), BAD.values(), ids=list(BAD))
def test_what_is_not_signed_says_why_for_the_log(headers: dict[str, str], code: str) -> None:
    with pytest.raises(NotSigned) as no:
        check(SHARED, headers, BODY, AT)

    assert no.value.code == code


@pytest.mark.parametrize("keys", [Keys(), Keys("whsec_" + base64.b64encode(b"another" * 4).decode()), THEIRS])
def test_nobody_elses_keys_open_it(keys: Keys) -> None:
    with pytest.raises(NotSigned, match="signature"):
        check(keys, GOOD, BODY, AT)


def test_another_body_is_not_what_was_signed() -> None:
    with pytest.raises(NotSigned, match="signature"):
        check(SHARED, GOOD, BODY + " ", AT)
    with pytest.raises(NotSigned, match="signature"):
        check(THEIRS, sign(OURS, "m-1", AT, BODY), BODY + " ", AT)


def test_one_good_signature_among_others_is_enough() -> None:
    headers = {**GOOD, SIGNATURE: f"v1,AAAA {GOOD[SIGNATURE]} v9,AAAA"}

    assert check(SHARED, headers, BODY, AT) == "m-1"


def test_keys_do_not_show_their_secrets() -> None:
    assert SECRET not in repr(Keys(SECRET, OURS.ours))
    assert OURS.ours not in repr(Keys(SECRET, OURS.ours))
