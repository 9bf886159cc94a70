"""Windows as queues, who is on duty, and the windows that nobody came to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rules import queueing
from rules.assigning import Candidate, Question, assign, is_reproduced
from rules.queue_report import QueueReport, report_of, together
from rules.queueing import QueueStep, Stepped, TicketState, queue_of, waiting_in
from rules.refusals import Refused
from rules.registers import BLOCKS, FunctionTag, HalfDay, Presence, ServiceWindow
from rules.rosters import Attendance, OnDuty, Roster, Rostered, Unattended, forgotten, unattended
from tests.rules.registers import (
    LABOUR,
    MINUTE,
    NINE,
    ONE_IS_CALLED,
    ROSTER,
    TODAY,
    WINDOW,
    a_shift,
    name,
    stepped,
    taken,
)

NOON, AFTER, EVENING = (NINE + timedelta(hours=h) for h in (3, 6, 8.5))
SATURDAY = NINE + timedelta(days=5)


def roster(*lines: object) -> Roster:
    return replace(ROSTER, lines=(WINDOW, *lines))  # type: ignore[arg-type]


def test_who_is_on_duty_is_told_by_half_day_those_who_sit_there_first() -> None:
    here = roster(
        a_shift("s-1", "late", presence=Presence.ON_CALL),
        a_shift("s-2", "zhou", halves=(HalfDay.MORNING,)),
        a_shift("s-3", "an", halves=(HalfDay.AFTERNOON,), presence=Presence.ROTATING),
        a_shift("s-4", "house", None),
    )

    morning = (OnDuty("zhou", Presence.RESIDENT), OnDuty("late", Presence.ON_CALL))
    assert here.on_duty("sl", "w-1", NINE) == morning
    assert here.on_duty("sl", "w-1", AFTER) == (
        OnDuty("an", Presence.ROTATING),
        OnDuty("late", Presence.ON_CALL),
    )
    assert here.on_duty("sl", None, NINE) == (OnDuty("house", Presence.RESIDENT),)
    assert here.on_duty("t1", "w-1", NINE) == ()


def test_what_happens_is_given_first_to_whoever_is_on_duty_at_the_unit_itself() -> None:
    """Whoever sits at a window of it stays there, and so does whoever is down for another half-day."""
    here = roster(
        a_shift("s-1", "window"),
        a_shift("s-2", "house", None),
        a_shift("s-3", "called", None, presence=Presence.ON_CALL),
        a_shift("s-4", "later", None, halves=(HalfDay.AFTERNOON,)),
    )
    held = tuple(Candidate(person, "sl", load) for person, load in (("house", 9), ("window", 0)))
    asked = Question("SL-2026-1", None, "tree", "handler", "sl", "3f", held)

    now, at_noon = here.duty("sl", NINE), here.duty("sl", NOON)
    given = assign(replace(asked, on_duty=now.persons, shifts=now.shifts))
    outside = assign(replace(asked, on_duty=at_noon.persons, shifts=at_noon.shifts))

    assert now == Rostered(frozenset({"house", "called"}), frozenset({"s-2", "s-3"}))
    assert at_noon == here.duty("t1", NINE) == Rostered(frozenset(), frozenset())
    assert (given.person, given.by_roster) == ("house", True)
    assert (outside.person, outside.by_roster) == ("window", False)
    assert is_reproduced(given)
    assert not is_reproduced(replace(given, asked=replace(given.asked, on_duty=frozenset())))


def test_nobody_is_on_duty_outside_the_hours_or_on_a_day_off() -> None:
    here = roster(a_shift("s-1", "clerk"))

    for instant in (NINE - timedelta(hours=1), NOON, EVENING, SATURDAY):
        assert here.on_duty("sl", "w-1", instant) == ()


def test_a_shift_of_some_weekdays_is_of_those_alone() -> None:
    here = roster(a_shift("s-1", "clerk", weekdays=(1, 4)))

    days = [n for n in range(7) if here.on_duty("sl", "w-1", NINE + timedelta(days=n))]

    assert days == [0, 3]


def test_a_shift_that_is_over_is_nobodys() -> None:
    here = roster(replace(a_shift("s-1", "clerk"), valid_until=TODAY))

    assert here.on_duty("sl", "w-1", NINE) == ()


OPEN = roster(a_shift("s-1", "clerk"))
EIGHT_THIRTY = NINE - 30 * MINUTE
BY = EIGHT_THIRTY + 15 * MINUTE
MISSED = Unattended("w-1", TODAY, HalfDay.MORNING, "sl", BY)


def came(since: datetime, until: datetime | None = None, window: str = "w-1") -> Attendance:
    return Attendance(window, "clerk", since, until)


def test_a_window_nobody_came_to_in_fifteen_minutes_is_unattended_whenever_it_is_looked_at() -> None:
    assert unattended(OPEN, [], BY - MINUTE) == ()
    for late in (BY, NOON, AFTER - timedelta(hours=1)):
        assert unattended(OPEN, [], late) == (MISSED,)
    assert unattended(OPEN, [came(BY + MINUTE)], NOON) == (MISSED,)  # late is late
    assert [each.half for each in unattended(OPEN, [], EVENING)] == ["morning", "afternoon"]
    next_day = unattended(OPEN, [], NINE + timedelta(days=1))  # and nothing of yesterday is missed
    assert [(each.day.day, each.half) for each in next_day] == [
        (2, "morning"),
        (2, "afternoon"),
        (3, "morning"),
    ]


def test_somebody_who_came_in_time_attended_it() -> None:
    for attended in (
        came(BY),
        came(EIGHT_THIRTY - 10 * MINUTE),
        came(EIGHT_THIRTY, EIGHT_THIRTY + MINUTE),
    ):
        assert unattended(OPEN, [attended], NOON) == ()


def test_who_left_before_it_opened_or_forgot_to_leave_yesterday_did_not_attend_it() -> None:
    for not_there in (
        came(EIGHT_THIRTY - 20 * MINUTE, EIGHT_THIRTY - 10 * MINUTE),
        came(EIGHT_THIRTY - timedelta(hours=16)),
        came(EIGHT_THIRTY, window="w-2"),
    ):
        assert unattended(OPEN, [not_there], NOON) == (MISSED,)


def test_who_stays_over_noon_attends_the_afternoon() -> None:
    assert unattended(OPEN, [came(EIGHT_THIRTY)], EVENING) == ()


def test_a_window_with_nobody_down_or_only_somebody_on_call_need_not_be_open() -> None:
    on_call = roster(a_shift("s-1", "clerk", presence=Presence.ON_CALL))

    assert unattended(roster(), [], NOON) == unattended(on_call, [], NOON) == ()
    assert unattended(OPEN, [], SATURDAY + timedelta(days=1)) == ()  # neither Sunday nor Saturday


def test_there_are_six_queues_and_a_ticket_goes_by_its_type() -> None:
    windows = {f"w-{tag}": ServiceWindow(name=name(tag), services=(tag,)) for tag in BLOCKS}

    assert len(windows) == 6
    for tag in BLOCKS:
        assert queueing.shortest(windows, {}, tag) == f"w-{tag}"


def test_of_two_windows_the_one_where_fewest_wait_is_found() -> None:
    windows = dict.fromkeys(("w-2", "w-1"), LABOUR)

    assert queueing.shortest(windows, {}, FunctionTag.LABOUR) == "w-1"
    assert queueing.shortest(windows, {"w-1": 1}, FunctionTag.LABOUR) == "w-2"


def test_a_ticket_is_taken_from_the_first_half_day_to_the_last_over_noon_too() -> None:
    for at in (EIGHT_THIRTY, NOON, EVENING - 2 * MINUTE * 30):
        ticket = queueing.take(ROSTER, LABOUR, 1, FunctionTag.LABOUR, at)
        assert (ticket.step, ticket.since) == (QueueStep.TAKEN, at)


def test_whoever_waits_longest_is_called_however_often_they_were_moved() -> None:
    mine = ONE_IS_CALLED[1]
    come = queueing.arrive(mine, 2, FunctionTag.LABOUR, "w-0", NINE + 9 * MINUTE)
    there = queue_of([taken(1, minutes=5), come])

    assert [each.number for each in waiting_in(there)] == [2, 1]
    assert queueing.call_next(there, NINE, is_staffed=True).number == 2
    assert there[2].came_from == "w-0"


def test_a_ticket_goes_from_hand_to_hand() -> None:
    called = ONE_IS_CALLED
    begun = queueing.begin(called, 1, NINE + 4 * MINUTE, is_staffed=True)
    served = queue_of([taken(), stepped(1, QueueStep.CALLED, 3), begun])
    ended = queueing.end(served, 1, NINE + 9 * MINUTE, is_complete=False, is_staffed=True)
    over = queue_of([taken(), stepped(1, QueueStep.CALLED, 3), begun, ended])[1]

    assert served[1].state is TicketState.SERVED
    assert (over.state, over.ended, over.is_complete) == (TicketState.OVER, QueueStep.ENDED, False)
    missed = queueing.not_there(called, 1, NINE, is_staffed=True)
    moved = queueing.move(served, 1, LABOUR, FunctionTag.LABOUR, "w-2", NINE, is_staffed=True)
    assert (missed.step, moved.step, moved.to) == (QueueStep.NOT_THERE, QueueStep.MOVED, "w-2")


DAY = [
    taken(1, 0),
    taken(2, 5),
    taken(3, 6),
    taken(4, 7),
    stepped(1, QueueStep.CALLED, 10),
    stepped(1, QueueStep.BEGUN, 11),
    stepped(1, QueueStep.ENDED, 31, is_complete=True),
    stepped(2, QueueStep.CALLED, 31),
    stepped(2, QueueStep.NOT_THERE, 33),
    stepped(3, QueueStep.CALLED, 34),
    stepped(3, QueueStep.MOVED, 36, to="w-2"),
    Stepped(
        number=5,
        step=QueueStep.TAKEN,
        at=NINE + 36 * MINUTE,
        service=FunctionTag.LABOUR,
        since=NINE,
        to="w-3",
    ),
    stepped(5, QueueStep.CALLED, 40),
    stepped(5, QueueStep.BEGUN, 40),
    stepped(5, QueueStep.ENDED, 45, is_complete=True),
]


def test_the_report_of_a_window_is_what_its_journal_says() -> None:
    two = [came(NINE, NINE + 40 * MINUTE), came(NINE + 30 * MINUTE, NINE + 50 * MINUTE)]

    report = report_of(queue_of(DAY), two, NINE, NINE + 60 * MINUTE)

    assert report == QueueReport(
        taken=5,
        called=4,
        ended=2,
        complete=1,  # the fifth came from another window
        not_there=1,
        moved=1,
        waited=(10 + 26 + 28 + 40) * MINUTE,
        longest=40 * MINUTE,
        attended=50 * MINUTE,
        busy=25 * MINUTE,
    )
    assert report.idle == 25 * MINUTE
    assert report.mean_wait == 26 * MINUTE


def test_what_is_not_over_counts_up_to_now_and_nothing_of_the_future_does() -> None:
    report = report_of(queue_of(DAY[:6]), [came(NINE)], NINE, NINE + 20 * MINUTE)
    before = report_of(queue_of(DAY), [came(NINE)], NINE, NINE + 8 * MINUTE)

    assert (report.attended, report.busy, report.ended) == (20 * MINUTE, 9 * MINUTE, 0)
    assert (before.taken, before.called, before.ended, before.mean_wait) == (4, 0, 0, None)


def test_what_somebody_forgot_to_end_ends_with_its_day() -> None:
    tomorrow = datetime(2026, 11, 2, 16, tzinfo=UTC)  # 00:00 of the third

    assert came(NINE).ends == tomorrow
    report = report_of({}, [came(NINE)], tomorrow, tomorrow + timedelta(hours=12))
    assert report.attended == timedelta(0)


def test_whoever_forgot_to_sign_off_yesterday_signs_on_today() -> None:
    today = NINE + timedelta(days=1)

    assert forgotten(None, today) is None
    assert forgotten(came(NINE), today) == came(NINE, datetime(2026, 11, 2, 16, tzinfo=UTC))


def test_two_times_apart_are_not_joined_and_a_unit_is_its_windows_together() -> None:
    apart = [came(NINE, NINE + 5 * MINUTE), came(NINE + 10 * MINUTE, NINE + 15 * MINUTE)]
    one = report_of(queue_of(DAY), apart, NINE, NINE + 60 * MINUTE)

    assert one.attended == 10 * MINUTE
    assert together([]) == QueueReport()
    both = together([one, one])
    assert (both.taken, both.longest, both.attended) == (10, 40 * MINUTE, 20 * MINUTE)


def asked_for(verb: str, queue: queueing.Queue, here: int, at: datetime) -> list[Stepped]:
    """What comes of it; nothing, if it is refused."""
    try:
        match verb:
            case "take":
                return [queueing.take(ROSTER, LABOUR, len(queue) + 1, FunctionTag.LABOUR, at)]
            case "call":
                return [queueing.call_next(queue, at, is_staffed=True)]
            case "begin":
                return [queueing.begin(queue, here, at, is_staffed=True)]
            case "end":
                return [queueing.end(queue, here, at, is_complete=True, is_staffed=True)]
            case _:
                return [queueing.not_there(queue, here, at, is_staffed=True)]
    except Refused:
        return []


@given(st.lists(st.sampled_from(["take", "call", "begin", "end", "miss"]), max_size=60))
def test_whatever_is_asked_of_a_window_nobody_is_called_twice_or_lost(asked: list[str]) -> None:
    steps: list[Stepped] = []
    for minute, verb in enumerate(asked):
        queue, at = queue_of(steps), NINE + minute * MINUTE
        here = next((e.number for e in queue.values() if e.state in ("called", "served")), 1)
        steps += asked_for(verb, queue, here, at)

    queue = queue_of(steps)
    called = [each.number for each in steps if each.step is QueueStep.CALLED]
    assert called == sorted(set(called))  # in turn, and each once
    assert sum(each.state in ("called", "served") for each in queue.values()) <= 1
    assert sorted(queue) == list(range(1, len(queue) + 1))
    assert all(a.at <= b.at for a, b in pairwise(steps))
