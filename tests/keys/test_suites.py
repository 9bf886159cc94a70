"""The suites: standard vectors, what is made of their hashes by definition, and every bit that counts."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash, HashAlgorithm
from hypothesis import given
from hypothesis import strategies as st

from keys.suites import GM, INTL, SUITES, Suite

both = pytest.mark.parametrize("suite", SUITES.values(), ids=[*SUITES])


def hashed(by: HashAlgorithm, said: bytes) -> bytes:
    hashing = Hash(by)
    hashing.update(said)
    return hashing.finalize()


def by_definition(by: HashAlgorithm, key: bytes, said: bytes) -> bytes:
    """HMAC as RFC 2104 defines it; both hashes work on blocks of 64 bytes."""
    block = (hashed(by, key) if len(key) > 64 else key).ljust(64, b"\0")
    inner = hashed(by, bytes(byte ^ 0x36 for byte in block) + said)
    return hashed(by, bytes(byte ^ 0x5C for byte in block) + inner)


def test_sm4_in_gcm_gives_the_vector_of_rfc_8998() -> None:
    sealer = GM.sealer(bytes.fromhex("0123456789abcdeffedcba9876543210"))
    said = b"".join(bytes([byte]) * 8 for byte in (0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA))
    place = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    nonce = bytes.fromhex("00001234567800000000abcd")

    sealed = sealer._encrypt(nonce, said, place)

    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert sealer.open(nonce + sealed, place) == said


def test_aes_in_gcm_gives_test_case_16_of_its_specification() -> None:
    sealer = INTL.sealer(bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2))
    said = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    place = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")

    sealed = sealer._encrypt(bytes.fromhex("cafebabefacedbaddecaf888"), said, place)

    assert sealed.hex() == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )


def test_sm3_gives_the_first_vector_of_its_standard() -> None:
    assert GM.fingerprint(b"abc") == "66c7f0f462eeedd9"
    assert hashed(SM3(), b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.parametrize(("suite", "by"), [(INTL, SHA256()), (GM, SM3())], ids=["intl", "gm"])
@pytest.mark.parametrize("length", [0, 1, 32, 64, 65, 200])
def test_a_digest_and_a_derived_key_are_what_their_definitions_say(
    suite: Suite, by: HashAlgorithm, length: int
) -> None:
    key, said = bytes(range(length % 256)), b"said" * length

    first = by_definition(by, by_definition(by, bytes(32), key), b"purpose\x01")  # RFC 5869, without salt

    assert suite.digest(key, said) == by_definition(by, key, said)
    assert suite.derive(key, b"purpose", suite.key_bytes) == first[: suite.key_bytes]


@both
@given(said=st.binary(max_size=300), place=st.binary(max_size=60), at=st.integers(0), bit=st.integers(0, 7))
def test_what_was_sealed_opens_and_with_any_bit_changed_does_not(
    suite: Suite, said: bytes, place: bytes, at: int, bit: int
) -> None:
    sealer = suite.sealer(bytes(range(suite.key_bytes)))
    sealed = sealer.seal(said, place)
    changed = bytearray(sealed)
    changed[at % len(sealed)] ^= 1 << bit

    assert sealer.open(sealed, place) == said
    with pytest.raises(InvalidTag):
        sealer.open(bytes(changed), place)


@both
@pytest.mark.parametrize("length", [0, 5, 12, 27])
def test_what_is_too_short_to_be_sealed_is_refused_like_what_was_changed(suite: Suite, length: int) -> None:
    with pytest.raises(InvalidTag):
        suite.sealer(bytes(suite.key_bytes)).open(bytes(length), b"")


@both
def test_another_key_and_another_place_open_nothing(suite: Suite) -> None:
    sealed = suite.sealer(bytes(suite.key_bytes)).seal(b"said", b"here")

    with pytest.raises(InvalidTag):
        suite.sealer(bytes(suite.key_bytes)).open(sealed, b"there")
    with pytest.raises(InvalidTag):
        suite.sealer(b"k" * suite.key_bytes).open(sealed, b"here")


def test_the_suites_share_neither_a_cipher_nor_a_derived_key() -> None:
    key = bytes(range(32))

    assert len({suite.cipher for suite in SUITES.values()}) == 2
    assert len({suite.derive(key, b"purpose", 16) for suite in SUITES.values()}) == 2
