"""Every due date says how it came about: each step in words, in both languages, with what it stands on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counties.calendars import china
from rules.clocks.clock import Clock, State
from rules.clocks.reckoning import DueDate, Extended, Pause, StepCode, reckon
from rules.clocks.rule import ClockRule, Ground, Unit
from rules.clocks.table.whole import TABLE, rule_of
from rules.clocks.telling import (
    EndedLate,
    clock_explained,
    clock_told,
    ended_late,
    explained,
    goes_on,
    light,
    told,
)
from rules.instants import at_time_of, first_instant_of
from rules.words import KINDS
from rules.words.explaining import length
from tests.rules import county

LANGUAGES = ("zh", "en")
CLOSING = time(17, 30)


def counted(
    id: str, start: date, *, at: time = time(9), pauses: tuple[Pause, ...] = (), longer: int = 0
) -> tuple[DueDate, ClockRule]:
    rule = rule_of(id)
    extensions: tuple[Extended, ...] = ()
    if longer and rule.extension:
        extensions = (
            Extended(longer, rule.extension.unit, rule.extension.approver, first_instant_of(start)),
        )
    due = reckon(rule, china(), at_time_of(start, at), rule.trigger, pauses, extensions)
    assert due
    return due, rule


def left_out(ground: Ground, first: date, last: date) -> Pause:
    return Pause(ground, first_instant_of(first), first_instant_of(last + timedelta(days=1)))


def samples() -> Iterator[tuple[DueDate, ClockRule]]:
    """Counts that take every kind of step between them."""
    hearing = left_out(Ground.HEARING, date(2026, 9, 2), date(2026, 9, 11))
    yield counted("K-02", date(2026, 2, 3))
    yield counted("K-05", date(2026, 2, 25))
    yield counted("K-07", date(2026, 7, 6), longer=30)
    yield counted("K-07", date(2026, 11, 21))
    yield counted("K-13", date(2026, 8, 31), pauses=(hearing,))
    yield counted("K-40", date(2026, 1, 31))
    yield counted("K-02a", date(2026, 8, 31))
    yield counted("K-70", date(2026, 10, 1), at=time(10))
    yield counted("K-71", date(2026, 3, 2), longer=10)


def steps_of_hours_that_stood_still() -> DueDate:
    rule = rule_of("K-70")
    began = at_time_of(date(2026, 10, 1), time(10))
    pause = Pause(Ground.OBSTACLE, began + timedelta(hours=1), began + timedelta(days=1, hours=2, minutes=30))
    due = reckon(rule, china(), began, rule.trigger, (pause,))
    assert due
    return due


def test_the_samples_take_every_kind_of_step() -> None:
    assert {step.code for due, _ in samples() for step in due.steps} == set(StepCode)


@pytest.mark.parametrize("closing", [None, CLOSING])
@pytest.mark.parametrize(("due", "rule"), [*samples()])
def test_every_step_is_a_sentence_in_both_languages(
    due: DueDate, rule: ClockRule, closing: time | None
) -> None:
    zh, en = (explained(due, rule, language, closing) for language in LANGUAGES)

    assert len(zh) == len(en) >= len(due.steps) + 1
    for sentence in zh:
        assert sentence.endswith("。")
        assert not re.search(r"[{}]|None", sentence)
    for sentence in en:
        assert sentence.endswith(".")
        assert not re.search(r"[{}\u4e00-\u9fff]|None", sentence)


@pytest.mark.parametrize(("due", "rule"), [*samples()])
def test_an_explanation_names_the_start_the_due_date_and_the_articles(due: DueDate, rule: ClockRule) -> None:
    zh, en = (" ".join(explained(due, rule, language)) for language in LANGUAGES)

    assert f"{due.on.year}年{due.on.month}月{due.on.day}日" in zh
    assert due.on.isoformat() in en
    assert all(article.cite("zh") in zh and article.cite("en") in en for article in rule.articles)
    assert KINDS["clock-trigger"][rule.trigger][0] in zh
    assert KINDS["clock-trigger"][rule.trigger][1] in en


def test_a_day_that_is_skipped_or_rolled_over_says_why_and_on_what_basis() -> None:
    rolled = explained(*counted("K-02", date(2026, 2, 3)), "zh")
    skipped = explained(*counted("K-05", date(2026, 2, 25)), "zh")
    stayed = explained(*counted("K-40", date(2026, 1, 31)), "en")

    assert "2月18日至2月23日为节假日，期限的最后一日遇休假日，顺延（《民法典》第203条第1款）。" in rolled
    assert "3月1日为周末，不是工作日，不计入。" in skipped
    assert "2026年2月28日为调休上班日，是工作日，计入。" in skipped
    assert "2026-02-28 is a make-up workday, not a day off: the period does not roll." in stayed


def test_days_left_out_name_their_ground_and_its_article() -> None:
    hearing = left_out(Ground.HEARING, date(2026, 9, 2), date(2026, 9, 11))
    due, rule = counted("K-13", date(2026, 8, 31), pauses=(hearing,))

    assert "9月2日至9月11日因听证不计入，扣除10日（《信访工作条例》第36条）。" in explained(due, rule, "zh")
    assert any(
        each.startswith("2026-09-02 to 2026-09-11: hearing. Not counted")
        for each in explained(due, rule, "en")
    )


def test_hours_that_stood_still_are_told_by_their_duration() -> None:
    due, rule = steps_of_hours_that_stood_still(), rule_of("K-70")

    assert any("1天1小时30分" in each for each in explained(due, rule, "zh"))
    assert any("1 d 1 h 30 min" in each for each in explained(due, rule, "en"))


def test_an_extension_is_counted_from_the_original_start() -> None:
    due, rule = counted("K-07", date(2026, 7, 6), longer=30)

    assert "自2026年7月7日起计算60日和延长的30日，计算到2026年10月4日。" in explained(due, rule, "zh")
    assert (
        "Extended by 30 calendar days: counted from the original start, not from the rolled day."
        in explained(due, rule, "en")
    )


def test_a_provisional_date_says_until_which_notice() -> None:
    due, rule = counted("K-07", date(2026, 11, 21))

    assert due.provisional
    assert any("2027年的放假安排尚未公布" in each for each in explained(due, rule, "zh"))
    assert any(
        each.startswith("Provisional until the notice of 2027 is published")
        for each in explained(due, rule, "en")
    )


def test_the_end_of_the_day_is_midnight_online_and_closing_time_at_the_window() -> None:
    due, rule = counted("K-02", date(2026, 2, 3))

    assert any("网上至当日24:00；窗口至当日17:30" in each for each in explained(due, rule, "zh", CLOSING))
    assert any("有办公时间的窗口，至停止办公时" in each for each in explained(due, rule, "zh"))
    assert told(due, rule, CLOSING)["window_closes_at"] == "2026-02-24T17:30:00+08:00"
    assert told(due, rule)["window_closes_at"] is None


def test_a_rule_that_is_off_or_was_not_in_force_says_so_last() -> None:
    off = explained(*counted("K-02a", date(2026, 8, 31)), "en")
    older = explained(*counted("K-07", date(2019, 7, 6)), "zh")

    assert "still to be verified" in off[-1]
    assert "自2022年5月1日起施行" in older[-1]
    assert not told(*counted("K-07", date(2019, 7, 6)))["in_force"]


def test_what_is_told_is_the_same_as_what_is_explained() -> None:
    for due, rule in samples():
        plain = told(due, rule, CLOSING)

        for language in LANGUAGES:
            sentences = tuple(step[language] for step in plain["steps"])
            assert explained(due, rule, language, CLOSING)[: len(sentences)] == sentences
        assert plain["article"] in explained(due, rule, "zh")[len(due.steps)]
        assert [step["code"] for step in plain["steps"]] == [step.code for step in due.steps]


def test_days_are_dates_and_hours_are_instants() -> None:
    days, hours = (
        told(*counted("K-05", date(2026, 2, 25))),
        told(*counted("K-70", date(2026, 10, 1), at=time(10))),
    )

    assert (days["start"], days["due"], days["over_at"]) == (
        "2026-02-25",
        "2026-03-03",
        "2026-03-04T00:00:00+08:00",
    )
    assert (hours["start"], hours["due"]) == ("2026-10-01T10:00:00+08:00", "2026-10-04T10:00:00+08:00")


def test_a_clock_that_stands_still_says_since_when_and_why() -> None:
    rule, began = rule_of("K-13"), first_instant_of(date(2026, 8, 31))
    still = Pause(Ground.HEARING, first_instant_of(date(2026, 9, 2)))
    clock = Clock(name="review", rule="K-13", event=rule.trigger, started_at=began, pauses=(still,))

    plain = clock_told(clock, rule, china())
    zh, en = (clock_explained(clock, rule, china(), language) for language in LANGUAGES)

    assert (plain["start"], plain["due"], plain["provisional"]) == ("2026-08-31", None, False)
    assert plain["steps"] == [
        {"code": "standing-still", "first": "2026-09-02", "because": "hearing", "zh": zh[0], "en": en[0]}
    ]
    assert zh[0].startswith("自2026年9月2日起停止计算：听证")
    assert en[0].startswith("Standing still since 2026-09-02: hearing")
    assert plain["article"] in zh[1]


def test_a_clock_that_counts_is_told_as_its_date_is() -> None:
    due, rule = counted("K-05", date(2026, 2, 25))
    began = at_time_of(date(2026, 2, 25), time(9))
    clock = Clock(name="objection", rule="K-05", event=rule.trigger, started_at=began)

    assert clock_told(clock, rule, china(), CLOSING) == told(due, rule, CLOSING)
    assert clock_explained(clock, rule, china(), "zh") == explained(due, rule, "zh")


def test_hours_that_stand_still_began_at_an_instant() -> None:
    rule, began = rule_of("K-70"), at_time_of(date(2026, 10, 1), time(10))
    still = (Pause(Ground.OBSTACLE, began),)
    clock = Clock(name="order", rule="K-70", event=rule.trigger, started_at=began, pauses=still)

    assert clock_told(clock, rule, china())["start"] == "2026-10-01T10:00:00+08:00"


def test_a_rule_without_a_number_has_no_date_and_says_so() -> None:
    rule = rule_of("K-42")
    clock = Clock(name="k", rule="K-42", event=rule.trigger, started_at=first_instant_of(date(2026, 8, 31)))

    plain = clock_told(clock, rule, china())

    assert (plain["due"], [step["code"] for step in plain["steps"]]) == (None, ["no-number"])
    assert clock_explained(clock, rule, china(), "en")[0] == plain["steps"][0]["en"]


@pytest.mark.parametrize(
    "rule", [rule for rule in TABLE.values() if rule.is_counted], ids=lambda rule: rule.id
)
def test_every_rule_of_the_table_is_explained(rule: ClockRule) -> None:
    due, _ = counted(rule.id, date(2026, 2, 11))

    zh, en = (explained(due, rule, language) for language in LANGUAGES)

    assert rule.trigger not in zh[0]
    assert rule.trigger not in en[0]
    assert rule.articles[0].cite("zh") in zh[len(due.steps)]


def test_a_length_is_said_in_its_unit_and_one_of_it_in_the_singular() -> None:
    assert [length(1, unit, "en") for unit in Unit] == [
        "1 calendar day",
        "1 working day",
        "1 hour",
        "1 month",
        "1 year",
        "1 minute",
    ]
    assert length(60, Unit.CALENDAR_DAYS, "zh") == "60日"


@pytest.mark.parametrize(
    ("state", "last_day", "shown"),
    [
        (State.RUNNING, date(2026, 3, 12), "green"),
        (State.RUNNING, date(2026, 3, 11), "yellow"),
        (State.RUNNING, date(2026, 3, 10), "yellow"),
        (State.EXPIRED, date(2026, 3, 9), "red"),
        (State.SUSPENDED, None, "green"),
        (State.MET, date(2026, 3, 10), "green"),
    ],
)
def test_a_light_is_yellow_near_the_end_and_red_after_it(
    state: State, last_day: date | None, shown: str
) -> None:
    assert light(state, last_day, date(2026, 3, 10)) == shown


def test_minutes_are_told_from_instant_to_instant() -> None:
    rule = county.TOLD.rule("P-63")
    due = reckon(rule, county.TOLD.calendar, county.MONDAY, rule.trigger)
    assert due

    sentences = explained(due, rule, "zh", county.TOLD.hours.window_closes)

    assert any("连续计算10分钟" in line and "09:10" in line for line in sentences)


def test_only_a_period_of_the_people_that_closed_with_its_dispute_goes_on_in_what_follows() -> None:
    assert goes_on("dispute", "K-44", State.MET)
    assert not goes_on("dispute", "K-44", State.RUNNING)
    assert not goes_on("dispute", "K-40", State.MET)
    assert not goes_on("aftercare", "K-44", State.MET)  # there the court has ruled on it


@pytest.mark.parametrize(
    ("procedure", "rule", "late_by", "ended"),
    [
        ("petition", "K-07", timedelta(0), EndedLate.DONE),
        ("petition", "K-07", -timedelta(microseconds=1), None),
        ("incident", "P-63", timedelta(0), EndedLate.UNANSWERED),
        ("dispute", "K-44", timedelta(days=1), None),  # a right of the parties'
    ],
)
def test_a_period_of_an_agency_that_was_closed_after_its_last_instant_ended_late(
    procedure: str, rule: str, late_by: timedelta, ended: EndedLate | None
) -> None:
    counts, began = county.TOLD.rule(rule), at_time_of(date(2026, 3, 2), time(9))
    running = Clock(name="one", rule=rule, event=counts.trigger, started_at=began)
    due = running.due(counts, china())
    assert due
    met = replace(running, met_at=due.is_over_at + late_by)

    assert ended_late(procedure, counts, met, due.is_over_at) is ended
    assert ended_late(procedure, counts, running, due.is_over_at) is None
    assert ended_late(procedure, counts, met, None) is None
    assert ended_late(procedure, counts, replace(met, cancelled_at=met.met_at), due.is_over_at) is None
