"""Which passwords are taken, how they are kept, and what checking them may cost (T04)."""

import asyncio
import unicodedata

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from identity.passwords import LONGEST, PHRASE, SHORTEST, Busy, Hasher, Weakness, weaknesses_of

KNOWN = ("wang.jia", "p-sl-window-clerk", "王甲")


@pytest.mark.parametrize(
    "password",
    [
        "我家门前有棵老槐树它已经活了一百年了",
        "correct horse battery staple",
        "kT7!mq-Rw29x",
        "三更灯火五更鸡正是读书时2",
        "Nine-tin-boats 47",
    ],
)
def test_a_password_that_nobody_would_try_is_taken(password: str) -> None:
    assert weaknesses_of(password, KNOWN) == []


@pytest.mark.parametrize("length", [64, LONGEST])
def test_a_password_may_be_as_long_as_a_paragraph(length: int) -> None:
    paragraph = "我家门前有棵老槐树它已经活了一百年了" * LONGEST

    assert weaknesses_of(paragraph[:length], KNOWN) == []


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("kT7!mq-Rw29", Weakness.TOO_SHORT),
        ("", Weakness.TOO_SHORT),
        ("x" * (LONGEST + 1), Weakness.TOO_LONG),
        ("aAaA1!aAaA1!aA", Weakness.TOO_ALIKE),
        ("ktqmrwxzbnvh", Weakness.TOO_ALIKE),  # one kind of character
        ("kt7qmr2wxz9bnv", Weakness.TOO_ALIKE),  # two
        ("Password@2026", Weakness.COMMON),
        ("P@ssw0rd12345", Weakness.COMMON),
        ("Admin@123456", Weakness.COMMON),
        ("Fengqiao2026!!", Weakness.COMMON),
        ("Xinfangju@2026", Weakness.COMMON),
        ("Woaini1314520!", Weakness.COMMON),
        ("Qwer1234!@#$", Weakness.COMMON),
        ("1qaz2wsx3edC", Weakness.COMMON),
        ("Abcdefgh12345678!", Weakness.COMMON),
        ("Wang.Jia-2026!x", Weakness.PERSONAL),
        ("王甲的口令是kT7!mq-Rw", Weakness.PERSONAL),
        ("p-sl-window-clerk-Ab9", Weakness.PERSONAL),
    ],
)
def test_a_password_that_is_tried_first_is_not_taken(password: str, weakness: Weakness) -> None:
    assert weakness in weaknesses_of(password, KNOWN)


@given(st.text(max_size=LONGEST))
@settings(max_examples=300, deadline=None)
def test_what_is_taken_is_long_and_various_and_holds_nothing_that_is_known(password: str) -> None:
    if weaknesses_of(password, KNOWN):
        return
    kept = unicodedata.normalize("NFC", password)
    assert SHORTEST <= len(kept) <= LONGEST
    assert len(set(kept)) >= 6
    assert not any(each in kept.casefold() for each in KNOWN)


@given(st.text("abcdefgh", min_size=SHORTEST, max_size=PHRASE - 1))
@settings(max_examples=100, deadline=None)
def test_a_short_password_of_one_kind_is_never_taken(password: str) -> None:
    assert Weakness.TOO_ALIKE in weaknesses_of(password, ())


async def test_a_password_is_kept_by_argon2id_with_the_parameters_for_little_memory() -> None:
    kept = await Hasher().hashed("三更灯火五更鸡正是读书时")

    parameters = extract_parameters(kept)
    assert kept.startswith("$argon2id$")
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (64 * 1024, 3, 4)
    assert (parameters.salt_len, parameters.hash_len) == (16, 32)


async def test_only_the_password_itself_is_right_however_it_was_composed() -> None:
    hasher = Hasher()
    kept = await hasher.hashed("é" * 12)

    assert await hasher.is_right(kept, "é" * 12)
    assert await hasher.is_right(kept, unicodedata.normalize("NFD", "é" * 12))
    assert not await hasher.is_right(kept, "e" * 12)
    assert not await hasher.is_right(kept, "é" * 12 + " ")


async def test_of_an_account_without_password_nothing_is_right_not_even_what_stands_in_for_it() -> None:
    hasher = Hasher()

    assert not await hasher.is_right(None, "nobody")
    assert not await hasher.is_right("no hash at all", "nobody")


async def test_a_password_that_was_hashed_with_other_parameters_is_hashed_anew() -> None:
    hasher = Hasher()
    older = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID).hash("x" * 12)

    assert hasher.is_outdated(older)
    assert await hasher.is_right(older, "x" * 12)
    assert not hasher.is_outdated(await hasher.hashed("x" * 12))


class Slow(Hasher):
    """Counts how many are worked on at once."""

    def __init__(self, at_once: int, waiting: int) -> None:
        super().__init__(at_once, waiting)
        self.now = self.most = 0

    def _verify(self, kept: str | None, password: str) -> bool:
        self.now += 1
        self.most = max(self.most, self.now)
        right = super()._verify(kept, password)
        self.now -= 1
        return right


async def test_two_hundred_at_once_are_worked_on_two_by_two_and_who_would_wait_in_vain_is_told() -> None:
    hasher = Slow(2, 8)
    kept = await hasher.hashed("x" * 12)

    answers = await asyncio.gather(
        *(hasher.is_right(kept, "x" * 12) for _ in range(200)), return_exceptions=True
    )

    assert hasher.most <= 2
    assert answers.count(True) == 10
    assert sum(isinstance(answer, Busy) for answer in answers) == 190
    assert not hasher.is_full
