"""Notices: when they go, by which way, how often, and what they say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counties.notifying import policies, policy_in_force
from rules.instants import BEIJING
from rules.notifying import ELECTRONIC, Policy, Way, Wish, fits, may_go_at, next_try, way_for, words_of

POLICY = policy_in_force("sl", date(2026, 11, 2))
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TIMES = st.times().map(lambda each: each.replace(microsecond=0))


def quiet(begins: time, ends: time) -> Policy:
    return replace(POLICY, quiet_from=begins, quiet_until=ends)


def is_quiet(at: datetime, policy: Policy) -> bool:
    """Worked out by walking back to when it last began or ended."""
    now = at.astimezone(BEIJING)
    days = (now.date() - timedelta(days=1), now.date())
    began = max(
        (b for d in days if (b := datetime.combine(d, policy.quiet_from, BEIJING)) <= now), default=None
    )
    ended = max(
        (e for d in days if (e := datetime.combine(d, policy.quiet_until, BEIJING)) <= now), default=None
    )
    return began is not None and (ended is None or began > ended)


@given(at=INSTANTS, begins=TIMES, ends=TIMES)
def test_in_quiet_hours_nothing_goes_and_at_their_end_it_does(at: datetime, begins: time, ends: time) -> None:
    policy = quiet(begins, ends)

    goes = may_go_at(at, policy, is_urgent=False)

    assert goes >= at
    assert not is_quiet(goes, policy)
    if is_quiet(at, policy):
        assert goes.astimezone(BEIJING).time() == ends
        assert goes - at <= timedelta(days=1)
    else:
        assert goes == at


@given(at=INSTANTS, begins=TIMES, ends=TIMES)
def test_danger_does_not_wait(at: datetime, begins: time, ends: time) -> None:
    assert may_go_at(at, quiet(begins, ends), is_urgent=True) == at


def test_whoever_wants_no_notices_gets_none_but_of_what_the_law_has_served() -> None:
    nothing = Wish(Way.NONE, "zh")

    assert way_for(nothing, "message", POLICY) is None
    assert way_for(nothing, "D-21", POLICY) is Way.LETTER
    assert way_for(None, "message", POLICY) is Way.LETTER
    assert way_for(Wish(Way.SMS, "en", "x"), "D-21", POLICY) is Way.SMS


@pytest.mark.parametrize("way", sorted(ELECTRONIC))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notice_says_where_to_look_and_nothing_else(way: Way, language: str) -> None:
    said = words_of(POLICY, way, language, "SL-2026-000001", "https://x.example/window/track")

    assert "SL-2026-000001" in said
    assert "https://x.example/window/track" in said
    assert "{" not in said


def test_a_policy_that_asks_for_more_than_there_is_is_refused() -> None:
    for words in (
        {**POLICY.words, "sms": {"zh": "{name}", "en": ""}},
        {"sms": POLICY.words["sms"]},
    ):
        with pytest.raises(KeyError):
            replace(POLICY, words=words)
    with pytest.raises(ValueError, match="tries"):
        replace(POLICY, tries=0)


def test_the_pauses_grow_and_have_an_end() -> None:
    pauses = [next_try(attempts) for attempts in range(1, 20)]

    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=2)
    assert pauses[-1] == timedelta(hours=4)


def test_a_county_without_a_policy_has_none() -> None:
    assert policies()
    with pytest.raises(LookupError):
        policy_in_force("nowhere", date(2026, 11, 2))


@pytest.mark.parametrize(
    ("way", "address", "does"),
    [
        (Way.SMS, "13800000000", True),
        (Way.SMS, "+86-138-0000-0000", True),
        (Way.SMS, "abc", False),
        (Way.SMS, "1380000@0000", False),
        (Way.SMS, None, False),
        (Way.EMAIL, "wang.jia+2@mail.example.cn", True),
        (Way.EMAIL, "00@", False),
        (Way.EMAIL, "@example.cn", False),
        (Way.EMAIL, "a@b@example.cn", False),
        (Way.EMAIL, "a..b@example.cn", False),
        (Way.EMAIL, "a@example", False),
        (Way.EMAIL, "a@-example.cn", False),
        (Way.EMAIL, "a@example.cn\nBcc: b@example.cn", False),
        (Way.EMAIL, None, False),
        (Way.NONE, None, True),
        (Way.NONE, "13800000000", False),
    ],
)
def test_an_address_is_one_to_which_something_can_be_sent(way: Way, address: str | None, does: bool) -> None:
    assert fits(way, address) is does
