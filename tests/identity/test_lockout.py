"""How long nobody may try again."""

from datetime import timedelta

import pytest

from identity.handles import derived, digest_of, is_same, new_secret
from identity.lockout import ACCOUNT, ADDRESS, ALL, Limit


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 240), (10_000, 240)],
)
def test_an_account_is_barred_longer_with_every_failure(failures: int, minutes: int) -> None:
    assert ACCOUNT.bars_for(failures) == timedelta(minutes=minutes)


@pytest.mark.parametrize("limit", [ACCOUNT, ADDRESS, ALL], ids=lambda limit: limit.name)
def test_a_bar_never_outlasts_its_longest_and_never_shrinks(limit: Limit) -> None:
    bars = [limit.bars_for(failures) for failures in range(limit.free + 60)]

    assert bars == sorted(bars)
    assert bars[limit.free - 1] == timedelta(0)
    assert bars[limit.free] == limit.first
    assert bars[-1] == limit.longest


def test_a_secret_has_256_bits_and_is_told_neither_by_its_digest_nor_by_what_is_derived() -> None:
    secret = new_secret()

    assert len({new_secret() for _ in range(1000)}) == 1000
    assert len(secret) == 43
    assert len(digest_of(secret)) == 64
    assert derived(secret, "a") != derived(secret, "b") != secret
    assert derived(secret, "a") == derived(secret, "a") != derived(new_secret(), "a")
    assert is_same("甲", "甲")
    assert not is_same("甲", "乙")
    assert not is_same("", "\ud800")
