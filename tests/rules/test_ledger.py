"""Which unit used up which days of a period: every day that passed belongs to one of them."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from rules.calendar import WorkingCalendar
from rules.clocks.clock import Clock
from rules.clocks.ledger import Held, Used, used
from rules.clocks.reckoning import Pause
from rules.clocks.rule import Ground, Unit
from rules.dispute import commands
from rules.instants import first_instant_of, legal_day
from rules.timekeeping import ResumeClocks, SuspendClocks
from tests.rules import county
from tests.rules.properties import FEW
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute
from tests.rules.test_clocks import CALENDARS, clock, rule

UNITS = ("village", "township", "county")
JUNE = date(2026, 6, 1)
HOURS = some.integers(0, 24 * 60)


def days_of(story: DisputeStory) -> list[Used]:
    state = story.state
    whole = state.clock("whole")
    return list(used(whole, state.edition.rule(whole.rule), state.edition.calendar, state.held, story.at))


def test_a_dispute_that_climbs_tells_which_unit_had_it_for_how_many_days() -> None:
    story = a_dispute()
    story.wait(days=4)
    story.hold()
    story.wait(days=3)
    story.hold()  # the second step failed too: to the township
    story.wait(days=6)
    story.hear(commands.FlagMajor(id=KEY, by=story.lead, reason=WORDS))
    story.wait(days=2)

    assert days_of(story) == [Used(county.VILLAGE, 7), Used(county.TOWNSHIP, 6), Used(county.COUNTY, 2)]


def test_a_day_belongs_to_whoever_had_it_when_the_day_began() -> None:
    story = a_dispute(dispute_type="wages")
    story.wait(hours=14)  # 23:00 in Shanghai
    story.hear(commands.FlagMajor(id=KEY, by=story.lead, reason=WORDS))
    story.wait(hours=2)

    assert days_of(story) == [Used(county.TOWNSHIP, 0), Used(county.COUNTY, 1)]


def test_a_matter_that_comes_back_adds_to_what_the_unit_has_used() -> None:
    story = a_dispute(dispute_type="wages")
    story.wait(days=3)
    story.hear(commands.FlagMajor(id=KEY, by=story.lead, reason=WORDS))
    story.wait(days=4)
    story.hear(commands.SendBack(id=KEY, by=county.CENTRE, to_step=3, instructions=WORDS))
    story.wait(days=5)

    assert days_of(story) == [Used(county.TOWNSHIP, 8), Used(county.COUNTY, 4)]


def test_days_on_which_the_clock_stood_still_are_nobodys() -> None:
    story = a_dispute()
    story.wait(days=1)
    story.hear(SuspendClocks(id=KEY, by=story.lead, ground=Ground.APPRAISAL, reason=WORDS))
    story.wait(days=5)
    assert days_of(story) == [Used(county.VILLAGE, 0)]

    story.hear(ResumeClocks(id=KEY, by=story.lead))
    story.wait(days=1)

    assert days_of(story) == [Used(county.VILLAGE, 2)]


def test_a_fallback_of_another_unit_uses_days_of_its_own() -> None:
    story = a_dispute()
    story.wait(days=2)
    story.hear(commands.LeadSeatsHeld(step=1, holders=frozenset()))
    story.wait(days=3)

    assert days_of(story) == [Used(county.VILLAGE, 2), Used(county.TOWNSHIP, 3)]


def test_after_it_has_ended_no_day_is_used_any_more() -> None:
    story = a_dispute()
    story.wait(days=2)
    story.hear(commands.FiledInCourt(case=WORDS))
    story.at += timedelta(days=30)

    assert days_of(story) == [Used(county.VILLAGE, 2)]


def test_hours_are_not_shared_out() -> None:
    held = (Held("village", first_instant_of(JUNE)),)

    assert used(clock(JUNE), rule(72, unit=Unit.HOURS), county.TOLD.calendar, held, held[0].since) == ()


@some.composite
def holders(draw: some.DrawFn) -> tuple[Held, ...]:
    since = first_instant_of(JUNE)
    found = [Held(draw(some.sampled_from(UNITS)), since)]
    for hours in draw(some.lists(HOURS, max_size=5)):
        since += timedelta(hours=hours)
        found.append(Held(draw(some.sampled_from(UNITS)), since))
    return tuple(found)


@some.composite
def paused(draw: some.DrawFn) -> Clock:
    pauses, at = [], first_instant_of(JUNE)
    for hours in draw(some.lists(some.tuples(HOURS, HOURS), max_size=3)):
        began = at + timedelta(hours=hours[0])
        at = began + timedelta(hours=hours[1])
        pauses.append(Pause(Ground.APPRAISAL, began, at))
    begun = clock(JUNE)
    return Clock(
        name=begun.name,
        rule=begun.rule,
        event=begun.event,
        started_at=begun.started_at,
        pauses=tuple(pauses),
    )


@FEW
@given(paused(), holders(), CALENDARS, some.sampled_from((Unit.CALENDAR_DAYS, Unit.WORKING_DAYS)), HOURS)
def test_the_days_of_all_units_add_up_to_the_days_that_have_passed(
    begun: Clock, held: tuple[Held, ...], calendar: WorkingCalendar, unit: Unit, hours: int
) -> None:
    until: datetime = begun.started_at + timedelta(hours=hours)
    passed = [JUNE + timedelta(days=n) for n in range(1, (legal_day(until) - JUNE).days + 1)]
    still = {
        day
        for pause in begun.pauses
        if pause.ended_at
        for day in passed
        if legal_day(pause.began_at) <= day < legal_day(pause.ended_at)
    }
    counted = [
        day
        for day in passed
        if day not in still and not (unit is Unit.WORKING_DAYS and calendar.is_day_off(day))
    ]

    shared = used(begun, rule(10, unit=unit), calendar, held, until)

    assert sum(each.days for each in shared) == len(counted)
    assert [each.unit for each in shared] == list(dict.fromkeys(each.unit for each in held))
