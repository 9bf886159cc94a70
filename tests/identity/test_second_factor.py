"""Codes by time and recovery codes: each is good once (T05). The time is handed in."""

from datetime import UTC, datetime, timedelta
from math import log2

import pyotp
import pytest
from cryptography.exceptions import InvalidTag

from identity.second_factor import (
    RECOVERY_CODES,
    Safe,
    as_recovery_code,
    enrolment_uri,
    new_recovery_codes,
    new_seed,
    step_of,
)

SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of RFC 6238
AT = datetime.fromtimestamp(59, UTC)


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, the last six digits."""
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert step_of(SEED, code, datetime.fromtimestamp(seconds, UTC), after=0) == seconds // 30


@pytest.mark.parametrize(
    ("seconds", "is_good"), [(-31, False), (-29, True), (0, True), (29, True), (31, True), (61, False)]
)
def test_a_code_is_good_in_its_half_minute_and_in_those_beside_it(seconds: int, is_good: bool) -> None:
    at = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # a half minute begins
    code = pyotp.TOTP(SEED).at(at)

    assert (step_of(SEED, code, at + timedelta(seconds=seconds), after=0) is not None) is is_good


def test_a_code_that_was_used_is_good_no_more_and_neither_is_one_before_it() -> None:
    at = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    totp = pyotp.TOTP(SEED)
    step = step_of(SEED, totp.at(at), at, after=0)
    assert step

    assert step_of(SEED, totp.at(at), at, after=step) is None
    assert step_of(SEED, totp.at(at - timedelta(seconds=30)), at, after=step) is None
    assert step_of(SEED, totp.at(at + timedelta(seconds=30)), at, after=step) == step + 1


@pytest.mark.parametrize(
    "code", ["", "28708", "2870820", "287083", "２８７０８２", "287 082", "abcdef", "-1"]
)
def test_what_is_no_code_of_now_is_none(code: str) -> None:
    expected = 1 if code == "２８７０８２" else None  # full-width digits are the same digits

    assert step_of(SEED, code, AT, after=0) == expected


def test_a_device_is_told_by_an_address_that_it_reads_from_a_picture() -> None:
    uri = enrolment_uri(SEED, "wang.jia")

    read = pyotp.parse_uri(uri)
    assert uri.startswith("otpauth://totp/")
    assert (read.name, read.secret) == ("wang.jia", SEED)
    assert isinstance(read, pyotp.TOTP)
    assert read.at(AT) == "287082"


def test_every_seed_is_another() -> None:
    seeds = {new_seed() for _ in range(100)}

    assert len(seeds) == 100
    assert {len(seed) for seed in seeds} == {32}  # 160 bits


def test_recovery_codes_hold_128_bits_and_more_and_are_read_however_they_are_typed() -> None:
    codes = new_recovery_codes()
    one = codes[0]
    characters = set("".join(new for _ in range(20) for new in new_recovery_codes())) - {"-"}

    assert len(set(codes)) == RECOVERY_CODES
    assert {len(code.replace("-", "")) for code in codes} == {28}
    assert log2(len(characters)) * 28 >= 128
    assert {len(group) for group in one.split("-")} == {4}
    assert as_recovery_code(one) == one.replace("-", "")
    assert as_recovery_code(f" {one.lower().replace('-', ' ')} ") == as_recovery_code(one)
    assert as_recovery_code(one.replace("1", "l").replace("0", "o")) == as_recovery_code(one)
    assert as_recovery_code(f"IOLA-{'0000-' * 5}0000") == f"101A{'0' * 24}"


@pytest.mark.parametrize(
    "code", ["", "287082", f"{'0000-' * 6}000U", "0" * 16, "0" * 27, "0" * 29, "码" * 28]
)
def test_what_is_no_recovery_code_is_none(code: str) -> None:
    assert as_recovery_code(code) is None


def test_a_seed_is_sealed_for_one_person_under_one_key() -> None:
    safe = Safe("a key")
    sealed = safe.seal(SEED, "p-1")

    assert SEED.encode() not in sealed
    assert safe.open(sealed, "p-1") == SEED
    assert safe.seal(SEED, "p-1") != sealed
    for other, person in ((safe, "p-2"), (Safe("another"), "p-1")):
        with pytest.raises(InvalidTag):
            other.open(sealed, person)
