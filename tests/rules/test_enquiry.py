"""Asking when a period ends: what is written becomes a clock, or is refused with its field or its rule."""

from datetime import date, time

import pytest

from counties.calendars import china
from rules.clocks.clock import Clock
from rules.clocks.enquiry import BadEnquiry, Enquiry, Unclear, clock_asked
from rules.clocks.reckoning import Pause
from rules.clocks.rule import Ground, Unit
from rules.clocks.table.whole import rule_of
from rules.instants import at_time_of, first_instant_of
from rules.refusals import Reason, Refused
from rules.words import KINDS


def clock(id: str, start: str, **asked: object) -> Clock:
    return clock_asked(rule_of(id), china(), Enquiry(start, **asked))  # type: ignore[arg-type]


def unclear(id: str, start: str, **asked: object) -> tuple[str, Unclear]:
    with pytest.raises(BadEnquiry) as bad:
        clock(id, start, **asked)
    return bad.value.field, bad.value.why


def refusal(id: str, **asked: object) -> Reason:
    with pytest.raises(Refused) as refused:
        clock(id, "2026-02-11", **asked)
    return refused.value.reason


def test_a_day_is_the_first_instant_of_it_and_a_time_is_that_time() -> None:
    assert clock("K-07", "2026-02-11").started_at == first_instant_of(date(2026, 2, 11))
    assert clock("K-07", "2026-02-11", at="15:30").started_at == at_time_of(date(2026, 2, 11), time(15, 30))
    assert clock("K-07", " 2026-02-11T9:05:07 ").started_at == at_time_of(date(2026, 2, 11), time(9, 5, 7))


def test_a_clock_begins_with_what_its_rule_begins_with() -> None:
    assert (clock("K-05", "2026-02-11").event, clock("K-05", "2026-02-11").rule) == (
        "transfer-received",
        "K-05",
    )


def test_both_days_of_an_exclusion_are_left_out() -> None:
    (pause,) = clock("K-13", "2026-08-31", exclude=("2026-09-02..2026-09-11",)).pauses

    assert pause == Pause(
        Ground.HEARING, first_instant_of(date(2026, 9, 2)), first_instant_of(date(2026, 9, 12))
    )


def test_a_ground_may_be_named() -> None:
    pauses = clock("K-66", "2026-08-31", exclude=("appraisal:2026-09-02..2026-09-02",)).pauses

    assert [pause.ground for pause in pauses] == [Ground.APPRAISAL]


def test_an_extension_is_in_the_unit_of_the_rule_and_approved_by_whom_it_names() -> None:
    (extension,) = clock("K-07", "2026-02-11", extend=(30,)).extensions

    assert (extension.count, extension.unit, extension.approver) == (30, Unit.CALENDAR_DAYS, "head-of-organ")


def test_an_extension_on_the_first_day_is_in_time() -> None:
    asked = clock("K-07", "2026-02-11", at="15:30", extend=(5,), extended_on="2026-02-11")

    assert asked.extensions[0].approved_at == asked.started_at


@pytest.mark.parametrize(
    ("id", "start", "asked", "field", "why"),
    [
        ("K-07", "2026-02-30", {}, "start", Unclear.DATE_IMPOSSIBLE),
        ("K-07", "20260211", {}, "start", Unclear.DATE_IMPOSSIBLE),
        ("K-07", "1949-10-01", {}, "start", Unclear.DATE_IMPOSSIBLE),
        ("K-07", "2200-01-01", {}, "start", Unclear.DATE_IMPOSSIBLE),
        ("K-07", "", {}, "start", Unclear.DATE_IMPOSSIBLE),
        ("K-07", "٢٠٢٦-٠٢-١١", {}, "start", Unclear.DATE_IMPOSSIBLE),
        ("K-07", "2026-02-11", {"at": "25:00"}, "at", Unclear.TIME_IMPOSSIBLE),
        ("K-07", "2026-02-11", {"at": "10"}, "at", Unclear.TIME_IMPOSSIBLE),
        ("K-70", "2026-02-11", {}, "at", Unclear.TIME_NEEDED),
        ("K-13", "2026-02-11", {"exclude": ("2026-03-01",)}, "exclude", Unclear.RANGE_UNREADABLE),
        (
            "K-13",
            "2026-02-11",
            {"exclude": (":2026-03-01..2026-03-02",)},
            "exclude",
            Unclear.RANGE_UNREADABLE,
        ),
        ("K-13", "2026-02-11", {"exclude": ("2026-03-02..2026-03-01",)}, "exclude", Unclear.RANGE_BACKWARDS),
        ("K-13", "2026-02-11", {"exclude": ("2026-03-01..",)}, "exclude", Unclear.DATE_IMPOSSIBLE),
        (
            "K-13",
            "2026-02-11",
            {"exclude": ("rain:2026-03-01..2026-03-02",)},
            "exclude",
            Unclear.GROUND_UNKNOWN,
        ),
        ("K-66", "2026-02-11", {"exclude": ("2026-03-01..2026-03-02",)}, "exclude", Unclear.GROUND_NEEDED),
        ("K-40", "2026-02-11", {"extend": (10_000,)}, "extend", Unclear.EXTENSION_IMPOSSIBLE),
        (
            "K-07",
            "2026-02-11",
            {"extend": (5,), "extended_on": "2026-02-10"},
            "extended_on",
            Unclear.EXTENDED_BEFORE_THE_START,
        ),
    ],
)
def test_what_makes_no_sense_says_at_which_field_and_why(
    id: str, start: str, asked: dict[str, object], field: str, why: Unclear
) -> None:
    assert unclear(id, start, **asked) == (field, why)


@pytest.mark.parametrize(
    ("id", "asked", "reason"),
    [
        ("K-05", {"exclude": ("2026-03-01..2026-03-02",)}, Reason.GROUND_NOT_NAMED),
        ("K-13", {"exclude": ("appraisal:2026-03-01..2026-03-02",)}, Reason.GROUND_NOT_NAMED),
        ("K-05", {"extend": (1,)}, Reason.NO_EXTENSION),
        ("K-07", {"extend": (0,)}, Reason.EXTENSION_WITHOUT_DAYS),
        ("K-07", {"extend": (31,)}, Reason.EXTENSION_TOO_LONG),
        ("K-07", {"extend": (10, 10)}, Reason.ALREADY_EXTENDED),
        ("K-07", {"extend": (10,), "extended_on": "2026-04-14"}, Reason.PERIOD_HAS_ENDED),
    ],
)
def test_what_a_rule_does_not_allow_is_refused(id: str, asked: dict[str, object], reason: Reason) -> None:
    assert refusal(id, **asked) is reason


def test_every_reason_has_words() -> None:
    assert set(KINDS["unclear"]) == set(Unclear)
