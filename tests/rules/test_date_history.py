"""How the dates of a case have moved: as they were known then, and why they are others now."""

from datetime import date, timedelta

from rules.calendar import YearNotice
from rules.clocks.history import Shift, shifts
from rules.clocks.rule import Ground
from rules.dispute import commands
from rules.timekeeping import CalendarPublished, CorrectStart, ResumeClocks, SuspendClocks
from tests.rules import county
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute


def moves(told: DisputeStory, clock: str) -> list[tuple[str, date | None, date | None]]:
    found = shifts(told.procedure, told.events, told.edition)
    return [(each.kind, each.was, each.now) for each in found[clock]]


def raised(told: DisputeStory) -> None:
    told.hear(commands.RaiseEarly(id=KEY, by=told.lead, reason=WORDS))


def test_a_date_that_never_moved_has_no_history() -> None:
    told = a_dispute()
    told.everyone_consents()

    assert shifts(told.procedure, told.events, told.edition) == {"whole": (), "level": ()}


def test_standing_still_and_going_on_move_the_date_of_every_clock_it_stops() -> None:
    told = a_dispute()
    told.at += timedelta(days=2)
    told.hear(SuspendClocks(id=KEY, by=told.lead, ground=Ground.APPRAISAL, reason=WORDS))
    told.at += timedelta(days=3)
    told.hear(ResumeClocks(id=KEY, by=told.lead))

    assert moves(told, "level") == [
        ("ClocksSuspended", date(2026, 11, 7), None),
        ("ClocksResumed", None, date(2026, 11, 10)),
    ]
    assert [kind for kind, _, _ in moves(told, "whole")] == ["ClocksSuspended", "ClocksResumed"]


def test_a_move_names_its_entry_and_its_instant() -> None:
    told = a_dispute()
    told.at += timedelta(days=2)
    told.hear(SuspendClocks(id=KEY, by=told.lead, ground=Ground.APPRAISAL, reason=WORDS))

    (move,) = shifts(told.procedure, told.events, told.edition)["level"]

    assert move == Shift(2, told.at, "ClocksSuspended", date(2026, 11, 7), None)


def test_a_corrected_start_moves_the_date_although_the_clock_began_elsewhere() -> None:
    told = a_dispute()
    earlier = told.at - timedelta(days=5)
    told.hear(CorrectStart(id=KEY, by=county.DISPATCHER, clock="whole", started_at=earlier, reason=WORDS))

    assert moves(told, "whole") == [("StartCorrected", date(2026, 12, 2), date(2026, 11, 27))]
    assert moves(told, "level") == []


def test_a_published_calendar_moves_what_hangs_on_it() -> None:
    told = a_dispute()
    holidays = frozenset({date(2026, 12, 2), date(2026, 12, 3)})
    notice = YearNotice(1, 2026, "test", holidays, frozenset())
    series = told.edition.calendar.series
    told.hear(CalendarPublished(version=f"{series}.1", series=series, notices=(notice,)))

    assert moves(told, "whole") == [("DueDatesRecomputed", date(2026, 12, 2), date(2026, 12, 4))]


def test_the_clock_of_a_new_step_has_only_its_own_moves() -> None:
    told = a_dispute()
    parties = frozenset(party.ref for party in told.state.parties)
    told.hear(commands.ExtendPeriod(id=KEY, by=told.lead, days=5, agreed_in_writing=parties))
    extended = moves(told, "level")
    told.at += timedelta(days=1)
    raised(told)

    assert extended == [("PeriodExtended", date(2026, 11, 7), date(2026, 11, 12))]
    assert moves(told, "level") == []
    assert [kind for kind, _, _ in moves(told, "whole")] == ["PeriodExtended"]


def test_a_clock_that_begins_later_has_its_own_history() -> None:
    told = a_dispute()
    told.agree()

    assert moves(told, "confirmation-1") == []
