"""A half-year of a county on time that is skipped: many matters, some late, and everybody who presses.

What must come of it is counted once more, from the plan alone, by days on the wall and nothing of the rules
(``recount``): which matter gets which letter, and when.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from types import MappingProxyType
from typing import Any

from rules import timekeeping
from rules.aftercare import commands as caring
from rules.calendar import WorkingCalendar
from rules.dispute.matter import Outcome
from rules.instants import BEIJING
from rules.petition.matter import NonAcceptance
from rules.procedure import Command, Fact, TimePassed
from rules.supervising import supervision_of, told_of
from rules.supervision import commands as pressing
from rules.supervision.matter import Stage
from rules.supervision.procedure import SUPERVISION
from tests.rules import county
from tests.rules.errands import an_errand
from tests.rules.meetings import under_way
from tests.rules.overseen import an_inspection
from tests.rules.petition.story import a_petition, accepted, transferred
from tests.rules.questions import a_question, answer
from tests.rules.story import KEY, WORDS, Story, a_dispute, aftercare_of
from tests.rules.supervising import SupervisionStory

FIRST, LAST = date(2026, 7, 1), date(2026, 12, 31)

# What is owed, as the county's plan has it: clock -> (days, in working days, whether the last day rolls).
OWED = {
    "question": {"answer": (5, True, True)},
    "routing": {"route": (15, False, True)},
    "pending": {"inform": (15, False, True)},
    "handling": {"handle": (60, False, True)},
    "dispute": {"level": (5, False, False), "whole": (30, False, True)},
    "aftercare": {"serve-guidance": (5, False, True), "revisit": (30, False, True)},
    "meeting": {"minutes": (5, True, True)},
    "errand": {"re-examination": (15, False, True)},
    "inspection": {"rectify": (15, True, True)},
}
# What a petition leaves to be done once it has ended: somebody asks how it went, and closes the matter.
LEFT = dict.fromkeys(("routing", "pending"), ((30, False, True), (30, False, True)))


@dataclass
class Plan:
    """What becomes of a matter. ``done``: when it is done; None: never. ``moved``: when somebody finds that
    it began later than was written down, and when it really did. ``signed_after``: how long after the draft
    the letter is signed; None: never, or set aside."""

    kind: str
    began: datetime
    done: datetime | None
    moved: tuple[datetime, datetime] | None
    signed_after: timedelta | None
    is_set_aside: bool


def plans(seed: int, count: int, kinds: Sequence[str] = tuple(OWED), first: date = FIRST) -> list[Plan]:
    """Seeded: a third done in time, a third late, the rest never; of some questions the start was wrong.
    Each begins within sixty days from the ``first``."""
    dice, made = Random(seed), list[Plan]()
    for number in range(count):
        kind = kinds[number % len(kinds)]
        began = _morning(first + timedelta(days=dice.randrange(60)), dice)
        longest = max(days for days, _, _ in OWED[kind].values())
        after = dice.choice((1, 2, longest // 2, longest + 6, longest + 12, longest + 19, longest + 40, None))
        done = None if after is None else _morning(began.date() + timedelta(days=max(after, 1)), dice)
        moved = None
        if kind == "question" and dice.random() < 0.5:
            found = began + timedelta(days=dice.choice((9, 11, 15)), minutes=7)
            moved = (found, found - timedelta(days=1))
            done = done if done and done > found + timedelta(days=1) else None
        signed = dice.choice(
            (timedelta(hours=3, minutes=1), timedelta(days=1, minutes=3), timedelta(days=8), None)
        )
        made.append(Plan(kind, began, done, moved, signed, signed is None and dice.random() < 0.5))
    return made


def _morning(day: date, dice: Random) -> datetime:
    """Between ten and noon, at no instant at which the rules do anything by themselves."""
    return datetime.combine(day, time(10, dice.randrange(1, 59), 13), BEIJING) + timedelta(
        hours=dice.randrange(2)
    )


# the county, by the rules


@dataclass
class County:
    """Every procedure, and when each of them is next told the time."""

    stories: list[Story] = field(default_factory=list)
    moments: list[datetime | None] = field(default_factory=list)
    carried: list[int] = field(default_factory=list)
    matter: list[int] = field(default_factory=list)  # of each story, which plan it is about
    grown: dict[tuple[int, int], int] = field(default_factory=dict)  # (story, entry) -> its supervision
    ahead: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    letters: list[tuple[int, str, datetime]] = field(default_factory=list)  # (matter, kind, issued at)

    def opens(self, story: Story, matter: int) -> int:
        self.stories.append(story)
        self.moments.append(None)
        self.carried.append(0)
        self.matter.append(matter)
        self.looks(len(self.stories) - 1)
        return len(self.stories) - 1

    def looks(self, at: int) -> None:
        """What followed is carried; and when it is told the time next."""
        story = self.stories[at]
        letters, self.carried[at] = story.letters[self.carried[at] :], len(story.letters)
        self.moments[at] = story.procedure.next_moment(story.state)
        for letter in letters:
            match letter.kind:
                case "open-supervision":
                    self._supervise(at, letter.seq)
                case "tell-supervision":
                    supervision = self.grown[at, letter.body["fell_in"]]
                    self.hears(supervision, told_of(letter.body["how"], KEY), story.at)
                case "document" if isinstance(story, SupervisionStory):
                    self.letters.append((self.matter[at], letter.body["kind"], story.at))

    def hears(self, at: int, asked: Command | Fact, when: datetime) -> None:
        story = self.stories[at]
        story.at = when
        story.hear(asked)
        self.looks(at)

    def _supervise(self, at: int, seq: int) -> None:
        story = self.stories[at]
        [late] = [each for each in story.state.late if each.fell_in == seq]
        number = f"SL-2026-{at}-{seq}"
        first = supervision_of(
            late,
            story.state,
            id=f"supervision/sl/{number}/1",
            number=number,
            edition=story.edition,
            at=story.events[seq - 1].at,
        )
        supervision = SupervisionStory(SUPERVISION, first, story.edition)
        self.grown[at, seq] = self.opens(supervision, self.matter[at])

    def live(self, until: datetime) -> None:
        """Time passes from moment to moment, as the engine tells it; people act when they had planned to."""
        while True:
            by_time = min((m, n) for n, m in enumerate(self.moments) if m) if any(self.moments) else None
            by_people = min(self.ahead, key=lambda each: each[0], default=None)
            at = min(each[0] for each in (by_time, by_people) if each) if by_time or by_people else until
            if at >= until:
                return
            if by_people and by_people[0] == at:
                self.ahead.remove(by_people)
                by_people[1]()
            else:
                assert by_time
                self.hears(by_time[1], TimePassed(), at)


def begun(plan: Plan) -> Story:
    """The matter as it stands at the instant at which the plan begins."""
    match plan.kind:
        case "question":
            return a_question(at=plan.began, received_at=plan.began)
        case "routing":
            return a_petition(at=plan.began)
        case "pending":
            return transferred(at=plan.began)
        case "handling":
            return accepted(at=plan.began)
        case "dispute":
            return a_dispute(at=plan.began)
        case "meeting":
            return under_way(at=plan.began, scheduled_for=plan.began + timedelta(hours=1)).decide().finish()
        case "errand":
            return an_errand(at=plan.began).is_not_satisfied()
        case "inspection":
            return an_inspection(at=plan.began, until=plan.began.date()).with_findings(county.TOWNSHIP)
        case _:
            return aftercare_of(Outcome.NO_AGREEMENT, at=plan.began)


def do(story: Any, kind: str) -> None:
    """What was owed is done."""
    match kind:
        case "question":
            story.hear(answer())
        case "routing":
            story.classify("R-40").guide()
        case "pending":
            story.not_accept(NonAcceptance.NO_REQUEST)
        case "handling":
            story.hear_facts().draft().sign().serve()
        case "dispute":
            story.agree()
        case "meeting":
            story.file_minutes()
        case "errand":
            story.answered()
        case "inspection":
            story.rectified()
        case _:
            for party in ("zhang", "li"):
                office = county.DOCKING_OFFICE
                story.hear(caring.RecordService(id=KEY, by=office, party=party, method="mail", proof=WORDS))
            story.hear(caring.RecordRevisit(id=KEY, by=county.SECRETARY, notes=WORDS))


def lived(chosen: list[Plan]) -> County:
    """The half-year, as the rules have it."""
    there = County()
    for number, plan in enumerate(chosen):
        at = there.opens(begun(plan), number)
        if plan.done:
            there.ahead.append((plan.done, _doing(there, at, plan)))
        if plan.moved:
            there.ahead.append((plan.moved[0], _moving(there, at, plan.moved)))
    _people_press(there, chosen)
    there.live(datetime.combine(LAST, time(), BEIJING))
    return there


def _doing(there: County, at: int, plan: Plan) -> Callable[[], None]:
    def done() -> None:
        there.stories[at].at = plan.done or plan.began
        do(there.stories[at], plan.kind)
        there.looks(at)

    return done


def _moving(there: County, at: int, moved: tuple[datetime, datetime]) -> Callable[[], None]:
    found, really = moved
    correct = timekeeping.CorrectStart(
        id=KEY, by=county.DISPATCHER, clock="answer", started_at=really, reason=WORDS
    )
    return lambda: there.hears(at, correct, found)


def _people_press(there: County, chosen: list[Plan]) -> None:
    """Whoever signs does so some time after the draft came, if it is still there; or sets it aside."""
    plain = there.looks

    def looks(at: int) -> None:
        story, before = there.stories[at], there.carried[at]
        is_new_draft = any(letter.body.get("code") == "letter-to-sign" for letter in story.letters[before:])
        plain(at)
        plan = chosen[there.matter[at]]
        if is_new_draft and (plan.signed_after or plan.is_set_aside):
            when = story.at + (plan.signed_after or timedelta(hours=2))
            there.ahead.append((when, lambda: _signing(there, at, plan, when)))

    there.looks = looks  # type: ignore[method-assign]


def _signing(there: County, at: int, plan: Plan, when: datetime) -> None:
    story = there.stories[at]
    if story.state.stage is not Stage.TO_SIGN:
        return
    by = county.seated(story.state.signer.role, county.COUNTY)
    asked: Command = pressing.SignLetter(id=KEY, by=by)
    if plan.is_set_aside:
        asked = pressing.SetLetterAside(id=KEY, by=by, reason=WORDS)
    there.hears(at, asked, when)


# the same half-year, counted by hand


def recount(
    chosen: list[Plan],
    calendar: WorkingCalendar,
    last: date = LAST,
    left: Mapping[str, Sequence[tuple[int, bool, bool]]] = MappingProxyType({}),
) -> list[tuple[int, str, datetime]]:
    """(matter, kind, issued at) of every letter before the ``last`` day, from the plan and the days off
    alone. ``left``: what is owed once it is done, and nobody does."""
    return [
        (number, kind, at)
        for number, plan in enumerate(chosen)
        for began, ended, terms in _owed(plan, left)
        for kind, at in _letters(plan, calendar, _due(calendar, began, *terms), ended, last)
    ]


def _owed(
    plan: Plan, left: Mapping[str, Sequence[tuple[int, bool, bool]]]
) -> Iterator[tuple[date, datetime | None, tuple[int, bool, bool]]]:
    for terms in OWED[plan.kind].values():
        for began, ended in _runs(plan):
            yield began, ended, terms
    if plan.done:
        for terms in left.get(plan.kind, ()):
            yield plan.done.date(), None, terms


def _runs(plan: Plan) -> Iterator[tuple[date, datetime | None]]:
    """From which day each count runs, and when it ended."""
    if plan.moved:
        found, really = plan.moved
        yield plan.began.date(), found
        yield really.date(), plan.done
    else:
        yield plan.began.date(), plan.done


def _is_off(calendar: WorkingCalendar, day: date) -> bool:
    return day in calendar.holidays or (day.weekday() > 4 and day not in calendar.make_up_workdays)


def _due(calendar: WorkingCalendar, day: date, days: int, in_working_days: bool, rolls: bool) -> date:
    while days:
        day += timedelta(days=1)
        days -= 0 if in_working_days and _is_off(calendar, day) else 1
    while rolls and _is_off(calendar, day):
        day += timedelta(days=1)
    return day


def _letters(
    plan: Plan, calendar: WorkingCalendar, due: date, ended: datetime | None, last: date
) -> Iterator[tuple[str, datetime]]:
    late_on = due + timedelta(days=1)
    reminder = _morning_after(calendar, late_on, 2)
    drafted = _morning_after(calendar, reminder.date(), 3)
    the_end = datetime.combine(last, time(), BEIJING)
    stop = min(ended or the_end, the_end)
    if stop > reminder and stop > datetime.combine(late_on, time(), BEIJING):
        yield "D-22", reminder
        signed = drafted + plan.signed_after if plan.signed_after else None
        if signed and stop > drafted and stop > signed:
            yield "D-13", signed


def _morning_after(calendar: WorkingCalendar, day: date, working_days: int) -> datetime:
    """Half past eight of the first working day after so many working days, the first day not counted."""
    last = _due(calendar, day, working_days, True, False) + timedelta(days=1)
    while _is_off(calendar, last):
        last += timedelta(days=1)
    return datetime.combine(last, time(8, 30), BEIJING)
