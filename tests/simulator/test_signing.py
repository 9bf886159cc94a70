"""Signatures, and the window."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simulator.signing import Keys, private_key, public_key
from tests.simulator.playing import SECRET

NOW = datetime(2026, 7, 1, tzinfo=UTC)
BODY = '{"甲": 1}'.encode()
PRIVATE = "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="  # RFC 8032, the first test vector
PUBLIC = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


def test_what_was_signed_is_good() -> None:
    assert Keys(SECRET).why_not(Keys(SECRET).headers("m-1", NOW, BODY), BODY, NOW) is None


@pytest.mark.parametrize(
    ("off", "why"), [(300, None), (-300, None), (301, "outside-window"), (-301, "outside-window")]
)
def test_the_window_is_three_hundred_seconds_to_either_side(off: int, why: str | None) -> None:
    headers = Keys(SECRET).headers("m-1", NOW, BODY)

    assert Keys(SECRET).why_not(headers, BODY, NOW + timedelta(seconds=off)) == why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"webhook-id": "m-2"}, "bad-signature"),
        ({"webhook-id": ""}, "unsigned"),
        ({"webhook-signature": ""}, "unsigned"),
        ({"webhook-signature": "v1,"}, "bad-signature"),
        ({"webhook-signature": "v1a,AAAA"}, "bad-signature"),
        ({"webhook-signature": "甲"}, "bad-signature"),
        ({"webhook-timestamp": "soon"}, "outside-window"),
        ({"webhook-timestamp": "9" * 400}, "outside-window"),
    ],
)
def test_what_was_changed_is_not(change: dict[str, str], why: str) -> None:
    headers = Keys(SECRET).headers("m-1", NOW, BODY) | change

    assert Keys(SECRET).why_not(headers, BODY, NOW) == why


def test_bytes_that_are_no_text_are_nobodys() -> None:
    headers = Keys(SECRET).headers("m-1", NOW, BODY)

    assert Keys(SECRET).why_not(headers, b"\xff", NOW) == "bad-signature"


def test_a_key_of_the_county_suffices_where_one_was_agreed() -> None:
    county = Keys(SECRET, own=private_key(PRIVATE))
    signed = county.headers("m-1", NOW, BODY)
    by_key = signed | {"webhook-signature": signed["webhook-signature"].split()[1]}
    agreed = Keys("whsec_AAAA", county=public_key(PUBLIC))

    assert agreed.why_not(by_key, BODY, NOW) is None
    assert agreed.why_not(by_key, BODY + b" ", NOW) == "bad-signature"
    assert agreed.why_not(by_key | {"webhook-signature": "v1a,?"}, BODY, NOW) == "bad-signature"
    assert Keys(SECRET).why_not(by_key, BODY, NOW) == "bad-signature"


def test_a_key_says_what_it_is() -> None:
    with pytest.raises(ValueError, match="whsk_"):
        private_key(PUBLIC)
    assert private_key(PRIVATE).public_key() == public_key(PUBLIC)
    assert isinstance(private_key(PRIVATE), Ed25519PrivateKey)
