"""A key signs for its purpose; a new one counts when the one before it says so."""

from dataclasses import replace

import pytest

from proof.keys import Introduced, Signer, introduce, is_signed, key_id, known

FIRST, SECOND, STRANGER = (Signer(bytes([n]) * 32) for n in (1, 2, 3))
SINCE = "2026-11-02T01:00:00+00:00"
BEGINNING = introduce(FIRST, SINCE)


def test_a_signature_holds_for_its_key_its_purpose_and_its_words() -> None:
    signature = FIRST.sign("checkpoint", b"said")

    assert is_signed(FIRST.public, "checkpoint", b"said", signature)
    assert not is_signed(FIRST.public, "bundle", b"said", signature)
    assert not is_signed(FIRST.public, "checkpoint", b"Said", signature)
    assert not is_signed(SECOND.public, "checkpoint", b"said", signature)


@pytest.mark.parametrize(("public", "signature"), [("", ""), ("z", "00"), ("00" * 32, "00"), ("00" * 31, "")])
def test_what_is_no_key_or_no_signature_has_signed_nothing(public: str, signature: str) -> None:
    assert not is_signed(public, "checkpoint", b"said", signature)


def test_a_key_is_known_by_its_fingerprint() -> None:
    assert FIRST.id == key_id(FIRST.public) != SECOND.id


def test_a_key_that_the_one_before_it_introduced_is_known() -> None:
    keys, strangers = known([BEGINNING, introduce(SECOND, SINCE, FIRST)])

    assert keys == {FIRST.id: FIRST.public, SECOND.id: SECOND.public}
    assert strangers == []


@pytest.mark.parametrize(
    "introduced",
    [
        introduce(STRANGER, SINCE),
        introduce(STRANGER, SINCE, SECOND),
        replace(introduce(SECOND, SINCE, FIRST), since="2027-01-01T00:00:00+00:00"),
        replace(introduce(SECOND, SINCE, FIRST), public=STRANGER.public),
        replace(introduce(SECOND, SINCE, FIRST), public="no key"),
    ],
    ids=["by itself", "by one that nobody knows", "with another date", "with another key", "without a key"],
)
def test_a_key_that_nobody_known_has_introduced_is_a_stranger(introduced: Introduced) -> None:
    keys, strangers = known([BEGINNING, introduced])

    assert keys == {FIRST.id: FIRST.public}
    assert strangers == [introduced.id]


def test_whoever_knows_the_first_fingerprint_takes_no_other_beginning() -> None:
    forged = [introduce(STRANGER, SINCE), introduce(SECOND, SINCE, STRANGER)]

    assert known(forged)[1] == []
    assert known(forged, first=FIRST.id) == ({}, [STRANGER.id, SECOND.id])
